import { Decimal, type Expression, type Fact, type Outcome } from '../schemas/index.js';
import type { Relation } from './check.js';
import {
  dimensionOf,
  evaluate,
  factsOf,
  isLinear,
  isRate,
  linearForm,
  moved,
  rangeOf,
  rescaled,
  shared,
  type FactLookup,
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
export function testRelation(relation: Relation, lookup: FactLookup, instead?: ReadonlyMap<string, Decimal>): Tested {
  let trial = known.get(relation);
  if (trial?.lookup !== lookup) known.set(relation, (trial = prepare(relation, lookup)));
  if (instead && takesPart(trial, instead)) return test(trial, instead);
  return (trial.asPrinted ??= test(trial));
}

function takesPart({ relation, form, facts }: Prepared, instead: ReadonlyMap<string, Decimal>): boolean {
  if (!form) return facts.some(({ id }) => instead.has(id));
  for (const id of instead.keys()) if (id === relation.stated || form.has(id)) return true;
  return false;
}

/** A relation with what stays the same whatever values it is tested with. */
interface Prepared {
  relation: Relation;
  lookup: FactLookup;
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
const known = new WeakMap<Relation, Prepared>();

function prepare(relation: Relation, lookup: FactLookup): Prepared {
  const facts = factsIn(relation, lookup);
  const [stated] = facts;
  const finest = finestInProse(facts);
  const inOwnUnit = stated && stated.unit !== '' && isLinear(relation.formula);
  return {
    relation,
    lookup,
    facts,
    reading: {
      lookup,
      unit: moneyUnit(facts.slice(1)) || moneyUnit(facts),
      per: inOwnUnit ? measureOf(stated.unit).factor : ONE,
      fineness: (fact) =>
        relation.fineness === 'own'
          ? fact.decimals
          : fact.source === 'prose'
            ? Math.max(finest, fact.fineness)
            : fact.fineness,
    },
    mixed: facts.some((fact) => fact.unit !== stated?.unit),
    rate: isRate(relation.formula),
    noise: facts.some((fact) => fact.decimals > 6) ? NOISE : ZERO,
    bounded: facts.some((fact) => fact.bound),
    form: facts.length > LONG ? linearForm(relation.formula) : null,
  };
}

const ZERO = new Decimal(0);
const NOISE = new Decimal('0.000001');
const PERCENT = new Decimal('0.01');

function test(trial: Prepared, instead?: ReadonlyMap<string, Decimal>): Tested {
  const { relation, facts } = trial;
  const { reading } = trial;
  const [stated] = facts;
  const computed = stated && compute(trial, instead);
  if (!computed) return untested(relation);
  const unit = isScalar(computed.dimension) ? '' : reading.unit;
  if (shared(dimensionOf(stated, unit), computed.dimension) === null) return untested(relation);

  // A rate without a sign may be printed in percent or as a ratio: 98.91 and 0.9891 are the same.
  const own = measureOf(stated.unit);
  const factors =
    own.dimension !== 'plain'
      ? [own.factor]
      : computed.dimension === 'ratio'
        ? [PERCENT, ONE]
        : [measureOf(unit).factor];
  const value = instead?.get(stated.id) ?? new Decimal(stated.value);
  return factors
    .map((factor) =>
      compare(trial, value, factor === reading.per ? computed : rescaled(computed, reading.per.div(factor))),
    )
    .reduce((best, next) => (RANK[next.outcome] < RANK[best.outcome] ? next : best));
}

/** A sum of more figures is worth knowing how it changes when one of them does. */
const LONG = 8;

function compute(trial: Prepared, instead?: ReadonlyMap<string, Decimal>): Quantity | null {
  const { relation, reading, form } = trial;
  if (!form) return evaluate(relation.formula, instead ? { ...reading, instead } : reading);
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
  const { relation, mixed, facts } = trial;
  const { exact: computed, spread } = expected;
  const fineness = facts[0] ? trial.reading.fineness(facts[0]) : 0;
  const converted = trial.rate || mixed;
  const difference = stated.minus(computed);
  const tolerance = relation.exact ? trial.noise : halfWidth(spread).plus(halfUnit(fineness));
  const own = () => printed(stated, fineness, converted ? 'nearestOrTruncated' : 'nearest');
  const isNear = () =>
    relation.exact || (!converted && spread instanceof Decimal)
      ? difference.abs().lte(tolerance)
      : meet(own(), rangeOf(expected));

  let outcome: Outcome;
  if (relation.comparison === 'equal') {
    const exactly =
      difference.isZero() || (converted && !relation.exact && meet(own(), { low: computed, high: computed }));
    const near = exactly || isNear();
    // One quantity printed coarser and finer (6.02万元, 60158元): the coarser one is right when it rounds to itself.
    const coarser = relation.formula.op === 'fact' && (mixed || facts[1]?.fineness !== fineness);
    outcome = exactly || (near && (coarser || relation.exact)) ? 'holds' : near ? 'rounding' : 'fails';
  } else {
    const slack = relation.comparison === 'atLeast' ? difference : difference.neg();
    const strict = relation.comparison === 'below';
    outcome = slack.gt(0) || (slack.isZero() && !strict) ? 'holds' : !strict && isNear() ? 'rounding' : 'fails';
    // What a partial list leaves out may be negative when some of what it tells is.
    const negative = facts.some((fact, index) => index > 0 && fact.value.startsWith('-'));
    if (outcome === 'fails' && relation.comparison === 'atLeast' && negative) outcome = 'unknown';
  }
  if (outcome !== 'holds' && trial.bounded) outcome = 'unknown';
  return { relation, outcome, stated, computed, difference, tolerance };
}

function halfWidth(spread: Quantity['spread']): Decimal {
  return spread instanceof Decimal ? spread : spread.high.minus(spread.low).div(2);
}

function untested(relation: Relation): Tested {
  return { relation, outcome: 'unknown', stated: null, computed: null, difference: null, tolerance: null };
}

function factsIn(relation: Relation, lookup: FactLookup): Fact[] {
  const ids = [relation.stated, ...factsOf(relation.formula)];
  const facts = ids.flatMap((id) => lookup(id) ?? []);
  return facts.length === ids.length ? facts : [];
}

/** In a sentence 95万元 among 15.52万元 is 95.00: the finest amount that takes part sets the unit in the last place. */
function finestInProse(facts: readonly Fact[]): number {
  let finest = 0;
  for (const fact of facts)
    if (fact.source === 'prose' && measureOf(fact.unit).dimension === 'money') finest = Math.max(finest, fact.fineness);
  return facts.every((fact) => fact.source === 'prose') && new Set(facts.map((fact) => fact.unit)).size === 1
    ? finest
    : 0;
}

function moneyUnit(facts: readonly Fact[]): string {
  return facts.find((fact) => measureOf(fact.unit).dimension === 'money')?.unit ?? '';
}

function isScalar(dimension: string): boolean {
  return dimension === 'ratio' || dimension === 'plain';
}

/**
 * The relation as stated − Σ k·fact = 0, one signature for all ways to write it: 收入 − 支出 = 结余 and 收入 = 支出 + 结余
 * are one relation and tested once. Rates keep their shape.
 */
export function signature(relation: Relation): string {
  const form = relation.comparison === 'equal' ? linearForm(relation.formula) : null;
  if (!form)
    return `${relation.comparison}|${relation.stated}|${JSON.stringify(relation.formula satisfies Expression)}`;
  form.set(relation.stated, (form.get(relation.stated) ?? 0) - 1);
  const terms = [...form].filter(([, factor]) => factor !== 0).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const sign = (terms[0]?.[1] ?? 1) < 0 ? -1 : 1;
  return terms.map(([id, factor]) => `${id}*${factor * sign}`).join('|');
}
