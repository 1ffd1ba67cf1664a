import { pieceOf, type Line, type Piece } from './lines.js';
import type { WidthOf } from './widths.js';
import { SPREAD } from './words.js';

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

/** Two blanks or more, or full-width ones that no writer puts between words. */
export const WIDE_GAP = /[ \u00a0]{2,}|[ \u00a0]?\u3000[ \u3000\u00a0]+|\u3000{2,}/gu;

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
