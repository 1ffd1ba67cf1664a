/**
 * Measures speed: CPU milliseconds a page by format and stage, the ratio to the raw engine, documents a second of the
 * whole pipeline with one and two workers, growth with pages, tables and documents, a second ingest, and peak memory.
 *
 *   npm run bench -- [--corpus 600,3000|none] [--runs 1] [--growth 1000,10000|none] [--lengths 1,4,16|none]
 *                    [--formats pdf,docx,txt] [--stages no] [--reports ../shared/reports] [--seed 5] [--folder f]
 *
 * Growth with documents mixes the formats; 10,000 documents of all three take 0.9 GB of disk and are made in half an
 * hour, once.
 *
 * Stages are timed inside one thread, with memory as the command has it, when what runs often is compiled: what the
 * compiler takes beside it would count for the stage that is under way, and most for the raw engine. The pipeline is timed
 * as a process of its own, so that start-up, threads, the engine's compiler and the store count: all of them weigh less
 * the more documents there are. Other programs on the machine distort wall-clock figures, and so does a machine whose
 * speed varies: CPU time is the one to compare. With `--runs` one and two workers take turns, and medians are printed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// The built code is what users run; types are those of the sources.
import type * as Extractors from '../extractors/index.js';
import type * as Engines from '../extractors/pdf/pdfium.js';
import type * as Normalizers from '../normalizers/index.js';
import type * as Reconcilers from '../reconcilers/index.js';
import type * as Documents from '../pipeline/document.js';
import type * as EngineFlags from '../pipeline/engine-flags.js';
import type * as Rows from '../pipeline/store/rows.js';
import type * as Stores from '../pipeline/store/store.js';
import type * as Writers from '../pipeline/store/writer.js';
import type { Block } from '../fixtures/generate/blocks.js';
import { makeReport } from '../fixtures/generate/make-report.js';
import type { GeneratedReport } from '../fixtures/generate/report.js';
import { writeDocx } from '../fixtures/generate/write-docx.js';
import { writePdf } from '../fixtures/generate/write-pdf.js';
import { writeText } from '../fixtures/generate/write-txt.js';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: '600' },
    runs: { type: 'string', default: '1' },
    growth: { type: 'string', default: '10,100,1000' },
    lengths: { type: 'string', default: '1,4,16' },
    formats: { type: 'string', default: 'pdf,docx,txt' },
    stages: { type: 'string', default: 'yes' },
    reports: { type: 'string', default: '../shared/reports' },
    seed: { type: 'string', default: '5' },
    folder: { type: 'string', default: join(tmpdir(), 'gouji-bench') },
  },
});
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COMMAND = join(ROOT, 'bin', 'gouji.mjs');
/** As `npm start` and `gouji` run it. */
const FLAGS = ['--single-threaded-gc'];
/** Of the stages, before what runs often is compiled: 60 documents get no faster after some 1,200. */
const WARM_UP = 20;
/** Of the stages, after that. Other programs come and go: the median counts. */
const ROUNDS = 5;
/** Engine: of a PDF, what its engine takes to read all characters and strokes of the pages; tables: the rest of extraction. */
const STAGES = ['engine', 'tables', 'normalize', 'reconcile', 'store'] as const;
const WRITERS: Record<string, (report: GeneratedReport) => Uint8Array | string | Promise<Uint8Array>> = {
  txt: (report) => writeText(report),
  docx: writeDocx,
  pdf: (report) => writePdf(report),
};
/** The seed of a report that has tables. */
const LONG = 5_000_001;
spawnSync(process.execPath, [COMMAND, '--version']);
const built = <T>(path: string): Promise<T> => import(new URL(`../dist/${path}`, import.meta.url).href) as Promise<T>;
const { extract, DEFAULT_LIMITS } = await built<typeof Extractors>('extractors/index.js');
const { normalize } = await built<typeof Normalizers>('normalizers/index.js');
const { assess } = await built<typeof Reconcilers>('reconcilers/index.js');
const { rowsOf } = await built<typeof Rows>('pipeline/store/rows.js');
const { openStore } = await built<typeof Stores>('pipeline/store/store.js');
const { Writer } = await built<typeof Writers>('pipeline/store/writer.js');
const { pdfiumEngine } = await built<typeof Engines>('extractors/pdf/pdfium.js');
const { sha256Of } = await built<typeof Documents>('pipeline/document.js');

console.log(`${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}\n`);
(await built<typeof EngineFlags>('pipeline/engine-flags.js')).setMemoryFlags();
if (values.stages === 'yes') await stages();
if (sizes(values.lengths).length > 0) await lengths();
for (const count of sizes(values.corpus)) await pipeline(count);
if (sizes(values.growth).length > 0) await growth();

/** `600,3000` → [600, 3000]; `none` → []. */
function sizes(list: string): number[] {
  return list === 'none' ? [] : list.split(',').map(Number);
}

async function stages(): Promise<void> {
  console.log('CPU ms a page by stage (a Word or text document counts as the pages of its PDF, else as one)');
  console.log(
    `${'files'.padEnd(26)}${[...STAGES, 'all', 'ratio', 'pages/s'].map((name) => name.padStart(11)).join('')}`,
  );
  const sets: [name: string, extensions: string[], folderOf: (extension: string) => string][] = [];
  if (existsSync(values.reports))
    sets.push(['reports', ['pdf', 'docx', 'doc', 'html', 'txt'], (): string => values.reports]);
  // A folder for each format: where formats took turns, as faults do, all documents with faults were of one format.
  sets.push(['generated', ['pdf', 'docx', 'html', 'txt'], (extension) => corpus(extension, 60, extension)]);
  for (const [name, extensions, folderOf] of sets) {
    for (const extension of extensions) {
      const folder = folderOf(extension);
      const files = readdirSync(folder).filter((file) => extname(file) === `.${extension}` && !file.includes('.scan.'));
      if (files.length === 0) continue;
      const bytes = files.map((file) => Uint8Array.from(readFileSync(join(folder, file))));
      for (let round = 0; round < WARM_UP; round++) await measure(bytes, extension);
      const rounds: Times[] = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(bytes, extension));
      const result = median(rounds);
      const all = total(result);
      const cells = [...STAGES.map((stage) => result[stage]), all].map((time) => (time / result.pages).toFixed(2));
      const ratio = result.engine > 0 ? (all / result.engine).toFixed(2) : '';
      const rate = ((result.pages * 1000) / all).toFixed(0);
      console.log(
        `${`${name} .${extension} (${files.length}, ${result.pages} p)`.padEnd(26)}${[...cells, ratio, rate].map((cell) => cell.padStart(11)).join('')}`,
      );
    }
  }
}

/** The median of each stage for itself. */
function median(rounds: readonly Times[]): Times {
  const middle = { ...rounds[0]! };
  for (const stage of Object.keys(middle) as (keyof Times)[]) {
    middle[stage] = rounds.map((times) => times[stage]).sort((a, b) => a - b)[rounds.length >> 1]!;
  }
  return middle;
}

/** CPU milliseconds, and what was read. */
interface Times extends Record<(typeof STAGES)[number], number> {
  pages: number;
  found: number;
}

function total(times: Times): number {
  return STAGES.reduce((sum, stage) => sum + times[stage], 0);
}

/** Reads documents and writes them into a store of their own. */
async function measure(files: readonly Uint8Array[], extension: string): Promise<Times> {
  const times: Times = { pages: 0, found: 0, engine: 0, tables: 0, normalize: 0, reconcile: 0, store: 0 };
  const db = join(values.folder, `stages-${process.pid}.db`);
  const store = openStore(db);
  const writer = new Writer(store, 'bench', newRun(store));
  let at = cpu();
  const lap = (stage: (typeof STAGES)[number]): number => {
    const now = cpu();
    const spent = now - at;
    times[stage] += spent;
    at = now;
    return spent;
  };
  for (const [index, bytes] of files.entries()) {
    at = cpu();
    const raw = await extract(bytes.slice(), { limits: DEFAULT_LIMITS });
    lap('tables');
    const report = normalize(raw);
    lap('normalize');
    const assessment = assess(report);
    lap('reconcile');
    const sha256 = sha256Of(bytes);
    const rows = rowsOf({ sha256, raw, report, assessment });
    const path = `${index}.${extension}`;
    writer.replace({ location: path, path, size: bytes.length, modified: 0 }, { sha256, content: { rows } });
    lap('store');
    times.pages += Math.max(1, raw.pages.length);
    times.found += report.tables.length;
    if (extension !== 'pdf') continue;
    const opened = await pdfiumEngine.open(bytes.slice());
    for (let page = 1; page <= opened.pageCount; page++) await opened.page(page);
    await opened.close();
    times.tables -= lap('engine');
  }
  at = cpu();
  store.close();
  lap('store');
  removeDatabase(db);
  return times;
}

function newRun(store: ReturnType<typeof openStore>): number {
  const insert = store.prepare(
    "INSERT INTO runs (started_at, status, version, roots) VALUES (datetime('now'), 'running', 'bench', '[]')",
  );
  return Number(insert.run().lastInsertRowid);
}

function removeDatabase(db: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true });
}

/** One document that is so many times as long: all of a report again and again, or its tables with what stands above them. */
async function lengths(): Promise<void> {
  console.log('\nGrowth with the length of one document: CPU ms of all stages');
  console.log(
    `${'format'.padEnd(10)}${'longer by'.padEnd(10)}${['times', 'pages', 'tables', 'CPU ms', '× before'].map((name) => name.padStart(10)).join('')}`,
  );
  const report = makeReport(LONG);
  const [first, last] = [report.blocks.findIndex(isTable) - 1, report.blocks.findLastIndex(isTable) + 1];
  const again = (part: readonly Block[], times: number): Block[] => Array.from({ length: times }, () => part).flat();
  const longer: [name: string, blocks: (times: number) => Block[]][] = [
    ['pages', (times) => again(report.blocks, times)],
    [
      'tables',
      (times) => [
        ...report.blocks.slice(0, first),
        ...again(
          report.blocks.slice(first, last).filter((block, at, all) => isTable(block) || isTable(all[at + 1])),
          times,
        ),
        ...report.blocks.slice(last),
      ],
    ],
  ];
  for (const format of values.formats.split(',').filter((one) => one in WRITERS)) {
    for (const [name, blocks] of longer) {
      let before = 0;
      for (const times of sizes(values.lengths)) {
        const written = await WRITERS[format]!({ ...report, blocks: blocks(times) });
        const bytes = typeof written === 'string' ? new TextEncoder().encode(written) : written;
        const rounds: Times[] = [];
        for (let round = 0; round < ROUNDS; round++) rounds.push(await measure([bytes], format));
        const result = median(rounds);
        const spent = total(result);
        const cells = [
          times,
          result.pages,
          result.found,
          spent.toFixed(0),
          before > 0 ? (spent / before).toFixed(1) : '',
        ];
        console.log(`${format.padEnd(10)}${name.padEnd(10)}${cells.map((cell) => String(cell).padStart(10)).join('')}`);
        before = spent;
      }
    }
  }
}

function isTable(block: Block | undefined): boolean {
  return block?.type === 'table';
}

async function pipeline(count: number): Promise<void> {
  console.log(`\nThe command on ${count} generated documents of each format`);
  heading();
  for (const format of values.formats.split(',')) {
    const folder = corpus(format, count, format);
    const runs: [one: Run, two: Run][] = [];
    for (let run = 0; run < Number(values.runs); run++) runs.push([await ingest(folder, 1), await ingest(folder, 2)]);
    line(
      format,
      1,
      count,
      middle(
        runs.map(([one]) => one),
        ({ seconds }) => seconds,
      ),
      `  ${megabytesOf(folder)} MB of files`,
    );
    const two = middle(
      runs.map((pair) => pair[1]),
      ({ seconds }) => seconds,
    );
    const times = runs.map((pair) => pair[0].seconds / pair[1].seconds);
    line(format, 2, count, two, `  ${middle(times, (ratio) => ratio).toFixed(2)} × one`);
    const again = await ingest(folder, 2, false);
    line(format, 2, count, again, '  unchanged');
  }
}

async function growth(): Promise<void> {
  console.log(`\nGrowth (${values.formats.replaceAll(',', ', ')} in turn, 2 workers)`);
  heading();
  let before: [number, Run] | undefined;
  for (const size of sizes(values.growth)) {
    const folder = corpus(`growth-${values.formats.replaceAll(',', '-')}`, size, values.formats);
    const run = await ingest(folder, 2);
    const times = (of: 'seconds' | 'cpu'): string => (before ? (run[of] / before[1][of]).toFixed(1) : '');
    const ratio = before ? `${times('seconds')} × the time, ${times('cpu')} × the CPU of ${before[0]}, ` : '';
    line('mixed', 2, size, run, `  ${ratio}database ${(statSync(`${folder}.db`).size / 1e6).toFixed(0)} MB`);
    line('mixed', 2, size, await ingest(folder, 2, false), '  unchanged');
    before = [size, run];
  }
}

function middle<Item>(items: readonly Item[], by: (item: Item) => number): Item {
  return items.toSorted((a, b) => by(a) - by(b))[items.length >> 1]!;
}

function heading(): void {
  console.log(
    `${'format'.padEnd(10)}${'workers'.padStart(8)}${'documents'.padStart(11)}${'seconds'.padStart(9)}${'CPU s'.padStart(8)}${'documents/s'.padStart(13)}${'per CPU s'.padStart(11)}${'peak MB'.padStart(9)}`,
  );
}

function megabytesOf(folder: string): string {
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return (bytes / 1e6).toFixed(1);
}

interface Run {
  seconds: number;
  cpu: number;
  megabytes: number;
}

function line(
  format: string,
  workers: number,
  documents: number,
  { seconds, cpu: spent, megabytes }: Run,
  note = '',
): void {
  console.log(
    `${format.padEnd(10)}${String(workers).padStart(8)}${String(documents).padStart(11)}${seconds.toFixed(1).padStart(9)}${spent.toFixed(1).padStart(8)}${(documents / seconds).toFixed(0).padStart(13)}${(documents / spent).toFixed(0).padStart(11)}${megabytes.toFixed(0).padStart(9)}${note}`,
  );
}

/** CPU time and peak memory are those that Linux counts for the process; elsewhere they stay 0. */
function ingest(folder: string, jobs: number, fresh = true): Promise<Run> {
  const db = `${folder}.db`;
  if (fresh) removeDatabase(db);
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [...FLAGS, COMMAND, 'ingest', folder, '--db', db, '--jobs', String(jobs), '--json'],
    {
      stdio: 'ignore',
    },
  );
  let [peak, ticks] = [0, 0];
  const look = (): void => {
    const at = `/proc/${child.pid}`;
    if (!existsSync(at)) return;
    try {
      peak = Math.max(peak, Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`${at}/status`, 'utf8'))?.[1] ?? 0));
      const fields = readFileSync(`${at}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      ticks = Math.max(ticks, Number(fields[11]) + Number(fields[12]));
    } catch {
      // It ended in between.
    }
  };
  const watch = setInterval(look, 20);
  return new Promise((resolve) => {
    child.on('close', () => {
      clearInterval(watch);
      resolve({ seconds: (performance.now() - started) / 1000, cpu: ticks / 100, megabytes: peak / 1024 });
    });
  });
}

/** A folder of generated documents; made once and kept. */
function corpus(name: string, documents: number, formats = 'txt,docx,pdf'): string {
  const folder = join(values.folder, `${name}-${documents}-${values.seed}`);
  if (existsSync(folder)) return folder;
  mkdirSync(values.folder, { recursive: true });
  const script = fileURLToPath(new URL('make-corpus.ts', import.meta.url));
  // What was broken off is no corpus.
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const options = [unfinished, '--documents', String(documents), '--seed', values.seed, '--formats', formats];
  spawnSync('npx', ['tsx', script, ...options], { stdio: ['ignore', 'ignore', 'inherit'], cwd: ROOT });
  renameSync(unfinished, folder);
  return folder;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
