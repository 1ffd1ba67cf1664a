import { createDecipheriv, createHash } from 'node:crypto';
import { damaged } from '../zip/refusals.js';
import { readXml, type Attributes } from '../zip/xml.js';

/** What a descriptor says of a key: how it was made, and with what it encrypts. */
interface KeyWords {
  salt: Buffer;
  hash: string;
  cipher: string;
  keyBytes: number;
  blockBytes: number;
}

interface Encryptor extends KeyWords {
  spins: number;
  verifierInput: Buffer;
  verifierHash: Buffer;
  key: Buffer;
}

/** Each part of the lock is encrypted with a key of its own: the password's hash with one of these at its end. */
const BLOCK = {
  verifierInput: Buffer.from('fea7d2763b4b9e79', 'hex'),
  verifierHash: Buffer.from('d7aa0f6d3061344e', 'hex'),
  key: Buffer.from('146e0be7abacd0d6', 'hex'),
};
/** Bytes of the package that are encrypted in one chain. */
const SEGMENT = 4096;
/** The most rounds that the format allows; offices write 100,000. */
const MOST_SPINS = 10_000_000;
const HASHES = new Set(['md5', 'sha1', 'sha256', 'sha384', 'sha512']);

/**
 * Opens what Office 2010 and later, WPS and LibreOffice lock ([MS-OFFCRYPTO] 2.3.4.10, agile encryption).
 *
 * @param info the stream EncryptionInfo: eight bytes of version, then XML
 * @param content the encrypted package without the length in front of it
 * @returns the plain bytes with what fills the last block, or undefined where the password does not fit
 * @throws UnreadableError `damaged`
 */
export function openAgile(info: DataView, content: Uint8Array, password: string): Uint8Array | undefined {
  const { data, encryptor } = readDescriptor(new Uint8Array(info.buffer, info.byteOffset + 8, info.byteLength - 8));
  const spun = spin(encryptor, password);
  const open = (block: Buffer, locked: Buffer): Buffer => {
    const key = fit(digest(encryptor.hash, spun, block), encryptor.keyBytes);
    return decipher(encryptor, key, fit(encryptor.salt, encryptor.blockBytes), locked);
  };
  const expected = open(BLOCK.verifierHash, encryptor.verifierHash);
  const verifier = digest(encryptor.hash, open(BLOCK.verifierInput, encryptor.verifierInput));
  if (!expected.subarray(0, verifier.length).equals(verifier)) return undefined;
  const key = open(BLOCK.key, encryptor.key).subarray(0, data.keyBytes);
  const plain = Buffer.alloc(content.length);
  for (let at = 0, segment = 0; at < content.length; at += SEGMENT, segment++) {
    const start = fit(digest(data.hash, data.salt, littleEndian(segment)), data.blockBytes);
    const whole = content.subarray(at, at + SEGMENT);
    const blocks = whole.subarray(0, whole.length - (whole.length % data.blockBytes));
    decipher(data, key, start, blocks).copy(plain, at);
  }
  return plain;
}

function readDescriptor(xml: Uint8Array): { data: KeyWords; encryptor: Encryptor } {
  let data: KeyWords | undefined;
  let encryptor: Encryptor | undefined;
  readXml(xml, 'EncryptionInfo', {
    open(name, attributes) {
      const local = name.slice(name.indexOf(':') + 1);
      if (local === 'keyData') data = keyWords(attributes);
      // Certificates may stand beside the password; theirs has no salt.
      if (local !== 'encryptedKey' || attributes.get('saltValue') === undefined) return;
      encryptor = {
        ...keyWords(attributes),
        spins: Number(attributes.get('spinCount')),
        verifierInput: bytesOf(attributes, 'encryptedVerifierHashInput'),
        verifierHash: bytesOf(attributes, 'encryptedVerifierHashValue'),
        key: bytesOf(attributes, 'encryptedKeyValue'),
      };
    },
    close() {},
  });
  if (!data || !encryptor || !(encryptor.spins >= 0 && encryptor.spins <= MOST_SPINS)) throw damaged('EncryptionInfo');
  return { data, encryptor };
}

function keyWords(attributes: Attributes): KeyWords {
  const hash = (attributes.get('hashAlgorithm') ?? '').toLowerCase().replace('-', '');
  const bits = Number(attributes.get('keyBits'));
  const chaining = attributes.get('cipherChaining') === 'ChainingModeCFB' ? 'cfb' : 'cbc';
  const words = {
    salt: bytesOf(attributes, 'saltValue'),
    hash,
    cipher: `aes-${bits}-${chaining}`,
    keyBytes: bits / 8,
    blockBytes: Number(attributes.get('blockSize')),
  };
  if (!HASHES.has(hash) || ![128, 192, 256].includes(bits) || words.blockBytes !== 16) throw damaged('EncryptionInfo');
  return words;
}

function bytesOf(attributes: Attributes, name: string): Buffer {
  return Buffer.from(attributes.get(name) ?? '', 'base64');
}

/** The password's hash, hashed again so often that guessing passwords takes long. */
function spin({ hash, salt, spins }: Encryptor, password: string): Buffer {
  let spun = digest(hash, salt, Buffer.from(password, 'utf16le'));
  for (let round = 0; round < spins; round++) spun = digest(hash, littleEndian(round), spun);
  return spun;
}

function decipher({ cipher }: KeyWords, key: Buffer, start: Buffer, locked: Uint8Array): Buffer {
  const decipher = createDecipheriv(cipher, key, start).setAutoPadding(false);
  return Buffer.concat([decipher.update(locked), decipher.final()]);
}

function digest(algorithm: string, ...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Cut, or filled up with the byte that the format says. */
function fit(bytes: Buffer, length: number): Buffer {
  return bytes.length >= length ? bytes.subarray(0, length) : Buffer.concat([bytes], length).fill(0x36, bytes.length);
}

function littleEndian(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
