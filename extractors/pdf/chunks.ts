import type { Glyph } from './engine.js';
import type { Line } from './lines.js';
import { lineOf } from './lines.js';

/** Gaps wider than this (em) part columns; words are closer, even in justified text. */
const WIDE = 0.9;

/** A number, a percentage, or one of the signs that stand for an empty number. */
const NUMERIC = /^[-+−–—~(（]?[\d][\d\s.,，%％*)）]*[a-z*†‡)]?$|^[-–—−/.*]+$/iu;

/** The stretches of a line that gaps of at least `wide` (em) part. */
export function chunksOf(line: Line, wide = WIDE): Line[] {
  const { glyphs } = line;
  const groups: Glyph[][] = [];
  let start = 0;
  for (let i = 1; i < glyphs.length; i++) {
    const before = glyphs[i - 1]!;
    const glyph = glyphs[i]!;
    if (glyph.x0 - before.x1 < wide * Math.max(before.size, glyph.size)) continue;
    groups.push(glyphs.slice(start, i));
    start = i;
  }
  if (start === 0) return [line];
  groups.push(glyphs.slice(start));
  return groups.map((group) => lineOf(withBlanks(group))!);
}

export function isNumeric(text: string): boolean {
  return NUMERIC.test(text.trim());
}

/** Blanks are not kept with a line's characters; gaps inside a chunk stand for them again. */
export function withBlanks(group: readonly Glyph[]): Glyph[] {
  const all: Glyph[] = [];
  for (let i = 0; i < group.length; i++) {
    const glyph = group[i]!;
    const before = group[i - 1];
    if (before && glyph.x0 - before.x1 > 0.18 * glyph.size)
      all.push({ ...glyph, text: ' ', x0: before.x1, x1: glyph.x0 });
    all.push(glyph);
  }
  return all;
}

/** A line in parts, each of which but the first begins with one of its characters `starts` (rising, none of them 0). */
export function partsOf({ glyphs }: Line, starts: readonly number[]): Line[] {
  const ends = [...starts, glyphs.length];
  return ends.flatMap((end, i) => lineOf(withBlanks(glyphs.slice(ends[i - 1] ?? 0, end))) ?? []);
}
