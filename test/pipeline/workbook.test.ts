import { expect, test } from 'vitest';
import { workbook } from '../../pipeline/workbook.js';
import type { Sheet, SheetValue } from '../../pipeline/workbook.js';
import { readWorkbook } from './read-workbook.js';

const TEXT = { name: 'text', width: 10, numeric: false };
const NUMBER = { name: 'number', width: 10, numeric: true };

const bytesOf = (...sheets: Sheet[]): Uint8Array => Buffer.concat([...workbook(sheets)]);

test.each<[string, SheetValue, SheetValue]>([
  ['text', '年初预算', '年初预算'],
  ['a formula stays text', '=HYPERLINK("x")', '=HYPERLINK("x")'],
  ['digits of a text column stay text', '0012', '0012'],
  ['markup', '<b> & "c"', '<b> & "c"'],
  ['spaces and line breaks', ' a\r\nb\t', ' a\r\nb\t'],
  ['what XML cannot hold', '\u0000\u0007\uFFFE', '\u0000\u0007\uFFFE'],
  ['what looks like an escape', '_x0041_', '_x0041_'],
  ['half a character', 'a\uD800b', 'a\uFFFDb'],
  ['a character beyond the first plane', '𠮷', '𠮷'],
  ['more than a cell holds', 'x'.repeat(40_000), 'x'.repeat(32_766) + '…'],
])('%s', (_title, value, read) => {
  const rows = readWorkbook(bytesOf({ name: 'a', columns: [TEXT], rows: [[value]] })).get('a');
  expect(rows).toEqual([{ A: 'text' }, { A: read }]);
});

test.each<[string, SheetValue, string | number | undefined]>([
  ['decimal', '1234.50', 1234.5],
  ['negative', '-0.07', -0.07],
  ['integer of the store', 12n, 12],
  ['fifteen digits', '1234567890123.45', 1234567890123.45],
  ['sixteen digits would come back as others', '12345678901234.56', '12345678901234.56'],
  ['zeros in front count for nothing', '0.000000000000012345', 0.000000000000012345],
  ['no number', 'unnamed', 'unnamed'],
  ['nothing', null, undefined],
  ['empty text', '', undefined],
])('number: %s', (_title, value, read) => {
  const rows = readWorkbook(bytesOf({ name: 'a', columns: [TEXT, NUMBER], rows: [['x', value]] })).get('a');
  expect(rows![1]).toEqual({ A: 'x', ...(read !== undefined && { B: read }) });
});

test('columns beyond Z', () => {
  const columns = Array.from({ length: 54 }, (_, at) => ({ ...TEXT, name: String(at) }));
  const [head] = readWorkbook(bytesOf({ name: 'wide', columns, rows: [] })).get('wide')!;
  expect(Object.entries(head!).filter(([letters]) => ['Z', 'AA', 'AZ', 'BB'].includes(letters))).toEqual([
    ['Z', '25'],
    ['AA', '26'],
    ['AZ', '51'],
    ['BB', '53'],
  ]);
});

test.each([
  [0, { a: 1 }],
  [1, { a: 2 }],
  [2, { a: 3 }],
  [6, { a: 3, 'a (2)': 3, 'a (3)': 3 }],
  [7, { a: 3, 'a (2)': 3, 'a (3)': 3, 'a (4)': 2 }],
])('%i rows in sheets of two and a head', (count, lines) => {
  const rows = Array.from({ length: count }, (_, at) => [at]);
  const sheets = [...readWorkbook(Buffer.concat([...workbook([{ name: 'a', columns: [NUMBER], rows }], 3)]))];
  expect(Object.fromEntries(sheets.map(([name, { length }]) => [name, length]))).toEqual(lines);
  expect(sheets.flatMap(([, [, ...below]]) => below.map(({ A }) => [A]))).toEqual(rows);
});

test('rows are let go of where the workbook is not finished', () => {
  let closed = false;
  function* rows(): Generator<SheetValue[]> {
    try {
      for (;;) yield ['0123456789'.repeat(1000)];
    } finally {
      closed = true;
    }
  }
  for (const bytes of workbook([{ name: 'a', columns: [TEXT], rows: rows() }])) if (bytes.length > 0) break;
  expect(closed).toBe(true);
});
