import * as whole from './coefficient.js';
import type { Coefficient, Rounding } from './coefficient.js';

/** What a decimal can be made of. Amounts come as text; numbers are for constants (2, 100) and counts. */
type Value = Decimal | string | number;

/** Sums, products and quotients are exact up to so many significant digits, and rounded half up there. */
const PRECISION = 60;
const LIMIT = whole.bigPower(PRECISION);

/** A power of ten beyond this is no amount but damage: infinite, or nought. */
const MOST_POWER = 2000;

/**
 * An exact decimal, never printed with an exponent. Immutable. A quotient by nought is infinite or no number, as in
 * IEEE 754; there is no minus nought.
 */
export class Decimal {
  /**
   * The value is coefficient × 10^−places, with as few places as it needs: equal values have equal fields. Declared
   * only, as a field of its own is first written as undefined, in a call of its own.
   */
  declare readonly coefficient: Coefficient;
  declare readonly places: number;

  /** @throws RangeError for text that is no number */
  constructor(value: Value);
  /** @internal */
  constructor(coefficient: Coefficient, places: number);
  constructor(value: Value | bigint, places?: number) {
    if (places !== undefined) {
      this.coefficient = value as Coefficient;
      this.places = places;
    } else {
      const read = typeof value === 'string' ? parse(value) : of(value);
      this.coefficient = read.coefficient;
      this.places = read.places;
    }
  }

  static min(...values: readonly Value[]): Decimal {
    return values.map(decimal).reduce((least, value) => (value.lt(least) ? value : least));
  }

  static max(...values: readonly Value[]): Decimal {
    return values.map(decimal).reduce((greatest, value) => (value.gt(greatest) ? value : greatest));
  }

  plus(other: Value): Decimal {
    return sum(this, decimal(other), false);
  }

  minus(other: Value): Decimal {
    return sum(this, decimal(other), true);
  }

  times(other: Value): Decimal {
    const by = decimal(other);
    const a = this.coefficient;
    const b = by.coefficient;
    const places = this.places + by.places;
    if (typeof a === 'number' && typeof b === 'number') {
      const product = a * b;
      if (product <= whole.MOST && product >= -whole.MOST) return shortest(product, places);
    }
    return cut(whole.multiply(a, b), places);
  }

  div(other: Value): Decimal {
    const by = decimal(other);
    const a = this.coefficient;
    const b = by.coefficient;
    const places = this.places - by.places;
    if (b === 0 || !whole.isExact(a) || !whole.isExact(b)) return new Decimal(Number(a) / Number(b), 0);
    if (typeof a === 'number' && typeof b === 'number') {
      const even = whole.placesToDivide(a, b);
      if (even !== undefined) return tidy((a * whole.power(even)) / b, places + even);
    }
    // One digit more than is kept decides how it is rounded.
    const more = Math.max(0, PRECISION + 1 - whole.lengthOf(a) + whole.lengthOf(b));
    return cut((BigInt(a) * whole.bigPower(more)) / BigInt(b), places + more);
  }

  /** @param exponent a whole number */
  pow(exponent: number): Decimal {
    let power = new Decimal(1);
    for (let left = Math.abs(exponent); left > 0; left--) power = power.times(this);
    return exponent < 0 ? new Decimal(1).div(power) : power;
  }

  neg(): Decimal {
    return new Decimal(whole.negate(this.coefficient), this.places);
  }

  abs(): Decimal {
    return this.coefficient < 0 ? this.neg() : this;
  }

  /** Less than nought, nought or more than nought: this against the other. NaN where one of them is no number. */
  cmp(other: Value): number {
    const to = decimal(other);
    const more = this.places - to.places;
    if (more === 0) return order(this.coefficient, to.coefficient);
    return more > 0
      ? order(this.coefficient, whole.raise(to.coefficient, more))
      : order(whole.raise(this.coefficient, -more), to.coefficient);
  }

  eq(other: Value): boolean {
    const to = decimal(other);
    return this.coefficient === to.coefficient && this.places === to.places;
  }

  lt(other: Value): boolean {
    return this.cmp(other) < 0;
  }

  lte(other: Value): boolean {
    return this.cmp(other) <= 0;
  }

  gt(other: Value): boolean {
    return this.cmp(other) > 0;
  }

  gte(other: Value): boolean {
    return this.cmp(other) >= 0;
  }

  isZero(): boolean {
    return this.coefficient === 0;
  }

  isNegative(): boolean {
    return this.coefficient < 0;
  }

  isInteger(): boolean {
    return this.places === 0 && whole.isExact(this.coefficient);
  }

  /** How many decimals it needs. */
  decimalPlaces(): number {
    return this.places;
  }

  floor(): Decimal {
    return this.toDecimalPlaces(0, 'floor');
  }

  ceil(): Decimal {
    return this.toDecimalPlaces(0, 'ceiling');
  }

  toDecimalPlaces(places: number, rounding: Rounding = 'halfUp'): Decimal {
    const drop = this.places - places;
    return drop <= 0 ? this : tidy(whole.roundOff(this.coefficient, drop, rounding), places);
  }

  toSignificantDigits(digits: number): Decimal {
    const drop = whole.lengthOf(this.coefficient) - digits;
    return drop <= 0 ? this : tidy(whole.roundOff(this.coefficient, drop, 'halfUp'), this.places - drop);
  }

  /** As text; with `places`, rounded half up to exactly so many decimals. A figure below nought keeps its sign. */
  toFixed(places = this.places): string {
    if (places === 0 && this.places === 0) return String(this.coefficient);
    if (places === this.places) return pointed(this.coefficient, places);
    const { coefficient, places: printed } = places < this.places ? this.toDecimalPlaces(places) : this;
    if (printed === 0 && !whole.isExact(coefficient)) return String(coefficient);
    const size = whole.raise(coefficient < 0 ? -coefficient : coefficient, places - printed);
    const digits = places > 0 ? pointed(size, places) : String(size);
    return this.coefficient < 0 ? `-${digits}` : digits;
  }

  toString(): string {
    return this.toFixed();
  }

  toJSON(): string {
    return this.toFixed();
  }

  toNumber(): number {
    return Number(this.toFixed());
  }
}

/** The canonical decimal string of a value: no exponent, no trailing zeros, no minus zero. */
export function decimalText(value: Decimal): string {
  const { coefficient, places } = value;
  return places === 0 ? String(coefficient) : pointed(coefficient, places);
}

function decimal(value: Value): Decimal {
  return typeof value === 'object' ? value : new Decimal(value);
}

function order(a: Coefficient, b: Coefficient): number {
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
}

function sum(a: Decimal, b: Decimal, minus: boolean): Decimal {
  const more = a.places - b.places;
  const places = more < 0 ? b.places : a.places;
  const left = more < 0 ? whole.raise(a.coefficient, -more) : a.coefficient;
  const right = more > 0 ? whole.raise(b.coefficient, more) : b.coefficient;
  if (typeof left === 'number' && typeof right === 'number') {
    const total = minus ? left - right : left + right;
    if (total === 0) return ZERO;
    if (total <= whole.MOST && total >= -whole.MOST) return shortest(total, places);
  }
  return cut(whole.add(left, minus ? whole.negate(right) : right), places);
}

/** The digits of a whole number, the last of them behind a point. */
function pointed(coefficient: Coefficient, places: number): string {
  if (coefficient < 0) return `-${pointed(-coefficient, places)}`;
  const digits = String(coefficient);
  const above = digits.length - places;
  return above > 0 ? `${digits.slice(0, above)}.${digits.slice(above)}` : `0.${digits.padStart(places, '0')}`;
}

/** What an operation comes to: no longer than the precision. */
function cut(coefficient: Coefficient, places: number): Decimal {
  if (typeof coefficient === 'number' || (coefficient < LIMIT && coefficient > -LIMIT))
    return tidy(coefficient, places);
  const drop = whole.lengthBeyond(coefficient, PRECISION);
  return tidy(whole.roundOff(coefficient, drop, 'halfUp'), places - drop);
}

/** With as few places as the value needs, and none below nought. */
function tidy(coefficient: Coefficient, places: number): Decimal {
  if (places < 0) return tidy(whole.raise(coefficient, -places), 0);
  if (typeof coefficient === 'bigint') return tidyBig(coefficient, places);
  return Number.isFinite(coefficient) ? shortest(coefficient, places) : new Decimal(coefficient, 0);
}

/** The same of what a double holds, and of places that are none below nought. */
function shortest(coefficient: number, places: number): Decimal {
  let short = coefficient;
  let left = places;
  while (left > 0 && short % 10 === 0) {
    short /= 10;
    left--;
  }
  // There is no minus nought.
  return new Decimal(short + 0, left);
}

function tidyBig(coefficient: bigint, places: number): Decimal {
  let short = coefficient;
  let left = places;
  // A quotient that does not come out even ends in any digit.
  if (left === 0 || short % 10n !== 0n) return new Decimal(whole.shortened(short), left);
  for (const step of [32, 16, 8, 4, 2, 1]) {
    const unit = whole.bigPower(step);
    while (left >= step && short % unit === 0n) {
      short /= unit;
      left -= step;
    }
  }
  return new Decimal(whole.shortened(short), left);
}

const ZERO = new Decimal(0);

/** What is a decimal already, or a number. */
function of(value: Decimal | number | bigint): Decimal {
  if (typeof value === 'object') return value;
  return Number.isSafeInteger(value) ? new Decimal((value as number) + 0, 0) : parse(String(value));
}

const NUMBER = /^([-+]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i;

function parse(text: string): Decimal {
  const plain = text.length < 16 ? parsePlain(text) : undefined;
  if (plain) return plain;
  const match = NUMBER.exec(text);
  if (!match) {
    if (/^(?:[-+]?Infinity|NaN)$/.test(text)) return new Decimal(Number(text), 0);
    throw new RangeError(`No number: ${text}`);
  }
  const [, sign, above = '', below = '', exponent] = match;
  const digits = BigInt(above + below);
  const power = Number(exponent ?? 0);
  if (Math.abs(power) > MOST_POWER)
    return tidy(power < 0 || digits === 0n ? 0 : sign === '-' ? -Infinity : Infinity, 0);
  return tidy(sign === '-' ? -digits : digits, below.length - power);
}

/** The usual print, -1234.50, in one pass; undefined for any other. */
function parsePlain(text: string): Decimal | undefined {
  const negative = text.startsWith('-');
  const start = negative ? 1 : 0;
  let coefficient = 0;
  let point = -1;
  for (let at = start; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) coefficient = coefficient * 10 + digit;
    else if (digit === -2 && point < 0) point = at;
    else return undefined;
  }
  if (text.length - start - (point < 0 ? 0 : 1) < 1) return undefined;
  return tidy(negative ? -coefficient : coefficient, point < 0 ? 0 : text.length - point - 1);
}
