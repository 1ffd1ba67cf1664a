import { DOUBTFUL } from '../../schemas/index.js';
import type { Blob } from '../image/blobs.js';
import type { Raster, Region } from '../image/raster.js';
import { figuresIn } from './figures.js';
import type { Reading } from '../pdf/engine.js';
import type { PlacedSign, ReadLine } from './glyphs.js';

const DASH = /^[-−—–_~]+$/u;
/** What the stroke of a pen beside a figure, or above or below it, is read as. */
const STROKE = /^([-−—–_~]+|[/|1lI()（）\\Vv√✓])$/u;

/**
 * The lines of one cell without what is a mark and no print: a dash above or below print. A figure with a stroke beside
 * it was struck out, ticked or ringed by hand, and is doubtful.
 */
export function withoutStrokes(cell: readonly ReadLine[]): readonly ReadLine[] {
  const strokes = cell.filter((line) => STROKE.test(textOf(line)));
  if (strokes.length === 0 || strokes.length === cell.length) return cell;
  const dropped = new Set<ReadLine>();
  for (const stroke of strokes) {
    const beside = cell.filter((line) => !strokes.includes(line) && isBeside(line, stroke));
    if (DASH.test(textOf(stroke)) && beside.length === 0) {
      dropped.add(stroke);
      continue;
    }
    const near = DASH.test(textOf(stroke)) ? beside : cell.filter((line) => line !== stroke);
    const figures = near.filter((line) => /\d/u.test(textOf(line)) && textOf(line).length < LONG);
    for (const line of figures.length > 0 ? [stroke, ...figures] : []) doubt(line.signs);
  }
  return cell.filter((line) => !dropped.has(line));
}

/** Ems: what stands so near to the edge of a sheet may go on beyond it. */
const CUT_OFF = 0.5;

/** Doubts the figures at an end of a line that comes to the edge of the sheet: some of their digits may be missing. */
export function doubtAtEdges({ ink, signs }: ReadLine, width: number, em: number): void {
  const near = CUT_OFF * em;
  if (ink.x0 > near && ink.x1 < width - near) return;
  const first = signs.findIndex(({ text }) => !FIGURE.test(text));
  const last = signs.findLastIndex(({ text }) => !FIGURE.test(text));
  if (ink.x0 <= near) doubt(signs.slice(0, first < 0 ? signs.length : first));
  if (ink.x1 >= width - near) doubt(signs.slice(last + 1));
}

/** Ems: what is as tall as a digit, so near to the middle of its digit; half of how wide a digit is, and a Han character. */
const TALL = 0.45;
const NEAR = 0.3;
const [NARROW, WIDE] = [0.27, 0.5];
/** Ems: the digits of a figure are of one height, and together so high at least; what goes so far beyond is a pen's. */
const WHOLE = 0.6;
const BEYOND = 0.15;
/** Ems: a gap so much wider than there should be, with print in it, holds a digit that was not read. */
const GAP = 0.45;

/** Doubts figures that somebody wrote over: one digit stands out above or below the others, or cannot be read. */
export function doubtOverwritten(line: ReadLine, em: number): void {
  const { ink } = line;
  const signs = line.signs.filter(({ text }) => text.trim() !== '');
  const isDigit = (sign: PlacedSign | undefined): boolean => sign !== undefined && /\d/u.test(sign.text);
  if (!signs.some(isDigit)) return;
  const tall = ink.blobs.filter(({ y0, y1 }) => y1 - y0 >= TALL * em);
  const middle = ({ x0, x1 }: Blob): number => (x0 + x1) / 2;
  const halfOf = ({ text }: PlacedSign): number => (/^[\d.,:-]$/u.test(text) ? NARROW : WIDE) * em;
  const holdsMore = (before: PlacedSign | undefined, after: PlacedSign | undefined): boolean => {
    if (!before || !after) return false;
    const [from, to] = [before.x + halfOf(before), after.x - halfOf(after)];
    return to - from > GAP * em && tall.some((blob) => middle(blob) > from && middle(blob) < to);
  };
  for (const { from, to } of figuresIn(signs)) {
    const figure = signs.slice(from, to);
    const digits = figure.filter(isDigit);
    const pieces = tall.filter((blob) => digits.some(({ x }) => Math.abs(middle(blob) - x) <= NEAR * em));
    const standsOut = pieces.some((piece) => {
      const others = pieces.filter((other) => other !== piece);
      const [top, foot] = [Math.min(...others.map(({ y0 }) => y0)), Math.max(...others.map(({ y1 }) => y1))];
      return foot - top >= WHOLE * em && Math.max(top - piece.y0, piece.y1 - foot) > BEYOND * em;
    });
    const isShort = signs.slice(from, to + 1).some((sign, i) => holdsMore(signs[from + i - 1], sign));
    if (standsOut || isShort) doubt(figure);
  }
}

/** Doubts figures on which a stamp was pressed: its ink was taken away, and may have taken some of a digit along. */
export function doubtStamped({ ink, signs }: ReadLine, em: number, isStamped: (x: number, y: number) => boolean): void {
  const isUnder = ({ x }: PlacedSign): boolean =>
    isAnyIn({ x0: x - NEAR * em, y0: ink.y0, x1: x + NEAR * em, y1: ink.y1 }, isStamped);
  for (const { from, to } of figuresIn(signs)) {
    const figure = signs.slice(from, to);
    if (figure.some(isUnder)) doubt(figure);
  }
}

/** Ems: so far beside a figure its other digits would stand. */
const ASIDE = 1;

/** Doubts the figures that stand within the frame of a stamp as black as they are, or beside it: some of their digits may be gone. */
export function doubtWithin({ ink, signs }: ReadLine, em: number, isWithin: (x: number, y: number) => boolean): void {
  for (const { from, to } of figuresIn(signs)) {
    const figure = signs.slice(from, to);
    const [left, right] = [figure[0]!.x - ASIDE * em, figure.at(-1)!.x + ASIDE * em];
    if (isAnyIn({ x0: left, y0: ink.y0, x1: right, y1: ink.y1 }, isWithin)) doubt(figure);
  }
}

/**
 * The lines of a cell in which strokes of a stamp were taken away: what is left there and says nothing, a dash or a speck, is
 * doubtful, and where nothing is left there may have been a figure.
 */
export function withHidden(cell: readonly ReadLine[], { x0, y0, x1, y1 }: Region, em: number): readonly ReadLine[] {
  if (cell.some((line) => /\d|\p{Script=Han}{2}/u.test(textOf(line)))) return cell;
  for (const { signs } of cell) doubt(signs);
  if (cell.some((line) => textOf(line) !== '')) return cell;
  const middle = (y0 + y1) / 2;
  const ink = { x0, y0: Math.round(middle - em / 2), x1, y1: Math.round(middle + em / 2), blobs: [] };
  return [{ ink, signs: [{ text: '□', x: (x0 + x1) / 2, reading: { confidence: 0, alternatives: [] } }] }];
}

function isAnyIn({ x0, y0, x1, y1 }: Region, is: (x: number, y: number) => boolean): boolean {
  for (let y = y0; y < y1; y++) for (let x = Math.floor(x0); x <= x1; x++) if (is(x, y)) return true;
  return false;
}

/** Grey levels: what is darker is ink. Of a figure that a pen of another colour crossed, so much at least is the pen's, and print's. */
const DARK = 128;
const SHARE = 0.08;

/** Doubts black figures on which somebody wrote in a colour; those that are printed in it are so all over. */
export function doubtPenned(
  { ink, signs }: ReadLine,
  { width, data }: Raster,
  em: number,
  isColoured: (x: number, y: number) => boolean,
): void {
  for (const { from, to } of figuresIn(signs)) {
    const figure = signs.slice(from, to);
    let [pen, print] = [0, 0];
    for (const { x } of figure) {
      for (let u = Math.max(0, Math.floor(x - NEAR * em)); u <= Math.min(width - 1, x + NEAR * em); u++) {
        for (let v = ink.y0; v < ink.y1; v++) {
          if (data[v * width + u]! >= DARK) continue;
          if (isColoured(u, v)) pen++;
          else print++;
        }
      }
    }
    if (Math.min(pen, print) > SHARE * (pen + print)) doubt(figure);
  }
}

/** What figures are made of. */
const FIGURE = /^[\s\d.,，%％-]+$/u;

/** Signs: a longer line is a sentence, not a figure. */
const LONG = 16;

function isBeside({ ink }: ReadLine, stroke: ReadLine): boolean {
  return stroke.ink.y0 < ink.y1 && stroke.ink.y1 > ink.y0;
}

/** Signs that were one reading stay one. */
function doubt(signs: ReadLine['signs']): void {
  const doubted = new Map<Reading, Reading>();
  for (const sign of signs) {
    const { reading } = sign;
    if (reading.confidence < DOUBTFUL) continue;
    const known = doubted.get(reading) ?? { ...reading, confidence: DOUBTFUL - 0.01 };
    doubted.set(reading, known);
    sign.reading = known;
  }
}

function textOf({ signs }: ReadLine): string {
  return signs
    .map(({ text }) => text)
    .join('')
    .replace(/\s/gu, '');
}
