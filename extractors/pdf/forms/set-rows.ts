import { middle } from '../lines.js';
import type { Found } from './rows.js';
import type { Piece } from './pieces.js';
import { gapBetween, isFigure, misplaced, neighbours } from './pieces.js';

/** The print of one cell: what stands in a column nearer than rows ever do. */
interface Block {
  first: number;
  last: number;
  y0: number;
  y1: number;
  size: number;
  figure: boolean;
}

/** Rows are set with the same room (em) between them but for rounding. */
const ROUNDED = 0.2;
/** Print on one base line is no further (points) from it. */
const LEVEL = 1.5;
/** What it costs to have a row, and to have two cells of one column in it. */
const ROW = 0.6;
const TWICE = 4;
/** What it costs when the room above a row is not what rows have. */
const NARROWER = 2;
const WIDER = 0.3;
/** What it costs when a cell stands above or below all of the tallest one of its row. */
const APART = 0.7;
/** What it costs to cut through a cell: those of the first columns are merged over rows, figures never. */
const LABEL = 0.15;
const WORDS = 1;
const FIGURE = 3;
/** What it costs when the first column is empty. */
const UNNAMED = 0.1;

/**
 * Where rows end in a table whose rows all have the same room (`rooms`, em) between them, and more than the lines of a
 * cell: what is nearer is one cell's, and each row begins so far below the lowest cell of the one above. Nothing where
 * figures below one another are nearer. `pieces` are sorted from top to bottom.
 */
export function setRows(pieces: readonly Piece[], rooms: number): Found | undefined {
  const cells = cellsOf(pieces, rooms - ROUNDED);
  if (!cells) return undefined;
  const { blocks, bound } = cells;
  const tops = distinctTops(blocks);
  const cuts = [-Infinity, ...tops.slice(1).map(({ y0, size }) => y0 - 0.5 * rooms * size), Infinity];
  const crossed = cuts.map((y) => crossingCost(blocks, y, pieces));
  const best = [0];
  const from = [0];
  const sorted = [...blocks].sort((a, b) => a.y0 - b.y0);
  for (let end = 1; end < cuts.length; end++) {
    best[end] = Infinity;
    for (let start = end - 1; start >= 0; start--) {
      const touched = sorted.filter(({ y0, y1 }) => y1 > cuts[start]! && y0 < cuts[end]!);
      const inside = touched.filter(({ y0, y1 }) => y0 >= cuts[start]! && y1 <= cuts[end]!);
      const cost = rowCost(inside, touched);
      if (cost > 3 * TWICE) break;
      const top = tops[end];
      const bottom = Math.max(...inside.map(({ y1 }) => y1));
      const room = top && inside.length > 0 ? (top.y0 - bottom) / top.size : rooms;
      const sum = best[start]! + cost + roomCost(room, rooms) + crossed[end]!;
      if (sum < best[end]! - 1e-9) [best[end], from[end]] = [sum, start];
    }
  }
  const ends: number[] = [];
  for (let at = cuts.length - 1; at > 0; at = from[at]!) if (from[at]! > 0) ends.unshift(cuts[from[at]!]!);
  return { ends, bound, between: new Set(), whole: true };
}

/** What stands nearer than `near` (em) as one cell's; nothing where figures below one another do. */
function cellsOf(pieces: readonly Piece[], near: number): { blocks: Block[]; bound: Set<Piece> } | undefined {
  const home = pieces.map(({ line, first, last }): Block => ({
    first,
    last,
    y0: line.y0,
    y1: line.y1,
    size: line.size,
    figure: isFigure(line.text),
  }));
  const bound = new Set<Piece>();
  const join = (u: number, l: number): void => {
    const [into, other] = [home[u]!, home[l]!];
    bound.add(pieces[l]!);
    if (into === other) return;
    into.first = Math.min(into.first, other.first);
    into.last = Math.max(into.last, other.last);
    into.y0 = Math.min(into.y0, other.y0);
    into.y1 = Math.max(into.y1, other.y1);
    into.figure &&= other.figure;
    for (const [i, block] of home.entries()) if (block === other) home[i] = into;
  };
  for (const [u, l] of neighbours(pieces)) {
    const [upper, lower] = [pieces[u]!, pieces[l]!];
    if (gapBetween(upper, lower) > near) continue;
    if (isFigure(upper.line.text) && isFigure(lower.line.text) && upper.first === lower.first) return undefined;
    join(u, l);
  }
  // The number of a paragraph and its words: what stands side by side in one column is one cell's.
  for (const [i, { line, first, last }] of pieces.entries()) {
    const before = pieces[i - 1];
    if (before?.first === first && before.last === last && Math.abs(middle(before.line) - middle(line)) < LEVEL)
      join(i - 1, i);
  }
  return { blocks: [...new Set(home)], bound };
}

/** The topmost block at each height at which blocks begin. */
function distinctTops(blocks: readonly Block[]): Block[] {
  const found: Block[] = [];
  for (const block of [...blocks].sort((a, b) => a.y0 - b.y0))
    if (found.length === 0 || block.y0 - found.at(-1)!.y0 > 1.5) found.push(block);
  return found;
}

function roomCost(room: number, usual: number): number {
  if (room < usual - ROUNDED) return NARROWER;
  return room > usual + ROUNDED ? WIDER : 0;
}

function crossingCost(blocks: readonly Block[], y: number, pieces: readonly Piece[]): number {
  if (!Number.isFinite(y)) return 0;
  let cost = 0;
  for (const { first, y0, y1, figure } of blocks) {
    if (y0 >= y || y1 <= y) continue;
    // A row may end between two lines, never in one.
    const through = pieces.some(({ line, first: own }) => own === first && line.y0 + 1 < y && line.y1 - 1 > y);
    cost += figure ? FIGURE : first < 2 ? LABEL : WORDS;
    if (through && first > 1) cost += LABEL;
  }
  return cost;
}

/** What a row costs that holds some of the cells that it touches; the others are merged over it and its neighbours. */
function rowCost(inside: readonly Block[], touched: readonly Block[]): number {
  if (inside.length === 0) return TWICE;
  let cost = ROW + (inside.some(({ first }) => first === 0) ? 0 : UNNAMED);
  const top = Math.min(...inside.map(({ y0 }) => y0));
  const bottom = Math.max(...inside.map(({ y1 }) => y1));
  const tallest = inside.reduce((a, b) => (b.y1 - b.y0 > a.y1 - a.y0 + 0.5 ? b : a));
  for (const block of inside) {
    const { first, last, y0, y1, size } = block;
    // However the cells of a row are set, all stand beside the tallest.
    if (y1 < tallest.y0 || y0 > tallest.y1) cost += APART;
    for (const other of touched) {
      if (other === block || other.first > last || other.last < first) continue;
      cost += inside.includes(other) ? TWICE / 2 : TWICE;
    }
    cost += misplaced((y0 - top) / size, (bottom - y1) / size);
  }
  return cost;
}
