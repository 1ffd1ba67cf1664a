import { expect, it } from 'vitest';
import { slip } from '../../reconcilers/slips.js';
import { Decimal } from '../../schemas/index.js';

it.each([
  ['1096.25', '1069.25', 'transposed'],
  ['12.3', '13.2', 'transposed'],
  ['592.25', '592.85', 'wrongDigit'],
  ['92.5', '921.5', 'droppedDigit'],
  ['1122.5', '122.5', 'doubledDigit'],
  ['12345', '123.45', 'shiftedPoint'],
  ['5.07', '50700', 'unit'],
  ['-41.17', '41.17', 'sign'],
  ['592.25', '591.88', null],
  ['10', '9.89', null],
  ['0', '12', null],
])('%s for %s: %s', (wrong, right, kind) => {
  expect(slip(new Decimal(wrong), new Decimal(right), 2)?.kind ?? null).toBe(kind);
});
