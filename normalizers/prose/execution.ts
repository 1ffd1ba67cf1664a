import type { Add } from './add.js';
import type { KnownFacts } from './known-facts.js';
import type { Sentence } from './reading.js';
import { isPlain, isShare } from './ties.js';

/** How many sentences back the budget and what was spent of it may stand. */
const REACH = 4;

/**
 * 全年预算A，其中…。实际支出B，其中…。预算执行率为C: of the whole's figures in the sentences before it; where several may be
 * meant and none fits, nothing is said.
 */
export function addExecution(
  sentences: readonly Sentence[],
  at: number,
  index: number,
  known: KnownFacts,
  add: Add,
): void {
  const { mentions, passage } = sentences[at]!;
  const rate = mentions[index]!;
  if (rate.fact.concept !== 'rate.execution' || rate.range || rate.fact.bound || rate.fact.stage === 'change') return;
  if (!WHOLE_RATE.test(rate.fact.label)) return;
  const earlier = sentences
    .slice(Math.max(0, at - REACH), at)
    .flatMap((sentence) => (sentence.passage === passage ? sentence.mentions : []));
  const near = [...earlier, ...mentions.slice(0, index)].filter(
    (each) => isPlain(each) && WHOLE.test(each.fact.concept),
  );
  const budgets = near.filter(({ fact }) => fact.stage === 'adjusted' || fact.stage === 'opening');
  const spent = near.flatMap(({ fact }) =>
    (fact.stage === 'final' || fact.stage === 'actual') && !fact.concept.startsWith('income') ? [fact] : [],
  );
  const last = budgets.at(-1)?.fact;
  if (!last) return;
  const told = spent.length > 0 ? undefined : known.only({ ...last, concept: 'expenditure.total' });
  if (told) spent.push(told);
  for (const { fact } of budgets)
    for (const one of spent) if (isShare(one, fact, rate.fact)) return add('ratio', rate.fact, [one, fact]);
  const [only] = spent;
  if (only && isOne(spent) && isOne(budgets.map(({ fact }) => fact))) add('ratio', rate.fact, [only, last]);
}

const WHOLE: RegExp = /^(?:expenditure|budget|income)\.total$/u;
/** 政府采购预算执行率, 项目支出执行率 are of something else. */
const WHOLE_RATE = /^(?:部门|整体|总体|全年|综合|年度|资金|支出|预算)*(?:执行|完成|支出)率$/u;

function isOne(facts: readonly { value: string }[]): boolean {
  return new Set(facts.map(({ value }) => value)).size === 1;
}
