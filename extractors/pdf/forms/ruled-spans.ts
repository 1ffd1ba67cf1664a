import type { Edge } from '../../grid/index.js';
import { middle } from '../lines.js';
import type { Piece } from './pieces.js';
import type { Found } from './rows.js';
import type { Ends } from './spans.js';
import { findSpans } from './spans.js';

/** Print that reaches so far (em) over the end of a row goes over it. */
const CROSSING = 0.2;

/** The columns of one row: for each, the first and the last that the cell reaches over which it is part of. */
type Extent = readonly [first: number, last: number];

/**
 * Cells merged over rows (`spans[column][r]`, as in `findSpans`) where lines down show how many columns each cell has:
 * only cells of the same columns are merged, and labels over several columns are merged as those of one.
 */
export function spansBetween(
  pieces: readonly Piece[],
  xs: readonly number[],
  ys: readonly number[],
  upright: readonly Edge[],
  ends: Ends,
  found: Found,
): boolean[][] {
  const rows = ys.slice(1).map((bottom, r) => extentsAt((ys[r]! + bottom) / 2, xs, upright));
  const isSame = (r: number, column: number): boolean => {
    const [upper, lower] = [rows[r]?.[column], rows[r + 1]?.[column]];
    return upper !== undefined && lower !== undefined && upper[0] === lower[0] && upper[1] === lower[1];
  };
  const asOne = new Map<Piece, Piece>();
  for (const piece of pieces) {
    const { line, first, last } = piece;
    let row = 0;
    while (row < rows.length - 1 && ys[row + 1]! <= middle(line)) row++;
    if (last > first && (isSame(row - 1, first) || isSame(row, first))) asOne.set(piece, { ...piece, last: first });
  }
  const own = (piece: Piece): Piece => asOne.get(piece) ?? piece;
  const both = (set: ReadonlySet<Piece>): Set<Piece> => new Set([...set].map(own));
  const known = { ...found, bound: both(found.bound), between: both(found.between) };
  const merged = findSpans(pieces.map(own), xs, ys, ends, known);
  for (const { line, first } of pieces)
    for (const [r, y] of ys.slice(1, -1).entries())
      if (line.y0 < y - CROSSING * line.size && line.y1 > y + CROSSING * line.size) merged[first]![r] = true;
  const spans = merged.map((open, column) => open.map((one, r) => one && isSame(r, column)));
  for (const [r, extents] of rows.entries())
    for (const [column, [first]] of extents.entries())
      if (column > first && isSame(r, column)) spans[column]![r] = spans[first]![r]!;
  return spans;
}

function extentsAt(y: number, xs: readonly number[], upright: readonly Edge[]): Extent[] {
  const border = (x: number): boolean =>
    upright.some(({ at, from, to }) => Math.abs(at - x) < 2.6 && from < y && to > y);
  const extents: Extent[] = [];
  for (let first = 0; first + 1 < xs.length;) {
    let last = first;
    while (last + 2 < xs.length && !border(xs[last + 1]!)) last++;
    for (let column = first; column <= last; column++) extents.push([first, last]);
    first = last + 1;
  }
  return extents;
}
