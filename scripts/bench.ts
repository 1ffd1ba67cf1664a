/**
 * Measures speed: CPU milliseconds a page by format and stage, the ratio to the raw engine, documents a second of the
 * whole pipeline with one and two workers, growth, a second ingest, and peak memory.
 *
 *   npm run bench -- [--corpus 600,3000|none] [--growth 1000,10000|none] [--formats pdf,docx,txt] [--stages no]
 *                    [--reports ../shared/reports] [--seed 5] [--folder f]
 *
 * Growth mixes the formats; 10,000 documents of all three take 0.9 GB of disk and are made in half an hour, once.
 *
 * Stages are timed inside one thread, with memory as the command has it, when what runs often is compiled: what the
 * compiler takes beside it would count for the stage that is under way, and most for the raw engine. The pipeline is timed
 * as a process of its own, so that start-up, threads, the engine's compiler and the store count: all of them weigh less
 * the more documents there are. Other programs on the
 * machine distort wall-clock figures: CPU time is the one to compare.
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

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: '600' },
    growth: { type: 'string', default: '10,100,1000' },
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
spawnSync(process.execPath, [COMMAND, '--version']);
const built = <T>(path: string): Promise<T> => import(new URL(`../dist/${path}`, import.meta.url).href) as Promise<T>;
const { extract, DEFAULT_LIMITS } = await built<typeof Extractors>('extractors/index.js');
const { normalize } = await built<typeof Normalizers>('normalizers/index.js');
const { assess } = await built<typeof Reconcilers>('reconcilers/index.js');
const { rowsOf } = await built<typeof Rows>('pipeline/store/rows.js');
const { pdfiumEngine } = await built<typeof Engines>('extractors/pdf/pdfium.js');
const { sha256Of } = await built<typeof Documents>('pipeline/document.js');

console.log(`${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}\n`);
if (values.stages === 'yes') {
  (await built<typeof EngineFlags>('pipeline/engine-flags.js')).setMemoryFlags();
  await stages();
}
for (const count of sizes(values.corpus)) await pipeline(count);
if (sizes(values.growth).length > 0) await growth();

/** `600,3000` → [600, 3000]; `none` → []. */
function sizes(list: string): number[] {
  return list === 'none' ? [] : list.split(',').map(Number);
}

async function stages(): Promise<void> {
  console.log('CPU ms a page by stage (a Word or text document counts as the pages of its PDF, else as one)');
  console.log(
    `${'files'.padEnd(26)}${['extract', 'normalize', 'reconcile', 'rows', 'all', 'raw engine', 'ratio'].map((name) => name.padStart(11)).join('')}`,
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
      const all = result.extract + result.normalize + result.reconcile + result.rows;
      const cells = [result.extract, result.normalize, result.reconcile, result.rows, all].map((time) =>
        (time / result.pages).toFixed(2),
      );
      const raw = extension === 'pdf' ? [(result.raw / result.pages).toFixed(2), (all / result.raw).toFixed(2)] : [];
      console.log(
        `${`${name} .${extension} (${files.length}, ${result.pages} p)`.padEnd(26)}${[...cells, ...raw].map((cell) => cell.padStart(11)).join('')}`,
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

interface Times {
  pages: number;
  extract: number;
  normalize: number;
  reconcile: number;
  rows: number;
  raw: number;
}

async function measure(files: readonly Uint8Array[], extension: string): Promise<Times> {
  const times: Times = { pages: 0, extract: 0, normalize: 0, reconcile: 0, rows: 0, raw: 0 };
  for (const bytes of files) {
    let at = cpu();
    const lap = (stage: keyof Times): void => {
      const now = cpu();
      times[stage] += now - at;
      at = now;
    };
    const raw = await extract(bytes.slice(), { limits: DEFAULT_LIMITS });
    lap('extract');
    const report = normalize(raw);
    lap('normalize');
    const assessment = assess(report);
    lap('reconcile');
    rowsOf({ sha256: sha256Of(bytes), raw, report, assessment });
    lap('rows');
    times.pages += Math.max(1, raw.pages.length);
    if (extension !== 'pdf') continue;
    const opened = await pdfiumEngine.open(bytes.slice());
    for (let page = 1; page <= opened.pageCount; page++) await opened.page(page);
    await opened.close();
    lap('raw');
  }
  return times;
}

async function pipeline(count: number): Promise<void> {
  console.log(`\nThe command on ${count} generated documents of each format`);
  heading();
  for (const format of values.formats.split(',')) {
    const folder = corpus(format, count, format);
    const one = await ingest(folder, 1);
    line(format, 1, count, one, `  ${megabytesOf(folder)} MB of files`);
    const two = await ingest(folder, 2);
    line(format, 2, count, two, `  ${(one.seconds / two.seconds).toFixed(2)} × one`);
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
  if (fresh) for (const end of ['', '-wal', '-shm']) rmSync(db + end, { force: true });
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
