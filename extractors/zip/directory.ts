import { damaged, tooLarge } from './refusals.js';

/** Where an archive is kept: in memory, or in a file that is too large to be held as a whole. */
export interface ArchiveSource {
  /** Bytes of the whole archive. */
  readonly size: number;
  /** Bytes from an offset on; fewer where the archive ends before. */
  bytes(start: number, length: number): Buffer;
}

/** What the directory of an archive says of an entry. */
export interface Entry {
  /** As it is stored; what it is written in is told by `flags`, mostly. */
  name: Buffer;
  flags: number;
  /** How it is packed: 0 not at all, 8 deflated, others are other programs'. */
  method: number;
  /** Time of day of the last change, as DOS counts it. */
  time: number;
  crc32: number;
  packedBytes: number;
  unpackedBytes: number;
  /** Where the entry begins in the archive. */
  start: number;
  /** What programs add, as pairs of a number and data. */
  extra: Buffer;
}

const END = Buffer.from('PK\x05\x06', 'latin1');
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const END_64 = 0x06064b50;
const END_64_BYTES = 56;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** Stands where a number is too large for its four bytes. */
const IN_EXTRA = 0xffffffff;
const ZIP64_FIELD = 0x0001;

const ENCRYPTED = 0x01;
const STRONGLY_ENCRYPTED = 0x40;
/** What encryption in the old way puts before the data. */
const OLD_HEADER_BYTES = 12;

export function isEncrypted({ flags }: Entry): boolean {
  return (flags & ENCRYPTED) !== 0;
}

/**
 * Reads the directory at the end of a zip archive, in its order ([APPNOTE] 4.3), also of one larger than 4 GB (zip64).
 *
 * @throws UnreadableError `damaged`, also for one of several disks and for encryption with certificates; `too-large`
 *   for more than `most` entries
 */
export function readDirectory(source: ArchiveSource, most: number): Entry[] {
  const { count, start } = endOf(source);
  if (count > most) throw tooLarge(`${count} > ${most}`);
  const entries: Entry[] = [];
  let at = start;
  for (let read = 0; read < count; read++) {
    const header = wholeBytes(source, at, CENTRAL_BYTES);
    if (header.readUInt32LE(0) !== CENTRAL) throw damaged('zip: directory');
    const nameBytes = header.readUInt16LE(28);
    const extraBytes = header.readUInt16LE(30);
    const rest = wholeBytes(source, at + CENTRAL_BYTES, nameBytes + extraBytes);
    const entry = {
      name: rest.subarray(0, nameBytes),
      flags: header.readUInt16LE(8),
      method: header.readUInt16LE(10),
      time: header.readUInt16LE(12),
      crc32: header.readUInt32LE(16),
      packedBytes: header.readUInt32LE(20),
      unpackedBytes: header.readUInt32LE(24),
      start: header.readUInt32LE(42),
      extra: rest.subarray(nameBytes),
    };
    if (entry.flags & STRONGLY_ENCRYPTED) throw damaged('zip: strong encryption');
    takeLargeNumbers(entry);
    if (entry.method === 0) {
      const before = isEncrypted(entry) ? OLD_HEADER_BYTES : 0;
      if (entry.packedBytes !== entry.unpackedBytes + before) throw damaged('zip: size of a stored entry');
    }
    entries.push(entry);
    at += CENTRAL_BYTES + nameBytes + extraBytes + header.readUInt16LE(32);
  }
  return entries;
}

/** The bytes of an entry, packed as they are. @throws UnreadableError `damaged` */
export function packedBytes(source: ArchiveSource, entry: Entry): Buffer {
  const header = wholeBytes(source, entry.start, LOCAL_BYTES);
  if (header.readUInt32LE(0) !== LOCAL) throw damaged('zip: entry');
  const start = entry.start + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  return wholeBytes(source, start, entry.packedBytes);
}

/** The data under a number among what programs add to an entry. */
export function extraField({ extra }: Entry, id: number): Buffer | undefined {
  let at = 0;
  while (at + 4 <= extra.length) {
    const start = at + 4;
    at = start + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(start - 4) === id && at <= extra.length) return extra.subarray(start, at);
  }
  return undefined;
}

/** How many entries there are, and where the directory starts. */
function endOf(source: ArchiveSource): { count: number; start: number } {
  const length = Math.min(source.size, LOCATOR_BYTES + END_BYTES + LONGEST_COMMENT);
  const tail = wholeBytes(source, source.size - length, length);
  const at = tail.length < END_BYTES ? -1 : tail.lastIndexOf(END, tail.length - END_BYTES);
  if (at < 0 || tail.readUInt16LE(at + 20) !== tail.length - at - END_BYTES) throw damaged('zip: end of the directory');
  const locator = at - LOCATOR_BYTES;
  if (locator >= 0 && tail.readUInt32LE(locator) === LOCATOR) {
    const end = wholeBytes(source, largeNumber(tail, locator + 8), END_64_BYTES);
    if (end.readUInt32LE(0) !== END_64 || end.readUInt32LE(16) !== 0) throw damaged('zip: end of the directory');
    return { count: largeNumber(end, 32), start: largeNumber(end, 48) };
  }
  if (tail.readUInt16LE(at + 4) !== 0) throw damaged('zip: one of several disks');
  return { count: tail.readUInt16LE(at + 10), start: tail.readUInt32LE(at + 16) };
}

/** Each of them is in the field only where four bytes do not hold it. */
function takeLargeNumbers(entry: Entry): void {
  const { packedBytes, unpackedBytes, start } = entry;
  if (packedBytes !== IN_EXTRA && unpackedBytes !== IN_EXTRA && start !== IN_EXTRA) return;
  const field = extraField(entry, ZIP64_FIELD);
  if (!field) return;
  let at = 0;
  const next = (): number => {
    if (at + 8 > field.length) throw damaged('zip: size of an entry');
    at += 8;
    return largeNumber(field, at - 8);
  };
  if (unpackedBytes === IN_EXTRA) entry.unpackedBytes = next();
  if (packedBytes === IN_EXTRA) entry.packedBytes = next();
  if (start === IN_EXTRA) entry.start = next();
}

/** Eight bytes; what is beyond 2^53 is beyond every archive, too. */
function largeNumber(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at + 4) * 0x1_0000_0000 + bytes.readUInt32LE(at);
}

function wholeBytes(source: ArchiveSource, start: number, length: number): Buffer {
  if (start + length > source.size) throw damaged('zip: cut off');
  const bytes = source.bytes(start, length);
  if (bytes.length < length) throw damaged('zip: cut off');
  return bytes;
}
