import CFB from 'cfb';
import { damaged } from '../zip/refusals.js';

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
