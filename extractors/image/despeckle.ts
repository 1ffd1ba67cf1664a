import { INK } from './blobs.js';
import type { Raster } from './raster.js';

/** More lone dark pixels than this share of a page are dust, or the noise of a cheap scanner. */
const DUSTY = 0.0004;

/**
 * An evened page without its dust: where many dark pixels stand alone, those with at most one dark neighbour become
 * paper, and paper that print surrounds becomes print. A decimal point, two pixels by two at the least, stays.
 */
export function withoutDust(page: Raster): Raster {
  const { width, height, data } = page;
  let lone = 0;
  const dark = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) dark[i] = data[i]! < INK ? 1 : 0;
  const around = (at: number): number =>
    dark[at - width - 1]! +
    dark[at - width]! +
    dark[at - width + 1]! +
    dark[at - 1]! +
    dark[at + 1]! +
    dark[at + width - 1]! +
    dark[at + width]! +
    dark[at + width + 1]!;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) if (dark[at] && around(at) === 0) lone++;
  }
  if (lone < DUSTY * data.length) return page;
  const clean = Uint8Array.from(data);
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const neighbours = around(at);
      if (dark[at] && neighbours <= 1) clean[at] = 255;
      else if (!dark[at] && neighbours >= 6) clean[at] = Math.min(data[at - 1]!, data[at + 1]!, data[at - width]!);
    }
  }
  return { width, height, data: clean };
}
