import { isAscii } from 'node:buffer';
import * as zlib from 'node:zlib';
import { UnreadableError } from '../../schemas/unreadable.js';
import type { Limits } from '../extractor.js';
import { isEncrypted, packedBytes, readDirectory } from './directory.js';
import type { ArchiveSource, Entry } from './directory.js';
import { asBuffer } from './names.js';
import { unlockEntry } from './locked-entry.js';
import { damaged, otherPacking, tooLarge, wrongPassword } from './refusals.js';

/** No report of any kind has more parts than this. */
const MOST_ENTRIES = 20_000;
/** Deflate cannot do better than about 1030 : 1; honest XML stays under 100 : 1. Small parts may be anything. */
const GREATEST_RATIO = 300;
const RATIO_COUNTS_FROM = 8 * 1024 * 1024;

/** An opened zip archive. Parts are unpacked when they are asked for, and their sizes and checksums are tested. */
export interface Archive {
  /** Names in the order of the directory, folders left out. */
  names: string[];
  /**
   * The unpacked bytes, or undefined where there is no such entry.
   *
   * @throws UnreadableError `damaged`, `too-large`, `password-required`
   */
  read(name: string): Uint8Array | undefined;
}

/**
 * Reads the directory of an archive. The limit of what it unpacks to holds for all its parts together.
 *
 * @throws UnreadableError `damaged`, `too-large`
 */
export function openArchive(bytes: Uint8Array, limits: Limits): Archive {
  const buffer = asBuffer(bytes);
  const source = {
    size: buffer.length,
    bytes: (start: number, length: number) => buffer.subarray(start, start + length),
  };
  return openArchiveFrom(source, { limits, together: true });
}

export interface ArchiveOptions {
  limits: Limits;
  /** Whether the limit of what it unpacks to holds for all parts together, as in an office file, or for each. */
  together: boolean;
  password?: string;
}

/** @throws UnreadableError `damaged`, `too-large` */
export function openArchiveFrom(source: ArchiveSource, options: ArchiveOptions): Archive {
  const { limits, together, password } = options;
  const entries = new Map<string, Entry>();
  for (const entry of readDirectory(source, MOST_ENTRIES)) {
    const name = decodeName(entry);
    // The first of two entries of one name is what Word reads.
    if (!name.endsWith('/') && !entries.has(name)) entries.set(name, entry);
  }
  let left = limits.unpackedBytes;
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name);
      if (!entry) return undefined;
      const size = Math.max(entry.unpackedBytes, entry.packedBytes);
      if (size > left) throw tooLarge(`${name}: ${size}`);
      if (entry.unpackedBytes > RATIO_COUNTS_FROM && entry.unpackedBytes > GREATEST_RATIO * entry.packedBytes) {
        throw tooLarge(`${name}: ${entry.unpackedBytes} / ${entry.packedBytes}`);
      }
      const unpacked = unpack(name, source, entry, password);
      if (together) left -= unpacked.length;
      return unpacked;
    },
  };
}

const UTF8_NAMES = 0x0800;

/** Archives made on Chinese Windows name their entries in GBK and do not say so. */
function decodeName({ name: raw, flags }: Entry): string {
  if (isAscii(raw)) return raw.toString('latin1').replaceAll('\\', '/');
  const utf8 = new TextDecoder('utf-8', { fatal: (flags & UTF8_NAMES) === 0 });
  try {
    return utf8.decode(raw).replaceAll('\\', '/');
  } catch {
    return new TextDecoder('gb18030').decode(raw).replaceAll('\\', '/');
  }
}

function unpack(name: string, source: ArchiveSource, entry: Entry, password: string | undefined): Uint8Array {
  try {
    const bytes = packedBytes(source, entry);
    const { packed, method, checked } = isEncrypted(entry)
      ? unlockEntry(name, bytes, entry, password)
      : { packed: bytes, method: entry.method, checked: true };
    if (method !== 0 && method !== 8) throw otherPacking(method);
    // The announced size is the most that is ever allocated, so a lying directory gains nothing.
    const unpacked =
      method === 0 ? packed : zlib.inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) });
    if (unpacked.length !== entry.unpackedBytes || (checked && checksum(unpacked) !== entry.crc32)) {
      throw damaged(`${name}: checksum`);
    }
    return unpacked;
  } catch (error) {
    const refused = refusal(error, name);
    // One wrong password of 256 passes the first test, and unlocks nothing.
    if (isEncrypted(entry) && password !== undefined && refused.code === 'damaged') throw wrongPassword();
    throw refused;
  }
}

/** Node has one of its own only since 20.15. */
function checksum(bytes: Uint8Array): number {
  if ((zlib.crc32 as typeof zlib.crc32 | undefined) !== undefined) return zlib.crc32(bytes);
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function refusal(error: unknown, what: string): UnreadableError {
  if (error instanceof UnreadableError) return error;
  return damaged(`${what}: ${error instanceof Error ? error.message : String(error)}`, error);
}
