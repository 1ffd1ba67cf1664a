import type { Glyph } from '../pdf/engine.js';
import type { RecognizedPage } from './page.js';

/** How much wider than high a page is, upright or across. */
const PAGES = [
  [0.6, 0.83],
  [1.2, 1.55],
] as const;
/** The share of its width that nothing is printed on in the middle, and within which print ends on either side. */
const GUTTER = 0.03;
/** Each page has so many characters at least. */
const LEAST = 40;
/** Type of such a page is no higher than this share of the sheet. */
const LARGEST = 0.035;

/**
 * The pages of a sheet: two where it is an open book, or a copy with two pages on one. Nothing stands on its middle from top
 * to bottom, which the tables and titles of a sheet that lies across do.
 */
export function pagesOn(sheet: RecognizedPage): readonly RecognizedPage[] {
  const { width, height, glyphs, rulings } = sheet.page;
  const middle = width / 2;
  if (!PAGES.some(([least, most]) => middle >= least * height && middle <= most * height)) return [sheet];
  const [left, right] = [middle - (GUTTER * width) / 2, middle + (GUTTER * width) / 2];
  const isClear = ({ x0, x1 }: { x0: number; x1: number }): boolean => x1 <= left || x0 >= right;
  if (!glyphs.every(isClear) || !rulings.every(isClear)) return [sheet];
  const halves = [glyphs.filter(({ x1 }) => x1 <= left), glyphs.filter(({ x0 }) => x0 >= right)];
  if (halves.some((half) => half.length < LEAST || half.some((glyph) => isLarge(glyph, height)))) return [sheet];
  return halves.map((half, i): RecognizedPage => {
    const by = i * middle;
    const isHere = ({ x0 }: { x0: number }): boolean => x0 >= middle === (i === 1);
    const moved = <Part extends { x0: number; x1: number }>(part: Part): Part => ({
      ...part,
      x0: part.x0 - by,
      x1: part.x1 - by,
    });
    return {
      page: { ...sheet.page, width: middle, glyphs: half.map(moved), rulings: rulings.filter(isHere).map(moved) },
      hidden: sheet.hidden,
      isCovered: sheet.isCovered,
      back: ([x0, y0, x1, y1]) => sheet.back([x0 + by, y0, x1 + by, y1]),
    };
  });
}

function isLarge({ size }: Glyph, height: number): boolean {
  return size > LARGEST * height;
}
