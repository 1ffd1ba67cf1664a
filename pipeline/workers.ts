import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { documentsOf, newBell, pageUnderWay, ring, threadAtPages } from './bell.js';
import type { Outcome, PageUnderWay } from './bell.js';
import { DocumentClock, pageSeconds } from './clock.js';
import { effortOf } from './effort.js';
import { setEngineFlags } from './engine-flags.js';
import type { Failure } from './failure.js';
import { failureOf, pageTimeout, timeout } from './failure.js';
import { unwritableDatabase } from './store/refusals.js';
import type { FoundFile } from './store/writer.js';
import type { Batch, BatchResult, Job, JobResult, Unread } from './worker.js';

export interface WorkerLimits {
  threads: number;
  /** Those that are started before there is anything to do; 1 by default. */
  atOnce?: number;
  /** Seconds a document, beside those of pages that are read from pictures. */
  seconds: number;
  /** Megabytes of heap a thread. */
  megabytes: number;
  /**
   * A thread that reads many documents is one core's work: the engine compiles and collects in the thread itself, so
   * that N threads keep N cores busy, no more. By default it takes other cores for that, and one document is sooner read.
   */
  coreEach?: boolean;
}

/** How often the time of a document is looked at, in milliseconds. */
const TICK = 250;

/** Told of each document of a batch. */
export interface BatchProgress {
  /** A page is being read from its picture. */
  page(file: FoundFile, page: PageUnderWay): void;
  done(file: FoundFile, outcome: Outcome): void;
  /** Its thread had to be ended, or died under it: nothing is written down of it yet. */
  lost(file: FoundFile, failure: Failure): void;
}

/** How the work of a thread ended: with a result, given up for a reason that is known, or by its death. */
type End<R> =
  { kind: 'result'; result: R } | { kind: 'given-up'; failure: Failure } | { kind: 'died'; failure: Failure };

/** Threads that read documents. A thread that hangs, runs out of memory or dies is replaced; only its document fails. */
export class Workers {
  readonly #stop = new AbortController();
  #pool: Piscina<Job | Batch, JobResult | BatchResult>;
  #closed: Promise<void> | undefined;

  /** @param file the module that the threads run; others than the default only in tests */
  constructor(
    readonly limits: WorkerLimits,
    readonly file: string = workerFile(),
  ) {
    this.#pool = this.#start();
  }

  /** Never rejects for a bad document; rejects only after `stop`. `onPage` is told of pages that are read from pictures. */
  async show(job: Omit<Job, 'memory' | 'bell'>, onPage?: (page: PageUnderWay) => void): Promise<JobResult> {
    const attempt = (): Promise<End<JobResult>> => {
      const bell = newBell();
      const pages = newPages(bell, onPage);
      return this.#attempt('show', { ...job, memory: this.limits.megabytes, bell }, bell, pages);
    };
    let end = await attempt();
    // What the document before left behind may have killed the thread: once more, in a new one.
    if (end.kind === 'died') end = await attempt();
    return end.kind === 'result' ? end.result : { kind: 'failed', failure: end.failure };
  }

  /**
   * Has documents read into the store by one thread, one after another: it need not wait for an answer to each. Where a
   * thread ends under one of them the others go to a new one.
   *
   * @throws after `stop`, and where the database cannot be written
   */
  async store(batch: Omit<Batch, 'memory' | 'bell'>, progress: BatchProgress): Promise<void> {
    let suspect: Unread | undefined;
    for (let left = batch.documents; left.length > 0;) {
      const given = left;
      const bell = newBell(given.length);
      const pages = newPages(bell, (page) => {
        const document = given[told];
        if (document) progress.page(document.file, page);
      });
      let told = 0;
      const tell = (): void => {
        for (const outcome of documentsOf(bell).outcomes.slice(told)) {
          const document = given[told++];
          if (document) progress.done(document.file, outcome);
        }
        pages();
      };
      const request = { ...batch, documents: given, memory: this.limits.megabytes, bell };
      const end = await this.#attempt<BatchResult>('store', request, bell, tell).finally(tell);
      if (end.kind === 'result' && end.result.unwritable !== undefined) {
        throw unwritableDatabase(batch.into.db, end.result.unwritable);
      }
      const underWay = documentsOf(bell).begun > told;
      left = given.slice(told);
      const [first] = left;
      if (end.kind === 'result' || !first) continue;
      // A thread may have died of what the document before left behind, or between two: once more, in a new one.
      const blamed = (underWay && end.kind === 'given-up') || suspect === first;
      if (!blamed) suspect = first;
      else {
        progress.lost(first.file, end.failure);
        left = left.slice(1);
      }
    }
  }

  /** Gives up what is running: an interrupted run leaves no half of a document behind. */
  stop(): void {
    this.#stop.abort();
  }

  /** Ends the threads, which close what they opened; a second time does nothing more. */
  close(): Promise<void> {
    return (this.#closed ??= this.#pool.destroy());
  }

  /** Rejects only after `stop`. `tell` is called from time to time while the thread works. */
  async #attempt<R extends JobResult | BatchResult>(
    name: 'show' | 'store',
    task: Job | Batch,
    bell: SharedArrayBuffer,
    tell: () => void,
  ): Promise<End<R>> {
    const { seconds, megabytes } = this.limits;
    const end = new AbortController();
    let late: Failure | undefined;
    const giveUp = (): void => void ring(bell).then(() => end.abort());
    let clock = new DocumentClock(seconds, performance.now());
    let document = 0;
    const timer = setInterval(() => {
      tell();
      const now = performance.now();
      const { begun } = documentsOf(bell);
      if (begun !== document) clock = new DocumentClock(seconds, now);
      document = begun;
      const page = pageUnderWay(bell);
      const what = late ? undefined : clock.late(now, page && { ...page, ...effortOf(threadAtPages(bell)) });
      if (what === undefined) return;
      late = what === 'page' && page ? pageTimeout(page.page, pageSeconds(seconds)) : timeout(seconds);
      giveUp();
    }, TICK);
    this.#stop.signal.addEventListener('abort', giveUp, { once: true });
    if (this.#stop.signal.aborted) giveUp();
    const pool = this.#pool;
    let collapsed: ((error: Error) => void) | undefined;
    const collapse = new Promise<never>((_, reject) => {
      collapsed = reject;
      pool.once('error', reject);
    });
    try {
      const result = await Promise.race([pool.run(task, { name, signal: end.signal }), collapse]);
      if (this.#stop.signal.aborted) throw new Error('stopped');
      return late ? { kind: 'given-up', failure: late } : { kind: 'result', result: result as R };
    } catch (error) {
      if (this.#stop.signal.aborted) throw error;
      if (late) return { kind: 'given-up', failure: late };
      return { kind: isOutOfMemory(error) ? 'given-up' : 'died', failure: failureOf(error, megabytes) };
    } finally {
      clearInterval(timer);
      this.#stop.signal.removeEventListener('abort', giveUp);
      if (collapsed) pool.off('error', collapsed);
    }
  }

  #start(): Piscina<Job | Batch, JobResult | BatchResult> {
    setEngineFlags(this.limits.coreEach ?? false);
    const pool: Piscina<Job | Batch, JobResult | BatchResult> = new Piscina({
      filename: this.file,
      name: 'store',
      recordTiming: false,
      minThreads: this.limits.atOnce ?? 1,
      maxThreads: this.limits.threads,
      concurrentTasksPerWorker: 1,
      idleTimeout: 60_000,
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes },
    });
    pool.setMaxListeners(0);
    // A thread that died without a task, or before it could take one: the pool starts no other in its place.
    pool.on('error', () => {
      if (pool !== this.#pool) return;
      this.#pool = this.#start();
      void pool.destroy();
    });
    return pool;
  }
}

/** Tells each page that is read from its picture once. */
function newPages(bell: SharedArrayBuffer, onPage?: (page: PageUnderWay) => void): () => void {
  let shown = 0;
  return () => {
    const page = pageUnderWay(bell);
    if (page && page.page !== shown) onPage?.(page);
    shown = page?.page ?? shown;
  };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Threads cannot run TypeScript: from sources (tests) the built worker is used. */
function workerFile(): string {
  const beside = fileURLToPath(new URL('./worker.js', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../dist/pipeline/worker.js', import.meta.url));
}
