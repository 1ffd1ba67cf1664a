import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fenOf, milliOf } from '../../pipeline/money.js';
import { Decimal } from '../../schemas/index.js';

test.each([
  ['1', '元', '100'],
  ['0.01', '元', '1'],
  ['0.001', '元', null],
  ['12.34', '万元', '12340000'],
  ['0.000001', '万元', '1'],
  ['-3.5', '万', '-3500000'],
  ['1.2', '亿元', '12000000000'],
  ['0', '万元', '0'],
  ['99999999999999', '亿元', null],
  ['98', '%', null],
  ['5', '分', null],
  ['7', '', null],
])('%s %s is %s fen', (value, unit, fen) => {
  expect(fenOf(value, unit)).toBe(fen);
});

test.each([
  ['9.5', '9500'],
  ['0.125', '125'],
  ['0.1234', null],
  [null, null],
])('%s points are %s thousandths', (points, milli) => {
  expect(milliOf(points)).toBe(milli);
});

test('where there is an amount in fen, it is the same amount', () => {
  const units: [string, string][] = [
    ['元', '0.01'],
    ['千元', '0.00001'],
    ['万元', '0.000001'],
    ['亿元', '0.0000000001'],
  ];
  const digits = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
  fc.assert(
    fc.property(digits, fc.nat({ max: 12 }), fc.constantFrom(...units), (whole, places, [unit, fen]) => {
      const value = new Decimal(`${whole}e-${places}`).toFixed();
      const stored = fenOf(value, unit);
      const exact = new Decimal(value).div(fen);
      const fits = exact.isInteger() && exact.abs().lte('9223372036854775807');
      expect(stored === null ? null : new Decimal(stored).times(fen).toFixed()).toBe(fits ? value : null);
    }),
  );
});
