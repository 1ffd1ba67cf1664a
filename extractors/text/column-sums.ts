import { Decimal, squeeze } from '../../schemas/index.js';
import { isFigure, isVoid, type TextCell } from './cells.js';

/** A value in each column but the first; null where nothing is printed. */
export type Values = (Decimal | null)[];

/** One column as the sum of neighbours. */
export interface Sum {
  total: number;
  parts: number[];
}

/** Figures behind the label; undefined where something else stands among them. */
export function valuesOf(cells: readonly TextCell[]): Values | undefined {
  const values: Values = [];
  for (const { text } of cells.slice(1)) {
    const printed = squeeze(text).replace(/[,，%％万元亿分个人]/gu, '');
    if (/^[-+−]?\d+(?:\.\d+)?$/.test(printed) && isFigure(text)) values.push(new Decimal(printed.replace('−', '-')));
    else if (isVoid(text)) values.push(null);
    else return undefined;
  }
  return values;
}

/** The values of a row on `width` columns, where `columns` are those of its cells. */
export function spreadValues(values: Values, columns: readonly number[], width: number): Values {
  const all: Values = Array.from({ length: width - 1 }, () => null);
  columns.forEach((column, at) => (all[column - 1] = values[at]!));
  return all;
}

/** Sums that hold in every complete row, or such a share of them, and say something in two of them at least. */
export function sumsOf(rows: readonly Values[], width: number, share = 1): Sum[] {
  if (rows.length < 2 || width < 4) return [];
  return sumsAmong(width).filter((sum) => {
    const telling = rows.filter((row) => tells(sum, row));
    if (telling.length < 2) return false;
    if (share === 1) return rows.every((row) => holds(sum, row));
    return telling.filter((row) => holds(sum, row)).length >= Math.max(2, share * telling.length);
  });
}

/** Every column as the sum of two neighbours or more, of which it is none. */
export function sumsAmong(width: number): Sum[] {
  const found: Sum[] = [];
  const columns = width - 1;
  for (let total = 0; total < columns; total++) {
    for (let from = 0; from < columns; from++) {
      for (let to = from + 1; to < columns; to++) {
        if (total >= from && total <= to) continue;
        found.push({ total, parts: Array.from({ length: to - from + 1 }, (_, at) => from + at) });
      }
    }
  }
  return found;
}

/** Whether a row has the total and several of its parts. */
export function tells({ total, parts }: Sum, row: Values): boolean {
  return Boolean(row[total]) && parts.filter((column) => row[column]).length > 1;
}

export function holds({ total, parts }: Sum, row: Values): boolean {
  let sum = new Decimal(0);
  for (const column of parts) sum = sum.plus(row[column] ?? 0);
  const places = Math.max(0, ...row.map((value) => value?.decimalPlaces() ?? 0));
  return sum
    .minus(row[total] ?? 0)
    .abs()
    .lte(roundingOf(parts.length, places));
}

/** What the sum of so many printed parts may differ from its total. */
export function roundingOf(parts: number, places: number): Decimal {
  return new Decimal(10)
    .pow(-places)
    .times(parts + 1)
    .div(2);
}
