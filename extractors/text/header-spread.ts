import { emptyCell, isFigure, type TextCell, type TextRow } from './cells.js';
import type { Placed } from './place-spans.js';
import { OF_WHICH, OVERALL, WHOLE } from './words.js';

/** Left and right of what stands in a column alone; how often its stretches begin at their commonest left. */
export interface Edges {
  left: number;
  right: number;
  /** Whether its stretches begin below one another. */
  flush: boolean;
}

/** Splits of the free columns of one row that are tried together. */
const MOST_SPLITS = 2000;
/** Columns that 其中： is likelier off its middle than over each of the first two, or over one alone. */
const EARLY = 3;

/** A label of a row with the columns that it may reach over. */
interface Head {
  column: number;
  /** Last column that it stands in. */
  last: number;
  extent: Placed;
  parent: boolean;
}

export function edgesOf(lines: readonly { spans: Placed[] }[], columns: number): Edges[] {
  const lefts = Array.from({ length: columns }, () => new Map<number, number>());
  const edges: Edges[] = Array.from({ length: columns }, () => ({ left: Infinity, right: -Infinity, flush: false }));
  for (const { spans } of lines) {
    for (const { first, last, left, right } of spans) {
      if (first !== last) continue;
      edges[first]!.left = Math.min(edges[first]!.left, left);
      edges[first]!.right = Math.max(edges[first]!.right, right);
      lefts[first]!.set(left, (lefts[first]!.get(left) ?? 0) + 1);
    }
  }
  lefts.forEach((counts, column) => {
    let all = 0;
    for (const count of counts.values()) all += count;
    const own = counts.get(edges[column]!.left) ?? 0;
    edges[column]!.flush = own > 1 && own * 2 > all;
  });
  return edges;
}

/**
 * A label that is centred over several columns stands in one of the middle ones: it begins where the first of them does.
 * Empty cells of a header row that stand over labels belong to the labels beside them; where two could take them, those
 * do under whose middles they lie.
 */
export function spreadLabels(
  rows: readonly TextRow[],
  row: number,
  extents: ReadonlyMap<number, Placed>,
  edges: readonly Edges[],
): void {
  const { cells } = rows[row]!;
  const below = rows[row + 1]!.cells;
  const covered = below.map(({ text }) => text !== '');
  below.forEach(({ text, span = 1 }, column) => {
    if (text !== '') covered.fill(true, column, column + span);
  });
  const heads: Head[] = cells.flatMap((cell, column) => {
    const extent = extents.get(column);
    if (cell.text === '' || !extent) return [];
    const last = column + (cell.span ?? 1) - 1;
    return [{ column, last, extent, parent: covered.slice(column, last + 1).includes(true) }];
  });
  const free = (column: number) => cells[column]?.text === '' && covered[column] === true;
  const lowered = firstLowered(below);
  // How many of the free columns behind each label (and before the first) go to the label on their left.
  const gaps = [-1, ...heads.keys()].map((at) => {
    const [left, right] = [heads[at], heads[at + 1]];
    const from = left ? left.last + 1 : 0;
    const to = right ? right.column : cells.length;
    const splits = splitsOf(from, to, free, left, right);
    const under = left ? [] : splits.filter(([, next = 0]) => next <= lowered);
    return under.length > 0 ? under : splits;
  });
  const best = bestSplits(gaps, heads, edges);
  for (const [at, { from, to }] of best.entries()) {
    const { column, last, parent } = heads[at]!;
    const cell = cells[column]!;
    if (!parent || (from === column && to === last)) continue;
    cells[column] = emptyCell();
    cells[from] = { ...cell, span: to - from + 1 };
  }
}

/**
 * The first column whose label begins on a lower line than that of the first column: that one is printed in the middle of
 * several rows, this one stands below a label.
 */
function firstLowered(cells: readonly TextCell[]): number {
  const top = cells[0]?.pieces[0]?.line ?? Infinity;
  const lower = cells.findIndex(({ pieces: [piece] }) => piece !== undefined && piece.line > top);
  return lower < 0 ? cells.length : lower;
}

/** Borders at which the columns between two labels may part: what stands before goes to the left one. */
function splitsOf(
  from: number,
  to: number,
  free: (column: number) => boolean,
  left: Head | undefined,
  right: Head | undefined,
): number[][] {
  let low = from;
  while (low < to && free(low)) low++;
  let high = to;
  while (high > from && free(high - 1)) high--;
  const takesLeft = left?.parent ?? false;
  const takesRight = right?.parent ?? false;
  // Pairs: where the left label ends (exclusive), where the right one begins.
  // Before the first label: what reaches over header rows may be printed lower, in the middle of them.
  if (!left && takesRight) return Array.from({ length: to - high + 1 }, (_, at) => [from, high + at]);
  if (low < to) return [[takesLeft ? low : from, takesRight ? high : to]];
  if (takesLeft && takesRight) return Array.from({ length: to - from + 1 }, (_, at) => [from + at, from + at]);
  return [[takesLeft ? to : from, takesRight ? from : to]];
}

function bestSplits(
  gaps: readonly (readonly number[][])[],
  heads: readonly Head[],
  edges: readonly Edges[],
): { from: number; to: number }[] {
  const count = gaps.reduce((product, splits) => product * splits.length, 1);
  const tried = count > MOST_SPLITS ? gaps.map((splits) => splits.slice(-1)) : gaps;
  let best: { spans: { from: number; to: number }[]; cost: number } | undefined;
  const extend = (at: number, spans: { from: number; to: number }[], begin: number, cost: number) => {
    if (best && cost >= best.cost) return;
    if (at === heads.length) {
      best = { spans, cost };
      return;
    }
    for (const [end = 0, next = 0] of tried[at + 1]!) {
      const span = { from: begin, to: end - 1 };
      extend(at + 1, [...spans, span], next, cost + offCentre(heads[at]!, span, edges));
    }
  };
  for (const [, next = 0] of tried[0]!) extend(0, [], next, 0);
  return best?.spans ?? [];
}

/** How far a label is from the middle of the columns, or from their left edge where labels stand flush. */
function offCentre(
  { extent, column, parent }: Head,
  { from, to }: { from: number; to: number },
  edges: readonly Edges[],
) {
  if (!parent) return 0;
  // 其中： stands behind a total and the labels of the rows, over several parts.
  const early = OF_WHICH.test(extent.piece.text) ? EARLY * (Math.max(0, 2 - from) + (from === to ? 1 : 0)) : 0;
  const middle = (extent.left + extent.right) / 2;
  const centre = Math.abs(middle - (edges[from]!.left + edges[to]!.right) / 2);
  if (!edges[column]!.flush || from < column) return centre + early;
  // Flush with the first of its columns: how many there are it does not tell.
  return Math.min(centre, Math.abs(extent.left - edges[from]!.left)) + early;
}

/**
 * Labels at the left of a header that stand below nothing begin in its first row: PDF readers print what reaches over
 * several rows in the middle of them.
 */
export function raiseLabels(header: readonly TextRow[]): void {
  const [top] = header;
  for (let column = 0; top?.cells[column]?.text === ''; column++) {
    const own = header.find(({ cells }) => cells[column]!.text !== '');
    if (!own || (own.cells[column]!.span ?? 1) > 1) return;
    top.cells[column] = own.cells[column]!;
    own.cells[column] = emptyCell();
  }
}

/** 总分 centred over the columns of labels: it stands in the middle one, and is the first cell of its row. */
export function spreadTotal(cells: TextCell[], extents: ReadonlyMap<number, Placed>, edges: readonly Edges[]): void {
  const at = cells.findIndex(({ text }) => text !== '');
  const extent = extents.get(at);
  if (at < 1 || !extent || !WHOLE.test(cells[at]!.text)) return;
  let next = at + 1;
  while (next < cells.length && cells[next]!.text === '') next++;
  if (next === cells.length || !isFigure(cells[next]!.text)) return;
  if (OVERALL.test(cells[at]!.text)) {
    cells[0] = { ...cells[at]!, span: next };
    cells[at] = emptyCell();
    return;
  }
  const middle = (extent.left + extent.right) / 2;
  const own = Math.min(
    Math.abs(middle - (edges[at]!.left + edges[at]!.right) / 2),
    edges[at]!.flush ? Math.abs(extent.left - edges[at]!.left) : Infinity,
  );
  for (let to = next - 1; to >= at; to--) {
    if (Math.abs(middle - (edges[0]!.left + edges[to]!.right) / 2) >= own) continue;
    cells[0] = { ...cells[at]!, span: to + 1 };
    cells[at] = emptyCell();
    return;
  }
}
