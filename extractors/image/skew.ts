import type { Blob } from './blobs.js';
import { INK } from './blobs.js';
import type { Raster } from './raster.js';

/** Characters that are asked where their neighbours stand. */
const MARKS = 800;
/** Pages lie askew by no more than this (radians) once their quarter is right. */
const WIDEST = (9 * Math.PI) / 180;

/**
 * Whether the lines of text run down the page instead of across: characters stand nearer to the next one in their line
 * than to the line below.
 */
export function isSideways(blobs: readonly Blob[], dpi: number): boolean {
  const millimetre = dpi / 25.4;
  const marks = blobs
    .filter(({ x0, y0, x1, y1, ink }) => {
      const [least, size] = [x1 - x0, y1 - y0].sort((a, b) => a - b) as [number, number];
      // Dashes of ruling lines, and the corners where they meet, say nothing.
      const dense = ink > 0.2 * size * least;
      return dense && size > 1.4 * millimetre && size < 9 * millimetre && least > 0.6 * millimetre;
    })
    .sort((a, b) => a.x0 - b.x0);
  const every = Math.max(1, Math.ceil(marks.length / MARKS));
  let [across, down] = [0, 0];
  for (let i = 0; i < marks.length; i += every) {
    const mark = marks[i]!;
    let [right, below] = [Infinity, Infinity];
    for (const other of marks) {
      if (other === mark) continue;
      const sameLine = Math.min(mark.y1, other.y1) - Math.max(mark.y0, other.y0) > 0.5 * (mark.y1 - mark.y0);
      const sameColumn = Math.min(mark.x1, other.x1) - Math.max(mark.x0, other.x0) > 0.5 * (mark.x1 - mark.x0);
      if (sameLine && other.x0 >= mark.x1) right = Math.min(right, other.x0 - mark.x1);
      if (sameColumn && other.y0 >= mark.y1) below = Math.min(below, other.y0 - mark.y1);
    }
    if (Math.min(right, below) > 6 * millimetre) continue;
    if (right < below) across++;
    else if (below < right) down++;
  }
  return down > across;
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
    const row = y * width;
    for (let at = row + margin; at < row + width - margin; at++) {
      if (data[at]! >= INK || data[at + width]! < INK || data[at + 2 * width]! < INK) continue;
      xs.push(at - row);
      ys.push(y);
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
  const nearest = offset + 0.5;
  for (let i = 0; i < xs.length; i++) bins[Math.trunc(ys[i]! + slope * (xs[i]! - width / 2) + nearest)]!++;
  let sum = 0;
  for (let bin = 0; bin < bins.length; bin++) sum += bins[bin]! * bins[bin]!;
  return sum;
}
