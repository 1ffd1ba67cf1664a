import { Components } from '../grid/components.js';
import type { Ruling } from '../grid/ruling.js';
import { transposed } from './raster.js';
import type { Picture, Raster } from './raster.js';

/** Millimetres: how far from a line its paper is looked for, and over what length along it the print is averaged. */
const BESIDE = 0.7;
const ALONG = 2.4;
/** A line is darker than its paper on both sides by this (grey levels of an evened picture). */
const DARKER = 15;
/** Millimetres: scratches in a line that are bridged; pieces that are shorter than a line of a table; lines that need
 * no other line to end on. */
const GAP = 1;
const BRIDGE = 3;
const PIECE = 9;
const SHORT = 4;
const LONG = 28;
/** Millimetres by which a line may miss the one that it ends on; the stroke of a character misses it by more. */
const MISS = 0.45;
/** How solid a short line must be by itself, and where the same line stands elsewhere in the table. */
const SOLID = 0.95;
const BROKEN = 0.7;
/** How solid a long line must be: strokes of a whole line of text that happen to lie at one height are less. */
const LINE = 0.85;
/** A part of a line is one too if it is at least this solid against the rest. */
const STROKE = 0.93;
/** Millimetres: a longer piece beyond the last crossing line is no stroke. */
const MOST_OVERHANG = 9;

/** A traced line in pixels: `at` across it, `from`–`to` along it. */
interface Trace {
  at: number;
  from: number;
  to: number;
  /** For each pixel along it, 1 where it is really dark. */
  dark: Uint8Array;
}

/**
 * The ruling lines of an evened, upright picture, in points. A line is a ridge: darker than its paper 0.7 mm away on
 * both sides, however faint or thin. Strokes of characters pass that test too, so a short line must end on lines that
 * cross it.
 */
export function rulingsOf(page: Picture): Ruling[] {
  const millimetre = page.dpi / 25.4;
  const { level, upright } = anchored(
    joined(ridges(page, millimetre), millimetre),
    joined(ridges(transposed(page), millimetre), millimetre),
    millimetre,
  );
  const point = 72 / page.dpi;
  return [
    ...level.map(({ at, from, to }): Ruling => ({
      x0: from * point,
      x1: to * point,
      y0: at * point,
      y1: at * point,
      source: 'line',
    })),
    ...upright.map(({ at, from, to }): Ruling => ({
      x0: at * point,
      x1: at * point,
      y0: from * point,
      y1: to * point,
      source: 'line',
    })),
  ];
}

/** Level ridges, traced. */
function ridges({ width, height, data }: Raster, millimetre: number): Trace[] {
  const half = Math.max(2, Math.round((ALONG * millimetre) / 2));
  const beside = Math.max(2, Math.round(BESIDE * millimetre));
  const gap = Math.round(GAP * millimetre);
  const least = Math.round(2 * millimetre);
  const window = 2 * half + 1;
  const averaged = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    for (let x = -half; x <= half; x++) sum += data[row + Math.min(width - 1, Math.max(0, x))]!;
    for (let x = 0; x < width; x++) {
      averaged[row + x] = sum / window;
      sum += data[row + Math.min(width - 1, x + half + 1)]! - data[row + Math.max(0, x - half)]!;
    }
  }
  const runs: { y: number; from: number; to: number; weight: number }[] = [];
  const firstOf = new Int32Array(height + 1);
  for (let y = 0; y < height; y++) {
    firstOf[y] = runs.length;
    if (y < beside || y >= height - beside) continue;
    let from = -1;
    let last = -1;
    let weight = 0;
    const finish = (): void => {
      if (from >= 0 && last - from >= least) runs.push({ y, from, to: last + 1, weight });
      from = -1;
      weight = 0;
    };
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const paper = Math.min(averaged[at - beside * width]!, averaged[at + beside * width]!);
      const depth = paper - averaged[at]!;
      if (depth < DARKER) continue;
      if (from >= 0 && x - last > gap) finish();
      if (from < 0) from = x;
      last = x;
      weight += depth;
    }
    finish();
  }
  firstOf[height] = runs.length;
  const sets = new Components(runs.length);
  for (let y = 1; y < height; y++) {
    let above = firstOf[y - 1]!;
    for (let i = firstOf[y]!; i < firstOf[y + 1]!; i++) {
      const run = runs[i]!;
      while (above < firstOf[y]! && runs[above]!.to <= run.from) above++;
      for (let j = above; j < firstOf[y]! && runs[j]!.from < run.to; j++) sets.join(i, j);
    }
  }
  const members = new Map<number, typeof runs>();
  for (const [i, run] of runs.entries()) {
    const root = sets.find(i);
    const list = members.get(root);
    if (list) list.push(run);
    else members.set(root, [run]);
  }
  const traces: Trace[] = [];
  for (const list of members.values()) traces.push(...straightened(list, millimetre));
  // The average along the line reaches half a window beyond its end.
  return traces.map((trace) => trimmed(trace, { width, height, data }, half));
}

/** The runs of one ridge as a line: its place is that of its deepest runs. Blots that are no line are dropped. */
function straightened(
  runs: readonly { y: number; from: number; to: number; weight: number }[],
  millimetre: number,
): Trace[] {
  let [from, to, weights, sum] = [Infinity, -Infinity, 0, 0];
  for (const run of runs) {
    from = Math.min(from, run.from);
    to = Math.max(to, run.to);
    const weight = run.weight * (run.to - run.from);
    weights += weight;
    sum += weight * run.y;
  }
  if (to - from < SHORT * millimetre) return [];
  return [{ at: sum / weights + 0.5, from, to, dark: new Uint8Array(to - from) }];
}

/** A trace without the ends that only the averaging made, and where it is dark. */
function trimmed(trace: Trace, { width, height, data }: Raster, most: number): Trace {
  const { at, from, to } = trace;
  const darkness = new Uint8Array(to - from);
  const middle = Math.floor(at);
  for (let x = from; x < to; x++) {
    let darkest = 255;
    for (let y = Math.max(0, middle - 2); y <= Math.min(height - 1, middle + 2); y++) {
      darkest = Math.min(darkest, data[y * width + x]!);
    }
    darkness[x - from] = 255 - darkest;
  }
  // A faint line is as solid as a black one: what counts is that it goes on.
  const usual = Uint8Array.from(darkness).sort()[darkness.length >> 1]!;
  const dark = darkness.map((depth) => (depth > Math.max(DARKER, 0.45 * usual) ? 1 : 0));
  let [left, right] = [from, to];
  while (left < to - 1 && left - from < most && !dark[left - from]) left++;
  while (right > left + 1 && to - right < most && !dark[right - 1 - from]) right--;
  return { at, from: left, to: right, dark: dark.slice(left - from, right - from) };
}

/** The share of a trace that is really dark. */
function solid({ dark }: Trace): number {
  return dark.reduce((sum, bit) => sum + bit, 0) / dark.length;
}

function cut({ at, from, to, dark }: Trace, left: number, right: number): Trace {
  const [start, end] = [Math.max(from, left), Math.min(to, right)];
  return { at, from: start, to: end, dark: dark.slice(start - from, end - from) };
}

/** Pieces of one line, parted by scratches and blots, made one. */
function joined(traces: readonly Trace[], millimetre: number): Trace[] {
  const lines: Trace[] = [];
  for (const trace of [...traces].sort((a, b) => a.from - b.from || a.at - b.at)) {
    const before = lines.find(
      (line) =>
        Math.abs(line.at - trace.at) <= 0.35 * millimetre &&
        trace.from - line.to <= BRIDGE * millimetre &&
        trace.from >= line.to - millimetre &&
        // Strokes of characters that stand under one another are no pieces of a line.
        Math.min(line.to - line.from, trace.to - trace.from) >= PIECE * millimetre,
    );
    if (!before) {
      lines.push({ ...trace });
      continue;
    }
    const [old, fresh] = [before.to - before.from, trace.to - trace.from];
    before.at = (before.at * old + trace.at * fresh) / (old + fresh);
    const dark = new Uint8Array(Math.max(before.to, trace.to) - before.from);
    dark.set(before.dark);
    for (const [i, bit] of trace.dark.entries()) if (bit) dark[trace.from - before.from + i] = 1;
    before.to = before.from + dark.length;
    before.dark = dark;
  }
  return lines;
}

/**
 * Long lines, and the short ones that end on lines of the table at both ends. It grows from the long ones, because
 * the strokes of one character end on each other.
 */
function anchored(level: Trace[], upright: Trace[], millimetre: number): { level: Trace[]; upright: Trace[] } {
  const isLong = (trace: Trace): boolean => trace.to - trace.from >= LONG * millimetre && solid(trace) >= LINE;
  const kept = { level: level.filter(isLong), upright: upright.filter(isLong) };
  let rest = { level: level.filter((trace) => !isLong(trace)), upright: upright.filter((trace) => !isLong(trace)) };
  for (;;) {
    const upright = rest.upright.flatMap((trace) => held(trace, kept.level, kept.upright, millimetre));
    kept.upright.push(...upright);
    const level = rest.level.flatMap((trace) => held(trace, kept.upright, kept.level, millimetre));
    kept.level.push(...level);
    if (upright.length + level.length === 0) break;
    const isLeft = (trace: Trace): boolean => ![...upright, ...level].some((other) => covers(other, trace));
    rest = { level: rest.level.filter(isLeft), upright: rest.upright.filter(isLeft) };
  }
  return {
    level: kept.level.flatMap((line) => solidParts(line, kept.upright, millimetre)),
    upright: kept.upright.flatMap((line) => solidParts(line, kept.level, millimetre)),
  };
}

function covers(line: Trace, trace: Trace): boolean {
  return line.at === trace.at && line.from >= trace.from && line.to <= trace.to;
}

/** The part of a short trace between the outermost lines that it meets, where that is a line and no stroke. */
function held(trace: Trace, crossing: readonly Trace[], alike: readonly Trace[], millimetre: number): Trace[] {
  const meets = crossingsOf(trace, crossing, millimetre);
  if (meets.length < 2) return [];
  const part = cut(trace, Math.floor(meets[0]!), Math.ceil(meets.at(-1)!) + 1);
  if (part.to - part.from < SHORT * millimetre) return [];
  const overhang = trace.to - trace.from - (part.to - part.from);
  if (overhang > MOST_OVERHANG * millimetre) return [];
  // A stroke of a character leaves some paper between itself and the lines above and below.
  const share = solid(part);
  const goesOn = alike.some((other) => Math.abs(other.at - trace.at) <= 0.4 * millimetre && solid(other) >= SOLID);
  return share >= SOLID || (share >= BROKEN && goesOn) ? [part] : [];
}

/**
 * A line between the lines that it crosses: where it is far less solid than elsewhere, it is the stroke of a character
 * that stands in its way, or nothing at all.
 */
function solidParts(line: Trace, crossing: readonly Trace[], millimetre: number): Trace[] {
  const inner = crossingsOf(line, crossing, millimetre).map(Math.round);
  const ends = [line.from, ...inner.filter((at) => at > line.from && at < line.to), line.to];
  const parts: { from: number; to: number; share: number }[] = [];
  for (const [i, to] of ends.entries()) {
    const from = ends[i - 1];
    if (from === undefined) continue;
    parts.push({ from, to, share: to - from < millimetre ? 1 : solid(cut(line, from, to)) });
  }
  const shares = parts.filter((part) => part.to - part.from >= millimetre).map((part) => part.share);
  const usual = shares.sort((a, b) => a - b)[shares.length >> 1] ?? 1;
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

/** Where other lines cross or touch a line, along it, in order. */
function crossingsOf({ at, from, to }: Trace, crossing: readonly Trace[], millimetre: number): number[] {
  const miss = MISS * millimetre;
  return crossing
    .filter(
      (other) => other.at >= from - miss && other.at <= to + miss && at >= other.from - miss && at <= other.to + miss,
    )
    .map((other) => other.at)
    .sort((a, b) => a - b);
}
