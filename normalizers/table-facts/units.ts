import type { Concept, Line, ReportTable } from '../../schemas/index.js';
import { readCell } from '../cell.js';
import { unitNamed, type PrintedNumber } from '../number.js';
import { bareLabel } from '../vocabulary/lookup.js';
import { RATE_COLUMN, SCORE_COLUMN } from '../vocabulary/words.js';

/** The cell's own unit, its column's, its line's, its form's; bare percentages in a column of rates are percent. */
export function unitOf(
  table: ReportTable,
  row: Line,
  column: Line,
  number: PrintedNumber,
  ratios: ReadonlySet<number>,
): string {
  if (number.unit !== '') return number.unit;
  const bare = bareLabel(column.label);
  if (RATE_COLUMN.test(bare) || column.concept?.startsWith('rate.') || column.unit === '%')
    return ratios.has(column.index) ? '' : '%';
  if (SCORE_COLUMN.test(bare)) return '分';
  if (column.unit) return column.unit;
  if (row.unit) return row.unit;
  if (/人数|编制/u.test(bare) || row.concept === 'staff.authorized' || row.concept === 'staff.actual') return '人';
  return /(?:数量|个数|次数|面积|规模)$/u.test(bare) && unitNamed(table.unit)?.family === 'money' ? '' : table.unit;
}

/** Columns of rates that print ratios (0.98) and not percentages: no percent sign, nothing beyond 1.5. */
export function ratioColumns(table: ReportTable): Set<number> {
  const ratios = new Set<number>();
  const printed = new Map<number, PrintedNumber[]>(table.columns.map((column) => [column.index, []]));
  for (const cell of table.cells) {
    const reading = readCell(cell.text);
    if (cell.row >= table.headerRows && reading.kind === 'number') printed.get(cell.column)?.push(reading.number);
  }
  for (const column of table.columns) {
    const numbers = printed.get(column.index) ?? [];
    if (numbers.length > 0 && numbers.every((number) => number.unit === '' && /^-?[01](?:\.|$)/u.test(number.value)))
      ratios.add(column.index);
  }
  return ratios;
}

/** 公务用车 | 辆 | 6: what is named after money but counted in pieces is another quantity. */
export function fitsUnit(concept: Concept, unit: string): boolean {
  const family = unitNamed(unit)?.family;
  const counted = family === 'head' || family === 'count' || family === 'measure';
  return !counted || !/^(?:income|expenditure|threePublic|assets|procurement|balance|budget)\./u.test(concept);
}
