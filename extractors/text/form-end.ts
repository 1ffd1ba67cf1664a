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
      const top = topOfHeader(lines, at);
      if (top > (starts[starts.length - 1] ?? 0)) starts.push(top);
      above = 0;
    } else if (spans.length > 1) above++;
  });
  if (starts.length === 0) return undefined;
  const own = firstLabels(lines, 0);
  let best: { end: number | undefined; cost: number } = { end: undefined, cost: costOf(lines) };
  for (const end of starts) {
    // The label that heads the first column again: another form of the same things.
    const again = firstLabels(lines, end).some((label) => own.includes(label));
    const cost = costOf(lines.slice(0, end)) + costOf(lines.slice(end)) + (again ? -1.5 : 0.5);
    if (cost < best.cost) best = { end, cost };
  }
  return best.end;
}

/** Lines of a header, at most. */
const TALLEST = 16;

/** The first line of the header that line `at` is of: 三公经费 其中： above 合计 公务接待费 公务用车运维费. */
function topOfHeader(lines: readonly SpacedLine[], at: number): number {
  let top = at;
  for (let line = at - 1; line > at - TALLEST && line >= 0 && lines[line]!.spans.every(isHeading); line--)
    if (lines[line]!.spans.length > 1) top = line;
  return top;
}

/** Not 项目支出：199, nor 政府性基金拨款： beside what parts there are. */
function isHeading(span: Span): boolean {
  const { text } = span.piece;
  return isLabel(span) && (!/[:：]/u.test(text) || /^其\s{0,4}中\s?[:：]$/u.test(text));
}

/** What header lines from one on begin with. */
function firstLabels(lines: readonly SpacedLine[], from: number): string[] {
  const labels: string[] = [];
  for (const { spans } of lines.slice(from, from + TALLEST)) {
    if (!spans.every(isLabel)) break;
    const label = spans[0]?.piece.text.replace(/\s/gu, '');
    if (label) labels.push(label);
  }
  return labels;
}

function isLabel({ piece: { text } }: Span): boolean {
  return text.length <= 16 && !isVoid(text) && !isFigure(text) && !/[。；，]|^[^（(]*[)）]/u.test(text);
}

/** What stands across gutters or together in one column, where lines hold more than one stretch. */
function costOf(lines: readonly SpacedLine[]): number {
  const gutters = findGutters(lines);
  let cost = 0;
  for (const { spans } of lines) if (spans.length > 1) cost += misfit(spans, gutters);
  return cost + 0.25 * gutters.length;
}
