import { piecesOf } from './blobs.js';
import type { Picture, Raster, Region } from './raster.js';

/** Grey levels of an evened page between print and paper: what a seal leaves when it is scanned in grey. */
const [DARKEST, LIGHTEST] = [55, 205];
/** How far the ink of one seal strays from its usual grey, darker and lighter. */
const [DARKER, LIGHTER] = [45, 60];
/** Of this share of a seal's grey, and darker, is print. */
const PRINT = 0.5;
/** Millimetres: half the width of a stroke of a seal, whole and grey all over; the edges of print are thinner. */
const STROKE = 0.14;
/** Pixels: strokes of print are nowhere so far from a dark place. */
const FAR = 3;
/** Millimetres: what goes on for so long, across or down, is a line of a table, however thin and grey. */
const LINE = 6;
/** Millimetres: the radius of round seals. */
const [SMALLEST, WIDEST] = [9, 31];
/** A ring is there at most places of its circle, and there is little outside of it: text is grey everywhere or nowhere. */
const RING = 0.8;
const OUTSIDE = 0.35;
/** Millimetres: how far outside. */
const BEYOND = 2.5;
/** Square millimetres with grey strokes that a ring has at the least, and a page of grey print more of. */
const [LEAST, MOST] = [45, 9000];
const PLACES = 72;
const TRIALS = 1500;
const SEALS = 3;

/** A round seal, in pixels. */
interface Seal {
  x: number;
  y: number;
  radius: number;
}

/**
 * An evened page without the round seals that were scanned in grey: their ink is lighter than print, and lets it through.
 * A seal is known by its ring; what else is grey on a page stays.
 */
export function withoutGreySeals(page: Picture): Picture {
  const squares = greySquares(page);
  if (squares.count < LEAST || squares.count > MOST) return page;
  const clean: Picture = { ...page, data: Uint8Array.from(page.data) };
  let found = 0;
  for (; found < SEALS; found++) {
    const seal = sealAmong(squares);
    if (!seal) break;
    lift(seal, page, clean);
    forget(seal, squares);
  }
  return found > 0 ? clean : page;
}

/** The squares of a millimetre that hold a grey stroke. */
interface Squares {
  side: number;
  columns: number;
  rows: number;
  grey: Uint8Array;
  count: number;
}

function greySquares({ width, height, data, dpi }: Picture): Squares {
  const side = dpi / 25.4;
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const reach = strokeReach(dpi);
  const counts = new Uint16Array(columns * rows);
  // Every second row tells enough.
  for (let y = reach; y < height - reach; y += 2) {
    const row = Math.floor(y / side) * columns;
    for (let x = reach; x < width - reach; x++) {
      const grey = data[y * width + x]!;
      if (grey < DARKEST || grey > LIGHTEST) continue;
      if (isStroke(data, y * width + x, width, reach, DARKEST, LIGHTEST)) counts[row + Math.floor(x / side)]!++;
    }
  }
  const grey = counts.map((count) => (count > 0 ? 1 : 0));
  return { side, columns, rows, grey: Uint8Array.from(grey), count: grey.reduce((sum, one) => sum + one, 0) };
}

function strokeReach(dpi: number): number {
  return Math.max(1, Math.round((STROKE * dpi) / 25.4));
}

/** Whether all is grey around a pixel. */
function isStroke(data: Uint8Array, at: number, width: number, reach: number, from: number, to: number): boolean {
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const grey = data[at + dy * width + dx]!;
      if (grey < from || grey > to) return false;
    }
  }
  return true;
}

/** The circle that goes through most grey squares, where they make a ring. */
function sealAmong(squares: Squares): Seal | undefined {
  const { columns, grey, side } = squares;
  const places: number[] = [];
  for (const [at, is] of grey.entries()) if (is) places.push(at);
  if (places.length < LEAST) return undefined;
  let best: { circle: Seal; share: number } | undefined;
  let chance = 12345;
  const pick = (): readonly [number, number] => {
    chance = (chance * 1103515245 + 12345) % 2147483648;
    const at = places[Math.floor((chance / 2147483648) * places.length)]!;
    return [at % columns, Math.floor(at / columns)];
  };
  for (let trial = 0; trial < TRIALS; trial++) {
    const circle = circleThrough(pick(), pick(), pick());
    if (!circle || circle.radius < SMALLEST || circle.radius > WIDEST) continue;
    const share = shareOn(circle, circle.radius, squares, 0.6);
    if (share > (best?.share ?? RING - 0.01)) best = { circle, share };
  }
  if (!best || shareOn(best.circle, best.circle.radius + BEYOND, squares, 0) > OUTSIDE) return undefined;
  const { x, y, radius } = best.circle;
  return { x: (x + 0.5) * side, y: (y + 0.5) * side, radius: radius * side };
}

function circleThrough(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  [cx, cy]: readonly [number, number],
): Seal | undefined {
  const twice = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by));
  if (Math.abs(twice) < 200) return undefined;
  const [a, b, c] = [ax ** 2 + ay ** 2, bx ** 2 + by ** 2, cx ** 2 + cy ** 2];
  const x = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / twice;
  const y = (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / twice;
  return { x, y, radius: Math.hypot(ax - x, ay - y) };
}

/** The share of a circle (squares) on which there is grey, within some play. */
function shareOn({ x, y }: Seal, radius: number, { columns, rows, grey }: Squares, play: number): number {
  let there = 0;
  for (let i = 0; i < PLACES; i++) {
    const [cos, sin] = [Math.cos((2 * Math.PI * i) / PLACES), Math.sin((2 * Math.PI * i) / PLACES)];
    for (const off of play > 0 ? [0, -play, play] : [0]) {
      const [column, row] = [Math.round(x + (radius + off) * cos), Math.round(y + (radius + off) * sin)];
      if (column < 0 || row < 0 || column >= columns || row >= rows || !grey[row * columns + column]) continue;
      there++;
      break;
    }
  }
  return there / PLACES;
}

function forget({ x, y, radius }: Seal, { side, columns, grey }: Squares): void {
  for (const at of grey.keys()) {
    const [u, v] = [((at % columns) + 0.5) * side - x, (Math.floor(at / columns) + 0.5) * side - y];
    if (Math.hypot(u, v) < radius + 2 * side) grey[at] = 0;
  }
}

/**
 * Takes a seal off the page. Ink that stands apart from print becomes paper. Of what print touches, or is touched by
 * print, the whole strokes of the seal are lit up until its grey is that of paper, and print in them stays dark.
 */
function lift(seal: Seal, { width, height, data, dpi }: Picture, clean: Raster): void {
  const reach = strokeReach(dpi);
  const radius = seal.radius + (1.5 * dpi) / 25.4;
  const box: Region = {
    x0: Math.max(reach, Math.floor(seal.x - radius)),
    y0: Math.max(reach, Math.floor(seal.y - radius)),
    x1: Math.min(width - reach, Math.ceil(seal.x + radius)),
    y1: Math.min(height - reach, Math.ceil(seal.y + radius)),
  };
  const [w, h] = [box.x1 - box.x0, box.y1 - box.y0];
  const place = (u: number, v: number): number => (box.y0 + v) * width + box.x0 + u;
  const inside = (u: number, v: number): boolean =>
    (box.x0 + u - seal.x) ** 2 + (box.y0 + v - seal.y) ** 2 <= radius ** 2;
  const greys: number[] = [];
  for (let v = 0; v < h; v++) {
    for (let u = 0; u < w; u++) {
      const at = place(u, v);
      if (inside(u, v) && isStroke(data, at, width, reach, DARKEST, LIGHTEST)) greys.push(data[at]!);
    }
  }
  const level = greys.sort((a, b) => a - b)[greys.length >> 1] ?? 0;
  if (level <= DARKEST) return;
  const [from, to] = [Math.max(DARKEST, level - DARKER), Math.min(LIGHTEST + 20, level + LIGHTER)];
  // Print, and what of the seal it touches.
  const seen: Raster = { width: w, height: h, data: new Uint8Array(w * h).fill(255) };
  const strokes = new Uint8Array(w * h);
  for (let v = 0; v < h; v++) {
    for (let u = 0; u < w; u++) {
      const at = place(u, v);
      if (data[at]! < to) seen.data[v * w + u] = 0;
      if (data[at]! < from || data[at]! > to || !isStroke(data, at, width, reach, from, to)) continue;
      for (let dv = Math.max(0, v - reach - 1); dv <= Math.min(h - 1, v + reach + 1); dv++)
        strokes.fill(1, dv * w + Math.max(0, u - reach - 1), dv * w + Math.min(w, u + reach + 2));
    }
  }
  const isNearPrint = (u: number, v: number): boolean => {
    for (let dv = Math.max(0, v - FAR); dv <= Math.min(h - 1, v + FAR); dv++)
      for (let du = Math.max(0, u - FAR); du <= Math.min(w - 1, u + FAR); du++)
        if (data[place(du, dv)]! < PRINT * level) return true;
    return false;
  };
  const lines = longRuns(seen, Math.round((LINE * dpi) / 25.4));
  const lit = (at: number): number => Math.min(255, Math.round((255 * data[at]!) / (level - 0.4 * DARKER)));
  for (const piece of piecesOf(seen)) {
    let print = 0;
    for (let v = piece.y0; v < piece.y1; v++)
      for (let u = piece.x0; u < piece.x1; u++) if (data[place(u, v)]! < PRINT * level) print++;
    if (print > 1) continue;
    for (let v = piece.y0; v < piece.y1; v++) {
      for (let u = piece.x0; u < piece.x1; u++) if (inside(u, v)) clean.data[place(u, v)] = 255;
    }
  }
  for (let v = 0; v < h; v++) {
    for (let u = 0; u < w; u++) {
      const at = place(u, v);
      const grey = data[at]!;
      if (!inside(u, v)) continue;
      if (strokes[v * w + u]) clean.data[at] = lit(at);
      else if (grey >= from && grey <= to && !lines[v * w + u] && !isNearPrint(u, v)) clean.data[at] = 255;
    }
  }
}

/** 1 where ink goes on for so many pixels, across or down. */
function longRuns({ width, height, data }: Raster, least: number): Uint8Array {
  const long = new Uint8Array(width * height);
  const along = (start: number, step: number, length: number): void => {
    for (let i = 0; i < length; i++) {
      if (data[start + i * step]) continue;
      const from = i;
      while (i < length && !data[start + i * step]) i++;
      if (i - from >= least) for (let j = from; j < i; j++) long[start + j * step] = 1;
    }
  };
  for (let y = 0; y < height; y++) along(y * width, 1, width);
  for (let x = 0; x < width; x++) along(x, width, height);
  return long;
}
