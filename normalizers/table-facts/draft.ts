import type { Fact, Place, ReportCell } from '../../schemas/index.js';
import { figureReading } from '../doubt.js';
import type { PrintedNumber } from '../number.js';

/** `divides`: a labelled figure that divides a total of unstated stage. */
export type Draft = Omit<Fact, 'id' | 'fineness'> & { cell: ReportCell; divides?: boolean };

type Printed = Pick<Fact, 'text' | 'value' | 'decimals' | 'source' | 'row' | 'column' | 'place'> &
  Partial<Pick<Fact, 'bound' | 'confidence' | 'alternatives'>>;

/** A number as a cell prints it. */
export function printed(cell: ReportCell, number: PrintedNumber, place: Place = cell.place): Printed {
  return {
    text: number.text,
    value: number.value,
    decimals: number.decimals,
    ...(number.bound ? { bound: number.bound } : {}),
    source: 'table',
    row: cell.row,
    column: cell.column,
    place,
    ...figureReading(cell, number.start, number.unitEnd),
  };
}
