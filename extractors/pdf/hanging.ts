import type { Glyph } from './engine.js';
import { isBlank } from './lines.js';
import type { PageCell, PageTable } from './page.js';

/** A border goes through a character where so much of it (em) is on either side. */
const CROSSED = 0.25;

/** Characters through which the lower border of a table goes: a title of stacked characters is higher than its cell. */
export function hangingFrom(tables: readonly PageTable[], free: readonly Glyph[]): Map<Glyph, PageCell> {
  const found = new Map<Glyph, PageCell>();
  for (const glyph of tables.length > 0 ? free : []) {
    const table = tables.find(
      ({ x0, x1, y1, cells }) =>
        cells.length > 1 &&
        glyph.y0 < y1 - CROSSED * glyph.size &&
        glyph.y1 > y1 + CROSSED * glyph.size &&
        glyph.x0 > x0 &&
        glyph.x1 < x1,
    );
    const cell = table?.cells.find(
      ({ x0, x1, y1 }) => Math.abs(y1 - table.y1) < 1 && glyph.x0 > x0 && glyph.x1 < x1 && !isBlank(glyph),
    );
    if (cell) found.set(glyph, cell);
  }
  return found;
}
