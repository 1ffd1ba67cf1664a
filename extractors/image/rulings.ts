import { Components } from '../grid/components.js';
import type { Ruling } from '../grid/ruling.js';
import type { Picture, Raster } from './raster.js';

/** Millimetres: how far from a line its paper is looked for, and over what length along it the print is averaged. */
const BESIDE = 0.7;
const ALONG = 2.4;
/** A line is darker than its paper on both sides by this (grey levels of an evened picture). */
const DARKER = 26;
/** Millimetres: scratches in a line that are bridged; pieces that are shorter than a line of a table; lines that need
 * no other line to end on. */
const GAP = 1;
const BRIDGE = 3;
const PIECE = 9;
const SHORT = 4;
const LONG = 28;
/** Millimetres by which a line may miss the one that it ends on; the stroke of a character misses it by more. */
const MISS = 0.45;

/** A traced line in pixels: `at` across it, `from`–`to` along it. */
interface Trace {
  at: number;
  from: number;
  to: number;
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
  return traces.map((trace) => ({ ...trace, ...trimmed(trace, { width, height, data }, half) }));
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
  return [{ at: sum / weights + 0.5, from, to }];
}

function trimmed({ at, from, to }: Trace, { width, height, data }: Raster, most: number): { from: number; to: number } {
  const dark = (x: number): boolean => {
    for (let y = Math.max(0, Math.floor(at) - 2); y <= Math.min(height - 1, Math.floor(at) + 2); y++) {
      if (data[y * width + x]! < 255 - 2 * DARKER) return true;
    }
    return false;
  };
  let [left, right] = [from, to];
  while (left < to - 1 && left - from < most && !dark(left)) left++;
  while (right > left + 1 && to - right < most && !dark(right - 1)) right--;
  return { from: left, to: right };
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
    before.to = Math.max(before.to, trace.to);
  }
  return lines;
}

/**
 * Long lines, and the short ones that end on lines of the table at both ends. It grows from the long ones, because
 * the strokes of one character end on each other.
 */
function anchored(level: Trace[], upright: Trace[], millimetre: number): { level: Trace[]; upright: Trace[] } {
  const miss = MISS * millimetre;
  const isLong = (trace: Trace): boolean => trace.to - trace.from >= LONG * millimetre;
  const kept = { level: level.filter(isLong), upright: upright.filter(isLong) };
  let rest = { level: level.filter((trace) => !isLong(trace)), upright: upright.filter((trace) => !isLong(trace)) };
  const endsOn = (crossing: readonly Trace[], along: number, at: number): boolean =>
    crossing.some((other) => Math.abs(other.at - along) <= miss && at >= other.from - miss && at <= other.to + miss);
  const holds = (trace: Trace, crossing: readonly Trace[]): boolean =>
    endsOn(crossing, trace.from, trace.at) && endsOn(crossing, trace.to, trace.at);
  for (;;) {
    const upright = rest.upright.filter((trace) => holds(trace, kept.level));
    kept.upright.push(...upright);
    const level = rest.level.filter((trace) => holds(trace, kept.upright));
    kept.level.push(...level);
    if (upright.length + level.length === 0) return kept;
    rest = {
      level: rest.level.filter((trace) => !level.includes(trace)),
      upright: rest.upright.filter((trace) => !upright.includes(trace)),
    };
  }
}

function transposed({ width, height, data }: Raster): Raster {
  const turned = new Uint8Array(data.length);
  const block = 32;
  for (let top = 0; top < height; top += block) {
    for (let left = 0; left < width; left += block) {
      for (let y = top; y < Math.min(height, top + block); y++) {
        for (let x = left; x < Math.min(width, left + block); x++) turned[x * height + y] = data[y * width + x]!;
      }
    }
  }
  return { width: height, height: width, data: turned };
}
