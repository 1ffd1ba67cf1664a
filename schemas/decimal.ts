import { Decimal as Base } from 'decimal.js';

/** Exact decimals of this project: 60 significant digits, never printed with an exponent. */
export const Decimal = Base.clone({ precision: 60, rounding: Base.ROUND_HALF_UP, toExpNeg: -1000, toExpPos: 1000 });
export type Decimal = Base;

/** The canonical decimal string of a value: no exponent, no trailing zeros, no minus zero. */
export function decimalText(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}
