import { Decimal, type Expression, type Fact } from '../schemas/index.js';
import { absolute, around, halfUnit, minus, over, plus, scale, times, type Interval } from './interval.js';
import { measureOf, ONE } from './unit.js';

export type FactLookup = (id: string) => Fact | undefined;

export function fact(of: Fact | string): Expression {
  return { op: 'fact', fact: typeof of === 'string' ? of : of.id };
}

export function sum(facts: readonly (Fact | string)[]): Expression {
  const [only] = facts;
  return facts.length === 1 && only !== undefined ? fact(only) : { op: 'add', terms: facts.map(fact) };
}

export function difference(left: Fact | string, right: Fact | string): Expression {
  return { op: 'subtract', left: fact(left), right: fact(right) };
}

export function quotient(left: Fact | string, right: Fact | string): Expression {
  return { op: 'divide', left: fact(left), right: fact(right) };
}

/** Ids of the facts in it, in the order in which they are written, each once. */
export function factsOf(expression: Expression, found: string[] = []): string[] {
  if (expression.op === 'fact') {
    found.push(expression.fact);
  } else if (expression.op === 'add') {
    for (const term of expression.terms) factsOf(term, found);
  } else if (expression.op === 'absolute') {
    factsOf(expression.of, found);
  } else if (expression.op !== 'constant') {
    factsOf(expression.left, found);
    factsOf(expression.right, found);
  }
  return found;
}

/** Does it multiply or divide? Then it is a rate, or something taken by a rate, and truncation passes as rounding. */
export function isRate(expression: Expression): boolean {
  if (expression.op === 'divide' || expression.op === 'multiply') return true;
  if (expression.op === 'add') return expression.terms.some(isRate);
  if (expression.op === 'subtract') return isRate(expression.left) || isRate(expression.right);
  return expression.op === 'absolute' && isRate(expression.of);
}

/** Is it a sum or a difference of facts? */
export function isLinear(expression: Expression): boolean {
  switch (expression.op) {
    case 'fact':
      return true;
    case 'add':
      return expression.terms.every(isLinear);
    case 'subtract':
      return isLinear(expression.left) && isLinear(expression.right);
    default:
      return false;
  }
}

/** The coefficient of each fact in a linear formula; null where it is not linear or has a constant. */
export function linearForm(expression: Expression): Map<string, number> | null {
  const form = new Map<string, number>();
  return gather(expression, 1, form) ? form : null;
}

function gather(expression: Expression, sign: number, form: Map<string, number>): boolean {
  switch (expression.op) {
    case 'fact':
      form.set(expression.fact, (form.get(expression.fact) ?? 0) + sign);
      return true;
    case 'add':
      return expression.terms.every((term) => gather(term, sign, form));
    case 'subtract':
      return gather(expression.left, sign, form) && gather(expression.right, -sign, form);
    default:
      return false;
  }
}

/**
 * A value with what its printing leaves open, and what it measures. Mostly that lies evenly on both sides of the value
 * (a decimal, the greatest distance); a product, a quotient or an absolute value may bend it to an interval.
 */
export interface Quantity {
  exact: Decimal;
  spread: Decimal | Interval;
  dimension: string;
}

export interface Reading {
  lookup: FactLookup;
  /** Unit that figures without a printed unit are in. */
  unit: string;
  /** How many base units (元, 人 …) the unit of the result has. Only sums may be taken in another unit than the base. */
  per: Decimal;
  /** How fine a figure is: as its column, or as it is printed itself. */
  fineness: 'column' | 'own';
  /** Figures in sentences are no coarser than this. */
  finest: number;
}

/** Values to take instead of the printed ones, in the fact's own unit: how a repair is tried out. */
export type Instead = ReadonlyMap<string, Decimal> | undefined;

/** To how many decimals the figure is taken to be printed. */
export function finenessOf(of: Fact, { fineness, finest }: Reading): number {
  if (fineness === 'own') return of.decimals;
  return of.source === 'prose' && finest > of.fineness && isAmount(of) ? finest : of.fineness;
}

function isAmount({ unit }: Fact): boolean {
  const { dimension } = measureOf(unit);
  return dimension === 'money' || dimension === 'plain';
}

/** Everything that the quantity may be. */
export function rangeOf({ exact, spread }: Pick<Quantity, 'exact' | 'spread'>): Interval {
  return spread instanceof Decimal ? around(exact, spread) : spread;
}

/** The same in a unit of which `by` make one. */
export function rescaled(quantity: Quantity, by: Decimal): Quantity {
  if (by.eq(ONE)) return quantity;
  const { exact, spread, dimension } = quantity;
  return {
    exact: exact.times(by),
    spread: spread instanceof Decimal ? spread.times(by) : scale(spread, by),
    dimension,
  };
}

/** What dimension a fact has among others. */
export function dimensionOf(of: Fact, unit: string): string {
  const { dimension } = measureOf(of.unit);
  return dimension === 'plain' ? measureOf(unit).dimension : dimension;
}

/** The formula's value; null where a fact is missing, a divisor may be zero, or apples are added to pears. */
export function evaluate(expression: Expression, reading: Reading, instead?: Instead): Quantity | null {
  switch (expression.op) {
    case 'fact': {
      const found = reading.lookup(expression.fact);
      return found ? quantityOf(found, reading, instead) : null;
    }
    case 'constant':
      return { exact: new Decimal(expression.value), spread: ZERO, dimension: 'plain' };
    case 'add': {
      let total: Quantity | null = null;
      for (const term of expression.terms) {
        const next = evaluate(term, reading, instead);
        if (!next) return null;
        if (!total) total = next;
        else if (!add(total, next)) return null;
      }
      return total;
    }
    case 'absolute': {
      const of = evaluate(expression.of, reading, instead);
      return of && sizeOf(of);
    }
    default: {
      const left = evaluate(expression.left, reading, instead);
      if (!left) return null;
      // What money is multiplied by is a number where no unit is printed, and no money.
      const numbers = expression.op === 'multiply' && left.dimension === 'money' && reading.unit !== '';
      const right = evaluate(expression.right, numbers ? { ...reading, unit: '' } : reading, instead);
      if (!right) return null;
      if (expression.op === 'subtract') return subtract(left, right);
      if (expression.op === 'multiply') return multiply(left, right);
      return divide(left, right);
    }
  }
}

const ZERO = new Decimal(0);

function quantityOf(of: Fact, reading: Reading, instead: Instead): Quantity {
  const own = measureOf(of.unit);
  const { factor, dimension } = own.dimension === 'plain' ? measureOf(reading.unit) : own;
  const exact = instead?.get(of.id) ?? new Decimal(of.value);
  // Persons and things are counted, not rounded: 9件 of 10件 are 90%, and nothing near it.
  const counted =
    (own.dimension === 'count' && own.factor.eq(ONE) && of.decimals === 0) ||
    // A weight of 4 is no 4.2.
    (of.unit === '分' && of.stage === 'target');
  const quantity = { exact, spread: counted ? ZERO : halfUnit(finenessOf(of, reading)), dimension };
  return factor === reading.per ? quantity : rescaled(quantity, factor.div(reading.per));
}

/** A linear formula's value as it changes when one of its figures does: all others need not be added up again. */
export function moved(of: Quantity, fact: Fact, coefficient: number, value: Decimal, reading: Reading): Quantity {
  const own = measureOf(fact.unit);
  const { factor } = own.dimension === 'plain' ? measureOf(reading.unit) : own;
  const change = value.minus(fact.value).times(coefficient);
  const exact = of.exact.plus(factor === reading.per ? change : change.times(factor).div(reading.per));
  return { ...of, exact };
}

/** Adds to a quantity that nobody else holds; false where apples are added to pears. */
function add(to: Quantity, next: Quantity): boolean {
  const dimension = shared(to.dimension, next.dimension);
  if (dimension === null) return false;
  to.spread =
    to.spread instanceof Decimal && next.spread instanceof Decimal
      ? to.spread.plus(next.spread)
      : plus(rangeOf(to), rangeOf(next));
  to.exact = to.exact.plus(next.exact);
  to.dimension = dimension;
  return true;
}

function subtract(a: Quantity, b: Quantity): Quantity | null {
  const dimension = shared(a.dimension, b.dimension);
  if (dimension === null) return null;
  const exact = a.exact.minus(b.exact);
  if (a.spread instanceof Decimal && b.spread instanceof Decimal)
    return { exact, spread: a.spread.plus(b.spread), dimension };
  return { exact, spread: minus(rangeOf(a), rangeOf(b)), dimension };
}

function sizeOf(of: Quantity): Quantity {
  const exact = of.exact.abs();
  const even = of.spread instanceof Decimal && exact.gte(of.spread);
  return { exact, spread: even ? of.spread : absolute(rangeOf(of)), dimension: of.dimension };
}

/** 1200亩 at 400元 each is money. */
function multiply(a: Quantity, b: Quantity): Quantity {
  const scalar = (dimension: string) => dimension === 'ratio' || dimension === 'plain' || dimension === 'count';
  return {
    exact: a.exact.times(b.exact),
    spread: times(rangeOf(a), rangeOf(b)),
    dimension:
      scalar(b.dimension) || (a.dimension === 'money' && b.dimension !== 'money')
        ? a.dimension
        : scalar(a.dimension) || (b.dimension === 'money' && a.dimension !== 'money')
          ? b.dimension
          : `${a.dimension}·${b.dimension}`,
  };
}

function divide(a: Quantity, b: Quantity): Quantity | null {
  const spread = over(rangeOf(a), rangeOf(b));
  if (!spread) return null;
  const same = shared(a.dimension, b.dimension) !== null;
  return { exact: a.exact.div(b.exact), spread, dimension: same ? 'ratio' : `${a.dimension}/${b.dimension}` };
}

/** The common dimension of two, where `plain` goes with anything; null where they do not go together. */
export function shared(a: string, b: string): string | null {
  if (a === b || b === 'plain') return a;
  return a === 'plain' ? b : null;
}
