import { expect, test } from 'vitest';
import { findForms } from '../../../normalizers/forms/index.js';
import { identify } from '../../../normalizers/identity.js';
import { readString } from '../../extractors/text-art.js';

const INCOME = `
年度收入情况（万元）
机构名称      收入总计      财政拨款      其他收入
甲局          390.00        380.00        10.00
乙站          180.00        150.00        30.00
合计          570.00        530.00        40.00`;
const ASSETS = `
机构名称            固定资产总额              在用固定资产
合计                      24.00                     20.00
甲局                      15.00                     12.00
乙站                       9.00                      8.00`;

async function unitsOf(text: string): Promise<string[]> {
  const raw = await readString(text.trimStart() + '\n');
  return findForms(raw, identify(raw)).tables.map(({ unit }) => unit);
}

test('forms below one another in one table of a text have the unit above the first', async () => {
  expect(await unitsOf(INCOME + ASSETS)).toEqual(['万元', '万元']);
});

test('a form below a sentence or title has its own unit, or none', async () => {
  expect(await unitsOf(`${INCOME}\n二、资产情况${ASSETS}`)).toEqual(['万元', '']);
  expect(await unitsOf(`${INCOME}\n资产情况（元）${ASSETS}`)).toEqual(['万元', '元']);
});
