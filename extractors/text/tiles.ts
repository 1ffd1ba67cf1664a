import { isFigure, isSerial, isVoid } from './cells.js';
import type { Placed } from './place-spans.js';
import type { PlacedLine } from './line-rows.js';

/** Lines of one label. */
interface Label {
  spans: Placed[];
  top: number;
  bottom: number;
}

/**
 * Labels that stand in the middle of the rows that they span, as PDF readers print merged cells: they belong to the first
 * of those rows. The labels of a column tile it: each reaches as far below its middle as above. Returns the row of
 * every stretch that has to move; nothing for columns that do not tile.
 */
export function tileLabels(
  lines: readonly PlacedLine[],
  starts: readonly number[],
  columns: number,
  em: number,
): Map<Placed, number> {
  const moved = new Map<Placed, number>();
  const figure = (at: number) => {
    const others = lines[at]!.spans.filter(({ first }) => first > 0);
    return others.some(({ piece }) => isFigure(piece.text)) && !others.every(({ piece }) => isSerial(piece.text));
  };
  let head = starts.findIndex((start, row) => rangeOf(starts, row, lines.length).some(figure) && start >= 0);
  if (head < 0) head = 1;
  let tiles: [number, number][] = [[head, starts.length]];
  for (let column = 0; column < columns && tiles.length > 0; column++) {
    const next: [number, number][] = [];
    for (const [from, to] of tiles) {
      const found = tile(lines, starts, column, from, to, em);
      if (!found) return moved;
      for (const { label, rows } of found) {
        for (const span of label.spans) moved.set(span, rows[0]);
        next.push(rows);
      }
    }
    // Where every row has its own label the columns of labels end.
    if (next.every(([from, to]) => to - from === 1)) return moved;
    tiles = next;
  }
  return moved;
}

function tile(
  lines: readonly PlacedLine[],
  starts: readonly number[],
  column: number,
  from: number,
  to: number,
  em: number,
): { label: Label; rows: [number, number] }[] | undefined {
  const end = starts[to] ?? lines.length;
  const labels = labelsIn(lines, starts, column, starts[from]!, end, em);
  if (labels.length === 0 || labels.length >= to - from) return undefined;
  const found: { label: Label; rows: [number, number] }[] = [];
  const y = (at: number): number => lines[at]!.y;
  const begins = new Set(starts);
  // Labels that stand at the top of their rows are where they belong.
  if (labels[0]!.top === starts[from] && labels.every(({ top }) => begins.has(top))) return undefined;
  let row = from;
  for (const [at, label] of labels.entries()) {
    const top = starts[row]!;
    if (row >= to) return undefined;
    let best = row + 1;
    if (at === labels.length - 1) best = to;
    else {
      // The row border that makes the label's middle the middle of its rows.
      let least = Infinity;
      for (let last = row + 1; last <= to - (labels.length - 1 - at); last++) {
        const bottom = (starts[last] ?? lines.length) - 1;
        const off = Math.abs(y(top) + y(bottom) - y(label.top) - y(label.bottom));
        if (off < least) [least, best] = [off, last];
      }
    }
    const bottom = (starts[best] ?? lines.length) - 1;
    // Of two lines none is in the middle.
    if (y(bottom) - y(top) === 1 && label.bottom === label.top && best - row > 1) return undefined;
    if (
      Math.abs(y(top) + y(bottom) - y(label.top) - y(label.bottom)) > 1 + label.spans.length ||
      label.top < top ||
      label.bottom > bottom
    )
      return undefined;
    found.push({ label, rows: [row, best] });
    row = best;
  }
  return row === to ? found : undefined;
}

/** Runs of lines in which a column holds text: of one row, or filling the column so that they go on below. */
function labelsIn(
  lines: readonly PlacedLine[],
  starts: readonly number[],
  column: number,
  from: number,
  to: number,
  em: number,
): Label[] {
  const begins = new Set(starts);
  const labels: Label[] = [];
  let right = 0;
  for (let at = from; at < to; at++)
    for (const span of lines[at]!.spans)
      if (span.first === column && span.last === column) right = Math.max(right, span.right);
  for (let at = from; at < to; at++) {
    const span = lines[at]!.spans.find(({ first }) => first === column);
    if (!span) continue;
    if (isFigure(span.piece.text) || isVoid(span.piece.text)) return [];
    const open = labels[labels.length - 1];
    const above = open?.spans[open.spans.length - 1];
    const wraps = above && above.right - above.left >= 4 * em && above.right >= right - 2 && !hasFigure(lines[at]!);
    if (open && above && open.bottom === at - 1 && (!begins.has(at) || (wraps && lines[at]!.gap === 0))) {
      open.spans.push(span);
      open.bottom = at;
    } else labels.push({ spans: [span], top: at, bottom: at });
  }
  return labels;
}

function hasFigure({ spans }: PlacedLine): boolean {
  return spans.some(({ piece }) => isFigure(piece.text));
}

function rangeOf(starts: readonly number[], row: number, end: number): number[] {
  const [from, to] = [starts[row]!, starts[row + 1] ?? end];
  return Array.from({ length: to - from }, (_, at) => from + at);
}
