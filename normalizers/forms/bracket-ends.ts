import type { Line } from '../../schemas/index.js';
import { nameIn } from '../vocabulary/lookup.js';
import { REST } from '../vocabulary/words.js';
import { tiesAt, type Values } from './carried.js';
import type { RowItem } from './row-items.js';

/**
 * 通用设备, 其中：公务用车, 专用设备, 家具, 合计: where the list of a 其中 ends no word tells and indentation is no sign.
 * Taken to go on to the end first; where the total above then ties with fewer of its figures than with a shorter
 * list, or the list comes to more than its line in most columns, the lines behind are lines of the total again.
 */
export function settleBrackets(lines: Line[], items: readonly RowItem[], values: Values): void {
  for (const [at, item] of items.entries()) {
    const first = item.bracketed ? item : items[at - 1]?.kind === 'bracket' ? item : undefined;
    const above = first && lines[first.row]!.partOf;
    const whole = above === undefined || above === null ? undefined : lines[above]!;
    if (!first || !whole || whole.parts === 'complete') continue;
    const list = partsOf(lines, whole).filter((part) => part.index >= first.row);
    if (list.length < 2 || REST.test(nameIn(list.at(-1)!.label))) continue;
    const total = whole.partOf === null ? undefined : lines[whole.partOf];
    const kept = total ? byTotal(total, partsOf(lines, total), list, values) : byWhole(whole, list, values);
    for (const part of list.slice(kept)) part.partOf = whole.partOf;
  }
}

function partsOf(lines: readonly Line[], whole: Line): Line[] {
  return lines.filter((line) => line.partOf === whole.index);
}

/** How many of the list stay, so that as many figures of the total as can be tie. */
function byTotal(total: Line, parts: readonly Line[], list: readonly Line[], values: Values): number {
  const stated = values.get(total.index)?.size ?? 0;
  let best = list.length;
  let most = tiesAt(total, parts, values);
  for (let kept = list.length - 1; kept >= 1 && most < stated; kept--) {
    const ties = tiesAt(total, [...parts, ...list.slice(kept)], values);
    if (ties > most) [best, most] = [kept, ties];
  }
  return best;
}

/** How many of the list stay where nothing adds it up: all that its line can hold. */
function byWhole(whole: Line, list: readonly Line[], values: Values): number {
  const stated = values.get(whole.index);
  if (!stated || stated.size < 2) return list.length;
  for (let kept = list.length; kept > 1; kept--) {
    let beyond = 0;
    for (const [at, limit] of stated) {
      let rest = limit;
      for (const part of list.slice(0, kept)) rest = rest.minus(values.get(part.index)?.get(at) ?? 0);
      if (!limit.isNegative() && rest.lt('-0.05')) beyond += 1;
    }
    if (beyond * 2 <= stated.size) return kept;
  }
  return 1;
}
