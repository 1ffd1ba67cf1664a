/**
 * What a thread has really worked. A clock on the wall tells that of a machine which does nothing else; where ten
 * programs share a core, what takes seconds takes a minute, and nothing is wrong with it.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';

/** A tick of the kernel's clock as it is told to programs, in milliseconds; the same on every Linux. */
const KERNEL_TICK = 10;

/** How far a thread has come, as the main thread sees it at one moment. */
export interface Effort {
  /** Milliseconds of processor that the thread has used since it began; absent where the system does not tell. */
  used?: number;
  /** How many programs want each core, 1 on a machine that nobody else works on. */
  load: number;
}

/** @param thread what `threadNumber` said in that thread */
export function effortOf(thread: number): Effort {
  const used = thread === 0 ? undefined : timeOf(thread);
  return { ...(used !== undefined && { used }), load: Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()) };
}

/** The number that the system gave the thread that asks; 0 where it does not tell (Linux does). */
export function threadNumber(): number {
  try {
    return Number(/\/task\/(\d+)$/u.exec(readlinkSync('/proc/thread-self'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** In the program and in the system for it: fields 14 and 15; the name, the second, may hold blanks and brackets. */
function timeOf(thread: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const used = (Number(fields[11]) + Number(fields[12])) * KERNEL_TICK;
    return Number.isFinite(used) ? used : undefined;
  } catch {
    return undefined;
  }
}
