import type { Piece } from './pieces.js';
import { isFigure } from './pieces.js';
import { isTotal } from './words.js';

/** A row that closes what stands above it: one title over several columns, and figures beside it. */
export interface TotalRow {
  row: number;
  /** The columns over which its title stands. */
  first: number;
  last: number;
}

/**
 * The rows that hold one title and figures, from row `from` on: 总分 beside 100. The title stands in the middle of the
 * columns from the left, set otherwise than what stands above it, or says what it is. No label above reaches into
 * these columns.
 */
export function totalRows(perRow: readonly (readonly Piece[])[], from: number, xs: readonly number[]): TotalRow[] {
  const found: TotalRow[] = [];
  for (let row = from; row < perRow.length; row++) {
    const pieces = [...perRow[row]!].sort((a, b) => a.first - b.first);
    const [title, ...figures] = pieces;
    if (!title || title.first === 0 || figures.length === 0 || isFigure(title.line.text)) continue;
    if (!figures.every(({ line, first }) => isFigure(line.text) && first > title.last)) continue;
    const last = figures[0]!.first - 1;
    const { line } = title;
    const off = (first: number): number => Math.abs(line.x0 + line.x1 - xs[first]! - xs[last + 1]!) / 2 / line.size;
    let first = title.first;
    for (let at = title.first - 1; at >= 0; at--) if (off(at) < Math.min(0.8, off(first) - 0.2)) first = at;
    if (isTotal(line.text) || (first < title.first && !isSetAsOthers(title, perRow))) found.push({ row, first, last });
  }
  return found;
}

/** Whether others in the column begin, or have their middle, where this piece does. */
function isSetAsOthers(title: Piece, perRow: readonly (readonly Piece[])[]): boolean {
  const { x0, x1, size } = title.line;
  return perRow.some((row) =>
    row.some(
      (other) =>
        other !== title &&
        other.first === title.first &&
        other.last === title.last &&
        (Math.abs(other.line.x0 - x0) < 0.5 * size || Math.abs(other.line.x0 + other.line.x1 - x0 - x1) < size),
    ),
  );
}
