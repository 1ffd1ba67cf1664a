import type { PageTable } from './page.js';

/** Nothing that is printed fits into a row of this height (points). */
const THIN = 12.5;

/**
 * Takes out rows that nobody meant: the gap between cells that each have a border of their own, where a merged cell
 * ends a little before its neighbours; and what a frame leaves free at the end of a page when the next row did not
 * fit.
 */
export function withoutPhantomRows(table: PageTable): PageTable {
  const printed = new Set<number>();
  for (const { row, rowSpan, lines, tables } of table.cells) {
    if (rowSpan === 1 && lines.length + tables.length > 0) printed.add(row);
  }
  let kept = table;
  for (let row = table.rows - 1; row >= 0; row--) {
    if (!printed.has(row) && isPhantom(kept, row)) kept = withoutRow(kept, row);
  }
  return kept;
}

function isPhantom({ cells, rows, openTop, openBottom }: PageTable, row: number): boolean {
  if (rows < 2) return false;
  const own = cells.filter((cell) => cell.row === row && cell.rowSpan === 1);
  if (own.some((cell) => cell.lines.length > 0 || cell.tables.length > 0)) return false;
  const through = cells.filter((cell) => cell.row <= row && cell.row + cell.rowSpan > row && cell.rowSpan > 1);
  const [first] = own;
  if (!first) return false;
  const thin = first.y1 - first.y0 < THIN;
  const cut = (row === 0 && openTop) || (row === rows - 1 && openBottom);
  // Where most cells stop, the row is one that was left empty.
  return through.length === 0 ? cut && (thin || own.length === 1) : thin && own.length < through.length;
}

function withoutRow(table: PageTable, row: number): PageTable {
  const cells = table.cells
    .filter((cell) => cell.row !== row || cell.rowSpan > 1)
    .map((cell) => {
      if (cell.row > row) return { ...cell, row: cell.row - 1 };
      return cell.row + cell.rowSpan > row ? { ...cell, rowSpan: cell.rowSpan - 1 } : cell;
    });
  const last = row === table.rows - 1;
  const alone = table.cells.every((cell) => cell.row !== row || cell.rowSpan === 1);
  return {
    ...table,
    rows: table.rows - 1,
    cells,
    // The row above the free end is whole.
    ...(alone && last && table.openBottom && { openBottom: false, unclosed: true }),
    ...(alone && row === 0 && table.openTop && { openTop: false, unclosed: true }),
  };
}
