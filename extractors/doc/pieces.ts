import { UnreadableError } from '../../schemas/index.js';
import { decoded } from '../code-page.js';
import { damaged, tooLarge } from '../zip/refusals.js';
import { slice, type WordFile } from './file.js';

/** A stretch of text: `text` begins at character `start` of the document and at byte `offset` of the stream. */
export interface Piece {
  start: number;
  text: string;
  offset: number;
  /** Bytes a character. */
  width: 1 | 2;
}

const COMPRESSED = 0x40000000;
const PIECE_TABLE = 2;
const PROPERTY_LIST = 1;

/**
 * The text in document order, from the piece table ([MS-DOC] 2.9.38): it stands in the stream in the order in which
 * it was typed, in bytes of code page 1252 or in UTF-16.
 *
 * @throws UnreadableError `damaged`, `too-large`.
 */
export function readPieces(file: WordFile, characters: number): Piece[] {
  const table = pieceTable(file.part('clx'));
  const count = Math.floor((table.byteLength - 4) / 12);
  const pieces: Piece[] = [];
  for (let index = 0; index < count; index++) {
    const start = table.getUint32(index * 4, true);
    const length = table.getUint32(index * 4 + 4, true) - start;
    const place = table.getUint32((count + 1) * 4 + index * 8 + 2, true);
    if (length < 0) throw damaged('Clx');
    if (start + length > characters) throw tooLarge(`${start + length} characters`);
    const compressed = (place & COMPRESSED) !== 0;
    const offset = compressed ? (place & ~COMPRESSED) / 2 : place;
    const width = compressed ? 1 : 2;
    const bytes = slice(file.main, offset, length * width, 'text');
    const text = decoded(
      compressed ? 'windows-1252' : 'utf-16le',
      new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    );
    pieces.push({ start, text, offset, width });
  }
  return pieces;
}

function pieceTable(clx: DataView): DataView {
  let at = 0;
  while (at < clx.byteLength) {
    const kind = clx.getUint8(at);
    if (kind === PIECE_TABLE && at + 5 <= clx.byteLength) return slice(clx, at + 5, clx.getUint32(at + 1, true), 'Clx');
    if (kind !== PROPERTY_LIST || at + 3 > clx.byteLength) break;
    at += 3 + clx.getUint16(at + 1, true);
  }
  throw new UnreadableError('damaged', damaged('Clx').sentence);
}
