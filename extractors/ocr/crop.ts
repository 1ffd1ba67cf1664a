import { crop } from '../image/raster.js';
import type { Raster, Region } from '../image/raster.js';
import type { Layout, PlacedLine } from './layout.js';

/** Margins around the ink, in heights of the line, and by how much the picture is widened before it is read. */
export interface Way {
  beside: number;
  above: number;
  stretch: number;
}
export const NORMAL: Way = { beside: 0.3, above: 0.14, stretch: 1 };
export const WIDE: Way = { beside: 0.4, above: 0.25, stretch: 1.3 };

/** The picture of a line as it is read in one way. */
export function cropOf(line: PlacedLine, layout: Layout, way: Way): Raster {
  return crop(layout.level, regionOf(line, layout, way));
}

/** The pixels of a line with its margins, within its room. A dash or a point alone keeps the height of a character. */
export function regionOf(line: PlacedLine, { em }: Layout, { beside, above }: Way): Region {
  const height = Math.max(line.y1 - line.y0, 0.72 * em);
  const middle = (line.y0 + line.y1) / 2;
  const { room } = line;
  return {
    x0: Math.max(Math.min(room.x0, line.x0), line.since ?? 0, Math.round(line.x0 - beside * height)),
    x1: Math.min(Math.max(room.x1, line.x1), line.until ?? Infinity, Math.round(line.x1 + beside * height)),
    y0: Math.max(Math.min(room.y0, line.y0), Math.round(middle - (0.5 + above) * height)),
    y1: Math.min(Math.max(room.y1, line.y1), Math.round(middle + (0.5 + above) * height)),
  };
}
