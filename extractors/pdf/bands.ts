import type { EnginePage, Shade } from './engine.js';

/** The share of the page's height, at its top and bottom, in which bands stand. */
const ZONE = 0.14;
/** The share of its width that they cover at least. */
const WIDTH = 0.6;

/**
 * A page without the coloured bands at its head and foot: what stands in them is no row of the table that touches them.
 * Nothing is drawn in a band, and the table's sides are not its own.
 */
export function withoutBands<T extends Pick<EnginePage, 'width' | 'height' | 'rulings' | 'shades'>>(page: T): T {
  const bands = page.shades?.filter((shade) => isBand(shade, page)) ?? [];
  if (bands.length === 0) return page;
  return {
    ...page,
    shades: page.shades?.filter((shade) => !bands.includes(shade)),
    rulings: page.rulings.filter(
      ({ x0, y0, x1, y1, source }) =>
        source !== 'edge' ||
        !bands.some((band) => x0 > band.x0 - 1 && x1 < band.x1 + 1 && y0 > band.y0 - 1 && y1 < band.y1 + 1),
    ),
  };
}

function isBand(
  { x0, y0, x1, y1 }: Shade,
  { width, height, rulings, shades = [] }: Pick<EnginePage, 'width' | 'height' | 'rulings' | 'shades'>,
): boolean {
  if (x1 - x0 < WIDTH * width || (y1 > ZONE * height && y0 < (1 - ZONE) * height)) return false;
  // What begins or ends where other paint does is a row of a striped table.
  if (shades.filter((other) => Math.abs(other.x0 - x0) < 2 || Math.abs(other.x1 - x1) < 2).length > 1) return false;
  // Level rules from side to side of it are those of a table, whose first row it is.
  const level = rulings.filter(({ source, y0: from, y1: to }) => source !== 'edge' && to - from < 1);
  if (level.some((rule) => Math.abs(rule.x0 - x0) < 2) && level.some((rule) => Math.abs(rule.x1 - x1) < 2))
    return false;
  return rulings.every((ruling) => {
    if (ruling.source === 'edge' || ruling.y1 < y0 - 2 || ruling.y0 > y1 + 2) return true;
    const beyond = ruling.y0 > y1 - 2 || ruling.y1 < y0 + 2;
    const side = ruling.y1 - ruling.y0 > 1 && (Math.abs(ruling.x0 - x0) < 2 || Math.abs(ruling.x0 - x1) < 2);
    return beyond && !side;
  });
}
