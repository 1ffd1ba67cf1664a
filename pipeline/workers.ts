import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Piscina } from 'piscina';
import { newBell, pageUnderWay, ring } from './bell.js';
import type { PageUnderWay } from './bell.js';
import { DocumentClock, pageSeconds } from './clock.js';
import type { Failure } from './failure.js';
import { failureOf, pageTimeout, timeout } from './failure.js';
import type { Job, JobResult } from './worker.js';

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

/**
 * The optimizing compiler of the engine waits fifteen times as long as by default. Each thread compiles for itself, and for
 * a few hundred documents that took as much time as reading them (docs/adr/0008-threads-write-what-they-read.md). The
 * plain compiler, which takes hardly any time, is used at once instead of the interpreter; and what is young need not be
 * moved while the space for it grows.
 */
const ENGINE_FLAGS = [
  '--interrupt-budget=1000000',
  '--always-sparkplug',
  '--no-lazy-feedback-allocation',
  '--min-semi-space-size=16',
  '--initial-old-space-size=128',
];

/** Two threads of two cores that compiled and collected on others too were 1.5 times as fast as one (the same ADR). */
const CORE_EACH_FLAGS = [
  '--no-concurrent-recompilation',
  '--no-parallel-scavenge',
  '--no-parallel-compaction',
  '--no-parallel-pointer-update',
];

/** How often the time of a document is looked at, in milliseconds. */
const TICK = 250;

/** Threads that read documents. A thread that hangs, runs out of memory or dies is replaced; only its document fails. */
export class Workers {
  readonly #stop = new AbortController();
  #pool: Piscina<Job, JobResult>;
  #closed: Promise<void> | undefined;

  /** @param file the module that the threads run; others than the default only in tests */
  constructor(
    readonly limits: WorkerLimits,
    readonly file: string = workerFile(),
  ) {
    this.#pool = this.#start();
  }

  /** Never rejects for a bad document; rejects only after `stop`. `onPage` is told of pages that are read from pictures. */
  async run(job: Omit<Job, 'memory'>, onPage?: (page: PageUnderWay) => void): Promise<JobResult> {
    const request = { ...job, memory: this.limits.megabytes };
    try {
      return await this.#attempt(request, onPage);
    } catch (error) {
      if (this.#stop.signal.aborted) throw error;
      if (isOutOfMemory(error)) return this.#failed(error);
    }
    // The thread died under the document. What the one before left behind may have killed it: once more, in a new one.
    try {
      return await this.#attempt(request, onPage);
    } catch (error) {
      if (this.#stop.signal.aborted) throw error;
      return this.#failed(error);
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

  async #attempt(job: Job, onPage?: (page: PageUnderWay) => void): Promise<JobResult> {
    const bell = newBell();
    const end = new AbortController();
    let late: Failure | undefined;
    const giveUp = (): void => void ring(bell).then(() => end.abort());
    const { seconds } = this.limits;
    const clock = new DocumentClock(seconds, performance.now());
    let shown = 0;
    const timer = setInterval(() => {
      const page = pageUnderWay(bell);
      if (page && page.page !== shown) onPage?.(page);
      shown = page?.page ?? shown;
      const what = late ? undefined : clock.late(performance.now(), page);
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
      const result = await Promise.race([pool.run({ ...job, bell }, { signal: end.signal }), collapse]);
      if (this.#stop.signal.aborted) throw new Error('stopped');
      return late ? { kind: 'failed', sha256: '', failure: late } : result;
    } catch (error) {
      if (late) return { kind: 'failed', sha256: '', failure: late };
      throw error;
    } finally {
      clearInterval(timer);
      this.#stop.signal.removeEventListener('abort', giveUp);
      if (collapsed) pool.off('error', collapsed);
    }
  }

  #failed(error: unknown): JobResult {
    return { kind: 'failed', sha256: '', failure: failureOf(error, this.limits.megabytes) };
  }

  #start(): Piscina<Job, JobResult> {
    // Threads take the flags of their process.
    for (const flag of [...ENGINE_FLAGS, ...(this.limits.coreEach ? CORE_EACH_FLAGS : [])]) setFlagsFromString(flag);
    const pool: Piscina<Job, JobResult> = new Piscina({
      filename: this.file,
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

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Threads cannot run TypeScript: from sources (tests) the built worker is used. */
function workerFile(): string {
  const beside = fileURLToPath(new URL('./worker.js', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../dist/pipeline/worker.js', import.meta.url));
}
