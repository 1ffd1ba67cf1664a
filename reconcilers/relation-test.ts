import { Decimal, once, type Outcome } from '../schemas/index.js';
import { amountsOf, type Amount, type FactLookup } from './amount.js';
import type { Relation } from './check.js';
import {
  addUp,
  evaluate,
  finenessOf,
  linearForm,
  moved,
  rangeOf,
  rescaled,
  shapeOf,
  shared,
  type Instead,
  type Quantity,
  type Reading,
  type Shape,
} from './expression.js';
import { halfUnit, isBent, meet, printed, type Spread } from './interval.js';
import { ONE, PLAIN } from './unit.js';

/** A relation with what came of it. Amounts are in the unit of the stated figure. */
export interface Tested {
  relation: Relation;
  shape: Shape;
  outcome: Outcome;
  stated: Decimal | null;
  computed: Decimal | null;
  /** stated − computed. */
  difference: Decimal | null;
  tolerance: Decimal | null;
}

/**
 * Tests one relation. `holds`: equal (a rate or a converted amount: rounds or truncates to what is stated);
 * `rounding`: the intervals that the figures stand for meet; `fails`: they do not; `unknown`: it cannot be computed,
 * or a figure in it says itself that it is no exact one (约, 以上).
 */
export function testRelation(relation: Relation, lookup: FactLookup, instead?: Instead): Tested {
  const trial = prepared(relation, lookup);
  return instead && takesPart(trial, instead) ? test(trial, instead) : testAsPrinted(trial);
}

export function testAsPrinted(trial: Prepared): Tested {
  return (trial.asPrinted ??= test(trial));
}

function takesPart(trial: Prepared, instead: NonNullable<Instead>): boolean {
  const { relation, shape } = trial;
  if (instead.has(relation.stated)) return true;
  const { facts } = shape;
  for (let at = 0; at < facts.length; at++) if (instead.has(facts[at]!)) return true;
  return false;
}

/** A relation with what stays the same whatever values it is tested with. */
export interface Prepared {
  relation: Relation;
  shape: Shape;
  /** null where this or one of the parts does not exist. */
  stated: Amount | null;
  /** What the formula is made of, as it is written. */
  parts: readonly Amount[];
  reading: Reading;
  /** Its figures have several units. */
  mixed: boolean;
  /** The greatest difference that is none: digits of binary floats. */
  noise: Decimal;
  /** Some figure says itself that it is no exact one. */
  bounded: boolean;
  /** Of a long sum: what each figure counts for in it, and its value as printed. */
  form?: ReadonlyMap<string, number> | null;
  sum?: Quantity | null;
  asPrinted: Tested | null;
}

/** Checks that look for the better of two readings, and the search for causes, test a relation again and again. */
export function prepared(relation: Relation, lookup: FactLookup): Prepared {
  const relations = relationsOf(lookup);
  let trial = relations.get(relation);
  if (!trial) relations.set(relation, (trial = prepare(relation, lookup)));
  return trial;
}

const relationsOf: (lookup: FactLookup) => Map<Relation, Prepared> = once(() => new Map());

function prepare(relation: Relation, lookup: FactLookup): Prepared {
  const shape = shapeOf(relation.formula);
  const amount = amountsOf(lookup);
  const parts: Amount[] = [];
  const stated = collect(shape, amount, parts) ? (amount(relation.stated) ?? null) : null;
  const reading: Reading = { amount, unit: PLAIN, per: ONE, fineness: relation.fineness ?? 'column', finest: 0 };
  const trial: Prepared = {
    relation,
    shape,
    stated,
    parts,
    reading,
    mixed: false,
    noise: ZERO,
    bounded: false,
    asPrinted: null,
  };
  if (!stated) return trial;
  note(trial, stated, stated);
  for (let at = 0; at < parts.length; at++) note(trial, parts[at]!, stated);
  // The stated figure's own unit is asked last.
  const money = parts.find(({ isMoney }) => isMoney) ?? stated;
  if (money.isMoney) reading.unit = money.measure;
  if (stated.fact.unit !== '' && shape.isLinear) reading.per = stated.measure.factor;
  reading.finest = finestAmount(stated, parts);
  return trial;
}

/** The amounts of a formula; false where one of its facts does not exist. */
function collect({ facts }: Shape, amount: Reading['amount'], into: Amount[]): boolean {
  for (let at = 0; at < facts.length; at++) {
    const part = amount(facts[at]!);
    if (!part) return false;
    into.push(part);
  }
  return true;
}

function note(trial: Prepared, { fact }: Amount, stated: Amount): void {
  if (fact.unit !== stated.fact.unit) trial.mixed = true;
  if (fact.decimals > 6) trial.noise = NOISE;
  if (fact.bound) trial.bounded = true;
}

const ZERO = new Decimal(0);
const NOISE = new Decimal('0.000001');
const PERCENT = new Decimal('0.01');
const HALF = new Decimal('0.5');

function test(trial: Prepared, instead?: Instead): Tested {
  const { relation, shape, reading, stated } = trial;
  const computed = stated && compute(trial, instead);
  if (!computed) return untested(relation, shape);
  const unit = isScalar(computed.dimension) ? PLAIN : reading.unit;
  const own = stated.measure.dimension === 'plain' ? unit : stated.measure;
  if (shared(own.dimension, computed.dimension) === null) return untested(relation, shape);

  const value = instead?.get(stated.fact.id) ?? stated.value;
  if (stated.measure.dimension !== 'plain' || computed.dimension !== 'ratio')
    return compare(trial, stated, value, inUnit(computed, own.factor, reading));
  // A rate without a sign may be printed in percent or as a ratio: 98.91 and 0.9891 are the same.
  const inPercent = compare(trial, stated, value, inUnit(computed, PERCENT, reading));
  const asRatio = compare(trial, stated, value, inUnit(computed, ONE, reading));
  return RANK[asRatio.outcome] < RANK[inPercent.outcome] ? asRatio : inPercent;
}

function inUnit(quantity: Quantity, factor: Decimal, { per }: Reading): Quantity {
  return factor === per ? quantity : rescaled(quantity, per.div(factor));
}

/** Of a sum of so many figures it is worth knowing how it changes when one of them does. */
const LONG = 8;

function compute(trial: Prepared, instead: Instead): Quantity | null {
  const { relation, shape, parts, reading } = trial;
  if (!shape.isLinear) return evaluate(relation.formula, reading, instead);
  const form = instead && formOf(trial);
  if (!form) return addUp(shape, parts, reading, instead);
  let sum = (trial.sum ??= addUp(shape, parts, reading));
  for (const [id, value] of instead) {
    const amount = reading.amount(id);
    const coefficient = form.get(id);
    if (sum && amount && coefficient !== undefined) sum = moved(sum, amount, coefficient, value, reading);
  }
  return sum;
}

/** What each figure counts for in a long sum; null of any other formula. */
function formOf(trial: Prepared): ReadonlyMap<string, number> | null {
  const { shape, parts } = trial;
  return parts.length < LONG ? null : (trial.form ??= linearForm(shape));
}

const RANK: Record<Outcome, number> = { holds: 0, rounding: 1, fails: 2, unknown: 3 };

/** @param expected in the unit of the stated figure */
function compare(trial: Prepared, of: Amount, stated: Decimal, expected: Quantity): Tested {
  const { relation, shape, parts } = trial;
  const { exact: computed, spread } = expected;
  const fineness = finenessOf(of, trial.reading);
  const difference = stated.minus(computed);
  const tolerance = relation.exact ? trial.noise : halfWidth(spread).plus(halfUnit(fineness));
  const tested: Tested = { relation, shape, outcome: 'holds', stated, computed, difference, tolerance };
  if (relation.comparison === 'equal') {
    if (!difference.isZero() && !isItself(trial, stated, computed, fineness)) {
      // One quantity printed coarser and finer (6.02万元, 60158元): the coarser one is right when it rounds to itself.
      const coarser = relation.formula.op === 'fact' && (trial.mixed || parts[0]?.fact.fineness !== fineness);
      if (!isNear(trial, tested, expected, fineness)) tested.outcome = 'fails';
      else if (!coarser && !relation.exact) tested.outcome = 'rounding';
    }
  } else {
    const slack = relation.comparison === 'atLeast' ? difference : difference.neg();
    const strict = relation.comparison === 'below';
    if (!slack.gt(0) && (strict || !slack.isZero()))
      tested.outcome = !strict && isNear(trial, tested, expected, fineness) ? 'rounding' : 'fails';
    // What a partial list leaves out may be negative where anything of the kind is: an adjustment, a change, a deficit.
    if (tested.outcome === 'fails' && relation.comparison === 'atLeast' && [of, ...parts].some(mayBeBelowNought))
      tested.outcome = 'unknown';
  }
  if (tested.outcome !== 'holds' && trial.bounded) tested.outcome = 'unknown';
  return tested;
}

/** A rate, or an amount in another unit: does what was computed round, or get cut off, to what is stated? */
function isItself(trial: Prepared, stated: Decimal, computed: Decimal, fineness: number): boolean {
  if (trial.relation.exact || !isConverted(trial)) return false;
  return meet(printed(stated, fineness, 'nearestOrTruncated'), { low: computed, high: computed });
}

function isNear(
  trial: Prepared,
  { stated, difference, tolerance }: Tested,
  expected: Quantity,
  fineness: number,
): boolean {
  const converted = isConverted(trial);
  if (stated === null || difference === null || tolerance === null) return false;
  return trial.relation.exact || !(converted || isBent(expected.spread))
    ? difference.abs().lte(tolerance)
    : meet(printed(stated, fineness, converted ? 'nearestOrTruncated' : 'nearest'), rangeOf(expected));
}

/** It is a rate, or taken by one: then truncation passes as rounding. */
function isConverted({ relation, shape, mixed }: Prepared): boolean {
  return mixed || shape.isRate || relation.cut === true;
}

function mayBeBelowNought({ fact: { value, stage } }: Amount): boolean {
  return value.startsWith('-') || stage === 'adjustment' || stage === 'change';
}

function halfWidth(spread: Spread): Decimal {
  return isBent(spread) ? spread.high.minus(spread.low).times(HALF) : spread;
}

function untested(relation: Relation, shape: Shape): Tested {
  return { relation, shape, outcome: 'unknown', stated: null, computed: null, difference: null, tolerance: null };
}

/**
 * In a sentence 95万元 among 15.52万元 is 95.00: the finest amount that takes part sets the unit in the last place. One
 * alone that is finer than hundredths (96.803 among 207.63 and 1,175.65) makes the others no finer. Nought where a
 * figure stands in a table, or amounts have several units.
 */
function finestAmount(stated: Amount, parts: readonly Amount[]): number {
  let finest = 0;
  let next = 0;
  let money = '';
  for (let at = -1; at < parts.length; at++) {
    const { fact, isMoney } = at < 0 ? stated : parts[at]!;
    if (fact.source !== 'prose') return 0;
    if (!isMoney) continue;
    if (money !== '' && money !== fact.unit) return 0;
    money = fact.unit;
    if (fact.fineness <= finest) {
      next = Math.max(next, fact.fineness);
      continue;
    }
    next = finest;
    finest = fact.fineness;
  }
  return parts.length > 1 && next >= 2 ? next : finest;
}

function isScalar(dimension: string): boolean {
  return dimension === 'ratio' || dimension === 'plain';
}
