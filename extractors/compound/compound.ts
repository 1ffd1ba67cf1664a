import CFB from 'cfb';
import { damaged } from '../zip/refusals.js';

const MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** A compound file (OLE): the box that Word and Excel 97–2003, and encrypted newer files, come in. */
export function isCompound(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, MAGIC.length)).equals(MAGIC);
}

/** Whether the directory of a compound file names this stream. Cheap: looks for the name, does not open the file. */
export function namesStream(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));
}

/**
 * The streams of a compound file by name; null where there is none of it.
 *
 * @throws UnreadableError `damaged`
 */
export function openCompound(bytes: Uint8Array): (name: string) => DataView | null {
  let container: CFB.CFB$Container;
  try {
    container = CFB.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { type: 'buffer' });
  } catch (cause) {
    throw damaged('OLE', cause);
  }
  return (name) => {
    const content = CFB.find(container, `/${name}`)?.content;
    return content ? new DataView(Uint8Array.from(content as Uint8Array).buffer) : null;
  };
}
