import type { Point } from './projection.js';
import type { Raster } from './raster.js';

/** The longer side of the small picture in which the sheet is looked for, pixels. */
const SMALL = 480;
/** Neighbouring pixels of one surface differ by less than this share, whatever light falls on it. */
const STEP = 0.16;
/** A sheet fills at least this share of its photograph, and its outline this share of its four corners. */
const LEAST = 0.25;
const FULL = 0.93;

/**
 * The corners of a sheet that was photographed lying on something darker or lighter, in pixels: top left, top right,
 * bottom right, bottom left. Nothing where the sheet fills the picture, as on scans, or where its edge is not seen.
 */
export function sheetCorners(picture: Raster): Point[] | undefined {
  const scale = Math.max(1, Math.max(picture.width, picture.height) / SMALL);
  const small = shrunk(picture, scale);
  const sheet = sheetIn(small, surroundings(small));
  if (!sheet) return undefined;
  const corners = outermost(sheet, small.width);
  const sides = corners.map((corner, i) => edge(small, corner, corners[(i + 1) % 4]!));
  const sharp = sides.map((side, i) => crossing(sides[(i + 3) % 4]!, side) ?? corners[i]!);
  const area = areaOf(sharp);
  if (sheet.length < LEAST * small.width * small.height || sheet.length < FULL * area || area < 0.9 * sheet.length)
    return undefined;
  return sharp.map(([x, y]): Point => [(x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5]);
}

/** Each pixel the mean of the lighter ones that it covers: print vanishes, edges of sheets stay. */
function shrunk({ width, height, data }: Raster, scale: number): Raster {
  const [w, h] = [Math.floor(width / scale), Math.floor(height / scale)];
  const small = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    const [top, bottom] = [Math.floor(y * scale), Math.max(Math.floor(y * scale) + 1, Math.floor((y + 1) * scale))];
    for (let x = 0; x < w; x++) {
      const [left, right] = [Math.floor(x * scale), Math.max(Math.floor(x * scale) + 1, Math.floor((x + 1) * scale))];
      let [sum, count] = [0, 0];
      for (let v = top; v < bottom; v++) for (let u = left; u < right; u++, count++) sum += data[v * width + u]!;
      const mean = sum / count;
      let [light, lighter] = [0, 0];
      for (let v = top; v < bottom; v++) {
        for (let u = left; u < right; u++) {
          const grey = data[v * width + u]!;
          if (grey < mean) continue;
          light += grey;
          lighter++;
        }
      }
      small[y * w + x] = light / lighter;
    }
  }
  return { width: w, height: h, data: small };
}

/** What the picture's border leads to without crossing an edge: 1 for the surroundings of the sheet. */
function surroundings({ width, height, data }: Raster): Uint8Array {
  const reached = new Uint8Array(width * height);
  const open: number[] = [];
  const reach = (at: number): void => {
    if (reached[at]) return;
    reached[at] = 1;
    open.push(at);
  };
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) reach(y * width + x);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) reach(y * width + x);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const here = data[at]! + 4;
    const x = at % width;
    for (const next of [at - width, at + width, x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1]) {
      if (next < 0 || next >= reached.length || reached[next]) continue;
      const there = data[next]! + 4;
      if (Math.abs(there - here) < STEP * Math.min(here, there)) reach(next);
    }
  }
  return reached;
}

/** The pixels of the largest piece that is not surroundings, without its frayed edge. */
function sheetIn({ width, height }: Raster, around: Uint8Array): number[] | undefined {
  const seen = Uint8Array.from(around);
  let largest: number[] | undefined;
  for (let start = 0; start < seen.length; start++) {
    if (seen[start]) continue;
    const piece: number[] = [];
    const open = [start];
    seen[start] = 1;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      piece.push(at);
      const x = at % width;
      for (const next of [at - width, at + width, x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1]) {
        if (next < 0 || next >= seen.length || seen[next]) continue;
        seen[next] = 1;
        open.push(next);
      }
    }
    if (piece.length > (largest?.length ?? 0)) largest = piece;
  }
  return largest && largest.length >= LEAST * width * height ? largest : undefined;
}

/** The pixels nearest to the corners of the picture. */
function outermost(pixels: readonly number[], width: number): Point[] {
  const furthest = (way: (x: number, y: number) => number): Point => {
    let [best, most] = [0, -Infinity];
    for (const at of pixels) {
      const value = way(at % width, Math.floor(at / width));
      if (value > most) [best, most] = [at, value];
    }
    return [best % width, Math.floor(best / width)];
  };
  return [furthest((x, y) => -x - y), furthest((x, y) => x - y), furthest((x, y) => x + y), furthest((x, y) => y - x)];
}

/** A line through `from` in the direction `along`. */
interface Side {
  from: Point;
  along: Point;
}

/** The edge between two corners: a line through the steepest steps of brightness across it. */
function edge({ width, height, data }: Raster, a: Point, b: Point): Side {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [-dy / length, dx / length];
  const steps: { along: number; across: number }[] = [];
  for (let i = 4; i <= 56; i++) {
    const share = i / 60;
    let [best, steepest] = [0, 0];
    for (let across = -5; across <= 5; across++) {
      const value = (off: number): number => {
        const x = Math.round(a[0] + dx * share + nx * off);
        const y = Math.round(a[1] + dy * share + ny * off);
        return x < 0 || y < 0 || x >= width || y >= height ? NaN : data[y * width + x]!;
      };
      const step = Math.abs(value(across + 1) - value(across - 1));
      if (step > steepest) [best, steepest] = [across, step];
    }
    if (steepest > 12) steps.push({ along: share, across: best });
  }
  const plain: Side = { from: a, along: [dx, dy] };
  if (steps.length < 12) return plain;
  // The line that most steps agree with: fingers and creases are outvoted.
  let found = { at: 0, slope: 0, votes: -1 };
  for (let i = 0; i < steps.length; i += 2) {
    for (let j = i + 8; j < steps.length; j += 2) {
      const slope = (steps[j]!.across - steps[i]!.across) / (steps[j]!.along - steps[i]!.along);
      const at = steps[i]!.across - slope * steps[i]!.along;
      const votes = steps.filter(({ along, across }) => Math.abs(at + slope * along - across) <= 0.8).length;
      if (votes > found.votes) found = { at, slope, votes };
    }
  }
  if (found.votes < 0.4 * steps.length) return plain;
  const offset = (share: number): Point => {
    const across = found.at + found.slope * share;
    return [a[0] + dx * share + nx * across, a[1] + dy * share + ny * across];
  };
  const [from, to] = [offset(0), offset(1)];
  return { from, along: [to[0] - from[0], to[1] - from[1]] };
}

function crossing(one: Side, two: Side): Point | undefined {
  const cross = one.along[0] * two.along[1] - one.along[1] * two.along[0];
  if (Math.abs(cross) < 1e-6) return undefined;
  const [dx, dy] = [two.from[0] - one.from[0], two.from[1] - one.from[1]];
  const share = (dx * two.along[1] - dy * two.along[0]) / cross;
  return [one.from[0] + share * one.along[0], one.from[1] + share * one.along[1]];
}

function areaOf(corners: readonly Point[]): number {
  let sum = 0;
  for (const [i, [x, y]] of corners.entries()) {
    const [u, v] = corners[(i + 1) % corners.length]!;
    sum += x * v - u * y;
  }
  return Math.abs(sum) / 2;
}
