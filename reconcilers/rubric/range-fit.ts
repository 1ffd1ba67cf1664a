import type { Decimal } from '../../schemas/index.js';
import type { End, Range, Tier } from './rule.js';

/** Whether x lies in the range, and how surely: at an end, by how the end is known. */
export function holds({ low, high }: Range, x: Decimal): End['certainty'] | 'no' {
  if ((low && x.lt(low.value)) || (high && x.gt(high.value))) return 'no';
  let certainty: End['certainty'] = 'told';
  for (const end of [low, high]) {
    if (!end || !x.eq(end.value)) continue;
    if (!end.closed && (end.certainty === 'told' || end.certainty === 'law')) return 'no';
    if (end.certainty === 'open' || end.certainty === 'left' || certainty === 'told') certainty = end.certainty;
  }
  return certainty;
}

/** A neighbour that begins right behind x and says so (超过20%) leaves x to the other side. */
export function shuns({ low, high }: Range, x: Decimal): boolean {
  return [low, high].some((end) => end !== undefined && !end.closed && end.certainty === 'told' && end.value.eq(x));
}

/** Of ranges that lie in each other (60%以上, 80%以上) the innermost ones. */
export function narrowest(tiers: readonly Tier[]): Tier[] {
  return tiers.filter(
    (tier) =>
      !tiers.some((other) => other !== tier && inside(other.range, tier.range) && !inside(tier.range, other.range)),
  );
}

function inside(inner: Range, outer: Range): boolean {
  const low = !outer.low || (inner.low !== undefined && inner.low.value.gte(outer.low.value));
  const high = !outer.high || (inner.high !== undefined && inner.high.value.lte(outer.high.value));
  return low && high;
}
