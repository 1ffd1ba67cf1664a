import { findStrips, readStrips, type Cluster, type Strips } from './strips.js';
import { misfit, narrowed, type Gutter } from './gutters.js';
import type { SpacedLine } from './spaced-lines.js';

/** Gutters of the columns of a table, page by page; as many on every page. */
export interface PageColumns {
  byPage: Map<number, Gutter[]>;
  /** On some page other columns would do nearly as well. */
  unsure: boolean;
}

/** A place between two columns to which nothing decides is worth so much, in display columns. */
const MARGIN = 2;
/** Two stretches of one line in one column. */
const TOGETHER = 8;
/** A column of words for one of figures. */
const OTHER_KIND = 6;
/** Pieces of one column with a strip between them. */
const PARTED = 1;
/** How far the columns of a page may move against each other, in all. */
const MOST = 30;
const MOST_COLUMNS = 60;
/** A column that all pages together show and none for itself, in lines that do not fit. */
const LOST = 2;

/**
 * Columns that stand elsewhere on each page, as pdftotext lays out every page for itself: the page that shows the most
 * columns is read first, what stands between the strips of another one is given to them in order, so that it moves
 * as little and as evenly as may be. Undefined where one page's columns do for all, or nothing fits.
 */
export function findPageColumns(laid: readonly SpacedLine[]): PageColumns | undefined {
  const pages = new Map<number, SpacedLine[]>();
  for (const line of laid) {
    const own = pages.get(line.line.page);
    if (own) own.push(line);
    else pages.set(line.line.page, [line]);
  }
  if (pages.size < 2) return undefined;
  const read = [...pages].flatMap(([page, lines]) => {
    const strips = readStrips(lines);
    return strips ? [{ page, strips }] : [];
  });
  let most = read[0];
  for (const one of read) if (one.strips.ends.length > most!.strips.ends.length) most = one;
  if (!most || most.strips.ends.length === 0 || most.strips.ends.length > MOST_COLUMNS) return undefined;
  const { strips, ends } = most.strips;
  const gutters = ends.map((last) => strips[last]!);
  const columns = columnsOf(most.strips);
  const byPage = new Map([...pages.keys()].map((page) => [page, gutters]));
  let unsure = false;
  for (const { page, strips: other } of read) {
    if (page === most.page) continue;
    const found = assign(other.clusters, columns);
    if (!found) return undefined;
    unsure ||= found.unsure;
    byPage.set(page, guttersOf(other, found.columns, columns.length));
  }
  const common = findStrips(laid);
  const cost = (guttersOf: (line: SpacedLine) => readonly Gutter[]) =>
    laid.reduce((sum, line) => sum + (line.spans.length > 2 ? misfit(line.spans, guttersOf(line)) : 0), 0);
  for (const [page, lines] of pages) byPage.set(page, narrowed(byPage.get(page)!, lines));
  if (
    common &&
    cost(() => common) - LOST * (common.length - gutters.length) <= cost(({ line }) => byPage.get(line.page)!)
  )
    return undefined;
  return { byPage, unsure };
}

/** What stands in each column. */
function columnsOf({ clusters, ends }: Strips): Cluster[] {
  const columns: Cluster[] = [];
  let start = 0;
  for (const end of [...ends, clusters.length - 1]) {
    const own = clusters.slice(start, end + 1);
    columns.push({
      lines: new Set(own.flatMap(({ lines }) => [...lines])),
      headed: own.some(({ headed }) => headed),
      filled: own.some(({ filled }) => filled),
      left: Math.min(...own.map(({ left }) => left)),
      right: Math.max(...own.map(({ right }) => right)),
      figures: own.reduce((sum, { figures }) => sum + figures, 0),
    });
    start = end + 1;
  }
  return columns;
}

/** A cluster in a column: what all up to it cost, and by how much it moves at least and at most. */
interface Step {
  cost: number;
  from: number;
  low: number;
  high: number;
}

/** The column of each cluster, in order. */
function assign(
  clusters: readonly Cluster[],
  columns: readonly Cluster[],
): { columns: number[]; unsure: boolean } | undefined {
  const steps: Step[][] = [];
  clusters.forEach((cluster, at) => {
    const before = steps[at - 1];
    steps.push(
      columns.map((column, to) => {
        const moves = movesOf(cluster, column);
        const own = kindCost(cluster, column);
        if (!before) return { cost: own + distance(moves, { low: 0, high: 0 }) / 2, from: -1, ...moves };
        let best: Step = { cost: Infinity, from: -1, ...moves };
        for (let from = 0; from <= to; from++) {
          const step = before[from]!;
          const together = from === to ? PARTED + TOGETHER * shared(clusters[at - 1]!, cluster) : 0;
          const cost = step.cost + own + together + distance(moves, step);
          if (cost < best.cost) best = { ...best, cost, from };
        }
        return best;
      }),
    );
  });
  const last = steps[steps.length - 1];
  if (!last) return undefined;
  let column = 0;
  last.forEach(({ cost }, to) => {
    if (cost < last[column]!.cost) column = to;
  });
  const least = last[column]!.cost;
  if (least > MOST) return undefined;
  const found: number[] = [];
  for (let at = steps.length - 1; at >= 0; at--) {
    found.unshift(column);
    column = steps[at]![column]!.from;
  }
  return { columns: found, unsure: isOpen(clusters, columns, found, least) };
}

/** Whether one cluster could stand in the next column as well. */
function isOpen(
  clusters: readonly Cluster[],
  columns: readonly Cluster[],
  found: readonly number[],
  least: number,
): boolean {
  return found.some((column, at) =>
    [column - 1, column + 1].some((other) => {
      if (other < (found[at - 1] ?? 0) || other > (found[at + 1] ?? columns.length - 1)) return false;
      return costOf(clusters, columns, found.with(at, other)) < least + MARGIN;
    }),
  );
}

function costOf(clusters: readonly Cluster[], columns: readonly Cluster[], placed: readonly number[]): number {
  let cost = 0;
  let before = { low: 0, high: 0 };
  clusters.forEach((cluster, at) => {
    const column = columns[placed[at]!]!;
    const moves = movesOf(cluster, column);
    const same = at > 0 && placed[at] === placed[at - 1];
    cost += kindCost(cluster, column) + distance(moves, before) / (at === 0 ? 2 : 1);
    if (same) cost += PARTED + TOGETHER * shared(clusters[at - 1]!, cluster);
    before = moves;
  });
  return cost;
}

/** By how much a cluster moves into a column, whether their left ends, middles or right ends stand below each other. */
function movesOf(cluster: Cluster, column: Cluster): { low: number; high: number } {
  const [left, right] = [cluster.left - column.left, cluster.right - column.right];
  return { low: Math.min(left, right), high: Math.max(left, right) };
}

function distance(one: { low: number; high: number }, other: { low: number; high: number }): number {
  return Math.max(0, one.low - other.high, other.low - one.high);
}

function kindCost(cluster: Cluster, column: Cluster): number {
  const share = ({ figures, lines }: Cluster) => (lines.size === 0 ? 0 : figures / lines.size);
  // A header in the column makes its share less; figures where none are is what tells.
  if (cluster.figures > 0 && column.figures === 0 && column.filled) return OTHER_KIND * share(cluster);
  if (cluster.figures === 0 && column.figures > 1) return OTHER_KIND * share(column);
  return 0;
}

function shared(one: Cluster, other: Cluster): number {
  let count = 0;
  for (const line of one.lines) if (other.lines.has(line)) count++;
  return count;
}

/** Gutters of a page: in the strip between two columns that hold something as many as there are columns between. */
function guttersOf({ strips, clusters }: Strips, columns: readonly number[], count: number): Gutter[] {
  const gutters: Gutter[] = [];
  for (let at = 0; at <= clusters.length; at++) {
    const before = at === 0 ? 0 : columns[at - 1]!;
    const behind = at === clusters.length ? count - 1 : columns[at]!;
    if (behind === before) continue;
    const from = at === 0 ? clusters[0]!.left - behind - 1 : (strips[at - 1]?.from ?? 0);
    const end = at === clusters.length ? clusters[at - 1]!.right : from;
    const to = at === 0 ? clusters[0]!.left : at === clusters.length ? end + behind - before + 1 : strips[at - 1]!.to;
    const start = at === clusters.length ? end : from;
    if (behind === before + 1 && at > 0 && at < clusters.length) {
      gutters.push({ from: start, to });
      continue;
    }
    const step = (to - start) / (behind - before + 1);
    for (let one = 1; one <= behind - before; one++) gutters.push({ from: start + one * step, to: start + one * step });
  }
  return gutters;
}
