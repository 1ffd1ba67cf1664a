import PQueue from 'p-queue';
import type { ReadOptions } from './document.js';
import { DEFAULT_WORKER_LIMITS } from './limits.js';
import type { OcrMode } from './ocr-models.js';
import { cacheBeside } from './page-cache.js';
import type { Destination, Unread } from './worker.js';
import type { BatchProgress, Workers } from './workers.js';

export interface ReadersOptions {
  /** How many documents are read at once. */
  jobs: number;
  password?: string;
  /** When pictures of pages are read; `auto` by default. */
  ocr?: OcrMode;
  /** Seconds a document. */
  seconds?: number;
  /** Megabytes a document. */
  megabytes?: number;
  /** Aborting gives up what is being read. */
  signal?: AbortSignal;
}

/**
 * How many documents a thread is given at once. Between two batches it waits for the main thread, about a millisecond;
 * but a batch is read by one thread, so that towards the end they grow small, and large documents come alone.
 */
const MOST = { documents: 32, bytes: 1024 * 1024 };
/** Batches that each thread should still have before it, of the files that are left. */
const AHEAD = 4;

/** @param left how many files are left, those of the batch counted once at most */
export function isWhole(batch: readonly { file: { size: number } }[], left: number, threads: number): boolean {
  const bytes = batch.reduce((sum, { file }) => sum + file.size, 0);
  return bytes >= MOST.bytes || batch.length >= Math.min(MOST.documents, Math.ceil(left / (threads * AHEAD)));
}

/** The threads of a run, started when they are first needed. */
export class Readers {
  #workers: Promise<Workers> | undefined;
  readonly #stop = (): void => void this.#workers?.then((workers) => workers.stop());

  constructor(readonly options: ReadersOptions) {
    options.signal?.addEventListener('abort', this.#stop, { once: true });
  }

  /** All threads at once. */
  start(): void {
    void this.workers(this.options.jobs);
  }

  workers(atOnce = 1): Promise<Workers> {
    return (this.#workers ??= startWorkers(this.options, atOnce));
  }

  into(destination: Destination, progress: BatchProgress): Reading {
    return new Reading(this, destination, progress);
  }

  async close(): Promise<void> {
    this.options.signal?.removeEventListener('abort', this.#stop);
    await (await this.#workers)?.close();
  }
}

/** Documents on their way into one database. */
class Reading {
  readonly #queue: PQueue;
  #batch: Unread[] = [];
  #broken: { error: unknown } | undefined;

  constructor(
    readonly readers: Readers,
    readonly into: Destination,
    readonly progress: BatchProgress,
  ) {
    this.#queue = new PQueue({ concurrency: readers.options.jobs });
  }

  /** Interrupted, or the database cannot be written: nothing more is read. */
  get over(): boolean {
    return this.#broken !== undefined || (this.readers.options.signal?.aborted ?? false);
  }

  /** @param left how many files are left with this one */
  async add(document: Unread, left: number): Promise<void> {
    this.#batch.push(document);
    if (isWhole(this.#batch, left, this.readers.options.jobs)) await this.#send();
  }

  /** Resolves when all is read, or the signal was aborted. @throws where the database could not be written */
  async end(): Promise<void> {
    if (this.#batch.length > 0 && !this.over) await this.#send();
    await this.#queue.onIdle();
    if (this.#broken) throw this.#broken.error;
  }

  async #send(): Promise<void> {
    const documents = this.#batch;
    this.#batch = [];
    const { options } = this.readers;
    const workers = await this.readers.workers();
    // Back-pressure: however many files there are, only a few batches wait for a thread.
    await this.#queue.onSizeLessThan(options.jobs * 2);
    const batch = { documents, options: readOptions(options, this.into), into: this.into };
    void this.#queue
      .add(async () => {
        if (!this.over) await workers.store(batch, this.progress);
      })
      // A worker never rejects for a bad document: this is the store (disk full, locked) or an interruption.
      .catch((error: unknown) => {
        if (!this.over) this.#broken = { error };
      });
  }
}

/** Loaded by need: a run with nothing to read is over in the time that it takes. */
async function startWorkers({ jobs, seconds, megabytes }: ReadersOptions, atOnce: number): Promise<Workers> {
  const { Workers } = await import('./workers.js');
  return new Workers({
    threads: jobs,
    atOnce,
    seconds: seconds ?? DEFAULT_WORKER_LIMITS.seconds,
    megabytes: megabytes ?? DEFAULT_WORKER_LIMITS.megabytes,
    coreEach: true,
  });
}

function readOptions({ password, ocr }: ReadersOptions, { db }: Destination): ReadOptions {
  return {
    ...(password === undefined ? {} : { password }),
    ...(ocr === undefined ? {} : { ocr }),
    ocrCache: cacheBeside(db),
  };
}
