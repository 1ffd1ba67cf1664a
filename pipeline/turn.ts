/**
 * The threads of a run write one after another. The database sees to that by itself, but has the one that comes second
 * sleep for milliseconds before it looks again; here it is woken when the other is done. This is a courtesy among threads:
 * the lock that counts is the database's.
 */

const FREE = 0;
const TAKEN = 1;
/** Milliseconds. No document is written so long; a thread that died while it was its turn cannot give it back. */
const PATIENCE = 5000;

export function newTurn(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/** Blocks the thread until it is its turn. */
export function inTurn<Result>(turn: SharedArrayBuffer | undefined, write: () => Result): Result {
  if (!turn) return write();
  const state = new Int32Array(turn);
  while (Atomics.compareExchange(state, 0, FREE, TAKEN) === TAKEN) {
    if (Atomics.wait(state, 0, TAKEN, PATIENCE) === 'timed-out') break;
  }
  try {
    return write();
  } finally {
    Atomics.store(state, 0, FREE);
    Atomics.notify(state, 0, 1);
  }
}
