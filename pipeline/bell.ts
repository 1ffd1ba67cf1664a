/**
 * How the main thread stops a thread that may be inside native code. Ending a thread there ends the whole process, so
 * the thread says when it is, and looks first whether it should stop; the main thread rings and waits until it is out.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const RUNG = 0;
const INSIDE = 1;
/** The page that is being read from its picture, 0 for none, and of how many. */
const PAGE = 2;
const PAGES = 3;
/** No picture of a line takes the network so long. */
const PATIENCE = 120_000;

export function newBell(): SharedArrayBuffer {
  return new SharedArrayBuffer(16);
}

/** For the main thread: resolves when the thread may be ended. */
export async function ring(bell: SharedArrayBuffer): Promise<void> {
  const state = new Int32Array(bell);
  Atomics.store(state, RUNG, 1);
  for (const until = Date.now() + PATIENCE; Atomics.load(state, INSIDE) === 1 && Date.now() < until;) await sleep(10);
}

/** A page that is read from its picture: which, and of how many of its document. */
export interface PageUnderWay {
  page: number;
  of: number;
}

/** For the main thread: what the thread is at. */
export function pageUnderWay(bell: SharedArrayBuffer): PageUnderWay | undefined {
  const state = new Int32Array(bell);
  const page = Atomics.load(state, PAGE);
  return page === 0 ? undefined : { page, of: Atomics.load(state, PAGES) };
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

/** For the thread: it begins to read a page from its picture, or has done so. */
export const pageWatch = {
  begin(page: number, of: number): void {
    if (!heard) return;
    Atomics.store(heard, PAGES, of);
    Atomics.store(heard, PAGE, page);
  },
  end(): void {
    if (heard) Atomics.store(heard, PAGE, 0);
  },
};
