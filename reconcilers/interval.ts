import { Decimal } from '../schemas/index.js';

/** The closed set of values that a figure can stand for, low ≤ high. Exact: both ends are decimals. */
export interface Interval {
  low: Decimal;
  high: Decimal;
}

/**
 * What the printing of a figure leaves open: mostly as much on both sides of the value (the greatest distance). A
 * product, a quotient or an absolute value may bend it to an interval.
 */
export type Spread = Decimal | Interval;

/** Asked of the shape: `instanceof` is ten times as dear, and each figure of each relation is asked. */
export function isBent(spread: Spread): spread is Interval {
  return 'low' in spread;
}

export type Rounding = 'nearest' | 'nearestOrTruncated';

/**
 * Spreadsheets print what was a binary float (0.0900000762939453): beyond six decimals such digits are noise, and the
 * figure stands for a wider interval than its length pretends.
 */
const MOST_DECIMALS = 6;

const HALVES = Array.from({ length: MOST_DECIMALS + 1 }, (_, places) => new Decimal(10).pow(-places).div(2));

/** Half of the unit in the last place that a figure is printed to. */
export function halfUnit(fineness: number): Decimal {
  return HALVES[fineness > MOST_DECIMALS ? MOST_DECIMALS : fineness] ?? new Decimal(10).pow(-fineness).div(2);
}

/** value ± half unit; with truncation allowed also what lies further from zero, up to a whole unit. */
export function printed(value: Decimal, fineness: number, rounding: Rounding = 'nearest'): Interval {
  const half = halfUnit(fineness);
  const cut = rounding === 'nearest' ? half : half.times(2);
  return value.isNegative() && !value.isZero()
    ? { low: value.minus(cut), high: value.plus(half) }
    : { low: value.minus(half), high: value.plus(cut) };
}

/** value − slack to value + slack. */
export function around(value: Decimal, slack: Decimal): Interval {
  return { low: value.minus(slack), high: value.plus(slack) };
}

export function plus(a: Interval, b: Interval): Interval {
  return { low: a.low.plus(b.low), high: a.high.plus(b.high) };
}

export function minus(a: Interval, b: Interval): Interval {
  return { low: a.low.minus(b.high), high: a.high.minus(b.low) };
}

export function times(a: Interval, b: Interval): Interval {
  if (!a.low.isNegative() && !b.low.isNegative()) return { low: a.low.times(b.low), high: a.high.times(b.high) };
  return hull([a.low.times(b.low), a.low.times(b.high), a.high.times(b.low), a.high.times(b.high)]);
}

/** a / b, or null where b may be zero. */
export function over(a: Interval, b: Interval): Interval | null {
  if (b.low.lte(0) && b.high.gte(0)) return null;
  // Of figures above nought it is known which quotients are the least and the greatest.
  if (!a.low.isNegative() && !b.low.isNegative()) return { low: a.low.div(b.high), high: a.high.div(b.low) };
  return hull([a.low.div(b.low), a.low.div(b.high), a.high.div(b.low), a.high.div(b.high)]);
}

export function absolute(a: Interval): Interval {
  if (a.low.gte(0)) return a;
  if (a.high.lte(0)) return { low: a.high.neg(), high: a.low.neg() };
  return { low: new Decimal(0), high: Decimal.max(a.low.neg(), a.high) };
}

export function scale(a: Interval, factor: Decimal): Interval {
  const [low, high] = [a.low.times(factor), a.high.times(factor)];
  return factor.isNegative() ? { low: high, high: low } : { low, high };
}

export function meet(a: Interval, b: Interval): boolean {
  return a.low.lte(b.high) && b.low.lte(a.high);
}

function hull([first, ...others]: [Decimal, ...Decimal[]]): Interval {
  let [low, high] = [first, first];
  for (const end of others) {
    if (end.lt(low)) low = end;
    if (end.gt(high)) high = end;
  }
  return { low, high };
}
