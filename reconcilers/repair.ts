import { Decimal, type Fact } from '../schemas/index.js';
import { linearForm, type FactLookup } from './expression.js';
import { halfUnit } from './interval.js';
import { slip, type Slip } from './slips.js';
import { testRelation } from './relation-test.js';
import { retest, type Trial } from './test-all.js';
import { measureOf } from './unit.js';

/** Another value of one printed figure, and what it would mend and break. */
export interface Repair {
  fact: Fact;
  /** In the fact's own unit. */
  value: Decimal;
  slip: Slip | null;
  /** The scanner's other reading of the same print. */
  reread: boolean;
  repaired: Trial[];
  broken: Trial[];
}

/** In a sum of more terms than this, a term is suspected only when something else speaks against it too. */
const MANY_TERMS = 40;

export function worth(repair: Repair): number {
  const cost = repair.reread ? 0.5 : (repair.slip?.cost ?? 4);
  return (repair.repaired.length - repair.broken.length) * 10 - cost;
}

/** Which trials each fact takes part in. */
export function trialsByFact(trials: readonly Trial[]): Map<string, Trial[]> {
  const index = new Map<string, Trial[]>();
  for (const trial of trials) {
    for (const id of trial.facts) {
      const there = index.get(id);
      if (there) there.push(trial);
      else index.set(id, [trial]);
    }
  }
  return index;
}

/** Every single-figure repair of the open (failing) trials, worthiest first. `values` are repairs already made. */
export function repairsOf(
  open: readonly Trial[],
  touching: ReadonlyMap<string, Trial[]>,
  lookup: FactLookup,
  values: ReadonlyMap<string, Decimal>,
): Repair[] {
  const isOpen = new Set(open);
  const hits = new Map<string, Trial[]>();
  for (const trial of open) for (const id of trial.facts) hits.set(id, [...(hits.get(id) ?? []), trial]);
  const repairs: Repair[] = [];
  for (const [id, failing] of hits) {
    const fact = lookup(id);
    if (!fact || values.has(id)) continue;
    const suspected = failing.some(({ facts }) => facts.length <= MANY_TERMS || facts[0] === id);
    if (!suspected && failing.length < 2) continue;
    const around = touching.get(id) ?? [];
    const before = new Map(
      around.map((trial) => [trial, isOpen.has(trial) ? 'fails' : retest(trial, lookup, values).outcome]),
    );
    let best: Repair | undefined;
    for (const { value, reread } of candidates(fact, failing, lookup, values)) {
      const instead = new Map(values).set(id, value);
      const repair: Repair = {
        fact,
        value,
        reread,
        slip: slip(new Decimal(fact.value), value, Math.min(fact.fineness, 6)),
        repaired: [],
        broken: [],
      };
      for (const trial of around) {
        const was = before.get(trial);
        if (was === 'unknown') continue;
        const now = retest(trial, lookup, instead).outcome;
        const ties = now === 'holds' || now === 'rounding';
        if (was === 'fails' && ties && isOpen.has(trial)) repair.repaired.push(trial);
        else if (was !== 'fails' && !ties) repair.broken.push(trial);
      }
      if (repair.repaired.length > 0 && (!best || worth(repair) > worth(best))) best = repair;
    }
    if (best) repairs.push(best);
  }
  return repairs.sort((a, b) => worth(b) - worth(a));
}

interface Candidate {
  value: Decimal;
  reread: boolean;
}

/** Values that would make a failing relation tie, and those that a scanner also saw. */
function candidates(
  fact: Fact,
  failing: readonly Trial[],
  lookup: FactLookup,
  values: ReadonlyMap<string, Decimal>,
): Candidate[] {
  const found = new Map<string, Candidate>();
  const offer = (value: Decimal, reread = false) => {
    if (!found.has(value.toFixed())) found.set(value.toFixed(), { value, reread });
  };
  for (const text of fact.alternatives ?? []) {
    const digits = text.replace(/[,，\s%％]/gu, '');
    if (/^-?\d+(\.\d+)?$/u.test(digits)) offer(new Decimal(digits), true);
  }
  const printed = new Decimal(fact.value);
  const fineness = Math.min(fact.fineness, 6);
  const unit = halfUnit(fineness).times(2);
  for (const relation of failing.flatMap(({ alternatives }) => alternatives)) {
    const tested = testRelation(relation, lookup, values);
    const exact = solve(fact, tested.relation, tested.difference, lookup);
    if (!exact) continue;
    // Sums give the value itself; a quotient has to be rounded to what can be printed.
    const value = linearForm(tested.relation.formula)
      ? exact
      : exact.toDecimalPlaces(Math.max(fineness, fact.decimals));
    // Rounding of the other terms blurs the value: a slip of the pen nearby explains more than the exact remainder.
    const blur = tested.relation.exact ? 0 : Math.min(3, tested.relation.formula.op === 'add' ? 3 : 1);
    for (let step = 0; step <= blur; step++) {
      for (const sign of step === 0 ? [1] : [1, -1]) {
        const near = value.plus(unit.times(step * sign));
        if (step === 0 || slip(printed, near, fineness)) offer(near);
      }
    }
  }
  return [...found.values()].filter(({ value }) => !value.eq(printed));
}

/** The value of the fact at which the relation ties exactly; null where it cannot be solved for it. */
function solve(
  fact: Fact,
  relation: Trial['tested']['relation'],
  difference: Decimal | null,
  lookup: FactLookup,
): Decimal | null {
  const stated = lookup(relation.stated);
  if (!stated || difference === null) return null;
  if (relation.stated === fact.id) return new Decimal(fact.value).minus(difference);
  const factor = linearForm(relation.formula)?.get(fact.id);
  if (factor === undefined || factor === 0) return null;
  const own = measureOf(fact.unit);
  const total = measureOf(stated.unit);
  const scale = own.dimension === total.dimension ? total.factor.div(own.factor) : new Decimal(1);
  return new Decimal(fact.value).plus(difference.times(scale).div(factor));
}
