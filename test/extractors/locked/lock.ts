/** Locks office files as offices do, for tests: the other direction of extractors/locked/agile.ts, written apart from it. */
import { createCipheriv, createHash } from 'node:crypto';
import CFB from 'cfb';

export interface LockOptions {
  spins?: number;
  /** What the file says of `spins`. */
  announced?: number;
  bits?: 128 | 192 | 256;
  hash?: 'SHA1' | 'SHA256' | 'SHA384' | 'SHA512';
  /** Another key, for who holds a certificate. */
  certificate?: boolean;
  version?: number;
  /** How much longer the package says to be than it is. */
  longer?: number;
}

/** An office file locked by agile encryption. */
export function lockPackage(plain: Uint8Array, password: string, options: LockOptions = {}): Uint8Array {
  const { info, locked } = agileInfo(plain, password, options);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(plain.length + (options.longer ?? 0)));
  const box = CFB.utils.cfb_new();
  CFB.utils.cfb_add(box, 'EncryptionInfo', info);
  CFB.utils.cfb_add(box, 'EncryptedPackage', Buffer.concat([length, locked]));
  return Uint8Array.from(CFB.write(box, { type: 'buffer' }) as Buffer);
}

/** The two streams of it; `locked` without the length in front. */
export function agileInfo(
  plain: Uint8Array,
  password: string,
  options: LockOptions = {},
): { info: Buffer; locked: Buffer } {
  const { spins = 100, bits = 256, hash = 'SHA512', certificate = false, version = 4 } = options;
  const digest = (...parts: Uint8Array[]): Buffer =>
    createHash(hash.toLowerCase()).update(Buffer.concat(parts)).digest();
  const salt = Buffer.alloc(16, 0x41);
  const dataSalt = Buffer.alloc(16, 0x42);
  const key = Buffer.alloc(bits / 8, 0x43);
  const number = (value: number): Buffer => Buffer.from(Uint32Array.of(value).buffer);
  const encrypt = (with_: Buffer, start: Buffer, bytes: Buffer): Buffer => {
    const padded = Buffer.concat([bytes], Math.ceil(bytes.length / 16) * 16);
    return createCipheriv(`aes-${bits}-cbc`, with_, start).setAutoPadding(false).update(padded);
  };
  let spun = digest(salt, Buffer.from(password, 'utf16le'));
  for (let i = 0; i < spins; i++) spun = digest(number(i), spun);
  const under = (block: string, bytes: Buffer): string => {
    const made = digest(spun, Buffer.from(block, 'hex'));
    const fitted = Buffer.concat([made, Buffer.alloc(32, 0x36)]).subarray(0, bits / 8);
    return encrypt(fitted, salt, bytes).toString('base64');
  };
  const verifier = Buffer.alloc(16, 0x44);
  const about = (saltValue: Buffer): string =>
    `saltSize="16" blockSize="16" keyBits="${bits}" hashSize="${digest().length}" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="${hash}" saltValue="${saltValue.toString('base64')}"`;
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password" xmlns:c="http://schemas.microsoft.com/office/2006/keyEncryptor/certificate"><keyData ${about(dataSalt)}/><keyEncryptors>${
    certificate
      ? '<keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/certificate"><c:encryptedKey encryptedKeyValue="AAAA" X509Certificate="AAAA" certVerifier="AAAA"/></keyEncryptor>'
      : ''
  }<keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="${options.announced ?? spins}" ${about(salt)} encryptedVerifierHashInput="${under('fea7d2763b4b9e79', verifier)}" encryptedVerifierHashValue="${under('d7aa0f6d3061344e', digest(verifier))}" encryptedKeyValue="${under('146e0be7abacd0d6', key)}"/></keyEncryptor></keyEncryptors></encryption>`;
  const head = Buffer.alloc(8);
  head.writeUInt16LE(4, 0);
  head.writeUInt16LE(version, 2);
  head.writeUInt32LE(0x40, 4);
  const segments: Buffer[] = [];
  for (let at = 0; at < plain.length; at += 4096) {
    const start = Buffer.concat([digest(dataSalt, number(at / 4096)), Buffer.alloc(16, 0x36)]).subarray(0, 16);
    segments.push(encrypt(key, start, Buffer.from(plain.subarray(at, at + 4096))));
  }
  return { info: Buffer.concat([head, Buffer.from(xml)]), locked: Buffer.concat(segments) };
}
