import type { Fact, Place, ReportCell, ReportTable } from '../../schemas/index.js';
import { figureReading } from '../doubt.js';
import type { PrintedNumber } from '../number.js';

/** A fact of a table before it is numbered, and the cell that prints it. */
export interface Draft {
  fact: Omit<Fact, 'id'>;
  cell: ReportCell;
  /** A labelled figure that divides a total of unstated stage. */
  divides: boolean;
}

type About = Pick<Fact, 'concept' | 'label' | 'subject' | 'period' | 'stage'>;

/** A number as a cell prints it, and what it is; how fine its table prints is told later. */
export function draft(
  table: ReportTable,
  cell: ReportCell,
  number: PrintedNumber,
  { concept, label, subject, period, stage }: About,
  unit: string,
  place: Place = cell.place,
): Draft {
  const fact: Omit<Fact, 'id'> = {
    concept,
    label,
    subject,
    period,
    stage,
    text: number.text,
    value: number.value,
    unit,
    decimals: number.decimals,
    fineness: number.decimals,
    source: 'table',
    table: table.id,
    row: cell.row,
    column: cell.column,
    place,
  };
  if (number.bound) fact.bound = number.bound;
  if (cell.confidence !== undefined || cell.alternatives)
    Object.assign(fact, figureReading(cell, number.start, number.unitEnd));
  return { fact, cell, divides: false };
}
