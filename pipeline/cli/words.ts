import type { Outcome, Severity, TableKind, Verdict } from '../../schemas/index.js';
import type { Language } from './language.js';

type Words<Key extends string> = Record<Key, [zh: string, en: string]>;

export const SEVERITIES: Words<Severity> = {
  discrepancy: ['不符', 'discrepancy'],
  suspicious: ['可疑', 'suspicious'],
  rounding: ['四舍五入', 'rounding'],
};

export const OUTCOMES: Words<Outcome> = {
  holds: ['相符', 'hold'],
  rounding: ['四舍五入', 'rounding'],
  fails: ['不符', 'fail'],
  unknown: ['无法判断', 'unknown'],
};

export const VERDICTS: Words<Verdict> = {
  verified: ['相符', 'verified'],
  overclaimed: ['高报', 'overclaimed'],
  underclaimed: ['低报', 'underclaimed'],
  withinRange: ['在区间内', 'within range'],
  notComputable: ['无法复算', 'not computable'],
};

export const TABLE_KINDS: Words<TableKind> = {
  cover: ['封面', 'cover'],
  income: ['收入', 'income'],
  expenditure: ['支出与结余', 'expenditure and balance'],
  threePublic: ['三公经费', 'three public expenses'],
  assets: ['固定资产', 'fixed assets'],
  baseData: ['基础数据', 'base data'],
  budgetExecution: ['预算执行', 'budget execution'],
  projectBudget: ['项目预算', 'project budget'],
  goals: ['绩效目标', 'goals'],
  indicators: ['绩效指标', 'indicators'],
  scoreSheet: ['评分表', 'score sheet'],
  signatures: ['签章', 'signatures'],
  layout: ['排版框', 'layout frame'],
  generic: ['其他', 'other'],
};

export function word<Key extends string>(words: Words<Key>, key: Key, language: Language): string {
  return words[key][language === 'zh' ? 0 : 1];
}

/** `相符 12 · 不符 3`, leaving out what there is none of. */
export function tally<Key extends string>(
  words: Words<Key>,
  counts: Partial<Record<Key, number>>,
  language: Language,
): string {
  return (Object.keys(words) as Key[])
    .filter((key) => (counts[key] ?? 0) > 0)
    .map((key) => `${word(words, key, language)} ${grouped(counts[key] ?? 0)}`)
    .join(' · ');
}

/** A count with thousands commas. */
export function grouped(count: number): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}
