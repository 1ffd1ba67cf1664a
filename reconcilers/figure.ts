import type { Decimal, Fact } from '../schemas/index.js';

/** A value as the fact would have printed it: thousands commas, decimals and percent sign as in its text. */
export function inStyleOf(fact: Fact, value: Decimal): string {
  const places = Math.max(value.decimalPlaces(), Math.min(fact.decimals, 6));
  const [whole = '0', fraction] = value.abs().toFixed(places).split('.');
  const grouped = /[,，]/u.test(fact.text) ? whole.replace(/\B(?=(\d{3})+$)/gu, ',') : whole;
  const sign = value.isNegative() && !value.isZero() ? '-' : '';
  return `${sign}${grouped}${fraction === undefined ? '' : `.${fraction}`}${/[%％]/u.test(fact.text) ? '%' : ''}`;
}

/** A figure with its unit, for a message; the percent sign may be part of the printed text already. */
export function withUnit(text: string, unit: string): string {
  return text.endsWith(unit) || (unit === '%' && /[%％]$/u.test(text)) ? text : `${text}${unit}`;
}

/** A label in quotation marks; those inside it become single ones. */
export function quoted(label: string): string {
  return `“${label.replace(/[“"]/gu, '‘').replace(/[”]/gu, '’')}”`;
}
