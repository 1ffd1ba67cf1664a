import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { failureOf, timeout } from './failure.js';
import type { Job, JobResult } from './worker.js';

export interface WorkerLimits {
  threads: number;
  /** Seconds a document. */
  seconds: number;
  /** Megabytes of heap a thread. */
  megabytes: number;
}

export const DEFAULT_WORKER_LIMITS = { seconds: 300, megabytes: 1024 };

/** Threads that read documents. A thread that hangs or runs out of memory is replaced; only its document fails. */
export class Workers {
  readonly #pool: Piscina<Job, JobResult>;
  readonly #stop = new AbortController();

  constructor(readonly limits: WorkerLimits) {
    this.#pool = new Piscina({
      filename: workerFile(),
      minThreads: 1,
      maxThreads: limits.threads,
      concurrentTasksPerWorker: 1,
      idleTimeout: 60_000,
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    });
    // The error also rejects the task that it belongs to.
    this.#pool.on('error', () => {});
  }

  /** Never rejects for a bad document; rejects only after `stop`. */
  async run(job: Omit<Job, 'memory'>): Promise<JobResult> {
    const late = AbortSignal.timeout(this.limits.seconds * 1000);
    try {
      return await this.#pool.run(
        { ...job, memory: this.limits.megabytes },
        { signal: AbortSignal.any([late, this.#stop.signal]) },
      );
    } catch (error) {
      if (this.#stop.signal.aborted) throw error;
      const failure = late.aborted ? timeout(this.limits.seconds) : failureOf(error, this.limits.megabytes);
      return { kind: 'failed', sha256: '', failure };
    }
  }

  /** Gives up what is running: an interrupted run leaves no half of a document behind. */
  stop(): void {
    this.#stop.abort();
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

/** Threads cannot run TypeScript: from sources (tests) the built worker is used. */
function workerFile(): string {
  const beside = fileURLToPath(new URL('./worker.js', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../dist/pipeline/worker.js', import.meta.url));
}
