import { once } from '../../schemas/index.js';
import type { ScoreRole } from '../vocabulary/score-columns.js';
import type { Columns } from './grid.js';

/** Where the columns of each role stand. */
interface ColumnRoles {
  /** Columns of labels, with their level from 0. */
  labels: readonly { index: number; level: number }[];
  /** Columns of points: weights, scores, what is taken off. */
  points: readonly number[];
  /** The last column of each role. */
  last: ReadonlyMap<ScoreRole, number>;
}

/** Every row of a sheet asks for them. */
export const columnRoles: (columns: Columns) => ColumnRoles = once((columns) => {
  const labels: { index: number; level: number }[] = [];
  const points: number[] = [];
  const last = new Map<ScoreRole, number>();
  for (const [index, column] of columns.entries()) {
    if (!column) continue;
    const level = /^level([1-4])$/u.exec(column.role)?.[1];
    if (level) labels.push({ index, level: Number(level) - 1 });
    if (POINTS.has(column.role)) points.push(index);
    last.set(column.role, index);
  }
  return { labels, points, last };
});

const POINTS: ReadonlySet<ScoreRole> = new Set(['weight', 'score', 'deducted', 'review']);
