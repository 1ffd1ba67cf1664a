import { crossingsOf, MISS } from './crossings.js';
import { cut } from './traces.js';
import type { Trace } from './traces.js';

/**
 * Upright lines without what stands between two tables of one width: there the sides of the upper one end, those of the
 * lower one begin below, and strokes of a title that fills the room between them meet the lines of both.
 */
export function withoutTitles(upright: readonly Trace[], level: readonly Trace[], millimetre: number): Trace[] {
  const near = 2 * MISS * millimetre;
  const lines = [...level].sort((a, b) => a.at - b.at);
  const isSame = (one: number, other: number): boolean => Math.abs(one - other) <= near;
  const isRoom = (above: Trace, below: Trace): boolean =>
    [above.from, above.to].every((x) => {
      const side = upright.filter(({ at }) => isSame(at, x));
      return side.some(({ to }) => isSame(to, above.at)) && side.some(({ from }) => isSame(from, below.at));
    });
  let kept = [...upright];
  for (const [i, above] of lines.entries()) {
    const below = lines
      .slice(i + 1)
      .find(({ at, from, to }) => at > above.at + near && from < above.to && to > above.from);
    if (!below || !isSame(above.from, below.from) || !isSame(above.to, below.to) || !isRoom(above, below)) continue;
    kept = kept.flatMap((line) => {
      if (crossingsOf(line, [above, below], millimetre).length === 0) return [line];
      if (line.from >= above.at - near && line.to <= below.at + near) return [];
      const pieces = [cut(line, line.from, Math.ceil(above.at) + 1), cut(line, Math.floor(below.at), line.to)];
      return pieces.filter(({ from, to }) => to - from > near);
    });
  }
  return kept;
}
