/**
 * A straight printed line, upright or level. `x0 <= x1`, `y0 <= y1`; one of the two extents is 0.
 * `source` tells how surely it is meant as a line: `line` was drawn as one (stroke or thin rectangle), `edge` is the
 * border of a filled area.
 */
export interface Ruling {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  source: 'line' | 'edge';
}
