import { squeeze } from '../../schemas/index.js';
import { emptyCell, type TextCell } from './cells.js';
import { OF_WHICH } from './words.js';

/** Nobody prints a header row of more labels. */
const MOST_LABELS = 16;

/** A header with `leaves`: the label right above each column. */
export interface RestoredHeader {
  rows: TextCell[][];
  leaves: string[];
  /** What speaks against it. */
  cost: number;
}

interface Slot {
  cell: TextCell;
  /** The label that reaches down to it. */
  name: string;
}

/**
 * Header rows that lost the cells which go on from above, the likeliest for each number of columns: each label of a lower row stands under a
 * label of the row above that has parts (其中：), all others go on down. Rows as the merged layout prints them: '' where
 * a label goes on.
 */
export function restoreHeaders(rows: readonly (readonly TextCell[])[]): RestoredHeader[] {
  const [first, ...rest] = rows;
  if (!first || rows.some((row) => row.length > MOST_LABELS)) return [];
  let trees: Tree[] = [{ slots: [first.map((cell) => ({ cell, name: cell.text }))], cost: 0 }];
  for (const labels of rest) {
    const next = new Map<number, Tree>();
    for (const tree of trees) {
      for (const { row, cost } of under(tree.slots[tree.slots.length - 1]!, labels)) {
        const known = next.get(row.length);
        if (!known || tree.cost + cost < known.cost)
          next.set(row.length, { slots: [...tree.slots, row], cost: tree.cost + cost });
      }
    }
    trees = [...next.values()];
  }
  return trees.map(({ slots, cost }) => ({
    rows: slots.map((row) => row.map(({ cell }) => cell)),
    leaves: slots[slots.length - 1]!.map(({ name }) => name),
    cost,
  }));
}

interface Tree {
  slots: Slot[][];
  cost: number;
}

interface Placed {
  row: Slot[];
  cost: number;
}

/** The cheapest row of each length in which all labels stand, in order, under slots of the row above. */
function under(above: readonly Slot[], labels: readonly TextCell[]): Placed[] {
  // By labels used and length so far; slot after slot.
  let open = new Map<string, Placed & { used: number }>([['0 0', { row: [], cost: 0, used: 0 }]]);
  for (const slot of above) {
    const next: typeof open = new Map();
    const put = (row: Slot[], used: number, cost: number) => {
      const key = `${used} ${row.length}`;
      const known = next.get(key);
      if (!known || cost < known.cost) next.set(key, { row, used, cost });
    };
    for (const { row, used, cost } of open.values()) {
      const wants = OF_WHICH.test(slot.cell.text) ? 4 : 0;
      put([...row, { cell: emptyCell(), name: slot.name }], used, cost + wants);
      if (slot.cell.text === '') continue;
      for (let end = used + 1; end <= labels.length; end++) {
        const parts = labels.slice(used, end);
        const filled = parts.map((cell) => ({ cell, name: cell.text }));
        put([...row, ...filled], end, cost + costOf(slot.cell, parts));
      }
    }
    open = next;
  }
  return [...open.values()].filter(({ used }) => used === labels.length);
}

/** Labels of one group resemble each other and often the label above: 评价属性 over 定性评价 and 定量评价. */
function costOf(cell: TextCell, parts: readonly TextCell[]): number {
  const name = squeeze(cell.text);
  // 结余 over 当年结余 alone: the part repeats the name of the whole.
  const single = parts.length === 1 && !squeeze(parts[0]!.text).includes(name) ? 1 : 0;
  if (OF_WHICH.test(cell.text)) return single;
  const related = parts.reduce((sum, { text }) => {
    const same = squeeze(text).endsWith(name.slice(-2)) ? 1 : 0.8;
    return sum + (shareWord(name, text) ? same : 0);
  }, 0);
  let breaks = 0;
  for (let at = 1; at < parts.length; at++) if (!shareWord(parts[at - 1]!.text, parts[at]!.text)) breaks++;
  const mixed = breaks > 0 && breaks < parts.length - 1 ? 0.3 * breaks : 0;
  return 1.5 + single + mixed - (1.2 * related) / parts.length + 0.05 * parts.length;
}

function shareWord(one: string, other: string): boolean {
  const [a, b] = [squeeze(one), squeeze(other)];
  for (let at = 0; at + 2 <= a.length; at++) if (b.includes(a.slice(at, at + 2))) return true;
  return false;
}
