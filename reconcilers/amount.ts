import { Decimal, once, type Fact } from '../schemas/index.js';
import { measureOf, ONE, type Measure } from './unit.js';

export type FactLookup = (id: string) => Fact | undefined;

/** A fact as formulas take it, read once for all relations that it takes part in. */
export interface Amount {
  fact: Fact;
  value: Decimal;
  /** Of the unit that is printed with it. */
  measure: Measure;
  isMoney: boolean;
  /** Counted and not rounded: 9件 of 10件 are 90%, and nothing near it; a weight of 4 is no 4.2. */
  isCounted: boolean;
  /** A number of its own, that seldom adds up to that of others by chance. */
  mark: number;
}

/** The amounts of a report's facts by id. */
export const amountsOf: (lookup: FactLookup) => (id: string) => Amount | undefined = once((lookup) => {
  const known = new Map<string, Amount>();
  return (id) => {
    const there = known.get(id);
    if (there) return there;
    const fact = lookup(id);
    if (!fact) return undefined;
    const amount = read(fact, scattered(known.size + 1));
    known.set(id, amount);
    return amount;
  };
});

function read(fact: Fact, mark: number): Amount {
  const { unit, stage, decimals } = fact;
  const measure = measureOf(unit);
  const { dimension, factor } = measure;
  return {
    fact,
    value: new Decimal(fact.value),
    measure,
    isMoney: dimension === 'money',
    isCounted: (dimension === 'count' && decimals === 0 && factor.eq(ONE)) || (unit === '分' && stage === 'target'),
    mark,
  };
}

function scattered(ordinal: number): number {
  return (Math.imul(ordinal, 0x9e3779b1) ^ Math.imul(ordinal * ordinal, 0x85ebca6b)) >>> 10;
}
