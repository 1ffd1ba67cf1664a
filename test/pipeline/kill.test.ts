import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { COMMAND, build, differences, exported, gouji, temporaryFolder } from './command.js';
import { writeReports } from './reports.js';

const REPORTS = 200;
const KILLS = 10;
const folder = temporaryFolder();
const reports = join(folder, 'reports');

beforeAll(() => {
  build();
  writeReports(reports, REPORTS);
}, 180_000);

test('an ingest that is killed ten times and run again leaves the database of an undisturbed run', async () => {
  const undisturbed = join(folder, 'undisturbed.db');
  const started = Date.now();
  expect(gouji(['ingest', reports, '--db', undisturbed, '--jobs', '2']).code).toBe(0);
  const whole = Date.now() - started;
  const empty = Date.now();
  gouji(['ingest', COMMAND, '--db', join(folder, 'start-up.db')]);
  const startUp = Date.now() - empty;

  const killed = join(folder, 'killed.db');
  const left: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    // Each life does about a tenth of the work, somewhere between nothing and twice that.
    const life = startUp * 0.6 + Math.random() * 2 * Math.max(40, (whole - startUp) / KILLS);
    await killAfter(['ingest', reports, '--db', killed, '--jobs', '2'], life);
    left.push(documentsIn(killed));
  }
  expect(left).toEqual([...left].sort((a, b) => a - b));
  const summary = gouji(['ingest', reports, '--db', killed, '--jobs', '2', '--json']);
  expect(summary.code).toBe(0);
  expect(JSON.parse(summary.out)).toMatchObject({ documents: { found: REPORTS, failed: 0, vanished: 0 } });
  expect(differences(exported(killed, join(folder, 'a')), exported(undisturbed, join(folder, 'b')))).toEqual([]);
}, 180_000);

function killAfter(args: string[], milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [COMMAND, ...args], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.on('exit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Whole documents only: none without its tables. */
function documentsIn(db: string): number {
  try {
    const store = new Database(db, { readonly: true });
    const count = store.prepare('SELECT count(*) FROM documents').pluck().get();
    store.close();
    return Number(count);
  } catch {
    return 0;
  }
}
