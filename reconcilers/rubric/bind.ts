import type { Fact, Indicator, Report } from '../../schemas/index.js';
import { Decimal, SUMMARY, decimalText, squeeze } from '../../schemas/index.js';
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

/** The facts of one report, ready to be asked for by concept. */
export class FactIndex {
  private readonly byConcept = new Map<string, Fact[]>();

  constructor(private readonly report: Report) {
    for (const fact of report.facts) {
      const list = this.byConcept.get(fact.concept);
      if (list) list.push(fact);
      else this.byConcept.set(fact.concept, [fact]);
    }
  }

  /** The figure of the whole department for the report's year; tables before sentences. */
  find(term: Term): Fact | undefined {
    const year = this.report.identity.year;
    const facts = (this.byConcept.get(term.concept) ?? []).filter(
      ({ subject, bound, unit }) => subject === SUMMARY && bound === undefined && unit !== '%',
    );
    for (const stage of term.stages) {
      const candidates = facts.filter(
        (fact) => fact.stage === stage && (fact.period === year || fact.period === '' || stage === 'previousFinal'),
      );
      const found = candidates.find(({ source }) => source === 'table') ?? candidates[0];
      if (found) return found;
    }
    return undefined;
  }
}

/** Finds what a rule is about among the report's figures: its own percentage, or the ratio that its name defines. */
export function bindRule(rule: Rule, indicator: Indicator, index: FactIndex): Binding {
  const own = completion(indicator);
  if (own) return { bound: [own], missing: [] };
  if (!asksForNumber(rule)) return { bound: [], missing: [] };
  const names = [indicator.level3, rule.quantity, indicator.level2].map(squeeze);
  const definition = names
    .map((name) => RATIOS.find((ratio) => ratio.names.some((words) => words.every((word) => name.includes(word)))))
    .find(Boolean);
  if (!definition) {
    const wanted =
      rule.counts.length > 0
        ? '出现的次数（例、项）'
        : rule.quantity || indicator.level3 || indicator.level2 || '规则所指的数值';
    return { bound: [], missing: rule.criteria.length > 0 ? [] : [wanted] };
  }
  return bindRatio(definition, index);
}

function asksForNumber(rule: Rule): boolean {
  return rule.tiers.length > 0 || rule.steps.length > 0 || rule.counts.length > 0 || rule.proportion !== undefined;
}

function bindRatio(definition: RatioDefinition, index: FactIndex): Binding {
  const numerator = index.find(definition.numerator);
  const denominator = index.find(definition.denominator);
  const missing = [!numerator && definition.numerator.zh, !denominator && definition.denominator.zh].filter(
    (word) => typeof word === 'string',
  );
  if (!numerator || !denominator) return { bound: [], missing };
  const [below, above] = [interval(denominator), interval(numerator)];
  if (below.low.lte(0)) return { bound: [], missing: [definition.denominator.zh] };
  const ratio = (n: Decimal, d: Decimal): Decimal =>
    (definition.kind === 'change' ? n.minus(d) : n).div(d).times(HUNDRED);
  const scale = unitScale(numerator.unit).div(unitScale(denominator.unit));
  const value = ratio(above.value.times(scale), below.value);
  const ends = [above.low, above.high].flatMap((n) => [below.low, below.high].map((d) => ratio(n.times(scale), d)));
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
  return { name: 'x', label: indicator.level3, value, low: value, high: value, facts: [] };
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
