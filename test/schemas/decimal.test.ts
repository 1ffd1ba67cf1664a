import { Decimal as Peer } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, decimalText } from '../../schemas/index.js';

const Oracle = Peer.clone({ precision: 60, rounding: Peer.ROUND_HALF_UP, toExpNeg: -1000, toExpPos: 1000 });

/** Amounts as they are printed, with more digits than a double holds, and with more than are kept. */
const text = fc
  .tuple(fc.boolean(), fc.oneof(...[5n, 15n, 17n, 70n].map((digits) => fc.bigInt(1n, 10n ** digits))), fc.nat(20))
  .map(([negative, units, places]) => {
    const digits = units.toString().padStart(places + 1, '0');
    const point = digits.length - places;
    return `${negative ? '-' : ''}${digits.slice(0, point)}${places > 0 ? `.${digits.slice(point)}` : ''}`;
  });

describe('arithmetic is that of decimal.js', () => {
  it.each(['plus', 'minus', 'times', 'div'] as const)('%s', (operation) => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 25 }), (a, b, places) => {
        const own = new Decimal(a)[operation](b);
        const peer = new Oracle(a)[operation](b);
        expect(own.toFixed()).toBe(peer.isZero() ? '0' : peer.toFixed());
        expect(own.decimalPlaces()).toBe(peer.decimalPlaces());
        if (peer.isZero()) return;
        expect(own.toFixed(places)).toBe(peer.toFixed(places));
        expect(own.toSignificantDigits(places).toFixed()).toBe(peer.toSignificantDigits(places).toFixed());
        expect(own.floor().toFixed()).toBe(decimalText(new Decimal(peer.floor().toFixed())));
        expect(own.ceil().toFixed()).toBe(decimalText(new Decimal(peer.ceil().toFixed())));
      }),
      { numRuns: 500 },
    );
  });

  it('compares', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(new Decimal(a).cmp(b))).toBe(new Oracle(a).cmp(b));
        expect(new Decimal(a).eq(b)).toBe(new Oracle(a).eq(b));
      }),
      { numRuns: 500 },
    );
  });
});

describe('text', () => {
  it.each([
    ['0012.500', '12.5'],
    ['-0.00', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['+7', '7'],
    ['-1.50e-3', '-0.0015'],
    ['4.9406564584124654e-5', '0.000049406564584124654'],
    ['12345678901234567890.10', '12345678901234567890.1'],
    ['1e20', '100000000000000000000'],
    ['1e999999999', 'Infinity'],
    ['1e-999999999', '0'],
  ])('%s is %s', (printed, canonical) => {
    expect(new Decimal(printed).toFixed()).toBe(canonical);
  });

  it.each(['', '-', '.', '1,250', '0x10', ' 1', '1e', '--1'])('“%s” is no number', (printed) => {
    expect(() => new Decimal(printed)).toThrow(RangeError);
  });

  it.each([
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['-0.001', 2, '-0.00'],
    ['7', 2, '7.00'],
    ['99.995', 2, '100.00'],
    ['0.05', 0, '0'],
  ])('%s to %i places is %s', (value, places, printed) => {
    expect(new Decimal(value).toFixed(places)).toBe(printed);
  });
});

it('holds one value in one way', () => {
  expect(new Decimal('0.1').plus('0.2')).toEqual(new Decimal('0.30'));
  expect(new Decimal('1e30').minus('1e30').plus(1)).toEqual(new Decimal(1));
  expect(new Decimal(5).minus(5).neg()).toEqual(new Decimal(0));
});

it('goes on after a quotient by nought, and calls it neither less nor more', () => {
  const infinite = new Decimal(1).div(0);
  const none = new Decimal(0).div(0);
  expect([infinite.gt('1e50'), infinite.plus('1e30').toFixed(), infinite.isInteger()]).toEqual([
    true,
    'Infinity',
    false,
  ]);
  expect([none.lte(0), none.gt(0), none.eq(none)]).toEqual([false, false, false]);
});
