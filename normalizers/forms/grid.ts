import { once, type RawCell, type RawTable } from '../../schemas/index.js';
import { isFigure, readingOf, type CellReading } from '../cell.js';
import { isPlain, plainNumber } from '../number.js';
import { squeezedOf, wordsOf } from '../printed-words.js';

/** An anchor cell of a form, on the form's own grid. */
export interface FormCell {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  text: string;
  /** The text without white space, what it reads as, and whether that is a figure: every step asks for them. */
  squeezed: string;
  reading: CellReading;
  figure: boolean;
  /** The cell of the physical table that it is: where it stands and how surely it was read. */
  raw: RawCell;
}

/** A grid and where each of its rows comes from. */
export interface Grid {
  rows: number;
  columns: number;
  cells: FormCell[];
  origins: { table: number; row: number }[];
}

/** The grid of a physical table, number `number` of its document. */
export function gridOf(table: RawTable, number: number): Grid {
  const origins: Grid['origins'] = [];
  for (let row = 0; row < table.rows; row++) origins.push({ table: number, row });
  return { rows: table.rows, columns: table.columns, cells: printedCells(table), origins };
}

/** The cells of a physical table as they are printed. */
export const printedCells: (table: RawTable) => FormCell[] = once((table) => {
  const cells: FormCell[] = [];
  for (let at = 0; at < table.cells.length; at++) {
    const raw = table.cells[at]!;
    const { row, column, rowSpan, colSpan } = raw;
    if (isPlain(raw.text)) {
      const { text } = raw;
      const reading: CellReading = { kind: 'number', number: plainNumber(text) };
      cells.push({ row, column, rowSpan, colSpan, text, squeezed: text, reading, figure: isFigure(reading), raw });
      continue;
    }
    const words = wordsOf(raw.text);
    const reading = readingOf(words);
    const { text } = words;
    const squeezed = squeezedOf(words);
    cells.push({ row, column, rowSpan, colSpan, text, squeezed, reading, figure: isFigure(reading), raw });
  }
  return cells;
});

/** What the cell prints at another place: cells are never changed, grids share them. */
export function moved(cell: FormCell, row: number, column: number, rowSpan: number, colSpan: number): FormCell {
  const { text, squeezed, reading, figure, raw } = cell;
  return { row, column, rowSpan, colSpan, text, squeezed, reading, figure, raw };
}

/** Only these rows, in their order, which is that of the grid; spans shrink to what is left of them. */
export function keepRows(grid: Grid, rows: readonly number[]): Grid {
  if (rows.length === grid.rows && rows.every((row, at) => row === at) && isInOrder(grid)) return grid;
  return kept(grid, rows, grid.cells);
}

/** The rows of a grid in parts, each as `keepRows` gives it; a grid may have thousands of parts. */
export function partRows(grid: Grid, parts: readonly (readonly number[])[]): Grid[] {
  const [only] = parts;
  if (only && parts.length === 1) return [keepRows(grid, only)];
  const beginning: FormCell[][] = Array.from({ length: grid.rows }, () => []);
  const tall: FormCell[] = [];
  for (const cell of grid.cells) {
    beginning[cell.row]?.push(cell);
    if (cell.rowSpan > 1) tall.push(cell);
  }
  return parts.map((rows) => {
    const [from = 0] = rows;
    const cells = tall.filter((cell) => cell.row < from && cell.row + cell.rowSpan > from);
    const to = rows.at(-1) ?? -1;
    for (let row = from; row <= to; row++) for (const cell of beginning[row]!) cells.push(cell);
    return kept(grid, rows, cells);
  });
}

/** @param cells all that reach into the rows */
function kept(grid: Grid, rows: readonly number[], cells: readonly FormCell[]): Grid {
  const [from = 0] = rows;
  const to = (rows.at(-1) ?? -1) + 1;
  // How many of the rows stand above each row of the grid, from the first of them on.
  const above: number[] = [];
  for (let row = from, at = 0; row <= to; row++) {
    above.push(at);
    if (rows[at] === row) at += 1;
  }
  const placeOf = (row: number): number => above[Math.min(Math.max(row, from), to) - from] ?? 0;
  const found: FormCell[] = [];
  for (const cell of cells) {
    const first = placeOf(cell.row);
    const span = placeOf(cell.row + cell.rowSpan) - first;
    if (!(span > 0)) continue;
    const same = first === cell.row && span === cell.rowSpan;
    found.push(same ? cell : moved(cell, first, cell.column, span, cell.colSpan));
  }
  return {
    rows: rows.length,
    columns: grid.columns,
    cells: byPosition(found),
    origins: rows.map((row) => grid.origins[row]!),
  };
}

/** Cells from the top, in a row from the left, and none that reaches over the end. */
function isInOrder({ rows, cells }: Grid): boolean {
  let before: FormCell | undefined;
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!;
    if (cell.rowSpan < 1 || cell.row + cell.rowSpan > rows) return false;
    if (before && (before.row > cell.row || (before.row === cell.row && before.column > cell.column))) return false;
    before = cell;
  }
  return true;
}

/** The grid on its own edges: columns that no cell begins are dropped, so that 11 and 7 physical columns agree. */
export function regrid(grid: Grid): Grid {
  const begins: boolean[] = [];
  let edges = 0;
  let inside = true;
  const { cells: printed, columns: width } = grid;
  for (let at = 0; at < printed.length; at++) {
    const { column, colSpan } = printed[at]!;
    if (!begins[column]) {
      begins[column] = true;
      edges += 1;
    }
    if (colSpan < 1 || column + colSpan > width) inside = false;
  }
  if (inside && edges === width) return grid;
  // How many edges stand before each column: where a cell ends no other may begin, it ends at the first edge behind.
  const before: number[] = [];
  let columns = 0;
  for (let column = 0; column < begins.length; column++) {
    before.push(columns);
    if (begins[column]) columns += 1;
  }
  const cells: FormCell[] = [];
  for (const cell of printed) {
    const column = before[cell.column]!;
    const span = Math.max(1, (before[cell.column + cell.colSpan] ?? columns) - column);
    const same = column === cell.column && span === cell.colSpan;
    cells.push(same ? cell : moved(cell, cell.row, column, cell.rowSpan, span));
  }
  return { rows: grid.rows, columns, cells, origins: grid.origins };
}

/** One grid under the other, columns as they are. */
export function stack(grids: readonly Grid[]): Grid {
  const [only, ...more] = grids;
  if (only && more.length === 0) return only;
  const stacked: Grid = { rows: 0, columns: 0, cells: [], origins: [] };
  for (const grid of grids) {
    for (const cell of grid.cells)
      stacked.cells.push(moved(cell, cell.row + stacked.rows, cell.column, cell.rowSpan, cell.colSpan));
    for (const origin of grid.origins) stacked.origins.push(origin);
    stacked.rows += grid.rows;
    stacked.columns = Math.max(stacked.columns, grid.columns);
  }
  return stacked;
}

/** The index of a grid, made when it is first asked for. */
export const indexOf: (grid: Grid) => CellIndex = once((grid) => new CellIndex(grid));

/** Look-up by position: the cell that covers it, in constant time. */
export class CellIndex {
  private readonly rows: number;
  private readonly columns: number;
  private readonly covering: (FormCell | undefined)[] = [];
  private readonly byRow: (readonly FormCell[])[] = [];

  constructor({ rows, columns, cells }: Grid) {
    this.rows = rows;
    this.columns = columns;
    const { covering } = this;
    for (let at = rows * columns; at > 0; at--) covering.push(undefined);
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at]!;
      const bottom = Math.min(rows, cell.row + cell.rowSpan);
      const right = Math.min(columns, cell.column + cell.colSpan);
      for (let row = cell.row; row < bottom; row++)
        for (let column = cell.column; column < right; column++) covering[row * columns + column] = cell;
    }
  }

  at(row: number, column: number): FormCell | undefined {
    const { columns } = this;
    if (row < 0 || row >= this.rows || column < 0 || column >= columns) return undefined;
    return this.covering[row * columns + column];
  }

  /** The cells that touch a row, from left to right; those that began above too. */
  row(row: number): readonly FormCell[] {
    const known = this.byRow[row];
    if (known) return known;
    const { columns, covering } = this;
    const cells: FormCell[] = [];
    let last: FormCell | undefined;
    const end = (row + 1) * columns;
    for (let at = row * columns; at < end; at++) {
      const cell = covering[at];
      if (!cell || cell === last) continue;
      cells.push(cell);
      last = cell;
    }
    this.byRow[row] = cells;
    return cells;
  }

  /** The cells that touch a column, from the top; those that began left of it too. */
  column(column: number): FormCell[] {
    const cells: FormCell[] = [];
    let last: FormCell | undefined;
    for (let row = 0; row < this.rows; row++) {
      const cell = this.at(row, column);
      if (!cell || cell === last) continue;
      cells.push(cell);
      last = cell;
    }
    return cells;
  }
}

function byPosition(cells: FormCell[]): FormCell[] {
  return cells.sort((left, right) => left.row - right.row || left.column - right.column);
}
