import type { Fact } from '../schemas/index.js';

/** Digits that a binary float leaves behind (0.0900000762939453) are no precision. */
const FLOAT_NOISE = 9;

/**
 * The finest decimals that figures of one table and unit are printed with, for each of them: trailing zeros are
 * dropped in this genre, so that a 92 among 15.52 is 92.00.
 */
export function fineness(facts: readonly Pick<Fact, 'unit' | 'decimals'>[]): number[] {
  const finest = new Map<string, number>();
  for (const { unit, decimals } of facts)
    if (decimals < FLOAT_NOISE) finest.set(unit, Math.max(finest.get(unit) ?? 0, decimals));
  return facts.map(({ unit, decimals }) => finest.get(unit) ?? decimals);
}
