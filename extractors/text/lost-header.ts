import { emptyCell, type TextCell } from './cells.js';
import { Kinship } from './kinship.js';

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
export function restoreHeaders(rows: readonly (readonly TextCell[])[], kinship = new Kinship()): RestoredHeader[] {
  const [first, ...rest] = rows;
  if (!first || rows.some((row) => row.length > MOST_LABELS)) return [];
  let trees: Tree[] = [{ slots: [first.map((cell) => ({ cell, name: cell.text }))], cost: 0 }];
  for (const labels of rest) {
    const next = new Map<number, Tree>();
    for (const tree of trees) {
      for (const { row, cost } of under(tree.slots[tree.slots.length - 1]!, labels, kinship)) {
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

/** So many of the labels are placed, in so many columns: the slot above the last ones, and how one came there. */
interface Step {
  slot: Slot;
  before: Step | undefined;
  /** Labels used, those below this slot included, and below the slots before it. */
  used: number;
  from: number;
  length: number;
  cost: number;
}

/** The cheapest row of each length in which all labels stand, in order, under slots of the row above. */
function under(above: readonly Slot[], labels: readonly TextCell[], kinship: Kinship): Placed[] {
  // By labels used and length so far; slot after slot.
  let open: (Step | undefined)[] = [undefined];
  const most = labels.length + 1;
  for (const slot of above) {
    const next = new Map<number, Step>();
    const put = (before: Step | undefined, used: number, length: number, cost: number) => {
      const key = length * most + used;
      const known = next.get(key);
      if (known && cost >= known.cost) return;
      next.set(key, { slot, before, used, from: before?.used ?? 0, length, cost });
    };
    const wants = kinship.isWhole(slot.cell.text) ? 4 : 0;
    for (const before of open) {
      const { used, length, cost } = before ?? { used: 0, length: 0, cost: 0 };
      put(before, used, length + 1, cost + wants);
      if (slot.cell.text === '') continue;
      for (let end = used + 1; end <= labels.length; end++)
        put(before, end, length + end - used, cost + kinship.costOf(slot.cell, labels, used, end));
    }
    open = [...next.values()];
  }
  return open.flatMap((last) => (last?.used === labels.length ? [{ row: rowTo(last, labels), cost: last.cost }] : []));
}

/** What stands under the slots up to one. */
function rowTo(last: Step, labels: readonly TextCell[]): Slot[] {
  const row: Slot[] = [];
  for (let step: Step | undefined = last; step; step = step.before) {
    const parts = labels.slice(step.from, step.used).map((cell) => ({ cell, name: cell.text }));
    row.unshift(...(parts.length > 0 ? parts : [{ cell: emptyCell(), name: step.slot.name }]));
  }
  return row;
}
