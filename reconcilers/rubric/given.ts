import { Decimal } from '../../schemas/index.js';

/** The least and the greatest number of points that a rule, or a part of one, gives over all its readings. */
export type Given = readonly [low: Decimal, high: Decimal];

export const ZERO = new Decimal(0);
export const HUNDRED = new Decimal(100);

export const point = (value: Decimal): Given => [value, value];

export function hull(parts: readonly Given[]): Given {
  return [Decimal.min(...parts.map(([low]) => low)), Decimal.max(...parts.map(([, high]) => high))];
}

export const plus = ([low, high]: Given, [least, most]: Given): Given => [low.plus(least), high.plus(most)];
