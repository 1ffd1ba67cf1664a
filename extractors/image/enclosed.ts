import { crossingsOf, MISS, ROW } from './crossings.js';
import { cut } from './traces.js';
import type { Trace } from './traces.js';

/**
 * Upright lines without the strokes of a title between two tables: a line as short as a row parts cells, and beyond these
 * there are other lines, or there the lines end that it stands between. A column that such a stroke prolongs is cut off.
 */
export function enclosed(upright: readonly Trace[], level: readonly Trace[], millimetre: number): Trace[] {
  let kept = [...upright];
  for (;;) {
    const left = kept.flatMap((line) => {
      if (line.to - line.from > ROW * millimetre) return [withoutOverhang(line, kept, level, millimetre)];
      const { before, behind } = neighboursOf(line, kept, level, millimetre);
      return before && behind ? [line] : [];
    });
    if (left.length === kept.length && left.every((line, i) => line === kept[i])) return kept;
    kept = left;
  }
}

/** A column without its first or last row, where that is no more than a stroke that stands there by itself. */
function withoutOverhang(line: Trace, upright: readonly Trace[], level: readonly Trace[], millimetre: number): Trace {
  const crossed = crossingsOf(line, level, millimetre).map(Math.round);
  if (crossed.length < 3) return line;
  const isStroke = (from: number, to: number): boolean => {
    if (to - from > ROW * millimetre) return false;
    const { before, behind } = neighboursOf({ ...line, from, to }, upright, level, millimetre);
    return !before && !behind;
  };
  const [first, second] = crossed as [number, number];
  const [last, lastButOne] = [crossed.at(-1)!, crossed.at(-2)!];
  if (isStroke(lastButOne, last)) return cut(line, line.from, lastButOne + 1);
  return isStroke(first, second) ? cut(line, second, line.to) : line;
}

/** Whether there is a line on either side of a short one, or the lines end there that it stands between. */
function neighboursOf(
  line: Trace,
  upright: readonly Trace[],
  level: readonly Trace[],
  millimetre: number,
): { before: boolean; behind: boolean } {
  const miss = MISS * millimetre;
  const ends = level.filter(
    ({ at, from, to }) =>
      Math.min(Math.abs(at - line.from), Math.abs(at - line.to)) <= 2 * miss &&
      from <= line.at + miss &&
      to >= line.at - miss,
  );
  const isEnd = (end: (trace: Trace) => number): boolean =>
    ends.some((trace) => Math.abs(end(trace) - line.at) <= 2 * miss);
  const beside = upright.filter((other) => other.from <= line.from + 2 * miss && other.to >= line.to - 2 * miss);
  return {
    before: isEnd(({ from }) => from) || beside.some(({ at }) => at < line.at - miss),
    behind: isEnd(({ to }) => to) || beside.some(({ at }) => at > line.at + miss),
  };
}
