import { squeeze } from '../../schemas/index.js';
import { bareLabel } from '../vocabulary/lookup.js';
import { GRADE_LINE, SCORE_COLUMN, SCORE_LINE } from '../vocabulary/words.js';
import { CellIndex, regrid, type Grid } from './grid.js';
import type { HeaderShape } from './header.js';
import { isFigure } from './row-traits.js';

/**
 * Text prints lose how far the cells of a total row reach: 总分 | 100 | 98 stand in the first columns that are free. Puts
 * its figures under the score columns, where there are as many of these as figures and some of them are elsewhere.
 */
export function alignTotalRows(grid: Grid, shape: HeaderShape): Grid {
  const columns = scoreColumns(grid, shape);
  const [first] = columns;
  const last = columns.at(-1);
  if (first === undefined || last === undefined || last - first !== columns.length - 1) return grid;
  let cells = grid.cells;
  for (let row = shape.headerRows; row < grid.rows; row++) {
    const own = cells.filter((cell) => cell.row === row && cell.rowSpan === 1);
    const label = own.find((cell) => squeeze(cell.text) !== '');
    if (!label || !/^(?:总分|总得分|得分合计)/u.test(squeeze(label.text)) || label.column >= first) continue;
    const figures = own.filter((cell) => isFigure(cell.text));
    const printed = own.filter((cell) => squeeze(cell.text) !== '').length;
    if (figures.length !== columns.length || printed !== figures.length + 1) continue;
    if (figures.every((cell, at) => cell.column === columns[at])) continue;
    const rest = own.filter((cell) => cell !== label && !figures.includes(cell)).at(-1);
    const placed = [
      { ...label, colSpan: first - label.column },
      ...figures.map((cell, at) => ({ ...cell, column: columns[at]!, colSpan: 1 })),
      ...(rest && last + 1 < grid.columns ? [{ ...rest, column: last + 1, colSpan: grid.columns - last - 1 }] : []),
    ];
    cells = [...cells.filter((cell) => !own.includes(cell)), ...placed];
  }
  return { ...grid, cells: cells.toSorted((left, right) => left.row - right.row || left.column - right.column) };
}

/** 绩效自评综合得分 | _ | _ | 93.5: on a cover the one value of a score row stands beside its label. */
export function closeScoreRows(grid: Grid): Grid {
  let cells = grid.cells;
  for (let row = 0; row < grid.rows; row++) {
    const own = cells.filter((cell) => cell.row === row && cell.rowSpan === 1);
    const [label, value, more] = own.filter((cell) => squeeze(cell.text) !== '');
    if (!label || !value || more || label.column !== 0 || value.column === label.colSpan) continue;
    const bare = bareLabel(label.text);
    if (!SCORE_LINE.test(bare) && !GRADE_LINE.test(bare)) continue;
    const column = label.colSpan;
    cells = [
      ...cells.filter((cell) => !own.includes(cell)),
      label,
      { ...value, column, colSpan: grid.columns - column },
    ];
  }
  if (cells === grid.cells) return grid;
  return regrid({
    ...grid,
    cells: cells.toSorted((left, right) => left.row - right.row || left.column - right.column),
  });
}

function scoreColumns(grid: Grid, shape: HeaderShape): number[] {
  const index = new CellIndex(grid);
  const found: number[] = [];
  for (let column = 0; column < grid.columns && shape.headerRows > shape.captionRows; column++)
    if (SCORE_COLUMN.test(bareLabel(index.at(shape.headerRows - 1, column)?.text ?? ''))) found.push(column);
  return found;
}
