import { Decimal, type Expression, type Fact, type Outcome } from '../schemas/index.js';
import type { Relation } from './check.js';
import {
  evaluate,
  factsOf,
  isRate,
  linearForm,
  quantityOf,
  shared,
  type FactLookup,
  type Reading,
} from './expression.js';
import { halfUnit, meet, printed, scale, type Interval } from './interval.js';
import { measureOf } from './unit.js';

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
  const stated = lookup(relation.stated);
  const facts = stated && factsIn(relation, lookup);
  if (!stated || !facts) return untested(relation);
  const finest = finestInProse([stated, ...facts]);
  const reading: Reading = {
    lookup,
    unit: moneyUnit(facts) || moneyUnit([stated]),
    fineness: (fact) =>
      relation.fineness === 'own'
        ? fact.decimals
        : fact.source === 'prose'
          ? Math.max(finest, fact.fineness)
          : fact.fineness,
    instead,
  };
  const computed = evaluate(relation.formula, reading);
  if (!computed) return untested(relation);
  const base = isScalar(computed.dimension) ? { ...reading, unit: '' } : reading;
  const printedAs = quantityOf(stated, base);
  if (shared(printedAs.dimension, computed.dimension) === null) return untested(relation);

  // A rate without a sign may be printed in percent or as a ratio: 98.91 and 0.9891 are the same.
  const own = measureOf(stated.unit);
  const factors =
    own.dimension !== 'plain'
      ? [own.factor]
      : computed.dimension === 'ratio'
        ? [new Decimal('0.01'), new Decimal(1)]
        : [measureOf(base.unit).factor];
  const value = instead?.get(stated.id) ?? new Decimal(stated.value);
  const trials = factors.map((factor) =>
    compare(relation, facts, { value, fineness: reading.fineness(stated), factor }, computed, [stated, ...facts]),
  );
  return trials.sort((a, b) => RANK[a.outcome] - RANK[b.outcome])[0] ?? untested(relation);
}

const RANK: Record<Outcome, number> = { holds: 0, rounding: 1, fails: 2, unknown: 3 };

function compare(
  relation: Relation,
  parts: readonly Fact[],
  stated: { value: Decimal; fineness: number; factor: Decimal },
  computed: { exact: Decimal; range: Interval },
  facts: readonly Fact[],
): Tested {
  const inverse = new Decimal(1).div(stated.factor);
  const expected = computed.exact.times(inverse);
  const range = scale(computed.range, inverse);
  const rate = isRate(relation.formula);
  const units = new Set(facts.map((fact) => fact.unit));
  const converted = rate || units.size > 1;
  const own = printed(stated.value, stated.fineness, converted ? 'nearestOrTruncated' : 'nearest');
  const difference = stated.value.minus(expected);
  const width = range.high.minus(range.low).div(2);
  const noise = facts.some((fact) => fact.decimals > 6) ? new Decimal('0.000001') : new Decimal(0);
  const tolerance = relation.exact ? noise : width.plus(halfUnit(stated.fineness));

  let outcome: Outcome;
  const near = relation.exact ? difference.abs().lte(noise) : meet(own, range);
  const exactly =
    difference.isZero() ||
    (relation.exact && near) ||
    (converted && !relation.exact && meet(own, { low: expected, high: expected }));
  if (relation.comparison === 'equal') {
    // One quantity printed coarser and finer (6.02万元, 60158元): the coarser one is right when it rounds to itself.
    const coarser =
      near && relation.formula.op === 'fact' && (units.size > 1 || parts[0]?.fineness !== stated.fineness);
    outcome = exactly || coarser ? 'holds' : near ? 'rounding' : 'fails';
  } else {
    const sign = relation.comparison === 'atLeast' ? 1 : -1;
    const slack = difference.times(sign);
    const strict = relation.comparison === 'below';
    outcome = slack.gt(0) || (slack.isZero() && !strict) ? 'holds' : near && !strict ? 'rounding' : 'fails';
    // What a partial list leaves out may be negative when some of what it tells is.
    if (outcome === 'fails' && relation.comparison === 'atLeast' && parts.some((fact) => fact.value.startsWith('-')))
      outcome = 'unknown';
  }
  if (outcome !== 'holds' && facts.some((fact) => fact.bound)) outcome = 'unknown';
  return { relation, outcome, stated: stated.value, computed: expected, difference, tolerance };
}

function untested(relation: Relation): Tested {
  return { relation, outcome: 'unknown', stated: null, computed: null, difference: null, tolerance: null };
}

function factsIn(relation: Relation, lookup: FactLookup): Fact[] | null {
  const facts: Fact[] = [];
  for (const id of factsOf(relation.formula)) {
    const fact = lookup(id);
    if (!fact) return null;
    facts.push(fact);
  }
  return facts;
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
