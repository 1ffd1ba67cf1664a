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
  const labels = facts.map((fact) => ledger.label(fact));
  const rate = first && RATE_WORDS[first.concept];
  if (rate !== undefined && first?.source === 'prose' && !/(?:率|比|比例|比重|幅)$/u.test(labels[0] ?? '')) {
    const what = others.find((one) => !(one.concept in RATE_WORDS));
    const label = what && lastOf(ledger.label(what));
    const called = label && (label.endsWith(rate) ? label : `${label}${rate}`);
    if (called) facts.forEach(({ id }, at) => id === first.id && (labels[at] = called));
  }
  const names = areDistinct(labels) ? labels : facts.map((fact, at) => apart(fact, labels[at] ?? '', facts, labels));
  if (facts.length <= FEW) return (fact) => names[indexIn(facts, fact)] ?? ledger.label(fact);
  const byId = new Map(facts.map(({ id }, at) => [id, names[at]]));
  return (fact) => byId.get(fact.id) ?? ledger.label(fact);
}

/** Few are looked through faster than they are put into a map. */
const FEW = 8;

function areDistinct(labels: readonly string[]): boolean {
  if (labels.length > FEW) return new Set(labels).size === labels.length;
  return labels.every((label, at) => labels.indexOf(label) === at);
}

function indexIn(facts: readonly Fact[], { id }: Fact): number {
  for (let at = facts.length - 1; at >= 0; at--) if (facts[at]?.id === id) return at;
  return -1;
}

/** The label with what tells the fact from others of that label. */
function apart(fact: Fact, label: string, facts: readonly Fact[], labels: readonly string[]): string {
  const alike = facts.filter((_, at) => labels[at] === label);
  if (alike.length === 1) return label;
  const tell = [(one: Fact) => STAGE_WORDS[one.stage], (one: Fact) => one.period && `${one.period}年`].find(
    (of) => of(fact) !== '' && alike.every((other) => other.id === fact.id || of(other) !== of(fact)),
  );
  if (tell) return `${label}（${tell(fact)}）`;
  return `${label}（${fact.source === 'table' ? '表中' : '文中'}${fact.text}${tail(fact)}）`;
}

function tail(fact: Fact): string {
  return fact.text.endsWith(fact.unit) || /[%％]$/u.test(fact.text) ? '' : fact.unit;
}

function lastOf(label: string): string {
  return label.split(' / ').at(-1) ?? label;
}
