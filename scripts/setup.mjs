/**
 * Makes a checkout ready to run, and does nothing where it is: installs the packages that package-lock.json names, and
 * builds dist/ from the sources. Plain JavaScript without dependencies, because it runs before there are any. All that
 * it says goes to standard error. Run as a script with --build-only by npm's `prepare`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LAYERS = ['schemas', 'extractors', 'normalizers', 'reconcilers', 'pipeline'];
const STAMP = join(ROOT, 'dist', '.built');
const BUNDLE = join(ROOT, 'scripts', 'bundle.mjs');
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** Installs (`developer`: with what tests need) and builds, where needed. Exits with 2 where that fails. */
export function setUp({ developer = false } = {}) {
  const stale = isStale();
  if (!isInstalled(developer || stale)) {
    say('installing packages (npm ci) …');
    // `npm ci` builds too, by way of `prepare`.
    run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  }
  if (isStale()) build();
}

/** Whether node_modules holds what the lock file names; npm writes down what it installed in a lock file of its own. */
function isInstalled(developer) {
  const wanted = readJson(join(ROOT, 'package-lock.json'))?.packages ?? {};
  const installed = readJson(join(ROOT, 'node_modules', '.package-lock.json'))?.packages;
  if (!installed) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, dev, devOptional, peer }]) =>
      path === '' || optional || peer || (!developer && (dev || devOptional)) || installed[path]?.version === version,
  );
}

/** Whether a source, or the folder that one was taken from, is younger than the build. */
function isStale() {
  const built = statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return true;
  return sources().some((path) => statSync(path).mtimeMs > built);
}

function sources() {
  const layers = LAYERS.flatMap((layer) => [
    join(ROOT, layer),
    ...readdirSync(join(ROOT, layer), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  ]);
  return [...layers, BUNDLE, join(ROOT, 'tsconfig.json'), join(ROOT, 'tsconfig.build.json')];
}

/** Emits without checking types: `npm test` checks them, and a user who starts the program should not wait for it. */
function build() {
  if (!existsSync(TSC)) {
    // `npm ci --omit=dev` of a checkout that was built before: the build that is there is used.
    if (!existsSync(STAMP)) say('not built: the compiler is a development package. Run `npm ci`, then `npm start`.');
    return;
  }
  const unlock = lock();
  try {
    if (!isStale()) return;
    say('building …');
    const started = new Date();
    run(process.execPath, [TSC, '-p', join(ROOT, 'tsconfig.build.json'), '--noCheck', '--incremental', 'false']);
    removeOrphans();
    run(process.execPath, [BUNDLE]);
    writeFileSync(STAMP, '');
    // As of its beginning: what was saved while it ran is not in it.
    utimesSync(STAMP, started, started);
  } finally {
    unlock();
  }
}

/** What was compiled from a source that is gone would still count as code. */
function removeOrphans() {
  for (const layer of LAYERS) {
    const folder = join(ROOT, 'dist', layer);
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const source = name.match(/^(.*?)(\.js|\.d\.ts)(\.map)?$/)?.[1];
      if (source && !existsSync(join(ROOT, layer, `${source}.ts`))) rmSync(join(folder, name), { force: true });
    }
  }
}

/** One build at a time. The lock holds the id of its process: one that was killed left it behind. */
function lock() {
  const path = join(ROOT, 'dist', '.building');
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned(path)) rmSync(path, { force: true, recursive: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

function isAbandoned(path) {
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    if (holder > 0) process.kill(holder, 0);
    // Not yet written is not abandoned, unless it stays so.
    return holder > 0 ? false : Date.now() - statSync(path).mtimeMs > 5000;
  } catch (error) {
    return error.code === 'ESRCH' || error.code === 'EISDIR';
  }
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    // The script of onnxruntime-node fetches parts for GPUs from elsewhere, and fails where only the registry is reached.
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
    shell: process.platform === 'win32' && command.endsWith('.cmd'),
  });
  if (status === 0) return;
  say(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}.`);
  process.exit(2);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function say(sentence) {
  process.stderr.write(`gouji: ${sentence}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--build-only')) {
    if (isStale()) build();
  } else {
    setUp({ developer: true });
  }
}
