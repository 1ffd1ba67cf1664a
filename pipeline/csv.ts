import { stringify } from 'csv-stringify/sync';
import type { DatasetField } from './dataset.js';

export const BOM = '\uFEFF';

/** A decimal, grouped or not, signed or not, a percentage or not: text that a spreadsheet reads as what it says. */
const PLAIN_NUMBER = /^[+-]?[\d,]*\d(\.\d+)?%?$/;
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection). Signed numbers
 * stay as they are.
 */
export function neutralize(text: string): string {
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

export function headerLine(fields: readonly DatasetField[]): string {
  return csvLines([fields.map(({ name }) => name)]);
}

export type SqlValue = string | bigint | number | null;

/** Rows as RFC 4180: CRLF, quotes where needed and doubled inside. Null is the empty field. */
export function dataLines(fields: readonly DatasetField[], rows: readonly (readonly SqlValue[])[]): string {
  return csvLines(
    rows.map((row) =>
      fields.map(({ type }, index) => {
        const value = row[index];
        if (value === null || value === undefined) return '';
        const text = String(value);
        return type === 'string' ? neutralize(text) : text;
      }),
    ),
  );
}

function csvLines(rows: string[][]): string {
  return stringify(rows, { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}
