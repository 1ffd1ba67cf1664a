import type { Fact, Stage } from '../schemas/index.js';
import type { Ledger } from './ledger.js';

const STAGE_WORDS: Record<Stage, string> = {
  opening: '年初预算',
  adjustment: '预算调整',
  adjusted: '调整后预算',
  final: '决算',
  previousFinal: '上年决算',
  change: '增减',
  target: '目标',
  actual: '实际',
};

const RATE_WORDS: Readonly<Record<string, string>> = {
  'rate.completion': '完成率',
  'rate.share': '占比',
  'rate.change': '变动率',
  'rate.execution': '执行率',
};

/**
 * What to call the figures of one relation so that a reader can tell them apart: their labels, and where one label
 * stands for several of them, their stage (实际, 目标), their year, or which of them comes first in the report. A rate
 * that its sentence gives no name is called after what it is the rate of: 再就业完成率.
 */
export function namesOf(facts: readonly Fact[], ledger: Ledger): (fact: Fact) => string {
  const [first, ...others] = facts;
  const base = new Map(facts.map((fact) => [fact.id, ledger.label(fact)]));
  const rate = first && RATE_WORDS[first.concept];
  if (
    first &&
    rate !== undefined &&
    first.source === 'prose' &&
    !/(?:率|比|比例|比重|幅)$/u.test(base.get(first.id) ?? '')
  ) {
    const what = others.find((one) => !(one.concept in RATE_WORDS));
    const label = what && lastOf(ledger.label(what));
    if (label) base.set(first.id, label.endsWith(rate) ? label : `${label}${rate}`);
  }
  const names = new Map<string, string>();
  for (const fact of facts) {
    const label = base.get(fact.id) ?? '';
    const alike = facts.filter((other) => base.get(other.id) === label);
    const tell = [(one: Fact) => STAGE_WORDS[one.stage], (one: Fact) => one.period && `${one.period}年`].find(
      (of) => of(fact) !== '' && alike.every((other) => other.id === fact.id || of(other) !== of(fact)),
    );
    if (alike.length === 1) names.set(fact.id, label);
    else if (tell) names.set(fact.id, `${label}（${tell(fact)}）`);
    else names.set(fact.id, `${label}（${fact.source === 'table' ? '表中' : '文中'}${fact.text}${tail(fact)}）`);
  }
  return (fact) => names.get(fact.id) ?? ledger.label(fact);
}

function tail(fact: Fact): string {
  return fact.text.endsWith(fact.unit) || /[%％]$/u.test(fact.text) ? '' : fact.unit;
}

function lastOf(label: string): string {
  return label.split(' / ').at(-1) ?? label;
}
