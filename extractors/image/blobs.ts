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
/** Millimetres: what is longer and flatter is no print, but a fold, an underline, the edge of a shadow. */
const LONGEST_STROKE = 15;
const FLAT = 1;

/** The connected pieces of print of an evened picture, rulings taken away, dust dropped. */
export function blobsOf(page: Picture, rulings: readonly Ruling[]): Blob[] {
  const { width, height } = page;
  const millimetre = page.dpi / 25.4;
  const least = Math.max(2, DUST * millimetre * millimetre);
  const margin = 3 * millimetre;
  return piecesOf(withoutRulings(page, rulings)).filter(
    (blob) =>
      blob.ink >= least &&
      !isStrip(blob, millimetre) &&
      // Black edges and holes of the sheet.
      !(
        isLarge(blob, millimetre) &&
        (blob.x0 < margin || blob.y0 < margin || blob.x1 > width - margin || blob.y1 > height - margin)
      ),
  );
}

/** The connected pieces of what is darker than `INK`, corners touching. */
export function piecesOf({ width, height, data }: Raster): Blob[] {
  // Runs of ink in rows, one after another; typed arrays, as noise makes a million of them.
  let [starts, ends] = [new Int32Array(1 << 14), new Int32Array(1 << 14)];
  let count = 0;
  const firstOf = new Int32Array(height + 1);
  for (let y = 0; y < height; y++) {
    firstOf[y] = count;
    const row = y * width;
    const end = row + width;
    for (let at = row; at < end; at++) {
      if (data[at]! >= INK) continue;
      if (count === starts.length) [starts, ends] = [doubled(starts), doubled(ends)];
      starts[count] = at - row;
      while (at < end && data[at]! < INK) at++;
      ends[count++] = at - row;
    }
  }
  firstOf[height] = count;
  const sets = new Components(count);
  for (let y = 1; y < height; y++) {
    const first = firstOf[y]!;
    let above = firstOf[y - 1]!;
    for (let i = first; i < firstOf[y + 1]!; i++) {
      while (above < first && ends[above]! < starts[i]!) above++;
      for (let j = above; j < first && starts[j]! <= ends[i]!; j++) sets.join(i, j);
    }
  }
  const blobs: Blob[] = [];
  const blobOf = new Int32Array(count);
  for (let y = 0; y < height; y++) {
    for (let i = firstOf[y]!; i < firstOf[y + 1]!; i++) {
      const [root, from, to] = [sets.find(i), starts[i]!, ends[i]!];
      // The root is the first run of its piece.
      if (root === i) {
        blobOf[i] = blobs.length;
        blobs.push({ x0: from, y0: y, x1: to, y1: y + 1, ink: to - from });
        continue;
      }
      const blob = blobs[blobOf[root]!]!;
      if (from < blob.x0) blob.x0 = from;
      if (to > blob.x1) blob.x1 = to;
      blob.y1 = y + 1;
      blob.ink += to - from;
    }
  }
  return blobs;
}

function doubled(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * values.length);
  more.set(values);
  return more;
}

function isStrip({ x0, y0, x1, y1 }: Region, millimetre: number): boolean {
  const [flat, long] = [Math.min(x1 - x0, y1 - y0), Math.max(x1 - x0, y1 - y0)];
  return long > LONGEST_STROKE * millimetre && flat < FLAT * millimetre;
}

function isLarge({ x0, y0, x1, y1 }: Region, millimetre: number): boolean {
  return Math.max(x1 - x0, y1 - y0) > 12 * millimetre;
}

/** The picture with its rulings painted over, so that print that touches them stands by itself. */
function withoutRulings(page: Picture, rulings: readonly Ruling[]): Raster {
  const { width, height, dpi } = page;
  const data = new Uint8Array(page.data);
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
