import { Decimal, decimalText, type Fact, type Message } from '../schemas/index.js';
import type { Interval } from './interval.js';

/** A slip of the pen (or of the scanner) that leads from the right figure to the printed one. */
export interface Slip {
  kind: 'unit' | 'sign' | 'shiftedPoint' | 'transposed' | 'droppedDigit' | 'doubledDigit' | 'wrongDigit';
  message: Message;
  /** Smaller is likelier. */
  cost: number;
}

const WORDS: Record<Slip['kind'], { message: Message; cost: number }> = {
  // The more a slip keeps of the figure, the less chance can imitate it.
  unit: { message: { zh: '单位错：元与万元（亿元）混用', en: 'wrong unit: 元 for 万元 (or 亿元)' }, cost: -1 },
  sign: { message: { zh: '正负号错', en: 'wrong sign' }, cost: 0 },
  shiftedPoint: { message: { zh: '小数点错位', en: 'decimal point shifted' }, cost: 0 },
  transposed: { message: { zh: '相邻两位数字颠倒', en: 'two neighbouring digits swapped' }, cost: 1 },
  doubledDigit: { message: { zh: '多印一位数字', en: 'a digit too many' }, cost: 1 },
  droppedDigit: { message: { zh: '漏印一位数字', en: 'a digit dropped' }, cost: 2 },
  wrongDigit: { message: { zh: '一位数字错', en: 'one digit wrong' }, cost: 2 },
};

/** The slip that turns `right` (in the fact's unit) into what the fact prints; null where no single one does. */
export function slipBetween(printed: Fact, right: Decimal): Slip | null {
  return slip(new Decimal(printed.value), right, Math.min(printed.fineness, 6));
}

export function slip(wrong: Decimal, right: Decimal, decimals: number): Slip | null {
  const kind = kindOf(wrong, right, decimals);
  // 92 for 92.1: with the digit the point went, too.
  if (kind === 'wrongDigit' && right.decimalPlaces() > wrong.decimalPlaces())
    return {
      kind: 'droppedDigit',
      ...WORDS.droppedDigit,
      cost: WORDS.droppedDigit.cost + (wrong.isInteger() ? 1.5 : 0),
    };
  return kind && { kind, ...WORDS[kind] };
}

const TENFOLDS = ['0.0001', '0.01', '0.1', '10', '100', '10000'].map((text) => new Decimal(text));

/**
 * Every figure that a single slip turns into this one; `decimals` is how fine it may have been printed. There are some
 * hundred of them and mostly none `within` the interval that is asked for: doubles sieve them before any is written out.
 */
export function slipsInto(wrong: Decimal, decimals: number, within?: Interval): Decimal[] {
  const found = new Map<string, Decimal>();
  const size = wrong.abs();
  const margin = size.toNumber() * 1e-9;
  const [low, high] = wrong.isNegative() ? [within?.high.neg(), within?.low.neg()] : [within?.low, within?.high];
  const least = low ? low.toNumber() - margin : -Infinity;
  const most = high ? high.toNumber() + margin : Infinity;
  const isWithin = (about: number) => about >= least && about <= most;
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
      for (let put = 0; put <= 9; put++) {
        if (put !== digit && isWithin(all + (put - digit) * weight))
          write(`${text.slice(0, index)}${put}${text.slice(index + 1)}`);
        const inserted =
          index < whole
            ? above * 10 + (put * 10 + digit) * weight + below
            : above + put * weight + (digit * weight + below) / 10;
        if (isWithin(inserted)) write(`${text.slice(0, index)}${put}${text.slice(index)}`);
      }
      above += digit * weight;
    }
    if (whole < text.length) {
      for (let put = 1; put <= 9; put++)
        if (isWithin(all + put * powerOfTen(whole - 1 - count))) write(`${text}${put}`);
    } else {
      for (let put = 0; put <= 9; put++) if (isWithin(all * 10 + put)) write(`${text}${put}`);
    }
  }
  for (const power of TENFOLDS) add(signed(size.times(power), wrong));
  add(wrong.neg());
  found.delete(wrong.toFixed());
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
  const found = TENFOLDS.map((power) => wrong.times(power));
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
  return [...new Set([value.toFixed(Math.max(decimals, value.decimalPlaces())), decimalText(value)])];
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
