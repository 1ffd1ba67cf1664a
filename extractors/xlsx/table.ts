import type { Notice, RawCell, RawTable } from '../../schemas/index.js';
import { tooLarge } from '../zip/refusals.js';
import type { Range, Sheet } from './sheet.js';

/** Names that say nothing about a sheet. */
const NAMELESS = /^(sheet|工作表|表)?\s*\d*$/i;
const LONGEST_TITLE = 60;

/**
 * The used part of a sheet as one table, hidden rows and columns left out; undefined for an empty sheet. Places hold
 * the position in the table, the row of the sheet as `line`, and the sheet's name as `part`.
 */
export function toTable(
  sheet: Sheet,
  name: string,
  table: number,
  cellLimit: number,
  notices: Notice[],
): RawTable | undefined {
  const used = usedRange(sheet);
  if (!used) return undefined;
  const rows = numbersBetween(used.row, used.lastRow, sheet.hiddenRows);
  const columns = numbersBetween(used.column, used.lastColumn, sheet.hiddenColumns);
  if (rows.length * columns.length > cellLimit) throw tooLarge(`${name}: ${rows.length} × ${columns.length} cells`);
  const rowAt = new Map(rows.map((row, index) => [row, index]));
  const columnAt = new Map(columns.map((column, index) => [column, index]));

  const taken = new Uint8Array(rows.length * columns.length);
  const cells: RawCell[] = [];
  const put = (top: number, left: number, rowSpan: number, colSpan: number, text: string): void => {
    for (let row = top; row < top + rowSpan; row++)
      taken.fill(1, row * columns.length + left, row * columns.length + left + colSpan);
    const place = { part: name, table, row: top, column: left, line: (rows[top] ?? 0) + 1 };
    cells.push({ row: top, column: left, rowSpan, colSpan, text, place });
  };
  for (const merge of sheet.merges) {
    const shownRows = visible(merge.row, merge.lastRow, rowAt);
    const shownColumns = visible(merge.column, merge.lastColumn, columnAt);
    const [top, left] = [shownRows[0], shownColumns[0]];
    if (top === undefined || left === undefined) continue;
    if (shownRows.some((row) => shownColumns.some((column) => taken[row * columns.length + column] === 1))) continue;
    put(top, left, shownRows.length, shownColumns.length, sheet.rows.get(merge.row)?.get(merge.column) ?? '');
  }
  rows.forEach((sheetRow, row) =>
    columns.forEach((sheetColumn, column) => {
      if (taken[row * columns.length + column] === 0)
        put(row, column, 1, 1, sheet.rows.get(sheetRow)?.get(sheetColumn) ?? '');
    }),
  );
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  noteHidden(sheet, name, rowAt, columnAt, notices);
  const title = titleOf(cells, columns.length, name);
  return {
    kind: 'table',
    ...(title !== undefined && { title }),
    rows: rows.length,
    columns: columns.length,
    cells,
    pages: [],
    place: { part: name, table },
  };
}

/** All rows and columns in which something is printed, merged cells in full. */
function usedRange({ rows, merges, hiddenRows, hiddenColumns }: Sheet): Range | undefined {
  let used: Range | undefined;
  const include = ({ row, column, lastRow, lastColumn }: Range): void => {
    used = {
      row: Math.min(used?.row ?? row, row),
      column: Math.min(used?.column ?? column, column),
      lastRow: Math.max(used?.lastRow ?? lastRow, lastRow),
      lastColumn: Math.max(used?.lastColumn ?? lastColumn, lastColumn),
    };
  };
  for (const [row, line] of rows) {
    if (hiddenRows.has(row)) continue;
    for (const column of line.keys()) {
      if (!hiddenColumns.has(column)) include({ row, column, lastRow: row, lastColumn: column });
    }
  }
  for (const merge of merges) if (rows.get(merge.row)?.has(merge.column) === true) include(merge);
  return used;
}

function numbersBetween(first: number, last: number, hidden: ReadonlySet<number>): number[] {
  const numbers: number[] = [];
  for (let number = first; number <= last; number++) if (!hidden.has(number)) numbers.push(number);
  return numbers;
}

function visible(first: number, last: number, at: ReadonlyMap<number, number>): number[] {
  const found: number[] = [];
  for (const [number, index] of at) if (number >= first && number <= last) found.push(index);
  return found;
}

/** The first row, if it is one cell across the sheet; else the sheet's name, if somebody gave it one. */
function titleOf(cells: readonly RawCell[], columns: number, name: string): string | undefined {
  const first = cells[0];
  if (first && columns > 1 && first.colSpan === columns && first.text.trim() !== '') {
    const title = first.text.replace(/\s+/g, '');
    if (title.length <= LONGEST_TITLE) return title;
  }
  return NAMELESS.test(name.trim()) ? undefined : name.trim();
}

function noteHidden(
  sheet: Sheet,
  name: string,
  rowAt: ReadonlyMap<number, number>,
  columnAt: ReadonlyMap<number, number>,
  notices: Notice[],
): void {
  let hidden = 0;
  for (const [row, line] of sheet.rows)
    for (const column of line.keys()) if (!rowAt.has(row) || !columnAt.has(column)) hidden++;
  if (hidden === 0) return;
  notices.push({
    code: 'hidden-cells',
    message: {
      zh: `工作表“${name}”的隐藏行列里有 ${hidden} 个单元格，没有读取。`,
      en: `Sheet "${name}" has ${hidden} cells in hidden rows or columns; they were not read.`,
    },
  });
}
