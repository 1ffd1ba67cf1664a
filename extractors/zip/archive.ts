import { isAscii } from 'node:buffer';
import * as zlib from 'node:zlib';
import yauzl from 'yauzl';
import { UnreadableError } from '../../schemas/unreadable.js';
import type { Limits } from '../extractor.js';
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
  read(name: string): Promise<Uint8Array | undefined>;
}

export const ZIP_OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;

/** Where an archive is kept, for one that is too large to be held as a whole. */
export interface ArchiveSource {
  open(): Promise<yauzl.ZipFile>;
  /** Bytes of the file from an offset on. */
  bytes(start: number, length: number): Buffer;
}

/**
 * Reads the directory of an archive. The limit of what it unpacks to holds for all its parts together.
 *
 * @throws UnreadableError `damaged`, `too-large`
 */
export function openArchive(bytes: Uint8Array, limits: Limits): Promise<Archive> {
  const buffer = asBuffer(bytes);
  const source = {
    open: () => yauzl.fromBufferPromise(buffer, ZIP_OPTIONS),
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
export async function openArchiveFrom(source: ArchiveSource, options: ArchiveOptions): Promise<Archive> {
  const { limits, together, password } = options;
  const entries = new Map<string, yauzl.Entry>();
  let zip: yauzl.ZipFile;
  try {
    zip = await source.open();
    if (zip.entryCount > MOST_ENTRIES) throw tooLarge(`${zip.entryCount} > ${MOST_ENTRIES}`);
    for await (const entry of zip.eachEntry()) {
      entry.fileName = decodeName(entry);
      // The first of two entries of one name is what Word reads.
      if (!entry.fileName.endsWith('/') && !entries.has(entry.fileName)) entries.set(entry.fileName, entry);
      if (entries.size > MOST_ENTRIES) throw tooLarge(`> ${MOST_ENTRIES}`);
    }
  } catch (error) {
    throw refusal(error, 'zip');
  }
  let left = limits.unpackedBytes;
  return {
    names: [...entries.keys()],
    async read(name) {
      const entry = entries.get(name);
      if (!entry) return undefined;
      const size = Math.max(entry.uncompressedSize, entry.compressedSize);
      if (size > left) throw tooLarge(`${name}: ${size}`);
      if (
        entry.uncompressedSize > RATIO_COUNTS_FROM &&
        entry.uncompressedSize > GREATEST_RATIO * entry.compressedSize
      ) {
        throw tooLarge(`${name}: ${entry.uncompressedSize} / ${entry.compressedSize}`);
      }
      const unpacked = await unpack(zip, source, entry, password);
      if (together) left -= unpacked.length;
      return unpacked;
    },
  };
}

const UTF8_NAMES = 0x0800;

/** Archives made on Chinese Windows name their entries in GBK and do not say so. */
function decodeName(entry: yauzl.Entry): string {
  const raw = Buffer.from(entry.fileName as string | Buffer);
  if (isAscii(raw)) return raw.toString('latin1').replaceAll('\\', '/');
  const utf8 = new TextDecoder('utf-8', { fatal: (entry.generalPurposeBitFlag & UTF8_NAMES) === 0 });
  try {
    return utf8.decode(raw).replaceAll('\\', '/');
  } catch {
    return new TextDecoder('gb18030').decode(raw).replaceAll('\\', '/');
  }
}

async function unpack(
  zip: yauzl.ZipFile,
  source: ArchiveSource,
  entry: yauzl.Entry,
  password: string | undefined,
): Promise<Uint8Array> {
  const name = entry.fileName;
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const bytes = source.bytes(fileDataStart, entry.compressedSize);
    const { packed, method, checked } = entry.isEncrypted()
      ? unlockEntry(bytes, entry, password)
      : { packed: bytes, method: entry.compressionMethod, checked: true };
    if (method !== 0 && method !== 8) throw otherPacking(method);
    // The announced size is the most that is ever allocated, so a lying directory gains nothing.
    const unpacked =
      method === 0 ? packed : zlib.inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
    if (unpacked.length !== entry.uncompressedSize || (checked && checksum(unpacked) !== entry.crc32)) {
      throw damaged(`${name}: checksum`);
    }
    return unpacked;
  } catch (error) {
    const refused = refusal(error, name);
    // One wrong password of 256 passes the first test, and unlocks nothing.
    if (entry.isEncrypted() && password !== undefined && refused.code === 'damaged') throw wrongPassword();
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
