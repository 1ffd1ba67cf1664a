import { squeeze } from '../../schemas/index.js';
import { isFigure } from './row-traits.js';
import { CellIndex, type Grid } from './grid.js';

/**
 * Where a form goes on over a page, its merged labels are printed again: 过程（40分） above and below the break is one
 * label. Joins such pairs, from the left, as long as everything left of them was joined too.
 */
export function joinSeams(grid: Grid, seams: readonly number[]): Grid {
  let cells = grid.cells;
  for (const seam of seams) {
    const index = new CellIndex({ ...grid, cells });
    for (let column = 0; column < grid.columns; column++) {
      const upper = index.at(seam - 1, column);
      const lower = index.at(seam, column);
      if (!upper || !lower || upper === lower) continue;
      const text = squeeze(lower.text);
      const label = text.length > 1 && !isFigure(lower.text) && (upper.rowSpan > 1 || lower.rowSpan > 1);
      if (!label || squeeze(upper.text) !== text || upper.colSpan !== lower.colSpan || upper.column !== lower.column)
        break;
      const joined = { ...upper, rowSpan: upper.rowSpan + lower.rowSpan };
      cells = cells.filter((cell) => cell !== lower).map((cell) => (cell === upper ? joined : cell));
    }
  }
  return { ...grid, cells };
}
