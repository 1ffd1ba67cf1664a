import type { Concept, Line, ReportTable } from '../../schemas/index.js';
import { readCell } from '../cell.js';
import { unitNamed, type PrintedNumber } from '../number.js';
import { bareLabel } from '../vocabulary/lookup.js';
import { RATE_COLUMN, SCORE_COLUMN } from '../vocabulary/words.js';

/** The cell's own unit, its column's, its line's, its form's; bare percentages in a column of rates are percent. */
export function units(table: ReportTable): (row: Line, column: Line, number: PrintedNumber) => string {
  let ratios: ReadonlySet<number> | undefined;
  const printsRatios = ({ index }: Line): boolean => (ratios ??= ratioColumns(table)).has(index);
  const money = unitNamed(table.unit)?.family === 'money';
  const known: { fixed: string | undefined; heads: boolean; counted: boolean }[] = [];
  return (row, column, number) => {
    if (number.unit !== '') return number.unit;
    const { fixed, heads, counted } = (known[column.index] ??= columnUnit(column, printsRatios));
    if (fixed !== undefined) return fixed;
    if (row.unit) return row.unit;
    if (heads || row.concept === 'staff.authorized' || row.concept === 'staff.actual') return '人';
    return counted && money ? '' : table.unit;
  };
}

function columnUnit(
  column: Line,
  printsRatios: (column: Line) => boolean,
): { fixed: string | undefined; heads: boolean; counted: boolean } {
  const bare = bareLabel(column.label);
  const rate = RATE_COLUMN.test(bare) || column.concept?.startsWith('rate.') || column.unit === '%';
  // 户数, 场次数: what is counted by its measure word.
  const word = column.unit ? undefined : COUNTED_BY.exec(bare)?.[1];
  const of = word === undefined ? undefined : unitNamed(word);
  const measure = of?.family === 'count' || of?.family === 'head' || of?.family === 'measure' ? of.unit : undefined;
  const fixed = rate ? (printsRatios(column) ? '' : '%') : SCORE_COLUMN.test(bare) ? '分' : column.unit || measure;
  return {
    fixed,
    heads: /人数|编制/u.test(bare),
    counted: /(?:数量|个数|次数|面积|规模|(?<![本上当下\d])[月天]数|课时|学时|频次|里程|长度)$/u.test(bare),
  };
}

const COUNTED_BY = /^(?![本上当下同])\p{Script=Han}{0,6}([户件家台辆处所座套场批次])数$/u;

/** Columns of rates that print ratios (0.98) and not percentages: no percent sign, nothing beyond 1.5. */
function ratioColumns(table: ReportTable): Set<number> {
  const ratios = new Set<number>();
  const others = new Set<number>();
  for (const { row, column, text } of table.cells) {
    if (row < table.headerRows || others.has(column)) continue;
    const reading = readCell(text);
    if (reading.kind !== 'number') continue;
    const { unit, value } = reading.number;
    (unit === '' && /^-?[01](?:\.|$)/u.test(value) ? ratios : others).add(column);
  }
  for (const column of others) ratios.delete(column);
  return ratios;
}

/** 公务用车 | 辆 | 6: what is named after money but counted in pieces is another quantity. */
export function fitsUnit(concept: Concept, unit: string): boolean {
  const family = unitNamed(unit)?.family;
  const counted = family === 'head' || family === 'count' || family === 'measure';
  return !counted || !MONEY.test(concept);
}

/** What a percentage in its line is no figure of, but the change or the share of one. */
export function isAmount(concept: Concept): boolean {
  return concept === 'unnamed' || MONEY.test(concept);
}

const MONEY = /^(?:income|expenditure|threePublic|assets|procurement|balance|budget)\./u;
