import { conceptOf, stageOf } from '../vocabulary/lookup.js';
import { BRACKET_LEAD } from '../vocabulary/words.js';
import { moved, type FormCell, type Grid } from './grid.js';
import type { Segment } from './split.js';

/** A label with what is filled in beside it; alone where it takes a whole row. */
type Pair = readonly [label: FormCell, value?: FormCell];

/**
 * 年初预算 | 386.50 | 预算调整 | 42.36 | 调整后预算 | 428.86 over 基本支出 | 298.14 | 项目支出 | …: a form without a header that
 * prints several labels with their figures in a row, unfolded into one a row. Undefined for any other form.
 *
 * Row by row, as it is read; side by side where a 其中 stands under the line that it divides.
 */
export function unfoldPairs(segment: Segment): Segment | undefined {
  const { grid, captionRows } = segment;
  const rows: Pair[][] = [];
  for (let row = captionRows; row < grid.rows; row++) rows.push([]);
  for (const cell of grid.cells) {
    if (cell.row < captionRows) continue;
    if (cell.rowSpan > 1) return undefined;
    const here = rows[cell.row - captionRows]!;
    const last = here.at(-1);
    if (last?.length === 1) here[here.length - 1] = [last[0], cell];
    else here.push([cell]);
  }
  const several = rows.filter((pairs) => pairs.filter(([label]) => label.squeezed !== '').length > 1);
  if (several.length < 2 || several.length * 2 < rows.length) return undefined;
  if (rows.some((pairs) => pairs.some(([label]) => label.figure))) return undefined;
  const filled = rows.flat().filter(([, value]) => value !== undefined && value.squeezed !== '');
  const figures = filled.filter(([, value]) => value?.figure);
  const money = figures.filter(([label]) => isMoney(label.text));
  if (figures.length < ENOUGH || money.length < ENOUGH || figures.length * 2 < filled.length) return undefined;
  // 空编 | 3 in every row: the row says of what, and a list would not.
  const names = filled.map(([label]) => label.squeezed);
  if (names.length - new Set(names).size > 1) return undefined;
  const most = Math.max(...rows.map(({ length }) => length));
  const sided = rows.some((pairs, at) => at > 0 && pairs.some(([label]) => BRACKET_LEAD.test(label.squeezed)));
  const order = sided
    ? Array.from({ length: most }, (_, side) => rows.flatMap((pairs) => (pairs[side] ? [pairs[side]] : []))).flat()
    : rows.flat();
  const printed = order.filter(([label, value]) => label.squeezed !== '' || value !== undefined);
  return { ...segment, grid: inOneList(grid, captionRows, printed), seams: [], pairs: true };
}

/** So many figures of money make a form of them, and no cover that tells a few. */
const ENOUGH = 4;

const MONEY = ['income.', 'expenditure.', 'threePublic.', 'budget.', 'balance.', 'procurement.', 'assets.'];

function isMoney(label: string): boolean {
  const concept = conceptOf(label) ?? '';
  return stageOf(label) !== undefined || MONEY.some((family) => concept.startsWith(family));
}

function inOneList(grid: Grid, captionRows: number, pairs: readonly Pair[]): Grid {
  const cells: FormCell[] = [];
  const origins = grid.origins.slice(0, captionRows);
  for (const cell of grid.cells) if (cell.row < captionRows) cells.push(moved(cell, cell.row, 0, 1, 2));
  for (const [label, value] of pairs) {
    const row = origins.length;
    origins.push(grid.origins[label.row]!);
    cells.push(moved(label, row, 0, 1, value ? 1 : 2));
    if (value) cells.push(moved(value, row, 1, 1, 1));
  }
  return { rows: origins.length, columns: 2, cells, origins };
}
