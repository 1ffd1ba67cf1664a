import type { Ruling } from '../grid/ruling.js';
import { Components } from '../grid/components.js';
import type { Picture, Raster, Region } from './raster.js';

/** A connected piece of print: its box in pixels (`x1`, `y1` exclusive) and how many pixels are ink. */
export interface Blob extends Region {
  ink: number;
}

/** An evened pixel darker than this is ink. */
export const INK = 150;
/** Millimetres squared: less ink is dust. A decimal point of small print has three times that. */
const DUST = 0.035;

/** The connected pieces of print of an evened picture, rulings taken away, dust dropped. */
export function blobsOf(page: Picture, rulings: readonly Ruling[]): Blob[] {
  const { width, height } = page;
  const millimetre = page.dpi / 25.4;
  const least = Math.max(2, DUST * millimetre * millimetre);
  const margin = 3 * millimetre;
  return piecesOf(withoutRulings(page, rulings)).filter(
    (blob) =>
      blob.ink >= least &&
      // Black edges and holes of the sheet.
      !(
        isLarge(blob, millimetre) &&
        (blob.x0 < margin || blob.y0 < margin || blob.x1 > width - margin || blob.y1 > height - margin)
      ),
  );
}

/** The connected pieces of what is darker than `INK`, corners touching. */
export function piecesOf({ width, height, data }: Raster): Blob[] {
  const runs: { y: number; from: number; to: number }[] = [];
  const firstOf = new Int32Array(height + 1);
  for (let y = 0; y < height; y++) {
    firstOf[y] = runs.length;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (data[row + x]! >= INK) continue;
      const from = x;
      while (x < width && data[row + x]! < INK) x++;
      runs.push({ y, from, to: x });
    }
  }
  firstOf[height] = runs.length;
  const sets = new Components(runs.length);
  for (let y = 1; y < height; y++) {
    let above = firstOf[y - 1]!;
    for (let i = firstOf[y]!; i < firstOf[y + 1]!; i++) {
      const run = runs[i]!;
      while (above < firstOf[y]! && runs[above]!.to < run.from) above++;
      for (let j = above; j < firstOf[y]! && runs[j]!.from <= run.to; j++) sets.join(i, j);
    }
  }
  const blobs = new Map<number, Blob>();
  for (const [i, { y, from, to }] of runs.entries()) {
    const root = sets.find(i);
    const blob = blobs.get(root);
    if (!blob) blobs.set(root, { x0: from, y0: y, x1: to, y1: y + 1, ink: to - from });
    else {
      blob.x0 = Math.min(blob.x0, from);
      blob.x1 = Math.max(blob.x1, to);
      blob.y1 = y + 1;
      blob.ink += to - from;
    }
  }
  return [...blobs.values()];
}

function isLarge({ x0, y0, x1, y1 }: Region, millimetre: number): boolean {
  return Math.max(x1 - x0, y1 - y0) > 12 * millimetre;
}

/** The picture with its rulings painted over, so that print that touches them stands by itself. */
function withoutRulings(page: Picture, rulings: readonly Ruling[]): Raster {
  const { width, height, dpi } = page;
  const data = Uint8Array.from(page.data);
  const pixels = dpi / 72;
  const half = Math.max(2, Math.round((0.28 * dpi) / 25.4));
  for (const { x0, y0, x1, y1 } of rulings) {
    const level = y0 === y1;
    const [left, right] = level ? [x0 * pixels - half, x1 * pixels + half] : [x0 * pixels - half, x0 * pixels + half];
    const [top, bottom] = level ? [y0 * pixels - half, y0 * pixels + half] : [y0 * pixels - half, y1 * pixels + half];
    for (let y = Math.max(0, Math.floor(top)); y <= Math.min(height - 1, Math.ceil(bottom)); y++) {
      data.fill(255, y * width + Math.max(0, Math.floor(left)), y * width + Math.min(width, Math.ceil(right) + 1));
    }
  }
  return { width, height, data };
}
