import type { Raster } from './raster.js';
import { crossingsOf, MISS } from './crossings.js';
import { inkAlong } from './traces.js';
import type { Trace } from './traces.js';

/** Millimetres: lines that tell whether those of a page are broken. */
const LONG = 28;
/** A line with less ink than this is broken; a page where this share of them is. */
const WHOLE = 0.97;
const MANY = 0.4;
/** Of the edge of a table, this is left at least, with paper beside nearly all of it. */
const LEFT = 0.3;
const ALONE = 0.75;
/** Millimetres by which pieces of one line stray, and by which dashes that were closed lead beyond an edge. */
const ASTRAY = 0.4;
const BEYOND = 1.7;

/** Whether the lines of a page are broken here and there, as worn copies have them. */
export function isTorn(lines: readonly Trace[], millimetre: number): boolean {
  const long = lines.filter(({ from, to }) => to - from >= LONG * millimetre);
  return long.filter(({ inked }) => inked < WHOLE).length > MANY * long.length;
}

/**
 * Lines with the edges of tables whole again: where two neighbouring lines end at the height of a line, and some of it is
 * there between them, it is. No print stands beyond the ends of lines, so little is enough to know it.
 */
export function withFrames(
  lines: readonly Trace[],
  crossing: readonly Trace[],
  raster: Raster,
  millimetre: number,
): Trace[] {
  const added: Trace[] = [];
  const [near, beyond] = [2 * MISS * millimetre, BEYOND * millimetre];
  const seen: number[] = [];
  for (const line of lines) {
    if (seen.some((at) => Math.abs(at - line.at) <= ASTRAY * millimetre)) continue;
    seen.push(line.at);
    const pieces = lines.filter(({ at }) => Math.abs(at - line.at) <= ASTRAY * millimetre);
    const ending = crossing
      .filter(({ from, to }) => Math.min(Math.abs(from - line.at), Math.abs(to - line.at)) <= beyond)
      .sort((a, b) => a.at - b.at);
    for (const [i, next] of ending.entries()) {
      const before = ending[i - 1];
      if (!before || !isSameEnd(before, next, line.at, beyond)) continue;
      const [from, to] = [Math.floor(before.at), Math.ceil(next.at) + 1];
      if (pieces.some((piece) => piece.from < to - near && piece.to > from + near)) continue;
      // A line that crosses between them says that no edge is here.
      if (crossingsOf({ ...line, from: from + near, to: to - near }, crossing, millimetre).length > 0) continue;
      const { dark, alone } = inkAlong(line, from, to, raster, millimetre);
      const [ink, lonely] = [sum(dark), sum(alone)];
      if (ink >= LEFT * (to - from) && lonely >= ALONE * ink)
        added.push({ ...line, from, to, dark: new Uint8Array(to - from).fill(1) });
    }
  }
  return [...lines, ...added];
}

/** Whether two lines end at one height, on the same side of it. */
function isSameEnd(one: Trace, other: Trace, at: number, near: number): boolean {
  const ends = (end: (trace: Trace) => number): boolean =>
    Math.abs(end(one) - at) <= near && Math.abs(end(other) - at) <= near;
  return ends(({ from }) => from) || ends(({ to }) => to);
}

function sum(bits: Uint8Array): number {
  return bits.reduce((all, bit) => all + bit, 0);
}
