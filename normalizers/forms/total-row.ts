import { bareLabel } from '../vocabulary/lookup.js';
import { GRADE_LINE, SCORE_COLUMN, SCORE_LINE } from '../vocabulary/words.js';
import { indexOf, moved, regrid, type FormCell, type Grid } from './grid.js';
import type { HeaderShape } from './header.js';

/**
 * Text prints lose how far the cells of a total row reach: 总分 | 100 | 98 stand in the first columns that are free. Puts
 * its figures under the score columns, where there are as many of these as figures and some of them are elsewhere.
 */
export function alignTotalRows(grid: Grid, shape: HeaderShape): Grid {
  const columns = scoreColumns(grid, shape);
  const [first] = columns;
  const last = columns.at(-1);
  if (first === undefined || last === undefined || last - first !== columns.length - 1) return grid;
  const replaced = new Map<number, FormCell[]>();
  for (const [row, own] of ownCells(grid).entries()) {
    if (row < shape.headerRows) continue;
    const label = own.find((cell) => cell.squeezed !== '');
    if (!label || !/^(?:总分|总得分|得分合计)/u.test(label.squeezed) || label.column >= first) continue;
    const figures = own.filter((cell) => cell.figure);
    const printed = own.filter((cell) => cell.squeezed !== '').length;
    if (figures.length !== columns.length || printed !== figures.length + 1) continue;
    if (figures.every((cell, at) => cell.column === columns[at])) continue;
    const rest = own.filter((cell) => cell !== label && !figures.includes(cell)).at(-1);
    replaced.set(row, [
      moved(label, row, label.column, 1, first - label.column),
      ...figures.map((cell, at) => moved(cell, row, columns[at]!, 1, 1)),
      ...(rest && last + 1 < grid.columns ? [moved(rest, row, last + 1, 1, grid.columns - last - 1)] : []),
    ]);
  }
  return replaced.size === 0 ? grid : withRows(grid, replaced);
}

/** 绩效自评综合得分 | _ | _ | 93.5: on a cover the one value of a score row stands beside its label. */
export function closeScoreRows(grid: Grid): Grid {
  const replaced = new Map<number, FormCell[]>();
  for (const [row, own] of ownCells(grid).entries()) {
    const [label, value, more] = own.filter((cell) => cell.squeezed !== '');
    if (!label || !value || more || label.column !== 0 || value.column === label.colSpan) continue;
    const bare = bareLabel(label.text);
    if (!SCORE_LINE.test(bare) && !GRADE_LINE.test(bare)) continue;
    const column = label.colSpan;
    replaced.set(row, [label, moved(value, row, column, 1, grid.columns - column)]);
  }
  return replaced.size === 0 ? grid : regrid(withRows(grid, replaced));
}

/** The cells of each row that are in no other. */
function ownCells(grid: Grid): FormCell[][] {
  const rows: FormCell[][] = Array.from({ length: grid.rows }, () => []);
  for (const cell of grid.cells) if (cell.rowSpan === 1) rows[cell.row]?.push(cell);
  return rows;
}

/** The grid with other cells in these rows; cells that reach over several rows stay. */
function withRows(grid: Grid, replaced: ReadonlyMap<number, readonly FormCell[]>): Grid {
  const kept = grid.cells.filter((cell) => cell.rowSpan > 1 || !replaced.has(cell.row));
  const cells = [...kept, ...[...replaced.values()].flat()];
  return { ...grid, cells: cells.toSorted((left, right) => left.row - right.row || left.column - right.column) };
}

function scoreColumns(grid: Grid, shape: HeaderShape): number[] {
  const index = indexOf(grid);
  const found: number[] = [];
  for (let column = 0; column < grid.columns && shape.headerRows > shape.captionRows; column++)
    if (SCORE_COLUMN.test(bareLabel(index.at(shape.headerRows - 1, column)?.text ?? ''))) found.push(column);
  return found;
}
