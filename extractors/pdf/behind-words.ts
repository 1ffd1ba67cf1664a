import { addUnder } from '../../schemas/index.js';
import type { Ruling } from '../grid/ruling.js';
import type { Glyph } from './engine.js';
import type { Area, Drawing } from './paths.js';

/** A line under words, and colour behind them, end where they end (points). */
const SAME = 1.6;
/** How far (em) a line under words lies from the foot of their boxes. */
const UNDER = 0.22;
/** Colour behind a line of words is no higher (em) than this. */
const TALL = 1.9;
/** No line of words is higher (points). */
const HIGHEST = 40;
/** No further (em) do words of one line stand apart. */
const APART = 1.5;
/** Pieces of one rule lie so near and so level (points). */
const LEVEL = 0.3;
const JOINED = 3.2;
/** Sides of cells are longer (points). */
const SIDE = 6;
/** A colour behind the whole sheet is wider than this share of it, and reaches so far (points) around all rules. */
const WIDE = 0.6;
const AROUND = 3;
const FEWEST = 4;
/** Print is looked up by strips of the page (points). */
const STRIP = 8;
/** A drawing with more short lines down has a grid of low rows. */
const FEW = 400;
/** A drawing of more lines and areas is a picture. */
const MOST = 4000;

/** Takes from a drawing what encloses nothing: lines under words, colour behind words, and a colour behind the sheet. */
export function dropDecoration(drawing: Drawing, glyphs: readonly Glyph[], width: number): void {
  const { areas } = drawing;
  if ((drawing.lines.length === 0 && areas.length === 0) || drawing.lines.length + areas.length > MOST) return;
  const slim = areas.length > 0 ? slimAreas(drawing, glyphs) : undefined;
  const lines = slim ? (drawing.lines = drawing.lines.filter((line) => !slim.has(line))) : drawing.lines;
  const sides = new Map<number, Ruling[]>();
  for (const line of lines) {
    if (line.x0 !== line.x1 || line.y1 - line.y0 <= SIDE) continue;
    const at = Math.round(line.x0);
    addUnder(sides, at, line);
  }
  const isSide = (x: number, y: number): boolean => {
    for (let at = Math.round(x) - 1; at <= Math.round(x) + 1; at++)
      if (sides.get(at)?.some(({ y0, y1 }) => y0 < y + SIDE && y1 > y - SIDE) === true) return true;
    return false;
  };
  let strips: Map<number, Glyph[]> | undefined;
  const wordsBetween = (y0: number, y1: number): Glyph[] => {
    strips ??= stripsOf(glyphs);
    const found: Glyph[] = [];
    for (let at = Math.floor(y0 / STRIP); at <= Math.floor(y1 / STRIP); at++) found.push(...(strips.get(at) ?? []));
    return found;
  };
  const under = lines.filter(
    ({ x0, y0, x1, y1 }) =>
      y0 === y1 &&
      x1 - x0 > SAME &&
      !isSide(x0, y0) &&
      !isSide(x1, y0) &&
      endsWithWords(
        x0,
        x1,
        wordsBetween(y0 - STRIP, y0 + STRIP),
        (glyph) => Math.abs(glyph.y1 - y0) < UNDER * glyph.size,
      ),
  );
  if (under.length > 0) {
    const dropped = withoutPieces(under, lines);
    drawing.lines = lines.filter((line) => !dropped.has(line));
  }
  drawing.areas = areas.filter((area) => {
    const { x0, y0, x1, y1 } = area;
    if (isPanel(area, drawing, width)) return false;
    if (y1 - y0 > HIGHEST || isSide(x0, y0) || isSide(x1, y0)) return true;
    const isBehind = (glyph: Glyph): boolean => {
      const middle = (glyph.y0 + glyph.y1) / 2;
      return middle > y0 && middle < y1 && y1 - y0 < TALL * glyph.size;
    };
    return !endsWithWords(x0, x1, wordsBetween(y0, y1 + STRIP), isBehind);
  });
}

/** Colour behind one narrow character, beside that behind others: as slim as a line down. */
function slimAreas({ lines, areas }: Drawing, glyphs: readonly Glyph[]): Set<Ruling> | undefined {
  const short = lines.filter(({ x0, y0, x1, y1 }) => x0 === x1 && y1 - y0 > SIDE && y1 - y0 < HIGHEST);
  if (short.length === 0 || short.length > FEW) return undefined;
  const slim = short.filter(
    ({ x0, y0, y1 }) =>
      areas.some(
        (area) =>
          Math.abs(area.y0 - y0) < LEVEL &&
          Math.abs(area.y1 - y1) < LEVEL &&
          Math.min(Math.abs(area.x0 - x0), Math.abs(area.x1 - x0)) < SAME + LEVEL,
      ) &&
      glyphs.some((glyph) => {
        const [x, y] = [(glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2];
        return Math.abs(x - x0) < SAME && y > y0 && y < y1 && y1 - y0 < TALL * glyph.size;
      }),
  );
  return slim.length > 0 ? new Set(slim) : undefined;
}

/** Lines under words that go on in no line which is none: titles are as wide as the pieces of a rule at times. */
function withoutPieces(under: readonly Ruling[], lines: readonly Ruling[]): Set<Ruling> {
  const left = new Set(under);
  const others = lines.filter((line) => line.y0 === line.y1 && !left.has(line));
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const line of left) {
      if (!others.some((other) => isPiece(line, other))) continue;
      left.delete(line);
      others.push(line);
    }
  }
  return left;
}

function isPiece(a: Ruling, b: Ruling): boolean {
  return Math.abs(a.y0 - b.y0) < LEVEL && a.x0 < b.x1 + JOINED && b.x0 < a.x1 + JOINED;
}

/** Whether the words of a place begin and end where something else does, with no room for a column between them. */
function endsWithWords(x0: number, x1: number, glyphs: readonly Glyph[], isThere: (glyph: Glyph) => boolean): boolean {
  const words: Glyph[] = [];
  for (const glyph of glyphs) {
    const half = middleOf(glyph);
    if (half >= x0 && half <= x1 && glyph.angle === 0 && isThere(glyph)) words.push(glyph);
  }
  if (words.length === 0) return false;
  words.sort((a, b) => a.x0 - b.x0);
  const [first, last] = [words[0]!, words.at(-1)!];
  const before = OPENING.test(first.text) ? emptyOf(first) : 0;
  if (first.x0 < x0 - before - SAME || first.x0 > x0 + SAME) return false;
  let reach = x0;
  for (const glyph of words) {
    if (glyph.x0 - reach > APART * glyph.size) return false;
    reach = Math.max(reach, glyph.x1);
  }
  const beyond = CLOSING.test(last.text) ? emptyOf(last) : 0;
  // Fonts without widths give what a character paints: its square reaches further.
  const square = Math.max(reach, last.x0 + last.size);
  return x1 > reach - beyond - SAME && x1 < square + SAME;
}

/** The middle of what a character shows. */
function middleOf(glyph: Glyph): number {
  const middle = (glyph.x0 + glyph.x1) / 2;
  if (OPENING.test(glyph.text)) return middle + emptyOf(glyph) / 2;
  return CLOSING.test(glyph.text) ? middle - emptyOf(glyph) / 2 : middle;
}

/** How much of a mark is empty that is as wide as a Han character: programs move there what stands beside it. */
function emptyOf({ x0, x1, size }: Glyph): number {
  return x1 - x0 > 0.9 * size ? 0.5 * size : 0;
}
const OPENING = /^[\p{Ps}\p{Pi}]$/u;
const CLOSING = /^[\p{Pe}\p{Pf}，。、；：！？．]$/u;

/** Whether an area lies behind all that is ruled, and around it. */
function isPanel({ x0, y0, x1, y1 }: Area, { lines }: Drawing, width: number): boolean {
  if (x1 - x0 < WIDE * width || lines.length < FEWEST) return false;
  return lines.every(
    (line) => line.x0 > x0 + AROUND && line.x1 < x1 - AROUND && line.y0 > y0 - AROUND && line.y1 < y1 + AROUND,
  );
}

/** Characters by the strip in which their boxes end. */
function stripsOf(glyphs: readonly Glyph[]): Map<number, Glyph[]> {
  const strips = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    const at = Math.floor(glyph.y1 / STRIP);
    addUnder(strips, at, glyph);
  }
  return strips;
}
