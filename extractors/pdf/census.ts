import { once } from '../../schemas/once.js';
import type { Glyph } from './engine.js';
import { isBlank } from './lines.js';

/** What is asked of all characters of a page. */
export interface Census {
  /** How many are not white space, and of how many of these no font says which they are. */
  printed: number;
  untrusted: number;
  /** How many of the printed repeat the one before as points and strokes do that lead from a label to its page. */
  leaders: number;
  /** How many are Han characters, and how many are other letters. */
  han: number;
  letters: number;
  /** Whether all of them stand upright. */
  upright: boolean;
  /** The size (points) of the largest. */
  largest: number;
  /** What is left of the page where it is cut to what each of them touches at least (points). */
  core: { x0: number; y0: number; x1: number; y1: number };
}

const LEADERS = '.…·．⋯_-—─';

/** One pass over the characters of a page answers for all who ask. */
export const censusOf: (glyphs: readonly Glyph[]) => Census = once((glyphs) => {
  let [printed, untrusted, leaders, han, letters, largest] = [0, 0, 0, 0, 0, 0];
  let before = '';
  let upright = true;
  let [x0, y0, x1, y1] = [-Infinity, -Infinity, Infinity, Infinity];
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = glyphs[i]!;
    const { text, size } = glyph;
    if (glyph.angle !== 0) upright = false;
    if (size > largest) largest = size;
    if (glyph.x0 > x0) x0 = glyph.x0;
    if (glyph.y0 > y0) y0 = glyph.y0;
    if (glyph.x1 < x1) x1 = glyph.x1;
    if (glyph.y1 < y1) y1 = glyph.y1;
    if (isBlank(glyph)) continue;
    printed++;
    if (!glyph.trusted) untrusted++;
    const code = text.charCodeAt(0);
    if (text === before && LEADERS.includes(text)) leaders++;
    before = text;
    // Nearly all print: the unified ideographs, and figures and points.
    if (code >= 0x4e00 && code < 0x9f00) han++;
    else if (code < 0x41 && text.length === 1) continue;
    else if (/\p{Script=Han}/u.test(text)) han++;
    else if (/\p{L}/u.test(text)) letters++;
  }
  return { printed, untrusted, leaders, han, letters, upright, largest, core: { x0, y0, x1, y1 } };
});
