import type { Raster } from './raster.js';

/** A pixel is ink when darker than this; the picture is evened out before. */
const INK = 150;
/** Pages lie askew by no more than this (radians) once their quarter is right. */
const WIDEST = (9 * Math.PI) / 180;

/**
 * Whether the lines of text run down the page instead of across. Across a line the print turns from black to white
 * and back far less evenly from row to row (text lines and the gaps between them) than from column to column.
 */
export function isSideways(page: Raster): boolean {
  const { width, height, data } = page;
  const rows = new Float64Array(height);
  const columns = new Float64Array(width);
  for (let y = 1; y < height; y++) {
    for (let x = 1; x < width; x++) {
      const at = y * width + x;
      const dark = data[at]! < INK;
      if (dark !== data[at - 1]! < INK) rows[y]!++;
      if (dark !== data[at - width]! < INK) columns[x]!++;
    }
  }
  return unevenness(columns) > unevenness(rows);
}

/** The mean change from one row to the next against the mean: high where lines and gaps alternate. */
function unevenness(profile: Float64Array): number {
  let [sum, change] = [0, 0];
  const step = 3;
  for (let i = step; i < profile.length; i++) {
    sum += profile[i]!;
    change += Math.abs(profile[i]! - profile[i - step]!);
  }
  return sum === 0 ? 0 : change / sum;
}

/**
 * The angle (radians) by which text lines rise to the right: turning the page by it clockwise makes them level.
 * Bottom edges of print pile up on base lines when the angle is right.
 */
export function skewOf(page: Raster): number {
  const edges = bottomEdges(page);
  if (edges.xs.length < 200) return 0;
  let best = 0;
  for (const [reach, step] of [
    [WIDEST, 0.2],
    [(0.25 * Math.PI) / 180, 0.05],
    [(0.06 * Math.PI) / 180, 0.01],
  ] as const) {
    const by = (step * Math.PI) / 180;
    const middle = best;
    let highest = -1;
    for (let angle = middle - reach; angle <= middle + reach + by / 2; angle += by) {
      const score = sharpness(edges, angle, page.width, page.height);
      if (score > highest) [highest, best] = [score, angle];
    }
  }
  return Math.abs(best) < 1e-4 ? 0 : best;
}

interface Edges {
  xs: Int32Array;
  ys: Int32Array;
}

/** Ink pixels with white below, at most 60,000 of them. */
function bottomEdges({ width, height, data }: Raster): Edges {
  const xs: number[] = [];
  const ys: number[] = [];
  const margin = Math.round(0.02 * Math.min(width, height));
  for (let y = margin; y < height - margin - 2; y++) {
    for (let x = margin; x < width - margin; x++) {
      const at = y * width + x;
      if (data[at]! < INK && data[at + width]! >= INK && data[at + 2 * width]! >= INK) {
        xs.push(x);
        ys.push(y);
      }
    }
  }
  const every = Math.max(1, Math.ceil(xs.length / 60_000));
  const thin = (values: number[]): Int32Array => Int32Array.from(values.filter((_, i) => i % every === 0));
  return { xs: thin(xs), ys: thin(ys) };
}

/** The sum of squares of the histogram of heights along an angle. */
function sharpness({ xs, ys }: Edges, angle: number, width: number, height: number): number {
  const slope = Math.tan(angle);
  const offset = Math.ceil(Math.abs(slope) * width) + 1;
  const bins = new Uint32Array(height + 2 * offset + 2);
  for (let i = 0; i < xs.length; i++) bins[Math.round(ys[i]! + slope * (xs[i]! - width / 2)) + offset]!++;
  let sum = 0;
  for (const count of bins) sum += count * count;
  return sum;
}
