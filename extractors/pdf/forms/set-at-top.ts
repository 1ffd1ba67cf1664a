import { middle } from '../lines.js';
import type { Piece } from './pieces.js';
import { figuresByLevel, gapBetween, isFigure, neighbours, onOneLevel } from './pieces.js';

/** Lines nearer than this (em) may be one cell's. */
const NEAR = 0.6;
/** So many cells of several lines begin level with a figure where all cells are set at the top of their rows. */
const SEEN = 4;

/**
 * Whether cells are set at the top of their rows: words of several lines begin level with the figures beside them, and
 * no figure stands beside the middle of two lines. `pages` are the pieces of one table, page by page.
 */
export function isSetAtTop(pages: readonly (readonly Piece[])[]): boolean {
  let [top, centre] = [0, 0];
  for (const pieces of pages) {
    const beside = figuresByLevel(pieces);
    const levels = onOneLevel(pieces).filter((row) =>
      row.some((piece) => piece.first > 0 && isFigure(piece.line.text)),
    );
    const heights = levels.map((row) => middle(row[0]!.line));
    for (const [u, l] of neighbours(pieces)) {
      const [upper, lower] = [pieces[u]!, pieces[l]!];
      if (upper.first !== lower.first || gapBetween(upper, lower) > NEAR) continue;
      if (isFigure(upper.line.text) || isFigure(lower.line.text)) continue;
      const [above, below] = [middle(upper.line), middle(lower.line)];
      if (heights.some((y) => Math.abs(y - (above + below) / 2) < 0.15 * lower.line.size)) centre++;
      else if (beside(upper).length > 0 && beside(lower).length === 0) top++;
    }
  }
  return top >= SEEN && top > 8 * centre;
}
