import type { Concept, Fact, Indicator, Report } from '../../schemas/index.js';
import { Decimal, SUMMARY, decimalText, squeeze } from '../../schemas/index.js';
import { factsTold } from '../facts-told.js';
import { measureOf } from '../unit.js';
import { tellsChange, tellsSide } from './criteria-words.js';
import { bindGoal, type Goal } from './goal.js';
import { RATIOS, type RatioDefinition, type Term } from './ratios.js';
import type { Rule } from './rule.js';

/** A quantity of a rule with the printed figures that it is made of. */
export interface Bound {
  /** Input name: x, A, B. */
  name: string;
  label: string;
  value: Decimal;
  /** The least and greatest value that the printed figures can stand for. */
  low: Decimal;
  high: Decimal;
  facts: Fact[];
}

export interface Binding {
  bound: Bound[];
  /** In words: the figures that the rule needs and the report does not print. */
  missing: string[];
}

const HUNDRED = new Decimal(100);

/** A shorter name (满意度) stands in too many labels to tell one figure from another. */
const SHORTEST_NAME = 5;

/** The facts of one report, ready to be asked for by concept. */
export class FactIndex {
  private readonly percentages: Fact[];

  constructor(private readonly report: Report) {
    this.percentages = report.facts.filter(
      ({ unit, stage }) => unit === '%' && stage !== 'target' && stage !== 'previousFinal',
    );
  }

  /** The figure of the whole department for the report's year; tables before sentences. */
  find({ concepts, stages }: Term): Fact | undefined {
    for (const concept of concepts) {
      const facts = factsTold(this.report, concept).filter((fact) => this.isWhole(fact) && fact.unit !== '%');
      for (const stage of stages) {
        const found = first(
          facts.filter((fact) => fact.stage === stage && (this.isCurrent(fact) || stage === 'previousFinal')),
        );
        if (found) return found;
      }
    }
    return undefined;
  }

  /** A percentage that is printed for a concept, or under the very name of an indicator; never a target. */
  rate(concept: Concept | undefined, names: readonly string[]): Fact | undefined {
    const printed = this.percentages.filter((fact) => this.isWhole(fact) && this.isCurrent(fact));
    const own = concept && first(printed.filter((fact) => fact.concept === concept));
    if (own) return own;
    for (const name of names) {
      if (name.length < SHORTEST_NAME) continue;
      const named = first(printed.filter(({ label }) => squeeze(label).includes(name)));
      if (named) return named;
    }
    return undefined;
  }

  /** The rate of execution that stands in the same row as a line of the national form. */
  rateBeside({ table, row }: Indicator): Fact | undefined {
    if (table === undefined || row === undefined) return undefined;
    return this.percentages.find(
      (fact) => fact.concept === 'rate.execution' && fact.table === table && fact.row === row,
    );
  }

  private isWhole({ subject, bound }: Fact): boolean {
    return subject === SUMMARY && bound === undefined;
  }

  private isCurrent({ period }: Fact): boolean {
    return period === this.report.identity.year || period === '';
  }
}

/** Tables before sentences. */
const first = (facts: readonly Fact[]): Fact | undefined => facts.find(({ source }) => source === 'table') ?? facts[0];

/** Finds what a rule is about among the report's figures: its own percentage, or the ratio that its name defines. */
export function bindRule(rule: Readonly<Rule>, indicator: Indicator, index: FactIndex, goal: Goal | null): Binding {
  const line = nameOfLine(indicator);
  // 较上年提高得满分，持平得15分: a level of 90% is no change.
  if (rule.criteria.some(({ text }) => tellsChange(text)) && !CHANGES.test(`${line}${rule.quantity}`))
    return { bound: [], missing: asksForNumber(rule) ? [`${line}较上年的变动`] : [] };
  if (rule.excess && !CHANGES.test(`${line}${rule.quantity}`) && !/偏差|差异|调整/u.test(line))
    return { bound: [], missing: [`${line}超出或低于目标的比例`] };
  const reached = goal && bindGoal(goal, rule, line);
  if (reached) return { bound: [reached], missing: [] };
  // 98% reached says nothing of how often something happened.
  const own = rule.occurrences ? null : completion(indicator);
  if (own) return { bound: [own], missing: [] };
  if (rule.checkpoints.length > 0) return { bound: [], missing: rule.checkpoints.map(({ label }) => `${label}的进度`) };
  if (!asksForNumber(rule)) return { bound: [], missing: [] };
  if (rule.occurrences) return { bound: [], missing: rule.criteria.length > 0 ? [] : [OCCURRENCES] };
  // A rule that spells out its quotient asks for exactly those two figures.
  const { numerator, denominator } = rule.proportion ?? {};
  if (numerator && denominator) return { bound: [], missing: [numerator, denominator] };
  const names = [nameOfLine(indicator), rule.quantity, indicator.level2].map((name) =>
    squeeze(name).replace(QUOTES, ''),
  );
  const definition = names.map(definitionOf).find(Boolean);
  const computed = definition ? bindRatio(definition, index) : null;
  if (computed && computed.bound.length > 0) return computed;
  const printed = index.rate(definition?.printed, names.slice(0, 2));
  if (printed) return { bound: [boundRate(printed)], missing: [] };
  if (computed) return computed;
  const name = nameOf(rule.quantity) || nameOfLine(indicator) || '规则所指的数值';
  const wanted = rule.counts.length > 0 ? OCCURRENCES : name;
  return { bound: [], missing: rule.criteria.length > 0 ? [] : [wanted] };
}

/** The first line of the national form has no rule in words: its score is its weight × the rate beside it, capped. */
export function bindExecution(indicator: Indicator, index: FactIndex): Bound | null {
  const rate = index.rateBeside(indicator);
  return rate ? boundRate(rate) : null;
}

const CHANGES = /变动|增长|增减|增幅|降幅|下降|降低/u;
const OCCURRENCES = '出现的次数（例、项）';
const QUOTES = /[“”"'‘’《》]/gu;

/** 预决算偏差程度在(10%以内) → 预决算偏差程度 */
const nameOf = (quantity: string): string => quantity.replace(QUOTES, '').replace(/(?:在|为|达|的|控制|不|应)+$/u, '');

const nameOfLine = ({ level1, level2, level3 }: Indicator): string => level3 || level2 || level1;

const definitionOf = (name: string): RatioDefinition | undefined =>
  RATIOS.find((ratio) => ratio.names.some((words) => words.every((word) => name.includes(word))));

function boundRate(fact: Fact): Bound {
  const value = new Decimal(fact.value);
  const half = new Decimal(10).pow(-fact.decimals).div(2);
  return { name: 'x', label: fact.label, value, low: value.minus(half), high: value.plus(half), facts: [fact] };
}

function asksForNumber(rule: Readonly<Rule>): boolean {
  const { tiers, steps, counts, proportion, criteria } = rule;
  if (tiers.length > 0 || steps.length > 0 || counts.length > 0 || proportion !== undefined) return true;
  return criteria.length > 0 && criteria.every(({ text }) => tellsSide(text));
}

function bindRatio(definition: RatioDefinition, index: FactIndex): Binding {
  const numerator = index.find(definition.numerator);
  const denominator = index.find(definition.denominator);
  const missing = [!numerator && definition.numerator.zh, !denominator && definition.denominator.zh].filter(
    (word) => typeof word === 'string',
  );
  if (!numerator || !denominator) return { bound: [], missing };
  const [below, above] = [interval(denominator), interval(numerator)];
  // A table that prints no unit beside a sentence in 万元: nobody knows how many of the one are one of the other.
  if (measureOf(numerator.unit).dimension !== measureOf(denominator.unit).dimension)
    return { bound: [], missing: [definition.denominator.zh] };
  if (below.low.lte(0)) return { bound: [], missing: [definition.denominator.zh] };
  const ratio = (n: Decimal, d: Decimal): Decimal =>
    (definition.kind === 'change' ? n.minus(d) : n).div(d).times(HUNDRED);
  const scale = unitScale(numerator.unit).div(unitScale(denominator.unit));
  const value = ratio(above.value.times(scale), below.value);
  // The same figure twice is the same amount, whatever was rounded away.
  const same = above.value.times(scale).eq(below.value);
  const ends = same
    ? [value]
    : [above.low, above.high].flatMap((n) => [below.low, below.high].map((d) => ratio(n.times(scale), d)));
  return {
    bound: [
      {
        name: 'x',
        label: `${definition.numerator.zh} / ${definition.denominator.zh}`,
        value,
        low: Decimal.min(...ends),
        high: Decimal.max(...ends),
        facts: [numerator, denominator],
      },
    ],
    missing: [],
  };
}

/** An indicator's own reached percentage (实际完成值 98%). */
function completion(indicator: Indicator): Bound | null {
  const match = /^(-?\d+(?:\.\d+)?)%$/u.exec(squeeze(indicator.actual));
  if (!match) return null;
  const value = new Decimal(match[1]!);
  return { name: 'x', label: nameOfLine(indicator), value, low: value, high: value, facts: [] };
}

/** Head counts are exact; money stands for its rounding interval. */
function interval(fact: Fact): { value: Decimal; low: Decimal; high: Decimal } {
  const value = new Decimal(fact.value);
  const half = fact.concept.startsWith('staff.') ? new Decimal(0) : new Decimal(10).pow(-fact.fineness).div(2);
  return { value, low: value.minus(half), high: value.plus(half) };
}

function unitScale(unit: string): Decimal {
  return new Decimal(unit === '亿元' || unit === '亿' ? 1e8 : unit === '万元' || unit === '万' ? 1e4 : 1);
}

export const shown = (value: Decimal): string => decimalText(value.toDecimalPlaces(4));
