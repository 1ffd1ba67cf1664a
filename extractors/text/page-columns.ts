import { addWord, findStrips, FULL, readStrips, type Cluster, type Strips } from './strips.js';
import { misfit, narrowed, type Gutter } from './gutters.js';
import { isFigure } from './cells.js';
import { placeSpans } from './place-spans.js';
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
/** So many figures are no chance in a column of words. */
const SOME = 3;
/** Words that begin or end alike in both. */
const KIN = 5;
/** From here on a column holds so much of another kind that someone should look at it. */
const MOST_UNLIKE = 3;
/** Pieces of one column with a strip between them. */
const PARTED = 1;
/** A column that every row of another page fills is empty. */
const MISSING = 4;
/** How far the columns of a page may move against each other, in all. */
const MOST = 30;
const MOST_COLUMNS = 60;
/** Stretches of a line that holds merged cells, or one cell alone. */
const PART = 0.5;
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
  addLines(columns, pages.get(most.page)!, gutters);
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
    laid.reduce((sum, line) => sum + (line.spans.length > 2 ? 1 : PART) * misfit(line.spans, guttersOf(line)), 0);
  for (const [page, lines] of pages) byPage.set(page, narrowed(byPage.get(page)!, lines));
  if (
    common &&
    !isShifted(common, pages) &&
    !(common.length > gutters.length && areFull(pages, gutters.length + 1)) &&
    cost(() => common) - LOST * (common.length - gutters.length) <= cost(({ line }) => byPage.get(line.page)!)
  )
    return undefined;
  return { byPage, unsure };
}

/**
 * Whether rows of two pages, or the labels of a header, fill as many columns as the page that shows the most has: there is
 * none beside them.
 */
function areFull(pages: ReadonlyMap<number, readonly SpacedLine[]>, columns: number): boolean {
  let count = 0;
  for (const lines of pages.values()) {
    const full = lines.filter(({ spans }) => spans.length === columns);
    const rows = full.filter(({ spans }) => spans.slice(1).some(({ piece }) => isFigure(piece.text)));
    if (rows.length < full.length) return true;
    if (rows.length > 0) count++;
  }
  return count > 1;
}

/** Figures of one page in a column whose neighbour holds those of another: what tells nothing for one or two. */
const FEW = 2;

/** Whether two columns are one that stands elsewhere on each page: figures fill the one on some pages, the other on others. */
function isShifted(gutters: readonly Gutter[], pages: ReadonlyMap<number, readonly SpacedLine[]>): boolean {
  const counts = [...pages.values()].map((lines) => {
    const figures = Array.from({ length: gutters.length + 1 }, () => 0);
    for (const line of lines) {
      if (line.spans.length < 3) continue;
      for (const { first, last, piece } of placeSpans(line, gutters))
        if (first > 0 && first === last && isFigure(piece.text)) figures[first]!++;
    }
    return figures;
  });
  return gutters.some((_, column) => {
    const fills = (own: number, other: number) =>
      counts.some((figures) => figures[own]! > FEW && figures[own]! > FEW * figures[other]!);
    return fills(column, column + 1) && fills(column + 1, column);
  });
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
      marks: new Map(own.flatMap(({ marks }) => [...marks])),
      words: own.reduce((sum, { words }) => sum + words, 0),
    });
    start = end + 1;
  }
  return columns;
}

/** What stands in columns on lines of fewer stretches, which do not tell where they are. */
function addLines(columns: readonly Cluster[], lines: readonly SpacedLine[], gutters: readonly Gutter[]): void {
  for (const line of lines) {
    if (line.spans.length >= FULL) continue;
    for (const { first, last, piece } of placeSpans(line, gutters)) {
      if (first !== last) continue;
      const column = columns[first]!;
      if (isFigure(piece.text)) column.figures++;
      addWord(column, piece.text);
    }
  }
}

/** The column of each cluster, in order, at the least cost; `unsure` where other columns cost hardly more. */
function assign(
  clusters: readonly Cluster[],
  columns: readonly Cluster[],
): { columns: number[]; unsure: boolean } | undefined {
  const missing = missingIn(columns);
  const places = clusters.map((cluster) => columns.map((column) => placeOf(cluster, column)));
  /** What all clusters up to one cost, by its column, and the column of the one before. */
  const up: { cost: number; from: number }[][] = clusters.map(() => []);
  const last = clusters.length - 1;
  if (last < 0) return undefined;
  places.forEach((own, at) => {
    const previous = places[at - 1];
    own.forEach((place, to) => {
      let best = { cost: previous ? Infinity : missing(-1, to) + costOf(place), from: -1 };
      if (previous) {
        for (let from = 0; from <= to; from++) {
          const cost = up[at - 1]![from]!.cost + missing(from, to) + costOf(place, previous[from]);
          if (cost < best.cost) best = { cost, from };
        }
      }
      up[at]!.push(best);
    });
  });
  // What all clusters behind one cost, by its column.
  const down: number[][] = clusters.map(() => []);
  for (let at = last; at >= 0; at--) {
    const following = places[at + 1];
    places[at]!.forEach((place, from) => {
      let best = following ? Infinity : missing(from, columns.length);
      if (following) {
        for (let to = from; to < columns.length; to++) {
          const cost = down[at + 1]![to]! + missing(from, to) + costOf(following[to]!, place);
          if (cost < best) best = cost;
        }
      }
      down[at]!.push(best);
    });
  }
  let column = 0;
  const whole = (at: number, to: number) => up[at]![to]!.cost + down[at]![to]!;
  for (let to = 1; to < columns.length; to++) if (whole(last, to) < whole(last, column)) column = to;
  const least = whole(last, column);
  if (least > MOST) return undefined;
  const found: number[] = [];
  for (let at = last; at >= 0; at--) {
    found.unshift(column);
    column = up[at]![column]!.from;
  }
  const unsure = places.some(
    (own, at) =>
      own[found[at]!]!.unlike > MOST_UNLIKE ||
      columns.some((_, to) => to !== found[at] && whole(at, to) < least + MARGIN),
  );
  return { columns: found, unsure };
}

/** What it costs that a page shows nothing in the columns between two: what is filled in most rows is so on each page. */
function missingIn(columns: readonly Cluster[]): (from: number, to: number) => number {
  let most = 1;
  for (const { lines } of columns) most = Math.max(most, lines.size);
  const up = [0];
  for (const { lines } of columns) up.push(up[up.length - 1]! + MISSING * Math.max(0, (2 * lines.size) / most - 1));
  return (from, to) => (to > from ? up[to]! - up[from + 1]! : 0);
}

/** A cluster of a page in a column that it may belong to. */
interface Place {
  cluster: Cluster;
  column: Cluster;
  /** What it costs that it holds other things, and by how much it moves at least and at most. */
  unlike: number;
  own: number;
  low: number;
  high: number;
}

function placeOf(cluster: Cluster, column: Cluster): Place {
  const unlike = kindCost(cluster, column);
  return { cluster, column, unlike, own: unlike - KIN * kinship(cluster, column), ...movesOf(cluster, column) };
}

/** What it costs that a cluster stands in a column, where the one before it stands in its own. */
function costOf(place: Place, before?: Place): number {
  if (!before) return place.own + distance(place, { low: 0, high: 0 }) / 2;
  const together = place.column === before.column ? PARTED + TOGETHER * shared(before.cluster, place.cluster) : 0;
  return place.own + together + distance(place, before);
}

/** The share of the words of a cluster that begin or end as some of the column do: 数量指标 where others are 质量指标. */
function kinship(cluster: Cluster, column: Cluster): number {
  let most = 0;
  for (const [mark, count] of cluster.marks) if (column.marks.has(mark)) most = Math.max(most, count);
  return cluster.words === 0 ? 0 : most / cluster.words;
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
  const share = ({ figures, lines }: Cluster) => (lines.size === 0 ? 0 : Math.min(1, figures / lines.size));
  // A header in the column makes its share less; figures where none are is what tells.
  if (cluster.figures > 0 && column.figures === 0 && column.filled)
    return OTHER_KIND * share(cluster) * (cluster.figures > SOME ? 2 : 1);
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
