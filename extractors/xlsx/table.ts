import type { Notice, RawCell, RawTable } from '../../schemas/index.js';
import { tooLarge } from '../zip/refusals.js';
import type { Range, Sheet } from './sheet.js';

/** Names that say nothing about a sheet. */
const NAMELESS = /^(sheet|工作表|表)?\s*\d*$/i;
const LONGEST_TITLE = 60;
/**
 * Rows or columns in a run that begin no printed cell. What is beyond is left out: somebody typed a point into the last row
 * of the sheet, or merged a title over all 16,384 columns.
 */
const LONGEST_GAP = 20;

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
  noteUnread(sheet, name, notices);
  noteHidden(sheet, name, notices);
  const used = usedRange(sheet);
  if (!used) return undefined;
  const rows = withoutGaps(used.row, used.lastRow, used.rows, sheet.hiddenRows);
  const columns = withoutGaps(used.column, used.lastColumn, used.columns, sheet.hiddenColumns);
  if (rows.length * columns.length > cellLimit) throw tooLarge(`${name}: ${rows.length} × ${columns.length} cells`);
  const taken = new Uint8Array(rows.length * columns.length);
  const cells: RawCell[] = [];
  const put = (top: number, left: number, rowSpan: number, colSpan: number, text: string): void => {
    for (let row = top; row < top + rowSpan; row++)
      taken.fill(1, row * columns.length + left, row * columns.length + left + colSpan);
    const place = { part: name, table, row: top, column: left, line: (rows[top] ?? 0) + 1 };
    cells.push({ row: top, column: left, rowSpan, colSpan, text, place });
  };
  const isFree = (top: number, left: number, bottom: number, right: number): boolean => {
    for (let row = top; row < bottom; row++)
      if (taken.subarray(row * columns.length + left, row * columns.length + right).includes(1)) return false;
    return true;
  };
  for (const merge of sheet.merges) {
    const [top, bottom] = shown(merge.row, merge.lastRow, rows);
    const [left, right] = shown(merge.column, merge.lastColumn, columns);
    if (top === bottom || left === right || !isFree(top, left, bottom, right)) continue;
    put(top, left, bottom - top, right - left, sheet.rows.get(merge.row)?.get(merge.column) ?? '');
  }
  rows.forEach((sheetRow, row) =>
    columns.forEach((sheetColumn, column) => {
      if (taken[row * columns.length + column] === 0)
        put(row, column, 1, 1, sheet.rows.get(sheetRow)?.get(sheetColumn) ?? '');
    }),
  );
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
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

/** A range, and the rows and columns of it that begin a printed cell. */
interface UsedRange extends Range {
  rows: Set<number>;
  columns: Set<number>;
}

/** All rows and columns in which something is printed, merged cells in full. */
function usedRange({ rows, merges, hiddenRows, hiddenColumns }: Sheet): UsedRange | undefined {
  let used: Range | undefined;
  const begun = { rows: new Set<number>(), columns: new Set<number>() };
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
      if (hiddenColumns.has(column)) continue;
      include({ row, column, lastRow: row, lastColumn: column });
      begun.rows.add(row);
      begun.columns.add(column);
    }
  }
  for (const merge of merges) if (rows.get(merge.row)?.has(merge.column) === true) include(merge);
  return used && { ...used, ...begun };
}

function withoutGaps(first: number, last: number, begun: ReadonlySet<number>, hidden: ReadonlySet<number>): number[] {
  const numbers: number[] = [];
  let gap = 0;
  for (let number = first; number <= last; number++) {
    if (hidden.has(number)) continue;
    gap = begun.has(number) ? 0 : gap + 1;
    if (gap <= LONGEST_GAP) numbers.push(number);
  }
  return numbers;
}

/** Where the numbers from `first` to `last` stand in a rising list: from an index on, up to another one. */
function shown(first: number, last: number, numbers: readonly number[]): [from: number, to: number] {
  return [countBelow(first, numbers), countBelow(last + 1, numbers)];
}

function countBelow(limit: number, numbers: readonly number[]): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
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

function noteHidden(sheet: Sheet, name: string, notices: Notice[]): void {
  const { rows, merges, hiddenRows, hiddenColumns } = sheet;
  let hidden = 0;
  const isHidden = (row: number, column: number): boolean => hiddenRows.has(row) || hiddenColumns.has(column);
  for (const [row, line] of rows) for (const column of line.keys()) if (isHidden(row, column)) hidden++;
  // A merged cell shows its text as long as one of its rows and one of its columns are shown.
  if (hidden > 0) for (const merge of merges) if (isHidden(merge.row, merge.column) && showsAll(merge, sheet)) hidden--;
  if (sheet.unshown !== undefined) noteUnshown(sheet.unshown, name, notices);
  if (hidden === 0) return;
  notices.push({
    code: 'hidden-cells',
    message: {
      zh: `工作表“${name}”的隐藏行列里有 ${hidden} 个单元格，没有读取。`,
      en: `Sheet "${name}" has ${hidden} cells in hidden rows or columns; they were not read.`,
    },
  });
}

function showsAll({ row, column, lastRow, lastColumn }: Range, { rows, hiddenRows, hiddenColumns }: Sheet): boolean {
  const isShown = (first: number, last: number, hidden: ReadonlySet<number>): boolean => {
    for (let at = first; at <= last; at++) if (!hidden.has(at)) return true;
    return false;
  };
  return (
    rows.get(row)?.has(column) === true &&
    isShown(row, lastRow, hiddenRows) &&
    isShown(column, lastColumn, hiddenColumns)
  );
}

function noteUnshown(count: number, name: string, notices: Notice[]): void {
  notices.push({
    code: 'hidden-cells',
    message: {
      zh: `工作表“${name}”有 ${count} 个数的单元格格式设为不显示，没有读取。`,
      en: `The formats of ${count} cells of sheet "${name}" show nothing of their numbers; they were not read.`,
    },
  });
}

function noteUnread({ uncomputed = 0, lost = 0 }: Sheet, name: string, notices: Notice[]): void {
  if (uncomputed > 0) {
    notices.push({
      code: 'formulas-not-computed',
      message: {
        zh: `工作表“${name}”有 ${uncomputed} 个公式没有存下计算结果，这些单元格读为空。请用 Excel/WPS 打开，保存后再读一次。`,
        en: `Sheet "${name}" has ${uncomputed} formulas whose results were not saved; their cells read as empty. Open it in Excel or WPS, save it and read it again.`,
      },
    });
  }
  if (lost > 0) {
    notices.push({
      code: 'texts-missing',
      message: {
        zh: `工作表“${name}”有 ${lost} 个单元格的文字在文件里找不到，读为空；文件可能已损坏。请重新索取或核对。`,
        en: `The texts of ${lost} cells of sheet "${name}" are not in the file; they read as empty. It may be damaged: compare, or ask for it again.`,
      },
    });
  }
}
