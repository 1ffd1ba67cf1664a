import { isFigure, isVoid } from './cells.js';
import { findGutters, misfit } from './gutters.js';
import type { SpacedLine, Span } from './spaced-lines.js';
import type { Work } from './stretch.js';

/** Places looked at for one split. */
const MOST_STARTS = 12;

/** Where labels below figures begin a form with other columns; the number of lines where none does. */
export function endOfForm(lines: readonly SpacedLine[], work: Work): number {
  let end = lines.length;
  for (let better: number | undefined = end; better !== undefined;) {
    end = better;
    better = splitOf(lines.slice(0, end), work.left > 0 ? MOST_STARTS : 1);
    work.left -= end;
  }
  return end;
}

function splitOf(lines: readonly SpacedLine[], mostStarts: number): number | undefined {
  let above = 0;
  const starts: number[] = [];
  lines.forEach(({ spans }, at) => {
    if (above > 1 && starts.length < mostStarts && spans.length >= 3 && spans.every(isLabel)) {
      starts.push(at);
      above = 0;
    } else if (spans.length > 1) above++;
  });
  let best: { end: number | undefined; cost: number } = { end: undefined, cost: costOf(lines) };
  for (const end of starts) {
    // The label that heads the first column again: another form of the same things.
    const again = labelOf(lines[end]!) === labelOf(lines.find(({ spans }) => spans.length >= 2)!);
    const cost = costOf(lines.slice(0, end)) + costOf(lines.slice(end)) + (again ? -1.5 : 0.5);
    if (cost < best.cost) best = { end, cost };
  }
  return best.end;
}

function labelOf({ spans }: SpacedLine): string {
  return spans[0]!.piece.text.replace(/\s/gu, '');
}

function isLabel({ piece: { text } }: Span): boolean {
  return text.length <= 16 && !isVoid(text) && !isFigure(text) && !/[。；，]/u.test(text);
}

/** What stands across gutters or together in one column, where lines hold more than one stretch. */
function costOf(lines: readonly SpacedLine[]): number {
  const gutters = findGutters(lines);
  let cost = 0;
  for (const { spans } of lines) if (spans.length > 1) cost += misfit(spans, gutters);
  return cost + 0.25 * gutters.length;
}
