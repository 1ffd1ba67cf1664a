import type { Piece } from './pieces.js';
import { figuresByLevel, gapBetween, isFigure, middle, neighbours } from './pieces.js';

/** Gaps (em) of lines and of rows differ by more. */
const BREAK = 0.11;
/** The lines of cells are hardly further apart in one cell than in another (em), whichever their fonts. */
const SPREAD = 0.25;
/** Rows are further apart than the lines of a cell by this (em) at least. */
const ROOM = 0.08;

/** Gaps (em) that tell what belongs together. */
export interface Leading {
  /** The widest gap between the lines of one paragraph. */
  lines: number;
  /** The least gap between rows, where rows of one line show it: what is nearer is one cell's. */
  rows?: number;
}

/**
 * How the lines of a table are set, where programs set them exactly: the smallest gaps between neighbours in a column,
 * when they are smaller than any between rows of figures. Nothing where no cell shows it. `pages` are the pieces of one
 * table, page by page.
 */
export function leadingOf(pages: readonly (readonly Piece[])[]): Leading | undefined {
  const gaps: number[] = [];
  const rows: number[] = [];
  const labels: number[] = [];
  for (const pieces of pages) {
    const beside = figuresByLevel(pieces);
    for (const [u, l] of neighbours(pieces)) {
      const [upper, lower] = [pieces[u]!, pieces[l]!];
      if (upper.first !== lower.first) continue;
      const gap = gapBetween(upper, lower);
      if (isFigure(upper.line.text) && isFigure(lower.line.text)) {
        rows.push(gap);
        continue;
      }
      if (upper.line.size === lower.line.size) gaps.push(gap);
      if (beside(upper).some((column) => beside(lower).includes(column))) labels.push(gap);
    }
  }
  if (rows.length < 3) return undefined;
  rows.sort((a, b) => a - b);
  const least = rows[Math.floor(rows.length / 12)]!;
  const near = gaps.filter((gap) => gap < least - ROOM && gap > -0.3).sort((a, b) => a - b);
  const end = near.findIndex((gap, i) => i > 0 && gap - near[i - 1]! > BREAK);
  const inside = end === -1 ? near : near.slice(0, end);
  const most = inside.at(-1);
  if (most === undefined || inside.length < 3 || most - inside[0]! > SPREAD) return undefined;
  if (pages.reduce((sum, pieces) => sum + seenRows(pieces, most), 0) < 0) return undefined;
  const single = labels.filter((gap) => Math.abs(gap - least) < BREAK).length >= 3;
  return { lines: most, ...(single && { rows: least }) };
}

/**
 * Between two figures of a column a row ends. How often words beside them leave more room there than lines of a cell do,
 * less how often they do not: then rows are set as closely as lines.
 */
function seenRows(pieces: readonly Piece[], leading: number): number {
  const columns = new Map<number, Piece[]>();
  for (const piece of pieces) {
    if (piece.first !== piece.last) continue;
    const own = columns.get(piece.first);
    if (own) own.push(piece);
    else columns.set(piece.first, [piece]);
  }
  const ends = new Map<number, number>();
  for (const own of columns.values()) {
    for (const [i, lower] of own.slice(1).entries()) {
      const upper = own[i]!;
      if (isFigure(upper.line.text) && isFigure(lower.line.text)) ends.set(middle(upper.line), middle(lower.line));
    }
  }
  let seen = 0;
  for (const own of columns.values()) {
    for (const [from, to] of ends) {
      const inside = own.filter(({ line }) => middle(line) > from - 1.5 && middle(line) < to + 1.5);
      if (inside.length < 2 || inside.every(({ line }) => isFigure(line.text))) continue;
      const room = Math.max(...inside.slice(1).map((lower, i) => gapBetween(inside[i]!, lower)));
      seen += room > leading + 0.05 ? 1 : -1;
    }
  }
  return seen;
}
