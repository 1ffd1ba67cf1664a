import type { Ruling } from '../grid/ruling.js';
import { withoutTitles } from './between-tables.js';
import { isOfStrokes, MOSTLY, withoutStrokesAtEnds } from './branches.js';
import { crossingsOf, MISS } from './crossings.js';
import { withCutEdges } from './cut-tables.js';
import { enclosed } from './enclosed.js';
import { withoutFolds } from './folds.js';
import { isTorn, withFrames } from './torn.js';
import { transposed } from './raster.js';
import type { Picture, Raster } from './raster.js';
import { ALONE, held, isBrokenLine, LONELY, SCRATCH } from './strokes.js';
import { cut, fadedInk, inkAlong, SHORT, solid, tracesOf } from './traces.js';
import type { Trace } from './traces.js';

/** Millimetres: a line that needs no other line to end on. */
const LONG = 28;
/** How solid a long line must be: strokes of a whole line of text that happen to lie at one height are less. */
const LINE = 0.85;
/** A long line with so much of its ink there is one, whatever stands beside it. */
const WHOLE = 0.97;
/** What must be left of a line where it was scratched, if it touches the lines at both ends. */
const LEFT = 0.4;
/** What of it touches one line alone, with paper beside all of it. */
const NEARLY = 0.8;
/** What is so faint beside a line, and no farther from it than this (millimetres), is an echo of it. */
const ECHO = 0.25;
const BLOCK = 1.2;
/** A part of a line is one too if it is at least this solid against the rest. */
const STROKE = 0.93;

/**
 * The ruling lines of an evened, upright picture, in points. A line is a ridge: darker than its paper 0.7 mm away on
 * both sides, however faint or thin. Strokes of characters pass that test too, so a short line must end on lines that
 * cross it. Whether dashes were closed before tells that lines may be broken.
 */
export function rulingsOf(page: Picture, dashed = false): Ruling[] {
  const millimetre = page.dpi / 25.4;
  const turned = transposed(page);
  const found = anchored(
    withoutFolds(tracesOf(page, millimetre), page.width, millimetre),
    withoutFolds(tracesOf(turned, millimetre), page.height, millimetre),
    { level: page, upright: turned },
    millimetre,
  );
  const kept = {
    level: withoutEchoes(found.level, millimetre),
    upright: withoutEchoes(found.upright, millimetre),
  };
  const torn = dashed || isTorn([...kept.level, ...kept.upright], millimetre);
  const reaching = {
    level: kept.level.map((line) => prolonged(line, kept.upright, page, millimetre)),
    upright: kept.upright.map((line) => prolonged(line, kept.level, turned, millimetre)),
  };
  const parts = whole(
    {
      level: reaching.level,
      upright: reaching.upright.map((line) => withoutStrokesAtEnds(line, reaching.level, turned, millimetre)),
    },
    { level: page, upright: turned },
    millimetre,
  );
  const sides = torn ? withFrames(parts.upright, parts.level, turned, millimetre) : parts.upright;
  const upright = withoutTitles(sides, parts.level, millimetre);
  const level = torn ? withFrames(parts.level, upright, page, millimetre) : parts.level;
  const point = 72 / page.dpi;
  const closedIn = enclosed(withCutEdges(upright, level, page, millimetre), level, millimetre);
  return [
    ...level.map(({ at, from, to }): Ruling => ({
      x0: from * point,
      x1: to * point,
      y0: at * point,
      y1: at * point,
      source: 'line',
    })),
    ...closedIn.map(({ at, from, to }): Ruling => ({
      x0: at * point,
      x1: at * point,
      y0: from * point,
      y1: to * point,
      source: 'line',
    })),
  ];
}

interface Lines {
  level: Trace[];
  upright: Trace[];
}

/**
 * Long lines, and the short ones that end on lines of the table at both ends. It grows from the long ones, because
 * the strokes of one character end on each other.
 */
function anchored(
  level: Trace[],
  upright: Trace[],
  along: { level: Raster; upright: Raster },
  millimetre: number,
): Lines {
  const isLong = (trace: Trace): boolean => trace.to - trace.from >= LONG * millimetre && solid(trace) >= LINE;
  // Strokes of print at one height look like a dashed line too: but other strokes hang on them, and no line crosses.
  // No row of strokes is all ink, however print may crowd a line.
  const isLine = (trace: Trace, crossing: readonly Trace[]): boolean =>
    trace.inked >= WHOLE ||
    trace.alone >= (trace.inked >= LINE ? ALONE : LONELY) ||
    isFramed(trace, crossing, millimetre);
  const long = { level: level.filter(isLong), upright: upright.filter(isLong) };
  const kept = {
    level: long.level.filter((trace) => isLine(trace, long.upright)),
    // Strokes of a column of characters are framed too, in rows hardly higher than they are.
    upright: long.upright.filter(
      (trace) =>
        isLine(trace, long.level) &&
        (trace.alone >= ALONE || !isOfStrokes(trace, long.level, along.upright, millimetre)),
    ),
  };
  let rest = {
    level: level.filter((trace) => !kept.level.includes(trace)),
    upright: upright.filter((trace) => !kept.upright.includes(trace)),
  };
  for (;;) {
    const upright = rest.upright
      .map((trace) => withoutStrokesAtEnds(trace, kept.level, along.upright, millimetre))
      .flatMap((trace) => held(trace, kept.level, kept.upright, along.upright, millimetre));
    kept.upright.push(...upright);
    const level = rest.level.flatMap((trace) => held(trace, kept.upright, kept.level, along.level, millimetre));
    kept.level.push(...level);
    if (upright.length + level.length === 0) break;
    const isLeft = (trace: Trace): boolean => ![...upright, ...level].some((other) => covers(other, trace));
    rest = { level: rest.level.filter(isLeft), upright: rest.upright.filter(isLeft) };
  }
  return kept;
}

/** Lines without the faint ones that strong compression draws beside them, a block away. */
function withoutEchoes(lines: readonly Trace[], millimetre: number): Trace[] {
  const isEcho = (line: Trace, of: Trace): boolean =>
    line.depth < ECHO * of.depth &&
    Math.abs(line.at - of.at) <= BLOCK * millimetre &&
    line.from >= of.from - BLOCK * millimetre &&
    line.to <= of.to + BLOCK * millimetre;
  return lines.filter((line) => !lines.some((other) => isEcho(line, other)));
}

function whole({ level, upright }: Lines, along: { level: Raster; upright: Raster }, millimetre: number): Lines {
  return {
    level: level.flatMap((line) => solidParts(line, upright, along.level, millimetre)),
    upright: upright.flatMap((line) => solidParts(line, level, along.upright, millimetre)),
  };
}

/** A line led on to the lines that it should end on, where what is left of it says so. */
function prolonged(line: Trace, crossing: readonly Trace[], raster: Raster, millimetre: number): Trace {
  const reach = SCRATCH * millimetre;
  const across = crossing
    .filter((other) => line.at >= other.from - reach && line.at <= other.to + reach)
    .map((other) => Math.round(other.at))
    .sort((a, b) => a - b);
  let { from, to } = line;
  for (const at of across.filter((one) => one > to)) {
    if (!goesOnTo(line, to, at, across, raster, millimetre)) break;
    to = at + 1;
  }
  for (const at of across.filter((one) => one < from).reverse()) {
    if (!goesOnTo(line, from, at, across, raster, millimetre)) break;
    from = at;
  }
  const dark = new Uint8Array(to - from).fill(1);
  dark.set(line.dark, line.from - from);
  return { ...line, from, to, dark };
}

/**
 * Whether a line goes on from its end to a line that crosses it there. It does when its end hangs in the air just
 * before; else when pieces of it are there, the first or last of which touch what is known: strokes of characters
 * stand between lines.
 */
function goesOnTo(
  line: Trace,
  end: number,
  at: number,
  across: readonly number[],
  raster: Raster,
  millimetre: number,
): boolean {
  const miss = MISS * millimetre;
  if (Math.abs(at - end) <= miss) return true;
  const hangs = !across.some((other) => Math.abs(other - end) <= miss);
  if (hangs && Math.abs(at - end) <= SCRATCH * millimetre) return true;
  const [from, to] = at > end ? [end, at] : [at, end];
  const { dark, alone } = inkAlong(line, from, to, raster, millimetre);
  // The lines at both ends are themselves ink.
  const skip = Math.min(Math.round(0.5 * millimetre), dark.length >> 2);
  const inked = (bits: Uint8Array): number =>
    bits.subarray(skip, bits.length - skip).reduce((sum, bit) => sum + bit, 0);
  const share = inked(dark) / Math.max(1, dark.length - 2 * skip);
  if (hangs && share >= WHOLE) return true;
  const few = skip + Math.round(0.6 * millimetre);
  const touching = [dark.subarray(0, few), dark.subarray(-few)].filter((bits) => bits.every((bit) => bit === 1)).length;
  // Print that fills a cell from side to side touches the lines too; by itself it touches one at the most.
  if (!hangs && (touching < 2 || share < MOSTLY) && (touching < 1 || share < NEARLY || inked(alone) < inked(dark)))
    return false;
  return touching > 0 && share >= (touching === 2 ? LEFT : MOSTLY) && inked(alone) >= ALONE * inked(dark);
}

/** Whether other lines cross it well inside, or stand at both of its ends. */
function isFramed(trace: Trace, crossing: readonly Trace[], millimetre: number): boolean {
  const [inside, beside] = [1.5 * millimetre, 0.7 * millimetre];
  const wide = { ...trace, from: trace.from - beside, to: trace.to + beside };
  const meets = crossingsOf(wide, crossing, millimetre);
  const inner = meets.some((at) => at > trace.from + inside && at < trace.to - inside);
  return inner || (meets.some((at) => at < trace.from + inside) && meets.some((at) => at > trace.to - inside));
}

function covers(line: Trace, trace: Trace): boolean {
  return line.at === trace.at && line.from < trace.to && line.to > trace.from;
}

/**
 * A line between the lines that it crosses: where it is far less solid than elsewhere, it is the stroke of a character
 * that stands in its way, or nothing at all.
 */
function solidParts(line: Trace, crossing: readonly Trace[], raster: Raster, millimetre: number): Trace[] {
  const inner = crossingsOf(line, crossing, millimetre).map(Math.round);
  const ends = [line.from, ...inner.filter((at) => at > line.from && at < line.to), line.to];
  const parts: { from: number; to: number; share: number }[] = [];
  for (const [i, to] of ends.entries()) {
    const from = ends[i - 1];
    if (from === undefined) continue;
    const part = cut(line, from, to);
    parts.push({
      from,
      to,
      share: to - from < millimetre || isBrokenLine(part, crossing, millimetre) ? 1 : solid(part),
    });
  }
  const shares = parts.filter((part) => part.to - part.from >= millimetre).map((part) => part.share);
  const usual = shares.sort((a, b) => a - b)[shares.length >> 1] ?? 1;
  for (const part of parts) {
    const isLost = part.share < STROKE * usual;
    if (isLost && solid(fadedInk(line, part.from, part.to, raster, millimetre)) >= WHOLE) part.share = usual;
  }
  const pieces: Trace[] = [];
  let start: number | undefined;
  for (const [i, { from, to, share }] of parts.entries()) {
    if (share >= STROKE * usual) start ??= from;
    const last = i === parts.length - 1;
    if (start !== undefined && (last || share < STROKE * usual)) {
      const end = share < STROKE * usual ? from : to;
      if (end - start >= SHORT * millimetre) pieces.push(cut(line, start, end));
      start = undefined;
    }
  }
  return pieces;
}
