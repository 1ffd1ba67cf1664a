import type { PageCell, PageTable } from './page.js';

/** Nothing that is printed fits into a row of this height (points). */
const THIN = 12.5;

/** Browsers draw merged cells as high as they were before the page moved the rows beside them, so far (points) at most. */
const MOVED = 40;
/** Those that go on from the page before, by as much as stayed free there. */
const MOVED_ON = 120;

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

function isPhantom(table: PageTable, row: number): boolean {
  const { cells, rows, openTop, openBottom } = table;
  if (rows < 2) return false;
  const own = cells.filter((cell) => cell.row === row && cell.rowSpan === 1);
  if (own.some((cell) => cell.lines.length > 0 || cell.tables.length > 0)) return false;
  const through = cells.filter((cell) => cell.row <= row && cell.row + cell.rowSpan > row && cell.rowSpan > 1);
  const [first] = own;
  if (!first) return false;
  const thin = first.y1 - first.y0 < THIN;
  const cut = (row === 0 && openTop) || (row === rows - 1 && openBottom);
  // Where most cells stop, the row is one that was left empty.
  if (through.length === 0) return cut && (thin || own.length === 1);
  return (thin && own.length < through.length) || isMoved(table, row, own, through) || isFreeEnd(table, row, own);
}

/** Whether nothing has its own cell there but what lies below merged cells, or above all others on the page. */
function isMoved({ cells }: PageTable, row: number, own: readonly PageCell[], through: readonly PageCell[]): boolean {
  const height = own[0]!.y1 - own[0]!.y0;
  if (height > MOVED_ON || own.length * 2 > through.length) return false;
  return own.every(({ column, colSpan }) =>
    cells.every(
      (above) =>
        above.row + above.rowSpan !== row ||
        above.column !== column ||
        above.colSpan !== colSpan ||
        (above.rowSpan > 1 && (height <= MOVED || above.row === 0)),
    ),
  );
}

/** Whether a frame goes on to the end of the page beside merged cells that go on over it, and the rest is free. */
function isFreeEnd({ cells, rows, openBottom }: PageTable, row: number, [first, ...others]: PageCell[]): boolean {
  if (row !== rows - 1 || !openBottom || !first || others.length > 0) return false;
  const end = first.column + first.colSpan;
  const over = cells.filter(
    ({ column, colSpan, row: top, rowSpan }) =>
      top + rowSpan === row && column >= first.column && column + colSpan <= end,
  );
  return over.length > 2;
}

function withoutRow(table: PageTable, row: number): PageTable {
  const last = row === table.rows - 1;
  const cells = table.cells
    .filter((cell) => cell.row !== row || cell.rowSpan > 1)
    .map((cell) => {
      if (cell.row > row) return { ...cell, row: cell.row - 1 };
      if (cell.row + cell.rowSpan <= row) return cell;
      return { ...cell, rowSpan: cell.rowSpan - 1, ...(last && table.openBottom && { openBelow: true }) };
    });
  const alone = table.cells.every((cell) => cell.row !== row || cell.rowSpan === 1);
  return {
    ...table,
    rows: table.rows - 1,
    cells,
    // The row above the free end is whole.
    ...(last && table.openBottom && { openBottom: false, unclosed: true }),
    ...(alone && row === 0 && table.openTop && { openTop: false, unclosed: true }),
  };
}
