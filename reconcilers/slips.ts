import { Decimal, decimalText, type Fact, type Message } from '../schemas/index.js';
import type { Interval } from './interval.js';

/** A slip of the pen (or of the scanner) that leads from the right figure to the printed one. */
export interface Slip {
  kind: 'unit' | 'sign' | 'shiftedPoint' | 'transposed' | 'droppedDigit' | 'doubledDigit' | 'wrongDigit';
  message: Message;
  /** Smaller is likelier. */
  cost: number;
}

const WORDS: Record<Slip['kind'], Message> = {
  unit: { zh: '单位错：元与万元（亿元）混用', en: 'wrong unit: 元 for 万元 (or 亿元)' },
  sign: { zh: '正负号错', en: 'wrong sign' },
  shiftedPoint: { zh: '小数点错位', en: 'decimal point shifted' },
  transposed: { zh: '相邻两位数字颠倒', en: 'two neighbouring digits swapped' },
  doubledDigit: { zh: '多印一位数字', en: 'a digit too many' },
  droppedDigit: { zh: '漏印一位数字', en: 'a digit dropped' },
  wrongDigit: { zh: '一位数字错', en: 'one digit wrong' },
};

/**
 * What a slip costs, in bits: how many slips of its kind could have befallen a figure of so many digits (one digit of
 * five is wrong in 45 ways, dropped in 5), less what is known of how common the kind is. The more of the figure it
 * keeps, the less chance can imitate it; a figure of one digit keeps nothing.
 */
function costOf(kind: Slip['kind'], digits: number, doubled: boolean): number {
  switch (kind) {
    case 'unit':
      return -1 + fewness(digits);
    case 'sign':
      return 0;
    case 'shiftedPoint':
      return fewness(digits);
    case 'transposed':
      return Math.log2(Math.max(digits - 1, 1)) - 1;
    case 'doubledDigit':
      return doubled ? Math.log2(Math.max(digits - 1, 1)) - 1 : Math.log2(10 * digits) - 2;
    case 'droppedDigit':
      return Math.log2(digits + 1) - 0.6;
    case 'wrongDigit':
      return Math.log2(9 * digits) - 2.8;
  }
}

function fewness(digits: number): number {
  return digits >= 3 ? 0 : (3 - digits) * 1.5;
}

/** The slip that turns `right` (in the fact's unit) into what the fact prints; null where no single one does. */
export function slipBetween(printed: Fact, right: Decimal): Slip | null {
  return slip(new Decimal(printed.value), right, Math.min(printed.fineness, 6));
}

export function slip(wrong: Decimal, right: Decimal, decimals: number): Slip | null {
  const kind = kindOf(wrong, right, decimals);
  if (!kind) return null;
  const digits = significant(kind === 'unit' || kind === 'shiftedPoint' ? decimalText(wrong) : wrong.toFixed());
  // 92 for 92.1: with the digit the point went, too.
  if (kind === 'wrongDigit' && right.decimalPlaces() > wrong.decimalPlaces())
    return slipOf('droppedDigit', digits, wrong.isInteger() ? 1.5 : 0);
  const doubled = kind === 'doubledDigit' && isDoubled(wrong, right, decimals);
  return { kind, message: WORDS[kind], cost: costOf(kind, digits, doubled) };
}

function slipOf(kind: Slip['kind'], digits: number, more: number): Slip {
  return { kind, message: WORDS[kind], cost: costOf(kind, digits, false) + more };
}

/** How many digits stand between the noughts at the ends. */
function significant(text: string): number {
  return Math.max(1, text.replace(/[-.]/gu, '').replace(/^0+|0+$/gu, '').length);
}

/** Is the digit too many the same as one beside it (1122.5 for 122.5)? */
function isDoubled(wrong: Decimal, right: Decimal, decimals: number): boolean {
  const [long, short] = [wrong, right].map((value) => value.abs().toFixed(Math.max(decimals, value.decimalPlaces())));
  return [...long!.replace('.', '')].some(
    (digit, at, all) =>
      digit === all[at + 1] && [...all.slice(0, at), ...all.slice(at + 1)].join('') === short!.replace('.', ''),
  );
}

const TENFOLDS = ['0.0001', '0.01', '0.1', '10', '100', '10000'].map((text) => ({
  power: new Decimal(text),
  factor: Number(text),
}));

/** Of a digit: more than a double is off. */
const SLACK = 0.001;

/**
 * Every figure that a single slip turns into this one; `decimals` is how fine it may have been printed. There are some
 * hundred of them and mostly none `within` the interval that is asked for: doubles sieve them before any is written out.
 */
export function slipsInto(wrong: Decimal, decimals: number, within?: Interval): Decimal[] {
  const found = new Map<string, Decimal>();
  const size = wrong.abs();
  const about = size.toNumber();
  const margin = about * 1e-9;
  const [low, high] = wrong.isNegative() ? [within?.high.neg(), within?.low.neg()] : [within?.low, within?.high];
  const least = low ? low.toNumber() - margin : -Infinity;
  const most = high ? high.toNumber() + margin : Infinity;
  const isWithin = (about: number) => about >= least && about <= most;
  /** The least and the greatest digit that brings `from`, growing by `weight` with each, into the interval. */
  const leastDigit = (from: number, weight: number) => Math.max(0, Math.ceil((least - from) / weight - SLACK));
  const mostDigit = (from: number, weight: number) => Math.min(9, Math.floor((most - from) / weight + SLACK));
  const add = (value: Decimal) => {
    if (!within || (value.gte(within.low) && value.lte(within.high))) found.set(value.toFixed(), value);
  };
  const write = (text: string) => {
    // No one prints 012.5; .5 is 0.5.
    if (!/^0\d/u.test(text)) add(signed(new Decimal(text), wrong));
  };
  for (const text of spellings(size, decimals)) {
    const whole = text.includes('.') ? text.indexOf('.') : text.length;
    const all = Number(text);
    const count = text.length - (whole < text.length ? 1 : 0);
    let above = 0;
    for (let position = 0; position < count; position++) {
      const index = position < whole ? position : position + 1;
      const digit = digitAt(text, index);
      const weight = powerOfTen(whole - 1 - position);
      const below = all - above - digit * weight;
      const next = position + 1 === whole ? index + 2 : index + 1;
      if (
        position + 1 < count &&
        text[next] !== text[index] &&
        isWithin(all + (digitAt(text, next) - digit) * weight * 0.9)
      )
        write(text.slice(0, index) + text[next] + text.slice(index + 1, next) + digit + text.slice(next + 1));
      if (count > 1 && isWithin(index < whole ? above / 10 + below : above + below * 10)) {
        const after = text.slice(index + 1);
        write(index === 0 && after.startsWith('.') ? `0${after}` : text.slice(0, index) + after);
      }
      const without = all - digit * weight;
      const moved = index < whole ? above * 10 + digit * weight + below : above + (digit * weight + below) / 10;
      const place = index < whole ? weight * 10 : weight;
      const last = Math.max(mostDigit(without, weight), mostDigit(moved, place));
      for (let put = Math.min(leastDigit(without, weight), leastDigit(moved, place)); put <= last; put++) {
        if (put !== digit && isWithin(without + put * weight))
          write(`${text.slice(0, index)}${put}${text.slice(index + 1)}`);
        if (isWithin(moved + put * place)) write(`${text.slice(0, index)}${put}${text.slice(index)}`);
      }
      above += digit * weight;
    }
    if (whole < text.length) {
      const units = Math.floor(all + powerOfTen(whole - count - 1));
      const moved = all + units * 9;
      for (let put = leastDigit(moved, 1); put <= mostDigit(moved, 1); put++)
        if (isWithin(moved + put)) write(`${text.slice(0, whole)}${put}${text.slice(whole)}`);
      const weight = powerOfTen(whole - 1 - count);
      for (let put = Math.max(leastDigit(all, weight), 1); put <= mostDigit(all, weight); put++)
        if (isWithin(all + put * weight)) write(`${text}${put}`);
    } else {
      for (let put = leastDigit(all * 10, 1); put <= mostDigit(all * 10, 1); put++)
        if (isWithin(all * 10 + put)) write(`${text}${put}`);
    }
  }
  for (const { power, factor } of TENFOLDS) if (isWithin(about * factor)) add(signed(size.times(power), wrong));
  if (isWithin(-about)) add(wrong.neg());
  if (found.size > 0) found.delete(wrong.toFixed());
  return [...found.values()];
}

function digitAt(text: string, index: number): number {
  return text.charCodeAt(index) - 48;
}

const POWERS = Array.from({ length: 41 }, (_, index) => 10 ** (index - 20));

function powerOfTen(power: number): number {
  return POWERS[power + 20] ?? 10 ** power;
}

function signed(size: Decimal, like: Decimal): Decimal {
  return like.isNegative() ? size.neg() : size;
}

/** Those of them that keep all digits, or double one: few enough to be told without knowing the right value. */
export function tellingSlipsInto(wrong: Decimal): Decimal[] {
  const found = TENFOLDS.map(({ power }) => wrong.times(power));
  found.push(wrong.neg());
  const text = wrong.toFixed();
  for (const match of text.matchAll(/(\d)(?=\1)/gu))
    found.push(new Decimal(text.slice(0, match.index) + text.slice(match.index + 1)));
  return found;
}

function kindOf(wrong: Decimal, right: Decimal, decimals: number): Slip['kind'] | null {
  if (wrong.eq(right) || wrong.isZero()) return null;
  if (right.isZero()) return wrong.isNegative() || !nearNought(wrong, decimals) ? null : 'wrongDigit';
  if (wrong.eq(right.neg())) return 'sign';
  if (wrong.isNegative() !== right.isNegative()) return null;
  const power = exponent(wrong.div(right).abs());
  if (power !== null) return power % 4 === 0 ? 'unit' : Math.abs(power) <= 3 ? 'shiftedPoint' : null;
  // Trailing zeros are dropped in print, so digits are compared as short and as long as they may be printed.
  const wrongs = spellings(wrong.abs(), decimals);
  const rights = spellings(right.abs(), decimals);
  for (const a of wrongs) for (const b of rights) if (transposed(a, b)) return 'transposed';
  for (const a of wrongs) for (const b of rights) if (oneOff(a, b)) return 'wrongDigit';
  for (const a of wrongs) for (const b of rights) if (without(b, a)) return 'droppedDigit';
  for (const a of wrongs) for (const b of rights) if (without(a, b)) return 'doubledDigit';
  return null;
}

/** 0.50 or 7, where 0.00 or 0 is right: one digit that is no nought. */
function nearNought(wrong: Decimal, decimals: number): boolean {
  return wrong.lt(10) && wrong.toFixed(Math.max(decimals, wrong.decimalPlaces())).replace(/[0.]/gu, '').length === 1;
}

function spellings(value: Decimal, decimals: number): string[] {
  const short = decimalText(value);
  return decimals <= value.decimalPlaces() ? [short] : [value.toFixed(decimals), short];
}

/** n where ratio = 10^n, n ≠ 0; else null. */
function exponent(ratio: Decimal): number | null {
  const found = /^(?:1(0+)|0\.(0*)1)$/u.exec(ratio.toFixed());
  return found && (found[1]?.length ?? -1 - (found[2] ?? '').length);
}

function transposed(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  const differing = [...a].flatMap((digit, index) => (digit === b[index] ? [] : [index]));
  const [first = -1, second = -1] = differing;
  if (differing.length !== 2 || a[first] !== b[second] || a[second] !== b[first]) return false;
  return second - first === 1 || (second - first === 2 && a[first + 1] === '.');
}

function oneOff(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let differing = 0;
  for (let index = 0; index < a.length; index++) {
    if (a[index] === b[index]) continue;
    if (a[index] === '.' || b[index] === '.') return false;
    differing++;
  }
  return differing === 1;
}

/** Is `short` what is left of `long` when one digit is taken out? A one-digit rest is no evidence. */
function without(long: string, short: string): boolean {
  if (long.length !== short.length + 1 || short.replace('.', '').length < 2) return false;
  let at = 0;
  while (at < short.length && long[at] === short[at]) at++;
  return long[at] !== '.' && long.slice(at + 1) === short.slice(at);
}
