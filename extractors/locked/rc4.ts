import { createHash } from 'node:crypto';
import { damaged, passwordRequired, wrongPassword } from '../zip/refusals.js';
import { EVERYBODYS, unknownLock } from './lock.js';

/** The key of each block of a stream; blocks are counted from the beginning of the stream. */
type KeyOf = (block: number) => Uint8Array;

/** Opens a stream of an office file of the years 1997 to 2003: `view` itself is not changed. */
export interface Unlock {
  /**
   * @param blockBytes after how many bytes the key changes: 512 in Word, 1024 in Excel
   * @returns all bytes decrypted, also those that the format leaves plain: they are the caller's to put back
   */
  open(view: DataView, blockBytes: number): Uint8Array;
}

/**
 * Tests a password against the header that stands before encrypted streams ([MS-OFFCRYPTO] 2.3.5 and 2.3.6: RC4, with keys
 * made by MD5 in 40 bits, or by CryptoAPI). The password that everybody knows is tried too.
 *
 * @param header from its version on
 * @throws UnreadableError `password-required`, `wrong-password`, `damaged`, `unsupported-format`
 */
export function unlockRc4(header: DataView, password: string | undefined): Unlock {
  const known = password === undefined ? [EVERYBODYS] : [password, EVERYBODYS];
  const lock = known.map((word) => readLock(header, Buffer.from(word, 'utf16le'))).find(opens);
  if (!lock) throw password === undefined ? passwordRequired() : wrongPassword();
  return {
    open(view, blockBytes) {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      const plain = new Uint8Array(bytes.length);
      for (let at = 0; at < bytes.length; at += blockBytes) {
        plain.set(rc4(lock.keyOf(at / blockBytes), bytes.subarray(at, at + blockBytes)), at);
      }
      return plain;
    },
  };
}

function opens({ keyOf, algorithm, input, hash }: Lock): boolean {
  // Both verifiers are encrypted in one stretch.
  const verifiers = rc4(keyOf(0), Buffer.concat([input, hash]));
  const hashed = createHash(algorithm).update(verifiers.subarray(0, input.length)).digest();
  return hashed.equals(verifiers.subarray(input.length));
}

interface Lock {
  keyOf: KeyOf;
  algorithm: 'md5' | 'sha1';
  input: Buffer;
  hash: Buffer;
}

function readLock(header: DataView, password: Buffer): Lock {
  const bytes = (offset: number, length: number): Buffer => {
    if (offset + length > header.byteLength) throw damaged('EncryptionHeader');
    return Buffer.from(header.buffer, header.byteOffset + offset, length);
  };
  const [major, minor] = [bytes(0, 2).readUInt16LE(), bytes(2, 2).readUInt16LE()];
  if (major === 1 && minor === 1) {
    return { keyOf: keysOf1997(password, bytes(4, 16)), algorithm: 'md5', input: bytes(20, 16), hash: bytes(36, 16) };
  }
  if (minor !== 2 || major < 2 || major > 4) throw unknownLock();
  const verifier = 12 + bytes(8, 4).readUInt32LE();
  const bits = bytes(28, 4).readUInt32LE() || 40;
  if (bits > 128) throw damaged('EncryptionHeader');
  const keyOf = keysOfCryptoApi(password, bytes(verifier + 4, 16), bits);
  return { keyOf, algorithm: 'sha1', input: bytes(verifier + 20, 16), hash: bytes(verifier + 40, 20) };
}

/** Forty bits of the password's hash, that many were allowed to be exported. */
function keysOf1997(password: Buffer, salt: Buffer): KeyOf {
  const short = 5;
  const first = md5(password).subarray(0, short);
  const mixed = md5(...Array.from({ length: 16 }, () => [first, salt]).flat()).subarray(0, short);
  return (block) => md5(mixed, littleEndian(block));
}

function keysOfCryptoApi(password: Buffer, salt: Buffer, bits: number): KeyOf {
  const first = createHash('sha1').update(salt).update(password).digest();
  return (block) => {
    const key = createHash('sha1').update(first).update(littleEndian(block)).digest();
    // A key of 40 bits is filled up with zeros.
    return bits === 40 ? key.subarray(0, 16).fill(0, 5) : key.subarray(0, bits / 8);
  };
}

/** The cipher itself; OpenSSL 3 has it no more. */
function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  const out = new Uint8Array(bytes.length);
  for (let n = 0, i = 0, j = 0; n < bytes.length; n++) {
    i = (i + 1) & 255;
    j = (j + state[i]!) & 255;
    const swapped = state[i]!;
    state[i] = state[j]!;
    state[j] = swapped;
    out[n] = bytes[n]! ^ state[(state[i]! + swapped) & 255]!;
  }
  return out;
}

function md5(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function littleEndian(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
