import { cellOf, emptyCell, type TextCell } from './cells.js';
import { pieceOf, type Chunk, type Line } from './lines.js';
import { isHeadline } from './words.js';

/** Of one cell, where every line is one. */
export const LONGEST_CELL = 40;
/** A cell of a row whose cells stand in a block of lines may be a sentence. */
export const LONGEST_IN_BLOCK = 400;
/** Empty lines between two cells, at most. */
export const MOST_GAP = 3;
export const WIDEST = 30;
/** What it may cost to place a cell. */
export const DEAREST = 0.9;

/** The cell that a line holds. */
export function cellFrom(line: Line): TextCell {
  const piece = pieceOf(line);
  return piece ? cellOf([piece]) : emptyCell();
}

export function isHeading({ text }: Line): boolean {
  return isHeadline(text);
}

/** Whether every line of a chunk can be a cell. */
export function isShort(chunk: Chunk, longest: number): boolean {
  return chunk.lines.every(
    ({ text }) => text.length <= longest * 2 && text.trim().length <= longest && !text.includes('\t'),
  );
}
