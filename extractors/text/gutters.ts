import { isFigure, isVoid } from './cells.js';
import { pieceOf, type Line, type Piece } from './lines.js';
import { splitTouching } from './touching.js';
import { SPREAD } from './words.js';
import { WIDTHS, widthsFor, type WidthOf } from './widths.js';

/** A stretch of a line without a wide gap in it; columns of a display, `right` exclusive. */
export interface Span {
  piece: Piece;
  left: number;
  right: number;
}

/** A line with its stretches; `gap` counts the empty lines above it. */
export interface SpacedLine {
  line: Line;
  spans: Span[];
  gap: number;
}

/** Where two columns part: nothing of either side stands between `from` and `to`. */
export interface Gutter {
  from: number;
  to: number;
}

/** Two blanks or more, or full-width ones that no writer puts between words. */
export const WIDE_GAP = /[ \u00a0]{2,}|[ \u00a0]?\u3000[ \u3000\u00a0]+|\u3000{2,}/gu;
/** Lines from which the way of counting columns is told. */
const SAMPLE = 400;
/** A gap of so few columns in a single line may be one inside a cell: 指    标. */
const SMALL = 6;

/** A figure or a stroke with one blank behind it, then another one. */
const TOUCHING =
  /(?<=^|\s)(?:[-−]?\d[\d,]*(?:\.\d+)?%?|[-—－−/])[ ](?=[-—－−/](?:\s|$)|[-−]?\d[\d,]*(?:\.\d+)?%?(?:\s|$))/gu;

export function spansOf(line: Line, gap: RegExp, width: WidthOf): Span[] {
  const spans: Span[] = [];
  const { text } = line;
  let at = 0;
  let x = 0;
  const goTo = (end: number): number => {
    for (; at < end; at++) x += width(text.charCodeAt(at));
    return x;
  };
  const add = (start: number, end: number) => {
    const piece = pieceOf(line, start, end);
    if (!piece) return;
    const before = spans[spans.length - 1];
    const left = goTo(piece.start - line.offset);
    const right = goTo(piece.end - line.offset);
    if (before && SPREAD.test(before.piece.text + piece.text) && piece.text.length === 1) {
      const whole = pieceOf(line, before.piece.start - line.offset, piece.end - line.offset)!;
      spans[spans.length - 1] = { piece: whole, left: before.left, right };
    } else spans.push({ piece, left, right });
  };
  // 304.02 /: a figure at the right of its column touches what stands at the left of the next one.
  const addParts = (start: number, end: number) => {
    let from = start;
    for (const match of text.slice(start, end).matchAll(TOUCHING)) {
      const blank = start + match.index + match[0].length - 1;
      if (blank < from) continue;
      add(from, blank);
      from = blank + 1;
    }
    add(from, end);
  };
  const put = text.trim().search(WIDE_GAP) > 0 ? addParts : add;
  let start = 0;
  for (const match of text.matchAll(gap)) {
    put(start, match.index);
    start = match.index + match[0].length;
  }
  put(start, text.length);
  return spans;
}

const HAN = 0x4e00;
/** What another way of counting columns must gain over the commonest one. */
const MARGIN = 1.5;

/** The lines under the way of counting columns that makes their gaps stand under each other best; `em`: columns of a Han sign. */
export function layLines(lines: readonly { line: Line; gap: number }[]): { laid: SpacedLine[]; em: number } {
  const sample = lines.filter(({ line }) => line.text.search(WIDE_GAP) > 0).slice(0, SAMPLE);
  let best: { width: WidthOf; cost: number } | undefined;
  for (const width of widthsFor(sample.map(({ line }) => line.text))) {
    const rows = sample.map(({ line, gap }) => ({ line, gap, spans: spansOf(line, WIDE_GAP, width) }));
    const gutters = findGutters(rows);
    const cost = rows.reduce((sum, { spans }) => sum + misfit(spans, gutters), 0) - agreements(rows);
    if (!best || cost < best.cost - (best.width === WIDTHS[0] ? MARGIN : 0)) best = { width, cost };
  }
  const { width } = best!;
  const laid = lines.map(({ line, gap }) => ({ line, gap, spans: spansOf(line, WIDE_GAP, width) }));
  return { laid: splitTouching(laid), em: width(HAN) };
}

/** Stretches behind the first that begin, end or have their middle where one of the line above does. */
function agreements(rows: readonly SpacedLine[]): number {
  let count = 0;
  rows.forEach(({ spans }, at) => {
    const above = rows[at - 1]?.spans ?? [];
    for (const { left, right } of spans.slice(1))
      if (
        above.some(
          (other) =>
            other.left === left || other.right === right || Math.abs(other.left + other.right - left - right) < 2,
        )
      )
        count++;
  });
  return count;
}

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

const middle = (from: number, to: number): number => (from + to) / 2;

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
  return narrowed(widened(gutters, gaps), rows);
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

/** What reaches into a gutter from one side makes it narrower, as long as anything is left. */
function narrowed(gutters: readonly Gutter[], rows: readonly SpacedLine[]): Gutter[] {
  const found = gutters.map(({ from, to }) => ({ from, to }));
  for (const { spans } of rows) {
    for (const { left, right } of spans) {
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

/** A span in columns: `first` and `last` are the same unless it reaches over a gutter. */
export interface Placed extends Span {
  first: number;
  last: number;
}

/** Spans on columns; one that crosses a gutter is cut where a single blank stands in it. */
export function placeSpans({ line, spans }: SpacedLine, gutters: readonly Gutter[]): Placed[] {
  const placed: Placed[] = [];
  const column = (x: number): number => {
    let [low, high] = [0, gutters.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if (middle(gutters[half]!.from, gutters[half]!.to) <= x) low = half + 1;
      else high = half;
    }
    return low;
  };
  const put = (span: Span) => {
    let first = column(span.left);
    const last = Math.max(first, column(span.right - 0.01));
    const before = placed[placed.length - 1];
    // 35 /, 12 评价: what begins its column right behind a figure that reaches into it.
    if (before?.last === first && last > first && isValue(before)) first = last;
    // Two stretches of one column: a gap inside a cell.
    if (before && before.last >= first) {
      const piece = pieceOf(line, before.piece.start - line.offset, span.piece.end - line.offset)!;
      placed[placed.length - 1] = {
        piece,
        left: before.left,
        right: span.right,
        first: before.first,
        last: Math.max(last, before.last),
      };
    } else placed.push({ ...span, first, last });
  };
  for (const span of spans) for (const part of cutAt(line, span, gutters)) put(part);
  return placed;
}

function isValue({ piece: { text } }: Span): boolean {
  return isFigure(text) || isVoid(text);
}

/** 一级 二级 三级: single blanks that stand in gutters part columns, too. */
function cutAt(line: Line, span: Span, gutters: readonly Gutter[]): Span[] {
  if (crossed(span, gutters) === 0 || !/\s/.test(span.piece.text)) return [span];
  const scale = (span.right - span.left) / span.piece.text.length;
  const parts: Span[] = [];
  let start = 0;
  const { text } = span.piece;
  const total = [...text].filter((sign) => sign >= '\u2e80').length;
  const extra = span.right - span.left - text.length;
  const xOf = (at: number): number => {
    // Signs are one or two columns wide; how wide in this line the span itself tells.
    let wide = 0;
    for (let i = 0; i < at; i++) if (text.charCodeAt(i) >= 0x2e80) wide++;
    return span.left + at + (total === 0 ? (scale - 1) * at : (extra * wide) / total);
  };
  let border = span.left;
  const push = (end: number, to: number) => {
    const piece = pieceOf(line, span.piece.start - line.offset + start, span.piece.start - line.offset + end);
    if (piece) {
      const offset = piece.start - span.piece.start;
      const [left, right] = [xOf(offset), xOf(offset + piece.text.length)];
      parts.push({ piece, left: Math.max(left, border), right: Math.min(right, to) });
    }
    border = to;
  };
  for (const match of text.matchAll(/\s+/g)) {
    const [left, right] = [xOf(match.index), xOf(match.index + match[0].length)];
    const gutter = gutters.find(
      ({ from, to }) =>
        left < to + 0.5 &&
        right > from - 0.5 &&
        Math.abs(middle(left, right) - middle(from, to)) < 2 + (to - from) / 2 &&
        middle(from, to) > border,
    );
    if (!gutter) continue;
    push(match.index, middle(gutter.from, gutter.to));
    start = match.index + match[0].length;
  }
  push(text.length, span.right);
  return parts;
}
