import type { Picture, Raster, Region } from './raster.js';

/** A pixel this far from grey is ink of a colour. */
export const INKED = 60;
/** Millimetres: coloured ink that is nearer together belongs together, for black print cuts the ring of a seal. */
const NEAR = 2;
/** Millimetres: frames of stamps are at least so high, and their sides go on without a step higher than this. */
const LEAST = 6;
const STEP = 0.4;
/** The share of the longer sides of a frame, and of the shorter ones, that goes on without a step. */
const [LONGER, SHORTER] = [0.8, 0.45];
/** A frame holds more paper than ink. */
const FILLED = 0.45;
/** What is darker than this and has no colour is black print. */
const BLACK = 110;
/** Pixels between coloured ink and the print that it touches. */
const TOUCH = 2;
/** The share of a stamp's ink that touches black print where it is pressed on some. */
const TOUCHING = 0.01;

/** Ink of a colour that lies together: its box in pixels, and the squares of a millimetre that hold some of it. */
export interface Patch extends Region {
  squares: { column: number; row: number }[];
}

export function patchesOf({ width, height, data, dpi }: Picture): Patch[] {
  const side = Math.max(1, Math.round(dpi / 25.4));
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const inked = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! >= INKED) inked[Math.floor(y / side) * columns + Math.floor(x / side)] = 1;
    }
  }
  const patches: Patch[] = [];
  for (let start = 0; start < inked.length; start++) {
    if (!inked[start]) continue;
    inked[start] = 0;
    const patch: Patch = { x0: width, y0: height, x1: 0, y1: 0, squares: [] };
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [column, row] = [at % columns, Math.floor(at / columns)];
      patch.squares.push({ column, row });
      patch.x0 = Math.min(patch.x0, column * side);
      patch.y0 = Math.min(patch.y0, row * side);
      patch.x1 = Math.max(patch.x1, Math.min(width, (column + 1) * side));
      patch.y1 = Math.max(patch.y1, Math.min(height, (row + 1) * side));
      for (let dr = -NEAR; dr <= NEAR; dr++) {
        for (let dc = -NEAR; dc <= NEAR; dc++) {
          const [c, r] = [column + dc, row + dr];
          if (c < 0 || r < 0 || c >= columns || r >= rows || !inked[r * columns + c]) continue;
          inked[r * columns + c] = 0;
          open.push(r * columns + c);
        }
      }
    }
    patches.push(patch);
  }
  return patches;
}

/**
 * Whether a patch is closed in by a line all around, as stamps are: from outside, across and down, the first ink is
 * always about where it was a pixel before. Tops and feet of characters are not.
 */
export function isFramed({ x0, y0, x1, y1 }: Region, { width, data }: Raster, dpi: number): boolean {
  const millimetre = dpi / 25.4;
  if (Math.min(x1 - x0, y1 - y0) < LEAST * millimetre) return false;
  const step = Math.max(2, Math.round(STEP * millimetre));
  let ink = 0;
  for (let y = y0; y < y1; y++) for (let at = y * width + x0; at < y * width + x1; at++) if (data[at]! >= INKED) ink++;
  if (ink > FILLED * (x1 - x0) * (y1 - y0)) return false;
  const level = evenness(x1 - x0, y1 - y0, (i, j) => data[(y0 + j) * width + x0 + i]! >= INKED, step);
  const upright = evenness(y1 - y0, x1 - x0, (i, j) => data[(y0 + i) * width + x0 + j]! >= INKED, step);
  return Math.max(level, upright) >= LONGER && Math.min(level, upright) >= SHORTER;
}

/** The share of lines `i` on which the first and the last ink stands within a step of where it did on the line before. */
function evenness(lines: number, length: number, isInk: (i: number, j: number) => boolean, step: number): number {
  let even = 0;
  let before: [number, number] | undefined;
  for (let i = 0; i < lines; i++) {
    let [first, last] = [0, length - 1];
    while (first < length && !isInk(i, first)) first++;
    if (first === length) {
      before = undefined;
      continue;
    }
    while (!isInk(i, last)) last--;
    if (before) even += Number(Math.abs(first - before[0]) <= step) + Number(Math.abs(last - before[1]) <= step);
    before = [first, last];
  }
  return even / (2 * Math.max(1, lines - 1));
}

/** Whether coloured ink lies over black print, as no printed frame or table does. */
export function isOverPrint({ x0, y0, x1, y1 }: Region, { width, height, data }: Picture, tint: Uint8Array): boolean {
  let [inked, touching] = [0, 0];
  const isBlack = (x: number, y: number): boolean => {
    if (x < 0 || y < 0 || x >= width || y >= height) return false;
    return data[y * width + x]! < BLACK && tint[y * width + x]! < INKED / 2;
  };
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      if (tint[y * width + x]! < INKED) continue;
      inked++;
      if (isBlack(x - TOUCH, y) || isBlack(x + TOUCH, y) || isBlack(x, y - TOUCH) || isBlack(x, y + TOUCH)) touching++;
    }
  }
  return touching > TOUCHING * inked;
}

/**
 * The pixels of a region that are ink, the grey of the paper around them, and how much darker a pixel is for each step
 * that it is away from grey (`hue`), at most `darkest`: so it is with all mixtures of paper, black print and that ink.
 */
export function inkOf(
  { x0, y0, x1, y1 }: Region,
  { width, data }: Picture,
  hue: Uint8Array,
  darkest: number,
): { inked: number[]; paper: number; loss: number } {
  const clean: number[] = [];
  const inked: number[] = [];
  for (let y = y0; y < y1; y++) {
    for (let at = y * width + x0; at < y * width + x1; at++) {
      if (hue[at]! >= INKED) inked.push(at);
      else if (hue[at] === 0) clean.push(data[at]!);
    }
  }
  const paper = clean.sort((a, b) => a - b)[Math.floor(0.8 * clean.length)] ?? 255;
  const losses = inked.map((at) => (paper - data[at]!) / hue[at]!).sort((a, b) => a - b);
  return { inked, paper, loss: Math.min(darkest, Math.max(0, losses[losses.length >> 1] ?? 0)) };
}
