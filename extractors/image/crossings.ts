import type { Trace } from './traces.js';

/** Millimetres by which a line may miss the one that it ends on; the stroke of a character misses it by more. */
export const MISS = 0.45;
/** Millimetres: a line of one row alone is no longer. */
export const ROW = 8;

/** Where other lines cross or touch a line, along it, in order. */
export function crossingsOf({ at, from, to }: Trace, crossing: readonly Trace[], millimetre: number): number[] {
  const miss = MISS * millimetre;
  return crossing
    .filter(
      (other) => other.at >= from - miss && other.at <= to + miss && at >= other.from - miss && at <= other.to + miss,
    )
    .map((other) => other.at)
    .sort((a, b) => a - b);
}
