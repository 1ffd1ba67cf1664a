import { Decimal, addUnder, decimalText, once, type Fact } from '../schemas/index.js';
import { amountsOf, type Amount } from './amount.js';
import type { Interval } from './interval.js';
import type { Ledger } from './ledger.js';
import { lineAt } from './neighbours.js';
import { expectedScores } from './score-evidence.js';
import { weightsUnder } from './scores.js';
import { slipsInto, type Slip } from './slips.js';
import type { Trial } from './test-all.js';
import { measureOf, ONE } from './unit.js';

/**
 * What speaks for another value of a figure besides the relations that it mends: how figures around it are printed
 * (decimals, sign, unit), and whether the value is printed elsewhere under the same name. In points on the scale of
 * `worth`, where a mended relation counts ten.
 */
export interface Evidence {
  speaksFor(fact: Fact, value: Decimal, slip: Slip | null): number;
  /** The figure of another year or stage in its row that it repeats to the last digit. */
  copiedFrom(fact: Fact): Fact | undefined;
  /** What it costs to say that rounding blurs a sum, in a report whose sums tie to the last digit. */
  blurCost(): number;
  /** The values within an interval that a single slip of the pen turns into what the fact prints. */
  slipsInto(fact: Fact, within: Interval): Decimal[];
  /** The decimals that figures of its kind are printed to: a figure that lost its last digit shows fewer. */
  fineness(fact: Fact): number;
}

export function evidenceOf(ledger: Ledger, trials: readonly Trial[]): Evidence {
  // Nothing is looked at in a report in which everything ties.
  let seen: Surroundings | undefined;
  const surroundings = () => (seen ??= surroundingsIn(ledger.report.facts, amountsOf(ledger.fact)));
  const fineness = (fact: Fact) =>
    Math.min(Math.max(fact.fineness, commonFineness(surroundings().places.of(fact))), MOST_DECIMALS);
  let cost: number | undefined;
  return {
    blurCost: () => (cost ??= blurCost(trials)),
    fineness,
    copiedFrom: (fact) =>
      hasThreeDigits(fact.value) ? peersOf(fact, ledger).find(({ value }) => value === fact.value) : undefined,
    slipsInto: (fact, within) => slipsInto(new Decimal(fact.value), fineness(fact), within),
    speaksFor(fact, value, slip) {
      const { places, signs, prints } = surroundings();
      const place = places.of(fact);
      const sign = signs.of(fact);
      let points = 0;
      if (place) points += decimalsSpeak(fact, value, slip, place);
      if (sign) points += signSpeaks(fact, value, sign);
      if (value.isZero()) points += noughtSpeaks(fact, place);
      // A whole score that should be a broken one has been judged, not computed.
      if (!slip && value.decimalPlaces() > fact.decimals && measureOf(fact.unit).dimension === 'score') points -= 1;
      if (slip?.kind === 'shiftedPoint' && isReprinted(fact, value)) points -= 1.5;
      // 5.1万元 as 5.1元 is 0.00051万元, and nobody prints that.
      if (place && value.decimalPlaces() > commonFineness(place) + 2 && fact.decimals <= commonFineness(place) + 2)
        points -= slip?.kind === 'unit' && isTold(fact, value, place) ? 0 : 5;
      if (slip?.kind === 'unit' && fact.source === 'prose') points += unitSpeaks(fact, place);
      points += sizeSpeaks(fact, value, slip, ledger);
      points += witnessesSpeak(fact, value, prints, ledger);
      points += hundredSpeaks(fact, value, ledger);
      if (fact.concept === 'score.line') points += lineSpeaks(fact, value, ledger);
      // Looks alone never outweigh a relation.
      return Math.max(points, LEAST);
    },
  };
}

/**
 * Nobody is off by a thousandfold without a slip that shows how. And where a row tells one quantity of several years or
 * stages, a point that moved and a digit too many bring it back among them, or away from them.
 */
function sizeSpeaks(fact: Fact, value: Decimal, slip: Slip | null, ledger: Ledger): number {
  const [was, is] = [sizeOf(fact.value), sizeOf(value.toFixed())];
  if (was === null || is === null || Math.abs(is - was) < 0.5) return 0;
  if (!slip) return Math.abs(is - was) > 2.7 ? -5 : 0;
  const peers = peersOf(fact, ledger).flatMap((peer) => sizeOf(peer.value) ?? []);
  if (peers.length === 0) return 0;
  const away = (size: number) => Math.min(...peers.map((peer) => Math.abs(peer - size)));
  return clamp((away(was) - away(is)) * 3, 4);
}

/** Its decimal order; null of nought. */
function sizeOf(value: string): number | null {
  const size = Math.abs(Number(value));
  return size === 0 ? null : Math.log10(size);
}

const FLOWS: ReadonlySet<Fact['stage']> = new Set(['adjustment', 'change']);

/** The same quantity in the same row at other stages and in other years. */
function peersOf(fact: Fact, ledger: Ledger): Fact[] {
  if (fact.table === undefined || fact.row === undefined || FLOWS.has(fact.stage)) return [];
  return [...lineAt(ledger.report, fact.table, fact.row).values()].filter(
    ({ id, unit, concept, stage, period }) =>
      id !== fact.id &&
      unit === fact.unit &&
      concept === fact.concept &&
      !FLOWS.has(stage) &&
      (stage !== fact.stage || period !== fact.period),
  );
}

/** A sentence that says 万元 behind an amount of 元, in a report that tells many amounts in 元. */
function isTold(fact: Fact, value: Decimal, { units, all }: Habit): boolean {
  const unit = value.abs().lt(new Decimal(fact.value).abs()) ? '元' : '万元';
  return fact.source === 'prose' && unit !== fact.unit && (units.get(unit) ?? 0) * 4 >= all;
}

/** A point that moves takes all digits with it: 341.11 becomes 3411.1, and 3411.10 was never 341.11. */
function isReprinted(fact: Fact, value: Decimal): boolean {
  return (
    fact.decimals > 0 &&
    keepsNought(fact) &&
    value.decimalPlaces() >= fact.decimals &&
    value.abs().lt(new Decimal(fact.value).abs())
  );
}

/** A figure that should be nought: likelier where many are, and where it is printed coarser than all the others. */
function noughtSpeaks(fact: Fact, habit: Habit | undefined): number {
  if (!habit) return -3;
  const coarser = fact.decimals === 0 && commonFineness(habit) > 0 ? 2 : 0;
  return clamp(Math.log2((habit.zeros + 0.3) / (habit.all + 0.5)), 3) + coarser;
}

const LEAST = -6;

/** Of a sheet that prints no total weight: its sections come to 100, or do with the other value. */
function hundredSpeaks(fact: Fact, value: Decimal, ledger: Ledger): number {
  if (fact.concept !== 'score.section' && fact.concept !== 'score.line') return 0;
  const sum = untoldWeights(ledger).find(({ facts }) => facts.has(fact.id))?.sum;
  if (!sum) return 0;
  const other = sum.minus(fact.value).plus(value);
  return sum.eq(100) ? -4 : other.eq(100) ? 4 : 0;
}

/** What the sections come to, of each sheet that prints no total weight. */
const untoldWeights = once((ledger: Ledger): { facts: ReadonlySet<string>; sum: Decimal }[] =>
  ledger.report.scorings.flatMap(({ source, nodes: [root] }) => {
    if (source === 'cover' || root?.level !== 'total' || root.weightFact !== undefined) return [];
    const { facts, missing } = weightsUnder(root, ledger);
    if (missing.length > 0) return [];
    return {
      facts: new Set(facts),
      sum: facts.reduce((at, id) => at.plus(ledger.fact(id)?.value ?? 0), new Decimal(0)),
    };
  }),
);

/** The rule of a line, or what its reason takes off, tells its score better than any slip of the pen. */
const RULED = 7;
/** That a score is the weight by what was reached is custom. */
const CUSTOMARY = 3;

function lineSpeaks(fact: Fact, value: Decimal, ledger: Ledger): number {
  const expected = expectedScores(ledger.report).get(fact.id);
  if (!expected) return 0;
  const unit = new Decimal(10).pow(-Math.max(fact.decimals, 2));
  const fits = (score: Decimal) => score.gte(expected.low.minus(unit)) && score.lte(expected.high.plus(unit));
  const [was, is] = [fits(new Decimal(fact.value)), fits(value)];
  const points = expected.told ? RULED : CUSTOMARY;
  return was === is ? 0 : is ? points : -points;
}

interface Surroundings {
  /** How the figures of one table and unit, or all in sentences with such a unit, are printed. */
  places: Habits<Habit>;
  /** Adjustments and changes may be negative, amounts may not: told apart by column, or by stage. */
  signs: Habits<Signs>;
  /** Facts by their printed value. */
  prints: ReadonlyMap<string, Fact[]>;
}

function surroundingsIn(facts: readonly Fact[], amount: (id: string) => Amount | undefined): Surroundings {
  const places = new Habits(newHabit, (fact) => (fact.source === 'table' ? fact.unit : measureOf(fact.unit).dimension));
  const signs = new Habits(newSigns, (fact) => (fact.source === 'table' ? fact.column : fact.stage));
  const prints = new Map<string, Fact[]>();
  for (const fact of facts) {
    noteLooks(places.at(fact), fact);
    noteSign(signs.at(fact), fact);
    if (hasThreeDigits(fact.value)) addUnder(prints, printKey(fact, amount(fact.id)!.value), fact);
  }
  return { places, signs, prints };
}

/** How figures are printed, by their table (those of all sentences together) and what else tells them apart. */
class Habits<Kept> {
  readonly #habits = new Map<string | undefined, Map<string | number | undefined, Kept>>();

  constructor(
    private readonly make: () => Kept,
    private readonly kindOf: (fact: Fact) => string | number | undefined,
  ) {}

  of(fact: Fact): Kept | undefined {
    return this.#habits.get(tableOf(fact))?.get(this.kindOf(fact));
  }

  /** Made where there is none yet. */
  at(fact: Fact): Kept {
    let habits = this.#habits.get(tableOf(fact));
    if (!habits) this.#habits.set(tableOf(fact), (habits = new Map()));
    const kind = this.kindOf(fact);
    let habit = habits.get(kind);
    if (habit === undefined) habits.set(kind, (habit = this.make()));
    return habit;
  }
}

/** '' where it stands in a sentence. */
function tableOf({ source, table }: Fact): string | undefined {
  return source === 'table' ? table : '';
}

/** A figure that is printed more often is a round one, a standard or a nought. */
const MOST_COPIES = 50;

function witnessesSpeak(fact: Fact, value: Decimal, prints: Surroundings['prints'], ledger: Ledger): number {
  const isPrinted = (of: Decimal) =>
    (prints.get(printKey(fact, of)) ?? [])
      .slice(0, MOST_COPIES)
      .some((other) => other.id !== fact.id && !isBeside(other, fact) && isNamesake(fact, other, ledger));
  const right = hasThreeDigits(value.toFixed()) && isPrinted(value);
  const wrong = isPrinted(new Decimal(fact.value));
  return (right ? 3 : 0) - (wrong ? 3 : 0);
}

/** The same row tells other years and stages: what they repeat is copied as often as it is the same. */
function isBeside(a: Fact, b: Fact): boolean {
  return a.table !== undefined && a.table === b.table && a.row === b.row;
}

/** Beyond these a figure is a binary float, and its digits are noise. */
const MOST_DECIMALS = 6;

/** How figures of one place are printed. */
interface Habit {
  all: number;
  /** How many figures print so many decimals. */
  decimals: number[];
  /** Of figures in sentences: in a table the unit is its own. */
  units: Map<string, number>;
  /** Printed with a nought at the end of their decimals: noughts are kept. */
  noughts: number;
  zeros: number;
  /** See `commonFineness`. */
  fineness: number | undefined;
}

function newHabit(): Habit {
  return { all: 0, decimals: [], units: new Map(), noughts: 0, zeros: 0, fineness: undefined };
}

/** Of the figures of one place, how many are below nought. */
interface Signs {
  all: number;
  negative: number;
}

function newSigns(): Signs {
  return { all: 0, negative: 0 };
}

function noteSign(signs: Signs, { value }: Fact): void {
  signs.all++;
  if (value.startsWith('-')) signs.negative++;
}

function noteLooks(habit: Habit, fact: Fact): void {
  habit.all++;
  habit.decimals[fact.decimals] = (habit.decimals[fact.decimals] ?? 0) + 1;
  if (fact.source === 'prose') habit.units.set(fact.unit, (habit.units.get(fact.unit) ?? 0) + 1);
  if (keepsNought(fact)) habit.noughts++;
  if (fact.value < '1' && /^-?[0.]+$/u.test(fact.value)) habit.zeros++;
}

function keepsNought(fact: Fact): boolean {
  return fact.decimals > 0 && /\.\d*0\D*$/u.test(fact.text);
}

/** The finest decimals that a tenth of the figures has. */
function commonFineness(habit: Habit | undefined): number {
  if (!habit || habit.all < 4) return 0;
  habit.fineness ??= Math.max(
    0,
    habit.decimals.findLastIndex((count) => count * 10 >= habit.all),
  );
  return Math.min(habit.fineness, MOST_DECIMALS);
}

const SAME_LENGTH: ReadonlySet<Slip['kind']> = new Set(['transposed', 'wrongDigit', 'sign', 'doubledDigit']);

function decimalsSpeak(fact: Fact, value: Decimal, slip: Slip | null, habit: Habit): number {
  if (slip?.kind === 'unit' && fact.source === 'prose') return 0;
  const own = keepsNought(fact) ? 1 : 0;
  const kept = habit.noughts - own > (habit.all - 1) / 50;
  const after = kept ? Math.max(value.decimalPlaces(), commonFineness(habit)) : value.decimalPlaces();
  const share = (decimals: number) =>
    ((habit.decimals[decimals] ?? 0) - (decimals === fact.decimals ? 1 : 0) + 0.5) / (habit.all + 0.5);
  // A wrong figure that no slip leads to is printed as finely as any other, whatever the right one is like.
  if (!slip) return clamp(Math.min(0, Math.log2(share(after) / share(commonFineness(habit)))), 4);
  // With its digits in the same places, a figure that is printed with a nought at its end was to be printed with one.
  if (own === 1 && SAME_LENGTH.has(slip.kind) && value.decimalPlaces() <= fact.decimals) return 0;
  const points = clamp(Math.log2(share(after) / share(fact.decimals)), 4);
  // 25.0 where nobody else keeps a nought: a digit is gone from its end.
  const cut = own === 1 && !kept && value.decimalPlaces() > fact.decimals ? 2 : 0;
  return points + cut;
}

function signSpeaks(fact: Fact, value: Decimal, { all, negative: below }: Signs): number {
  const negative = new Decimal(fact.value).isNegative();
  if (value.isNegative() === negative || value.isZero()) return 0;
  const others = below - (negative ? 1 : 0);
  const share = (others + 0.15) / (all - 1 + 0.3);
  const odds = Math.log2(share / (1 - share));
  return clamp(value.isNegative() ? odds : -odds, 6);
}

/** A unit that stands alone among others is likelier the wrong one. */
function unitSpeaks(fact: Fact, habit: Habit | undefined): number {
  if (!habit || habit.all < 3) return 0;
  const share = ((habit.units.get(fact.unit) ?? 0) - 0.5) / habit.all;
  return clamp(-Math.log2(share / (1 - share)), 3);
}

/**
 * Where sums that tie do so to the last digit, an off-by-one is no rounding; where every third is rounded, it may be.
 */
function blurCost(trials: readonly Trial[]): number {
  let exact = 0;
  let blurred = 0;
  for (const { tested } of trials) {
    const { relation, shape, outcome } = tested;
    if (relation.comparison !== 'equal' || relation.exact || !shape.isLinear) continue;
    if (relation.formula.op === 'fact') continue;
    if (outcome === 'holds') exact++;
    else if (outcome === 'rounding') blurred++;
  }
  return Math.min(4, Math.max(0.3, -Math.log2((blurred + 0.5) / (exact + blurred + 1))));
}

/** The same quantity by name: one concept, or one long label. */
function isNamesake(a: Fact, b: Fact, ledger: Ledger): boolean {
  if (a.concept !== 'unnamed') return a.concept === b.concept || (isBudget(a) && isBudget(b));
  if (b.concept !== 'unnamed') return false;
  const words = (fact: Fact) => ledger.label(fact).replace(/[^\p{Script=Han}]/gu, '');
  const [one, other] = [words(a), words(b)];
  return one.length >= 4 && (one === other || one.includes(other) || other.includes(one));
}

/** Budgets, incomes and expenditures of the whole are told under each other's names. */
function isBudget(fact: Fact): boolean {
  return fact.concept === 'budget.total' || fact.concept === 'income.total' || fact.concept === 'expenditure.total';
}

function printKey(fact: Fact, value: Decimal): string {
  const { dimension, factor } = measureOf(fact.unit);
  const base = factor === ONE ? value : value.times(factor);
  return `${dimension}|${decimalText(base.abs())}`;
}

/** Between the noughts at its ends. */
function hasThreeDigits(value: string): boolean {
  let first = 0;
  let last = value.length - 1;
  while (first <= last && isNought(value, first)) first++;
  while (last >= first && isNought(value, last)) last--;
  const length = last - first + 1;
  if (length !== 3) return length > 3;
  const point = value.indexOf('.', first);
  return point < 0 || point > last;
}

/** A nought, or no digit at all. */
function isNought(value: string, at: number): boolean {
  const code = value.charCodeAt(at);
  return code <= 48 || code > 57;
}

function clamp(points: number, most: number): number {
  return Math.max(-most, Math.min(most, points));
}
