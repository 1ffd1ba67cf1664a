import type { Line } from './lines.js';

/** Characters that may not begin a line in Chinese typesetting, so they pull the one before them along. */
const CLOSING = new Set('，。、；：！？）》〉」』】〕”’％%,.;:!?)]}…—～·');
/** Characters that may not end a line. */
const OPENING = new Set('（《〈「『【〔“‘([{');
/** Runs that are not broken inside. */
const RUN = /^[A-Za-z0-9\u00c0-\u024f.,%/~+\-_]/u;

/** The end of a text to which `added` was added, as far as a joint asks for it. */
export function tailOf(tail: string, added: string): string {
  return added.length > 1 ? added.slice(-2) : (tail + added).slice(-2);
}

/** How much room (points) the start of a line would have needed at the end of the line before. */
export function firstUnit(line: Line): number {
  const { glyphs } = line;
  let end = 0;
  while (end < glyphs.length - 1 && OPENING.has(glyphs[end]!.text.charAt(0))) end++;
  if (RUN.test(glyphs[end]!.text)) {
    while (end < glyphs.length - 1 && RUN.test(glyphs[end + 1]!.text) && near(glyphs[end]!, glyphs[end + 1]!)) end++;
  }
  while (end < glyphs.length - 1 && CLOSING.has(glyphs[end + 1]!.text.charAt(0))) end++;
  return glyphs[end]!.x1 - glyphs[0]!.x0;
}

function near(a: { x1: number; size: number }, b: { x0: number }): boolean {
  return b.x0 - a.x1 < 0.2 * a.size;
}

/** The margins (points) between which lines are set. */
export interface Measure {
  left: number;
  right: number;
}

/** Whether `line` ends because it is full, and `next` therefore goes on with it. */
export function isWrapped(line: Line, next: Line, { left, right }: Measure): boolean {
  const need = firstUnit(next) - 0.25 * line.size;
  if (line.x1 + need <= right && line.x1 - line.x0 + need <= right - left) return false;
  return !isSpread(line, need);
}

/** Room (em) between characters of a full line, at most: letters set apart, and justified. */
const APART = 0.2;

/** Whether the characters of a line were spread over its whole width, although more would have found room. */
function isSpread({ glyphs, x0, x1, size }: Line, need: number): boolean {
  let free = x1 - x0;
  for (let i = 0; i < glyphs.length; i++) free -= glyphs[i]!.x1 - glyphs[i]!.x0;
  return free > need + APART * size * (glyphs.length - 1);
}

/**
 * What joins a wrapped line to the next: nothing between Han characters and inside numbers, a blank between words.
 * `before` is the end of the text so far: two characters tell, and to look at all of it for each line takes too long.
 */
export function wrapJoint(before: string, after: string): string {
  if (/[A-Za-z\u00c0-\u024f,;:.)]$/u.test(before) && /^[A-Za-z0-9\u00c0-\u024f(]/u.test(after)) {
    // A number that was broken at its separator stays one.
    return /\d[.,]$/u.test(before) && /^\d/u.test(after) ? '' : ' ';
  }
  if (/\d$/u.test(before) && /^[A-Za-z\u00c0-\u024f]/u.test(after)) return ' ';
  return '';
}
