import { projection } from './projection.js';
import type { Mapping, Point } from './projection.js';
import type { Picture } from './raster.js';
import { resampled } from './resample.js';
import { sheetCorners } from './sheet-corners.js';

/** A sheet as if it lay flat before the eye, and where each of its places is on the picture that it was taken from. */
export interface FlatSheet {
  sheet: Picture;
  toPicture: Mapping;
}

/** Inches. */
const A4 = { short: 8.27, long: 11.69 };
/** Inches at the edge of a photographed sheet that are left out: its shadow, and what it lies on. */
const EDGE = 0.06;
/** Inches that the shorter side of a sheet may have; cameras and screens make pages of any size. */
const SHORTEST = 4.5;
const WIDEST = 13;

/** The sheet of a picture: cut out of a photograph of it; on a scan it is the whole picture. */
export function flatSheet(picture: Picture): FlatSheet {
  const corners = sheetCorners(picture);
  if (!corners) return { sheet: { ...picture, dpi: plausibleDpi(picture) }, toPicture: (x, y) => [x, y] };
  const side = (a: number, b: number): number =>
    Math.hypot(corners[a]![0] - corners[b]![0], corners[a]![1] - corners[b]![1]);
  let [width, height] = [Math.max(side(0, 1), side(3, 2)), Math.max(side(0, 3), side(1, 2))];
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  // A sheet that is about as long as A4 is A4 seen at a slant: pages of one document get one size.
  if (long / short > 1.25 && long / short < 1.6) {
    const inch = Math.max(short / A4.short, long / A4.long);
    [width, height] = width < height ? [A4.short * inch, A4.long * inch] : [A4.long * inch, A4.short * inch];
  }
  const dpi = Math.min(width, height) / A4.short;
  const edge = Math.round(EDGE * dpi);
  [width, height] = [Math.round(width) - 2 * edge, Math.round(height) - 2 * edge];
  const [left, top, right, bottom] = [-edge, -edge, width - 1 + edge, height - 1 + edge];
  const own: Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  const toPicture = projection(own, corners);
  return { sheet: { ...resampled(picture, width, height, toPicture), dpi }, toPicture };
}

function plausibleDpi({ width, height, dpi }: Picture): number {
  const short = Math.min(width, height);
  return short / dpi < SHORTEST || short / dpi > WIDEST ? short / A4.short : dpi;
}
