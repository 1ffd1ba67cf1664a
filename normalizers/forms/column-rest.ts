import type { Line } from '../../schemas/index.js';
import { addable } from './addable.js';
import { tiesAt, type Values } from './carried.js';
import { partsIndex } from './tree.js';

/**
 * 支出合计 | 基本支出 | 项目支出 | 上缴上级支出: what stands right behind parts that are known to be all of a total is a part
 * of it, too, where more of its figures tie so.
 */
export function settleRest(lines: readonly Line[], values: Values): void {
  if (!lines.some(({ parts }) => parts === 'complete')) return;
  const partsOf = partsIndex(lines);
  for (const total of lines) {
    const parts = total.parts === 'complete' ? partsOf(total) : [];
    const last = parts.at(-1);
    if (!last || last.index < total.index) continue;
    const rest: Line[] = [];
    for (const line of lines.slice(last.index + 1)) {
      const alike = line.stage === total.stage && line.period === total.period && !line.parts;
      if (line.partOf !== null || line.role !== 'figure' || !alike || !addable(line) || isLeft(line)) break;
      rest.push(line);
    }
    if (rest.length === 0) continue;
    let taken = 0;
    let most = tiesAt(total, parts, values);
    if (most === values.get(total.index)?.size) continue;
    for (let count = 1; count <= rest.length; count++) {
      const ties = tiesAt(total, [...parts, ...rest.slice(0, count)], values);
      if (ties > most) [taken, most] = [count, ties];
    }
    if (most < ENOUGH) continue;
    for (const line of rest.slice(0, taken)) line.partOf = total.index;
  }
}

/** What is left over is what was not spent. */
function isLeft({ label, concept }: Line): boolean {
  return concept?.startsWith('balance.') === true || /结余|结转|余额|差额|节约/u.test(label);
}

/** So many figures tie by more than chance. */
const ENOUGH = 2;
