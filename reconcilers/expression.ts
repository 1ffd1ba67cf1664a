import { Decimal, type Expression, type Fact } from '../schemas/index.js';
import type { Amount } from './amount.js';
import {
  absolute,
  around,
  halfUnit,
  isBent,
  minus,
  over,
  plus,
  scale,
  times,
  type Interval,
  type Spread,
} from './interval.js';
import { ONE, PLAIN, type Measure } from './unit.js';

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

/** How a formula is built, found in one walk. */
export interface Shape {
  /** Ids of its facts, in the order in which they are written. */
  facts: string[];
  /** Of a linear formula: 1 where the fact of that place is added, -1 where it is taken off. */
  signs: number[];
  /** It is a sum or a difference of facts. */
  isLinear: boolean;
  /** It multiplies or divides: a rate, or something taken by one, for which truncation passes as rounding. */
  isRate: boolean;
}

export function shapeOf(formula: Expression): Shape {
  const facts: string[] = [];
  const signs: number[] = [];
  const shape: Shape = { facts, signs, isLinear: true, isRate: false };
  addTo(shape, formula, 1);
  return shape;
}

function addTo(shape: Shape, part: Expression, sign: number): void {
  switch (part.op) {
    case 'fact':
      shape.facts.push(part.fact);
      shape.signs.push(sign);
      return;
    case 'add': {
      const { facts, signs } = shape;
      const { terms } = part;
      for (let at = 0; at < terms.length; at++) {
        const term = terms[at]!;
        if (term.op === 'fact') {
          facts.push(term.fact);
          signs.push(sign);
        } else addTo(shape, term, sign);
      }
      return;
    }
    case 'subtract':
      addTo(shape, part.left, sign);
      addTo(shape, part.right, -sign);
      return;
    case 'constant':
      shape.isLinear = false;
      return;
    case 'absolute':
      shape.isLinear = false;
      addTo(shape, part.of, sign);
      return;
    default:
      shape.isLinear = false;
      shape.isRate = true;
      addTo(shape, part.left, sign);
      addTo(shape, part.right, sign);
  }
}

/** The coefficient of each fact in a linear formula; null where it is not linear. */
export function linearForm({ facts, signs, isLinear }: Shape): Map<string, number> | null {
  if (!isLinear) return null;
  const form = new Map<string, number>();
  for (let at = 0; at < facts.length; at++) form.set(facts[at]!, (form.get(facts[at]!) ?? 0) + signs[at]!);
  return form;
}

/** The coefficient of one fact in a linear formula: nought where it is no part of it. */
export function coefficientOf(id: string, { facts, signs }: Shape): number {
  let coefficient = 0;
  for (let at = 0; at < facts.length; at++) if (facts[at] === id) coefficient += signs[at]!;
  return coefficient;
}

/** A value with what its printing leaves open, and what it measures. */
export interface Quantity {
  exact: Decimal;
  spread: Spread;
  dimension: string;
}

export interface Reading {
  amount: (id: string) => Amount | undefined;
  /** What figures without a printed unit are in. */
  unit: Measure;
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
export function finenessOf(of: Amount, { fineness, finest }: Reading): number {
  const { fact } = of;
  if (fineness === 'own') return fact.decimals;
  if (finest <= fact.fineness || fact.source !== 'prose') return fact.fineness;
  return of.isMoney || of.measure.dimension === 'plain' ? finest : fact.fineness;
}

/** Everything that the quantity may be. */
export function rangeOf({ exact, spread }: Pick<Quantity, 'exact' | 'spread'>): Interval {
  return isBent(spread) ? spread : around(exact, spread);
}

/** The same in a unit of which `by` make one. */
export function rescaled(quantity: Quantity, by: Decimal): Quantity {
  if (by.eq(ONE)) return quantity;
  const { exact, spread, dimension } = quantity;
  return {
    exact: exact.times(by),
    spread: isBent(spread) ? scale(spread, by) : spread.times(by),
    dimension,
  };
}

/** The formula's value; null where a fact is missing, a divisor may be zero, or apples are added to pears. */
export function evaluate(expression: Expression, reading: Reading, instead?: Instead): Quantity | null {
  switch (expression.op) {
    case 'fact': {
      const found = reading.amount(expression.fact);
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
      const numbers = expression.op === 'multiply' && left.dimension === 'money' && reading.unit !== PLAIN;
      const right = evaluate(expression.right, numbers ? { ...reading, unit: PLAIN } : reading, instead);
      if (!right) return null;
      if (expression.op === 'subtract') return add(left, right, true) ? left : null;
      if (expression.op === 'multiply') return multiply(left, right);
      return divide(left, right);
    }
  }
}

const ZERO = new Decimal(0);

/** The value of a sum or a difference. */
export function addUp(
  { signs }: Shape,
  parts: readonly Amount[],
  reading: Reading,
  instead?: Instead,
): Quantity | null {
  const { per } = reading;
  let exact = ZERO;
  let spread = ZERO;
  let common = 'plain';
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]!;
    const { factor, dimension } = measureIn(reading, part);
    let value = (instead && instead.get(part.fact.id)) ?? part.value;
    let half = halfOf(part, reading);
    if (factor !== per) {
      const by = factor.div(per);
      value = value.times(by);
      half = half.times(by);
    }
    if (at === 0) {
      exact = value;
      spread = half;
      common = dimension;
      continue;
    }
    if (dimension !== common) {
      const both = shared(common, dimension);
      if (both === null) return null;
      common = both;
    }
    exact = signs[at] === -1 ? exact.minus(value) : exact.plus(value);
    spread = spread.plus(half);
  }
  return parts.length === 0 ? null : { exact, spread, dimension: common };
}

function quantityOf(of: Amount, reading: Reading, instead: Instead): Quantity {
  const { factor, dimension } = measureIn(reading, of);
  const exact = instead?.get(of.fact.id) ?? of.value;
  const quantity = { exact, spread: halfOf(of, reading), dimension };
  return factor === reading.per ? quantity : rescaled(quantity, factor.div(reading.per));
}

/** What rounding leaves open on both sides of a figure; nothing of what was counted. */
function halfOf(of: Amount, reading: Reading): Decimal {
  return of.isCounted ? ZERO : halfUnit(finenessOf(of, reading));
}

function measureIn({ unit }: Reading, { measure }: Amount): Measure {
  return measure.dimension === 'plain' ? unit : measure;
}

/** A linear formula's value as it changes when one of its figures does: all others need not be added up again. */
export function moved(of: Quantity, amount: Amount, coefficient: number, value: Decimal, reading: Reading): Quantity {
  const { factor } = measureIn(reading, amount);
  const change = value.minus(amount.value).times(coefficient);
  const exact = of.exact.plus(factor === reading.per ? change : change.times(factor).div(reading.per));
  return { ...of, exact };
}

/** Adds to a quantity that nobody else holds, or takes off it; false where apples are added to pears. */
function add(to: Quantity, next: Quantity, isLess = false): boolean {
  const dimension = shared(to.dimension, next.dimension);
  if (dimension === null) return false;
  to.spread =
    isBent(to.spread) || isBent(next.spread)
      ? (isLess ? minus : plus)(rangeOf(to), rangeOf(next))
      : to.spread.plus(next.spread);
  to.exact = isLess ? to.exact.minus(next.exact) : to.exact.plus(next.exact);
  to.dimension = dimension;
  return true;
}

function sizeOf(of: Quantity): Quantity {
  const exact = of.exact.abs();
  const even = !isBent(of.spread) && exact.gte(of.spread);
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
