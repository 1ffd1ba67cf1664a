import type { Line } from '../../schemas/index.js';
import { tiesAt, type Values } from './carried.js';
import type { RowItem } from './row-items.js';

/**
 * 一、基础设施类 | 820, 村组道路 | 500, 人饮管网 | 320, 二、产业发展类 | …: numbered lines with figures of their own, and
 * lines without a number behind each. Where at least half of their figures are the sums of the lines behind them, they
 * are the wholes of these.
 */
export function settleHeadings(lines: Line[], items: readonly RowItem[], values: Values): void {
  const styles = new Set<string>();
  for (const { number, hasFigures } of items) if (number && hasFigures) styles.add(number.style);
  for (const style of styles) settleStyle(style, lines, items, values);
}

function settleStyle(style: string, lines: Line[], items: readonly RowItem[], values: Values): void {
  const headings: { line: Line; run: Line[] }[] = [];
  let open: { line: Line; run: Line[] } | undefined;
  for (const item of items) {
    const line = lines[item.row]!;
    if (item.kind === 'total' || item.kind === 'caption') open = undefined;
    else if (item.kind !== 'figure') continue;
    else if (item.number?.style === style) {
      open = { line, run: [] };
      if (item.hasFigures && line.parts === undefined) headings.push(open);
    } else if (item.number !== undefined) open = undefined;
    else if (line.partOf === null) open?.run.push(line);
    // What is known by its name already stays where it is, and is a part all the same.
    else if (line.partOf === open?.line.index) open.run.push(line);
  }
  const filled = headings.filter(({ run }) => run.length > 0);
  let tied = 0;
  let stated = 0;
  for (const { line, run } of filled) {
    tied += tiesAt(line, run, values);
    stated += values.get(line.index)?.size ?? 0;
  }
  if (tied === 0 || tied * 2 < stated) return;
  for (const { line, run } of filled) {
    for (const part of run) part.partOf = line.index;
    line.parts = 'complete';
  }
}
