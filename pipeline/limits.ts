/** What a document may cost when nothing else is asked for. Apart, so that `gouji --help` loads no thread pool. */
export const DEFAULT_WORKER_LIMITS = { seconds: 300, megabytes: 480 };

/** Below this a thread cannot even load the readers. */
export const LEAST_MEGABYTES = 64;
