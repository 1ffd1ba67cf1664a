import { Decimal, decimalText, foldWidth } from '../schemas/index.js';
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

/** Every number in a text, in order. White space inside a number ends it; see `readCell` for cells that wrap. */
export function lexNumbers(text: string): PrintedNumber[] {
  const folded = foldKeepingLength(text);
  const numbers: PrintedNumber[] = [];
  DIGITS.lastIndex = 0;
  for (let match = DIGITS.exec(folded); match; match = DIGITS.exec(folded)) {
    let start = match.index;
    let end = start + match[0].length;
    const previous = numbers.at(-1);
    const ranged = previous !== undefined && RANGE.test(folded.slice(previous.unitEnd, start));
    if (ranged && previous) previous.range = true;
    const sign = ranged ? undefined : /[-−–﹣+]$/u.exec(folded.slice(Math.max(0, start - 1), start))?.[0];
    const signed =
      sign !== undefined && !/[\d\p{Script=Latin}%-]$/u.test(folded.slice(Math.max(0, start - 2), start - 1));
    if (signed) start -= 1;
    const digits = match[0].replaceAll(',', '');
    const value = new Decimal(digits).times(signed && sign !== '+' ? -1 : 1);
    const unit = unitAt(folded, end);
    if (unit && unit.form.family === 'percent' && unit.start === end) end = unit.end;
    const unitEnd = unit ? unit.end : end;
    const bound = boundAround(folded, start, unit, unitEnd);
    numbers.push({
      start,
      end,
      text: text.slice(start, end),
      value: decimalText(value),
      decimals: digits.split('.')[1]?.length ?? 0,
      unit: unit?.form.unit ?? '',
      unitEnd,
      ...(bound ? { bound } : {}),
      range: ranged,
      shape: shapeOf(folded, start, match.index + match[0].length, unit?.form),
    });
  }
  return numbers;
}

/** The form of unit whose printed words begin at `at` (spaces allowed before it), or undefined. */
export function unitAt(folded: string, at: number): { form: UnitForm; start: number; end: number } | undefined {
  const lead = /^[ \t]*(?:余|多(?=[万亿元人个名家]))?/u.exec(folded.slice(at, at + 8))?.[0].length ?? 0;
  for (const begin of lead > 0 ? [at + lead, at] : [at]) {
    for (const form of FORMS_BY_LENGTH) {
      if (!folded.startsWith(form.form, begin)) continue;
      const end = begin + form.form.length;
      if (NOT.get(form)?.test(folded.slice(end, end + 4))) continue;
      return { form, start: begin, end };
    }
  }
  return undefined;
}

/** The unit of that canonical name. */
export function unitNamed(unit: string): UnitForm | undefined {
  return UNIT_FORMS.find((form) => form.unit === unit);
}

/** Widths folded without moving any offset. */
export function foldKeepingLength(text: string): string {
  const folded = foldWidth(text);
  if (folded.length === text.length) return folded;
  return [...text]
    .map((character) => (foldWidth(character).length === character.length ? foldWidth(character) : character))
    .join('');
}

const FORMS_BY_LENGTH = [...UNIT_FORMS].sort((left, right) => right.form.length - left.form.length);
const NOT: ReadonlyMap<UnitForm, RegExp> = new Map(
  UNIT_FORMS.flatMap((form) => (form.not ? [[form, new RegExp(`^(?:${form.not})`, 'u')]] : [])),
);
const BOUNDS_BY_LENGTH = [...BOUNDS].sort((left, right) => right.form.length - left.form.length);
const DIGITS = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?/gu;
const RANGE = /^\s*(?:[-−–—~～]|——|至|到)\s*$/u;

function boundAround(
  folded: string,
  start: number,
  unit: { start: number; end: number } | undefined,
  unitEnd: number,
): PrintedNumber['bound'] {
  const before = folded.slice(Math.max(0, start - 5), start).trimEnd();
  const between = unit ? folded.slice(Math.max(0, unit.start - 1), unit.start) : '';
  const inside = unit && /[余多]/u.test(folded.slice(unit.start, unit.end));
  const after = folded.slice(unitEnd, unitEnd + 5).trimStart();
  if (inside) return 'about';
  for (const { at, form, bound } of BOUNDS_BY_LENGTH) {
    if (at === 'before' && before.endsWith(form) && !/[附接临最节大制]近$/u.test(before)) return bound;
    if (at === 'between' && unit && between === form) return bound;
    if (at === 'after' && after.startsWith(form)) return bound;
  }
  return undefined;
}

function shapeOf(folded: string, start: number, end: number, unit: UnitForm | undefined): PrintedNumber['shape'] {
  const digits = folded.slice(start, end);
  const before = folded.slice(Math.max(0, start - 6), start);
  const after = folded.slice(end, end + 6);
  if (/[A-Za-z]$/u.test(before) || /^[A-Za-z]/u.test(after.replace(/^m[2²]/u, ''))) return 'code';
  if (/\d\.$/u.test(before) || /^\.\d/u.test(after)) return /^(?:19|20)\d\d/u.test(digits) ? 'date' : 'code';
  if (/^(?:19|20)\d\d$/u.test(digits) && /^\s*(?:年|[-/.—~至]\s*(?:19|20)?\d{1,2})/u.test(after)) return 'date';
  if (/^\d{1,2}$/u.test(digits) && /^\s*(?:月(?!均)|日(?!常))/u.test(after)) return 'date';
  if (/[〔[(【](?:19|20)?$/u.test(before) && /^\d{4}$/u.test(digits) && /^[〕\])】]/u.test(after)) return 'date';
  if (/^\s*号/u.test(after)) return 'code';
  if (/^1\d{10}$/u.test(digits) || /^0\d{9,11}$/u.test(digits)) return 'code';
  if (/^\d{3,4}$/u.test(digits) && /^-\d{7,8}(?!\d)/u.test(folded.slice(end, end + 10))) return 'code';
  if (/\d{3,4}-$/u.test(before) && /^-?\d{7,8}$/u.test(digits)) return 'code';
  if (/第\s*$/u.test(before)) return 'serial';
  if (unit) return 'number';
  if (/^\d{1,2}$/u.test(digits)) {
    const lineStart = /(?:^|[\n。;:,、\s])$/u.test(before);
    if (/^[、.]/u.test(after) && lineStart && !/^\.\d/u.test(after)) return 'serial';
    if (/^\s*[)]/u.test(after) && /(?:^|[\n。;:\s(])$/u.test(before)) return 'serial';
    if (/(?:目标|任务|指标|附件|附表|表|项目|注)[:：]?\s*$/u.test(before)) return 'serial';
  }
  return 'number';
}
