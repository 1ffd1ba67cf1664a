import type { Doubt, Place, RawTable } from '../../schemas/index.js';

/** An anchor cell of a form, on the form's own grid. */
export interface FormCell {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  text: string;
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
    cells: raw.cells.map(({ row, column, rowSpan, colSpan, text, place, confidence, alternatives, doubts }) => ({
      row,
      column,
      rowSpan,
      colSpan,
      text,
      place,
      confidence,
      alternatives,
      doubts,
    })),
    origins: Array.from({ length: raw.rows }, (_, row) => ({ table, row })),
  };
}

/** Only these rows, in their order; spans shrink to what is left of them. */
export function keepRows(grid: Grid, rows: readonly number[]): Grid {
  const target = new Map(rows.map((row, index) => [row, index]));
  const cells: FormCell[] = [];
  for (const cell of grid.cells) {
    const kept: number[] = [];
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      const index = target.get(row);
      if (index !== undefined) kept.push(index);
    }
    if (kept.length > 0) cells.push({ ...cell, row: kept[0]!, rowSpan: kept.length });
  }
  return {
    rows: rows.length,
    columns: grid.columns,
    cells: byPosition(cells),
    origins: rows.map((row) => grid.origins[row]!),
  };
}

/** The grid on its own edges: columns that no cell begins are dropped, so that 11 and 7 physical columns agree. */
export function regrid(grid: Grid): Grid {
  const edges = [...new Set(grid.cells.map((cell) => cell.column))].sort((left, right) => left - right);
  const before = new Map<number, number>();
  const index = (edge: number) => {
    const known = before.get(edge) ?? edges.filter((other) => other < edge).length;
    before.set(edge, known);
    return known;
  };
  const cells = grid.cells.map((cell) => {
    const column = index(cell.column);
    return { ...cell, column, colSpan: Math.max(1, index(cell.column + cell.colSpan) - column) };
  });
  return { ...grid, columns: edges.length, cells };
}

/** One grid under the other, columns as they are. */
export function stack(upper: Grid, lower: Grid): Grid {
  return {
    rows: upper.rows + lower.rows,
    columns: Math.max(upper.columns, lower.columns),
    cells: [...upper.cells, ...lower.cells.map((cell) => ({ ...cell, row: cell.row + upper.rows }))],
    origins: [...upper.origins, ...lower.origins],
  };
}

/** Look-up by position: the cell that covers it, in constant time. */
export class CellIndex {
  private readonly covering: (FormCell | undefined)[];

  constructor(private readonly grid: Grid) {
    this.covering = Array.from({ length: grid.rows * grid.columns });
    for (const cell of grid.cells)
      for (let row = cell.row; row < Math.min(grid.rows, cell.row + cell.rowSpan); row++)
        for (let column = cell.column; column < Math.min(grid.columns, cell.column + cell.colSpan); column++)
          this.covering[row * grid.columns + column] = cell;
  }

  at(row: number, column: number): FormCell | undefined {
    if (row < 0 || row >= this.grid.rows || column < 0 || column >= this.grid.columns) return undefined;
    return this.covering[row * this.grid.columns + column];
  }

  /** The cells that touch a row, from left to right; those that began above too. */
  row(row: number): FormCell[] {
    const cells: FormCell[] = [];
    for (let column = 0; column < this.grid.columns; column++) {
      const cell = this.at(row, column);
      if (cell && cells.at(-1) !== cell) cells.push(cell);
    }
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

function byPosition(cells: FormCell[]): FormCell[] {
  return cells.sort((left, right) => left.row - right.row || left.column - right.column);
}
