import { Components } from './components.js';
import type { Edge, Edges } from './edges.js';
import { nearest } from './edges.js';
import { REACH } from './regions.js';

/** A cell of a ruled table: a box (points) and its place in the grid, 0-based. */
export interface GridCell {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  /** Whether its own upper or lower side at the edge of the grid is not drawn, although others are. */
  openAbove?: boolean;
  openBelow?: boolean;
}

/** A ruled table: `xs` and `ys` are its separators, cells lie between them. */
export interface Grid {
  xs: number[];
  ys: number[];
  /** In reading order. Where the outline is not a rectangle some positions have no cell. */
  cells: GridCell[];
  /** The share of the lines that was drawn as lines; 0 is a table made of shaded areas alone. */
  drawn: number;
  /** Whether the upper or lower border is missing: on a page that goes on, the row goes on. */
  openTop: boolean;
  openBottom: boolean;
  /** Whether rows have no lower border of their own, so that nothing tells whether the last one is whole. */
  loose?: boolean;
}

/** Separators closer than this (points) are one. */
const SAME = 2.6;
/** Lines that end together may end apart by this in all (points), in steps. */
const STAGGERED = 3 * REACH;
/** So many lines across one line are those of a table. */
const MANY = 3;
/** The share of a side that must be ruled for the side to separate. */
const RULED = 0.55;

/**
 * The cells that a region's lines enclose. Two neighbouring positions without a line between them are one merged
 * cell; positions that are open to the outside are none.
 */
export function latticeOf(region: Edges): Grid | undefined {
  const xs = positions(region.upright);
  const ys = positions(region.level);
  // Tables without outer borders: the lines across reach further than the outermost line down, and alike.
  const left = sharedEnd(region.level, xs, 'from');
  const right = sharedEnd(region.level, xs, 'to');
  const top = sharedEnd(region.upright, ys, 'from');
  // Cells with rules at their left and top alone leave the table open at its right and foot, wherever it ends.
  const loose = right !== undefined && left === undefined;
  const bottom = sharedEnd(region.upright, ys, 'to') ?? (loose ? furthestEnd(region.upright, ys) : undefined);
  if (left !== undefined) xs.unshift(left);
  if (right !== undefined) xs.push(right);
  if (top !== undefined) ys.unshift(top);
  if (bottom !== undefined) ys.push(bottom);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 1 || rows < 1) return undefined;

  const upright = coverage(region.upright, xs, ys);
  const level = coverage(region.level, ys, xs);
  if (left !== undefined) upright[0]!.fill(true);
  if (right !== undefined) upright[columns]!.fill(true);
  // Sides that reach further than the others are those of merged cells, which go on alone.
  const isLonger = (x: number, end: 'from' | 'to', at: number): boolean =>
    region.upright.some(
      (edge) => Math.abs(edge.at - x) < SAME && (edge[end] - at) * (end === 'to' ? 1 : -1) > STAGGERED,
    );
  const closeAt = (side: boolean[], end: 'from' | 'to', at: number): void => {
    for (let c = 0; c < columns; c++) side[c] ||= !(isLonger(xs[c]!, end, at) && isLonger(xs[c + 1]!, end, at));
  };
  if (top !== undefined) closeAt(level[0]!, 'from', top);
  if (bottom !== undefined) closeAt(level[rows]!, 'to', bottom);
  const openAbove = closeGaps(level[0]!, (x) => upright[x]![0]!);
  const openBelow = closeGaps(level[rows]!, (x) => upright[x]![rows - 1]!);

  const outside = rows * columns;
  const sets = new Components(outside + 1);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const here = r * columns + c;
      if (!upright[c]![r]) sets.join(here, c === 0 ? outside : here - 1);
      if (!level[r]![c]) sets.join(here, r === 0 ? outside : here - columns);
      if (c === columns - 1 && !upright[columns]![r]) sets.join(here, outside);
      if (r === rows - 1 && !level[rows]![c]) sets.join(here, outside);
    }
  }
  const open = sets.find(outside);
  const owner = new Int32Array(outside);
  for (let i = 0; i < outside; i++) {
    const root = sets.find(i);
    owner[i] = root === open ? -1 : root;
  }
  /** How far the sides of an open cell reach beyond the outermost line across. */
  const reach = (at: number, from: number, to: number): Edge[] =>
    [from, to].flatMap((column) =>
      region.upright.filter(
        (edge) => nearest(xs, edge.at) === column && edge.from <= at + REACH && edge.to >= at - REACH,
      ),
    );
  const cells = rectangles(owner, xs, ys);
  for (const cell of openAbove.size + openBelow.size > 0 ? cells : []) {
    const { y0, y1, row, column, rowSpan, colSpan } = cell;
    if (row === 0 && openAbove.has(column)) {
      cell.y0 = Math.min(y0, ...reach(y0, column, column + colSpan).map(({ from }) => from));
      cell.openAbove = true;
    }
    if (row + rowSpan === rows && openBelow.has(column)) {
      cell.y1 = Math.max(y1, ...reach(y1, column, column + colSpan).map(({ to }) => to));
      cell.openBelow = true;
    }
  }
  if (cells.length === 0) return undefined;
  return {
    xs,
    ys,
    cells,
    drawn: drawnShare(region),
    openTop: top !== undefined,
    openBottom: bottom !== undefined && !loose,
    ...(loose && bottom !== undefined && { loose }),
  };
}

/**
 * Closes what lies open at the outer side of the grid between lines that reach down to it, as browsers leave merged
 * cells which go on over the page, and tells which columns that were.
 */
function closeGaps(side: boolean[], upright: (x: number) => boolean): Set<number> {
  const closed = new Set<number>();
  for (let from = 0; from < side.length; from++) {
    if (side[from]) continue;
    let to = from;
    while (to + 1 < side.length && !side[to + 1] && !upright(to + 1)) to++;
    if (upright(from) && upright(to + 1)) for (let c = from; c <= to; c++) closed.add(c);
    from = to;
  }
  for (const column of closed) side[column] = true;
  return closed;
}

/** Distinct positions of lines, in order; lines that nearly coincide share the position of the longest. */
function positions(edges: readonly Edge[]): number[] {
  const sorted = inOrder(edges);
  const found: number[] = [];
  let longest = 0;
  let first = -Infinity;
  for (let i = 0; i < sorted.length; i++) {
    const { at, from, to } = sorted[i]!;
    if (at - first > SAME) {
      found.push(at);
      first = at;
      longest = to - from;
    } else if (to - from > longest) {
      found[found.length - 1] = at;
      longest = to - from;
    }
  }
  return found;
}

/** By position; merged lines come so, and are then given back as they came. */
function inOrder(edges: readonly Edge[]): readonly Edge[] {
  for (let i = 1; i < edges.length; i++)
    if (edges[i - 1]!.at > edges[i]!.at) return [...edges].sort((a, b) => a.at - b.at);
  return edges;
}

/** Where at least two of the lines, and most of them, end together outside of the crossing lines; some may end further out. */
function sharedEnd(edges: readonly Edge[], crossing: readonly number[], end: 'from' | 'to'): number | undefined {
  const outermost = end === 'from' ? crossing[0] : crossing.at(-1);
  if (outermost === undefined) return undefined;
  const beyond: number[] = [];
  for (let i = 0; i < edges.length; i++) {
    const at = edges[i]![end];
    if ((end === 'from' ? outermost - at : at - outermost) > 2 * REACH) beyond.push(at);
  }
  // Between two rows that the page cuts stands one line, where no other tells how far rows reach.
  if (beyond.length === 1 && edges.length === 1 && crossing.length > MANY) return beyond[0];
  if (beyond.length < 2) return undefined;
  const sorted = beyond.sort((a, b) => (end === 'from' ? a - b : b - a));
  for (let start = 0; start + 1 < sorted.length;) {
    let next = start + 1;
    // Boxes with paper between begin a little later on a page the more of their neighbours are cut.
    while (
      next < sorted.length &&
      Math.abs(sorted[next]! - sorted[next - 1]!) <= REACH &&
      Math.abs(sorted[next]! - sorted[start]!) <= STAGGERED
    )
      next++;
    if (next - start >= 2 && (next - start) * 2 >= beyond.length) return sorted[start];
    start = next;
  }
  return undefined;
}

/** Where the longest of the lines ends below the crossing ones. */
function furthestEnd(edges: readonly Edge[], crossing: readonly number[]): number | undefined {
  const furthest = Math.max(...edges.map(({ to }) => to));
  return furthest - crossing.at(-1)! > 2 * REACH ? furthest : undefined;
}

/** covered[i][j]: whether the line at `at[i]` is ruled between `across[j]` and `across[j + 1]`. */
function coverage(edges: readonly Edge[], at: readonly number[], across: readonly number[]): boolean[][] {
  const pieces = across.length - 1;
  const lengths = new Float64Array(at.length * pieces);
  for (let i = 0; i < edges.length; i++) {
    const edge = edges[i]!;
    const row = nearest(at, edge.at) * pieces;
    const from = edge.from - 1;
    const to = edge.to + 1;
    for (let j = 0; j < pieces; j++) {
      const start = across[j]!;
      if (start >= to) break;
      const end = across[j + 1]!;
      if (end > from) lengths[row + j]! += (end < to ? end : to) - (start > from ? start : from);
    }
  }
  return at.map((_, i) => {
    const ruled: boolean[] = [];
    for (let j = 0; j < pieces; j++) ruled.push(lengths[i * pieces + j]! >= RULED * (across[j + 1]! - across[j]!));
    return ruled;
  });
}

/**
 * Rectangles that cover each set, in reading order. A set is one rectangle unless a line is missing; then it is cut along
 * the grid, so that no two cells overlap.
 */
function rectangles(owner: Int32Array, xs: readonly number[], ys: readonly number[]): GridCell[] {
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  const taken = new Uint8Array(owner.length);
  const found: GridCell[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const here = row * columns + column;
      const set = owner[here]!;
      if (set < 0 || taken[here]) continue;
      let colSpan = 1;
      while (column + colSpan < columns && isFree(owner, taken, set, here + colSpan, 1)) colSpan++;
      let rowSpan = 1;
      while (row + rowSpan < rows && isFree(owner, taken, set, here + rowSpan * columns, colSpan)) rowSpan++;
      for (let r = 0; r < rowSpan; r++) taken.fill(1, here + r * columns, here + r * columns + colSpan);
      const x1 = xs[column + colSpan]!;
      const y1 = ys[row + rowSpan]!;
      found.push({ x0: xs[column]!, y0: ys[row]!, x1, y1, row, column, rowSpan, colSpan });
    }
  }
  return found;
}

/** Whether positions side by side are all of a set, and in no rectangle yet. */
function isFree(owner: Int32Array, taken: Uint8Array, set: number, from: number, width: number): boolean {
  for (let i = from; i < from + width; i++) if (owner[i] !== set || taken[i]) return false;
  return true;
}

function drawnShare({ level, upright }: Edges): number {
  let all = 0;
  let drawn = 0;
  for (const edge of [...level, ...upright]) {
    all += edge.to - edge.from;
    drawn += (edge.to - edge.from) * edge.drawn;
  }
  return all === 0 ? 0 : drawn / all;
}
