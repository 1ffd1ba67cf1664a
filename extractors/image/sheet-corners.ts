import type { Point } from './projection.js';
import type { Raster } from './raster.js';

/** The longer side of the small picture in which the sheet is looked for, pixels. */
const SMALL = 480;
/**
 * Pixels of one surface that are so far apart differ by less than this share, whatever light falls on it: the edge of a
 * sheet is spread over two or three of them.
 */
const APART = 2;
const STEP = 0.22;
/** Small pixels from an edge on either side, where it is told from a line; three edges of a sheet are seen at least. */
const BESIDE = 4;
const SEEN = 3;
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
  const rough = quadrangle(small, outermost(sheet, small.width), { reach: 5, over: 1 });
  const area = areaOf(rough);
  if (sheet.length < LEAST * small.width * small.height || sheet.length < FULL * area || area < 0.9 * sheet.length)
    return undefined;
  if (rough.filter((corner, i) => parts(small, corner, rough[(i + 1) % 4]!)).length < SEEN) return undefined;
  const large = rough.map(([x, y]): Point => [(x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5]);
  return quadrangle(picture, large, { reach: Math.ceil(1.5 * scale), over: 2 });
}

/** Whether the light is another one on the other side, as it is not beside the frame of a table. */
function parts({ width, height, data }: Raster, a: Point, b: Point): boolean {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy) || 1;
  const ratios: number[] = [];
  for (let i = 4; i <= 56; i++) {
    const [x, y] = [a[0] + (dx * i) / 60, a[1] + (dy * i) / 60];
    const value = (off: number): number => {
      const [column, row] = [Math.round(x - (dy / length) * off), Math.round(y + (dx / length) * off)];
      return column < 0 || row < 0 || column >= width || row >= height ? NaN : data[row * width + column]! + 4;
    };
    const ratio = value(BESIDE) / value(-BESIDE);
    if (!Number.isNaN(ratio)) ratios.push(Math.abs(Math.log(ratio)));
  }
  return (ratios.sort((one, other) => one - other)[ratios.length >> 1] ?? 0) > Math.log(1 + STEP / 2);
}

/** How far from where it is thought to be an edge is looked for, and over how many pixels its step is taken. */
interface Look {
  reach: number;
  over: number;
}

/** Corners moved to where the edges between them cross. */
function quadrangle(raster: Raster, corners: readonly Point[], look: Look): Point[] {
  const sides = corners.map((corner, i) => edge(raster, corner, corners[(i + 1) % 4]!, look));
  return sides.map((side, i) => crossing(sides[(i + 3) % 4]!, side) ?? corners[i]!);
}

/** Each pixel the mean of the lighter ones that it covers: print vanishes, edges of sheets stay. */
function shrunk({ width, height, data }: Raster, scale: number): Raster {
  const [w, h] = [Math.floor(width / scale), Math.floor(height / scale)];
  const small = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    const [top, bottom] = [Math.floor(y * scale), Math.max(Math.floor(y * scale) + 1, Math.floor((y + 1) * scale))];
    for (let x = 0; x < w; x++) {
      const [left, right] = [Math.floor(x * scale), Math.max(Math.floor(x * scale) + 1, Math.floor((x + 1) * scale))];
      let sum = 0;
      for (let v = top; v < bottom; v++) {
        const end = v * width + right;
        for (let at = v * width + left; at < end; at++) sum += data[at]!;
      }
      const mean = sum / ((bottom - top) * (right - left));
      let [light, lighter] = [0, 0];
      for (let v = top; v < bottom; v++) {
        const end = v * width + right;
        for (let at = v * width + left; at < end; at++) {
          const grey = data[at]!;
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
function surroundings(small: Raster): Uint8Array {
  const { width, height } = small;
  const barred = steps(small);
  const reached = new Uint8Array(width * height);
  const open: number[] = [];
  const reach = (at: number): void => {
    if (reached[at] || barred[at]) return;
    reached[at] = 1;
    open.push(at);
  };
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) reach(y * width + x);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) reach(y * width + x);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % width;
    if (at >= width) reach(at - width);
    if (at + width < reached.length) reach(at + width);
    if (x > 0) reach(at - 1);
    if (x < width - 1) reach(at + 1);
  }
  return reached;
}

/** 1 where the light changes too much across a pixel for one surface. */
function steps({ width, height, data }: Raster): Uint8Array {
  const found = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [above, below] = [Math.max(0, y - APART) * width, Math.min(height - 1, y + APART) * width];
    for (let x = 0; x < width; x++) {
      const row = y * width;
      const [left, right] = [data[row + Math.max(0, x - APART)]! + 4, data[row + Math.min(width - 1, x + APART)]! + 4];
      const [up, down] = [data[above + x]! + 4, data[below + x]! + 4];
      if (Math.abs(left - right) >= STEP * Math.min(left, right) || Math.abs(up - down) >= STEP * Math.min(up, down))
        found[row + x] = 1;
    }
  }
  return found;
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
function edge({ width, height, data }: Raster, a: Point, b: Point, { reach, over }: Look): Side {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [-dy / length, dx / length];
  const steps: Step[] = [];
  for (let i = 4; i <= 56; i++) {
    const share = i / 60;
    const value = (off: number): number => {
      const x = Math.round(a[0] + dx * share + nx * off);
      const y = Math.round(a[1] + dy * share + ny * off);
      return x < 0 || y < 0 || x >= width || y >= height ? NaN : data[y * width + x]!;
    };
    const across = (off: number): number => Math.abs(value(off + over) - value(off - over)) || 0;
    let [best, steepest] = [0, 0];
    for (let off = -reach; off <= reach; off++) {
      const step = across(off);
      if (step > steepest) [best, steepest] = [off, step];
    }
    if (steepest <= 12) continue;
    // Between the pixels: the middle of the slope.
    let [sum, weights] = [0, 0];
    for (let off = best - over; off <= best + over; off++) {
      const step = across(off);
      sum += off * step;
      weights += step;
    }
    steps.push({ along: share, across: sum / weights });
  }
  const line = agreedLine(steps, 0.8 * over);
  if (!line) return { from: a, along: [dx, dy] };
  const offset = (share: number): Point => {
    const off = line.at + line.slope * share;
    return [a[0] + dx * share + nx * off, a[1] + dy * share + ny * off];
  };
  const [from, to] = [offset(0), offset(1)];
  return { from, along: [to[0] - from[0], to[1] - from[1]] };
}

/** Where an edge is: its share of the way from corner to corner, and how far beside that way. */
interface Step {
  along: number;
  across: number;
}

/** The line that most steps agree with: fingers and creases are outvoted. */
function agreedLine(steps: readonly Step[], play: number): { at: number; slope: number } | undefined {
  if (steps.length < 12) return undefined;
  let voters: Step[] = [];
  for (let i = 0; i < steps.length; i += 2) {
    for (let j = i + 8; j < steps.length; j += 2) {
      const slope = (steps[j]!.across - steps[i]!.across) / (steps[j]!.along - steps[i]!.along);
      const at = steps[i]!.across - slope * steps[i]!.along;
      const votes = steps.filter(({ along, across }) => Math.abs(at + slope * along - across) <= play);
      if (votes.length > voters.length) voters = votes;
    }
  }
  if (voters.length < 0.4 * steps.length) return undefined;
  const mean = (of: (step: Step) => number): number => voters.reduce((sum, one) => sum + of(one), 0) / voters.length;
  const [along, across] = [mean((step) => step.along), mean((step) => step.across)];
  const spread = mean((step) => (step.along - along) ** 2);
  const slope = mean((step) => (step.along - along) * (step.across - across)) / (spread || 1);
  return { at: across - slope * along, slope };
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
