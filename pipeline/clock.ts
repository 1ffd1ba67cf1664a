import type { Effort } from './effort.js';

/** Scans have many pages: they may take so many times the limit of a document, whatever their number. */
const MOST = 100;
/** A page takes seconds; on a slow machine without native code, half a minute. */
const PAGE_SECONDS = 60;
/** So many times its limit a page may take by the clock on the wall, however little its thread gets to work. */
const SLOWEST = 10;

/** Seconds of work that one page may take to be read from its picture, where a document may take `seconds` without such pages. */
export function pageSeconds(seconds: number): number {
  return Math.max(Math.min(seconds, PAGE_SECONDS), Math.round(seconds / 5));
}

/**
 * The time of one document. Pages that are read from pictures have a limit each, and the document's own clock stands
 * while they are read: a scan of two hundred pages is not a document that hangs. The limit of a page counts what its
 * thread works, as far as the system tells, or time by the load of the machine; one that only waits counts a little, too.
 */
export class DocumentClock {
  #own = 0;
  #last: number;
  #page = 0;
  /** Milliseconds that the page under way has been worked on. */
  #worked = 0;
  #used: number | undefined;

  /** Times are milliseconds, of any origin. */
  constructor(
    readonly seconds: number,
    private readonly started: number,
  ) {
    this.#last = started;
  }

  /** What ran out, at `now`, with this page under way in a thread that came so far: the page, the document, or nothing yet. */
  late(now: number, page: ({ page: number } & Effort) | undefined): 'page' | 'document' | undefined {
    const number = page?.page ?? 0;
    const passed = now - this.#last;
    if (number === 0) this.#own += passed;
    else if (number !== this.#page) this.#worked = 0;
    if (page) this.#worked += this.#work(passed, page);
    this.#page = number;
    this.#last = now;
    this.#used = page?.used;
    if (page && this.#worked > pageSeconds(this.seconds) * 1000) return 'page';
    const all = now - this.started;
    return this.#own > this.seconds * 1000 || all > MOST * this.seconds * 1000 ? 'document' : undefined;
  }

  #work(passed: number, { used, load }: Effort): number {
    const work = used !== undefined && this.#used !== undefined ? used - this.#used : passed / load;
    return Math.max(work, passed / SLOWEST);
  }
}
