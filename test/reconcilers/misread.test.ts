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

/** Totals of three units, and with them that of all, are more than their parts; all columns add up. */
const THREE_WRONG = `
支出和结余情况（万元）
机构名称     支出合计         其中：          当年结余
                        基本支出   项目支出
甲股           30.10      25.00       5.00
乙所           22.20      12.00      10.00
丙站           11.00       9.00       2.00
丁队           41.00      31.00      10.00        0.30
戊馆           17.00      12.00       5.00
己院           64.40      50.00      14.00
庚中心         33.00      21.00      12.00
辛校           25.00      20.00       5.00
壬苑           19.00      14.00       5.00
癸园           12.00       9.00       3.00
子库           13.00      11.00       2.00
丑场           14.00      10.00       4.00
合计          301.70     224.00      77.00        0.30`;

const rowSums = async (art: string) => (await severities(art)).filter((one) => one.startsWith('row-sum'));

test('three rows that do not add up where all columns do are the fault of the report', async () => {
  expect(await rowSums(THREE_WRONG)).toEqual(Array(4).fill('row-sum discrepancy'));
});

test('nobody is accused of rows that are off by what is printed beside them', async () => {
  const printed = THREE_WRONG.replace('25.00       5.00', '25.00       5.00        0.10')
    .replace('12.00      10.00', '12.00      10.00        0.20')
    .replace('50.00      14.00', '50.00      14.00        0.40')
    .replace('77.00        0.30', '77.00        1.00');
  expect((await rowSums(printed)).slice(0, 3)).toEqual(Array(3).fill('row-sum suspicious'));
});

test('nor where a column does not add up either', async () => {
  const moved = THREE_WRONG.replace('41.00      31.00      10.00', '41.00      13.00      28.00');
  expect(await rowSums(moved)).toEqual(Array(4).fill('row-sum suspicious'));
});

test('nor of rows of which one lacks what another has too much: a figure read into the row below', async () => {
  const moved = THREE_WRONG.replace('30.10      25.00       5.00', '30.00      25.00       9.00')
    .replace('22.20      12.00      10.00', '22.00      12.00       6.00')
    .replace('64.40', '64.00')
    .replace('301.70', '301.00');
  expect(await rowSums(moved)).toEqual(Array(2).fill('row-sum suspicious'));
});
