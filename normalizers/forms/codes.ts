import type { Line } from '../../schemas/index.js';
import type { Values } from './carried.js';
import { tiesAt } from './carried.js';
import type { RowItem } from './row-items.js';
import { partsIndex } from './tree.js';

/**
 * Lines with subject codes are a tree by their codes: 208 is 20805 and 20808, 20805 is 2080501 and 2080505. Official
 * tables print all of it; an extract may leave lines out. Where at least half of the sums tie, the lists are whole.
 */
export function nestCodes(lines: Line[], items: readonly RowItem[], values: Values): void {
  const open: RowItem[] = [];
  const parents = new Set<number>();
  for (const item of items) {
    if (item.code === undefined) continue;
    while (open.length > 0 && !isUnder(item.code, open.at(-1)!.code!)) open.pop();
    const parent = open.at(-1);
    if (parent) {
      lines[item.row]!.partOf = parent.row;
      parents.add(parent.row);
    }
    open.push(item);
  }
  if (parents.size === 0) return;
  const partsOf = partsIndex(lines);
  let tied = 0;
  let stated = 0;
  for (const parent of parents) {
    const total = lines[parent]!;
    tied += tiesAt(total, partsOf(total), values);
    stated += values.get(parent)?.size ?? 0;
  }
  for (const parent of parents) lines[parent]!.parts = tied * 2 >= stated && tied > 0 ? 'complete' : 'partial';
}

function isUnder(code: string, above: string): boolean {
  return code.length > above.length && code.startsWith(above);
}
