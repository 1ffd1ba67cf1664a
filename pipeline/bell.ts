/**
 * How the main thread stops a thread that may be inside native code. Ending a thread there ends the whole process, so
 * the thread says when it is, and looks first whether it should stop; the main thread rings and waits until it is out.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const RUNG = 0;
const INSIDE = 1;
/** No picture of a line takes the network so long. */
const PATIENCE = 120_000;

export function newBell(): SharedArrayBuffer {
  return new SharedArrayBuffer(8);
}

/** For the main thread: resolves when the thread may be ended. */
export async function ring(bell: SharedArrayBuffer): Promise<void> {
  const state = new Int32Array(bell);
  Atomics.store(state, RUNG, 1);
  for (const until = Date.now() + PATIENCE; Atomics.load(state, INSIDE) === 1 && Date.now() < until;) await sleep(10);
}

let heard: Int32Array | undefined;

/** For the thread: the bell of the document that it begins. */
export function listenTo(bell: SharedArrayBuffer | undefined): void {
  heard = bell && new Int32Array(bell);
}

/** What native code of this thread is put between. `enter` throws when the bell has rung. */
export const nativeCode = {
  enter(): void {
    if (!heard) return;
    Atomics.store(heard, INSIDE, 1);
    if (Atomics.load(heard, RUNG) === 0) return;
    nativeCode.leave();
    throw new Error('stopped');
  },
  leave(): void {
    if (heard) Atomics.store(heard, INSIDE, 0);
  },
};
