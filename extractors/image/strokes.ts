import { areStrokes, hasBranches, MOSTLY, rowsOf } from './branches.js';
import { crossingsOf, MISS, ROW } from './crossings.js';
import type { Raster } from './raster.js';
import { cut, inkAlong, SHORT, solid } from './traces.js';
import type { Trace } from './traces.js';

/** Millimetres by which a line of one row misses its ends at the most; in tight rows print stands as near. */
const TOUCH = 0.22;
/** How solid a short line must be by itself, and where the same line stands elsewhere in the table. */
const SOLID = 0.95;
const BROKEN = 0.7;
/** Millimetres: a scratch through a line. */
export const SCRATCH = 2.6;
/** Where broken lines meet others they are seldom broken; strokes that stand in rows touch one line of two at the most. */
const HANGING = 0.65;
/** Millimetres of a line that are there at least at either end of a row in which it was scratched but once. */
const END = 0.5;
/** Millimetres: a longer trace that touches only one line, with paper on both sides, is a line that was scratched. */
const SCRATCHED = 5;
/** The share of a line's ink that has paper on both sides; of a dashed one. */
export const ALONE = 0.75;
export const LONELY = 0.88;
/** Of a broad stroke, no more of the ink has paper on both sides; that of a seal is fainter than the lines about it. */
const BROAD = 0.2;
const FAINTER = 0.9;
/** What is so much fainter than the lines that it ends on, alone of its kind, is the edge of a stain. */
const FAINT = 0.22;
/** Gaps above and below a digit in its row. */
const FEW = 3;
/** Millimetres of a line that print may crowd on both sides, and of one that can be led on there. */
const CROWDED = 10;
/** Millimetres: a longer piece beyond the last crossing line is no stroke. */
const MOST_OVERHANG = 9;

/** The part of a short trace between the outermost lines that it meets, where that is a line and no stroke. */
export function held(
  found: Trace,
  crossing: readonly Trace[],
  alike: readonly Trace[],
  raster: Raster,
  millimetre: number,
): Trace[] {
  const trace = ledOn(found, crossing, raster, millimetre);
  const meets = crossingsOf(trace, crossing, millimetre);
  if (meets.length < 2) return meets.length === 1 ? scratched(trace, crossing, millimetre) : [];
  const part = cut(trace, Math.floor(meets[0]!), Math.ceil(meets.at(-1)!) + 1);
  if (part.to - part.from < SHORT * millimetre) return [];
  const overhang = trace.to - trace.from - (part.to - part.from);
  if (overhang > MOST_OVERHANG * millimetre) return [];
  // A stroke of a character leaves some paper between itself and the lines above and below.
  const share = solid(part);
  const goesOn = alike.some((other) => Math.abs(other.at - trace.at) <= 0.4 * millimetre && solid(other) >= SOLID);
  if (!goesOn && (isOfSeal(part, crossing, millimetre) || isOfStain(part, crossing, alike, millimetre))) return [];
  const length = part.to - part.from;
  const branched = hasBranches(part, meets, raster, millimetre);
  // A stroke in one row stands among print.
  if (share < SOLID && length < ROW * millimetre && part.alone < ALONE) return [];
  // A column of strokes may stand at the height of a line elsewhere, but print sets out from it all along.
  if (goesOn && branched && part.alone < ALONE) return [];
  if (!goesOn) {
    const touches = (from: number, to: number): boolean =>
      to - from <= Math.max(1.5, TOUCH * millimetre) ||
      inkAlong(trace, Math.ceil(from), Math.floor(to), raster, millimetre).dark.every((bit) => bit === 1);
    if (length < ROW * millimetre && !(touches(meets[0]!, part.from) && touches(part.to, meets.at(-1)!))) return [];
    if (length < ROW * millimetre && isOfDigits(part, raster, millimetre)) return [];
    // Each stroke of a column of them has its own branches; a pen crosses a line in one row or two.
    const isStroke = branched && areStrokes(rowsOf(part, meets), meets, raster, millimetre);
    if (isStroke && (share < SOLID || length < 3 * ROW * millimetre)) return [];
  }
  return share >= SOLID || (share >= BROKEN && goesOn) || isBrokenLine(part, crossing, millimetre) ? [part] : [];
}

/** A trace led on to the lines that it does not reach because print crowds it there on both sides: its ink goes on. */
function ledOn(trace: Trace, crossing: readonly Trace[], raster: Raster, millimetre: number): Trace {
  if (trace.to - trace.from < CROWDED * millimetre || solid(trace) < SOLID) return trace;
  const [miss, reach] = [MISS * millimetre, CROWDED * millimetre];
  const across = crossing.filter(({ from, to }) => trace.at >= from - miss && trace.at <= to + miss);
  const hangs = (end: number): boolean => !across.some(({ at }) => Math.abs(at - end) <= miss);
  const isInk = (from: number, to: number): boolean =>
    inkAlong(trace, from, to, raster, millimetre).dark.every((bit) => bit === 1);
  let { from, to } = trace;
  const behind = Math.min(...across.map(({ at }) => Math.ceil(at)).filter((at) => at > to && at <= to + reach));
  if (Number.isFinite(behind) && hangs(to) && isInk(to, behind)) to = behind;
  const before = Math.max(...across.map(({ at }) => Math.floor(at)).filter((at) => at < from && at >= from - reach));
  if (Number.isFinite(before) && hangs(from) && isInk(before, from)) from = before;
  if (from === trace.from && to === trace.to) return trace;
  const dark = new Uint8Array(to - from).fill(1);
  dark.set(trace.dark, trace.from - from);
  return { ...trace, from, to, dark };
}

/**
 * Whether the ink between lines that cross is a line that was broken here and there: most of it is there, with paper
 * beside it all along, and it hangs on the lines. Strokes of print in rows, the ones of a column of figures, stand apart
 * from them, or touch one of two.
 */
export function isBrokenLine(part: Trace, crossing: readonly Trace[], millimetre: number): boolean {
  const { dark, alone, from, to } = part;
  if (alone < LONELY) return false;
  let [ink, gap, widest, scratches] = [0, 0, 0, 0];
  for (const bit of dark) {
    ink += bit;
    gap = bit ? 0 : gap + 1;
    widest = Math.max(widest, gap);
    if (gap === 1) scratches++;
  }
  if (ink < MOSTLY * dark.length || widest > SCRATCH * millimetre) return false;
  const few = Math.round(1.1 * millimetre);
  const inked = (start: number, end = start + few): boolean => dark.subarray(start, end).every((bit) => bit === 1);
  const least = Math.round(END * millimetre);
  if (scratches === 1 && inked(0, least) && inked(dark.length - least)) return true;
  const sides = crossingsOf(part, crossing, millimetre).flatMap((at) => {
    const place = Math.min(dark.length - 1, Math.max(0, Math.round(at) - from));
    const before = place >= few ? [inked(place - few)] : [];
    return place + few <= to - from ? [...before, inked(place)] : before;
  });
  const hanging = sides.filter((hangs) => hangs).length;
  return sides.length > 0 && hanging >= HANGING * sides.length;
}

/** Whether a row of what looks like a dashed line is the stroke of a digit: much of it is paper, in few gaps. */
function isOfDigits(part: Trace, raster: Raster, millimetre: number): boolean {
  const { dark } = inkAlong(part, part.from, part.to, raster, millimetre);
  let [ink, gaps] = [0, 0];
  for (const [i, bit] of dark.entries()) {
    ink += bit;
    if (!bit && dark[i - 1]) gaps++;
  }
  return ink < MOSTLY * dark.length && gaps <= FEW;
}

/** The ring of a seal, seen in grey, between two lines of a table: a broad stroke that is fainter than they are. */
function isOfSeal(part: Trace, crossing: readonly Trace[], millimetre: number): boolean {
  return part.alone < BROAD && part.depth < FAINTER * faintestOf(part, crossing, millimetre);
}

/** The edge of a stain in one row of a table; a table whose lines differ so much has other lines as faint. */
function isOfStain(part: Trace, crossing: readonly Trace[], alike: readonly Trace[], millimetre: number): boolean {
  if (part.depth >= FAINT * faintestOf(part, crossing, millimetre)) return false;
  return alike.every(({ depth }) => part.depth < FAINT * depth);
}

/** How dark the faintest line is that it meets. */
function faintestOf(part: Trace, crossing: readonly Trace[], millimetre: number): number {
  return crossing.reduce(
    (faintest, other) =>
      other.depth < faintest && crossingsOf(part, [other], millimetre).length > 0 ? other.depth : faintest,
    255,
  );
}

/** A trace that touches one line, and would touch another one were it not scratched there. */
function scratched(trace: Trace, crossing: readonly Trace[], millimetre: number): Trace[] {
  const reach = SCRATCH * millimetre;
  const wide = { ...trace, from: trace.from - reach, to: trace.to + reach };
  const meets = crossingsOf(wide, crossing, millimetre);
  if (meets.length < 2 || trace.to - trace.from < SCRATCHED * millimetre) return [];
  const [from, to] = [Math.floor(meets[0]!), Math.ceil(meets.at(-1)!) + 1];
  if (from > trace.from + MISS * millimetre || to < trace.to - MISS * millimetre) return [];
  if (solid(trace) < SOLID || trace.alone < ALONE) return [];
  return [{ ...trace, from, to, dark: new Uint8Array(to - from).fill(1) }];
}
