/**
 * The library entry: one document in memory or on disk, nothing stored.
 *
 *     import { audit } from 'gouji';
 *     const { findings } = await audit('report.docx');
 */
import { readFile } from 'node:fs/promises';
import type { AuditOutput, TablesOutput } from '../schemas/index.js';
import type { ReadOptions } from './document.js';
import { auditBytes, auditOutput, readBytes, tablesOutput } from './document.js';

export type { Limits } from '../extractors/index.js';
export type * from '../schemas/index.js';
export { UnreadableError } from '../schemas/index.js';
export type { ReadOptions } from './document.js';

/**
 * Reads, understands and checks one document.
 *
 * @param input the bytes of a document, or the path of a file
 * @throws UnreadableError with `code` and a `sentence` in zh and en, for what cannot be read
 */
export async function audit(input: Uint8Array | string, options: ReadOptions = {}): Promise<AuditOutput> {
  return auditOutput(await auditBytes(await bytesOf(input), options), pathOf(input, options));
}

/** What is extracted before any meaning: the grids and the paragraphs. Input and errors as of `audit`. */
export async function tables(input: Uint8Array | string, options: ReadOptions = {}): Promise<TablesOutput> {
  return tablesOutput(await readBytes(await bytesOf(input), options), pathOf(input, options));
}

async function bytesOf(input: Uint8Array | string): Promise<Uint8Array> {
  // A copy, and no Buffer: an engine may keep the bytes that it is given, and the caller's must stay the caller's.
  return Uint8Array.from(typeof input === 'string' ? await readFile(input) : input);
}

function pathOf(input: Uint8Array | string, options: ReadOptions): string {
  return options.path ?? (typeof input === 'string' ? input : '');
}
