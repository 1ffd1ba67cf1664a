import type { Line } from '../lines.js';
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

/** Figures and marks: no letters in them. */
export function isFigure(text: string): boolean {
  return !/[\p{L}（(、]/u.test(text);
}

export function middle({ y0, y1 }: { y0: number; y1: number }): number {
  return (y0 + y1) / 2;
}
