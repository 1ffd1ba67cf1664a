import { addUnder } from '../../schemas/index.js';
import type { Glyph } from './engine.js';
import { isBlank } from './lines.js';

/** Gaps (em) between neighbours that are wider than this are set so, or blanks; wider than the second, always blanks. */
const SET_APART = 0.1;
const BLANK = 0.8;
/** So many neighbours at least tell how type of one size is set. */
const ENOUGH = 40;

/**
 * The characters of a page, those that are set apart with the room behind them: a clerk who spaces letters to fill the
 * sheet writes no blanks. Type of one size is set alike, or it is not set apart.
 */
export function withTracking(glyphs: Glyph[]): Glyph[] {
  if (!areApart(glyphs)) return glyphs;
  const gaps = new Map<number, number[]>();
  for (let i = 1; i < glyphs.length; i++) {
    const gap = gapTo(glyphs[i - 1]!, glyphs[i]!);
    if (gap === undefined) continue;
    addUnder(gaps, sizeOf(glyphs[i]!), gap);
  }
  const room = new Map<number, number>();
  for (const [size, own] of gaps) {
    if (own.length < ENOUGH) continue;
    own.sort((a, b) => a - b);
    const [least, usual] = [own[Math.floor(own.length / 10)]!, own[own.length >> 1]!];
    // Justified lines differ from one another; letters that are spaced do not.
    if (least > SET_APART * (size / 2) && usual - least < 0.06 * (size / 2)) room.set(size, usual);
  }
  if (room.size === 0) return glyphs;
  return glyphs.map((glyph) => {
    const own = glyph.angle === 0 ? room.get(sizeOf(glyph)) : undefined;
    return own === undefined ? glyph : { ...glyph, x1: glyph.x1 + own };
  });
}

/** Whether enough neighbours stand apart: of most pages none do. */
function areApart(glyphs: readonly Glyph[]): boolean {
  let apart = 0;
  for (let i = 1; i < glyphs.length; i++) {
    const glyph = glyphs[i]!;
    const before = glyphs[i - 1]!;
    if (glyph.x0 - before.x1 > SET_APART * glyph.size && gapTo(before, glyph) !== undefined) apart++;
  }
  if (apart < ENOUGH) return false;
  let pairs = 0;
  for (let i = 1; i < glyphs.length; i++) if (gapTo(glyphs[i - 1]!, glyphs[i]!) !== undefined) pairs++;
  return apart >= 0.25 * pairs;
}

/** The gap (points) between two characters that stand side by side in one size; nothing where they do not. */
function gapTo(before: Glyph, glyph: Glyph): number | undefined {
  if (glyph.angle !== 0 || before.angle !== 0 || Math.abs(glyph.size - before.size) > 0.1) return undefined;
  const gap = glyph.x0 - before.x1;
  if (gap < -0.1 * glyph.size || gap > BLANK * glyph.size) return undefined;
  if (Math.abs(glyph.y0 - before.y0) > 0.1 * glyph.size || isBlank(glyph) || isBlank(before)) return undefined;
  return gap;
}

/** Half points. */
function sizeOf({ size }: Glyph): number {
  return Math.round(2 * size);
}
