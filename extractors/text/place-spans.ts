import { isFigure, isVoid } from './cells.js';
import { crossed, middle, type Gutter } from './gutters.js';
import { pieceOf, type Line } from './lines.js';
import type { SpacedLine, Span } from './spaced-lines.js';

/** A span in columns: `first` and `last` are the same unless it reaches over a gutter. */
export interface Placed extends Span {
  first: number;
  last: number;
}

/** The stretches of one line of a table; `gap` counts the empty lines above it. */
export interface PlacedLine {
  spans: Placed[];
  gap: number;
  /** Its height on the paper: empty lines count. */
  y: number;
}

/**
 * Spans on columns; one that crosses a gutter is cut where a single blank stands in it. `slack`: columns by which one may
 * begin before the column that it stands in.
 */
export function placeSpans({ line, spans }: SpacedLine, gutters: readonly Gutter[], slack = 0): Placed[] {
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
  const put = (span: Span, next?: Span) => {
    let first = column(span.left);
    let last = Math.max(first, column(span.right - 0.01));
    // 12.5 仍有: a figure at the right end of its column stands before the gutter that the words behind it touch.
    if (last === first + 1 && next && isValue(span) && !isValue(next) && column(next.left) === last) last = first;
    else if (last > first && middle(gutters[first]!.from, gutters[first]!.to) - span.left <= slack) first++;
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
  const parts = spans.flatMap((span) => cutAt(line, span, gutters, slack));
  parts.forEach((part, at) => put(part, parts[at + 1]));
  return placed;
}

function isValue({ piece: { text } }: Span): boolean {
  return isFigure(text) || isVoid(text);
}

/** Labels with single blanks between, as many as columns: one for each, wherever they stand. */
function wordByWord(line: Line, span: Span, gutters: readonly Gutter[]): Span[] | undefined {
  const { text, start } = span.piece;
  const words = [...text.matchAll(/\S+/gu)];
  const first = gutters.findIndex(({ from, to }) => middle(from, to) > span.left);
  if (words.length !== crossed(span, gutters) + 1 || !words.every(([word]) => LABEL.test(word))) return undefined;
  return words.flatMap(({ 0: word, index }, at) => {
    const from = start - line.offset + index;
    const piece = pieceOf(line, from, from + word.length);
    const [before, behind] = [gutters[first + at - 1], gutters[first + at]];
    const left = before && at > 0 ? middle(before.from, before.to) + 0.5 : span.left;
    const right = behind && at + 1 < words.length ? middle(behind.from, behind.to) - 0.5 : span.right;
    return piece ? [{ piece, left, right }] : [];
  });
}

const LABEL = /^[^\d。；，：:]{2,}$/u;

/** 一级 二级 三级: single blanks that stand in gutters part columns, too. */
function cutAt(line: Line, span: Span, gutters: readonly Gutter[], slack: number): Span[] {
  if (crossed(span, gutters) === 0 || !/\s/.test(span.piece.text)) return [span];
  const words = slack > 0 ? wordByWord(line, span, gutters) : undefined;
  if (words) return words;
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
        left < to + slack + 0.5 &&
        right > from - slack - 0.5 &&
        Math.abs(middle(left, right) - middle(from, to)) < 2 + slack + (to - from) / 2 &&
        middle(from, to) > border,
    );
    if (!gutter) continue;
    push(match.index, middle(gutter.from, gutter.to));
    start = match.index + match[0].length;
  }
  push(text.length, span.right);
  return parts;
}
