import { squeeze, type Line } from '../../schemas/index.js';
import {
  bareLabel,
  conceptOf,
  declaredUnit,
  isBracket,
  LETTERED,
  stageOf,
  unspaced,
  yearOf,
} from '../vocabulary/lookup.js';
import { REFERENCE_COLUMN, TEXT_COLUMN } from '../vocabulary/words.js';
import { settleCarried, valuesOf } from './carried.js';
import { relate } from './column-groups.js';
import { settleRest } from './column-rest.js';
import { nameTotals, nameUnits, qualifies } from './column-names.js';
import type { FormCell, Grid } from './grid.js';
import { indexOf, type CellIndex } from './grid.js';
import { SERIAL, SERIAL_FORMULA, serialOf, type HeaderShape } from './header.js';

/** The columns of a form as lines of a tree: header spans, 其中 brackets, 合计 and 小计, years and stages. */
export function columnLines(grid: Grid, shape: HeaderShape, decided: (label: string) => void): Line[] {
  const index = indexOf(grid);
  const lines: Line[] = [];
  for (let column = 0; column < grid.columns; column++) lines.push(columnLine(grid, index, shape, column));
  joinSpans(lines, grid, shape);
  settleBudgets(lines);
  settleAdjusted(lines, grid, shape);
  const bracketed = relate(lines, index, shape);
  nameTotals(lines);
  const values = valuesOf(grid, shape, 'columns');
  for (const label of settleCarried(lines, values, bracketed)) decided(label);
  settleRest(lines, values);
  nameUnits(lines, shape);
  return lines;
}

function columnLine(grid: Grid, index: CellIndex, shape: HeaderShape, column: number): Line {
  const path: string[] = [];
  const words: string[] = [];
  for (const cell of headerCells(index, shape, column)) {
    const text = unspaced(cell.text);
    if (text === '') continue;
    path.push(text);
    if (!isBracket(text)) words.push(text);
  }
  const label = words.at(-1) ?? '';
  const stub = column < shape.labelColumns;
  const bare = bareLabel(label);
  const line: Line = {
    index: column,
    path,
    label,
    role:
      stub ||
      TEXT_COLUMN.test(bare) ||
      REFERENCE_COLUMN.test(bare) ||
      (label === '' && !hasFigures(grid, index, shape, column))
        ? 'caption'
        : 'figure',
    partOf: null,
  };
  if (line.role === 'caption' && label === '' && !stub) line.role = 'blank';
  if (shape.ordinalColumn === column) line.role = 'serial';
  if (stub) return line;
  const serial = shape.serialRow === undefined ? '' : (index.at(shape.serialRow, column)?.squeezed ?? '');
  const squeezed = squeeze(label);
  const closed = squeezed.endsWith(')');
  const inLabel = closed ? (/\(([^()]{3,20})\)$/u.exec(squeezed)?.[1] ?? '') : '';
  if (SERIAL_FORMULA.test(serial)) {
    line.formula = serial;
    line.serial = serialOf(serial);
  } else if (SERIAL.test(serial)) line.serial = serial.replace(/[()]/gu, '');
  else if (SERIAL_FORMULA.test(inLabel)) {
    line.formula = inLabel;
    line.serial = serialOf(inLabel);
  } else {
    const letter = closed ? /\(([A-Z]|\d)\)$/u.exec(squeezed)?.[1] : undefined;
    const quotient = closed ? /\(([A-Z][/÷][A-Z].*?)\)$/u.exec(squeezed)?.[1] : undefined;
    const bare = LETTERED.exec(squeezed)?.[0] ?? '';
    if (letter) line.serial = letter;
    else if (quotient) line.formula = quotient;
    else if (bare !== '') line.serial = bare[0]!;
    if (bare.length > 1) line.formula = bare;
  }
  if (line.role !== 'figure') return line;
  let qualified = false;
  for (let at = words.length - 1; at >= 0; at--) {
    const text = words[at]!;
    const concept = conceptOf(text);
    if (concept && !line.concept && !qualified) line.concept = concept;
    // 编制数 over 行政 | 事业 | 工勤: what stands under a name is a part of it, and has its unit.
    else if (concept?.startsWith('staff.') && concept !== 'staff.controlRate' && !line.concept) line.unit ??= '人';
    qualified ||= qualifies(text);
    const stage = stageOf(text);
    if (stage && !line.stage) line.stage = stage.stage;
    const year = yearOf(text);
    if (year !== '' && !line.period) line.period = year;
    const unit = declaredUnit(text);
    if (unit !== '' && !line.unit) line.unit = unit;
  }
  // 比上年增减 / %: the share of a change.
  if (line.unit === '%' && line.stage === 'change') line.concept ??= 'rate.change';
  // 比上年增减 / 金额 | 比例
  if (line.concept === 'rate.share' && line.stage === 'change') line.concept = 'rate.change';
  return line;
}

/** The header cells over a column from the top, each once. */
function headerCells(index: CellIndex, shape: HeaderShape, column: number): FormCell[] {
  const cells: FormCell[] = [];
  for (let row = shape.captionRows; row < shape.headerRows; row++) {
    if (row === shape.serialRow) continue;
    const cell = index.at(row, column);
    if (cell && cells.at(-1) !== cell) cells.push(cell);
  }
  return cells;
}

function hasFigures(grid: Grid, index: CellIndex, shape: HeaderShape, column: number): boolean {
  for (let row = shape.headerRows; row < grid.rows; row++) {
    const cell = index.at(row, column);
    if (cell && cell.column === column && cell.figure) return true;
  }
  return false;
}

/** A grid column under the right part of a merged header, in which no figure begins, is no column of its own. */
function joinSpans(lines: Line[], grid: Grid, shape: HeaderShape): void {
  const starts: boolean[] = [];
  for (let at = 0; at < grid.cells.length; at++) {
    const { row, column, figure } = grid.cells[at]!;
    if (figure && row >= shape.headerRows) starts[column] = true;
  }
  for (const line of lines) {
    const left = lines[line.index - 1];
    if (!left || line.role !== 'figure' || starts[line.index]) continue;
    if (left.label === line.label && left.path.join('/') === line.path.join('/')) line.role = 'blank';
  }
}

/**
 * 调整预算数 between 年初预算数 and 决算数 is the budget after its change or the change alone: as comes closer to what
 * was spent, in more of the lines.
 */
function settleAdjusted(lines: Line[], grid: Grid, shape: HeaderShape): void {
  if (lines.some((line) => line.stage === 'adjusted')) return;
  for (const doubtful of lines) {
    if (doubtful.stage !== 'adjustment' || !/^(?:预算)?调整预算/u.test(bareLabel(doubtful.label))) continue;
    const alike = (stage: Line['stage']) =>
      lines.find(
        (line) => line.stage === stage && line.concept === doubtful.concept && line.period === doubtful.period,
      );
    const opening = alike('opening');
    const final = alike('final');
    if (!opening) continue;
    const values = valuesOf(grid, shape, 'columns');
    let whole = 0;
    for (const [row, value] of values.get(doubtful.index) ?? []) {
      const before = values.get(opening.index)?.get(row);
      const spent = final && values.get(final.index)?.get(row);
      if (before === undefined || before.isZero()) continue;
      const target = spent ?? before;
      whole += value.minus(target).abs().lt(value.plus(before).minus(target).abs()) ? 1 : -1;
    }
    if (whole > 0) doubtful.stage = 'adjusted';
  }
}

/** A plain 预算数 beside 执行数 is the adjusted one; beside 决算数 or alone it is as opened. */
function settleBudgets(lines: Line[]): void {
  const executed = lines.some((line) => /执行数|执行率/u.test(line.label));
  const opening = lines.some((line) => line.stage === 'opening' && !stageOf(line.label)?.plain);
  for (const line of lines)
    if (line.stage === 'opening' && stageOf(line.label)?.plain && (executed || opening)) line.stage = 'adjusted';
}
