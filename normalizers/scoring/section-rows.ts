import { Decimal, squeeze } from '../../schemas/index.js';
import { numbering } from '../vocabulary/lookup.js';
import { SHEET_SUBTOTAL, SHEET_TOTAL } from '../vocabulary/score-columns.js';
import { STUB_ORDINAL } from '../vocabulary/words.js';
import type { Columns, Grid } from './grid.js';
import { pointsIn, splitLabel } from './label.js';
import { isBlank, levelsOf, numbersOf } from './levels.js';

/**
 * The rows of a sheet with one label column that add up those below them: 二 | 过程 | 30 over 4 | 预算执行率 | 15 …, or
 * 一、投入 over 绩效目标设定. Told by how they are numbered, and only where most of their weights are these sums.
 */
export function sectionRows(grid: Grid, header: number, columns: Columns): ReadonlySet<number> {
  if (columns.filter((column) => column?.role.startsWith('level')).length !== 1) return NONE;
  const ordinals = grid[header]?.findIndex((cell) => cell && STUB_ORDINAL.test(squeeze(cell.text))) ?? -1;
  let first: string | undefined;
  const sections: { row: number; weight: Decimal; parts: Decimal; count: number }[] = [];
  for (let row = header + 1; row < grid.length; row++) {
    const line = grid[row] ?? [];
    const levels = levelsOf(line, columns, []);
    const [label] = levels.cells;
    if (!label || label.row !== row) continue;
    const numbers = numbersOf(line, columns, levels);
    const { label: named, weight } = splitLabel(label.text);
    const printed = pointsIn(numbers.weight?.text ?? '');
    // 预算管理（30分） alone in its row, where a text print has lost its span.
    const alone =
      !printed && !numbers.score && weight !== null && line.every((cell) => cell === label || !cell || isBlank(cell));
    const points = alone ? weight : printed;
    if (SHEET_TOTAL.test(named) || SHEET_SUBTOTAL.test(named)) continue;
    const style = alone ? 'alone' : styleOf(ordinals < 0 ? '' : squeeze(line[ordinals]?.text ?? ''), label.text);
    if (sections.length === 0) {
      if (style === undefined) return NONE;
      first = style;
    }
    if (style === first && points)
      sections.push({ row, weight: new Decimal(points.value), parts: new Decimal(0), count: 0 });
    else if (points) {
      const open = sections.at(-1);
      if (!open) return NONE;
      open.parts = open.parts.plus(points.value);
      open.count += 1;
    }
  }
  const filled = sections.filter(({ count }) => count > 0);
  const tied = filled.filter(({ weight, parts }) => weight.eq(parts));
  return filled.length >= 2 && tied.length * 2 > filled.length ? new Set(filled.map(({ row }) => row)) : NONE;
}

const NONE: ReadonlySet<number> = new Set();

/** 一, 1, (一), 1.1: how a line is numbered, beside its label or in front of it. */
function styleOf(ordinal: string, label: string): string | undefined {
  const number = ordinal === '' ? numbering(label)?.style : `${ordinal.replace(/[.、]$/u, '')}、`;
  return number?.replace(/\d+/gu, '1').replace(/[一二三四五六七八九十]+/u, '一');
}
