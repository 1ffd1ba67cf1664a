import { inTurn } from '../turn.js';
import type { Store } from './store.js';

/** Of usual documents: about 30 MB of log. */
const DOCUMENTS = 100;
/** Pages of 8 KB: what a thread that writes lets the log grow to, should the main thread not get round to it. */
const LONGEST = 16_000;

/**
 * The main thread copies the log of a database back into it, and waits for the disk; the threads that write do not. Most
 * of it is copied while they write on, the rest while none of them does: the next one begins the log anew.
 */
export class LogKeeper {
  #written = 0;

  constructor(
    readonly store: Store,
    readonly turn: SharedArrayBuffer,
  ) {}

  /** A document was written. */
  add(): void {
    if (++this.#written < DOCUMENTS) return;
    this.#written = 0;
    const copy = () => this.store.pragma('wal_checkpoint(PASSIVE)');
    try {
      copy();
      inTurn(this.turn, copy);
    } catch {
      // The log keeps what could not be copied, and whoever writes next says what is the matter with the disk.
    }
  }
}

/** For a connection of a thread that writes. */
export function leaveLog(store: Store): Store {
  store.pragma(`wal_autocheckpoint = ${LONGEST}`);
  return store;
}
