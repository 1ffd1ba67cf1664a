import { distinct } from '../../grid/index.js';
import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import type { PageZone } from './page-zone.js';

/** Borders nearer than this (points) are one. */
const SAME = 1.6;
/** So many painted rows with others between show that every second one is painted. */
const SEEN = 4;
/** The share of the width that is painted where a row is; labels beside it may be merged, and be painted or not. */
const MOST = 0.5;

/**
 * Whether the page cuts a row: where every second row is painted, two rows that follow one another are not both painted, nor
 * both left white. `upper` ends a page, `lower` begins the next one; `first` is the stretch with which the table begins.
 */
export function cutsRow(first: PageZone, upper: PageZone, lower: PageZone): boolean {
  if (upper.shades.length === 0 || lower.shades.length === 0) return false;
  const [above, below] = [bandsOf(upper), bandsOf(lower)];
  // Those next to the break: cells of headers that are merged over rows lie beside others that are painted.
  const before = above.length - 1 - above.findLastIndex(({ follows }) => follows);
  const after = below.findIndex(({ follows }) => follows);
  const seen = before + (after < 0 ? below.length : after);
  if (seen < SEEN || repeats(first, lower)) return false;
  const [last, next] = [valuesOf(upper).at(-1), valuesOf(lower)[0]];
  return last !== undefined && next !== undefined && isPainted(above, last) === isPainted(below, next);
}

interface Band {
  from: number;
  to: number;
  /** Whether another one ends where it begins. */
  follows: boolean;
}

/** The painted rows of a stretch. */
function bandsOf({ shades, x0, x1 }: PageZone): Band[] {
  const left = labelsEnd({ x0, x1 });
  const own = shades.filter((shade) => shade.x1 > left);
  const covered = (list: typeof own): number =>
    list.reduce((sum, shade) => sum + Math.min(shade.x1, x1) - Math.max(shade.x0, left), 0);
  const heights = distinct(
    own.flatMap(({ y0, y1 }) => [y0, y1]),
    SAME,
  );
  const bands: Band[] = [];
  for (const [i, to] of heights.slice(1).entries()) {
    const from = heights[i]!;
    const at = (from + to) / 2;
    if (covered(own.filter(({ y0, y1 }) => y0 < at && y1 > at)) < MOST * (x1 - left)) continue;
    const before = bands.at(-1);
    const touches = before !== undefined && from - before.to < SAME;
    // A border within: of a cell beside the row, or of two rows.
    const ending = touches ? own.filter(({ y1 }) => Math.abs(y1 - from) < SAME) : [];
    const follows = covered(ending) > MOST * (x1 - left);
    if (touches && !follows) before.to = to;
    else bands.push({ from, to, follows });
  }
  return bands;
}

/** Where the first columns end, in which labels are merged over rows. */
function labelsEnd({ x0, x1 }: Pick<PageZone, 'x0' | 'x1'>): number {
  return x0 + 0.4 * (x1 - x0);
}

/** Print behind the first columns, from top to bottom. */
function valuesOf({ chunks, shades, x0, x1 }: PageZone): Line[] {
  const end = labelsEnd({ x0, x1 });
  const left = Math.max(x0, ...shades.flatMap((shade) => (shade.x0 < end && shade.x1 > end ? [shade.x0] : [])));
  return chunks.filter((line) => line.x1 > left + SAME).sort((a, b) => a.y0 - b.y0);
}

function isPainted(bands: readonly Band[], line: Line): boolean {
  return bands.some(({ from, to }) => middle(line) > from && middle(line) < to);
}

/** Whether a stretch begins with the header of the table again: the rows below it are painted as it pleases the program. */
function repeats(first: PageZone, { lines }: PageZone): boolean {
  return first.lines[0]?.text === lines[0]?.text;
}
