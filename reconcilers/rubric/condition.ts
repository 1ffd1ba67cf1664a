import { Decimal } from '../../schemas/index.js';
import type { End, Range } from './rule.js';
import { COMPARISONS, COUNTERS, NUMBER, POSTPOSITIONS } from './words.js';

const UNIT = `(?:%|分|万元|元|[${COUNTERS}])?`;
const INCLUDED = String.raw`(?:\((?:含|包含|不含|含本数|不含本数)(?:${NUMBER}%?(?:[、,和及]${NUMBER}%?)*)?\))?`;
const SIGN = COMPARISONS.map(([word]) => word).join('|');
const POST = POSTPOSITIONS.map(([word]) => word).join('|');

/** 80%≤执行率<90% */
const CHAIN = new RegExp(`(-?${NUMBER})%?([<>≤≥])[^\\d<>≤≥=,]{0,20}?([<>≤≥])(-?${NUMBER})%?`, 'u');
/** 95%≤执行率 */
const REVERSED = new RegExp(`(${NUMBER})%?([<>≤≥])(?=\\p{Script=Han}|[A-Za-z])`, 'u');
/** 80%(含)-90%, 0-10%(含), 在10%-20%之间 */
const SPAN = new RegExp(
  `((?<![\\d%)])-?${NUMBER})${UNIT}(${INCLUDED}(?:以上${INCLUDED})?)(?:-|至|到|[与和](?=[^,。；;]{0,14}之间))(-?${NUMBER})${UNIT}(${INCLUDED})`,
  'u',
);
/** ≤100%, 低于60%, 达到95%以上 */
const SIGNED = new RegExp(
  `(${SIGN})(?:(?!${SIGN})[^\\d,<>≤≥=-]){0,6}?(-?${NUMBER})(${UNIT})(${INCLUDED})(${POST})?`,
  'u',
);
/** 95%(含)以上, 10%以内 */
const POSTED = new RegExp(`((?<![\\d%)])-?${NUMBER})(${UNIT})(${INCLUDED})(${POST})(${INCLUDED})`, 'u');
/** 超过预期指标30%以上: an excess over the target, in percent of it. */
const EXCESS = new RegExp(`(?:超过|高于|超出)(?:预期|目标|计划|年度|年初)[^\\d,]{0,8}(${NUMBER})%(以上)?`, 'u');
/** 超出5%以内, 低于10%以内: an excess, or what is short, of up to so much. */
const EXCESS_WITHIN = new RegExp(`(?:超[过出支]?|高于|大于|低于|小于|少于)[^\\d,]{0,6}${NUMBER}%(?:以|之)内`, 'u');
/** 出现1起…的: occurrences. */
const COUNTED = new RegExp(`(?:出现|发生|发现|存在|有)(?:了)?(${NUMBER})[${COUNTERS}]`, 'u');
/** 得80%分值 */
const SHARE = /[得计记给扣按]\d+(?:\.\d+)?%/gu;
const COUNTS = new RegExp(`${NUMBER}[${COUNTERS}]`, 'u');
/** 投诉0次 */
const NONE = new RegExp(`(?<![\\d.])0[${COUNTERS}]`, 'u');
/** 100%完成, 完成100%的 */
const BARE = new RegExp(`(${NUMBER})%`, 'u');
const SHORT_OF_TARGET = /(?:未达到|未达|低于|未完成|达不到)(?:预期|目标|计划|年度|年初)(?:指标|目标|值|数|任务)*/u;

export interface NumericCondition {
  ranges: Range[];
  /** The words before the comparison: the name of the quantity. */
  quantity: string;
  /** 超出5%以内: the range is of what lies beyond the goal. */
  excess?: true;
}

/** 出现1起…不得分, 1-2次得3分: does the text count occurrences? `ranged` where it tells ranges. */
export function isCounted(text: string, ranged: boolean): boolean {
  return COUNTED.test(text) || (ranged && !text.replace(SHARE, '').includes('%') && COUNTS.test(text));
}

/** The ranges of x that a piece of a rule tells; null where it tells none. Alternatives (或) give several ranges. */
export function readCondition(text: string): NumericCondition | null {
  const ranges: Range[] = [];
  let quantity = '';
  let excess = false;
  for (const branch of text.split(/或者?(?=[^=]*\d)/u)) {
    const read = readBranch(branch);
    if (!read) continue;
    ranges.push(read.range);
    quantity ||= read.quantity;
    excess ||= EXCESS_WITHIN.test(branch);
  }
  return ranges.length > 0 ? { ranges, quantity, ...(excess ? { excess } : {}) } : null;
}

function readBranch(text: string): { range: Range; quantity: string } | null {
  let rest = text.replace(/\d+(?:年|月|日|号)/gu, '');
  let range: Range | null = null;
  let quantity = '';
  for (let turn = 0; turn < 4; turn++) {
    const step = readOne(rest);
    if (!step) break;
    range = range ? intersect(range, step.range) : step.range;
    quantity ||= step.before;
    rest = rest.slice(0, step.start) + rest.slice(step.end);
  }
  return range ? { range, quantity: nameOf(quantity) } : null;
}

interface Reading {
  range: Range;
  before: string;
  start: number;
  end: number;
}

function readOne(text: string): Reading | null {
  const reading = (match: RegExpExecArray, range: Range): Reading => ({
    range,
    before: text.slice(0, match.index),
    start: match.index,
    end: match.index + match[0].length,
  });
  const chain = CHAIN.exec(text);
  if (chain) {
    const first = compare(flip(chain[2]!), chain[1]!);
    return reading(chain, intersect(first, compare(chain[3]!, chain[4]!)));
  }
  const excess = EXCESS.exec(text);
  if (excess) {
    const value = new Decimal(100).plus(excess[1]!);
    return reading(excess, { low: { value, closed: Boolean(excess[2]), certainty: excess[2] ? 'open' : 'told' } });
  }
  const span = SPAN.exec(text);
  if (span) return reading(span, spanRange(span));
  const reversed = REVERSED.exec(text);
  if (reversed) return reading(reversed, compare(flip(reversed[2]!), reversed[1]!));
  const signed = SIGNED.exec(text);
  if (signed) return reading(signed, signedRange(signed));
  const posted = POSTED.exec(text);
  if (posted) {
    const end = endOf(posted[1]!, (posted[3] ?? '') + (posted[5] ?? ''));
    if (end.value.isNegative() && isUpper(posted[4]!)) return reading(posted, { low: end, high: NOUGHT });
    return reading(posted, isUpper(posted[4]!) ? { high: end } : { low: end });
  }
  const short = SHORT_OF_TARGET.exec(text);
  if (short) return reading(short, { high: { value: new Decimal(100), closed: false, certainty: 'told' } });
  const counted = COUNTED.exec(text);
  if (counted) return reading(counted, { low: { value: new Decimal(counted[1]!), closed: true, certainty: 'told' } });
  const bare = BARE.exec(text) ?? NONE.exec(text);
  if (!bare) return null;
  const end: End = { value: new Decimal(bare[1] ?? 0), closed: true, certainty: 'told' };
  return reading(bare, { low: end, high: end });
}

/** Whether (含) or (不含) beside an end speaks of it; null where nothing stands there. */
function marked(mark: string, value: string): boolean | null {
  if (mark === '') return null;
  if (mark.includes('不含')) return false;
  const named = mark.match(/\d+(?:\.\d+)?/gu);
  return named === null || named.some((one) => new Decimal(one).eq(value));
}

/** In a span the end that (含) stands beside is closed; then the other one is open. Otherwise nobody knows. */
function spanRange(match: RegExpExecArray): Range {
  const [, first = '', firstMark = '', second = '', secondMark = ''] = match;
  let firstClosed = marked(firstMark, first);
  let secondClosed = marked(secondMark, second);
  // (含60%、90%): the mark behind the second end names both.
  if (firstMark === '' && /\d[^\d.]+\d/u.test(secondMark) && marked(secondMark, first)) firstClosed = true;
  // 80-100%(含80%): the mark names the other end.
  if (secondClosed === false && !secondMark.includes('不含')) [firstClosed, secondClosed] = [true, null];
  const unmarked = firstClosed === null && secondClosed === null ? 'open' : 'left';
  const end = (value: string, closed: boolean | null): End => ({
    value: new Decimal(value),
    closed: closed ?? true,
    certainty: closed === null ? unmarked : 'told',
  });
  const a = end(first, firstClosed);
  const b = end(second, secondClosed);
  return a.value.lte(b.value) ? { low: a, high: b } : { low: b, high: a };
}

function signedRange(match: RegExpExecArray): Range {
  const [, word = '', number = '', , mark = '', post = ''] = match;
  let sign = COMPARISONS.find(([form]) => form === word)?.[1] ?? '=';
  // 超出5%以内, 低于10%以内: an excess, or what is short, of up to so much.
  if (post.endsWith('内') && (sign === '>' || sign === '<'))
    return { low: { value: new Decimal(0), closed: false, certainty: 'told' }, high: endOf(number, mark) };
  // 控制在4.5%以内, 达到95%以上, 为80%以上: the postposition decides; 超过30%以上 stays strict about nothing.
  if (post && (sign === '=' || sign === '≥' || sign === '≤')) sign = isUpper(post) ? '≤' : '≥';
  const value = new Decimal(number);
  const included = mark !== '' ? !mark.includes('不含') : null;
  if (sign === '=') {
    const end: End = { value, closed: true, certainty: 'told' };
    return { low: end, high: end };
  }
  const closed = included ?? (sign === '≤' || sign === '≥');
  const doubtful = post !== '' && (sign === '<' || sign === '>') && included === null;
  const certainty = doubtful ? 'open' : post !== '' && included === null ? 'law' : 'told';
  const end: End = { value, closed: doubtful || closed, certainty };
  return sign === '≤' || sign === '<' ? { high: end } : { low: end };
}

/** 下降-10%以内: a fall of no more. */
const NOUGHT: End = { value: new Decimal(0), closed: true, certainty: 'told' };

function endOf(number: string, mark: string): End {
  return { value: new Decimal(number), closed: !mark.includes('不含'), certainty: mark === '' ? 'law' : 'told' };
}

const isUpper = (post: string): boolean => POSTPOSITIONS.find(([form]) => form === post)?.[1] === '≤';

const flip = (sign: string): string => ({ '<': '>', '>': '<', '≤': '≥', '≥': '≤' })[sign] ?? sign;

function compare(sign: string, number: string): Range {
  const end: End = { value: new Decimal(number), closed: sign === '≤' || sign === '≥', certainty: 'told' };
  return sign === '<' || sign === '≤' ? { high: end } : { low: end };
}

function intersect(a: Range, b: Range): Range {
  const low = pick(a.low, b.low, (x, y) => x.value.gte(y.value));
  const high = pick(a.high, b.high, (x, y) => x.value.lte(y.value));
  return { ...(low && { low }), ...(high && { high }) };
}

function pick(a: End | undefined, b: End | undefined, better: (x: End, y: End) => boolean): End | undefined {
  if (!a || !b) return a ?? b;
  return better(a, b) ? a : b;
}

function nameOf(text: string): string {
  return (
    /[\p{Script=Han}“”"A-Za-z()]*$/u
      .exec(text.replace(/[“”"]/gu, ''))?.[0]
      .replace(/^(?:的|在(?!职|编|岗|建|校)|如|若|当(?!年|期)|其中)/u, '') ?? ''
  );
}
