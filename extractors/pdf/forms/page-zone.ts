import type { Ledger } from '../ledgers.js';
import type { Line } from '../lines.js';
import type { Zone } from './build.js';

/** A zone with the lines of the page that stand in it. */
export interface PageZone extends Zone {
  lines: Line[];
  /** The words between its first two rules. */
  header?: string;
  /** Whether it is wider than its rules: another page may show how wide. */
  widened?: boolean;
  /** Whether it is a table only where the next page goes on with it. */
  begun?: boolean;
  /** Whether its last row goes on on the next page, where no table was found. */
  torn?: boolean;
  /** How far apart (em) its rows stand at most, where no rules tell. */
  room?: number;
  /** Its lines, where the columns are drawn, and the rows are not. */
  ledger?: Ledger;
}

/** A line with the stretches that wide gaps part. */
export interface Row {
  line: Line;
  chunks: Line[];
}

/** Gaps (em) that part the cells of one line where rules say that it is a table: less than between words in prose. */
export const NARROW = 0.55;
