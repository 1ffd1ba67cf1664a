import { Decimal, addUnder, type Fact } from '../schemas/index.js';
import type { FactLookup } from './amount.js';
import type { Evidence } from './evidence.js';
import { coefficientOf } from './expression.js';
import { around, halfUnit } from './interval.js';
import { slip, tellingSlipsInto, type Slip } from './slips.js';
import { testRelation, type Tested } from './relation-test.js';
import { retest, type Trial } from './test-all.js';
import { measureOf } from './unit.js';

/** Another value of one printed figure, and what it would mend and break. */
export interface Repair {
  fact: Fact;
  /** In the fact's own unit. */
  value: Decimal;
  slip: Slip | null;
  /** The figure of another year in its row that it was perhaps copied from. */
  copied?: Fact;
  /** The scanner's other reading of the same print. */
  reread: boolean;
  /** What the looks of the figure, and its copies elsewhere, say for it. */
  evidence: number;
  repaired: Trial[];
  broken: Trial[];
  /** Points for it: the greater, the likelier. */
  worth: number;
}

/** In a sum of more terms than this, a term is suspected only when something else speaks against it too. */
const MANY_TERMS = 40;

/** Another value of the same figure is worth telling when it is about as likely. */
const NEARLY = 2;

/** Of another value that no slip of the pen leads to: the dearest of all. */
export const BARE_COST = 4;

function worthOf(repair: Omit<Repair, 'worth'>): number {
  const cost = repair.reread ? 0.5 : (repair.slip?.cost ?? (repair.copied ? COPIED_COST : bareCost(repair)));
  return (repair.repaired.length - repair.broken.length) * 10 - cost + repair.evidence + addedUp(repair);
}

/** Scores are added up by hand: a total that differs by one digit may be a slip of the pen, or of the head. */
function addedUp({ fact, slip: found, repaired }: Omit<Repair, 'worth'>): number {
  const isTotal = ({ tested: { relation } }: Trial) =>
    relation.stated === fact.id && relation.exact && relation.comparison === 'equal' && relation.formula.op !== 'fact';
  return found && repaired.some(isTotal) ? 1.2 : 0;
}

/** A figure that repeats last year's to the last digit was copied, or nothing had changed. */
const COPIED_COST = 1.5;

/** A total may have been added up wrongly; a part is copied from somewhere. */
function bareCost({ fact, repaired }: Omit<Repair, 'worth'>): number {
  return BARE_COST + (repaired.some(({ tested }) => tested.relation.stated === fact.id) ? 0 : 1);
}

/** Which trials each fact takes part in. */
export function trialsByFact(trials: readonly Trial[]): Map<string, Trial[]> {
  const index = new Map<string, Trial[]>();
  for (const trial of trials) for (const id of trial.facts) addUnder(index, id, trial);
  return index;
}

/** Every single-figure repair of the open (failing) trials, worthiest first. `values` are repairs already made. */
export type RepairSearch = (open: readonly Trial[], values?: ReadonlyMap<string, Decimal>) => Repair[];

/** What was found for one fact, and what that depends on: the failing trials that it is in, and repairs near it. */
interface Searched {
  failing: readonly Trial[];
  values: readonly (readonly [string, Decimal])[];
  repairs: Repair[];
}

const NONE: Searched['values'] = [];

/** A search that remembers: a repair changes nothing for facts that no relation ties to it. */
export function repairSearch(
  touching: ReadonlyMap<string, Trial[]>,
  lookup: FactLookup,
  evidence: Evidence,
): RepairSearch {
  const known = new Map<string, Searched[]>();
  return (open, values = new Map()) => {
    const hits = new Map<string, Trial[]>();
    for (const trial of open) for (const id of trial.facts) addUnder(hits, id, trial);
    const repairs: Repair[] = [];
    for (const [id, failing] of hits) {
      const fact = lookup(id);
      if (!fact || values.has(id)) continue;
      const suspected = failing.some(({ facts }) => facts.length <= MANY_TERMS || facts[0] === id);
      if (!suspected && failing.length < 2) continue;
      const around = touching.get(id) ?? [];
      const tied =
        values.size === 0
          ? NONE
          : [...values].filter(([other]) => touching.get(other)?.some((trial) => around.includes(trial)));
      const before = known.get(id) ?? [];
      let found = before.find((one) => isSame(one, failing, tied));
      if (!found) {
        found = { failing, values: tied, repairs: bestRepairs(fact, failing, around, lookup, new Map(tied), evidence) };
        known.set(id, [...before, found]);
      }
      repairs.push(...found.repairs);
    }
    return repairs.sort((a, b) => b.worth - a.worth);
  };
}

function isSame(one: Searched, failing: Searched['failing'], values: Searched['values']): boolean {
  return (
    one.failing.length === failing.length &&
    one.values.length === values.length &&
    one.failing.every((trial, index) => trial === failing[index]) &&
    one.values.every(([id, value], index) => id === values[index]?.[0] && value === values[index][1])
  );
}

/** The worthiest repair of one fact, and the next one where it is about as likely. */
function bestRepairs(
  fact: Fact,
  failing: readonly Trial[],
  around: readonly Trial[],
  lookup: FactLookup,
  values: ReadonlyMap<string, Decimal>,
  evidence: Evidence,
): Repair[] {
  const open = new Set(failing);
  const before = around.map((trial) => retest(trial, lookup, values));
  const printed = new Decimal(fact.value);
  const fineness = evidence.fineness(fact);
  let best: Repair | undefined;
  let second: Repair | undefined;
  for (const { value, reread, blurred } of candidates(fact, failing, lookup, values, evidence)) {
    const instead = new Map(values).set(fact.id, value);
    const [repaired, broken]: [Trial[], Trial[]] = [[], []];
    const found = slip(printed, value, fineness);
    let speaks = 0;
    around.forEach((trial, index) => {
      const tested = before[index]!;
      const was = open.has(trial) ? 'fails' : tested.outcome;
      if (was === 'unknown' && !isLimit(trial)) return;
      const now = retest(trial, lookup, instead);
      const ties = now.outcome === 'holds' || now.outcome === 'rounding';
      if (was === 'fails' && ties && open.has(trial)) repaired.push(trial);
      else if (was !== 'fails' && was !== 'unknown' && !ties) broken.push(trial);
      if (isLimit(trial)) speaks += limitSpeaks(tested, now, found);
    });
    if (repaired.length === 0) continue;
    speaks += evidence.speaksFor(fact, value, found) - blurCost(blurred, found, evidence);
    const copied = found ? undefined : evidence.copiedFrom(fact);
    const repair: Repair = { fact, value, reread, slip: found, evidence: speaks, repaired, broken, worth: 0 };
    if (copied && !copied.value.startsWith('-')) repair.copied = copied;
    repair.worth = worthOf(repair);
    if (!best || repair.worth > best.worth) {
      second = best;
      best = repair;
    } else if (!second || repair.worth > second.worth) second = repair;
  }
  if (!best) return [];
  return second && best.worth - second.worth < NEARLY ? [best, second] : [best];
}

/** A list of which nobody says that it is complete (其中). */
function isLimit({ tested: { relation }, facts }: Trial): boolean {
  return relation.comparison === 'atLeast' && !relation.exact && facts.length > 2;
}

/** That the parts told of a whole come to it to the last digit is no chance: the list is complete in fact. */
const EXACT_LIMIT = 4;

function limitSpeaks(before: Tested, after: Tested, found: Slip | null): number {
  const [was, is] = [isExact(before), isExact(after)];
  if (was === is) return 0;
  // A value that was computed from the limit meets it by itself, and only a slip of the pen there tells something.
  return was ? -EXACT_LIMIT : found ? EXACT_LIMIT : 0;
}

function isExact({ stated, difference, tolerance }: Tested): boolean {
  if (stated === null || difference === null || tolerance === null || stated.isZero()) return false;
  return difference.abs().lte(tolerance);
}

/** Chance seldom puts a hundredfold or a ten-thousandfold next to the exact value. */
function blurCost(blurred: number, found: Slip | null, evidence: Evidence): number {
  if (blurred === 0) return 0;
  const telling = found !== null && TELLING.has(found.kind) && found.cost <= 0;
  return (evidence.blurCost() + 0.5) * (telling ? Math.min(blurred, 0.3) : blurred);
}

const TELLING: ReadonlySet<Slip['kind']> = new Set(['unit', 'shiftedPoint', 'sign']);

interface Candidate {
  value: Decimal;
  reread: boolean;
  /** 0: the exact remainder; up to 1¼: only rounding leads there, and how likely chance does. */
  blurred: number;
}

/** Values that would make a failing relation tie, and those that a scanner also saw. */
function candidates(
  fact: Fact,
  failing: readonly Trial[],
  lookup: FactLookup,
  values: ReadonlyMap<string, Decimal>,
  evidence: Evidence,
): Candidate[] {
  const fineness = evidence.fineness(fact);
  const found = new Map<string, Candidate>();
  const offer = (value: Decimal, blurred: number, reread = false) => {
    const there = found.get(value.toFixed());
    if (!there) found.set(value.toFixed(), { value, reread, blurred });
    else there.blurred = Math.min(there.blurred, blurred);
  };
  for (const text of fact.alternatives ?? []) {
    const digits = text.replace(/[,，\s%％]/gu, '');
    if (/^-?\d+(\.\d+)?$/u.test(digits)) offer(new Decimal(digits), 0, true);
  }
  const printed = new Decimal(fact.value);
  const unit = halfUnit(fineness).times(2);
  for (const relation of failing.flatMap(({ alternatives }) => alternatives)) {
    const tested = testRelation(relation, lookup, values);
    const { shape } = tested;
    if (relation.stated !== fact.id && !shape.isLinear) {
      for (const [value, blurred] of throughCurve(fact, tested, lookup, values, evidence)) offer(value, blurred);
      continue;
    }
    // A sum of only some parts is a limit: what keeps most of the figure and stays within it may be what was meant.
    if (relation.comparison !== 'equal' && !relation.exact)
      for (const value of tellingSlipsInto(printed)) offer(value, 0);
    const exact = solve(fact, tested, lookup);
    if (!exact) continue;
    // Sums give the value itself; a quotient has to be rounded to what can be printed.
    const value = shape.isLinear ? exact : exact.toDecimalPlaces(Math.max(fineness, fact.decimals));
    offer(value, 0);
    if (relation.exact) continue;
    // Rounding of the other terms blurs the value: a slip of the pen nearby explains more than the exact remainder.
    const blur = inUnitOf(fact, relation, tested.tolerance, lookup);
    // As many units in the last place as the figure is off: a small gap is near a slip by chance, a great one is not.
    const gap = exact.minus(printed).abs();
    const chance = gap.lt(unit.times(30)) ? 1 : gap.lt(unit.times(300)) ? 0.5 : 0.3;
    for (const one of evidence.slipsInto(fact, around(exact, blur))) {
      // The rounding of several terms seldom adds up to all that it may.
      const far = blur.isZero() ? 0 : Number(one.minus(exact).abs().div(blur).toFixed(2));
      if (!one.eq(exact)) offer(one, chance * (0.75 + far / 2));
    }
  }
  return [...found.values()].filter(({ value }) => !value.eq(printed));
}

/**
 * Of a rate or a product: the values of one figure that give what is stated. A rounded rate leaves a range of them:
 * its middle, and every value in it that a slip of the pen leads from.
 */
function throughCurve(
  fact: Fact,
  tested: Tested,
  lookup: FactLookup,
  values: ReadonlyMap<string, Decimal>,
  evidence: Evidence,
): [Decimal, number][] {
  const { relation, stated, computed, tolerance } = tested;
  if (stated === null || computed === null || tolerance === null) return [];
  const at = (value: Decimal) => testRelation(relation, lookup, new Map(values).set(fact.id, value)).computed;
  const from = values.get(fact.id) ?? new Decimal(fact.value);
  const to = from.times('1.01').plus('0.01');
  const [one, other] = [computed, at(to)];
  if (!other || one.eq(other) || from.isZero()) return [];
  // Linear in a numerator, hyperbolic in a denominator: through two points goes one curve of each kind.
  const slope = other.minus(one).div(to.minus(from));
  const straight = (goal: Decimal) => from.plus(goal.minus(one).div(slope));
  const bend = one.minus(other).div(new Decimal(1).div(from).minus(new Decimal(1).div(to)));
  const far = one.minus(bend.div(from));
  const bent = (goal: Decimal) => (goal.eq(far) ? null : bend.div(goal.minus(far)));
  const found: [Decimal, number][] = [];
  const half = Decimal.min(tolerance, halfUnit(lookup(relation.stated)?.fineness ?? 2).times(2));
  const fineness = evidence.fineness(fact);
  for (const curve of [straight, bent]) {
    // Under |…| the right value may lie on the other arm.
    for (const goal of relation.formula.op === 'absolute' ? [stated, stated.neg()] : [stated]) {
      const middle = curve(goal);
      const ends = [curve(goal.minus(half)), curve(goal.plus(half))];
      if (!middle || !ends[0] || !ends[1]) continue;
      const [low, high] = ends[0].lt(ends[1]) ? [ends[0], ends[1]] : [ends[1], ends[0]];
      found.push([middle.toDecimalPlaces(Math.max(fineness, 0)), 0]);
      for (const value of evidence.slipsInto(fact, { low, high })) found.push([value, 0]);
    }
  }
  // Under a sign that the formula takes away, the curve has another arm.
  if (from.isNegative()) found.push([from.neg(), 0]);
  return found;
}

/** A tolerance of the stated figure in the unit of another figure of the relation. */
function inUnitOf(
  fact: Fact,
  { stated: id }: Trial['tested']['relation'],
  tolerance: Decimal | null,
  lookup: FactLookup,
): Decimal {
  const stated = lookup(id);
  if (!stated || tolerance === null) return new Decimal(0);
  const own = measureOf(fact.unit);
  const total = measureOf(stated.unit);
  return own.dimension === total.dimension ? tolerance.times(total.factor).div(own.factor) : tolerance;
}

/** The value of the fact at which the relation ties exactly; null where it cannot be solved for it. */
function solve(fact: Fact, { relation, shape, difference }: Tested, lookup: FactLookup): Decimal | null {
  const stated = lookup(relation.stated);
  if (!stated || difference === null) return null;
  if (relation.stated === fact.id) return new Decimal(fact.value).minus(difference);
  const factor = shape.isLinear ? coefficientOf(fact.id, shape) : 0;
  if (factor === 0) return null;
  const own = measureOf(fact.unit);
  const total = measureOf(stated.unit);
  const scale = own.dimension === total.dimension ? total.factor.div(own.factor) : new Decimal(1);
  return new Decimal(fact.value).plus(difference.times(scale).div(factor));
}
