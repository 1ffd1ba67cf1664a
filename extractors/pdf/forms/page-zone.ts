import type { Line } from '../lines.js';
import type { Zone } from './build.js';

/** A zone with the lines of the page that stand in it. */
export interface PageZone extends Zone {
  lines: Line[];
}

/** A line with the stretches that wide gaps part. */
export interface Row {
  line: Line;
  chunks: Line[];
}

/** Gaps (em) that part the cells of one line where rules say that it is a table: less than between words in prose. */
export const NARROW = 0.55;
