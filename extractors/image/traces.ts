import { addUnder } from '../../schemas/index.js';
import { Components } from '../grid/components.js';
import { closed } from './dashes.js';
import type { Raster } from './raster.js';

/** Millimetres: how far from a line its paper is looked for, and over what length along it the print is averaged. */
const BESIDE = 0.7;
const ALONG = 2.4;
/** A line is darker than its paper on both sides by this (grey levels of an evened picture). */
const DARKER = 15;
/** Millimetres: scratches in a line that are bridged, of pieces that are longer than strokes of characters. */
const GAP = 1;
const BRIDGE = 3;
const PIECE = 9;
/** Millimetres: how far print may stand so close to a line on both sides that it is no ridge. */
const CROWDED = 10;
/** Millimetres: what is shorter is no line. */
export const SHORT = 4;
/** Millimetres by which the ink of a line strays from its place. */
export const ABOUT = 0.25;

/** A traced line in pixels: `at` across it, `from`–`to` along it. */
export interface Trace {
  at: number;
  from: number;
  to: number;
  /** For each pixel along it, 1 where it is really dark. */
  dark: Uint8Array;
  /** How dark it is where it is there, 0–255. */
  depth: number;
  /** The share of its ink that has paper on both sides. */
  alone: number;
  /** The share of it that was dark before the gaps of dots, dashes and scratches were closed. */
  inked: number;
}

/**
 * The level lines of a picture, as far as ridges tell: what is darker than its paper 0.7 mm away on both sides, however
 * faint or thin. Strokes of characters are among them.
 */
export function tracesOf(raster: Raster, millimetre: number): Trace[] {
  return joined(ridges(raster, millimetre), raster, millimetre);
}

/** Where there is ink at the height of a line, and where that ink has paper on both sides. */
export function inkAlong(
  { at, depth }: Pick<Trace, 'at' | 'depth'>,
  from: number,
  to: number,
  raster: Raster,
  millimetre: number,
): { dark: Uint8Array; alone: Uint8Array } {
  const [dark, alone] = [new Uint8Array(to - from), new Uint8Array(to - from)];
  const [near, far] = [0.42 * millimetre, BESIDE * millimetre];
  const about = Math.max(1, Math.round(ABOUT * millimetre));
  // A faint line is as solid as a black one: what counts is that it goes on.
  const least = Math.max(DARKER, 0.45 * depth);
  for (let x = from; x < to; x++) {
    if (darkest(raster, x, at - about, at + about) <= least) continue;
    dark[x - from] = 1;
    const beside = Math.max(darkest(raster, x, at - far, at - near), darkest(raster, x, at + near, at + far));
    if (beside < 0.6 * depth) alone[x - from] = 1;
  }
  return { dark, alone };
}

/** Where along a line there is ink that fades, with paper on both sides: a drum at its end leaves stripes without toner. */
export function fadedInk(
  { at }: Pick<Trace, 'at'>,
  from: number,
  to: number,
  raster: Raster,
  millimetre: number,
): Pick<Trace, 'dark'> {
  const dark = new Uint8Array(to - from);
  const [near, far] = [0.42 * millimetre, BESIDE * millimetre];
  const about = Math.max(1, Math.round(ABOUT * millimetre));
  for (let x = from; x < to; x++) {
    const depth = darkest(raster, x, at - about, at + about);
    const beside = Math.max(darkest(raster, x, at - far, at - near), darkest(raster, x, at + near, at + far));
    if (depth > DARKER && beside < 0.6 * depth) dark[x - from] = 1;
  }
  return { dark };
}

export function darkest({ width, height, data }: Raster, x: number, top: number, bottom: number): number {
  let grey = 255;
  const last = Math.min(height - 1, Math.floor(bottom));
  for (let y = Math.max(0, Math.floor(top)); y <= last; y++) grey = Math.min(grey, data[y * width + x]!);
  return 255 - grey;
}

/** The share of a trace that is really dark. */
export function solid({ dark }: Pick<Trace, 'dark'>): number {
  return dark.reduce((sum, bit) => sum + bit, 0) / dark.length;
}

export function cut(trace: Trace, left: number, right: number): Trace {
  const { from, to, dark } = trace;
  const [start, end] = [Math.max(from, left), Math.min(to, right)];
  return { ...trace, from: start, to: end, dark: dark.slice(start - from, end - from) };
}

/** Level ridges, traced. */
function ridges({ width, height, data }: Raster, millimetre: number): Trace[] {
  const half = Math.max(2, Math.round((ALONG * millimetre) / 2));
  const beside = Math.max(2, Math.round(BESIDE * millimetre));
  const gap = Math.round(GAP * millimetre);
  const least = Math.round(2 * millimetre);
  const window = 2 * half + 1;
  const averaged = new Uint8Array(width * height);
  const meanOf = Uint8Array.from({ length: 255 * window + 1 }, (_, sum) => sum / window);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    for (let x = -half; x <= half; x++) sum += data[row + Math.min(width - 1, Math.max(0, x))]!;
    for (let x = 0; x < width; x++) {
      averaged[row + x] = meanOf[sum]!;
      const [next, last] = [x + half + 1, x - half];
      sum += data[row + (next < width ? next : width - 1)]! - data[row + (last > 0 ? last : 0)]!;
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
    const [row, up, down] = [y * width, (y - beside) * width, (y + beside) * width];
    for (let x = 0; x < width; x++) {
      const grey = averaged[row + x]!;
      if (grey > 255 - DARKER) continue;
      const depth = Math.min(averaged[up + x]!, averaged[down + x]!) - grey;
      if (depth < DARKER) continue;
      if (from < 0 || x - last > gap) {
        if (from >= 0 && last - from >= least) runs.push({ y, from, to: last + 1, weight });
        from = x;
        weight = 0;
      }
      last = x;
      weight += depth;
    }
    if (from >= 0 && last - from >= least) runs.push({ y, from, to: last + 1, weight });
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
    addUnder(members, root, run);
  }
  const traces: Trace[] = [];
  for (const list of members.values()) traces.push(...straightened(list, millimetre));
  // The average along the line reaches half a window beyond its end.
  return traces.map((trace) => trimmed(trace, { width, height, data }, half, millimetre));
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
  return [{ at: sum / weights + 0.5, from, to, dark: new Uint8Array(to - from), depth: 0, alone: 0, inked: 0 }];
}

/** A trace without the ends that only the averaging made, and where it is dark. */
function trimmed(trace: Trace, raster: Raster, most: number, millimetre: number): Trace {
  const { at, from, to } = trace;
  const darkness = new Uint8Array(to - from);
  const about = Math.max(1, Math.round(ABOUT * millimetre));
  for (let x = from; x < to; x++) darkness[x - from] = darkest(raster, x, at - about, at + about);
  const depth = usualDarkness(darkness);
  const { dark, alone } = inkAlong({ ...trace, depth }, from, to, raster, millimetre);
  let [left, right] = [from, to];
  while (left < to - 1 && left - from < most && !dark[left - from]) left++;
  while (right > left + 1 && to - right < most && !dark[right - 1 - from]) right--;
  const inner = (bits: Uint8Array): Uint8Array => bits.slice(left - from, right - from);
  const count = (bits: Uint8Array): number => bits.reduce((sum, bit) => sum + bit, 0);
  return {
    at,
    from: left,
    to: right,
    dark: closed(inner(dark), inner(alone), millimetre),
    depth,
    alone: count(alone) / Math.max(1, count(dark)),
    inked: count(inner(dark)) / Math.max(1, right - left),
  };
}

/** How dark a line is where it is there: of a dotted one, half is paper. */
function usualDarkness(darkness: Uint8Array): number {
  const sorted = Uint8Array.from(darkness).sort();
  const half = sorted[sorted.length >> 1]!;
  return half > DARKER ? half : sorted[Math.floor(0.75 * sorted.length)]!;
}

/** Pieces of one line, parted by scratches and blots, or by print close to it above and below, made one. */
function joined(traces: readonly Trace[], raster: Raster, millimetre: number): Trace[] {
  const lines: Trace[] = [];
  const isInkBetween = (line: Trace, trace: Trace): boolean =>
    trace.from - line.to <= CROWDED * millimetre &&
    Math.abs(line.at - trace.at) <= ABOUT * millimetre &&
    inkAlong(line, line.to, trace.from, raster, millimetre).dark.every((bit) => bit === 1);
  for (const trace of [...traces].sort((a, b) => a.from - b.from || a.at - b.at)) {
    const before = lines.find(
      (line) =>
        Math.abs(line.at - trace.at) <= 0.35 * millimetre &&
        trace.from >= line.to - millimetre &&
        // Strokes of characters that stand under one another are no pieces of a line.
        ((trace.from - line.to <= BRIDGE * millimetre &&
          Math.min(line.to - line.from, trace.to - trace.from) >= PIECE * millimetre) ||
          (trace.from > line.to && isInkBetween(line, trace))),
    );
    if (!before) {
      lines.push({ ...trace });
      continue;
    }
    const [old, fresh] = [before.to - before.from, trace.to - trace.from];
    before.at = (before.at * old + trace.at * fresh) / (old + fresh);
    before.inked = (before.inked * old + trace.inked * fresh) / (old + fresh);
    const dark = new Uint8Array(Math.max(before.to, trace.to) - before.from);
    dark.set(before.dark);
    if (trace.from > before.to)
      dark.set(inkAlong(before, before.to, trace.from, raster, millimetre).dark, before.to - before.from);
    for (const [i, bit] of trace.dark.entries()) if (bit) dark[trace.from - before.from + i] = 1;
    before.to = before.from + dark.length;
    before.dark = dark;
  }
  return lines;
}
