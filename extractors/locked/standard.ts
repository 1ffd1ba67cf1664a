import { createDecipheriv, createHash } from 'node:crypto';
import { damaged } from '../zip/refusals.js';

const SPINS = 50_000;
const AES = new Map([
  [0x660e, 'aes-128-ecb'],
  [0x660f, 'aes-192-ecb'],
  [0x6610, 'aes-256-ecb'],
]);

/**
 * Opens what Office 2007 locks ([MS-OFFCRYPTO] 2.3.4.5, standard encryption): AES in single blocks, keys by SHA-1.
 *
 * @param info the stream EncryptionInfo
 * @param content the encrypted package without the length in front of it
 * @returns the plain bytes with what fills the last block, or undefined where the password does not fit
 * @throws UnreadableError `damaged`
 */
export function openStandard(info: DataView, content: Uint8Array, password: string): Uint8Array | undefined {
  const header = 12;
  const verifier = header + info.getUint32(8, true);
  const bits = info.getUint32(header + 16, true);
  const cipher = AES.get(info.getUint32(header + 8, true));
  if (cipher === undefined || cipher !== `aes-${bits}-ecb`) throw damaged('EncryptionInfo');
  const bytes = (offset: number, length: number): Buffer =>
    Buffer.from(info.buffer, info.byteOffset + verifier + offset, length);
  const key = keyOf(bytes(4, 16), password).subarray(0, bits / 8);
  const input = decipher(cipher, key, bytes(20, 16));
  const hash = decipher(cipher, key, bytes(40, 32));
  if (!hash.subarray(0, 20).equals(sha1(input))) return undefined;
  return decipher(cipher, key, content.subarray(0, content.length - (content.length % 16)));
}

function keyOf(salt: Buffer, password: string): Buffer {
  let spun = sha1(salt, Buffer.from(password, 'utf16le'));
  const round = Buffer.alloc(4);
  for (let number = 0; number < SPINS; number++) {
    round.writeUInt32LE(number);
    spun = sha1(round, spun);
  }
  round.writeUInt32LE(0);
  const last = sha1(spun, round);
  const masked = (mask: number): Buffer => sha1(Buffer.alloc(64, mask).map((byte, i) => byte ^ (last[i] ?? 0)));
  return Buffer.concat([masked(0x36), masked(0x5c)]);
}

function decipher(cipher: string, key: Buffer, locked: Uint8Array): Buffer {
  const decipher = createDecipheriv(cipher, key, null).setAutoPadding(false);
  return Buffer.concat([decipher.update(locked), decipher.final()]);
}

function sha1(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
