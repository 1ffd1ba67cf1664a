/** What runs inside a worker thread: documents, from the disk into the store. Never throws for a bad document. */
import { readFileSync, statSync } from 'node:fs';
import { DEFAULT_LIMITS } from '../extractors/index.js';
import { UnreadableError } from '../schemas/index.js';
import type { AuditOutput, TablesOutput } from '../schemas/index.js';
import type { ReadOptions } from './document.js';
import { auditBytes, auditOutput, readBytes, sha256Of, tablesOutput } from './document.js';
import { readMember } from './archive.js';
import { documentWatch, listenTo, nativeCode } from './bell.js';
import type { Outcome } from './bell.js';
import type { Failure } from './failure.js';
import { failureOf, unreadableFile } from './failure.js';
import { freeMemory } from './memory.js';
import { leaveLog } from './store/log.js';
import { rowsOf } from './store/rows.js';
import { openStore } from './store/store.js';
import { Writer } from './store/writer.js';
import type { DocumentResult, FoundFile, StoredDocument } from './store/writer.js';
import { inTurn } from './turn.js';

/** One document to read and show. */
export interface Job {
  want: 'audit' | 'tables';
  location: string;
  options: ReadOptions;
  /** Megabytes that the thread may use; only for the sentence. */
  memory: number;
  /** Rung when the document is to be given up. */
  bell?: SharedArrayBuffer;
}

export type JobResult =
  | { kind: 'audit'; output: AuditOutput }
  | { kind: 'tables'; output: TablesOutput }
  | { kind: 'failed'; failure: Failure };

/** Documents to read into the store, one after another. */
export interface Batch {
  documents: readonly Unread[];
  options: ReadOptions;
  into: Destination;
  memory: number;
  bell?: SharedArrayBuffer;
}

/** A file, and what the store holds of it where this version of the program read it. */
export interface Unread {
  file: FoundFile;
  stored?: StoredDocument;
}

/** A database, and the run and the version of the program that write to it. */
export interface Destination {
  db: string;
  version: string;
  run: number;
  /** Of the threads that write to it. */
  turn?: SharedArrayBuffer;
}

/** What became of the documents tells the bell. */
export interface BatchResult {
  /** Not a document is at fault but the database: its disk is full, or another program holds it. */
  unwritable?: string;
}

// Libraries talk about fonts and the like on the console. What a person should know comes as a notice; the rest would
// break the progress bar, or the JSON on standard output.
for (const method of ['log', 'info', 'warn', 'debug'] as const) console[method] = () => {};
// A promise that a library forgot fails after its document is done; it must not take the next one with it.
process.on('unhandledRejection', () => {});

/** Reads one document and answers with what it says. */
export async function show(job: Job): Promise<JobResult> {
  listenTo(job.bell);
  documentWatch.begin();
  try {
    const bytes = await bytesAt(job.location, undefined, job.options);
    const path = job.options.path ?? '';
    return job.want === 'tables'
      ? { kind: 'tables', output: tablesOutput(await readBytes(bytes, job.options), path) }
      : { kind: 'audit', output: auditOutput(await auditBytes(bytes, job.options), path) };
  } catch (error) {
    return { kind: 'failed', failure: asFailure(error, job.memory) };
  }
}

/** Reads documents into the store. The bell is told of each; after it has rung no other one is begun. */
export async function store({ documents, options, into, memory, bell }: Batch): Promise<BatchResult> {
  listenTo(bell);
  for (const document of documents) {
    if (!documentWatch.begin()) break;
    const unwritable = await readInto(document, options, into, memory);
    if (unwritable !== undefined) return { unwritable };
    await freeMemory();
  }
  return {};
}

/** A call of its own: what a document became is held by nobody once it returns. @returns why nothing can be written there */
async function readInto(
  document: Unread,
  options: ReadOptions,
  into: Destination,
  memory: number,
): Promise<string | undefined> {
  return write(document, await contentOf(document, options, memory), into);
}

type Content = DocumentResult | 'same';

async function contentOf({ file, stored }: Unread, options: ReadOptions, memory: number): Promise<Content> {
  let sha256 = '';
  try {
    const bytes = await bytesAt(file.archive ?? file.location, file.member, options);
    sha256 = sha256Of(bytes);
    if (sha256 === stored?.sha256) return 'same';
    const audited = await auditBytes(bytes, options);
    return { sha256, content: { rows: rowsOf(audited) } };
  } catch (error) {
    return { sha256, content: { failure: asFailure(error, memory) } };
  }
}

async function bytesAt(location: string, member: string | undefined, options: ReadOptions): Promise<Uint8Array> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return member === undefined
    ? readWithin(location, limits.fileBytes)
    : readMember(location, member, limits, options.password);
}

function asFailure(error: unknown, memory: number): Failure {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
  return code ? unreadableFile(code) : failureOf(error, memory);
}

const writers = new Map<string, Writer>();

/**
 * The rows never leave the thread: sending them to another one to be written cost more than reading the document.
 * The bell is told, because a thread must not be ended inside the database.
 *
 * @returns why nothing can be written there
 */
function write({ file, stored }: Unread, content: Content, into: Destination): string | undefined {
  try {
    nativeCode.enter();
  } catch {
    // Too late: the main thread writes down that it was.
    return undefined;
  }
  try {
    const writer = writerOf(into);
    documentWatch.end(inTurn(into.turn, () => writeInto(writer, file, stored, content)));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    nativeCode.leave();
  }
}

function writeInto(writer: Writer, file: FoundFile, stored: StoredDocument | undefined, content: Content): Outcome {
  if (content === 'same') {
    if (stored) writer.keep(file, stored);
    return (stored?.error_code ?? null) === null ? 'unchanged' : 'failed';
  }
  try {
    writer.replace(file, content);
    return 'failure' in content.content ? 'failed' : 'read';
  } catch (error) {
    // Rows that the schema refuses are a bug of ours, of this document alone; any other error is the disk's.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('SQLITE_CONSTRAINT') || 'failure' in content.content) throw error;
    writer.replace(file, { sha256: content.sha256, content: { failure: failureOf(error, 0) } });
    return 'failed';
  }
}

function writerOf({ db, version, run }: Destination): Writer {
  const key = `${db}\0${version}\0${run}`;
  let writer = writers.get(key);
  if (!writer) writers.set(key, (writer = new Writer(leaveLog(openStore(db)), version, run)));
  return writer;
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
