import { Decimal, addUnder, decimalText, foldWidth } from '../schemas/index.js';
import { BOUNDS, UNIT_FORMS, type UnitForm } from './vocabulary/units.js';

/** One number as it is printed in a text: offsets are those of the text given, `text` is exactly the slice. */
export interface PrintedNumber {
  start: number;
  /** Behind the digits, or behind a percent sign that stands next to them. */
  end: number;
  /** `text.slice(start, end)`: sign, digits, percent sign. */
  text: string;
  /** Canonical decimal string. */
  value: string;
  /** How many decimals are printed. */
  decimals: number;
  /** Canonical form of the unit behind the number (UNIT_FORMS), '' if there is none. */
  unit: string;
  /** Behind the unit; `end` if there is none. */
  unitEnd: number;
  bound?: 'about' | 'atLeast' | 'atMost';
  /** One end of a range: 10%~20%, 6-9月. */
  range: boolean;
  /**
   * What its surroundings make of it: `date` (2023年, 6月29日, 2021-06-29), `serial` (1、 (2) 第3 指标4：), `code` (phone
   * and document numbers, A4, 1.2.3), else `number`.
   */
  shape: 'number' | 'date' | 'serial' | 'code';
}

/** Every number in a text, in order; `known`: the text with its widths folded, where the caller has it. White space inside a number ends it; see `readCell` for cells that wrap. */
export function lexNumbers(text: string, known?: string): PrintedNumber[] {
  if (isPlain(text)) return [plainNumber(text)];
  const folded = known ?? foldKeepingLength(text);
  const numbers: PrintedNumber[] = [];
  let previous: PrintedNumber | undefined;
  DIGITS.lastIndex = 0;
  for (let match = DIGITS.exec(folded); match; match = DIGITS.exec(folded)) {
    const [digits] = match;
    let start = match.index;
    const behind = start + digits.length;
    const ranged = previous !== undefined && isRange(folded, previous.unitEnd, start);
    if (previous && ranged) previous.range = true;
    const sign = ranged || start === 0 ? '' : folded.charAt(start - 1);
    const signed = SIGNS.has(sign) && !/[\d\p{Script=Latin}%-]$/u.test(folded.slice(Math.max(0, start - 2), start - 1));
    if (signed) start -= 1;
    const unit = unitAt(folded, behind);
    const end = unit && unit.form.family === 'percent' && unit.start === behind ? unit.end : behind;
    const unitEnd = unit ? unit.end : end;
    const bound = boundAround(folded, start, unit, unitEnd);
    const decimals = decimalsOf(digits);
    const number: PrintedNumber = {
      start,
      end,
      text: text.slice(start, end),
      value: valueOf(digits, decimals, signed && sign !== '+'),
      decimals,
      unit: unit?.form.unit ?? '',
      unitEnd,
      range: ranged,
      shape: shapeOf(folded, start, behind, signed, unit?.form),
    };
    if (bound) number.bound = bound;
    numbers.push(number);
    previous = number;
  }
  return numbers;
}

/** Digits with nothing around them, too few for a telephone: what most cells of figures hold. */
export function isPlain(text: string): boolean {
  return isNumbered(text) && PLAIN.test(text);
}

const PLAIN = /^(?:\d{1,6}|\d{1,3}(?:,\d{3})+)(?:\.\d{1,6})?$/u;

/** Does it begin with a digit, as most cells do? */
export function isNumbered(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
}

/** The number that a text of that form is. */
export function plainNumber(text: string): PrintedNumber {
  const end = text.length;
  const decimals = decimalsOf(text);
  const value = valueOf(text, decimals, false);
  return { start: 0, end, text, value, decimals, unit: '', unitEnd: end, range: false, shape: 'number' };
}

function decimalsOf(digits: string): number {
  const point = digits.indexOf('.');
  return point < 0 ? 0 : digits.length - point - 1;
}

/** The form of unit whose printed words begin at `at` (spaces allowed before it), or undefined. */
export function unitAt(folded: string, at: number): { form: UnitForm; start: number; end: number } | undefined {
  const here = formAt(folded, at);
  if (here) return here;
  let lead = at;
  const until = at + 8;
  while (lead < until && (folded.charAt(lead) === ' ' || folded.charAt(lead) === '\t')) lead += 1;
  if (lead < until && folded.charAt(lead) === '余') lead += 1;
  else if (lead + 1 < until && folded.charAt(lead) === '多' && MANY_OF.has(folded.charAt(lead + 1))) lead += 1;
  return lead > at ? formAt(folded, lead) : undefined;
}

/** The unit of that canonical name. */
export function unitNamed(unit: string): UnitForm | undefined {
  return UNITS.get(unit);
}

/** Widths folded without moving any offset. */
export function foldKeepingLength(text: string): string {
  const folded = foldWidth(text);
  if (folded.length === text.length) return folded;
  return [...text]
    .map((character) => (foldWidth(character).length === character.length ? foldWidth(character) : character))
    .join('');
}

const DIGITS = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?/gu;
const SIGNS: ReadonlySet<string> = new Set(['-', '−', '–', '﹣', '+']);
/** 多 before these means some more: 200多万元. */
const MANY_OF: ReadonlySet<string> = new Set('万亿元人个名家');

/** The first form of each unit. */
const UNITS: ReadonlyMap<string, UnitForm> = new Map(UNIT_FORMS.toReversed().map((form) => [form.unit, form]));
/** Forms by their first character, longest first. */
const FORMS_BY_START: ReadonlyMap<string, { form: UnitForm; not: RegExp | undefined }[]> = startsOf(UNIT_FORMS);

function startsOf(forms: readonly UnitForm[]): Map<string, { form: UnitForm; not: RegExp | undefined }[]> {
  const starts = new Map<string, { form: UnitForm; not: RegExp | undefined }[]>();
  for (const form of [...forms].sort((left, right) => right.form.length - left.form.length)) {
    const entry = { form, not: form.not ? new RegExp(form.not, 'uy') : undefined };
    addUnder(starts, form.form.charAt(0), entry);
  }
  return starts;
}

function formAt(folded: string, start: number): { form: UnitForm; start: number; end: number } | undefined {
  const forms = FORMS_BY_START.get(folded.charAt(start)) ?? NONE;
  for (let at = 0; at < forms.length; at++) {
    const { form, not } = forms[at]!;
    if (!folded.startsWith(form.form, start)) continue;
    const end = start + form.form.length;
    if (not && stands(not, folded, end)) continue;
    return { form, start, end };
  }
  return undefined;
}

const NONE: readonly { form: UnitForm; not: RegExp | undefined }[] = [];

/** @param words sticky */
function stands(words: RegExp, text: string, at: number): boolean {
  words.lastIndex = at;
  return words.test(text);
}

/** Is what stands between two numbers nothing but a dash or 至? */
function isRange(folded: string, from: number, to: number): boolean {
  let last = to - 1;
  while (last >= from && SPACE.has(folded.charAt(last))) last -= 1;
  if (last < from || !RANGE_SIGNS.has(folded.charAt(last))) return false;
  return RANGE.test(folded.slice(from, last + 1));
}

const RANGE_SIGNS: ReadonlySet<string> = new Set('-−–—~～至到');
const RANGE = /^\s*(?:[-−–—~～]|——|至|到)$/u;

/** What \s matches. */
const SPACES: readonly string[] = [
  ...' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
];
const SPACE: ReadonlySet<string> = new Set(SPACES);

/** Canonical decimal string of printed digits with their thousands commas. */
function valueOf(digits: string, decimals: number, negative: boolean): string {
  const plain = digits.includes(',') ? digits.replaceAll(',', '') : digits;
  if (plain.length > 50) return decimalText(new Decimal(plain).times(negative ? -1 : 1));
  let start = 0;
  let end = plain.length;
  while (start + 1 < end && plain.charAt(start) === '0' && plain.charAt(start + 1) !== '.') start += 1;
  if (decimals > 0) {
    while (plain.charAt(end - 1) === '0') end -= 1;
    if (plain.charAt(end - 1) === '.') end -= 1;
  }
  const value = plain.slice(start, end);
  return negative && value !== '0' ? `-${value}` : value;
}

/** 万余元 */
const VAGUE: ReadonlySet<UnitForm> = new Set(UNIT_FORMS.filter(({ form }) => /[余多]/u.test(form)));
const BOUNDS_BY_LENGTH = [...BOUNDS].sort((left, right) => right.form.length - left.form.length);
/** The characters next to the figure by which a bound is known, or behind which it may stand. */
const BOUND_BEFORE = new Set([...SPACES, ...formsAt('before').map((form) => form.slice(-1))]);
const BOUND_BETWEEN = new Set(formsAt('between'));
const BOUND_AFTER = new Set([...SPACES, ...formsAt('after').map((form) => form.charAt(0))]);

function formsAt(place: (typeof BOUNDS)[number]['at']): string[] {
  return BOUNDS.filter(({ at }) => at === place).map(({ form }) => form);
}

function boundAround(
  folded: string,
  start: number,
  unit: { form: UnitForm; start: number; end: number } | undefined,
  unitEnd: number,
): PrintedNumber['bound'] {
  if (unit && VAGUE.has(unit.form)) return 'about';
  const near =
    BOUND_BEFORE.has(folded.charAt(start - 1)) ||
    BOUND_AFTER.has(folded.charAt(unitEnd)) ||
    (unit !== undefined && BOUND_BETWEEN.has(folded.charAt(unit.start - 1)));
  if (!near) return undefined;
  const before = folded.slice(Math.max(0, start - 5), start).trimEnd();
  const between = unit ? folded.slice(Math.max(0, unit.start - 1), unit.start) : '';
  const after = folded.slice(unitEnd, unitEnd + 5).trimStart();
  for (const { at, form, bound } of BOUNDS_BY_LENGTH) {
    if (at === 'before' && before.endsWith(form) && !/[附接临最节大制]近$/u.test(before)) return bound;
    if (at === 'between' && unit && between === form) return bound;
    if (at === 'after' && after.startsWith(form)) return bound;
  }
  return undefined;
}

/** `start` is that of the sign, where there is one, `end` behind the digits. */
function shapeOf(
  folded: string,
  start: number,
  end: number,
  signed: boolean,
  unit: UnitForm | undefined,
): PrintedNumber['shape'] {
  const length = end - start;
  const left = folded.charAt(start - 1);
  const right = folded.charAt(end);
  if (isLetter(left)) return 'code';
  if (isLetter(right)) {
    const area = right === 'm' && /[2²]/u.test(folded.charAt(end + 1)) ? 2 : 0;
    if (isLetter(folded.charAt(end + area))) return 'code';
  }
  if ((left === '.' && isDigit(folded.charAt(start - 2))) || (right === '.' && isDigit(folded.charAt(end + 1))))
    return /^(?:19|20)\d\d/u.test(folded.slice(start, end)) ? 'date' : 'code';
  if (length === 4 && !signed) {
    const digits = folded.slice(start, end);
    const year = /^(?:19|20)\d\d$/u.test(digits);
    if (year && (right === '年' || YEAR_GOES_ON.test(folded.slice(end, end + 6)))) return 'date';
    if (
      CLOSING.has(right) &&
      /^\d{4}$/u.test(digits) &&
      /[〔[(【](?:19|20)?$/u.test(folded.slice(Math.max(0, start - 6), start))
    )
      return 'date';
  }
  const short = length <= 2 && !signed;
  if (
    short &&
    (MONTH_OR_DAY.has(right) || SPACE.has(right)) &&
    /^\s*(?:月(?!均)|日(?!常))/u.test(folded.slice(end, end + 6))
  )
    return 'date';
  if ((right === '号' || SPACE.has(right)) && /^\s*号/u.test(folded.slice(end, end + 6))) return 'code';
  if (length >= 10 && /^(?:1\d{10}|0\d{9,11})$/u.test(folded.slice(start, end))) return 'code';
  // 0550-1234567
  if (right === '-' && /^\d{3,4}-\d{7,8}(?!\d)/u.test(folded.slice(start, end + 10))) return 'code';
  if (left === '-' && length >= 7 && /\d{3,4}-$/u.test(folded.slice(Math.max(0, start - 6), start))) {
    if (/^-?\d{7,8}$/u.test(folded.slice(start, end))) return 'code';
  }
  if ((left === '第' || SPACE.has(left)) && /第\s*$/u.test(folded.slice(Math.max(0, start - 6), start)))
    return 'serial';
  if (unit || !short) return 'number';
  return isSerial(folded.slice(Math.max(0, start - 6), start), folded.slice(end, end + 6)) ? 'serial' : 'number';
}

/** 2020—2021, 2021/6 */
const YEAR_GOES_ON = /^\s*(?:年|[-/.—~至]\s*(?:19|20)?\d{1,2})/u;
const CLOSING: ReadonlySet<string> = new Set('〕])】');
const MONTH_OR_DAY: ReadonlySet<string> = new Set('月日');

/** One or two digits without a unit: 1、 at the head of a line, (2), 指标4. */
function isSerial(before: string, after: string): boolean {
  const lineStart = /(?:^|[\n。;:,、\s])$/u.test(before);
  if (lineStart && /^[、.]/u.test(after) && !/^\.\d/u.test(after)) return true;
  if (/^\s*[)]/u.test(after) && /(?:^|[\n。;:\s(])$/u.test(before)) return true;
  return /(?:目标|任务|指标|附件|附表|表|项目|注)[:：]?\s*$/u.test(before);
}

function isLetter(character: string): boolean {
  const code = character.charCodeAt(0);
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isDigit(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}
