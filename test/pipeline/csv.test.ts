import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataLines, headerLine, neutralize } from '../../pipeline/csv.js';
import type { DatasetField } from '../../pipeline/dataset.js';

const both = { zh: '', en: '' };
const FIELDS: DatasetField[] = [
  { name: 'text', type: 'string', title: both, description: both },
  { name: 'amount', type: 'number', title: both, description: both },
];

test.each([
  ['=1+2', "'=1+2"],
  ['+86 地址', "'+86 地址"],
  ['-', "'-"],
  ['——', '——'],
  ['@name', "'@name"],
  ['\tx', "'\tx"],
  ['\rx', "'\rx"],
  ['＝1+2', "'＝1+2"],
  ['-12.5', '-12.5'],
  ['-1,234.50', '-1,234.50'],
  ['-3.2%', '-3.2%'],
  ['-2+3', "'-2+3"],
  ['收入=支出', '收入=支出'],
  ['', ''],
])('neutralize %j', (text, safe) => {
  expect(neutralize(text)).toBe(safe);
});

test('rows are RFC 4180, and signed numbers stay numbers', () => {
  expect(headerLine(FIELDS)).toBe('text,amount\r\n');
  expect(
    dataLines(FIELDS, [
      ['a,"b"', '-12.5'],
      ['两\n行', null],
      ['=SUM(A1)', 7n],
    ]),
  ).toBe('"a,""b""",-12.5\r\n"两\n行",\r\n\'=SUM(A1),7\r\n');
});

test('a reader gets back every text, but for the apostrophe', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
      const csv =
        headerLine(FIELDS) +
        dataLines(
          FIELDS,
          texts.map((text) => [text, '1']),
        );
      const rows: string[][] = parse(csv, { record_delimiter: '\r\n' });
      expect(rows.slice(1).map(([text]) => text)).toEqual(texts.map(neutralize));
    }),
  );
});
