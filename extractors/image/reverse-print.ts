import type { Picture, Raster, Region } from './raster.js';
import { toneOf } from './tone.js';

/** Of what the paper gives back, dark ground gives back no more than this share. */
const DARK = 0.8;
/** A square of a millimetre is ground if this share of it is dark. */
const GROUND = 0.55;
/** So many of its squares lie among others of it: the lines of a table hang together too, but are nowhere broad. */
const INNER = 0.1;
/** Millimetres: the lowest band of dark ground, and the narrowest. */
const LOWEST = 3;
const NARROWEST = 9;
/** Light print covers so much of its ground; there is several times more of it than of darker print. */
const [SPARSEST, DENSEST] = [0.003, 0.3];
const LIGHTER = 3;
/** Grey levels by which ground strays from one grey, as shadows do not, and the share of it that does not. */
const STRAY = 26;
const EVEN = 0.65;
/** Millimetres: light lines and strokes are no broader, and what they cut ground into belongs together. */
const BROADEST = 1.6;
/** Millimetres: the line that is drawn where ground ends. */
const OUTLINE = 0.3;

/**
 * A picture whose light print on dark ground is dark print on paper: headers of tables that office programs colour. Where
 * the ground ends there is a line, as the edges of filled rectangles are lines of tables on digital pages.
 */
export function withReversePrint(sheet: Picture): Picture {
  const { paper } = toneOf(sheet);
  const most = DARK * paper;
  const grounds = groundsOf(sheet, most).filter((ground) => isPrintedLight(ground, sheet, paper));
  if (grounds.length === 0) return sheet;
  const turned = Uint8Array.from(sheet.data);
  for (const ground of grounds) turn(ground, sheet, paper, turned);
  return { ...sheet, data: turned };
}

/** Dark ground that hangs together: its squares, its box in pixels, its grey. */
interface Ground extends Region {
  squares: number[];
  grey: number;
  columns: number;
  side: number;
}

function groundsOf({ width, height, data, dpi }: Picture, most: number): Ground[] {
  const side = Math.max(4, Math.round(dpi / 25.4));
  const [columns, rows] = [Math.floor(width / side), Math.floor(height / side)];
  const dark = new Uint8Array(columns * rows);
  const step = Math.max(1, side >> 2);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let [below, all] = [0, 0];
      for (let y = row * side; y < (row + 1) * side; y += step) {
        for (let at = y * width + column * side; at < y * width + (column + 1) * side; at += step, all++)
          if (data[at]! <= most) below++;
      }
      if (below >= GROUND * all) {
        dark[row * columns + column] = 1;
        count++;
      }
    }
  }
  if (count < LOWEST * NARROWEST) return [];
  const grounds: Ground[] = [];
  for (let start = 0; start < dark.length; start++) {
    if (!dark[start]) continue;
    const squares = [start];
    dark[start] = 0;
    for (const at of squares) {
      const column = at % columns;
      for (const next of [
        at - columns,
        at + columns,
        ...(column > 0 ? [at - 1] : []),
        ...(column < columns - 1 ? [at + 1] : []),
      ]) {
        if (!dark[next]) continue;
        dark[next] = 0;
        squares.push(next);
      }
    }
    if (squares.length < LOWEST * NARROWEST) continue;
    const xs = squares.map((at) => at % columns);
    const ys = squares.map((at) => Math.floor(at / columns));
    const reach = (values: number[]): [number, number] => [
      values.reduce((least, value) => Math.min(least, value), Infinity),
      values.reduce((largest, value) => Math.max(largest, value), 0) + 1,
    ];
    const [[left, right], [top, bottom]] = [reach(xs), reach(ys)];
    if (bottom - top < LOWEST || right - left < NARROWEST) continue;
    const box = { x0: left * side, y0: top * side, x1: right * side, y1: bottom * side };
    grounds.push({ ...box, squares, columns, side, grey: greyOf(squares, columns, side, { width, height, data }) });
  }
  return grounds;
}

/** The commonest grey in the squares. */
function greyOf(squares: readonly number[], columns: number, side: number, { width, data }: Raster): number {
  const counts = new Uint32Array(256);
  for (const at of squares) {
    const [x, y] = [(at % columns) * side, Math.floor(at / columns) * side];
    for (let v = 1; v < side; v += 3)
      for (let u = 1; u < side; u += 3) counts[data[(y + v) * width + x + u]! & 0xfc]!++;
  }
  let grey = 0;
  for (let value = 0; value < 256; value++) if (counts[value]! > counts[grey]!) grey = value;
  return grey + 2;
}

/** Whether the print inside is lighter than the ground. The squares at its edges say nothing. */
function isPrintedLight({ squares, columns, side, grey }: Ground, { width, data }: Raster, paper: number): boolean {
  const within = new Set(squares);
  const [light, dark] = [grey + 0.5 * (paper - grey), grey - 0.35 * grey];
  const inner = squares.filter((at) => [at - columns, at + columns, at - 1, at + 1].every((next) => within.has(next)));
  if (inner.length < INNER * squares.length) return false;
  let [lighter, darker, even, all] = [0, 0, 0, 0];
  for (const at of inner) {
    const [x, y] = [(at % columns) * side, Math.floor(at / columns) * side];
    for (let v = 0; v < side; v += 2) {
      for (let u = 0; u < side; u += 2, all++) {
        const value = data[(y + v) * width + x + u]!;
        if (Math.abs(value - grey) <= STRAY) even++;
        if (value > light) lighter++;
        else if (value < dark) darker++;
      }
    }
  }
  if (even < EVEN * all || lighter < LIGHTER * darker) return false;
  return lighter >= SPARSEST * all && lighter <= DENSEST * all;
}

/** Ground becomes paper, what differs from it becomes ink, and its outline a line. */
function turn(ground: Ground, { width, height, data, dpi }: Picture, paper: number, into: Uint8Array): void {
  const { side, grey } = ground;
  const millimetre = dpi / 25.4;
  const [x0, y0] = [Math.max(0, ground.x0 - side), Math.max(0, ground.y0 - side)];
  const [x1, y1] = [Math.min(width, ground.x1 + 2 * side), Math.min(height, ground.y1 + 2 * side)];
  const [w, h] = [x1 - x0, y1 - y0];
  const near = new Uint8Array(w * h);
  for (const at of ground.squares) {
    const [left, top] = [(at % ground.columns) * side - side - x0, Math.floor(at / ground.columns) * side - side - y0];
    for (let y = Math.max(0, top); y < Math.min(h, top + 3 * side); y++)
      near.fill(1, y * w + Math.max(0, left), y * w + Math.min(w, left + 3 * side));
  }
  const most = (grey + paper) / 2;
  const inside = new Uint8Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) if (near[y * w + x] && data[(y + y0) * width + x + x0]! < most) inside[y * w + x] = 1;
  const gap = Math.round(BROADEST * millimetre);
  const once = bridged(inside, w, h, gap);
  // Where two long strokes cross, the first time fills only their arms.
  const across = bridged(once, w, h, gap);
  const edge = Math.max(1, Math.round(OUTLINE * millimetre));
  const isOut = (x: number, y: number): boolean => x < 0 || y < 0 || x >= w || y >= h || !across[y * w + x];
  const scale = paper / Math.max(48, paper - grey);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      if (!across[y * w + x]) continue;
      const at = (y + y0) * width + x + x0;
      const ends = isOut(x - edge, y) || isOut(x + edge, y) || isOut(x, y - edge) || isOut(x, y + edge);
      into[at] = ends ? 0 : Math.max(0, paper - Math.abs(data[at]! - grey) * scale);
    }
  }
}

function bridged(inside: Uint8Array, width: number, height: number, gap: number): Uint8Array {
  const filled = Uint8Array.from(inside);
  for (let y = 0; y < height; y++) bridge(inside, filled, y * width, 1, width, gap);
  for (let x = 0; x < width; x++) bridge(inside, filled, x, width, height, gap);
  return filled;
}

/** Short gaps along a row or column filled. */
function bridge(from: Uint8Array, into: Uint8Array, start: number, step: number, length: number, gap: number): void {
  let last = -Infinity;
  for (let i = 0; i < length; i++) {
    if (!from[start + i * step]) continue;
    if (i - last > 1 && i - last <= gap) for (let j = last + 1; j < i; j++) into[start + j * step] = 1;
    last = i;
  }
}
