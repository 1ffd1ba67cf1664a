import type { Indicator, Message, ScoreVerdict } from '../../schemas/index.js';
import { shown, type Binding, type Bound } from './bind.js';
import type { Score } from './evaluate.js';

/** What is told of a line: its rule, the figures put into it, what it should be and what is claimed; or what is missing. */
export function explain(
  indicator: Indicator,
  text: string,
  verdict: ScoreVerdict['verdict'],
  { low, high }: Score,
  binding: Binding,
  missing: readonly string[],
): Message {
  const should = low.eq(high) ? shown(low) : `${shown(low)}–${shown(high)}`;
  const figures = binding.bound.map(figureText).join('；');
  const name = indicator.level3 || indicator.level2 || indicator.level1;
  const rule = text.replace(/\s+/gu, ' ').slice(0, 120);
  const claimed = indicator.score ?? '—';
  if (verdict === 'notComputable') {
    return {
      zh: `${name}：自评 ${claimed} 分，不能复算，缺：${missing.join('、')}。`,
      en: `${name}: claims ${claimed}; cannot be recomputed, missing: ${missing.join(', ')}.`,
    };
  }
  return {
    zh: `${name}：规则“${rule}”；${figures === '' ? '' : `代入 ${figures}；`}应得 ${should} 分，自评 ${claimed} 分。`,
    en: `${name}: rule “${rule}”; ${figures === '' ? '' : `with ${figures} `}it gives ${should}; claimed ${claimed}.`,
  };
}

/** 143 / 149 → 在职人员数 / 编制数 = 95.9732% · 50.8 → 无结余：否 */
function figureText({ name, label, value, facts }: Bound): string {
  const printed = facts.length > 0 ? `${facts.map(({ text }) => text).join(' / ')} → ` : '';
  const judged = /^[a-v]$/.test(name);
  return `${printed}${label}${judged ? (value.isZero() ? '：否' : '：是') : ` = ${shown(value)}%`}`;
}
