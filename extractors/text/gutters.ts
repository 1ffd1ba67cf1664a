import { isFigure } from './cells.js';
import { greatest } from './lines.js';
import type { SpacedLine, Span } from './spaced-lines.js';

/** Where two columns part: nothing of either side stands between `from` and `to`. */
export interface Gutter {
  from: number;
  to: number;
}

/** A gap of so few columns in a single line may be one inside a cell: 指    标. */
const SMALL = 6;
/** Spans that cross a gutter, and neighbours that none parts. */
export function misfit(spans: readonly Span[], gutters: readonly Gutter[]): number {
  let cost = 0;
  spans.forEach((span, at) => {
    if (crossed(span, gutters) > 0) cost++;
    const next = spans[at + 1];
    if (next && !gutters.some(({ from, to }) => middle(from, to) >= span.right && middle(from, to) <= next.left))
      cost++;
  });
  return cost;
}

export const middle = (from: number, to: number): number => (from + to) / 2;

export function crossed({ left, right }: Span, gutters: readonly Gutter[]): number {
  let count = 0;
  for (const { from, to } of gutters) if (middle(from, to) > left && middle(from, to) < right) count++;
  return count;
}

/**
 * The fewest gutters such that one stands in every gap of every line: gaps sorted by their right end, each taken when no
 * gutter stands in it yet. Gutters that one line alone wants and others cross are gaps inside a cell.
 */
export function findGutters(rows: readonly SpacedLine[]): Gutter[] {
  const gaps: { from: number; to: number }[] = [];
  for (const { spans } of rows)
    for (let at = 1; at < spans.length; at++) gaps.push({ from: spans[at - 1]!.right, to: spans[at]!.left });
  for (const gap of leadingGaps(rows)) gaps.push(gap);
  gaps.sort((a, b) => a.to - b.to || b.from - a.from);
  let gutters: (Gutter & { needed: number })[] = [];
  for (const gap of gaps) {
    const last = gutters[gutters.length - 1];
    if (last && gap.from < last.to) {
      // A gap that holds the last gutter: what is common to both is where it can stand.
      last.from = Math.max(last.from, gap.from);
      last.needed++;
    } else gutters.push({ ...gap, needed: 1 });
  }
  const weak = gutters.map((gutter) => {
    if (gutter.needed > 1 && gutter.needed * 8 > rows.length) return false;
    const at = middle(gutter.from, gutter.to);
    const crossing = rows.filter(({ spans }) => spans.some(({ left, right }) => at > left && at < right)).length;
    return (gutter.needed === 1 && gutter.to - gutter.from < SMALL && crossing > 1) || crossing > 8 * gutter.needed;
  });
  gutters = gutters.filter((_, at) => !weak[at]);
  return narrowed(betweenFull(gutters, rows) ?? widened(gutters, gaps), rows);
}

/** Lines with something in every column, at least. */
const FEWEST_FULL = 2;

/**
 * Where lines have something in every column, what they leave free between two: a gutter may stand on either side of a
 * label in there, and as few of them do for all lines. Which column such a label belongs to, its distance tells.
 */
function betweenFull(gutters: readonly Gutter[], rows: readonly SpacedLine[]): Gutter[] | undefined {
  const full = rows.filter(({ spans }) => spans.length === gutters.length + 1);
  if (full.length < FEWEST_FULL) return undefined;
  const free = gutters.map((_, at) => ({
    from: greatest(
      full.map(({ spans }) => spans[at]!.right),
      0,
    ),
    to: -greatest(
      full.map(({ spans }) => -spans[at + 1]!.left),
      -Infinity,
    ),
  }));
  return free.every(({ from, to }) => from < to) ? free : undefined;
}

/**
 * Blanks before the first words of rows that stand wholly to the right of the first words of others: the first column
 * is empty there. Words of one column overlap however they are aligned; only figures may stand apart from their label.
 */
function leadingGaps(rows: readonly SpacedLine[]): { from: number; to: number }[] {
  const firsts = rows.flatMap(({ spans }) => (spans.length > 1 && !isFigure(spans[0]!.piece.text) ? [spans[0]!] : []));
  firsts.sort((a, b) => a.left - b.left);
  let from = firsts[0]?.right ?? 0;
  for (let at = 0, next = 0; at < firsts.length; at = next) {
    const { left } = firsts[at]!;
    next = at + 1;
    while (next < firsts.length && firsts[next]!.left <= left) next++;
    const others = firsts.length - at;
    if (left >= from + 2 && countCrossing(firsts, at, left) * 3 <= others && haveAligned(firsts.slice(at)))
      return Array.from({ length: others }, () => ({ from, to: left }));
    // What reaches beyond the next beginning crosses the border that may be there, or fills the first column.
    const beginning = firsts[next]?.left ?? 0;
    for (const { right } of firsts) if (right <= beginning && right > from) from = right;
  }
  return [];
}

/** Nobody prints more columns. */
const MOST_GUTTERS = 60;

/**
 * Without gutters that part figures from figures below one another, though no line has something on either side: 7 and 12
 * of one column that stand a little to the left and to the right.
 */
export function joinParted(gutters: readonly Gutter[], rows: readonly SpacedLine[]): Gutter[] {
  let kept = [...gutters];
  if (kept.length > MOST_GUTTERS) return kept;
  for (let at = 0; at < kept.length;) {
    const without = kept.filter((_, index) => index !== at);
    if (isParting(kept, at, rows)) kept = without;
    else at++;
  }
  return kept;
}

function isParting(gutters: readonly Gutter[], at: number, rows: readonly SpacedLine[]): boolean {
  const x = centre(gutters[at]!);
  const [from, to] = [
    at > 0 ? centre(gutters[at - 1]!) : -Infinity,
    gutters[at + 1] ? centre(gutters[at + 1]!) : Infinity,
  ];
  let [left, right] = [0, 0];
  for (const { spans } of rows) {
    const before = spans.find((span) => span.left >= from && span.right <= x);
    const behind = spans.find((span) => span.left >= x && span.right <= to);
    if (before && behind) return false;
    if (before && isFigure(before.piece.text)) left++;
    if (behind && isFigure(behind.piece.text)) right++;
  }
  return left > 0 && right > 0;
}

const centre = ({ from, to }: Gutter): number => middle(from, to);

function countCrossing(spans: readonly Span[], end: number, x: number): number {
  let count = 0;
  for (let at = 0; at < end; at++) if (spans[at]!.right > x) count++;
  return count;
}

function haveAligned(spans: readonly Span[]): boolean {
  return spans.some((one, at) =>
    spans
      .slice(at + 1, at + 40)
      .some((other) => other.left === one.left || Math.abs(other.left + other.right - one.left - one.right) < 2),
  );
}

/** A gap in which several gutters stand (of a header that is centred over columns) does not tell where one of them is. */
function widened(gutters: readonly Gutter[], gaps: readonly Gutter[]): Gutter[] {
  const points = gutters.map(({ from, to }) => middle(from, to));
  const own = gutters.map((): Gutter => ({ from: -Infinity, to: Infinity }));
  for (const { from, to } of gaps) {
    let only = -1;
    for (let at = lowest(points, from); at < points.length && points[at]! < to; at++) only = only === -1 ? at : -2;
    if (only < 0) continue;
    own[only] = { from: Math.max(own[only]!.from, from), to: Math.min(own[only]!.to, to) };
  }
  return gutters.map(({ from, to }, at) => (Number.isFinite(own[at]!.from) ? own[at]! : { from, to }));
}

/** The first of ascending numbers that is greater. */
function lowest(numbers: readonly number[], than: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if (numbers[half]! > than) high = half;
    else low = half + 1;
  }
  return low;
}

/**
 * What reaches into a gutter from one side makes it narrower, as long as anything is left: from the foot up, for labels
 * of one column stand below those of several.
 */
export function narrowed(gutters: readonly Gutter[], rows: readonly SpacedLine[]): Gutter[] {
  const found = gutters.map(({ from, to }) => ({ from, to }));
  for (let at = rows.length - 1; at >= 0; at--) {
    for (const { left, right } of rows[at]!.spans) {
      for (const gutter of found) {
        if (gutter.from >= right) break;
        if (left <= gutter.from && right < gutter.to) gutter.from = Math.max(gutter.from, right);
        else if (left > gutter.from && left < gutter.to && right >= gutter.to) gutter.to = left;
        // A label that reaches neither side belongs to the nearer one.
        else if (left > gutter.from && right < gutter.to) {
          if (left - gutter.from > gutter.to - right) gutter.to = left;
          else gutter.from = right;
        }
      }
    }
  }
  return found;
}
