/** What a thread does between two documents, so that a great one leaves nothing of its memory to the next. */
import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'better-sqlite3';

/** Bytes that a document may leave to the next one, outside of the heap and in it. */
const LEFT_BEHIND = { outside: 48 * 1024 * 1024, heap: 128 * 1024 * 1024 };

/** What was still in use when it was last looked for what is not. */
let inUse = { outside: 0, heap: 0 };

/**
 * Memory of WebAssembly and buffers that nobody uses any more is given back when the heap is next gone through, which a
 * thread with a small heap puts off: two documents that took 500 MB each would be held at once. To be called where
 * nothing of the document is at hand any more.
 */
export async function freeMemory(): Promise<void> {
  const now = memoryInUse();
  if (now.outside < inUse.outside + LEFT_BEHIND.outside && now.heap < inUse.heap + LEFT_BEHIND.heap) return;
  // What the document's last promise holds is free only now.
  await setImmediate();
  collect ??= exposedCollector();
  collect();
  // Buffers are freed beside the thread, and counted until the next collection: taken for what is in use, they would
  // hide as much of what the next documents leave.
  collect({ type: 'minor' });
  trim();
  inUse = memoryInUse();
}

function memoryInUse(): typeof inUse {
  const { external_memory: outside, total_heap_size: heap } = getHeapStatistics();
  return { outside, heap };
}

type Collector = (options?: { type: 'minor' }) => void;

let collect: Collector | undefined;

function exposedCollector(): Collector {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collector;
}

/**
 * glibc keeps what was freed for the next who asks, in a heap for each few threads: 350 MB after some hundred hostile
 * files, beside which two more of them did not fit. Its `malloc_trim` gives that back to the system, in milliseconds.
 * Nothing in Node calls that, and the variables that would have glibc keep less are read before the first line of ours;
 * but SQLite calls functions of libraries by their name. It takes what this one answers, that there was something to give
 * back, for an error. Elsewhere than on Linux with glibc, nothing happens.
 */
function trim(): void {
  if (process.platform !== 'linux') return;
  const door = new Database(':memory:');
  try {
    // The types of the package do not know that a function can be named.
    (door.loadExtension as (file: string, entryPoint: string) => unknown).call(door, 'libc.so.6', 'malloc_trim');
  } catch {
    // Done, or there is no such function here.
  } finally {
    door.close();
  }
}
