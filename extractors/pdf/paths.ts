import type { Ruling } from '../grid/ruling.js';
import type { Matrix } from './matrix.js';
import { applyX, applyY } from './matrix.js';

/** How a path is painted. Colours count: a white area on white paper has no edges that anyone sees. */
export interface Paint {
  stroke: boolean;
  fill: boolean;
  /** Points on the page. */
  lineWidth: number;
  /** The colour of the filling as one number; only whether two are equal matters. */
  color: number;
  /** What is painted outside of this box (on the page) is not seen. Asked for only where something is painted. */
  clip(): Clip | undefined;
}

/** x0, y0, x1, y1 on the page. */
export type Clip = readonly [number, number, number, number];

/** A filled upright rectangle on the page. */
export interface Area {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  color: number;
}

/** What the paths of a page have put on it so far. */
export interface Drawing {
  lines: Ruling[];
  areas: Area[];
}

/** The corner points of one stretch of a path, in its own space: x, y, x, y, … Curves are not part of it. */
export interface Subpath {
  points: number[];
  closed: boolean;
  /** Whether a curve was drawn somewhere in it: then it is no rectangle. */
  curved: boolean;
}

/** Filled rectangles up to this thickness (points) are lines: most programs draw table borders so. */
const THIN = 3;
/** And so are bars up to this thickness, much longer, that are what a clip leaves: sides of round boxes. */
const BAR = 4.5;
const LONG = 3;
/** What a clip leaves of a box along a side where its corners are very round: so thick, and so much less than the box. */
const ROUND_BAR = 8;
const LESS = 8;
/** Clips of a side end with the box, or go on so far (points). */
const ALONG = 12;
/** A line along the edge of what is seen is half seen. */
const EDGE = 0.5;
/** How far (points) a line may slant and still be level or upright. */
const SLANT = 0.6;

/** Adds what a painted path puts on the page. `m` maps the path to the page as shown. */
export function addPath(into: Drawing, subpaths: readonly Subpath[], m: Matrix, paint: Paint): void {
  if (!paint.stroke && !paint.fill) return;
  const { lines, areas } = into;
  const [lineCount, areaCount] = [lines.length, areas.length];
  const rounded = subpaths.length > 4 && subpaths.some(({ curved }) => curved) ? roundedBox(subpaths, m) : undefined;
  if (rounded) addRounded(into, rounded, paint);
  else addSubpaths(into, subpaths, m, paint);
  if (lines.length === lineCount && areas.length === areaCount) return;
  const clip = paint.clip();
  if (!clip) return;
  clipFrom(lines, lineCount, clip);
  const box = areas.length === areaCount + 1 ? areas[areaCount]! : undefined;
  const [thickX, thickY] = box
    ? [
        barOf(clip[1], clip[3], box.y0, box.y1, box.x1 - box.x0),
        barOf(clip[0], clip[2], box.x0, box.x1, box.y1 - box.y0),
      ]
    : [BAR, BAR];
  clipFrom(areas, areaCount, clip);
  if (areas.length > areaCount) takeBars(into, areaCount, thickX, thickY);
}

/** Sides of a box that are painted one by one, as areas of which the clip leaves a bar no thicker than these. */
function takeBars({ lines, areas }: Drawing, start: number, thickX: number, thickY: number): void {
  let kept = start;
  for (let i = start; i < areas.length; i++) {
    const area = areas[i]!;
    const { x0, y0, x1, y1 } = area;
    const [width, height] = [x1 - x0, y1 - y0];
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    if (height <= thickY && width > LONG * height) lines.push({ x0, y0: y, x1, y1: y, source: 'line' });
    else if (width <= thickX && height > LONG * width) lines.push({ x0: x, y0, x1: x, y1, source: 'line' });
    else areas[kept++] = area;
  }
  areas.length = kept;
}

/**
 * How thick the bar is at most that a clip leaves along a side of a box, which is so wide, or high, across the side. A clip
 * that goes on over the ends of the side is that of the page: what it leaves of colour behind words is no line.
 */
function barOf(clipFrom: number, clipTo: number, from: number, to: number, across: number): number {
  if (clipFrom < from - ALONG || clipTo > to + ALONG) return 0;
  return Math.max(BAR, Math.min(ROUND_BAR, across / LESS));
}

/** The corners of a stretch on the page; one pair of arrays serves all, because a page holds thousands of paths. */
const corners: { x: number[]; y: number[] } = { x: [], y: [] };
/** A path of more corners gets arrays of its own. */
const MOST_CORNERS = 4096;

function addSubpaths(into: Drawing, subpaths: readonly Subpath[], m: Matrix, paint: Paint): void {
  for (const { points, closed, curved } of subpaths) {
    const count = points.length >> 1;
    const { x, y } = count > MOST_CORNERS ? { x: [], y: [] } : corners;
    for (let i = 0; i < count; i++) {
      x[i] = applyX(m, points[2 * i]!, points[2 * i + 1]!);
      y[i] = applyY(m, points[2 * i]!, points[2 * i + 1]!);
    }
    const upright = !curved && isRectangle(x, y, count);
    // Sides of a frame in several colours meet at a slant.
    if (paint.fill && (upright || (!curved && isThin(x, y, count)))) addRectangle(into, x, y, count, paint.color);
    if (!paint.stroke) continue;
    const last = closed || upright ? count : count - 1;
    for (let i = 0; i < last; i++) {
      const j = i + 1 === count ? 0 : i + 1;
      addStroke(into, x[i]!, y[i]!, x[j]!, y[j]!, paint.lineWidth);
    }
  }
}

/** A box with round corners (x0, y0, x1, y1), or a frame of that shape: filled between two of them. */
interface RoundedBox {
  box: [number, number, number, number];
  frame: boolean;
}

/** Corners are no rounder (points) than this; a path of more points is a picture. */
const ROUND = 14;
const MOST_POINTS = 320;

/** The box that a path with curves draws: straight along each of its sides, and nothing further inside than corners. */
function roundedBox(subpaths: readonly Subpath[], m: Matrix): RoundedBox | undefined {
  const points: [number, number][] = [];
  const straight: { level: boolean; at: number; length: number }[] = [];
  for (const { points: own } of subpaths) {
    for (let i = 0; i + 1 < own.length; i += 2) {
      const [x, y] = [applyX(m, own[i]!, own[i + 1]!), applyY(m, own[i]!, own[i + 1]!)];
      const before = i > 0 ? points.at(-1)! : undefined;
      if (before && Math.abs(before[1] - y) < 0.1)
        straight.push({ level: true, at: y, length: Math.abs(before[0] - x) });
      if (before && Math.abs(before[0] - x) < 0.1)
        straight.push({ level: false, at: x, length: Math.abs(before[1] - y) });
      points.push([x, y]);
    }
    if (points.length > MOST_POINTS) return undefined;
  }
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x0, y0, x1, y1] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const [width, height] = [x1 - x0, y1 - y0];
  if (width < 2 * THIN || height < 2 * THIN) return undefined;
  const near = points.every(([x, y]) => Math.min(x - x0, x1 - x, y - y0, y1 - y) < ROUND);
  const side = (level: boolean, at: number, reach: number): boolean =>
    straight.some(
      (one) =>
        one.level === level && Math.abs(one.at - at) <= reach && one.length > (level ? 0.4 * width : 0.3 * height),
    );
  const sides = [side(true, y0, 0.1), side(true, y1, 0.1), side(false, x0, 0.1), side(false, x1, 0.1)];
  // The side with which the path closes may go without saying.
  if (!near || sides.filter(Boolean).length < 3) return undefined;
  const inner = (level: boolean, at: number): boolean =>
    straight.some((one) => one.level === level && Math.abs(one.at - at) > 0.1 && Math.abs(one.at - at) <= THIN);
  return { box: [x0, y0, x1, y1], frame: inner(true, y0) && (inner(true, y1) || inner(false, x0)) };
}

function addRounded(into: Drawing, { box, frame }: RoundedBox, { stroke, fill, lineWidth, color }: Paint): void {
  const [x0, y0, x1, y1] = box;
  if (fill && !frame) addFilled(into, x0, y0, x1, y1, color);
  if (!stroke && !frame) return;
  const width = frame ? 0 : lineWidth;
  for (const y of [y0, y1]) addStroke(into, x0, y, x1, y, width);
  for (const x of [x0, x1]) addStroke(into, x, y0, x, y1, width);
}

/** The box around a path on the page, within another one: what a clipping path leaves to be seen. */
export function clipTo(points: readonly number[], m: Matrix, within: Clip | undefined): Clip {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = applyX(m, points[i]!, points[i + 1]!);
    const y = applyY(m, points[i]!, points[i + 1]!);
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
  }
  if (!within) return [x0, y0, x1, y1];
  return [Math.max(x0, within[0]), Math.max(y0, within[1]), Math.min(x1, within[2]), Math.min(y1, within[3])];
}

/** Cuts the shapes from `start` on to what the clip leaves of them; those of which it leaves nothing go. */
function clipFrom(shapes: { x0: number; y0: number; x1: number; y1: number }[], start: number, clip: Clip): void {
  let kept = start;
  for (let i = start; i < shapes.length; i++) {
    const shape = shapes[i]!;
    shape.x0 = Math.max(shape.x0, clip[0] - EDGE);
    shape.y0 = Math.max(shape.y0, clip[1] - EDGE);
    shape.x1 = Math.min(shape.x1, clip[2] + EDGE);
    shape.y1 = Math.min(shape.y1, clip[3] + EDGE);
    if (!(shape.x0 > shape.x1 || shape.y0 > shape.y1)) shapes[kept++] = shape;
  }
  shapes.length = kept;
}

function addStroke(into: Drawing, xa: number, ya: number, xb: number, yb: number, width: number): void {
  const x0 = xa < xb ? xa : xb;
  const x1 = xa < xb ? xb : xa;
  const y0 = ya < yb ? ya : yb;
  const y1 = ya < yb ? yb : ya;
  const level = y1 - y0 <= SLANT;
  const upright = x1 - x0 <= SLANT;
  if (level === upright) return;
  // A very thick short stroke is an area painted with a broad brush.
  if (width > THIN) {
    const half = width / 2;
    if (level) addFilled(into, x0, y0 - half, x1, y1 + half, -1);
    else addFilled(into, x0 - half, y0, x1 + half, y1, -1);
  } else if (level) {
    into.lines.push({ x0, y0: (y0 + y1) / 2, x1, y1: (y0 + y1) / 2, source: 'line' });
  } else {
    into.lines.push({ x0: (x0 + x1) / 2, y0, x1: (x0 + x1) / 2, y1, source: 'line' });
  }
}

function addFilled(into: Drawing, x0: number, y0: number, x1: number, y1: number, color: number): void {
  const width = x1 - x0;
  const height = y1 - y0;
  const x = (x0 + x1) / 2;
  const y = (y0 + y1) / 2;
  const { lines } = into;
  if (height <= THIN && width <= THIN) {
    // A dot of a dotted line, or the corner where two borders meet.
    lines.push({ x0, y0: y, x1, y1: y, source: 'line' }, { x0: x, y0, x1: x, y1, source: 'line' });
  } else if (height <= THIN) lines.push({ x0, y0: y, x1, y1: y, source: 'line' });
  else if (width <= THIN) lines.push({ x0: x, y0, x1: x, y1, source: 'line' });
  else into.areas.push({ x0, y0, x1, y1, color });
}

/** Whether a path of four or five corners is an upright rectangle. */
function isRectangle(x: readonly number[], y: readonly number[], count: number): boolean {
  if (count < 4 || count > 5) return false;
  if (count === 5 && (Math.abs(x[4]! - x[0]!) > 0.1 || Math.abs(y[4]! - y[0]!) > 0.1)) return false;
  for (let i = 0; i < 4; i++) {
    const j = (i + 1) % 4;
    if (Math.abs(x[i]! - x[j]!) > 0.1 && Math.abs(y[i]! - y[j]!) > 0.1) return false;
  }
  return true;
}

/** Whether a path of four corners lies within a line. */
function isThin(x: readonly number[], y: readonly number[], count: number): boolean {
  if (count < 4 || count > 5) return false;
  const [x0, y0, x1, y1] = boundsOf(x, y, count);
  const [width, height] = [x1 - x0, y1 - y0];
  return (width <= THIN && height > LONG * width) || (height <= THIN && width > LONG * height);
}

function boundsOf(x: readonly number[], y: readonly number[], count: number): [number, number, number, number] {
  let [x0, y0, x1, y1] = [x[0]!, y[0]!, x[0]!, y[0]!];
  for (let i = 1; i < count; i++) {
    x0 = Math.min(x0, x[i]!);
    y0 = Math.min(y0, y[i]!);
    x1 = Math.max(x1, x[i]!);
    y1 = Math.max(y1, y[i]!);
  }
  return [x0, y0, x1, y1];
}

function addRectangle(into: Drawing, x: readonly number[], y: readonly number[], count: number, color: number): void {
  const [x0, y0, x1, y1] = boundsOf(x, y, count);
  addFilled(into, x0, y0, x1, y1, color);
}
