import { visibleAreas, visibleLines, withPale } from './areas.js';
import { dropDecoration } from './behind-words.js';
import type { EnginePage } from './engine.js';
import type { Drawing } from './paths.js';

/** Gives a page, whose characters are known, the rules and areas of all that was painted on it: what is seen, and what is pale. */
export function takePaint(page: EnginePage, drawing: Drawing, pale: Drawing): void {
  dropDecoration(drawing, page.glyphs, page.width);
  if (drawing.areas.length > 0) page.shades = drawing.areas = visibleAreas(drawing.areas);
  page.rulings = withPale(visibleLines(drawing), pale.lines);
}
