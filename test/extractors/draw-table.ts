import type { RawTable } from '../../schemas/index.js';

/**
 * A table as text art: one line a row, `|` between positions; `<` stands where the cell to the left goes on and `^`
 * where the cell above does; lines of a cell are joined with `/`, a table inside a cell is counted as {n}.
 */
export function drawTable(table: RawTable): string[] {
  const grid = Array.from({ length: table.rows }, () => Array.from({ length: table.columns }, () => '?'));
  for (const cell of table.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.colSpan; column++) {
        const line = grid[row];
        if (line?.[column] === undefined) throw new Error(`outside the grid: ${row},${column}`);
        if (line[column] !== '?') throw new Error(`two cells at ${row},${column}`);
        const first = row === cell.row && column === cell.column;
        const nested = cell.tables ? `{${cell.tables.length}}` : '';
        line[column] = first ? cell.text.replaceAll('\n', '/') + nested : column > cell.column ? '<' : '^';
      }
    }
  }
  return grid.map((line) => line.join('|'));
}
