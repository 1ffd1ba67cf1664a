import type { Edge } from '../../grid/index.js';
import type { Shade } from '../engine.js';
import { middle } from '../lines.js';
import type { Piece } from './pieces.js';

/** Sides of shaded cells that are nearer than this (points) are one. */
const SAME = 2;
/** What it costs (em) to leave a row without a label of its own, and to set a label at the top of its rows. */
const EMPTY_ROW = 0.6;
const AT_TOP = 0.7;
/** Cells stand in the middle of their rows within this (em). */
const CENTRED = 0.35;

/** Positions across the page at which the shaded cells between two heights begin and end. */
export function sidesOf(shades: readonly Shade[], top: number, bottom: number): number[] {
  const at = (top + bottom) / 2;
  return shades.flatMap(({ x0, x1, y0, y1 }) => (y0 < at && y1 > at ? [x0, x1] : []));
}

/** Whether rows are painted cell by cell, so that shading tells how many columns a cell covers. */
export function isCellwise(shades: readonly Shade[]): boolean {
  return shades.some((a) =>
    shades.some((b) => Math.abs(a.x1 - b.x0) < SAME && a.y0 < b.y1 - SAME && a.y1 > b.y0 + SAME),
  );
}

/** Whether most rows have print in cells that are painted and in others that are not: what those are is guessed. */
export function isBanded(shades: readonly Shade[], pieces: readonly Piece[], ys: readonly number[]): boolean {
  let [rows, mixed] = [0, 0];
  for (const [r, bottom] of ys.slice(1).entries()) {
    const own = pieces.filter(({ line }) => middle(line) > ys[r]! && middle(line) < bottom);
    if (own.length < 2) continue;
    rows++;
    const painted = own.filter(({ line }) => borderAt(shades, (line.x0 + line.x1) / 2, line.y0, line.y1) === 'open');
    if (painted.length > 0 && painted.length < own.length) mixed++;
  }
  return mixed > 0.5 * rows;
}

/**
 * What shading says of the border at `x` between two heights: that a cell ends there (`closed`), that it lies within
 * one (`open`), or nothing.
 */
export function borderAt(
  shades: readonly Shade[],
  x: number,
  top: number,
  bottom: number,
): 'open' | 'closed' | undefined {
  const at = (top + bottom) / 2;
  let inside = false;
  for (const { x0, x1, y0, y1 } of shades) {
    if (y0 > at || y1 < at) continue;
    if (Math.abs(x - x0) < SAME || Math.abs(x - x1) < SAME) return 'closed';
    if (x > x0 && x < x1) inside = true;
  }
  return inside ? 'open' : undefined;
}

/** A label: print of one cell, with the first and last row that it touches. */
interface Label {
  y0: number;
  y1: number;
  size: number;
  from: number;
  to: number;
}

/**
 * Borders between cells of one column that are not shaded, and therefore show none: each label takes the rows in whose
 * middle it stands. `level` are the borders that are seen, `ys` the heights of all rows.
 */
export function partUnshaded(
  shades: readonly Shade[],
  pieces: readonly Piece[],
  level: readonly Edge[],
  xs: readonly number[],
  ys: readonly number[],
): Edge[] {
  const made: Edge[] = [];
  const leading = leadingOf(pieces);
  for (let column = 0; column + 1 < xs.length; column++) {
    const [left, right] = [xs[column]!, xs[column + 1]!];
    const x = (left + right) / 2;
    const parted = ys.map((y) => level.some(({ at, from, to }) => Math.abs(at - y) < 1.5 && from < x && to > x));
    const shaded = (row: number): boolean => borderAt(shades, x, ys[row]!, ys[row + 1]!) !== undefined;
    for (let from = 0; from + 1 < ys.length;) {
      let to = from + 1;
      while (to + 1 < ys.length && !parted[to] && shaded(to) === shaded(from)) to++;
      const labels = shaded(from) ? [] : labelsOf(pieces, leading, column, ys, from, to);
      if (to - from > 1 && labels.length > 0) {
        for (const end of endsOf(labels, ys, from, to)) made.push({ at: ys[end]!, from: left, to: right, drawn: 0 });
      }
      from = to;
    }
  }
  return made;
}

/** The gap (em) that lines of one cell leave: the smallest that is usual between neighbours in a column. */
function leadingOf(pieces: readonly Piece[]): number {
  const last = new Map<string, Piece>();
  const gaps: number[] = [];
  for (const piece of pieces) {
    const key = `${piece.first},${piece.last}`;
    const above = last.get(key);
    if (above && above.line.y1 < piece.line.y1 - 2) gaps.push((piece.line.y0 - above.line.y1) / piece.line.size);
    last.set(key, piece);
  }
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 20)] ?? 0.5;
}

function labelsOf(
  pieces: readonly Piece[],
  leading: number,
  column: number,
  ys: readonly number[],
  from: number,
  to: number,
): Label[] {
  const found: Label[] = [];
  for (const { line, first, last } of pieces) {
    if (first > column || last < column || middle(line) < ys[from]! || middle(line) > ys[to]!) continue;
    const label = found.at(-1);
    let row = from;
    while (row + 1 < to && ys[row + 1]! <= middle(line)) row++;
    const near = label !== undefined && (line.y0 - label.y1) / line.size < leading + 0.1;
    if (near && (label.to === row || isOffCentre(label, ys) || isOffCentre(blockIn(pieces, column, ys, row), ys)))
      [label.y1, label.to] = [line.y1, row];
    else found.push({ y0: line.y0, y1: line.y1, size: line.size, from: row, to: row });
  }
  return found;
}

/** What stands in a column within one row. */
function blockIn(pieces: readonly Piece[], column: number, ys: readonly number[], row: number): Label {
  const own = pieces.filter(
    ({ line, first, last }) =>
      first <= column && last >= column && middle(line) >= ys[row]! && middle(line) < ys[row + 1]!,
  );
  const [y0, y1] = [Math.min(...own.map(({ line }) => line.y0)), Math.max(...own.map(({ line }) => line.y1))];
  return { y0, y1, size: own[0]!.line.size, from: row, to: row };
}

/** Whether a label stands elsewhere than in the middle of the rows that it touches: it has more of them. */
function isOffCentre({ y0, y1, size, from, to }: Label, ys: readonly number[]): boolean {
  return Math.abs(y0 + y1 - ys[from]! - ys[to + 1]!) / 2 > CENTRED * size;
}

/** The cheapest way to give rows from … to − 1 to labels, in their order: the rows at which a new cell begins. */
function endsOf(labels: readonly Label[], ys: readonly number[], from: number, to: number): number[] {
  const count = to - from;
  // best[k][r]: what the first r rows cost when they hold the first k labels; back: where the last cell began.
  const best = Array.from({ length: labels.length + 1 }, () => Array.from({ length: count + 1 }, () => Infinity));
  const back = best.map((row) => row.map(() => ({ k: 0, r: 0 })));
  best[0]![0] = 0;
  const relax = (k: number, r: number, cost: number, before: { k: number; r: number }): void => {
    if (cost < best[k]![r]! - 1e-9) [best[k]![r], back[k]![r]] = [cost, before];
  };
  for (let r = 0; r <= count; r++) {
    for (let k = 0; k <= labels.length; k++) {
      const cost = best[k]![r]!;
      if (cost === Infinity) continue;
      if (r < count) relax(k, r + 1, cost + EMPTY_ROW, { k, r });
      const label = labels[k];
      if (!label || label.from < from + r) continue;
      for (let end = Math.max(r + 1, label.to - from + 1); end <= count; end++) {
        const [top, bottom] = [ys[from + r]!, ys[from + end]!];
        const off = Math.abs((label.y0 + label.y1 - top - bottom) / 2) / label.size;
        const atTop = label.y0 - top < label.size ? AT_TOP : Infinity;
        relax(k + 1, end, cost + Math.min(off, atTop), { k, r });
      }
    }
  }
  if (best[labels.length]![count] === Infinity) return [];
  const ends: number[] = [];
  for (let at = { k: labels.length, r: count }; at.r > 0; at = back[at.k]![at.r]!)
    if (at.r < count) ends.push(from + at.r);
  return ends;
}
