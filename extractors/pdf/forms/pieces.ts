import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import { columnsOf } from './columns.js';

/** A stretch of print with the columns that it stands in. */
export interface Piece {
  line: Line;
  first: number;
  last: number;
}

export function piecesOf(lines: readonly Line[], xs: readonly number[]): Piece[] {
  return lines
    .map((line) => {
      const [first, last] = columnsOf(line, xs);
      return { line, first, last };
    })
    .sort((a, b) => middle(a.line) - middle(b.line) || a.line.x0 - b.line.x0);
}

/** Pieces (sorted from top to bottom) on each base line. */
export function onOneLevel(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = [];
  for (const piece of pieces) {
    const row = rows.at(-1);
    if (row && Math.abs(middle(row[0]!.line) - middle(piece.line)) <= 1.5) row.push(piece);
    else rows.push([piece]);
  }
  return rows;
}

/** Pieces that stand below one another in a column, nothing between: indices of the upper and the lower one. */
export function neighbours(pieces: readonly Piece[]): [upper: number, lower: number][] {
  const last = new Map<number, number>();
  const pairs: [number, number][] = [];
  for (const [i, { first, last: end }] of pieces.entries()) {
    const uppers = new Set<number>();
    for (let column = first; column <= end; column++) {
      const upper = last.get(column);
      if (upper !== undefined && pieces[upper]!.line.y1 < pieces[i]!.line.y1 - 2) uppers.add(upper);
      last.set(column, i);
    }
    // A short line of a cell has the longer one above it behind it, as far as that reaches further.
    for (const upper of uppers) {
      const hidden = [...uppers].some((other) => other > upper && pieces[other]!.first === pieces[upper]!.first);
      if (!hidden) pairs.push([upper, i]);
    }
  }
  return pairs;
}

/** Neighbouring base lines on which print stands in the same columns, two at least. */
export function levelNeighbours(pieces: readonly Piece[]): [upper: Piece[], lower: Piece[]][] {
  const rows = onOneLevel(pieces).filter((row) => row.length > 1);
  return rows.slice(1).flatMap((row, i): [Piece[], Piece[]][] => {
    const shared = row.filter((a) => rows[i]!.some((b) => a.first === b.first && a.last === b.last));
    return shared.length < 2 ? [] : [[rows[i]!, row]];
  });
}

/** The columns in which figures stand on the base line of a piece, its own left out. */
export function figuresByLevel(pieces: readonly Piece[]): (piece: Piece) => readonly number[] {
  const levels = new Map<Piece, number[]>();
  for (const row of onOneLevel(pieces)) {
    const columns = row.flatMap(({ line, first, last }) => (first === last && isFigure(line.text) ? [first] : []));
    for (const piece of row)
      levels.set(piece, columns.length === 0 ? columns : columns.filter((c) => c !== piece.first));
  }
  return (piece) => levels.get(piece) ?? [];
}

/** The gap (em) between two pieces. */
export function gapBetween(upper: Piece, lower: Piece): number {
  return (lower.line.y0 - upper.line.y1) / lower.line.size;
}

/** What it costs when a cell stands neither at the top of its row nor in the middle nor at the foot: the room (em) it has. */
export function misplaced(over: number, under = Infinity): number {
  const off = Math.min(over, under + 0.3, Math.abs(over - under));
  return Math.min(1, 0.5 * Math.max(0, off - 0.15));
}

/** Figures and marks: no letters in them. */
export function isFigure(text: string): boolean {
  return !/[\p{L}（(、]/u.test(text);
}
