import { visibleAreas, visibleLines, withPale } from './areas.js';
import { dropDecoration } from './behind-words.js';
import type { EnginePage, Glyph } from './engine.js';
import { isBlank } from './lines.js';
import { areaOf, unitBox, type Matrix } from './matrix.js';
import type { Drawing } from './paths.js';

/** Smaller images are not told of, nor are more than so many. */
const [LEAST_SHARE, MOST_PICTURES] = [0.01, 100];

/** Tells a page that an image fills the unit square under this matrix. @returns its share of the page */
export function takeImage(page: EnginePage, matrix: Matrix): number {
  const share = areaOf(matrix) / (page.width * page.height || 1);
  if (share >= LEAST_SHARE && (page.pictures?.length ?? 0) < MOST_PICTURES) {
    (page.pictures ??= []).push(unitBox(matrix));
  }
  return share;
}

/** Whether outlines on a page may be its letters: it has none that are characters. */
export function mayBeOutlined(glyphs: readonly Glyph[]): boolean {
  return glyphs.every(isBlank);
}

/** Gives a page, whose characters are known, the rules and areas of all that was painted on it: what is seen, and what is pale. */
export function takePaint(page: EnginePage, drawing: Drawing, pale: Drawing): void {
  dropDecoration(drawing, page.glyphs, page.width);
  if (drawing.areas.length > 0) page.shades = drawing.areas = visibleAreas(drawing.areas);
  page.rulings = withPale(visibleLines(drawing), pale.lines);
}
