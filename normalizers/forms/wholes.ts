import type { Concept } from '../../schemas/index.js';
import { WHOLES } from '../vocabulary/labels.js';

/** What a concept may be a part of, nearest first: car running of cars, and of the three publics where cars are no line. */
export function wholesOf(concept: Concept): readonly Concept[] {
  const known = above.get(concept);
  if (known) return known;
  const found = WHOLES.filter(({ parts }) => parts.includes(concept))
    .sort((left, right) => left.parts.length - right.parts.length)
    .map(({ whole }) => whole);
  above.set(concept, found);
  return found;
}

const above = new Map<Concept, readonly Concept[]>();

/** Is one a part of the other, at any remove? */
export function isWithin(part: Concept, whole: Concept): boolean {
  return wholesOf(part).some((above) => above === whole || isWithin(above, whole));
}

/** Are these parts, by what they are, all of the whole? */
export function completeParts(whole: Concept | undefined, parts: readonly (Concept | undefined)[]): boolean {
  const known = WHOLES.find((entry) => entry.whole === whole);
  return known?.complete.some((list) => list.every((concept) => parts.includes(concept))) ?? false;
}

/** The whole of which these parts are all, if there is one. */
export function wholeOfAll(parts: readonly (Concept | undefined)[]): Concept | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length !== parts.length) return undefined;
  return WHOLES.find((entry) => known.every((part) => entry.parts.includes(part)) && completeParts(entry.whole, known))
    ?.whole;
}

/** Whether these are known to be parts of one whole beside `one`, and none of them a part of it. */
export function areBeside(one: Concept | undefined, others: readonly (Concept | undefined)[]): boolean {
  const known = others.filter((other) => other !== undefined);
  if (one === undefined || known.length === 0) return false;
  if (known.some((other) => isWithin(other, one))) return false;
  return WHOLES.some(({ parts }) => parts.includes(one) && known.every((other) => parts.includes(other)));
}
