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
  const printed = new Map<string, number[]>();
  for (const { unit, decimals } of facts) {
    if (decimals >= FLOAT_NOISE) continue;
    const there = printed.get(unit);
    if (there) there.push(decimals);
    else printed.set(unit, [decimals]);
  }
  const finest = new Map<string, number>();
  for (const [unit, all] of printed) {
    let first = 0;
    let second = 0;
    for (const decimals of all) {
      if (decimals > first) [first, second] = [decimals, first];
      else if (decimals > second) second = decimals;
    }
    finest.set(unit, all.length < FEW ? first : second);
  }
  return facts.map(({ unit, decimals }) =>
    Math.max(finest.get(unit) ?? decimals, decimals < FLOAT_NOISE ? decimals : 0),
  );
}
