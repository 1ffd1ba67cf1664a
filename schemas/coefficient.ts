/**
 * The whole number in a decimal: 12.50 is 125 with one place. What a double holds exactly is a number, as that is
 * added ten times as fast; anything longer is a bigint. `Infinity` and `NaN` are what a division by nought leaves.
 */
export type Coefficient = number | bigint;

/** Half up, away from nought; the others as their names say. */
export type Rounding = 'halfUp' | 'up' | 'down' | 'floor' | 'ceiling';

/** What a double counts up to without a gap. */
export const MOST = Number.MAX_SAFE_INTEGER;
const SMALL = Array.from({ length: 16 }, (_, power) => 10 ** power);
const GREAT = Array.from({ length: 128 }, (_, power) => 10n ** BigInt(power));

/** 10^power, power from nought to fifteen. */
export function power(of: number): number {
  return SMALL[of] ?? 10 ** of;
}

export function bigPower(power: number): bigint {
  return GREAT[power] ?? 10n ** BigInt(power);
}

/** Is it exact, or the end of a sum that a double cannot hold? Not finite passes. */
function holds(value: number): boolean {
  return (value <= MOST && value >= -MOST) || !Number.isFinite(value);
}

export function isExact(value: Coefficient): boolean {
  return typeof value === 'bigint' || Number.isFinite(value);
}

export function add(a: Coefficient, b: Coefficient): Coefficient {
  if (typeof a === 'number' && typeof b === 'number') {
    const total = a + b;
    if (holds(total)) return total;
  }
  return isExact(a) && isExact(b) ? BigInt(a) + BigInt(b) : Number(a) + Number(b);
}

export function multiply(a: Coefficient, b: Coefficient): Coefficient {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (holds(product)) return product;
  }
  return isExact(a) && isExact(b) ? BigInt(a) * BigInt(b) : Number(a) * Number(b);
}

export function negate(value: Coefficient): Coefficient {
  return typeof value === 'number' ? 0 - value : -value;
}

/** value × 10^power, power ≥ 0. */
export function raise(value: Coefficient, power: number): Coefficient {
  if (power === 0 || value === 0) return value;
  const factor = SMALL[power];
  if (typeof value !== 'number' || factor === undefined) return multiply(value, bigPower(power));
  const raised = value * factor;
  return holds(raised) ? raised : multiply(value, factor);
}

/** How many noughts to put behind a for a ÷ b to come out even, four at most; undefined where it does not. */
export function placesToDivide(a: number, b: number): number | undefined {
  let wide = a;
  for (let places = 0; places <= 4 && wide <= MOST && wide >= -MOST; places++) {
    if (wide % b === 0) return places;
    wide *= 10;
  }
  return undefined;
}

/** value ÷ 10^drop, rounded to a whole number, drop > 0. */
export function roundOff(value: Coefficient, drop: number, rounding: Rounding): Coefficient {
  const factor = SMALL[drop];
  if (typeof value === 'number' && factor !== undefined) {
    const rest = value % factor;
    const whole = (value - rest) / factor;
    const half = Math.abs(rest) * 2 >= factor;
    return goesAway(half, rest !== 0, value < 0, rounding) ? whole + (value < 0 ? -1 : 1) : whole;
  }
  if (!isExact(value)) return value;
  const unit = bigPower(drop);
  const big = BigInt(value);
  const rest = big % unit;
  const half = (rest < 0n ? -rest : rest) * 2n >= unit;
  return goesAway(half, rest !== 0n, big < 0n, rounding) ? big / unit + (big < 0n ? -1n : 1n) : big / unit;
}

/** Does what is cut off move the last digit that is left away from nought? */
function goesAway(half: boolean, cut: boolean, negative: boolean, rounding: Rounding): boolean {
  switch (rounding) {
    case 'halfUp':
      return half;
    case 'up':
      return cut;
    case 'down':
      return false;
    case 'floor':
      return cut && negative;
    case 'ceiling':
      return cut && !negative;
  }
}

/** How many digits it has. */
export function lengthOf(value: Coefficient): number {
  return String(value).length - (value < 0 ? 1 : 0);
}

/** By how many digits it is longer than `most`, where it is: mostly one or two, which are found faster than counted. */
export function lengthBeyond(value: bigint, most: number): number {
  const size = value < 0n ? -value : value;
  if (size < bigPower(most + 1)) return 1;
  return size < bigPower(most + 2) ? 2 : lengthOf(size) - most;
}

/** As a number, where a double holds it exactly. */
export function shortened(value: bigint): Coefficient {
  return value <= MOST && value >= -MOST ? Number(value) : value;
}
