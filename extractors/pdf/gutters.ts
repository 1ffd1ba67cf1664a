import type { PageCell, PageTable } from './page.js';

/** Nothing is printed in rows and columns as narrow as this (points). */
const NARROW = 6;
/** The share of rows, or of columns, that are gutters where cells are boxes of their own. */
const MANY = 0.3;

/** A table whose cells are boxes with paper between, without the empty rows and columns that the paper makes. */
export function withoutGutters(table: PageTable): PageTable {
  if (!hasNarrow(table)) return table;
  const columns = lanesOf(table.cells, table.columns, (cell) => [cell.column, cell.colSpan, cell.x0, cell.x1]);
  const rows = lanesOf(table.cells, table.rows, (cell) => [cell.row, cell.rowSpan, cell.y0, cell.y1]);
  if (columns.gone < MANY * table.columns && rows.gone < MANY * table.rows) return table;
  const cells = table.cells.flatMap((cell): PageCell[] => {
    const [column, right] = [columns.numbers[cell.column]!, columns.numbers[cell.column + cell.colSpan]!];
    const [row, bottom] = [rows.numbers[cell.row]!, rows.numbers[cell.row + cell.rowSpan]!];
    if (right === column || bottom === row) return [];
    const [x0, x1] = [columns.borders[column]!, columns.borders[right]!];
    const [y0, y1] = [rows.borders[row]!, rows.borders[bottom]!];
    return [{ ...cell, column, row, colSpan: right - column, rowSpan: bottom - row, x0, x1, y0, y1 }];
  });
  if (cells.length === 0) return table;
  return { ...table, cells, columns: table.columns - columns.gone, rows: table.rows - rows.gone };
}

/** Whether any row or column is so narrow; of most tables none is. */
function hasNarrow({ cells, rows, columns }: PageTable): boolean {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < cells.length; i++) {
    const { row, column, rowSpan, colSpan, x0, y0, x1, y1 } = cells[i]!;
    xs[column] = x0;
    xs[column + colSpan] = x1;
    ys[row] = y0;
    ys[row + rowSpan] = y1;
  }
  for (let i = 0; i < columns; i++) if (xs[i + 1]! - xs[i]! < NARROW) return true;
  for (let i = 0; i < rows; i++) if (ys[i + 1]! - ys[i]! < NARROW) return true;
  return false;
}

/** Rows or columns without the gutters among them. */
interface Lanes {
  gone: number;
  /** The new number of each, and one beyond the last. */
  numbers: number[];
  /** Where the new ones begin and end: in the middle of the gutters. */
  borders: number[];
}

/** Gutters are narrow, and empty wherever a cell is theirs alone. `of` gives a cell's index, span, from and to. */
function lanesOf(
  cells: readonly PageCell[],
  count: number,
  of: (cell: PageCell) => [index: number, span: number, from: number, to: number],
): Lanes {
  const old: number[] = [];
  for (const cell of cells) {
    const [index, span, from, to] = of(cell);
    old[index] = from;
    old[index + span] = to;
  }
  const gutters = Array.from({ length: count }, (_, i) => old[i + 1]! - old[i]! < NARROW);
  if (gutters.includes(true)) {
    for (const cell of cells) {
      const [index, span] = of(cell);
      const printed = cell.lines.length > 0 || cell.tables.length > 0;
      if (printed && gutters.slice(index, index + span).every(Boolean)) gutters[index] = false;
    }
  }
  const numbers: number[] = [];
  const borders: number[] = [];
  let next = 0;
  for (let i = 0; i <= count; i++) {
    // The borders of a gutter become one, in its middle; where the table begins or ends with it, its outer one.
    borders[next] =
      borders[next] === undefined || next === 0 ? (borders[next] ?? old[i]!) : (borders[next]! + old[i]!) / 2;
    numbers.push(next);
    if (i < count && gutters[i] !== true) next++;
  }
  if (gutters.at(-1) === true) borders[next] = old[count]!;
  return { gone: gutters.filter(Boolean).length, numbers, borders };
}
