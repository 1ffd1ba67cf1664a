/** What runs inside a worker thread: one document, from the disk into the store. Never throws for a bad document. */
import { readFileSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DEFAULT_LIMITS } from '../extractors/index.js';
import { UnreadableError } from '../schemas/index.js';
import type { AuditOutput, TablesOutput } from '../schemas/index.js';
import type { AuditedDocument, ReadOptions } from './document.js';
import { auditBytes, auditOutput, readBytes, sha256Of, tablesOutput } from './document.js';
import { readMember } from './archive.js';
import { listenTo, nativeCode } from './bell.js';
import type { Failure } from './failure.js';
import { failureOf, unreadableFile } from './failure.js';
import { rowsOf } from './store/rows.js';
import { openStore } from './store/store.js';
import { Writer } from './store/writer.js';
import type { FoundFile } from './store/writer.js';

export interface Job {
  want: 'store' | 'audit' | 'tables';
  location: string;
  /** An entry of the archive at `location`. */
  member?: string;
  options: ReadOptions;
  /** Megabytes that the thread may use; only for the sentence. */
  memory: number;
  /** The content that the store already holds with this version of the program. */
  stored?: string;
  /** Where the rows go, if `store` is wanted. */
  into?: Destination;
  /** Rung when the document is to be given up. */
  bell?: SharedArrayBuffer;
}

/** A database, the run and the version of the program that write to it, and what is written: this file. */
export interface Destination {
  db: string;
  version: string;
  run: number;
  file: FoundFile;
}

export type JobResult =
  | { kind: 'same'; sha256: string }
  | { kind: 'stored' }
  | { kind: 'audit'; output: AuditOutput }
  | { kind: 'tables'; output: TablesOutput }
  | { kind: 'failed'; sha256: string; failure: Failure }
  /** Not the document is at fault but the database: its disk is full, or another program holds it. */
  | { kind: 'unwritable'; reason: string };

// Libraries talk about fonts and the like on the console. What a person should know comes as a notice; the rest would
// break the progress bar, or the JSON on standard output.
for (const method of ['log', 'info', 'warn', 'debug'] as const) console[method] = () => {};
// A promise that a library forgot fails after its document is done; it must not take the next one with it.
process.on('unhandledRejection', () => {});

export default async function run(job: Job): Promise<JobResult> {
  try {
    return await read(job);
  } finally {
    await freeMemory();
  }
}

async function read(job: Job): Promise<JobResult> {
  let sha256 = '';
  listenTo(job.bell);
  try {
    const limits = { ...DEFAULT_LIMITS, ...job.options.limits };
    const bytes =
      job.member === undefined
        ? readWithin(job.location, limits.fileBytes)
        : await readMember(job.location, job.member, limits, job.options.password);
    if (job.want === 'tables') {
      return { kind: 'tables', output: tablesOutput(await readBytes(bytes, job.options), job.options.path ?? '') };
    }
    sha256 = sha256Of(bytes);
    if (sha256 === job.stored) return { kind: 'same', sha256 };
    const audited = await auditBytes(bytes, job.options);
    if (job.want === 'audit') return { kind: 'audit', output: auditOutput(audited, job.options.path ?? '') };
    if (job.into === undefined) throw new Error('no store to write to');
    return write(audited, job.into);
  } catch (error) {
    const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
    return { kind: 'failed', sha256, failure: code ? unreadableFile(code) : failureOf(error, job.memory) };
  }
}

const writers = new Map<string, Writer>();

/**
 * The rows never leave the thread: sending them to another one to be written cost more than reading the document.
 * The bell is told, because a thread must not be ended inside the database.
 */
function write(audited: AuditedDocument, { db, version, run, file }: Destination): JobResult {
  const { sha256 } = audited;
  const rows = rowsOf(audited);
  nativeCode.enter();
  try {
    const key = `${db}\0${version}\0${run}`;
    let writer = writers.get(key);
    if (!writer) writers.set(key, (writer = new Writer(openStore(db), version, run)));
    writer.replace(file, { sha256, content: { rows } });
    return { kind: 'stored' };
  } catch (error) {
    // Rows that the schema refuses are a bug of ours, of this document alone; any other error is the disk's.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_CONSTRAINT')) return { kind: 'failed', sha256, failure: failureOf(error, 0) };
    return { kind: 'unwritable', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    nativeCode.leave();
  }
}

/** Bytes that a document may leave to the next one, outside of the heap and in it. */
const LEFT_BEHIND = { outside: 48 * 1024 * 1024, heap: 128 * 1024 * 1024 };

/** What was still in use when it was last looked for what is not. */
let inUse = { outside: 0, heap: 0 };

/**
 * Memory of WebAssembly and buffers that nobody uses any more is given back when the heap is next gone through, which a
 * thread with a small heap puts off: two documents that took 500 MB each would be held at once.
 */
async function freeMemory(): Promise<void> {
  const now = memoryInUse();
  if (now.outside < inUse.outside + LEFT_BEHIND.outside && now.heap < inUse.heap + LEFT_BEHIND.heap) return;
  // What the document's last promise holds is free only now.
  await setImmediate();
  collect ??= exposedCollector();
  collect();
  inUse = memoryInUse();
}

function memoryInUse(): typeof inUse {
  const { external_memory: outside, total_heap_size: heap } = getHeapStatistics();
  return { outside, heap };
}

let collect: (() => void) | undefined;

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Read at once: the thread has nothing else to do meanwhile. */
function readWithin(location: string, limit: number): Uint8Array {
  const { size } = statSync(location);
  if (size > limit) {
    throw new UnreadableError('too-large', {
      zh: `文件有 ${size} 字节，超过上限 ${limit}。请拆分后再读。`,
      en: `The file has ${size} bytes, over the limit of ${limit}. Split it and read it again.`,
    });
  }
  const { buffer, byteOffset, byteLength } = readFileSync(location);
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  // A small file shares its memory with others, and an engine may take the memory that it is given for itself.
  return byteLength === buffer.byteLength ? bytes : bytes.slice();
}
