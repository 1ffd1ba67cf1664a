import type { Box, Place, RawCell, RawTable } from '../../schemas/index.js';
import { cellText } from './cell-text.js';
import { readingOf } from './doubts.js';
import type { CellPart, JoinedCell, JoinedTable } from './joined-table.js';
import { joinFragments } from './joined-table.js';
import { boxOf } from './lines.js';
import type { PageContent } from './page.js';

/** A joined table as the document model has it; `index` is its place among the document's tables. */
export function rawTable(table: JoinedTable, index: number): RawTable {
  const pad = paddingOf(table);
  const cells = table.cells.map((cell) => rawCell(cell, index, pad));
  cells.push(...missingCells(table, index));
  if (!cells.every((cell, i) => i === 0 || isBefore(cells[i - 1]!, cell))) {
    cells.sort((a, b) => a.row - b.row || a.column - b.column);
  }
  const { page, table: first } = table.fragments[0]!;
  return {
    kind: 'table',
    rows: table.rows,
    columns: table.columns,
    cells,
    pages: [...new Set(table.fragments.map((fragment) => fragment.page.number))],
    place: { page: page.number, table: index, box: shown(page, first) },
    ...guessedIn(table.fragments),
  };
}

function guessedIn(fragments: JoinedTable['fragments']): Pick<RawTable, 'guessed'> {
  const guesses = fragments.flatMap(({ table }) => table.guessed ?? []);
  if (guesses.length === 0) return {};
  return { guessed: guesses.includes('rows') ? 'rows' : 'columns' };
}

function isBefore(a: RawCell, b: RawCell): boolean {
  return a.row < b.row || (a.row === b.row && a.column <= b.column);
}

function shown(page: PageContent, extent: { x0: number; y0: number; x1: number; y1: number }): Box {
  return page.back(boxOf(extent));
}

function rawCell({ row, column, rowSpan, colSpan, parts }: JoinedCell, table: number, pad: number): RawCell {
  const part = parts[0]!;
  const first = part.cell;
  const lines = parts.length === 1 ? first.lines : parts.flatMap(({ cell }) => cell.lines);
  const text = cellText(lines, first.measure ?? { left: first.x0 + pad, right: first.x1 - pad });
  const place = placeIn(table, row, column, part);
  const raw: RawCell = { row, column, rowSpan, colSpan, text, place };
  const reading = readingOf(text, lines);
  if (reading.confidence !== undefined) Object.assign(raw, reading);
  if (parts.length > 1) raw.fragments = parts.map((other) => placeIn(table, row, column, other));
  if (parts.some(({ cell }) => cell.tables.length > 0)) {
    raw.tables = parts.flatMap(({ page, cell }) =>
      cell.tables.map((nested) => rawTable(joinFragments([{ page, table: nested }]), table)),
    );
  }
  return raw;
}

function placeIn(table: number, row: number, column: number, { page, cell }: CellPart): Place {
  const box = shown(page, cell);
  return { page: page.number, table, row, column, box };
}

/** The room (points) that this table's text keeps from the lines: the least that any line has on its left. */
function paddingOf({ cells }: JoinedTable): number {
  let least = 6;
  for (let i = 0; i < cells.length; i++) {
    const { parts } = cells[i]!;
    for (let j = 0; j < parts.length; j++) {
      const { lines, x0 } = parts[j]!.cell;
      for (let k = 0; k < lines.length; k++) {
        const room = lines[k]!.x0 - x0;
        if (room < least) least = room;
      }
    }
  }
  return Math.max(0, least);
}

/** Empty cells for the grid positions that no cell covers, where the outline of a table is not a rectangle. */
function missingCells({ rows, columns, cells, fragments }: JoinedTable, index: number): RawCell[] {
  const covered = new Uint8Array(rows * columns);
  for (const { row, column, rowSpan, colSpan } of cells) {
    for (let r = row; r < row + rowSpan; r++) {
      for (let c = column; c < column + colSpan; c++) covered[r * columns + c] = 1;
    }
  }
  const missing: RawCell[] = [];
  const { page } = fragments[0]!;
  for (let i = covered.indexOf(0); i >= 0; i = covered.indexOf(0, i + 1)) {
    const row = Math.floor(i / columns);
    const column = i % columns;
    const neighbour = cells.find((cell) => cell.row <= row && row < cell.row + cell.rowSpan)?.parts.at(-1);
    const number = (neighbour?.page ?? page).number;
    missing.push({ row, column, rowSpan: 1, colSpan: 1, text: '', place: { page: number, table: index, row, column } });
  }
  return missing;
}
