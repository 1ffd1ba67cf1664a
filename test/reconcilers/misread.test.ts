import { expect, test } from 'vitest';
import { normalize } from '../../normalizers/index.js';
import { assess } from '../../reconcilers/index.js';
import { readString } from '../extractors/text-art.js';

const severities = async (art: string) =>
  assess(normalize(await readString(art.slice(1) + '\n')))
    .findings.filter(({ severity }) => severity !== 'rounding')
    .map(({ rule, severity }) => `${rule} ${severity}`)
    .sort();

const TABLE = `
收入情况（万元）
机构名称     收入合计   财政拨款   其他收入
甲股           30.00      25.00       5.00
乙所           22.00      12.00      10.00
丙站           11.00       9.00       2.00
合计           63.00      46.00      17.00`;

test('one wrong figure in a table whose columns were guessed is a discrepancy', async () => {
  expect(await severities(TABLE.replace('22.00      12', '22.00      14'))).toContain('row-sum discrepancy');
});

test('columns that tie nowhere accuse no one', async () => {
  const mixed = TABLE.replace(/(\d\d\.00) {6}( ?\d+\.00)(?= +\d)/gu, '$2      $1');
  const found = await severities(mixed);
  expect(found).not.toEqual([]);
  expect(found.filter((one) => one.endsWith('discrepancy'))).toEqual([]);
});
