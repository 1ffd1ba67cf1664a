import type { TextCell } from './cells.js';

/** A cell that has its columns; `rows` grows when the cell below turns out to be its continuation. */
export interface PlacedCell {
  cell: TextCell;
  column: number;
  columns: number;
  rows: number;
  /** The cell above that covers this one, and the row that one begins in. */
  merged?: { anchor: PlacedCell; row: number };
}

export interface PlacedRow {
  cells: PlacedCell[];
  line: number;
}

/** Consecutive rows on the same columns. `header` counts its rows of labels. `guessed`: the spans had equal rivals. */
export interface Section {
  rows: PlacedRow[];
  width: number;
  header: number;
  guessed: boolean;
}

export function cellAt(row: PlacedRow, column: number): PlacedCell | undefined {
  return row.cells.find((cell) => column >= cell.column && column < cell.column + cell.columns);
}

export function place(cells: readonly TextCell[], spans: readonly number[]): PlacedCell[] {
  let column = 0;
  return cells.map((cell, at) => {
    const placed = { cell, column, columns: spans[at] ?? 1, rows: 1 };
    column += placed.columns;
    return placed;
  });
}
