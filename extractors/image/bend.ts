import { solved } from './projection.js';
import type { Mapping } from './projection.js';
import { transposed } from './raster.js';
import type { Picture, Raster } from './raster.js';

/** Millimetres: strips that are compared with their neighbours, how far lines may run askew between two of them. */
const STRIP = 11;
const REACH = 1.6;
/** Millimetres along a strip that are compared at once, and from one such stretch to the next. */
const STRETCH = 44;
const NEXT = 15;
/** Neighbouring strips that agree less than this say nothing. */
const ALIKE = 0.45;
/** Millimetres: what is bent by less is level. */
const LEVEL = 0.22;
/** The share of a short piece of a strip that a line fills. */
const LINE = 0.8;
/** The steps of a shadow over paper are lighter than this. */
const PAPER = 250;
/** Fewer comparisons than this say nothing about a page. */
const LEAST = 12;

/**
 * How a nearly level page is bent: lines that sag towards a book's spine, columns that lean as a camera saw them.
 * From a place of the straight page to the place of this one that shows it; nothing where the page is straight.
 *
 * The page is cut into strips. By how far the print of one must be moved to lie level with that of the next one says
 * how lines run between the two.
 */
export function bendOf(page: Picture): Mapping | undefined {
  const across = fieldOf(page, page.dpi, bands(page));
  const turned: Picture = { ...transposed(page), dpi: page.dpi };
  const down = fieldOf(turned, page.dpi, uprights(turned));
  if (!across && !down) return undefined;
  return (x, y) => [x + (down ? down(y, x) : 0), y + (across ? across(x, y) : 0)];
}

/** By how many pixels a line at a place lies below where it is in the middle of the page. */
type Field = (x: number, y: number) => number;

/** What is compared: for a strip from pixel column `from` to `to`, how much print there is at each height. */
type Profile = (from: number, to: number) => Float32Array;

interface Slope {
  u: number;
  v: number;
  slope: number;
  weight: number;
}

function fieldOf({ width, height }: Raster, dpi: number, profile: Profile): Field | undefined {
  const millimetre = dpi / 25.4;
  const strip = STRIP * millimetre;
  const count = Math.floor(width / strip);
  const profiles = Array.from({ length: count }, (_, i) => profile(Math.round(i * strip), Math.round((i + 1) * strip)));
  const reach = Math.round(REACH * millimetre);
  const half = Math.round((STRETCH * millimetre) / 2);
  const slopes: Slope[] = [];
  for (let i = 0; i + 1 < count; i++) {
    for (let y = half; y < height; y += NEXT * millimetre) {
      const found = shiftBetween(profiles[i]!, profiles[i + 1]!, Math.round(y) - half, Math.round(y) + half, reach);
      if (!found) continue;
      const [u, v] = [(2 * (i + 1) * strip) / width - 1, (2 * y) / height - 1];
      slopes.push({ u, v, slope: found.shift / strip, weight: found.weight });
    }
  }
  if (slopes.length < LEAST) return undefined;
  const fit = fitted(slopes);
  const field: Field = (x, y) => (risen(fit, (2 * x) / width - 1, (2 * y) / height - 1) * width) / 2;
  const worst = Math.max(...slopes.map(({ u, v }) => Math.abs((risen(fit, u, v) * width) / 2)));
  return worst >= LEVEL * millimetre ? field : undefined;
}

/** By how far the print of `b` lies below that of `a`, between two heights; how surely. */
function shiftBetween(
  a: Float32Array,
  b: Float32Array,
  from: number,
  to: number,
  reach: number,
): { shift: number; weight: number } | undefined {
  const [start, end] = [Math.max(reach, from), Math.min(a.length - reach, to)];
  let energyA = 0;
  for (let y = start; y < end; y++) energyA += a[y]! ** 2;
  if (energyA === 0) return undefined;
  const likeness: number[] = [];
  for (let shift = -reach; shift <= reach; shift++) {
    let [both, energyB] = [0, 0];
    for (let y = start; y < end; y++) {
      const other = b[y + shift]!;
      both += a[y]! * other;
      energyB += other * other;
    }
    likeness.push(energyB === 0 ? 0 : both / Math.sqrt(energyA * energyB));
  }
  let best = 0;
  for (const [i, value] of likeness.entries()) if (value > likeness[best]!) best = i;
  const peak = likeness[best]!;
  if (peak < ALIKE || best === 0 || best === likeness.length - 1) return undefined;
  const [left, right] = [likeness[best - 1]!, likeness[best + 1]!];
  const between = (left - right) / (2 * (left - 2 * peak + right) || -1);
  return { shift: best - reach + between, weight: peak ** 2 };
}

/** Terms of the slope: powers of the place across and down; lines bend more along themselves than they differ. */
const TERMS = [
  [0, 0], [1, 0], [2, 0], [3, 0], [4, 0],
  [0, 1], [1, 1], [2, 1], [3, 1],
  [0, 2], [1, 2], [2, 2],
] as const; // prettier-ignore

/** The smooth surface through the slopes; those that fit badly are trusted less each time. */
function fitted(slopes: readonly Slope[]): number[] {
  let trust = slopes.map(({ weight }) => weight);
  let fit: number[] = [];
  for (let round = 0; round < 5; round++) {
    const rows = TERMS.map((_, i) => TERMS.map((__, j) => (i === j ? 0.02 * (1 + TERMS[i]![0] + TERMS[i]![1]) : 0)));
    const right = TERMS.map(() => 0);
    for (const [k, { u, v, slope }] of slopes.entries()) {
      const terms = TERMS.map(([i, j]) => u ** i * v ** j);
      for (const [i, one] of terms.entries()) {
        right[i]! += trust[k]! * one * slope;
        for (const [j, two] of terms.entries()) rows[i]![j]! += trust[k]! * one * two;
      }
    }
    fit = solved(rows.map((row, i) => [...row, right[i]!]));
    const misses = slopes.map(({ u, v, slope }) =>
      Math.abs(slope - TERMS.reduce((sum, [i, j], t) => sum + fit[t]! * u ** i * v ** j, 0)),
    );
    const usual = Math.max(0.001, [...misses].sort((a, b) => a - b)[misses.length >> 1]!);
    trust = slopes.map(({ weight }, k) => weight / (1 + (misses[k]! / (2 * usual)) ** 2));
  }
  return fit;
}

/** The slope added up from the middle of the page to a place. */
function risen(fit: readonly number[], u: number, v: number): number {
  const [at, beside] = [Math.max(-1, Math.min(1, u)), Math.max(-1, Math.min(1, v))];
  return TERMS.reduce((sum, [i, j], t) => sum + (fit[t]! * at ** (i + 1) * beside ** j) / (i + 1), 0);
}

/** Print by height, over the width of a strip; slow changes taken out. */
function bands({ width, height, data }: Raster): Profile {
  return (from, to) => {
    const sums = new Float32Array(height);
    for (let y = 0; y < height; y++) {
      let sum = 0;
      const end = y * width + Math.min(width, to);
      for (let at = y * width + from; at < end; at++) {
        const grey = data[at]!;
        if (grey < PAPER) sum += 255 - grey;
      }
      sums[y] = sum;
    }
    return steep(sums);
  };
}

/** Only lines that go through a short piece of the strip, for the columns of characters say nothing. */
function uprights({ width, height, data }: Raster): Profile {
  return (from, to) => {
    const sums = new Float32Array(height);
    const pieces = 3;
    for (let piece = 0; piece < pieces; piece++) {
      const start = Math.round(from + ((to - from) * piece) / pieces);
      const end = Math.min(width, Math.round(from + ((to - from) * (piece + 1)) / pieces));
      const isThere = (light: number): boolean => (end - start - light) / (end - start) > LINE;
      let most = 0;
      while (isThere(most + 1)) most++;
      for (let y = 1; y < height - 1; y++) {
        let light = 0;
        const last = y * width + end;
        for (let at = y * width + start; at < last && light <= most; at++) {
          if (data[at]! >= 170 && data[at - width]! >= 170 && data[at + width]! >= 170) light++;
        }
        if (light <= most) sums[y]! += (end - start - light) / (end - start) - LINE;
      }
    }
    return sums;
  };
}

/** Each value less the mean around it. */
function steep(sums: Float32Array): Float32Array {
  const reach = 12;
  const changed = new Float32Array(sums.length);
  let sum = 0;
  for (let y = 0; y < Math.min(sums.length, reach); y++) sum += sums[y]!;
  for (let y = 0; y < sums.length; y++) {
    sum += (sums[y + reach] ?? 0) - (sums[y - reach - 1] ?? 0);
    changed[y] = sums[y]! - sum / (2 * reach + 1);
  }
  return changed;
}
