/** What runs inside a worker thread: one document, from the disk to plain rows. Never throws for a bad document. */
import { readFile, stat } from 'node:fs/promises';
import { DEFAULT_LIMITS } from '../extractors/index.js';
import { UnreadableError } from '../schemas/index.js';
import type { AuditOutput, TablesOutput } from '../schemas/index.js';
import type { ReadOptions } from './document.js';
import { auditBytes, auditOutput, readBytes, sha256Of, tablesOutput } from './document.js';
import { readMember } from './archive.js';
import { listenTo } from './bell.js';
import type { Failure } from './failure.js';
import { failureOf, unreadableFile } from './failure.js';
import type { DocumentRows } from './store/rows.js';
import { rowsOf } from './store/rows.js';

export interface Job {
  want: 'rows' | 'audit' | 'tables';
  location: string;
  /** An entry of the archive at `location`. */
  member?: string;
  options: ReadOptions;
  /** Megabytes that the thread may use; only for the sentence. */
  memory: number;
  /** The content that the store already holds with this version of the program. */
  stored?: string;
  /** Rung when the document is to be given up. */
  bell?: SharedArrayBuffer;
}

export type JobResult =
  | { kind: 'same'; sha256: string }
  | { kind: 'rows'; sha256: string; rows: DocumentRows }
  | { kind: 'audit'; output: AuditOutput }
  | { kind: 'tables'; output: TablesOutput }
  | { kind: 'failed'; sha256: string; failure: Failure };

// Libraries talk about fonts and the like on the console. What a person should know comes as a notice; the rest would
// break the progress bar, or the JSON on standard output.
for (const method of ['log', 'info', 'warn', 'debug'] as const) console[method] = () => {};
// A promise that a library forgot fails after its document is done; it must not take the next one with it.
process.on('unhandledRejection', () => {});

export default async function run(job: Job): Promise<JobResult> {
  let sha256 = '';
  listenTo(job.bell);
  try {
    const limits = { ...DEFAULT_LIMITS, ...job.options.limits };
    const file = await readWithin(job.location, limits.fileBytes);
    const bytes = job.member === undefined ? file : await readMember(file, job.member, limits);
    if (job.want === 'tables') {
      return { kind: 'tables', output: tablesOutput(await readBytes(bytes, job.options), job.options.path ?? '') };
    }
    sha256 = sha256Of(bytes);
    if (sha256 === job.stored) return { kind: 'same', sha256 };
    const audited = await auditBytes(bytes, job.options);
    if (job.want === 'audit') return { kind: 'audit', output: auditOutput(audited, job.options.path ?? '') };
    return { kind: 'rows', sha256, rows: rowsOf(audited) };
  } catch (error) {
    const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
    return { kind: 'failed', sha256, failure: code ? unreadableFile(code) : failureOf(error, job.memory) };
  }
}

async function readWithin(location: string, limit: number): Promise<Uint8Array> {
  const { size } = await stat(location);
  if (size > limit) {
    throw new UnreadableError('too-large', {
      zh: `文件有 ${size} 字节，超过上限 ${limit}。请拆分后再读。`,
      en: `The file has ${size} bytes, over the limit of ${limit}. Split it and read it again.`,
    });
  }
  const { buffer, byteOffset, byteLength } = await readFile(location);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
