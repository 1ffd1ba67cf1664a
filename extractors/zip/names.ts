import { once } from '../../schemas/index.js';

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const CENTRAL = Buffer.from('PK\x01\x02', 'latin1');
const END = Buffer.from('PK\x05\x06', 'latin1');
const ENOUGH = 4096;

/** Whether the bytes begin like a zip archive. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes.length > 4 && asBuffer(bytes).subarray(0, 4).equals(LOCAL);
}

/**
 * Names of the entries, for recognising a format cheaply: nothing is unpacked and nothing is checked. Of a truncated
 * archive, whose directory is gone, the names in front of the entries themselves. Each reader asks for itself.
 */
export const entryNames: (bytes: Uint8Array) => readonly string[] = once(namesIn);

function namesIn(bytes: Uint8Array): string[] {
  const buffer = asBuffer(bytes);
  const end = buffer.lastIndexOf(END);
  if (end >= 0 && end + 20 <= buffer.length) {
    const start = buffer.readUInt32LE(end + 16);
    const names = namesAt(buffer, start, CENTRAL, 46, 28);
    if (names.length > 0) return names;
  }
  return namesAt(buffer, 0, LOCAL, 30, 26);
}

/** A view of the same memory, never a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function namesAt(buffer: Buffer, from: number, signature: Buffer, header: number, lengthAt: number): string[] {
  const names: string[] = [];
  let at = buffer.indexOf(signature, from);
  while (at >= 0 && at + header <= buffer.length && names.length < ENOUGH) {
    const length = buffer.readUInt16LE(at + lengthAt);
    names.push(buffer.toString('utf8', at + header, at + header + length).replaceAll('\\', '/'));
    at = buffer.indexOf(signature, at + header + length);
  }
  return names;
}
