import { addUnder } from '../../schemas/index.js';
import type { SpacedLine, Span } from './spaced-lines.js';
import { isFigure } from './cells.js';
import { pieceOf } from './lines.js';

/** 7 评价部门…: a figure at the right of its column with one blank before the words of the next one, and the other way. */
const BEFORE_WORDS = /^(?:[-−]?\d[\d,]*(?:\.\d+)?[%％]?|[-—－−√×])(?= [^\s\d.,，。；、%％-])/u;
const BEHIND_WORDS = /(?<=[^\s\d.,，；、:：(（]) (?=(?:[-−]?\d[\d,]*(?:\.\d+)?[%％]?|[-—－−√×])$)/u;
/** 5 个, 2031 年: what is counted belongs to its figure. */
const COUNTED = /^ (?:[年月日人名家个次户余元亿分项张台件场辆亩]|万[元亩人]|个百分点)(?:[\s，。；、)）]|$)/u;
/** Columns by which a blank may miss the gap above it. */
const NEAR = 2;
/** Lines in which a gap has to be seen. */
const SEEN = 2;

/** A blank that may part two columns: where it stands in its span. */
interface Blank {
  line: number;
  span: number;
  at: number;
  x: number;
  /** The stretches beside it tell. */
  sure: boolean;
}

/**
 * Splits stretches at single blanks between a figure and words where other lines have a gap, or such a blank, at the same
 * place, and few have words across it.
 */
export function splitTouching(laid: readonly SpacedLine[]): SpacedLine[] {
  const blanks = laid.flatMap(({ spans }, line) =>
    spans.length < 2 ? [] : spans.flatMap((span, index) => blankIn(span, index, line, spans)),
  );
  if (blanks.length === 0) return [...laid];
  const { across, inside } = coverOf(laid);
  const alike = new Map<number, number>();
  for (const { x } of blanks) alike.set(x, (alike.get(x) ?? 0) + 1);
  const own = new Map<number, Blank[]>();
  for (const blank of blanks) {
    const { line, x } = blank;
    let blanksNear = -1;
    for (let near = x - NEAR; near <= x + NEAR; near++) blanksNear += alike.get(near) ?? 0;
    // The stretch that holds the blank stands across it.
    const crossing = (across[x] ?? 0) - blanksNear - 1;
    const gaps = (inside[x] ?? 0) - (across[x] ?? 0);
    if (!blank.sure && (gaps < SEEN || crossing > gaps)) continue;
    addUnder(own, line, blank);
  }
  return laid.map((line, at) => {
    const cuts = own.get(at);
    return cuts
      ? {
          ...line,
          spans: line.spans.flatMap((span, index) =>
            cut(
              line,
              span,
              cuts.filter((blank) => blank.span === index),
            ),
          ),
        }
      : line;
  });
}

/** By display column: lines in which a stretch reaches well over it, and lines of several stretches that it lies in. */
function coverOf(laid: readonly SpacedLine[]): { across: number[]; inside: number[] } {
  const [across, inside]: [number[], number[]] = [[], []];
  const add = (to: number[], from: number, end: number) => {
    if (end <= from) return;
    to[from] = (to[from] ?? 0) + 1;
    to[end] = (to[end] ?? 0) - 1;
  };
  for (const { spans } of laid) {
    if (spans.length < 2) continue;
    add(inside, spans[0]!.left + 1, spans[spans.length - 1]!.right);
    for (const { left, right } of spans) add(across, left + NEAR + 1, right - NEAR - 1);
  }
  for (const counts of [across, inside]) {
    let sum = 0;
    for (let x = 0; x < counts.length; x++) counts[x] = sum += counts[x] ?? 0;
  }
  return { across, inside };
}

function blankIn({ piece: { text }, left, right }: Span, span: number, line: number, spans: readonly Span[]): Blank[] {
  if (!text.includes(' ')) return [];
  const before = span > 0 ? BEFORE_WORDS.exec(text) : null;
  if (before && !COUNTED.test(text.slice(before[0].length))) {
    const at = before[0].length;
    return [{ line, span, at, x: left + at, sure: isBetween(spans[span - 1]!, text.slice(at + 1), spans[span + 1]) }];
  }
  const behind = BEHIND_WORDS.exec(text);
  return behind ? [{ line, span, at: behind.index, x: right - (text.length - behind.index), sure: false }] : [];
}

/** 人员编制   44 实有人数   42: the figure is of the label before it, the words are the label of the next one. */
function isBetween(before: Span, words: string, next: Span | undefined): boolean {
  return next !== undefined && isFigure(next.piece.text) && LABEL.test(words) && LABEL.test(before.piece.text);
}

const LABEL = /^\p{Script=Han}{3,10}(?:[（(][^（()）]{1,6}[)）])?$/u;

function cut({ line }: SpacedLine, span: Span, blanks: readonly Blank[]): Span[] {
  const [blank] = blanks;
  if (!blank) return [span];
  const start = span.piece.start - line.offset;
  const [before, behind] = [
    pieceOf(line, start, start + blank.at),
    pieceOf(line, start + blank.at, span.piece.end - line.offset),
  ];
  if (!before || !behind) return [span];
  return [
    { piece: before, left: span.left, right: blank.x },
    { piece: behind, left: blank.x + 1, right: span.right },
  ];
}
