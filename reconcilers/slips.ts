import { Decimal, decimalText, type Fact, type Message } from '../schemas/index.js';

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

/** Every figure that a single slip turns into this one; `decimals` is how fine it may have been printed. */
export function slipsInto(wrong: Decimal, decimals: number): Decimal[] {
  const found = new Map<string, Decimal>();
  const offer = (text: string | Decimal) => {
    // No one prints 012.5; .5 is 0.5.
    if (typeof text === 'string' && /^0\d/u.test(text)) return;
    const value = new Decimal(text).times(wrong.isNegative() ? -1 : 1);
    found.set(value.toFixed(), value);
  };
  const size = wrong.abs();
  for (const text of spellings(size, decimals)) {
    const at = [...text].flatMap((character, index) => (character === '.' ? [] : [index]));
    at.forEach((index, position) => {
      const digit = text[index] ?? '';
      const next = at[position + 1];
      if (next !== undefined && text[next] !== digit)
        offer(text.slice(0, index) + text[next] + text.slice(index + 1, next) + digit + text.slice(next + 1));
      const rest = text.slice(0, index) + text.slice(index + 1);
      if (at.length > 1) offer(rest.startsWith('.') ? `0${rest}` : rest);
      for (const other of '0123456789') {
        if (other !== digit) offer(text.slice(0, index) + other + text.slice(index + 1));
        offer(text.slice(0, index) + other + text.slice(index));
      }
    });
    if (text.includes('.')) for (const other of '123456789') offer(text + other);
    else for (const other of '0123456789') offer(text + other);
  }
  for (const power of TENFOLDS) offer(size.times(power));
  found.set(wrong.neg().toFixed(), wrong.neg());
  found.delete(wrong.toFixed());
  return [...found.values()];
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
