import { unitAt } from '../number.js';
import { BLANKS } from '../vocabulary/blanks.js';
import { bareLabel, conceptOf, stageOf, unspaced } from '../vocabulary/lookup.js';
import {
  BARE_TOTAL,
  BRACKET,
  HEADER_WORDS,
  STUB_CODES,
  STUB_MEASURE,
  STUB_ORDINAL,
  STUB_PROJECTS,
  STUB_UNITS,
  TEXT_COLUMN,
  TOTAL,
} from '../vocabulary/words.js';
import type { FormCell, Grid } from './grid.js';
import { indexOf, type CellIndex } from './grid.js';
import { isHeaderWord, rowTraits } from './row-traits.js';

/** Where a form's captions, headers, serials and data begin, and which columns are its labels. */
export interface HeaderShape {
  /** Rows of captions and headers together, serial rows included. */
  headerRows: number;
  captionRows: number;
  /** Row of 1, 2, 3=1+2 (栏次), or undefined. */
  serialRow: number | undefined;
  /** Leading columns that label the rows. */
  labelColumns: number;
  /** The label column that names the lines; the others hold outer labels, numbers, codes, units. -1 if there is none. */
  nameColumn: number;
  /** A label column that counts lines (序号). */
  ordinalColumn: number | undefined;
  /** Label columns that hold subject codes (科目编码). */
  codeColumns: readonly number[];
  /** A label column that tells the unit of each line. */
  measureColumn: number | undefined;
  /** A cell beside the header that names the whole block: 经费控制情况（万元）. */
  block: string;
}

export function headerShape(grid: Grid, captionRows: number): HeaderShape {
  const index = indexOf(grid);
  const traits = rowTraits(grid, captionRows + 1);
  let row = captionRows;
  const first = traits[row];
  const opens =
    first !== undefined &&
    first.numbers === 0 &&
    first.printed.length >= 2 &&
    (first.header || bracketed(first.printed));
  if (opens) {
    row += 1;
    while (row < grid.rows && divides(index, captionRows, row)) row += 1;
  }
  let serialRow: number | undefined;
  if (row > captionRows && row < grid.rows && isSerialRow(index, row)) {
    serialRow = row;
    row += 1;
  }
  const headerRows = row;
  const stubs = labels(grid, index, captionRows, headerRows, serialRow);
  const corner = opens ? index.at(captionRows, 0) : undefined;
  const below = corner !== undefined && corner.row + corner.rowSpan > headerRows;
  const bare = bareLabel(corner?.text ?? '');
  const stub = bare === '' || STUB_UNITS.test(bare) || STUB_PROJECTS.test(bare);
  const names = !stub && (below || !HEADER_WORDS.test(bare));
  return {
    headerRows,
    captionRows,
    serialRow,
    block: corner && names ? unspaced(corner.text) : '',
    ...stubs,
  };
}

/** 1, 2, 3=1+2 · A, B, C=B/A · (1), (2): the numbers that formulas call columns by. */
export const SERIAL = /^(?:[A-Z]|\d{1,2}|\(\d{1,2}\)|[①-⑳])$/u;
export const SERIAL_FORMULA =
  /^\(?(?:[A-Z]|\d{1,2}|[①-⑳])\)?[==]\(?(?:[A-Z]|\d{1,2}|[①-⑳])\)?(?:[-+−*×/÷()]+(?:[A-Z]|\d{1,3}%?|[①-⑳])\)?)+%?$/u;

/** The number or letter of a column: 3 of (3)=1+2. */
export function serialOf(text: string): string {
  return text.split(/[==]/u)[0]!.replace(/[()]/gu, '');
}

/** The same behind the words of a header: 全年预算数 3=1+2. */
const SERIAL_BEHIND = /\p{Script=Han}\(?((?:[A-Z]|\d{1,2})[==](?:[A-Z]|\d{1,2})(?:[-+−*×/÷](?:[A-Z]|\d{1,2}))+)\)?$/u;

function isSerialRow(index: CellIndex, row: number): boolean {
  const own = index
    .row(row)
    .filter((cell) => cell.row === row && cell.squeezed !== '' && !/^(?:栏次|行次|序号|列次)$/u.test(cell.squeezed));
  if (isCounted(index, row, own)) return true;
  const texts = own.map((cell) => cell.squeezed);
  const said = /^[栏列]次$/u.test(index.at(row, 0)?.squeezed ?? '');
  if (texts.length < (said ? 1 : 2)) return false;
  if (!texts.every((text) => SERIAL.test(text) || SERIAL_FORMULA.test(text))) return false;
  if (texts.some((text) => SERIAL_FORMULA.test(text))) return true;
  const ordinals = texts.map((text) => text.replace(/[()]/gu, ''));
  return (
    ordinals.every((text, at) => at === 0 || follows(ordinals[at - 1]!, text)) &&
    (said || /^[1A①]$/u.test(ordinals[0]!))
  );
}

/**
 * Whether columns are counted in a row into which the label of the line below, or a header above, was read: 1 | 2 | 3=1+2
 * from the second column on, without a gap.
 */
function isCounted(index: CellIndex, row: number, own: readonly FormCell[]): boolean {
  if (!own.some(({ column, figure }) => column === 0 && !figure)) return false;
  const counted = index.row(row).flatMap((cell) => {
    if (cell.column === 0 || cell.squeezed === '') return [];
    return cell.row === row ? cell.squeezed : (SERIAL_BEHIND.exec(cell.squeezed)?.[1] ?? []);
  });
  if (counted.length < 3 || !counted.some((text) => SERIAL_FORMULA.test(text))) return false;
  return counted.every(
    (text, at) => (SERIAL.test(text) || SERIAL_FORMULA.test(text)) && serialOf(text) === `${at + 1}`,
  );
}

function follows(left: string, right: string): boolean {
  if (/^\d+$/u.test(left)) return Number.parseInt(right, 10) === Number.parseInt(left, 10) + 1;
  return right.charCodeAt(0) === left.charCodeAt(0) + 1;
}

function bracketed(cells: readonly FormCell[]): boolean {
  return cells.some((cell) => BRACKET.test(cell.squeezed.replace(/[::]$/u, '')));
}

/** Does this row divide header cells above it, instead of filling them in? */
function divides(index: CellIndex, top: number, row: number): boolean {
  const cells = index.row(row).filter((cell) => cell.row === row);
  const printed = cells.filter((cell) => cell.squeezed !== '');
  if (printed.length === 0 || printed.some((cell) => cell.figure)) return false;
  if (isSerialRow(index, row)) return false;
  const corner = index.at(row, 0);
  const over = index.at(row - 1, 0);
  const divided = corner !== undefined && over !== undefined && over.row >= top && over.colSpan > corner.colSpan;
  if (corner && corner.row === row && corner.squeezed !== '' && !divided) return false;
  if (printed.some((cell) => cell.squeezed.length > 30)) return false;
  return printed.some((cell) => {
    const above = index.at(row - 1, cell.column);
    if (!above || above.row < top) return false;
    if (above.squeezed === '') return true;
    return above.colSpan > cell.colSpan || BRACKET.test(above.squeezed.replace(/[::]$/u, ''));
  });
}

type Stubs = Pick<HeaderShape, 'labelColumns' | 'nameColumn' | 'ordinalColumn' | 'codeColumns' | 'measureColumn'>;

/** Label columns: from the left until the first that holds figures or whose header names one. */
function labels(grid: Grid, index: CellIndex, top: number, headerRows: number, serial: number | undefined): Stubs {
  let ordinalColumn: number | undefined;
  let measureColumn: number | undefined;
  const codeColumns: number[] = [];
  let column = 0;
  for (; column < grid.columns; column++) {
    const header = headerText(index, top, serial ?? headerRows, column);
    const printed = index
      .column(column)
      .filter((cell) => cell.row >= headerRows && cell.column === column && cell.squeezed !== '');
    if (STUB_ORDINAL.test(header)) {
      ordinalColumn = column;
      continue;
    }
    if (
      headerRows > top &&
      STUB_CODES.test(header) &&
      printed.every((cell) => isCode(cell.squeezed) || cell.colSpan > 1 || TOTAL.test(cell.squeezed))
    ) {
      codeColumns.push(column);
      continue;
    }
    if (INDEX_HEADER.test(header)) continue;
    if (column > 0 && STUB_MEASURE.test(header) && printed.length > 0 && printed.every(isUnit)) {
      measureColumn = column;
      continue;
    }
    let texts = 0;
    let figures = 0;
    for (const cell of printed) {
      if (cell.reading.kind === 'number') figures += 1;
      else if (cell.squeezed.length > 1) texts += 1;
    }
    // Amounts from the first column on: one line of figures that nothing labels.
    if (column === 0 && figures > 0 && figures === printed.length && headerRows > top && isAmountHeader(header)) break;
    if (column === 0) continue;
    if (ordinalColumn === column - 1 && column === 1) continue;
    if (codeColumns.includes(column - 1) && texts > 0 && figures === 0) continue;
    if (
      column === 1 &&
      texts > 0 &&
      figures === 0 &&
      stageOf(header) === undefined &&
      beside(index, headerRows, grid.rows) &&
      !/目标|完成/u.test(header)
    )
      continue;
    if (column === 1 && texts > 1 && figures === 0 && NAMES.test(header) && isGrouped(index, headerRows)) continue;
    const named = header !== '' && isHeaderWord(header) && !STUB_PROJECTS.test(header) && !STUB_UNITS.test(header);
    if (named || figures > 0 || texts === 0 || TEXT_COLUMN.test(header)) break;
    if (headerRows === top && column > 1) break;
  }
  const labelColumns = Math.min(column, Math.max(grid.columns - 1, 1));
  const special = new Set([ordinalColumn, measureColumn, ...codeColumns]);
  let nameColumn = labelColumns - 1;
  while (nameColumn > 0 && special.has(nameColumn)) nameColumn -= 1;
  if (special.has(nameColumn)) nameColumn = labelColumns - 1;
  return { labelColumns, nameColumn, ordinalColumn, codeColumns, measureColumn };
}

/** 类别 | 科目 | 金额, each 类别 over several lines: the second column names the lines. */
function isGrouped(index: CellIndex, headerRows: number): boolean {
  return index.column(0).some((cell) => cell.row >= headerRows && cell.rowSpan > 1 && cell.colSpan === 1);
}

const NAMES = /^(?:科目|明细|内容|细目|子项|支出|收入|经济|功能)(?:科目|内容|明细|名称|项目)?$/u;

function isCode(text: string): boolean {
  return /^\d{2,7}$/u.test(text);
}

function isUnit(cell: FormCell): boolean {
  const text = cell.squeezed;
  const unit = unitAt(text, 0);
  return (
    (unit !== undefined && unit.end === text.length) ||
    /^[%㎡\p{Script=Han}]{1,3}(?:[/、][%㎡\p{Script=Han}]{1,3})*$/u.test(text) ||
    BLANKS.has(text)
  );
}

function isAmountHeader(header: string): boolean {
  return BARE_TOTAL.test(header) || conceptOf(header) !== undefined || stageOf(header) !== undefined;
}

/** Does the first column hold nothing but the name of the block, printed beside header and lines? */
function beside(index: CellIndex, headerRows: number, rows: number): boolean {
  const corner = index.at(headerRows - 1, 0);
  return corner !== undefined && headerRows < rows && index.at(headerRows, 0) === corner;
}

const INDEX_HEADER = /^(?:指标|指标名称|绩效指标|[一二三四]级指标|评价内容|考核内容|评价指标|指标内容)$/u;

function headerText(index: CellIndex, top: number, headerRows: number, column: number): string {
  for (let row = headerRows - 1; row >= top; row--) {
    const bare = bareLabel(index.at(row, column)?.text ?? '');
    if (bare !== '') return bare;
  }
  return '';
}
