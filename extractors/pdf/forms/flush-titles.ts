import type { Line } from '../lines.js';
import type { Row } from './page-zone.js';
import { isCaption } from './words.js';

/** So many titles stand below one another at most. */
export const TITLES = 3;
/** So many lines below titles tell how far the table reaches. */
const BELOW = 2;
/** The room (em) between rows differs by less. */
const SAME_ROOM = 0.1;

/**
 * Whether the line at `at`, and a few below it perhaps, are titles over the rows that follow: 二、支出情况, from the margin
 * of the labels and as far from the rows as these are from one another. `above` are rows of the table.
 */
export function titlesRows(rows: readonly Row[], at: number, above: readonly Row[]): boolean {
  // On this page perhaps the last columns are empty above it.
  const below = rows.slice(at + 1, at + 1 + TITLES + BELOW).filter(({ chunks }) => chunks.length > 1);
  const right = Math.max(...below.map(({ line }) => line.x1));
  const isTitle = (i: number): boolean =>
    rows[i] !== undefined && rows[i].chunks.length < 2 && isFlushTitle(rows[i].line, rows[i - 1]!.line, above, right);
  let next = at;
  while (next < at + TITLES && isTitle(next)) next++;
  const [row, follower] = [rows[next], rows[next + 1]];
  if (next === at || !row || !isRowGap(above, rows[next - 1]!.line, row.line)) return false;
  // The first words of a row may stand a little above the others.
  return (
    row.chunks.length > 1 || (follower !== undefined && follower.chunks.length > 1 && follower.line.y0 < row.line.y1)
  );
}

/**
 * Whether a line begins where labels of the rows of a table do, and is as far from its neighbour as rows are. The table
 * reaches to the right as far as its rows, or to `edge` where that is known to be further.
 */
export function isFlushTitle(line: Line, neighbour: Line, rows: readonly Row[], edge = -Infinity): boolean {
  const split = rows.filter(({ chunks }) => chunks.length > 1);
  const labels = split.filter(({ chunks }) => Math.abs(chunks[0]!.x0 - line.x0) < 0.3).length;
  const right = Math.max(edge, ...split.map((row) => row.line.x1));
  return (
    labels > 1 &&
    line.x1 < right - 2 * line.size &&
    Math.abs(line.size - split[0]!.line.size) < 0.01 * line.size &&
    !/[。；;，,：:]$/u.test(line.text) &&
    !isCaption(line.text) &&
    isRowGap(rows, line, neighbour)
  );
}

/** Whether two lines are as far apart as rows of a table, some of which stand in several columns. */
export function isRowGap(rows: readonly Row[], a: Line, b: Line): boolean {
  const gap = Math.max(a.y0, b.y0) - Math.min(a.y1, b.y1);
  if (gap <= 0) return false;
  let [same, split] = [0, false];
  for (const [i, lower] of rows.slice(1).entries()) {
    const upper = rows[i]!;
    if (Math.abs(lower.line.y0 - upper.line.y1 - gap) > SAME_ROOM * a.size) continue;
    same++;
    split ||= upper.chunks.length > 1 && lower.chunks.length > 1;
  }
  return same > 1 && split;
}
