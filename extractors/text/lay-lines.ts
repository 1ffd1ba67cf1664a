import { findGutters, misfit } from './gutters.js';
import type { Line } from './lines.js';
import { spansOf, WIDE_GAP, type SpacedLine } from './spaced-lines.js';
import { splitTouching } from './touching.js';
import { WIDTHS, widthsFor, type WidthOf } from './widths.js';

/** Lines from which the way of counting columns is told. */
const SAMPLE = 400;
const HAN = 0x4e00;
/** What another way of counting columns must gain over the commonest one. */
const MARGIN = 1.5;

/** The lines under the way of counting columns that makes their gaps stand under each other best; `em`: columns of a Han sign. */
export function layLines(lines: readonly { line: Line; gap: number }[]): { laid: SpacedLine[]; em: number } {
  const sample = lines.filter(({ line }) => line.text.trim().search(WIDE_GAP) > 0).slice(0, SAMPLE);
  let best: { width: WidthOf; cost: number } | undefined;
  for (const width of widthsFor(sample.map(({ line }) => line.text))) {
    const rows = sample.map(({ line, gap }) => ({ line, gap, spans: spansOf(line, WIDE_GAP, width) }));
    const gutters = findGutters(rows);
    const cost = rows.reduce((sum, { spans }) => sum + misfit(spans, gutters), 0) - agreements(rows);
    if (!best || cost < best.cost - (best.width === WIDTHS[0] ? MARGIN : 0)) best = { width, cost };
  }
  const { width } = best!;
  const laid = lines.map(({ line, gap }) => ({ line, gap, spans: spansOf(line, WIDE_GAP, width) }));
  return { laid: splitTouching(laid), em: width(HAN) };
}

/** Stretches behind the first that begin, end or have their middle where one of the line above does. */
function agreements(rows: readonly SpacedLine[]): number {
  let count = 0;
  rows.forEach(({ spans }, at) => {
    const above = rows[at - 1]?.spans ?? [];
    for (const { left, right } of spans.slice(1))
      if (
        above.some(
          (other) =>
            other.left === left || other.right === right || Math.abs(other.left + other.right - left - right) < 2,
        )
      )
        count++;
  });
  return count;
}
