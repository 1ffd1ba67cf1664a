/**
 * Ingests a folder of hostile files: mutations of real and generated documents, and bombs. Every file must end in the
 * result as read or failed with a code; nothing may crash, hang or fill the memory.
 *
 *   npx tsx scripts/mutate.ts --seed 1 --documents 300 [--folder f] [--samples ../shared/reports,fixtures/documents]
 *
 * Prints the codes, the time, the peak memory of the whole process (Linux), and what is wrong; exits with 1 then.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Random } from '../fixtures/generate/random.js';
import { bombs } from './hostile/bombs.js';
import { MUTATIONS, type Sample } from './hostile/mutations.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    documents: { type: 'string', default: '300' },
    folder: { type: 'string', default: join(tmpdir(), 'gouji-hostile') },
    samples: { type: 'string', default: '../shared/reports,fixtures/documents' },
    jobs: { type: 'string', default: '2' },
    timeout: { type: 'string', default: '60' },
    bombs: { type: 'string', default: 'yes' },
  },
});
/** Larger samples only cost time: their mutations are those of small ones. */
const LARGEST = 600_000;
/** Megabytes that the whole process may use. */
const MEMORY = 1536;

const folder = join(values.folder, `seed-${values.seed}`);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const files = await write();
const { code, seconds, megabytes, output, errors } = await ingest();
report();

async function write(): Promise<number> {
  const random = new Random(`hostile ${values.seed}`);
  const samples = values.samples
    .split(',')
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path).map((name): Sample => ({ name, bytes: readFileSync(join(path, name)) })))
    .filter(({ bytes, name }) => bytes.length > 0 && bytes.length < LARGEST && extname(name) !== '.json');
  const ways = Object.entries(MUTATIONS);
  for (let number = 0; number < Number(values.documents); number++) {
    const [way, mutate] = ways[number % ways.length]!;
    const { name, bytes } = await mutate(random.pick(samples), random.pick(samples), random);
    writeFileSync(join(folder, `${String(number).padStart(4, '0')}-${way}-${name}`), bytes);
  }
  const extra = values.bombs === 'yes' ? bombs() : [];
  for (const { name, bytes } of extra) writeFileSync(join(folder, `bomb-${name}`), bytes);
  return Number(values.documents) + extra.length;
}

interface Run {
  code: number | null;
  seconds: number;
  megabytes: number;
  output: string;
  errors: string;
}

function ingest(): Promise<Run> {
  const command = fileURLToPath(new URL('../bin/gouji.mjs', import.meta.url));
  const options = ['--db', `${folder}.db`, '--jobs', values.jobs, '--timeout', values.timeout, '--json'];
  rmSync(`${folder}.db`, { force: true });
  const started = performance.now();
  const child = spawn(process.execPath, [command, 'ingest', folder, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors, peak] = ['', '', 0];
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  const watch = setInterval(() => {
    const status = existsSync(`/proc/${child.pid}/status`) ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : '';
    peak = Math.max(peak, Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0));
  }, 100);
  return new Promise((resolve) => {
    child.on('close', (exit) => {
      clearInterval(watch);
      resolve({ code: exit, seconds: (performance.now() - started) / 1000, megabytes: peak / 1024, output, errors });
    });
  });
}

interface Summary {
  documents: { found: number; read: number; failed: number; unchanged: number };
  failures: { path: string; code: string; message: { en: string } }[];
}

function report(): void {
  const wrong: string[] = [];
  let summary: Summary | undefined;
  try {
    summary = JSON.parse(output) as Summary;
  } catch {
    wrong.push(`no summary: ${errors.slice(-2000)}`);
  }
  if (summary) {
    const { found, read, failed } = summary.documents;
    console.log(`${found} files: ${read} read, ${failed} failed`);
    // Members of archives are documents of their own.
    if (found < files - 1 || read + failed !== found) wrong.push(`${files} files were written`);
    if (summary.failures.length !== failed) wrong.push(`${summary.failures.length} failures listed`);
    const codes = new Map<string, number>();
    for (const failure of summary.failures) codes.set(failure.code, (codes.get(failure.code) ?? 0) + 1);
    console.log([...codes].map(([name, count]) => `${name} ${count}`).join(', '));
    for (const { path, code: name, message } of summary.failures) {
      if (name === 'internal-error') wrong.push(`${path}: ${message.en}`);
      else if (name === 'timeout' || name === 'out-of-memory') console.log(`  ${path}: ${name}`);
    }
  }
  console.log(`${seconds.toFixed(1)} s, peak ${megabytes.toFixed(0)} MB, exit code ${code}, in ${folder}`);
  if (code !== 0 && code !== 1) wrong.push(`exit code ${code}: ${errors.slice(-500)}`);
  if (megabytes > MEMORY) wrong.push(`more than ${MEMORY} MB`);
  for (const one of wrong) console.log(`WRONG ${one}`);
  if (wrong.length > 0) process.exitCode = 1;
}
