import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import type yauzl from 'yauzl';
import { damaged, passwordRequired, wrongPassword } from './refusals.js';

export interface UnlockedEntry {
  packed: Buffer;
  /** How it is packed: 0 not at all, 8 deflated. */
  method: number;
  /** Whether the directory holds the checksum of what is in it. */
  checked: boolean;
}

const HAS_DESCRIPTOR = 0x08;
const AES = 99;
const AES_FIELD = 0x9901;

/**
 * Opens an entry of an archive that was packed with a password: in the old way of PKZIP, which Windows and WinRAR know, or
 * with AES (WinZip, 7-Zip, Bandizip). Passwords that are not ASCII are tried in UTF-8 only.
 *
 * @throws UnreadableError `password-required`, `wrong-password`, `damaged`
 */
export function unlockEntry(bytes: Buffer, entry: yauzl.Entry, password: string | undefined): UnlockedEntry {
  if (password === undefined) throw passwordRequired();
  return entry.compressionMethod === AES ? openAes(bytes, entry, password) : openOld(bytes, entry, password);
}

/** AES in counter mode, the counter little-endian from 1 ([WinZip AE-1, AE-2]): salt, two bytes to test, data, ten of MAC. */
function openAes(bytes: Buffer, entry: yauzl.Entry, password: string): UnlockedEntry {
  const field = entry.extraFields.find(({ id }) => id === AES_FIELD)?.data;
  const strength = field?.[4] ?? 0;
  if (!field || field.length < 7 || strength < 1 || strength > 3) throw damaged(entry.fileName);
  const keyBytes = 8 + 8 * strength;
  const saltBytes = keyBytes / 2;
  if (bytes.length < saltBytes + 12) throw damaged(entry.fileName);
  const made = pbkdf2Sync(password, bytes.subarray(0, saltBytes), 1000, 2 * keyBytes + 2, 'sha1');
  if (!made.subarray(2 * keyBytes).equals(bytes.subarray(saltBytes, saltBytes + 2))) throw wrongPassword();
  const packed = Buffer.from(bytes.subarray(saltBytes + 2, -10));
  // The counter mode of OpenSSL counts big-endian: its stream is made of encrypted counters here.
  const counters = Buffer.alloc(Math.ceil(packed.length / 16) * 16);
  for (let block = 0; block * 16 < counters.length; block++) counters.writeUInt32LE(block + 1, block * 16);
  const cipher = createCipheriv(`aes-${keyBytes * 8}-ecb`, made.subarray(0, keyBytes), null).setAutoPadding(false);
  const stream = cipher.update(counters);
  for (let at = 0; at < packed.length; at++) packed[at]! ^= stream[at]!;
  return { packed, method: field.readUInt16LE(5), checked: field.readUInt16LE(0) === 1 };
}

function openOld(bytes: Buffer, entry: yauzl.Entry, password: string): UnlockedEntry {
  const HEADER = 12;
  if (bytes.length < HEADER) throw damaged(entry.fileName);
  let [a, b, c] = [0x12345678, 0x23456789, 0x34567890];
  const stir = (byte: number): void => {
    a = (CRC[(a ^ byte) & 255]! ^ (a >>> 8)) >>> 0;
    b = (Math.imul((b + (a & 255)) >>> 0, 134_775_813) + 1) >>> 0;
    c = (CRC[(c ^ (b >>> 24)) & 255]! ^ (c >>> 8)) >>> 0;
  };
  for (const byte of Buffer.from(password)) stir(byte);
  const plain = Buffer.alloc(bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    const mask = (c | 2) & 0xffff;
    const byte = bytes[at]! ^ ((Math.imul(mask, mask ^ 1) >>> 8) & 255);
    plain[at] = byte;
    stir(byte);
    // The last byte of the header tells most wrong passwords.
    if (at === HEADER - 1 && byte !== expectedByte(entry)) throw wrongPassword();
  }
  return { packed: plain.subarray(HEADER), method: entry.compressionMethod, checked: true };
}

function expectedByte(entry: yauzl.Entry): number {
  return entry.generalPurposeBitFlag & HAS_DESCRIPTOR ? (entry.lastModFileTime >>> 8) & 255 : entry.crc32 >>> 24;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
