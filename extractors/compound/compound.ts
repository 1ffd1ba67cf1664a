import { rootNames } from './directory.js';

const MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** A compound file (OLE): the box that Word and Excel 97–2003, and encrypted newer files, come in. */
export function isCompound(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, MAGIC.length)).equals(MAGIC);
}

/**
 * Whether a compound file has a stream of this name, in capitals or not; those of documents inside it are not its own.
 * Of a file whose directory cannot be followed, whether the name stands in it anywhere. Cheap: does not open the file.
 */
export function namesStream(bytes: Uint8Array, name: string): boolean {
  const own = rootNames(bytes);
  if (own) return own.has(name.toUpperCase());
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));
}

/** An encrypted document is an old compound file with the real one locked up in it. */
export function holdsEncrypted(bytes: Uint8Array): boolean {
  return isCompound(bytes) && namesStream(bytes, 'EncryptedPackage');
}
