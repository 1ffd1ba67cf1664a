const MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** A compound file (OLE): the box that Word and Excel 97–2003, and encrypted newer files, come in. */
export function isCompound(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, MAGIC.length)).equals(MAGIC);
}

/** Whether the directory of a compound file names this stream. Cheap: looks for the name, does not open the file. */
export function namesStream(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));
}

/** An encrypted document is an old compound file with the real one locked up in it. */
export function holdsEncrypted(bytes: Uint8Array): boolean {
  return isCompound(bytes) && namesStream(bytes, 'EncryptedPackage');
}
