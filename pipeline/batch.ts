/**
 * How many documents a thread is given at once. Between two batches it waits for the main thread, about a millisecond;
 * but a batch is read by one thread, so that towards the end they grow small, and large documents come alone.
 */
const MOST = { documents: 8, bytes: 512 * 1024 };
/** Batches that each thread should still have before it, of the files that are left. */
const AHEAD = 4;

/** @param left how many files are left, those of the batch counted once at most */
export function isWhole(batch: readonly { file: { size: number } }[], left: number, threads: number): boolean {
  const bytes = batch.reduce((sum, { file }) => sum + file.size, 0);
  return bytes >= MOST.bytes || batch.length >= Math.min(MOST.documents, Math.ceil(left / (threads * AHEAD)));
}
