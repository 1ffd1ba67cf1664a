import { squeeze, type Doubt, type Place, type RawTable } from '../../schemas/index.js';
import { isFigure, readCell, type CellReading } from '../cell.js';

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
  place: Place;
  confidence?: number | undefined;
  alternatives?: string[] | undefined;
  doubts?: Doubt[] | undefined;
}

/** A grid and where each of its rows comes from. */
export interface Grid {
  rows: number;
  columns: number;
  cells: FormCell[];
  origins: { table: number; row: number }[];
}

/** The grid of a physical table, number `table` of its document. */
export function gridOf(raw: RawTable, table: number): Grid {
  return {
    rows: raw.rows,
    columns: raw.columns,
    cells: raw.cells.map(({ row, column, rowSpan, colSpan, text, place, confidence, alternatives, doubts }) => {
      const reading = readCell(text);
      return {
        row,
        column,
        rowSpan,
        colSpan,
        text,
        squeezed: squeeze(text),
        reading,
        figure: isFigure(reading),
        place,
        confidence,
        alternatives,
        doubts,
      };
    }),
    origins: Array.from({ length: raw.rows }, (_, row) => ({ table, row })),
  };
}

/** Only these rows, in their order, which is that of the grid; spans shrink to what is left of them. */
export function keepRows(grid: Grid, rows: readonly number[]): Grid {
  const touching = touchingCells(grid);
  const kept = new Map<FormCell, FormCell>();
  for (const [index, row] of rows.entries()) {
    for (const cell of touching[row] ?? []) {
      const there = kept.get(cell);
      if (there) there.rowSpan += 1;
      else kept.set(cell, { ...cell, row: index, rowSpan: 1 });
    }
  }
  return {
    rows: rows.length,
    columns: grid.columns,
    cells: byPosition([...kept.values()]),
    origins: rows.map((row) => grid.origins[row]!),
  };
}

/** The grid on its own edges: columns that no cell begins are dropped, so that 11 and 7 physical columns agree. */
export function regrid(grid: Grid): Grid {
  const edges = [...new Set(grid.cells.map((cell) => cell.column))].sort((left, right) => left - right);
  const index = new Map(edges.map((edge, at) => [edge, at]));
  // Where a cell ends no other may begin: the first edge behind it.
  const after = (end: number): number => {
    const known = index.get(end);
    if (known !== undefined) return known;
    const next = edges.findIndex((edge) => edge > end);
    const at = next < 0 ? edges.length : next;
    index.set(end, at);
    return at;
  };
  const cells = grid.cells.map((cell) => {
    const column = index.get(cell.column)!;
    return { ...cell, column, colSpan: Math.max(1, after(cell.column + cell.colSpan) - column) };
  });
  return { ...grid, columns: edges.length, cells };
}

/** One grid under the other, columns as they are. */
export function stack(grids: readonly Grid[]): Grid {
  const [only, ...more] = grids;
  if (only && more.length === 0) return only;
  const stacked: Grid = { rows: 0, columns: 0, cells: [], origins: [] };
  for (const grid of grids) {
    for (const cell of grid.cells) stacked.cells.push({ ...cell, row: cell.row + stacked.rows });
    for (const origin of grid.origins) stacked.origins.push(origin);
    stacked.rows += grid.rows;
    stacked.columns = Math.max(stacked.columns, grid.columns);
  }
  return stacked;
}

const indexes = new WeakMap<Grid, CellIndex>();

/** The index of a grid, made when it is first asked for. */
export function indexOf(grid: Grid): CellIndex {
  const known = indexes.get(grid);
  if (known) return known;
  const index = new CellIndex(grid);
  indexes.set(grid, index);
  return index;
}

/** Look-up by position: the cell that covers it, in constant time. */
export class CellIndex {
  private readonly covering: (FormCell | undefined)[];
  private readonly byRow: (readonly FormCell[])[] = [];

  constructor(private readonly grid: Grid) {
    const { rows, columns, cells } = grid;
    this.covering = Array.from<FormCell | undefined>({ length: rows * columns });
    for (const cell of cells) {
      const bottom = Math.min(rows, cell.row + cell.rowSpan);
      const right = Math.min(columns, cell.column + cell.colSpan);
      for (let row = cell.row; row < bottom; row++)
        for (let column = cell.column; column < right; column++) this.covering[row * columns + column] = cell;
    }
  }

  at(row: number, column: number): FormCell | undefined {
    const { rows, columns } = this.grid;
    if (row < 0 || row >= rows || column < 0 || column >= columns) return undefined;
    return this.covering[row * columns + column];
  }

  /** The cells that touch a row, from left to right; those that began above too. */
  row(row: number): readonly FormCell[] {
    const known = this.byRow[row];
    if (known) return known;
    const cells: FormCell[] = [];
    for (let column = 0; column < this.grid.columns; column++) {
      const cell = this.at(row, column);
      if (cell && cells.at(-1) !== cell) cells.push(cell);
    }
    this.byRow[row] = cells;
    return cells;
  }

  /** The cells that touch a column, from the top; those that began left of it too. */
  column(column: number): FormCell[] {
    const cells: FormCell[] = [];
    for (let row = 0; row < this.grid.rows; row++) {
      const cell = this.at(row, column);
      if (cell && cells.at(-1) !== cell) cells.push(cell);
    }
    return cells;
  }
}

const touchings = new WeakMap<Grid, FormCell[][]>();

/** The cells of each row, those that begin above it too, in the order of the grid. */
function touchingCells(grid: Grid): FormCell[][] {
  const known = touchings.get(grid);
  if (known) return known;
  const rows: FormCell[][] = Array.from({ length: grid.rows }, () => []);
  for (const cell of grid.cells)
    for (let row = cell.row; row < Math.min(grid.rows, cell.row + cell.rowSpan); row++) rows[row]!.push(cell);
  touchings.set(grid, rows);
  return rows;
}

function byPosition(cells: FormCell[]): FormCell[] {
  return cells.sort((left, right) => left.row - right.row || left.column - right.column);
}
