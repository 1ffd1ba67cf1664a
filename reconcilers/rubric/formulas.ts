import { Decimal } from '../../schemas/index.js';
import type { Proportion } from './rule.js';
import { NUMBER } from './words.js';

const TERM = String.raw`[^,，;；。=×/]{1,40}`;
const FULL = '(?:该项|本项|此项|(?:该)?指标)?(?:分值|权重分?|满分|标准分值?|总分)';
/** 得分=A/B×分值 and its orders; the brackets around the quotient are optional. */
const QUOTIENT = new RegExp(
  `(?:=|按照?|以)?\\(?(${TERM})/(${TERM}?)\\)?(?:×100%)?×(${NUMBER}(?![\\d.%])|${FULL})分?`,
  'u',
);
const QUOTIENT_LAST = new RegExp(
  `=?(${NUMBER}|${FULL})(?:分)?×\\(?(${TERM})/([^,，;；。=×)]{1,40})\\)?(?:×100%)?`,
  'u',
);
/** 得分=执行率×分值 */
const RATE = new RegExp(
  `得分=(${TERM})×(${NUMBER}|${FULL})分?|得分=(${NUMBER}|${FULL})分?×(${TERM})|([\\p{Script=Han}]{2,20}(?:[率度]|比例|进度|百分比))×(${NUMBER}|${FULL})分?|(?<full>${NUMBER}|${FULL})分?×(?<rate>[\\p{Script=Han}]{2,20}(?:[率度]|比例))`,
  'u',
);

/** 控制率=(本年支出/预算安排)×100%: what a ratio is, not what it is worth. */
const DEFINITION = new RegExp(`(${TERM}率)[=:]\\(?${TERM}/[^,，;；。=×)]{1,40}\\)?×100%[,。;；]?`, 'gu');

/** The text without the definitions of its ratios. */
export function withoutDefinitions(text: string): string {
  return text.replace(DEFINITION, (whole: string, name: string) => (/得分|分值/u.test(name) ? whole : `${name},`));
}

/** 10-(100%-执行率)×10: what is not reached is taken off. */
const SHORTFALL = new RegExp(
  `(?<full>${NUMBER}|${FULL})分?-\\((?:1|100%)-(?<rate>[\\p{Script=Han}“”"]{2,20})\\)×(?<factor>${NUMBER}|${FULL})分?`,
  'u',
);

/** (1-偏差率)×分值, 分值×(100%-投诉率) */
const COMPLEMENT = new RegExp(
  `(?:得分=|按照?)?(?:(?<before>${NUMBER}|${FULL})分?×)?\\((?:1|100%)-(?<rate>[\\p{Script=Han}“”"]{2,20})\\)(?:×(?:100%×)?(?<factor>${NUMBER}|${FULL})分?)?(?:计分|得分|计算)?`,
  'u',
);

/** 5-5×调整率: the same, spread out. */
const LESS = new RegExp(
  `(?<full>${NUMBER}|${FULL})分?-(?<factor>${NUMBER}|${FULL})×(?<rate>[\\p{Script=Han}]{2,20}率)`,
  'u',
);

/** 执行率/95%: a ratio against what is expected of it. */
const GOAL = /^\(?(\d+(?:\.\d+)?)%\)?$/u;

/** (执行率-60%)/(100%-60%)×分值, (执行率-60%)/40%×10 */
const ABOVE = new RegExp(
  `(?:得分=)?\\((?<rate>[\\p{Script=Han}]{2,20})-(?<from>${NUMBER})%\\)/(?:\\((?<top>1|${NUMBER}%)-\\k<from>%\\)|(?<span>${NUMBER})%)×(?<factor>${NUMBER}|${FULL})分?`,
  'u',
);

interface Formula {
  match: RegExpExecArray;
  proportion: Proportion;
}

function readAbove(text: string): Formula | null {
  const match = ABOVE.exec(text);
  if (!match) return null;
  const { rate = '', from = '', top = '', span, factor = '' } = match.groups ?? {};
  const whole = top.endsWith('%') ? top.slice(0, -1) : top === '1' ? '100' : top;
  const goal = span === undefined ? new Decimal(whole).minus(from) : new Decimal(span);
  return goal.lte(0) ? null : { match, proportion: { ...ofRate(rate, factor), from: new Decimal(from), goal } };
}

function readLess(text: string): Formula | null {
  const match = LESS.exec(text);
  const { full, factor = '', rate = '' } = match?.groups ?? {};
  return match && full === factor ? { match, proportion: { ...ofRate(rate, factor), complement: true } } : null;
}

function readShortfall(text: string): Formula | null {
  const match = SHORTFALL.exec(text);
  const { full, factor = '', rate = '' } = match?.groups ?? {};
  return match && full === factor ? { match, proportion: ofRate(rate, factor) } : null;
}

function readComplement(text: string): Formula | null {
  const match = COMPLEMENT.exec(text);
  const { rate = '', factor, before } = match?.groups ?? {};
  const points = factor ?? before;
  return match && points !== undefined ? { match, proportion: { ...ofRate(rate, points), complement: true } } : null;
}

function readQuotient(text: string): Formula | null {
  const first = QUOTIENT.exec(text);
  const match = first ?? QUOTIENT_LAST.exec(text);
  if (!match) return null;
  const [, one = '', two = '', three = ''] = match;
  const [numerator, denominator, factor] = first ? [one, two, three] : [two, three, one];
  const goal = GOAL.exec(denominator);
  if (goal && !/^[\d.%()]+$/u.test(numerator)) {
    const rate = strip(numerator).replace(/^.*?的,?按?/u, '');
    return { match, proportion: { ...ofRate(rate, factor), goal: new Decimal(goal[1]!) } };
  }
  const end = match.index + match[0].length;
  return {
    match,
    proportion: {
      ...ofRate(numerator, factor),
      denominator: strip(denominator),
      deducts: /^(?:予以)?扣/u.test(text.slice(end, end + 8)),
    },
  };
}

function readRate(text: string): Formula | null {
  const match = RATE.exec(text);
  if (!match) return null;
  const { full = '', rate = '' } = match.groups ?? {};
  const [, numerator, factor, factorBefore, numeratorBehind, plain, plainFactor] = match;
  return {
    match,
    proportion: ofRate(numerator ?? numeratorBehind ?? plain ?? rate, factor ?? factorBefore ?? plainFactor ?? full),
  };
}

const FORMULAS = [readAbove, readShortfall, readLess, readComplement, readQuotient, readRate] as const;

/** A formula for the score, and the text without it; `clear` where the formula is no part of a longer one. */
export function readProportion(text: string): { proportion: Proportion; rest: string; clear: boolean } | null {
  for (const read of FORMULAS) {
    const formula = read(text);
    if (!formula) continue;
    const { match, proportion } = formula;
    const rest = read === readRate ? text.replace(match[0], '') : without(text, match);
    const beside = `${text.slice(0, match.index).slice(-1)} ${text.slice(match.index + match[0].length)[0] ?? ''}`;
    const { numerator, denominator } = proportion;
    const simple = [numerator, denominator].every((term) => term === null || isSimple(term));
    return { proportion, rest, clear: simple && !/[-+×/] | [-+×/]/u.test(beside) };
  }
  return null;
}

/** 实际完成值; not 1-(实际值-目标值. */
const isSimple = (term: string): boolean => !/[-+]/u.test(term);

function ofRate(name: string, factor: string): Proportion {
  return {
    numerator: strip(name),
    denominator: null,
    factor: /^\d/.test(factor) ? new Decimal(factor) : null,
    inverse: false,
    deducts: false,
  };
}

/** The text without the clause that a formula stands in. */
function without(text: string, { index, 0: formula }: RegExpExecArray): string {
  return (
    text.slice(0, index).replace(/[^,。；;\n]*$/u, '') +
    text.slice(index + formula.length).replace(/^[^,。；;\n]*/u, '')
  );
}

function strip(term: string): string {
  return term.replace(/^.*?(?:得分|该项指标|应)?=/u, '').replace(/^[(\s按以]+|[)\s]+$/gu, '');
}
