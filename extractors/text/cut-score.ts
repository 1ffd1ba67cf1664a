import { Decimal } from '../../schemas/index.js';

/** Amounts have two decimals, sometimes one, or are 0; what has none is short. */
export function likelihood(part: string): number {
  const decimals = part.split('.')[1]?.replace('%', '').length ?? 0;
  // A stroke for an empty cell or a sign before the figure.
  const share = (part.endsWith('%') ? 0.5 : 0) - (/^[-−]/u.test(part) ? 0.8 : 0);
  if (decimals > 0) return share + (decimals === 2 ? 0 : decimals === 1 ? -0.7 : -3);
  if (part.length === 1 && share < 0) return -1;
  return share + (part === '0' ? -0.6 : -1 - 0.1 * part.length);
}

function valueOf(part: string): Decimal {
  return new Decimal(part.length === 1 && /[-−]/u.test(part) ? 0 : part.replace(/[,%]/g, '').replace('−', '-'));
}

/** `known`: values of parts that stand in other cuts, too. */
export function scoreOf(parts: readonly string[], known = new Map<string, Decimal>()): number {
  const values = parts.map((part) => {
    let value = known.get(part);
    if (!value) known.set(part, (value = valueOf(part)));
    return value;
  });
  let score = -0.6 * parts.length;
  for (let at = 2; at < parts.length; at++) {
    const [left, right] = [values[at - 2]!, values[at - 1]!];
    if (!parts[at]!.endsWith('%')) {
      const total = left.plus(right);
      if (total.eq(values[at]!) || right.plus(values[at]!).eq(left)) score += 3;
      continue;
    }
    if (left.isZero() || right.isZero()) continue;
    const stated = values[at]!;
    const near = (a: Decimal, b: Decimal) => a.times(100).minus(stated.times(b)).abs().lte(b.abs().times('0.06'));
    if (near(right, left) || near(left, right)) score += 5;
  }
  if (parts.length > 3 && addUp(values)) score += 3;
  const decimals = parts.filter((part) => !part.endsWith('%')).map((part) => part.split('.')[1]?.length ?? 0);
  const usual = new Set(decimals.filter((places) => places > 0));
  score -= usual.size > 1 ? usual.size - 1 : 0;
  score -= decimals.filter((places) => places > 2).length * 2;
  score -= decimals.filter((places) => places === 0).length * 0.5;
  // Who sets commas sets them everywhere.
  if (parts.some((part) => part.includes(',')))
    score -= 2 * parts.filter((part) => /\d{4}/.test(part.split('.')[0]!)).length;
  score += new Set(parts).size < parts.length ? 1 : 0;
  return score;
}

/** Whether the first or the last is the sum of all others. */
function addUp(values: readonly Decimal[]): boolean {
  const all = values.reduce((sum, value) => sum.plus(value));
  const near = (total: Decimal) => all.minus(total.times(2)).abs().lte('0.02');
  return !all.isZero() && (near(values[0]!) || near(values[values.length - 1]!));
}
