import type { Fact } from '../schemas/index.js';

/** Digits that a binary float leaves behind (0.0900000762939453) are no precision. */
const FLOAT_NOISE = 9;
/** Where fewer figures than this are printed, a single finer one is as good a witness as any. */
const FEW = 6;

/**
 * The finest decimals that figures of one table and unit are printed with, for each of them: trailing zeros are
 * dropped in this genre, so that a 92 among 15.52 is 92.00. A lone figure with more decimals than all others is a slip
 * (226.312 for 2263.12) and makes only itself finer.
 */
export function fineness(facts: readonly Pick<Fact, 'unit' | 'decimals'>[]): number[] {
  if (facts.length === 0) return [];
  const finest = new Map<string, { first: number; second: number; count: number }>();
  for (let at = 0; at < facts.length; at++) {
    const { unit, decimals } = facts[at]!;
    if (decimals >= FLOAT_NOISE) continue;
    const known = finest.get(unit);
    if (!known) {
      finest.set(unit, { first: decimals, second: 0, count: 1 });
      continue;
    }
    known.count += 1;
    if (decimals > known.first) {
      known.second = known.first;
      known.first = decimals;
    } else if (decimals > known.second) known.second = decimals;
  }
  return facts.map(({ unit, decimals }) => {
    const known = finest.get(unit);
    const fine = known ? (known.count < FEW ? known.first : known.second) : decimals;
    return Math.max(fine, decimals < FLOAT_NOISE ? decimals : 0);
  });
}
