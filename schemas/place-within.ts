import type { Place, Segment } from './place.js';

/**
 * The place of `text.slice(start, end)` in a block whose text is made of `segments` (sorted by start).
 * Line offsets are narrowed to the slice; boxes stay those of the whole segment.
 */
export function placeWithin(segments: readonly Segment[], start: number, end: number): Place {
  let found: Segment | undefined;
  for (const segment of segments) {
    if (segment.start > start) break;
    found = segment;
  }
  if (!found) return segments[0]?.place ?? {};
  const { place } = found;
  if (place.line === undefined) return place;
  const shift = (place.start ?? 0) - found.start;
  return { ...place, start: start + shift, end: end + shift };
}
