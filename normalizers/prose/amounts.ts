import { foldKeepingLength, lexNumbers, unitNamed, type PrintedNumber } from '../number.js';
import { MEASURES } from '../vocabulary/prose.js';

/** A figure in a sentence: offsets into the text; `end` behind the digits, `unitEnd` behind the unit. */
export interface Amount {
  start: number;
  end: number;
  unitEnd: number;
  text: string;
  value: string;
  decimals: number;
  unit: string;
  family: 'money' | 'percent' | 'point' | 'score' | 'count' | 'bare';
  bound?: 'about' | 'atLeast' | 'atMost';
  range: boolean;
}

/**
 * The amounts of a passage, in order. Dates, times, serial and document numbers, slogans, names of documents and
 * telephone lines are none. `listed`: the list number that the passage before had (2.100万以上 after 1. is no 2.1);
 * `plain`: the text with its widths folded, where the caller has it.
 */
export function findAmounts(text: string, listed = 0, plain = foldKeepingLength(text)): Amount[] {
  if (!/\d/u.test(plain)) return [];
  const short = ENDLESS.test(plain) ? plain.replace(/\d{30,}/gu, (digits) => '#'.repeat(digits.length)) : plain;
  const folded = short.includes(' ') ? short.replace(SPACED_THOUSANDS, (number) => number.replaceAll(' ', ',')) : short;
  const quoted = titlesIn(folded);
  const amounts: Amount[] = [];
  let title = 0;
  const numbers = unlist(folded, listed);
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index]!;
    // 90-100分, 80-90分为良: both ends are points.
    const next = number.range && number.unit === '' ? numbers[index + 1] : undefined;
    const points = next?.range && (next.unit === '分' || at(GRADED, folded, next.end) !== null);
    if (points && /^[^\d,。;]{1,4}$/u.test(folded.slice(number.end, next.start))) number.unit = '分';
    if (number.shape !== 'number' && !isGoal(folded, number)) continue;
    while (quoted[title] && quoted[title]!.end <= number.start) title++;
    if (quoted[title] && quoted[title]!.start < number.start) continue;
    const amount = amountOf(text, folded, number);
    if (!amount) continue;
    const last = amounts.at(-1);
    if (last && last.family === amount.family && BAND_RANGE.test(folded.slice(last.unitEnd, amount.start)))
      last.range = amount.range = true;
    amounts.push(amount);
  }
  return amounts;
}

/** 完成目标任务30座: a number behind 任务 or 目标 that has a measure word is none of a list. */
function isGoal(folded: string, number: PrintedNumber): boolean {
  if (number.shape !== 'serial' || /第\s*$/u.test(folded.slice(Math.max(0, number.start - 2), number.start)))
    return false;
  return (
    Boolean(at(MEASURE, folded, number.end)?.[3]) &&
    /[目标任务项指]/u.test(folded.slice(number.start - 1, number.start))
  );
}

/** Digits that are no figure. */
const ENDLESS = /\d{30}/u;
/** 1 860.25 万元: thousands set apart by spaces. */
const SPACED_THOUSANDS = /(?<![\d.,%A-Za-z-])\d{1,3}(?: \d{3})+(?=\.\d|\s?[万亿]?元)/gu;
/** 80分（含）—90分 is a range as 80—90分 is. */
const BAND_RANGE = /^\s{0,2}\((?:含|不含)[^()]{0,4}\)\s{0,2}(?:[-–—~～]|至|到){1,2}\s{0,2}$/u;
/** 填报日期：…  总分：94.5: a field filled in with points that are not called so. */
const SCORE_FIELD = /(?:总分|总得分|综合得分|自评得分|自评总分|自评分)(?:\([^()]{0,8}\))?\s?:\s?$/u;
const FIELD_END = /^(?:\s|$|[,;。)])/u;
/** 节约2万元, 签约5家: no 约. */
const NO_ABOUT = /[节签履公特集条契合]约\s*$/u;

function amountOf(text: string, folded: string, number: PrintedNumber): Amount | undefined {
  const before = folded.slice(Math.max(0, number.start - 2), number.start);
  const after = folded.slice(number.end, number.end + 2);
  if (NOT_FREE.test(before)) {
    if (/[“"「『‘']$/u.test(before) && /^[”"」』’']/u.test(after)) return undefined;
    if (/[第前]\s?$/u.test(before)) return undefined;
    // …÷预算数×100%: part of a formula.
    if (/[×*xX]\s?$/u.test(before) && number.value === '100') return undefined;
  }
  const score = number.unit === '' && SCORE_FIELD.test(folded.slice(Math.max(0, number.start - 16), number.start));
  const { unit, unitEnd, about } =
    score && FIELD_END.test(folded.slice(number.end, number.end + 2))
      ? { unit: '分', unitEnd: number.end, about: false }
      : unitOf(folded, number);
  if (unit === number.unit && unitNamed(unit)?.family === 'time') return undefined;
  if (unit === '' && (number.decimals === 0 || /\d\s?:$/u.test(before))) return undefined;
  const near = number.bound === 'about' && NO_ABOUT.test(folded.slice(Math.max(0, number.start - 4), number.start));
  // 比计划1000人多200人: no 1000多人.
  const more = number.bound === 'about' && MORE.test(folded.slice(number.end, unitEnd + 6));
  const bound = (near || more ? undefined : number.bound) ?? (about ? 'about' : undefined);
  const { start, end, value, decimals, range } = number;
  const printed = text.slice(start, end);
  const amount: Amount = { start, end, unitEnd, text: printed, value, decimals, unit, family: familyOf(unit), range };
  if (bound) amount.bound = bound;
  return amount;
}

/** Quotes, ordinals and signs right before a figure that may make it something else than an amount. */
const NOT_FREE = /[“"「『‘'第前×*xX]\s?$/u;

export function familyOf(unit: string): Amount['family'] {
  if (unit === '') return 'bare';
  const family = unitNamed(unit)?.family;
  if (family === 'money' || family === 'percent' || family === 'point' || family === 'score') return family;
  return 'count';
}

/** 比计划1000人多200人, 比预算598万元多支65万元 */
const MORE = /^[^\d,，。;；多余]{0,6}(?:[多余]\s*\d|多[支收出完于了])/u;

const MEASURE = new RegExp(
  `[ \\t]*([余多来]?)(万|亿|千|百)?[余多]?(${MEASURES.map(([form, not]) => (not ? `${form}(?!${not})` : form)).join('|')})`,
  'uy',
);
const PRICE = /[ \t]*(万?元[/每](?:[\p{Script=Han}]{1,3}[/·]?){1,2})/uy;
const EACH: ReadonlySet<string> = new Set('/每');
/** 80分为良 is no 分为. */
const GRADED = /[ \t]*分(?=为[优良中差合不较一二三四“"])/uy;
const ASIDE = /[ \t]*\([^()]{1,20}\)[ \t]*/uy;

function unitOf(folded: string, number: PrintedNumber): { unit: string; unitEnd: number; about: boolean } {
  const printed = number.unit !== '' && number.unit !== '万' && number.unit !== '亿';
  const price = printed && !EACH.has(folded.charAt(number.unitEnd)) ? null : at(PRICE, folded, number.end);
  if (price?.[1]) return { unit: price[1], unitEnd: PRICE.lastIndex, about: false };
  const measure = at(MEASURE, folded, number.end);
  if (measure?.[3] && (!printed || MEASURE.lastIndex > number.unitEnd)) {
    return { unit: `${measure[2] ?? ''}${measure[3]}`, unitEnd: MEASURE.lastIndex, about: /[余多]/u.test(measure[0]) };
  }
  if (number.unit !== '') return { unit: number.unit, unitEnd: number.unitEnd, about: false };
  if (at(GRADED, folded, number.end)) return { unit: '分', unitEnd: GRADED.lastIndex, about: false };
  // 培训2316（占105.3%）人: the unit stands behind an aside.
  if (at(ASIDE, folded, number.end)) {
    const late = at(MEASURE, folded, ASIDE.lastIndex);
    if (late?.[3]) return { unit: `${late[2] ?? ''}${late[3]}`, unitEnd: number.end, about: false };
  }
  return { unit: '', unitEnd: number.unitEnd, about: false };
}

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

/** Names of documents: figures inside 《》 are none of the report's. */
function titlesIn(folded: string): { start: number; end: number }[] {
  const titles: { start: number; end: number }[] = [];
  for (let start = folded.indexOf('《'); start >= 0; start = folded.indexOf('《', start + 1)) {
    const length = folded.slice(start, start + 120).indexOf('》');
    if (length < 0) continue;
    titles.push({ start, end: start + length });
    start += length;
  }
  return titles;
}

/** A list number glued to the figure behind it is taken off: the list goes on from the passage before. */
function unlist(folded: string, listed: number): PrintedNumber[] {
  const glued = /^\s*(\d{1,2})\.(?=\d+)/u.exec(folded);
  const serial = Number(glued?.[1] ?? 0);
  if (!glued || serial !== listed + 1 || (listed === 0 && !/^\s*1\.\d{3,}/u.test(folded)))
    return lexNumbers(folded, folded);
  const shift = glued[0].length;
  return lexNumbers(' '.repeat(shift) + folded.slice(shift));
}

/** The list number at the head of a passage (2. or 3、), 0 if there is none. */
export function listNumber(text: string): number {
  return Number(/^\s*(\d{1,2})[.．、]/u.exec(text)?.[1] ?? 0);
}
