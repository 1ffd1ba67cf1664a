import { remembered } from '../../schemas/index.js';
import { assemble } from './assembly.js';
import { cleanRule } from './clean.js';
import { isCounted } from './condition.js';
import { readProportion, withoutDefinitions } from './formulas.js';
import { readCheckpoints, readSpans } from './patterns.js';
import type { Rule, RuleKind, Step } from './rule.js';
import { COUNTERS, DISCRETION } from './words.js';

const NOT_APPLICABLE =
  /(?:没有|无|未设|不涉及|未安排|没有安排)[^,。；]{1,24}?的?,?(?:的)?(?:按|得|计|为)(?:满分|该项满分)(?:计算|计)?/u;
/** 不足1%的按1%计 · 不足2个百分点的不扣分: what of a broken step. */
const BROKEN = new RegExp(
  `[(,]?(?:不足|不到|不满|少于|未满|小于)(\\d+(?:\\.\\d+)?(?:%|[${COUNTERS}]))的?(?:部分)?,?(?:也|均|仍|都)?(?:(?:按|视同|视为|视作|算作?)\\1(?:计算?|计分|扣分|扣除)?|(?<dropped>不(?:予|再)?(?:扣分?|计算?|计分))|(?<exact>按(?:其)?(?:所占)?比例(?:扣[减除]?分?|计算)))\\)?`,
  'u',
);
/** 分；③执行到位，1分 · ①制度建立，1分；②: a part of a rule that a reader has torn. The rest may say other things. */
const TORN = /^\s*(?:[，,。；;、）)％%]|分[，,。；;])|[①-⑳（(]\s*$/u;
/** ±5%至±10%; 每±1% is a step. */
const SIGNLESS = /(?<![每%])±(?=\d)/gu;
const CEILING = /不足\d*%?的?(?:也|均)?(?:按|计)/u;

/**
 * Parses the Chinese of a scoring rule. Never throws: what is not understood leaves `kind: 'unknown'`. The departments
 * of a county fill in one form: rules that were met before are not parsed again. The result is shared; do not change it.
 */
export const parseRule: (text: string) => Readonly<Rule> = remembered(readRule, { capacity: 2000, longest: 2000 });

function readRule(text: string): Rule {
  if (TORN.test(text)) return emptyRule();
  const cleaned = cleanRule(text);
  const rule = emptyRule();
  rule.discretion = DISCRETION.some((word) => cleaned.includes(word));
  rule.absolute = /绝对值|±/u.test(cleaned);
  const exempt = NOT_APPLICABLE.exec(cleaned)?.[0];
  if (exempt !== undefined) rule.notApplicable.push(exempt);
  let rest = exempt === undefined ? cleaned : cleaned.replace(exempt, '');
  const spans = readSpans(rest);
  if (spans) return { ...rule, criteria: spans, criteriaJoin: 'oneOf', kind: 'qualitative' };
  const checkpoints = readCheckpoints(rest);
  if (checkpoints) return { ...rule, checkpoints, kind: 'checkpoints' };
  const broken = brokenSteps(rest);
  rest = withoutDefinitions(broken.rest.replace(SIGNLESS, ''));
  const proportion = readProportion(rest);
  if (proportion) {
    if (!proportion.clear) return emptyRule();
    rule.proportion = proportion.proportion;
    rest = proportion.rest;
  }
  if (!assemble(rule, rest, broken.reading)) return emptyRule();
  rule.kind = kindOf(rule);
  rule.occurrences =
    rule.steps.length === 0 &&
    !rule.proportion &&
    (rule.counts.length > 0 || isCounted(cleaned, rule.tiers.length > 0));
  return rule;
}

const emptyRule = (): Rule => ({
  kind: 'unknown',
  notApplicable: [],
  tiers: [],
  steps: [],
  counts: [],
  criteria: [],
  criteriaJoin: 'sum',
  vetoes: [],
  gates: [],
  checkpoints: [],
  discretion: false,
  absolute: false,
  occurrences: false,
  quantity: '',
});

/** How a broken step counts where the rule says it, and the text without that clause. */
function brokenSteps(text: string): { reading: Step['reading']; rest: string } {
  const told = BROKEN.exec(text);
  const { dropped, exact } = told?.groups ?? {};
  if (!told || ((dropped ?? exact) && !new RegExp(`每[^,。；;]*${told[1]!}`, 'u').test(text)))
    return { reading: CEILING.test(text) ? 'ceiling' : 'any', rest: text };
  return { reading: dropped ? 'floor' : exact ? 'exact' : 'ceiling', rest: text.replace(told[0], '') };
}

function kindOf(rule: Rule): RuleKind {
  if (rule.steps.some((step) => step.side === 'either')) return 'twoSided';
  if (rule.steps.length > 0) return 'perStep';
  if (rule.proportion) return rule.tiers.length > 1 ? 'tiers' : 'proportional';
  if (rule.tiers.some(({ award }) => award.kind === 'proportional'))
    return rule.tiers.length > 1 ? 'tiers' : 'proportional';
  if (rule.counts.length > 0) return 'count';
  if (rule.tiers.length > 0) return rule.tiers.length === 1 ? 'threshold' : 'tiers';
  if (rule.criteria.length > 1) return rule.criteriaJoin === 'sum' ? 'checklist' : 'tiers';
  if (rule.criteria.length === 1) return 'allOrNothing';
  if (rule.vetoes.length > 0) return 'allOrNothing';
  if (rule.discretion) return 'qualitative';
  return rule.notApplicable.length > 0 ? 'notApplicable' : 'unknown';
}
