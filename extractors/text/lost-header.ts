import { squeeze } from '../../schemas/index.js';
import { emptyCell, type TextCell } from './cells.js';
import { OF_WHICH } from './words.js';

/** Labels of one header row, and how many may stand in it, for which all trees are tried. */
const MOST_LABELS = 12;
const MOST_TREES = 4000;

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
 * Header rows that lost the cells which go on from above, on `width` columns: each label of a lower row stands under a
 * label of the row above that has parts (其中：), all others go on down. Rows as the merged layout prints them: '' where
 * a label goes on; undefined where no tree has as many leaves as there are columns.
 */
export function restoreHeader(rows: readonly (readonly TextCell[])[], width: number): RestoredHeader | undefined {
  const [first, ...rest] = rows;
  if (!first || rows.some((row) => row.length > MOST_LABELS)) return undefined;
  let best: { slots: Slot[][]; cost: number } | undefined;
  let trees = 0;
  const descend = (slots: Slot[][], cost: number) => {
    if (trees > MOST_TREES || (best && cost >= best.cost)) return;
    const above = slots[slots.length - 1]!;
    const labels = rest[slots.length - 1];
    if (!labels) {
      trees++;
      if (above.length === width) best = { slots, cost };
      return;
    }
    // Each slot of the row above goes on down, or has the next labels as its parts.
    const place = (at: number, used: number, row: Slot[], own: number) => {
      if (trees > MOST_TREES) return;
      const slot = above[at];
      if (!slot) {
        if (used === labels.length) descend([...slots, row], cost + own);
        else trees += 0.01;
        return;
      }
      const goesOn = { cell: emptyCell(), name: slot.name };
      place(at + 1, used, [...row, goesOn], own + (OF_WHICH.test(slot.cell.text) ? 4 : 0));
      if (slot.cell.text === '') return;
      for (let count = 1; used + count <= labels.length; count++) {
        const parts = labels.slice(used, used + count);
        const filled = parts.map((cell) => ({ cell, name: cell.text }));
        place(at + 1, used + count, [...row, ...filled], own + costOf(slot.cell, parts));
      }
    };
    place(0, 0, [], 0);
  };
  descend([first.map((cell) => ({ cell, name: cell.text }))], 0);
  if (!best) return undefined;
  return {
    rows: best.slots.map((row) => row.map(({ cell }) => cell)),
    leaves: best.slots[best.slots.length - 1]!.map(({ name }) => name),
    cost: best.cost,
  };
}

/** Labels of one group resemble each other and often the label above: 评价属性 over 定性评价 and 定量评价. */
function costOf(cell: TextCell, parts: readonly TextCell[]): number {
  const single = parts.length === 1 ? 1 : 0;
  if (OF_WHICH.test(cell.text)) return single;
  const related = parts.filter(({ text }) => shareWord(cell.text, text)).length;
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
