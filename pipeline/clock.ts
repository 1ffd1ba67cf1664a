import type { PageUnderWay } from './bell.js';

/** Scans have many pages: they may take so many times the limit of a document, whatever their number. */
const MOST = 100;
/** A page takes seconds; on a slow machine without native code, half a minute. */
const PAGE_SECONDS = 60;

/** Seconds that one page may take to be read from its picture, where a document may take `seconds` without such pages. */
export function pageSeconds(seconds: number): number {
  return Math.max(Math.min(seconds, PAGE_SECONDS), Math.round(seconds / 5));
}

/**
 * The time of one document. Pages that are read from pictures have a limit each, and the document's own clock stands
 * while they are read: a scan of two hundred pages is not a document that hangs.
 */
export class DocumentClock {
  #own = 0;
  #last: number;
  #page = 0;
  #since = 0;

  /** Times are milliseconds, of any origin. */
  constructor(
    readonly seconds: number,
    private readonly started: number,
  ) {
    this.#last = started;
  }

  /** What ran out, at `now`, with this page under way: the page, the document, or nothing yet. */
  late(now: number, page: PageUnderWay | undefined): 'page' | 'document' | undefined {
    const number = page?.page ?? 0;
    if (number === 0) this.#own += now - this.#last;
    else if (number !== this.#page) this.#since = this.#last;
    this.#page = number;
    this.#last = now;
    if (number !== 0 && now - this.#since > pageSeconds(this.seconds) * 1000) return 'page';
    const all = now - this.started;
    return this.#own > this.seconds * 1000 || all > MOST * this.seconds * 1000 ? 'document' : undefined;
  }
}
