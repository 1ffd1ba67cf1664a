import type { Picture } from './raster.js';

/** How much lighter than black print what shines through is (255 is black): less is the grain of the paper. */
const [LEAST, MOST] = [14, 90];
/** Of nine neighbouring squares of a millimetre, lines fill two rows at the most; print fills nearly all. */
const FILLED = 7;
/** Square millimetres of faint print that say that there is some. */
const PAGE = 150;
/** Of the faintest print, this share is surely gone. */
const GONE = 0.97;
const MARGIN = 8;

/**
 * An evened page without what shines through thin paper from its back, and without watermarks: print of their strength
 * becomes paper. It is known by broad strokes of one faint grey that lie together as those of characters do; faint
 * lines of tables do not.
 */
export function withoutGhosts(page: Picture): Picture {
  const { width, height, data, dpi } = page;
  const side = dpi / 25.4;
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const faint = new Uint8Array(columns * rows);
  const depths = new Uint32Array(256);
  for (let y = 1; y < height - 1; y += 2) {
    const row = Math.floor(y / side) * columns;
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const grey = data[at]!;
      if (grey > 255 - LEAST || grey < 255 - MOST || !isEven(data, at, width)) continue;
      faint[row + Math.floor((at - y * width) / side)] = 1;
      depths[255 - grey]!++;
    }
  }
  if (printedSquares(faint, columns, rows) < PAGE) return page;
  const all = depths.reduce((sum, count) => sum + count, 0);
  let strongest = 0;
  for (let seen = 0; seen < GONE * all; strongest++) seen += depths[strongest]!;
  const gone = Math.min(MOST, strongest + MARGIN);
  const cleared = Uint8Array.from({ length: 256 }, (_, grey) =>
    Math.round(255 - (Math.max(0, 255 - grey - gone) * 255) / (255 - gone)),
  );
  return { ...page, data: data.map((grey) => cleared[grey]!) };
}

/** Whether the pixels around one are as faint as it is: no edge of print is. */
function isEven(data: Uint8Array, at: number, width: number): boolean {
  const isFaint = (grey: number): boolean => grey <= 255 - LEAST && grey >= 255 - MOST;
  return (
    isFaint(data[at - 1]!) &&
    isFaint(data[at + 1]!) &&
    isFaint(data[at - width]!) &&
    isFaint(data[at + width]!) &&
    isFaint(data[at - width - 1]!) &&
    isFaint(data[at - width + 1]!) &&
    isFaint(data[at + width - 1]!) &&
    isFaint(data[at + width + 1]!)
  );
}

/** How many squares lie among others that are faint too. */
function printedSquares(faint: Uint8Array, columns: number, rows: number): number {
  let count = 0;
  for (let row = 1; row < rows - 1; row++) {
    for (let at = row * columns + 1; at < (row + 1) * columns - 1; at++) {
      if (!faint[at]) continue;
      let around = 0;
      for (const by of [-columns, 0, columns]) around += faint[at + by - 1]! + faint[at + by]! + faint[at + by + 1]!;
      if (around >= FILLED) count++;
    }
  }
  return count;
}
