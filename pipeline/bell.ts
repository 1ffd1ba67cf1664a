/**
 * How the main thread stops a thread that may be inside native code. Ending a thread there ends the whole process, so
 * the thread says when it is, and looks first whether it should stop; the main thread rings and waits until it is out.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { threadNumber } from './effort.js';

const RUNG = 0;
const INSIDE = 1;
/** The page that is being read from its picture, 0 for none, and of how many. */
const PAGE = 2;
const PAGES = 3;
/** How many documents of those that the thread was given it has begun. */
const BEGUN = 4;
/** The number that the system gave the thread, told with its first page; 0 where that is not known. */
const THREAD = 5;
/** From here on what became of each of them, 0 while that is open. */
const OUTCOMES = 6;
/** No picture of a line takes the network so long. */
const PATIENCE = 120_000;

/** What may become of a document that is read into the store. */
const ENDS = ['read', 'unchanged', 'failed'] as const;
export type Outcome = (typeof ENDS)[number];

/** @param documents how many a thread is given at once */
export function newBell(documents = 1): SharedArrayBuffer {
  return new SharedArrayBuffer((OUTCOMES + documents) * Int32Array.BYTES_PER_ELEMENT);
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

/** For the main thread: the number that the system gave the thread which last began a page, 0 where it is not known. */
export function threadAtPages(bell: SharedArrayBuffer): number {
  return Atomics.load(new Int32Array(bell), THREAD);
}

/** For the main thread: how many documents the thread has begun, and what became of those that are done. */
export function documentsOf(bell: SharedArrayBuffer): { begun: number; outcomes: Outcome[] } {
  const state = new Int32Array(bell);
  const outcomes: Outcome[] = [];
  for (let at = OUTCOMES; at < state.length; at++) {
    const outcome = ENDS[Atomics.load(state, at) - 1];
    if (!outcome) break;
    outcomes.push(outcome);
  }
  return { begun: Atomics.load(state, BEGUN), outcomes };
}

let heard: Int32Array | undefined;
let ownNumber: number | undefined;

/** For the thread: the bell of the documents that it is given. */
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
    Atomics.store(heard, THREAD, (ownNumber ??= threadNumber()));
    Atomics.store(heard, PAGE, page);
  },
  end(): void {
    if (heard) Atomics.store(heard, PAGE, 0);
  },
};

/** For the thread: what it is at, and what became of it. */
export const documentWatch = {
  /** False when the bell has rung: then no other document is begun. */
  begin(): boolean {
    if (!heard) return true;
    if (Atomics.load(heard, RUNG) === 1) return false;
    Atomics.add(heard, BEGUN, 1);
    return true;
  },
  /** To be told inside native code, with what wrote it down: a thread that is ended after that is not to blame for it. */
  end(outcome: Outcome): void {
    if (heard) Atomics.store(heard, OUTCOMES + Atomics.load(heard, BEGUN) - 1, ENDS.indexOf(outcome) + 1);
  },
};
