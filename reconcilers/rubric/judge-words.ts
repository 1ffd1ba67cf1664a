import type { Concept, Fact } from '../../schemas/index.js';
import { Decimal } from '../../schemas/index.js';
import type { Bound, FactIndex } from './bind.js';
import type { Criterion } from './rule.js';

/** Amounts that criteria speak of by name; the longest name in a text is taken, and taken out, first. */
const NAMED: readonly { words: readonly string[]; concepts: readonly Concept[]; zh: string }[] = [
  {
    words: ['上年结转结余', '上年结转', '上年结余', '年初结转', '年初结余', '上年数'],
    concepts: ['income.carriedIn'],
    zh: '上年结转',
  },
  { words: ['结转结余', '结余', '结转'], concepts: ['balance.accumulated', 'balance.current'], zh: '结余' },
];

const NONE = /^(?:无|没有|不存在)/u;
const WITHIN = /(?:不超过|未超过|没有超过|不大于|不高于|小于等于|低于|小于|≤)/u;
const BEYOND = /(?:超过|大于|高于|>)/u;
const STAGES = ['final', 'actual', 'opening', 'adjusted'] as const;

/**
 * Criteria in words that printed amounts decide: 无结余 · 有结余，但不超过上年结转 · 结余超过上年结转. Gives a 1 or a 0
 * for each criterion that could be decided; nothing for the others.
 */
export function judgeWords(criteria: readonly Criterion[], index: FactIndex): Bound[] {
  return criteria.flatMap(({ name, text }) => {
    const judged = judge(text, index);
    if (!judged) return [];
    const value = new Decimal(judged.met ? 1 : 0);
    return [{ name, label: text, value, low: value, high: value, facts: judged.facts }];
  });
}

function judge(text: string, index: FactIndex): { met: boolean; facts: Fact[] } | null {
  const amounts = NAMED.map(({ words, concepts, zh }) => ({
    words,
    fact: index.find({ concepts, stages: STAGES, zh }),
  }));
  const [before, balance] = amounts;
  const names = (words: readonly string[] | undefined, within: string): boolean =>
    words?.some((word) => within.includes(word)) ?? false;
  const rest = before?.words.reduce((left, word) => left.replace(word, '　'), text) ?? text;
  if (!balance?.fact || !names(balance.words, rest)) return null;
  const left = new Decimal(balance.fact.value);
  if (NONE.test(text)) return names(before?.words, text) ? null : { met: left.isZero(), facts: [balance.fact] };
  if (!before?.fact || before.fact.unit !== balance.fact.unit || !names(before.words, text)) return null;
  const facts = [balance.fact, before.fact];
  if (WITHIN.test(text)) return { met: !left.isZero() && left.lte(before.fact.value), facts };
  return BEYOND.test(text) ? { met: left.gt(before.fact.value), facts } : null;
}
