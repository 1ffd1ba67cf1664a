import type { Subpath } from '../pdf/paths.js';

/** How many numbers follow each letter of a path. */
const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

/**
 * The corner points of a path: `M 0 0 L 73 0 C`. Letters move, draw a line, a curve of two or three points or an arc, or
 * close; of what bends only the end counts. What is no path ends it.
 */
export function subpathsIn(data: string): Subpath[] {
  const subpaths: Subpath[] = [];
  let current: Subpath | undefined;
  const words = data.match(/[A-Za-z]|[-+.\d][-+.\deE]*/g) ?? [];
  for (let at = 0; at < words.length;) {
    const letter = words[at]!.toUpperCase();
    const count = OPERANDS[letter];
    if (count === undefined) break;
    const end = words
      .slice(at + 1, at + 1 + count)
      .map(Number)
      .slice(-2);
    at += 1 + count;
    if (end.length < Math.min(count, 2) || !end.every(Number.isFinite)) break;
    if (letter === 'C') {
      if (current) current.closed = true;
    } else if (letter === 'M' || letter === 'S' || !current) {
      subpaths.push((current = { points: end, closed: false, curved: false }));
    } else if (letter === 'L') current.points.push(...end);
    else {
      // The straight parts before and after a curve still count.
      current.curved = true;
      subpaths.push((current = { points: end, closed: false, curved: true }));
    }
  }
  return subpaths;
}
