import { addUnder } from '../../../schemas/index.js';
import { middle } from '../lines.js';
import type { Piece } from './pieces.js';
import { figuresByLevel, gapBetween, isFigure, neighbours } from './pieces.js';

/** Gaps (em) of lines and of rows differ by more. */
const BREAK = 0.11;
/** The lines of cells are hardly further apart in one cell than in another (em), whichever their fonts. */
const SPREAD = 0.25;
/** Rows are further apart than the lines of a cell by this (em) at least. */
const ROOM = 0.08;
/** Rows that are further apart (em) than lines by this are set far apart. */
const APART = 1;
/** So much oftener rows are seen than not where there is no doubt. */
const CLEAR = 6;
/** No gaps are found so far (em) below the room between rows: more than half a line. */
const VOID = 0.85;
/** The room between rows is seen so often, as a share of the gap seen most, unless words beside figures bear it out. */
const COMMON = 0.35;
/** A gap that is seen less often tells nothing of what is common. */
const FEW = 12;

/** Gaps (em) that tell what belongs together. */
export interface Leading {
  /** The widest gap between the lines of one paragraph. */
  lines: number;
  /** The least gap between rows, where rows of one line show it: what is nearer is one cell's. */
  rows?: number;
  /** The room between any two rows, where it is far more than there is inside of cells. */
  room?: number;
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
  rows.sort((a, b) => a - b);
  gaps.sort((a, b) => a - b);
  const room = roomOf(gaps, rows, pages);
  if (rows.length < 3 && room === undefined) return undefined;
  const least = room ?? rows[Math.floor(rows.length / 12)]!;
  const near = gaps.filter((gap) => gap < least - ROOM && gap > -0.3).sort((a, b) => a - b);
  const end = near.findIndex((gap, i) => i > 0 && gap - near[i - 1]! > BREAK);
  const inside = end === -1 ? near : near.slice(0, end);
  const most = inside.at(-1);
  if (most === undefined || most - inside[0]! > SPREAD) return undefined;
  const seen = pages.reduce((sum, pieces) => sum + seenRows(pieces, most), 0);
  // One cell of two lines tells where the room between rows is known, or nothing is between these gaps and the least of
  // rows, and that is seen.
  const enough = room !== undefined || (end === -1 && (least - most > APART || seen >= CLEAR)) ? 1 : 3;
  if (inside.length < enough || seen < 0) return undefined;
  const single = labels.filter((gap) => Math.abs(gap - least) < BREAK).length >= 3;
  return { lines: most, ...((single || room !== undefined) && { rows: least }), ...(room !== undefined && { room }) };
}

/**
 * The room between rows, where it is far more than any gap inside of a cell, between its paragraphs too. Cells that are
 * set in the middle of their rows leave half lines more; where no gaps are found below this one, it is the least. Rows
 * of prose leave larger gaps beside them by chance, which are rare.
 */
function roomOf(
  gaps: readonly number[],
  figures: readonly number[],
  pages: readonly (readonly Piece[])[],
): number | undefined {
  const stray = 0.02 * gaps.length;
  const nearTo = (least: number): number => gaps.filter((gap) => gap >= least && gap < least + 2 * BREAK).length;
  const begins = gaps.flatMap((gap, i) => (i > 2 && gap - gaps[i - 1]! >= BREAK ? [gap] : []));
  const most = Math.max(0, ...begins.map(nearTo));
  const empty = Math.min(VOID, 0.5 * (1 + (gaps[gaps.length >> 4] ?? 1)) + 0.05);
  for (const least of begins.reverse()) {
    if ((figures[0] ?? least) < least - BREAK) continue;
    if (gaps.filter((gap) => gap > least - empty && gap < least).length > stray) continue;
    const near = nearTo(least);
    const seen = near + areApart(pages, least - 2 * BREAK);
    const common = most < FEW || near >= COMMON * most || seen >= most;
    if (common && seen > (figures.length < 3 ? 6 : 3)) return least;
  }
  return undefined;
}

/**
 * How often words that stand beside each figure of a column leave so much room (em) somewhere between two figures;
 * less than nothing where some do not. Labels merged over several rows are not printed beside each figure.
 */
function areApart(pages: readonly (readonly Piece[])[], room: number): number {
  let [apart, all] = [0, 0];
  for (const pieces of pages) {
    const columns = columnsOf(pieces);
    for (const own of columns) {
      const figures = own.filter(({ line }) => isFigure(line.text));
      if (figures.length < 2) continue;
      for (const other of columns) {
        if (other === own || other.every(isPiled)) continue;
        const beside = figures.map(({ line }) =>
          other.some((piece) => Math.abs(middle(piece.line) - middle(line)) < 0.8 * line.size),
        );
        if (beside.filter(Boolean).length < 0.8 * figures.length) continue;
        for (const [i, lower] of figures.slice(1).entries()) {
          // 总分 stands in another column.
          if (!beside[i] || !beside[i + 1]) continue;
          const [from, to] = [middle(figures[i]!.line), middle(lower.line)];
          let widest = -Infinity;
          for (const [k, piece] of other.slice(1).entries())
            if (piece.line.y0 > from && other[k]!.line.y1 < to) widest = Math.max(widest, gapBetween(other[k]!, piece));
          all++;
          if (widest > room) apart++;
        }
      }
    }
  }
  return apart >= 0.9 * all ? apart : -Infinity;
}

/** 绩, 效, 指 and 标 below one another: words that run down beside rows, one character a line. */
function isPiled({ line }: Piece): boolean {
  return line.x1 - line.x0 < 1.5 * line.size && !isFigure(line.text);
}

/** The pieces that stand in one column, or in the same ones, from top to bottom. */
function columnsOf(pieces: readonly Piece[]): Piece[][] {
  const columns = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const key = `${piece.first},${piece.last}`;
    addUnder(columns, key, piece);
  }
  return [...columns.values()];
}

/**
 * Between two figures of a column a row ends. How often words beside them leave more room there than lines of a cell do,
 * less how often they do not: then rows are set as closely as lines.
 */
function seenRows(pieces: readonly Piece[], leading: number): number {
  const columns = columnsOf(pieces);
  const ends = new Map<number, number>();
  for (const own of columns) {
    for (const [i, lower] of own.slice(1).entries()) {
      const upper = own[i]!;
      if (isFigure(upper.line.text) && isFigure(lower.line.text)) ends.set(middle(upper.line), middle(lower.line));
    }
  }
  let seen = 0;
  for (const own of columns) {
    for (const [from, to] of ends) {
      const inside = own.filter(({ line }) => middle(line) > from - 1.5 && middle(line) < to + 1.5);
      if (inside.length < 2 || inside.every(({ line }) => isFigure(line.text))) continue;
      const room = Math.max(...inside.slice(1).map((lower, i) => gapBetween(inside[i]!, lower)));
      seen += room > leading + 0.05 ? 1 : -1;
    }
  }
  return seen;
}
