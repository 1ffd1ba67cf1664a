import type { Box } from '../../schemas/index.js';
import type { Glyph } from './engine.js';
import { foldRadicals } from './radicals.js';

/** One visual line: characters on one base line, in reading order. */
export interface Line {
  text: string;
  glyphs: readonly Glyph[];
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** The size of most of its characters, in points. */
  size: number;
  /** How surely the least sure of its characters was read from a picture; absent where none was. */
  confidence?: number;
}

export function boxOf({ x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number }): Box {
  return [round(x0), round(y0), round(x1), round(y1)];
}

/** A hundredth of a point is finer than any print, and keeps results equal across engines. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** White space is a hint about gaps, not print. */
export function isBlank({ text }: Glyph): boolean {
  const code = text.charCodeAt(0);
  if ((code > 0x20 && code < 0x7f) || (code > 0x3000 && code < 0xfe00)) return false;
  return BLANK.test(text);
}
const BLANK = /^[\s\u00a0\u200b-\u200d\u2060\ufeff\u3000\u00ad]*$/u;

/** Characters → visual lines from top to bottom. Upright text only; superscripts stay on their line. */
export function linesOf(glyphs: readonly Glyph[]): Line[] {
  // Most cells hold one line, all of one height.
  if (isLevel(glyphs)) {
    const line = lineOf(glyphs);
    return line ? [line] : [];
  }
  const sorted = fromTop(glyphs);
  const rows: { glyphs: Glyph[]; middle: number; size: number }[] = [];
  let home: (typeof rows)[number] | undefined;
  let before: Glyph | undefined;
  for (let k = 0; k < sorted.length; k++) {
    const glyph = sorted[k]!;
    // What is set like the character before it belongs where that one does.
    if (home && before && glyph.y0 === before.y0 && glyph.y1 === before.y1 && glyph.size === before.size) {
      home.glyphs.push(glyph);
      continue;
    }
    const at = middle(glyph);
    home = undefined;
    // Only the last few rows can be near: the glyphs come sorted by height.
    for (let i = rows.length - 1; i >= 0 && i >= rows.length - 3; i--) {
      const row = rows[i]!;
      if (
        Math.abs(at - row.middle) <=
        0.45 * Math.min(Math.max(row.size, glyph.size), 2 * Math.min(row.size, glyph.size))
      ) {
        home = row;
        break;
      }
    }
    if (!home) {
      home = { glyphs: [glyph], middle: at, size: glyph.size };
      rows.push(home);
    } else {
      home.glyphs.push(glyph);
      // The largest characters say where the line is; marks above and below it only hang on.
      if (glyph.size > home.size && !isBlank(glyph)) {
        home.middle = at;
        home.size = glyph.size;
      }
    }
    // A large blank says nothing of the print after it.
    before = glyph.size > home.size ? undefined : glyph;
  }
  const lines: Line[] = [];
  for (const row of rows) {
    const line = lineOf(row.glyphs);
    if (line) lines.push(line);
  }
  return lines;
}

/** Whether all stand exactly on one base line in one size. */
function isLevel(glyphs: readonly Glyph[]): boolean {
  const first = glyphs[0];
  if (!first) return false;
  for (let i = 1; i < glyphs.length; i++) {
    const glyph = glyphs[i]!;
    if (glyph.y0 !== first.y0 || glyph.y1 !== first.y1 || glyph.size !== first.size) return false;
  }
  return true;
}

/** From the top; print mostly comes so, and is then given back as it came. */
function fromTop(glyphs: readonly Glyph[]): readonly Glyph[] {
  for (let i = 1; i < glyphs.length; i++) {
    const before = glyphs[i - 1]!;
    const glyph = glyphs[i]!;
    const down = middle(glyph) - middle(before);
    if (down > 0 || (down === 0 && glyph.x0 >= before.x0)) continue;
    return [...glyphs].sort((a, b) => middle(a) - middle(b) || a.x0 - b.x0);
  }
  return glyphs;
}

/** From the left, alike. */
function fromLeft(glyphs: readonly Glyph[]): readonly Glyph[] {
  for (let i = 1; i < glyphs.length; i++) {
    const before = glyphs[i - 1]!;
    const glyph = glyphs[i]!;
    if (glyph.x0 > before.x0 || (glyph.x0 === before.x0 && glyph.x1 >= before.x1)) continue;
    return [...glyphs].sort((a, b) => a.x0 - b.x0 || a.x1 - b.x1);
  }
  return glyphs;
}

/** The height at which print stands, in the middle of it. */
export function middle({ y0, y1 }: { y0: number; y1: number }): number {
  return (y0 + y1) / 2;
}

/** The line that these characters make, or nothing when all are blank. */
export function lineOf(glyphs: readonly Glyph[]): Line | undefined {
  const sorted = fromLeft(glyphs);
  /** What is left without blanks and repetitions, as soon as there are any. */
  let kept: Glyph[] | undefined;
  let text = '';
  let blanks = '';
  let y0 = Infinity;
  let y1 = -Infinity;
  let x1 = -Infinity;
  let largest = 0;
  let before: Glyph | undefined;
  let typed = false;
  let mixed = false;
  let apart = 0;
  let confidence = Infinity;
  for (let i = 0; i < sorted.length; i++) {
    const glyph = sorted[i]!;
    if (isBlank(glyph)) {
      kept ??= sorted.slice(0, i);
      typed = true;
      blanks += glyph.text === '\u3000' ? '\u3000' : ' ';
      continue;
    }
    if (before) {
      // Bold type is sometimes the same character printed twice, a hair apart.
      if (glyph.x0 - before.x0 < 0.25 * largest && isAgain(glyph, kept ?? sorted, kept?.length ?? i)) {
        kept ??= sorted.slice(0, i);
        continue;
      }
      if (glyph.size !== before.size) mixed = true;
      const between = gap(before, glyph, blanks);
      if (between !== '') {
        text += between;
        apart++;
      }
    }
    blanks = '';
    text += foldRadicals(glyph.text);
    kept?.push(glyph);
    before = glyph;
    if (glyph.y0 < y0) y0 = glyph.y0;
    if (glyph.y1 > y1) y1 = glyph.y1;
    if (glyph.x1 > x1) x1 = glyph.x1;
    if (glyph.size > largest) largest = glyph.size;
    if (glyph.reading) confidence = Math.min(confidence, glyph.reading.confidence);
  }
  const printed = kept ?? sorted;
  const first = printed[0];
  if (!first) return undefined;
  if (apart >= SPREAD && !typed) text = closedUp(printed);
  const size = mixed ? usualSize(printed) : first.size;
  const line: Line = { text, glyphs: printed, x0: first.x0, y0, x1, y1, size };
  if (confidence < Infinity) line.confidence = confidence;
  return line;
}

/** So many gaps of one width behind one another are no blanks. */
const SPREAD = 4;

/** The text of characters without typed blanks, closed up where they were spread over the line at even distances. */
function closedUp(glyphs: readonly Glyph[]): string {
  const blanks = glyphs.map((glyph, i) => (i === 0 ? '' : gap(glyphs[i - 1]!, glyph, '')));
  const widths = glyphs.map((glyph, i) => (i === 0 ? 0 : glyph.x0 - glyphs[i - 1]!.x1));
  for (let from = 1; from < glyphs.length;) {
    let to = from;
    while (
      to < glyphs.length &&
      blanks[to] !== '' &&
      Math.abs(widths[to]! - widths[from]!) < 0.12 * glyphs[to]!.size &&
      !(LATIN.test(glyphs[to - 1]!.text) && LATIN.test(glyphs[to]!.text))
    )
      to++;
    if (to - from >= SPREAD) blanks.fill('', from, to);
    from = Math.max(to, from + 1);
  }
  return glyphs.map((glyph, i) => blanks[i]! + foldRadicals(glyph.text)).join('');
}

/** `length` characters are printed so far. */
function isAgain(glyph: Glyph, printed: readonly Glyph[], length: number): boolean {
  for (let i = Math.max(0, length - 3); i < length; i++) {
    if (overprinted(printed[i]!, glyph)) return true;
  }
  return false;
}

function overprinted(a: Glyph, b: Glyph): boolean {
  if (!(Math.abs(a.x0 - b.x0) < 0.25 * a.size) || a.text !== b.text) return false;
  // Two l side by side are a fifth of their size apart, but never half their width.
  const near = Math.min(0.25 * a.size, 0.5 * Math.max(a.x1 - a.x0, 0.1 * a.size));
  return Math.abs(a.x0 - b.x0) < near && Math.abs(a.y0 - b.y0) < 0.25 * a.size;
}

/** What stands between two neighbours: the blanks that were printed, or one where a gap says so. */
function gap(before: Glyph, after: Glyph, blanks: string): string {
  const width = after.x0 - before.x1;
  const size = Math.max(before.size, after.size);
  if (blanks !== '') {
    // Justified text stretches its blanks; a blank that is squeezed to nothing was none.
    return width > 0.08 * size ? blanks : '';
  }
  if (!(width > 0.2 * size)) return '';
  if (width > 0.6 * size) return ' ';
  return LATIN.test(before.text) && LATIN.test(after.text) ? ' ' : '';
}
const LATIN = /[\u0021-\u024f]$/u;

function usualSize(glyphs: readonly Glyph[]): number {
  const sizes = glyphs.map((glyph) => glyph.size).sort((a, b) => a - b);
  return sizes[sizes.length >> 1]!;
}
