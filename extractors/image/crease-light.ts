import type { Raster } from './raster.js';

/** A fold across a sheet, or a streak: its heights at the left edge and at the right one, in pixels. */
export interface Crease {
  left: number;
  right: number;
}

/** Millimetres: how much of a sheet lies before its print at either end of a crease. */
export const EDGE = 6;
/** What is lighter than this is paper, also once its light is restored; where much was taken, its grain is coarser. */
export const PAPER = 190;
const GRAIN = 60;
/** Millimetres: how far to either side a fold and its shadow reach. */
const BROAD = 0.8;
/** Millimetres: of pieces so long the light of the fold is taken, from the lighter places: print lies on the others. */
const PIECE = 12;
const LIGHT = 0.7;
/** On its way a fold leaves so much less of the light at the most than at its ends. */
const DEEPER = 0.8;
/** A fold keeps this share of the light at least: what is darker on all of its way is no shadow. More than this is all. */
const DARKEST = 0.25;
const ALL = 0.985;

/** How far down a crease is at `x`. */
export function heightAt({ left, right }: Crease, x: number, width: number): number {
  return left + ((right - left) * x) / (width - 1);
}

/** The page with the light that each fold took given back; the same one where there is none. */
export function withLight(page: Raster, creases: readonly Crease[], millimetre: number): Raster {
  if (creases.length === 0) return page;
  const lit: Raster = { ...page, data: Uint8Array.from(page.data) };
  const { width, height, data } = page;
  const half = Math.ceil(BROAD * millimetre);
  const [piece, edge] = [Math.round(PIECE * millimetre), Math.round(EDGE * millimetre)];
  for (const crease of creases) {
    // At the edges nothing lies on it; on its way a line of a table may, nearly from edge to edge.
    const [left, right] = [
      lightAlong(crease, page, 0, edge, half),
      lightAlong(crease, page, width - edge, width, half),
    ];
    for (let from = 0; from < width; from += piece) {
      const to = Math.min(width, from + piece);
      const here = lightAlong(crease, page, Math.max(0, from - (piece >> 1)), Math.min(width, to + (piece >> 1)), half);
      for (let x = from; x < to; x++) {
        const middle = Math.round(heightAt(crease, x, width));
        for (let off = -half; off <= half; off++) {
          const y = middle + off;
          if (y < 0 || y >= height) continue;
          // A line of a table that runs along the fold for a while is no shadow of it.
          const light = Math.max(DEEPER * Math.min(left[off + half]!, right[off + half]!), here[off + half]!);
          if (light >= ALL) continue;
          const grey = data[y * width + x]! / Math.max(DARKEST, light);
          lit.data[y * width + x] = grey >= PAPER - GRAIN * (1 - light) ? 255 : Math.round(grey);
        }
      }
    }
  }
  return lit;
}

/**
 * The light, 0–1, at each distance from a fold, as most of a piece of it has it there or a pixel beside: its place is
 * rounded to whole pixels, and it strays by one.
 */
function lightAlong(crease: Crease, { width, height, data }: Raster, from: number, to: number, half: number): number[] {
  const lights = Array.from({ length: 2 * half + 1 }, (_, i) => {
    const counts = new Uint32Array(256);
    let all = 0;
    for (let x = from; x < to; x++) {
      const y = Math.round(heightAt(crease, x, width)) + i - half;
      if (y < 0 || y >= height) continue;
      counts[data[y * width + x]!]!++;
      all++;
    }
    let grey = 0;
    for (let seen = 0; grey < 255; grey++) {
      seen += counts[grey]!;
      if (seen >= LIGHT * all) break;
    }
    return grey / 255;
  });
  return lights.map((light, i) => Math.min(light, lights[i - 1] ?? 1, lights[i + 1] ?? 1));
}
