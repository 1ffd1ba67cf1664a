import { crossingsOf, ROW } from './crossings.js';
import type { Raster } from './raster.js';
import { ABOUT, cut, darkest, SHORT } from './traces.js';
import type { Trace } from './traces.js';

/** More than a half, by far: what must be left of a line where it was scratched, what of a line is strokes if it is none. */
export const MOSTLY = 0.6;
/** Rows that tell what goes through them. */
const FEW = 3;
/** A pen that crosses a line sets out from it to both sides. */
const CROSSED = 2;

/** Whether most of a long upright trace, row by row, is the strokes of characters: print sets out from each of them. */
export function isOfStrokes(trace: Trace, crossing: readonly Trace[], raster: Raster, millimetre: number): boolean {
  const meets = crossingsOf(trace, crossing, millimetre);
  const rows = rowsOf(trace, meets);
  return rows.length >= FEW && areStrokes(rows, meets, raster, millimetre);
}

/** A line without strokes of print in its first and last rows: those of a title that stands on the edge of its table. */
export function withoutStrokesAtEnds(
  line: Trace,
  crossing: readonly Trace[],
  raster: Raster,
  millimetre: number,
): Trace {
  let meets = crossingsOf(line, crossing, millimetre);
  let left = line;
  const isStroke = (from: number, to: number): boolean =>
    to - from <= ROW * millimetre &&
    branches(cut(line, Math.ceil(from), Math.floor(to)), meets, raster, millimetre) > CROSSED;
  for (; meets.length > FEW && isStroke(meets.at(-2)!, meets.at(-1)!); meets = meets.slice(0, -1))
    left = cut(left, left.from, Math.ceil(meets.at(-2)!) + 1);
  for (; meets.length > FEW && isStroke(meets[0]!, meets[1]!); meets = meets.slice(1))
    left = cut(left, Math.floor(meets[1]!), left.to);
  return left;
}

/** The pieces of a line between those that it meets. */
export function rowsOf(line: Trace, meets: readonly number[]): Trace[] {
  return meets.slice(1).map((to, i) => cut(line, Math.floor(meets[i]!), Math.ceil(to) + 1));
}

/** Whether most of these pieces of a line are strokes of characters. */
export function areStrokes(
  rows: readonly Trace[],
  meets: readonly number[],
  raster: Raster,
  millimetre: number,
): boolean {
  const strokes = rows.filter((row) => hasBranches(row, meets, raster, millimetre));
  return inked(strokes) > MOSTLY * inked(rows);
}

function inked(rows: readonly Trace[]): number {
  return rows.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Whether print sets out from it more often than from a line. */
export function hasBranches(part: Trace, meets: readonly number[], raster: Raster, millimetre: number): boolean {
  return branches(part, meets, raster, millimetre) > (part.to - part.from) / (1.5 * ROW * millimetre);
}

/**
 * How often print sets out from a stroke to either side, away from the lines that cross it: as from those of characters. What
 * goes on is a line that ends on it.
 */
function branches(
  { at, from, to, depth }: Trace,
  meets: readonly number[],
  raster: Raster,
  millimetre: number,
): number {
  const [near, far] = [Math.round(ABOUT * millimetre) + 1, Math.round(0.8 * millimetre)];
  const [free, line] = [0.5 * millimetre, SHORT * millimetre];
  let count = 0;
  for (const side of [-1, 1]) {
    const isInk = (x: number, off: number): boolean => {
      const y = Math.round(at - 0.5 + side * off);
      return darkest(raster, x, y, y) > 0.45 * depth;
    };
    const reaches = (x: number, start: number, end: number): boolean => {
      for (let off = start; off <= end; off++) if (!isInk(x, off)) return false;
      return true;
    };
    let before = false;
    for (let x = from; x < to; x++) {
      const goesOff = !meets.some((place) => Math.abs(place - x) < free) && reaches(x, near, far);
      if (goesOff && !before && !reaches(x, far, line)) count++;
      before = goesOff;
    }
  }
  return count;
}
