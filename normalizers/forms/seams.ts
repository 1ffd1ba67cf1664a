import { indexOf, type FormCell, type Grid } from './grid.js';

/**
 * Where a form goes on over a page, its merged labels are printed again: 过程（40分） above and below the break is one
 * label. Joins such pairs, from the left, as long as everything left of them was joined too.
 */
export function joinSeams(grid: Grid, seams: readonly number[]): Grid {
  if (seams.length === 0) return grid;
  const index = indexOf(grid);
  // What stands for a cell: itself, or the one that it was joined with, which is a copy that grows.
  const standing = new Map<FormCell, FormCell>();
  const dropped = new Set<FormCell>();
  const now = (cell: FormCell | undefined) => cell && (standing.get(cell) ?? cell);
  for (const seam of seams) {
    for (let column = 0; column < grid.columns; column++) {
      const upper = now(index.at(seam - 1, column));
      const original = index.at(seam, column);
      const lower = now(original);
      if (!upper || !lower || !original || upper === lower) continue;
      const text = lower.squeezed;
      const label = text.length > 1 && !lower.figure && (upper.rowSpan > 1 || lower.rowSpan > 1);
      if (!label || upper.squeezed !== text || upper.colSpan !== lower.colSpan || upper.column !== lower.column) break;
      const above = index.at(seam - 1, column)!;
      const joined = standing.get(above) ?? { ...above };
      joined.rowSpan += lower.rowSpan;
      standing.set(above, joined);
      standing.set(original, joined);
      dropped.add(original);
    }
  }
  if (dropped.size === 0) return grid;
  return {
    ...grid,
    cells: grid.cells.filter((cell) => !dropped.has(cell)).map((cell) => standing.get(cell) ?? cell),
  };
}
