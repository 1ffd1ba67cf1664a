/**
 * `npm test`: everything that must hold, from a fresh checkout on. Prints what each step prints, and as its last line
 * `N passed, N failed`: the tests, and each other step as one more.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, setUp } from './setup.mjs';

const RESULTS = join(ROOT, '.tmp', 'vitest.json');
const STEPS = [
  ['generated files', 'tsx', 'scripts/generate.ts', '--check'],
  ['generated docs', 'tsx', 'scripts/document.ts', '--check'],
  ['types', 'typescript', '-p', 'tsconfig.json'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['unused code', 'knip'],
];
const BINARIES = {
  tsx: 'tsx/dist/cli.mjs',
  typescript: 'typescript/bin/tsc',
  oxlint: 'oxlint/bin/oxlint',
  prettier: 'prettier/bin/prettier.cjs',
  knip: 'knip/bin/knip.js',
  vitest: 'vitest/vitest.mjs',
};

setUp({ developer: true });
let passed = 0;
let failed = 0;

for (const [title, tool, ...args] of STEPS) {
  const status = run(tool, args);
  if (status === 0) passed++;
  else failed++;
  console.log(`${status === 0 ? '✓' : '✗'} ${title}`);
}

mkdirSync(join(ROOT, '.tmp'), { recursive: true });
rmSync(RESULTS, { force: true });
const extra = process.argv.slice(2);
const status = run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${RESULTS}`,
  ...extra,
]);
const results = read();
passed += results.numPassedTests;
failed += results.numFailedTests;
// A test file that could not even be loaded, or a tool that broke, has no failed test to show.
if (status !== 0 && results.numFailedTests === 0) failed++;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run(tool, args) {
  const binary = join(ROOT, 'node_modules', BINARIES[tool]);
  return spawnSync(process.execPath, [binary, ...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] }).status;
}

function read() {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}
