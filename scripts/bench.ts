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
 * compiler takes beside it would count for the stage that is under way, and most for the raw engine. Each kind of
 * documents has a process of its own: code that the engine compiled for one is slower for the next. The pipeline is timed
 * as a process of its own, so that start-up, threads, the engine's compiler and the store count: all of them weigh less
 * the more documents there are. Other programs on the machine distort wall-clock figures, and so does a machine whose
 * speed varies: CPU time is the one to compare. With `--runs` one and two workers take turns, and medians are printed.
 * What two workers can reach is what the machine gives to two processes at once that share nothing: each with one worker,
 * a store of its own and all of the documents, printed beside it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WRITERS } from '../fixtures/generate/writers.js';
import { COMMAND, ingest, twoProcesses, type Run } from './bench/command.js';
import { corpus as corpusIn } from './bench/corpus.js';
import { STAGES, total, type Times } from './bench/times.js';

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
// Builds what is stale.
spawnSync(process.execPath, [...COMMAND, '--version']);

console.log(`${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}\n`);
if (values.stages === 'yes') stages();
if (sizes(values.lengths).length > 0) lengths();
for (const count of sizes(values.corpus)) await pipeline(count);
if (sizes(values.growth).length > 0) await growth();

/** `600,3000` → [600, 3000]; `none` → []. */
function sizes(list: string): number[] {
  return list === 'none' ? [] : list.split(',').map(Number);
}

function corpus(name: string, documents: number, formats: string): string {
  return corpusIn(values, name, documents, formats);
}

/** What a script of bench/ prints, in a process like this one. */
function aside(script: string, ...args: readonly string[]): string {
  const path = fileURLToPath(new URL(`bench/${script}.ts`, import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [...process.execArgv, path, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`bench/${script}.ts ended with ${String(status)}.`);
  return stdout;
}

function stages(): void {
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
      const { files, times } = JSON.parse(aside('stages', folderOf(extension), extension)) as {
        files: number;
        times: Times;
      };
      if (files === 0) continue;
      const all = total(times);
      const cells = [...STAGES.map((stage) => times[stage]), all].map((time) => (time / times.pages).toFixed(2));
      const ratio = times.engine > 0 ? (all / times.engine).toFixed(2) : '';
      const rate = ((times.pages * 1000) / all).toFixed(0);
      console.log(
        `${`${name} .${extension} (${files}, ${times.pages} p)`.padEnd(26)}${[...cells, ratio, rate].map((cell) => cell.padStart(11)).join('')}`,
      );
    }
  }
}

function lengths(): void {
  console.log('\nGrowth with the length of one document: CPU ms of all stages');
  console.log(
    `${'format'.padEnd(10)}${'longer by'.padEnd(10)}${['times', 'pages', 'tables', 'CPU ms', '× before'].map((name) => name.padStart(10)).join('')}`,
  );
  for (const format of values.formats.split(',').filter((one) => one in WRITERS)) {
    process.stdout.write(aside('lengths', format, corpus(format, 60, format), values.lengths));
  }
}

async function pipeline(count: number): Promise<void> {
  console.log(`\nThe command on ${count} generated documents of each format`);
  heading();
  for (const format of values.formats.split(',')) {
    const folder = corpus(format, count, format);
    const runs: { one: Run; two: Run; beside: number }[] = [];
    for (let run = 0; run < Number(values.runs); run++) {
      runs.push({ one: await ingest(folder, 1), two: await ingest(folder, 2), beside: await twoProcesses(folder) });
    }
    const one = middle(
      runs.map((run) => run.one),
      ({ seconds }) => seconds,
    );
    const two = middle(
      runs.map((run) => run.two),
      ({ seconds }) => seconds,
    );
    const ratio = (of: (run: (typeof runs)[number]) => number): string =>
      middle(runs.map(of), (times) => times).toFixed(2);
    line(format, 1, count, one, `  ${megabytesOf(folder)} MB of files`);
    line(
      format,
      2,
      count,
      two,
      `  ${ratio((run) => run.one.seconds / run.two.seconds)} × one; two processes ${ratio((run) => (2 * run.one.seconds) / run.beside)} ×`,
    );
    line(format, 2, count, await ingest(folder, 2, { fresh: false }), '  unchanged');
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
    line('mixed', 2, size, await ingest(folder, 2, { fresh: false }), '  unchanged');
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
