import { middle } from '../lines.js';
import type { Piece } from './pieces.js';
import { figuresByLevel, gapBetween, isFigure, neighbours, onOneLevel } from './pieces.js';

/** Where the cells of all rows are set, unless in the middle. */
export type SetAt = 'top' | 'foot';

/** Lines nearer than this (em) may be one cell's. */
const NEAR = 0.6;
/** So many cells of several lines begin, or end, level with a figure where all cells are set at the top, or at the foot. */
const SEEN = 4;
/** Rows are further apart than the lines of a cell by this (em) where they are set apart. */
const APART = 1;

/**
 * Whether cells are set at the top or at the foot of their rows: words of several lines begin (or end) level with the
 * figures beside them, and no figure stands beside the middle of two lines. `pages` are the pieces of one table, page by
 * page.
 */
export function setAtOf(pages: readonly (readonly Piece[])[]): SetAt | undefined {
  let [top, centre, foot] = [0, 0, 0];
  // Of full lines alone: the last line of a cell stands above the first of the next, too.
  const full = { top: 0, foot: 0 };
  // Lines that are much nearer than rows are one cell's: of them, one is enough.
  let sure = false;
  for (const pieces of pages) {
    const pairs = neighbours(pieces);
    const rows = pairs.flatMap(([u, l]) =>
      isFigure(pieces[u]!.line.text) && isFigure(pieces[l]!.line.text) ? [gapBetween(pieces[u]!, pieces[l]!)] : [],
    );
    const near = rows.length < 3 ? -Infinity : Math.min(...rows) - APART;
    const beside = figuresByLevel(pieces);
    const isFull = fullLines(pieces);
    const levels = onOneLevel(pieces).filter((row) =>
      row.some((piece) => piece.first > 0 && isFigure(piece.line.text)),
    );
    const heights = levels.map((row) => middle(row[0]!.line));
    for (const [u, l] of pairs) {
      const [upper, lower] = [pieces[u]!, pieces[l]!];
      if (upper.first !== lower.first || gapBetween(upper, lower) > NEAR) continue;
      if (isFigure(upper.line.text) || isFigure(lower.line.text)) continue;
      const [above, below] = [middle(upper.line), middle(lower.line)];
      if (heights.some((y) => Math.abs(y - (above + below) / 2) < 0.15 * lower.line.size)) {
        centre++;
        continue;
      }
      const [over, under] = [beside(upper).length > 0, beside(lower).length > 0];
      if (over === under) continue;
      if (over) top++;
      else foot++;
      if (isFull(upper)) full[over ? 'top' : 'foot']++;
      sure ||= gapBetween(upper, lower) < near;
    }
  }
  if (full.foot >= SEEN && full.foot > 8 * centre && full.foot > 2 * full.top) return 'foot';
  if (top >= SEEN && top > 8 * centre) return 'top';
  if (!sure || centre > 0 || Math.min(top, foot) > 0) return undefined;
  return top > 0 ? 'top' : 'foot';
}

/** Whether a piece ends where the longest of its columns does. */
function fullLines(pieces: readonly Piece[]): (piece: Piece) => boolean {
  const ends = new Map<string, number>();
  const key = ({ first, last }: Piece): string => `${first},${last}`;
  for (const piece of pieces) ends.set(key(piece), Math.max(ends.get(key(piece)) ?? 0, piece.line.x1));
  return (piece) => piece.line.x1 > ends.get(key(piece))! - 1.2 * piece.line.size;
}
