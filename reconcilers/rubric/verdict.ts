import type { Indicator, Message, Report, ScoreVerdict } from '../../schemas/index.js';
import { Decimal, decimalText } from '../../schemas/index.js';
import { type Binding, type Bound, FactIndex, bindRule, shown } from './bind.js';
import { evaluateRule, type Inputs, type Score } from './evaluate.js';
import { formulaOf } from './formula.js';
import { parseRule } from './parse.js';

/** A verdict for every score line: its rule recomputed on the report's own figures, or which figure is missing. */
export function scoreVerdicts(report: Report): ScoreVerdict[] {
  const index = new FactIndex(report);
  return report.indicators
    .filter(({ weight, score, rule }) => weight !== null || score !== null || rule !== '')
    .map((indicator) => verdictOf(indicator, index));
}

function verdictOf(indicator: Indicator, index: FactIndex): ScoreVerdict {
  const rule = parseRule(indicator.rule);
  const weight = indicator.weight === null ? null : new Decimal(indicator.weight);
  const claimed = indicator.score === null ? null : new Decimal(indicator.score);
  const binding: Binding =
    indicator.rule === '' ? { bound: [], missing: ['评分标准'] } : bindRule(rule, indicator, index);
  const score = hullOver(binding.bound, (inputs) => evaluateRule(rule, weight, inputs));
  const missing = [...binding.missing];
  if (indicator.rule !== '' && missing.length === 0) missing.push(...unmet(rule.criteria, score.missing));
  if (rule.kind === 'unknown' && missing.length === 0) missing.push('评分标准没有可计算的规则');
  if (claimed === null) missing.push('自评得分');
  if (weight === null && score.high.isZero()) missing.push('分值');
  const base = {
    indicator: indicator.id,
    rule: indicator.rule,
    weight: indicator.weight,
    claimed: indicator.score,
    low: decimalText(score.low),
    high: decimalText(score.high),
    formula: indicator.rule === '' ? '' : formulaOf(rule),
    inputs: binding.bound.flatMap(inputsOf),
    missing,
  };
  const verdict = judge(claimed, score, missing);
  return { ...base, verdict, message: explain(indicator, verdict, score, binding, missing) };
}

/** The rule is read at the value itself and at both ends of what the printed figures can stand for. */
function hullOver(bound: Bound[], evaluate: (inputs: Inputs) => Score): Score {
  const readings = (['value', 'low', 'high'] as const).map((end) =>
    evaluate(Object.fromEntries(bound.map((one) => [one.name, one[end]]))),
  );
  return {
    low: Decimal.min(...readings.map(({ low }) => low)),
    high: Decimal.max(...readings.map(({ high }) => high)),
    missing: readings[0]!.missing,
  };
}

function unmet(criteria: readonly { name: string; text: string }[], names: readonly string[]): string[] {
  return names.map(
    (name) => criteria.find((criterion) => criterion.name === name)?.text ?? (name === 'x' ? '规则所指的数值' : name),
  );
}

function inputsOf({ name, label, value, facts }: Bound): ScoreVerdict['inputs'] {
  const own = { name, label, text: shown(value), value: decimalText(value.toDecimalPlaces(12)) };
  return [
    own,
    ...facts.map((fact) => ({
      name: fact.id,
      label: fact.label,
      text: fact.text,
      value: fact.value,
      place: fact.place,
    })),
  ];
}

/** Out of reach is wrong even where something is missing; otherwise what is missing leaves the line open. */
function judge(claimed: Decimal | null, { low, high }: Score, missing: readonly string[]): ScoreVerdict['verdict'] {
  if (claimed === null) return 'notComputable';
  if (claimed.gt(high) && !(missing.length > 0 && high.isZero())) return 'overclaimed';
  if (claimed.lt(low)) return 'underclaimed';
  if (missing.length > 0) return 'notComputable';
  // Scores are printed to at most two decimals: 9.359 is told as 9.36.
  const printed = new Decimal(1).div(new Decimal(10).pow(Math.max(claimed.decimalPlaces(), 2)));
  if (high.minus(low).lte(printed)) return 'verified';
  return 'withinRange';
}

function explain(
  indicator: Indicator,
  verdict: ScoreVerdict['verdict'],
  { low, high }: Score,
  binding: Binding,
  missing: readonly string[],
): Message {
  const should = low.equals(high) ? shown(low) : `${shown(low)}–${shown(high)}`;
  const figures = binding.bound
    .map(
      ({ label, value, facts }) =>
        `${facts.length > 0 ? `${facts.map(({ text }) => text).join(' / ')} → ` : ''}${label} = ${shown(value)}%`,
    )
    .join('；');
  const name = indicator.level3 || indicator.level2 || indicator.level1;
  const rule = indicator.rule.replace(/\s+/gu, ' ').slice(0, 120);
  const claimed = indicator.score ?? '—';
  if (verdict === 'notComputable') {
    return {
      zh: `${name}：自评 ${claimed} 分，不能复算，缺：${missing.join('、')}。`,
      en: `${name}: claims ${claimed}; cannot be recomputed, missing: ${missing.join(', ')}.`,
    };
  }
  return {
    zh: `${name}：规则“${rule}”；代入 ${figures || '（无数值）'}；应得 ${should} 分，自评 ${claimed} 分。`,
    en: `${name}: rule “${rule}”; with ${figures || '(no figures)'} it gives ${should}; claimed ${claimed}.`,
  };
}
