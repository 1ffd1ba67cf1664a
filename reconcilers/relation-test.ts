import { Decimal, once, type Expression, type Fact, type Outcome } from '../schemas/index.js';
import type { Relation } from './check.js';
import {
  dimensionOf,
  evaluate,
  factsOf,
  finenessOf,
  isLinear,
  isRate,
  linearForm,
  moved,
  rangeOf,
  rescaled,
  shared,
  type FactLookup,
  type Instead,
  type Quantity,
  type Reading,
} from './expression.js';
import { halfUnit, meet, printed } from './interval.js';
import { measureOf, ONE } from './unit.js';

/** A relation with what came of it. Amounts are in the unit of the stated figure. */
export interface Tested {
  relation: Relation;
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
  const relations = relationsOf(lookup);
  let trial = relations.get(relation);
  if (!trial) relations.set(relation, (trial = prepare(relation, lookup)));
  if (instead && takesPart(trial, instead)) return test(trial, instead);
  return (trial.asPrinted ??= test(trial));
}

function takesPart({ relation, form, facts }: Prepared, instead: NonNullable<Instead>): boolean {
  if (!form) return facts.some(({ id }) => instead.has(id));
  for (const id of instead.keys()) if (id === relation.stated || form.has(id)) return true;
  return false;
}

/** A relation with what stays the same whatever values it is tested with. */
interface Prepared {
  relation: Relation;
  /** The stated fact and those of the formula; empty where one of them does not exist. */
  facts: readonly Fact[];
  reading: Reading;
  /** Its figures have several units. */
  mixed: boolean;
  rate: boolean;
  /** The greatest difference that is none: digits of binary floats. */
  noise: Decimal;
  /** Some figure says itself that it is no exact one. */
  bounded: boolean;
  /** Of a long sum: its facts, and its value as printed. */
  form: ReadonlyMap<string, number> | null;
  sum?: Quantity | null;
  asPrinted?: Tested;
}

/** Checks that look for the better of two readings, and the search for causes, test a relation again and again. */
const relationsOf: (lookup: FactLookup) => Map<Relation, Prepared> = once(() => new Map());

function prepare(relation: Relation, lookup: FactLookup): Prepared {
  const { formula } = relation;
  const facts = factsIn(relation, lookup);
  const [stated] = facts;
  const trial: Prepared = {
    relation,
    facts,
    reading: { lookup, unit: '', per: ONE, fineness: relation.fineness ?? 'column', finest: 0 },
    mixed: false,
    rate: isRate(formula) || relation.cut === true,
    noise: ZERO,
    bounded: false,
    form: facts.length > LONG ? linearForm(formula) : null,
  };
  if (!stated) return trial;
  const { reading } = trial;
  let prose = true;
  let money = '';
  let monies = false;
  facts.forEach((fact, index) => {
    if (fact.unit !== stated.unit) trial.mixed = true;
    if (fact.decimals > 6) trial.noise = NOISE;
    if (fact.bound) trial.bounded = true;
    if (fact.source !== 'prose') prose = false;
    if (isMoney(fact)) {
      monies ||= money !== '' && money !== fact.unit;
      money = fact.unit;
    }
    // The stated figure's own unit is asked last.
    if (index > 0 && reading.unit === '' && isMoney(fact)) reading.unit = fact.unit;
  });
  if (reading.unit === '' && isMoney(stated)) reading.unit = stated.unit;
  if (prose && !monies) reading.finest = finestAmount(facts);
  if (stated.unit !== '' && isLinear(formula)) reading.per = measureOf(stated.unit).factor;
  return trial;
}

const ZERO = new Decimal(0);
const NOISE = new Decimal('0.000001');
const PERCENT = new Decimal('0.01');

function test(trial: Prepared, instead?: Instead): Tested {
  const { relation, reading, facts } = trial;
  const [stated] = facts;
  const computed = stated && compute(trial, instead);
  if (!computed) return untested(relation);
  const unit = isScalar(computed.dimension) ? '' : reading.unit;
  if (shared(dimensionOf(stated, unit), computed.dimension) === null) return untested(relation);

  const value = instead?.get(stated.id) ?? new Decimal(stated.value);
  const own = measureOf(stated.unit);
  if (own.dimension !== 'plain') return compare(trial, value, inUnit(computed, own.factor, reading));
  if (computed.dimension !== 'ratio') return compare(trial, value, inUnit(computed, measureOf(unit).factor, reading));
  // A rate without a sign may be printed in percent or as a ratio: 98.91 and 0.9891 are the same.
  const inPercent = compare(trial, value, inUnit(computed, PERCENT, reading));
  const asRatio = compare(trial, value, inUnit(computed, ONE, reading));
  return RANK[asRatio.outcome] < RANK[inPercent.outcome] ? asRatio : inPercent;
}

function inUnit(quantity: Quantity, factor: Decimal, { per }: Reading): Quantity {
  return factor === per ? quantity : rescaled(quantity, per.div(factor));
}

/** A sum of more figures is worth knowing how it changes when one of them does. */
const LONG = 8;

function compute(trial: Prepared, instead: Instead): Quantity | null {
  const { relation, reading, form } = trial;
  if (!form) return evaluate(relation.formula, reading, instead);
  let sum = (trial.sum ??= evaluate(relation.formula, reading));
  for (const [id, value] of instead ?? []) {
    const fact = reading.lookup(id);
    const coefficient = form.get(id);
    if (sum && fact && coefficient !== undefined) sum = moved(sum, fact, coefficient, value, reading);
  }
  return sum;
}

const RANK: Record<Outcome, number> = { holds: 0, rounding: 1, fails: 2, unknown: 3 };

/** @param expected in the unit of the stated figure */
function compare(trial: Prepared, stated: Decimal, expected: Quantity): Tested {
  const { relation, facts } = trial;
  const { exact: computed, spread } = expected;
  const fineness = facts[0] ? finenessOf(facts[0], trial.reading) : 0;
  const difference = stated.minus(computed);
  const tolerance = relation.exact ? trial.noise : halfWidth(spread).plus(halfUnit(fineness));
  const tested: Tested = { relation, outcome: 'holds', stated, computed, difference, tolerance };
  if (relation.comparison === 'equal') {
    if (!difference.isZero() && !isItself(trial, stated, computed, fineness)) {
      // One quantity printed coarser and finer (6.02万元, 60158元): the coarser one is right when it rounds to itself.
      const coarser = relation.formula.op === 'fact' && (trial.mixed || facts[1]?.fineness !== fineness);
      if (!isNear(trial, tested, expected, fineness)) tested.outcome = 'fails';
      else if (!coarser && !relation.exact) tested.outcome = 'rounding';
    }
  } else {
    const slack = relation.comparison === 'atLeast' ? difference : difference.neg();
    const strict = relation.comparison === 'below';
    if (!slack.gt(0) && (strict || !slack.isZero()))
      tested.outcome = !strict && isNear(trial, tested, expected, fineness) ? 'rounding' : 'fails';
    // What a partial list leaves out may be negative where anything of the kind is: an adjustment, a change, a deficit.
    if (tested.outcome === 'fails' && relation.comparison === 'atLeast' && facts.some(mayBeBelowNought))
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
  return trial.relation.exact || (!converted && expected.spread instanceof Decimal)
    ? difference.abs().lte(tolerance)
    : meet(printed(stated, fineness, converted ? 'nearestOrTruncated' : 'nearest'), rangeOf(expected));
}

function isConverted({ rate, mixed }: Prepared): boolean {
  return rate || mixed;
}

function mayBeBelowNought({ value, stage }: Fact): boolean {
  return value.startsWith('-') || stage === 'adjustment' || stage === 'change';
}

function halfWidth(spread: Quantity['spread']): Decimal {
  return spread instanceof Decimal ? spread : spread.high.minus(spread.low).div(2);
}

function untested(relation: Relation): Tested {
  return { relation, outcome: 'unknown', stated: null, computed: null, difference: null, tolerance: null };
}

function factsIn(relation: Relation, lookup: FactLookup): Fact[] {
  const facts: Fact[] = [];
  for (const id of factsOf(relation.formula, [relation.stated])) {
    const fact = lookup(id);
    if (!fact) return [];
    facts.push(fact);
  }
  return facts;
}

/**
 * In a sentence 95万元 among 15.52万元 is 95.00: the finest amount that takes part sets the unit in the last place. One
 * alone that is finer than hundredths (96.803 among 207.63 and 1,175.65) makes the others no finer.
 */
function finestAmount(facts: readonly Fact[]): number {
  let [finest, next] = [0, 0];
  for (const fact of facts) {
    if (!isMoney(fact)) continue;
    if (fact.fineness > finest) [finest, next] = [fact.fineness, finest];
    else next = Math.max(next, fact.fineness);
  }
  return facts.length > 2 && next >= 2 ? next : finest;
}

function isMoney({ unit }: Fact): boolean {
  return measureOf(unit).dimension === 'money';
}

function isScalar(dimension: string): boolean {
  return dimension === 'ratio' || dimension === 'plain';
}

/** Tells relations that were met before, however they are written. */
export interface Met {
  has(relation: Relation): boolean;
  add(relation: Relation): void;
}

/**
 * 收入 − 支出 = 结余 and 收入 = 支出 + 结余 are one relation and tested once; rates keep their shape. Signatures are
 * compared where the sums of arbitrary numbers for their facts are the same: seldom else are two relations one.
 */
export function metRelations(): Met {
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, (number = scattered(numbers.size + 1)));
    return number;
  };
  const known = new Map<number, Relation[]>();
  return {
    has: (relation) => {
      const alike = known.get(sketch(relation, numberOf));
      if (!alike) return false;
      const own = signature(relation);
      return alike.some((one) => signature(one) === own);
    },
    add: (relation) => {
      const key = sketch(relation, numberOf);
      const alike = known.get(key);
      if (alike) alike.push(relation);
      else known.set(key, [relation]);
    },
  };
}

/** The same for relations of the same signature: their terms added up as numbers, whatever their order and sign. */
function sketch({ comparison, formula, stated }: Relation, numberOf: (id: string) => number): number {
  if (comparison !== 'equal' || !isLinear(formula)) return -numberOf(stated);
  return Math.abs(sketched(formula, 1, numberOf) - numberOf(stated));
}

function sketched(formula: Expression, sign: number, numberOf: (id: string) => number): number {
  switch (formula.op) {
    case 'fact':
      return sign * numberOf(formula.fact);
    case 'add': {
      let sum = 0;
      for (const term of formula.terms) sum += sketched(term, sign, numberOf);
      return sum;
    }
    case 'subtract':
      return sketched(formula.left, sign, numberOf) + sketched(formula.right, -sign, numberOf);
    default:
      return 0;
  }
}

/** Small whole numbers that seldom add up to each other by chance. */
function scattered(ordinal: number): number {
  return (Math.imul(ordinal, 0x9e3779b1) ^ Math.imul(ordinal * ordinal, 0x85ebca6b)) >>> 10;
}

/** The relation as stated − Σ k·fact = 0, one signature for all ways to write it. */
function signature(relation: Relation): string {
  const form = relation.comparison === 'equal' ? linearForm(relation.formula) : null;
  if (!form)
    return `${relation.comparison}|${relation.stated}|${JSON.stringify(relation.formula satisfies Expression)}`;
  form.set(relation.stated, (form.get(relation.stated) ?? 0) - 1);
  const terms = [...form].filter(([, factor]) => factor !== 0).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const sign = (terms[0]?.[1] ?? 1) < 0 ? -1 : 1;
  return terms.map(([id, factor]) => `${id}*${factor * sign}`).join('|');
}
