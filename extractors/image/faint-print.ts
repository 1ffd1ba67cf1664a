import { INK, piecesOf } from './blobs.js';
import { crop } from './raster.js';
import type { Picture, Region } from './raster.js';

/** An evened pixel is hardly paper below this, and print must be darker than this to be seen at all. */
const FAINT = 225;
const SEEN = 215;
/** What has more of its pixels dark than this share, of those that are faint or dark, is ordinary print. */
const DARK = 0.3;
/** Faint print covers less of a cell than this; what covers more is a shadow, or a ground. */
const COVERED = 0.3;
/** Millimetres: how high characters are. */
const [LOWEST, HIGHEST] = [1.2, 6];
/** The share of a ruling's places that are dark where it is whole, and where it is no fainter than print beside it. */
const WHOLE = 0.97;
const MOSTLY = 0.5;
/** Pixels beside the middle of a ruling in which its ink is looked for. */
const BESIDE = 3;

/** A level page with the faint print of some cells made black, and the insides of these cells. */
export interface Strengthened {
  page: Picture;
  faint: Region[];
}

/**
 * Strengthens what is printed in cells where toner was thin: no print in them is dark, and the lines above and below
 * it are no darker than the print. What shows through from the back has dark lines about it and stays faint.
 *
 * @param cells with their rulings, in pixels
 * @param inset from the middle of a ruling to the inside of its cell, in pixels
 */
export function withFaintPrint(level: Picture, cells: readonly Region[], inset: number): Strengthened {
  const faint: Region[] = [];
  let page = level;
  for (const cell of cells) {
    const inside = insideOf(cell, inset, level);
    if (inside.x1 - inside.x0 < 2 || inside.y1 - inside.y0 < 2) continue;
    if (isDrawn(level, cell.y0, cell, WHOLE) || isDrawn(level, cell.y1, cell, WHOLE)) continue;
    const darkest = darkestOfFaint(level, inside);
    if (darkest === undefined) continue;
    const strong = crop(level, inside);
    for (const [at, grey] of strong.data.entries()) {
      strong.data[at] = Math.max(0, 255 - ((255 - grey) * 255) / (255 - darkest));
    }
    const millimetre = level.dpi / 25.4;
    const signs = piecesOf(strong).filter(({ y0, y1 }) => y1 - y0 >= LOWEST * millimetre);
    if (signs.length === 0 || signs.some(({ y0, y1 }) => y1 - y0 > HIGHEST * millimetre)) continue;
    const print = { x0: inside.x0 + Math.min(...signs.map(({ x0 }) => x0)), x1: inside.x0 + Math.max(...signs.map(({ x1 }) => x1)) }; // prettier-ignore
    if (isDrawn(level, cell.y0, print, MOSTLY) || isDrawn(level, cell.y1, print, MOSTLY)) continue;
    if (page === level) page = { ...level, data: Uint8Array.from(level.data) };
    for (let y = 0; y < strong.height; y++) {
      page.data.set(strong.data.subarray(y * strong.width, (y + 1) * strong.width), (inside.y0 + y) * level.width + inside.x0); // prettier-ignore
    }
    faint.push(inside);
  }
  return { page, faint };
}

function insideOf({ x0, y0, x1, y1 }: Region, inset: number, { width, height }: Picture): Region {
  return {
    x0: Math.max(0, Math.ceil(x0) + inset),
    y0: Math.max(0, Math.ceil(y0) + inset),
    x1: Math.min(width, Math.floor(x1) - inset),
    y1: Math.min(height, Math.floor(y1) - inset),
  };
}

/** Whether the ruling at a height is dark at more than a share of the places from one column to another. */
function isDrawn(
  { width, height, data }: Picture,
  at: number,
  { x0, x1 }: Pick<Region, 'x0' | 'x1'>,
  share: number,
): boolean {
  const [from, to] = [Math.max(0, Math.ceil(x0)), Math.min(width, Math.floor(x1))];
  const [top, foot] = [Math.max(0, Math.round(at) - BESIDE), Math.min(height - 1, Math.round(at) + BESIDE)];
  let dark = 0;
  for (let x = from; x < to; x++) {
    for (let y = top; y <= foot; y++) {
      if (data[y * width + x]! >= INK) continue;
      dark++;
      break;
    }
  }
  return dark > share * (to - from);
}

/** The grey of the darkest print, a hundredth of it left out, where all that is printed is faint. */
function darkestOfFaint({ width, data }: Picture, { x0, y0, x1, y1 }: Region): number | undefined {
  const counts = new Uint32Array(256);
  for (let y = y0; y < y1; y++) for (let at = y * width + x0; at < y * width + x1; at++) counts[data[at]!]!++;
  let [dark, all] = [0, 0];
  for (let grey = 0; grey < FAINT; grey++) {
    all += counts[grey]!;
    if (grey < INK) dark += counts[grey]!;
  }
  if (all === 0 || dark > DARK * all || all > COVERED * (x1 - x0) * (y1 - y0)) return undefined;
  let darkest = 0;
  for (let seen = counts[0]!; seen <= 0.01 * all; seen += counts[darkest]!) darkest++;
  return darkest < SEEN ? darkest : undefined;
}
