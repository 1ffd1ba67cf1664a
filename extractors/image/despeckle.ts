import { INK } from './blobs.js';
import type { Raster } from './raster.js';

/** More lone dark pixels than this share of a page are dust, or the noise of a cheap scanner. */
const DUSTY = 0.0004;

/** A light pixel between so many dark ones on either side, in a row or one above another, is a hole in a line. */
const LINE = 3;

/**
 * An evened page without its dust: where many dark pixels stand alone, those with at most one dark neighbour become
 * paper, and paper that print surrounds becomes print. A decimal point, two pixels by two at the least, stays, and so
 * does the end of a line; holes in thin lines are closed.
 */
export function withoutDust(page: Raster): Raster {
  const { width, height, data } = page;
  if (loneIn(page) < DUSTY * data.length) return page;
  const dark = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) dark[at] = data[at]! < INK ? 1 : 0;
  const around = (at: number): number =>
    dark[at - width - 1]! +
    dark[at - width]! +
    dark[at - width + 1]! +
    dark[at - 1]! +
    dark[at + 1]! +
    dark[at + width - 1]! +
    dark[at + width]! +
    dark[at + width + 1]!;
  const clean = new Uint8Array(data);
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      // Nothing fills paper that has paper on four sides.
      if (!(dark[at]! | dark[at - 1]! | dark[at + 1]! | dark[at - width]! | dark[at + width]!)) continue;
      const neighbours = around(at);
      if (dark[at]) {
        if (neighbours <= 1 && !isLineEnd(dark, at, width)) clean[at] = 255;
      } else if (neighbours >= 6 || isHole(dark, at, 1) || isHole(dark, at, width)) {
        clean[at] = Math.min(data[at - 1]!, data[at + 1]!, data[at - width]!);
      }
    }
  }
  return { width, height, data: clean };
}

/** How many dark pixels have no dark neighbour. */
function loneIn({ width, height, data }: Raster): number {
  let lone = 0;
  for (let y = 1; y < height - 1; y++) {
    const end = (y + 1) * width - 1;
    for (let at = y * width + 1; at < end; at++) {
      if (data[at]! >= INK || data[at - 1]! < INK || data[at + 1]! < INK) continue;
      if (data[at - width - 1]! < INK || data[at - width]! < INK || data[at - width + 1]! < INK) continue;
      if (data[at + width - 1]! < INK || data[at + width]! < INK || data[at + width + 1]! < INK) continue;
      lone++;
    }
  }
  return lone;
}

function isHole(dark: Uint8Array, at: number, step: number): boolean {
  for (let n = 1; n <= LINE; n++) if (!dark[at - n * step] || !dark[at + n * step]) return false;
  return true;
}

function isLineEnd(dark: Uint8Array, at: number, width: number): boolean {
  return [1, -1, width, -width].some((step) => {
    for (let n = 1; n <= LINE; n++) if (!dark[at + n * step]) return false;
    return true;
  });
}
