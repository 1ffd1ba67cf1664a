import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { removeDatabase } from './database.js';

/** As `npm start` and `gouji` run it. */
export const COMMAND = ['--single-threaded-gc', fileURLToPath(new URL('../../bin/gouji.mjs', import.meta.url))];

export interface Run {
  seconds: number;
  cpu: number;
  megabytes: number;
}

/** CPU time and peak memory are those that Linux counts for the process; elsewhere they stay 0. */
export function ingest(folder: string, jobs: number, { db = `${folder}.db`, fresh = true } = {}): Promise<Run> {
  if (fresh) removeDatabase(db);
  const started = performance.now();
  const child = spawn(process.execPath, [...COMMAND, 'ingest', folder, '--db', db, '--jobs', String(jobs), '--json'], {
    stdio: 'ignore',
  });
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

/** Seconds until two processes, each with one worker and a store of its own, have both read the folder. */
export async function twoProcesses(folder: string): Promise<number> {
  const dbs = [`${folder}.db`, `${folder}-beside.db`];
  const runs = await Promise.all(dbs.map((db) => ingest(folder, 1, { db })));
  removeDatabase(dbs[1]!);
  return Math.max(...runs.map(({ seconds }) => seconds));
}
