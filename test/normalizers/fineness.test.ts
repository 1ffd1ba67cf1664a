import { expect, test } from 'vitest';
import { fineness } from '../../normalizers/fineness.js';

test.each<{ name: string; decimals: number[]; fine: number[] }>([
  { name: 'trailing zeros are dropped', decimals: [2, 0, 1, 2], fine: [2, 2, 2, 2] },
  { name: 'one finer figure among few is a witness', decimals: [0, 0, 2], fine: [2, 2, 2] },
  { name: 'one finer figure among many is a slip', decimals: [2, 2, 3, 1, 0, 2], fine: [2, 2, 3, 2, 2, 2] },
  { name: 'two finer figures are none', decimals: [2, 3, 3, 1, 0, 2], fine: [3, 3, 3, 3, 3, 3] },
  { name: 'binary floats are no precision', decimals: [2, 16, 1], fine: [2, 2, 2] },
])('$name', ({ decimals, fine }) => {
  expect(fineness(decimals.map((each) => ({ unit: '万元', decimals: each })))).toEqual(fine);
});

test('units do not make each other finer', () => {
  expect(
    fineness([
      { unit: '万元', decimals: 2 },
      { unit: '人', decimals: 0 },
    ]),
  ).toEqual([2, 0]);
});
