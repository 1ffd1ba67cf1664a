import type { Decimal } from '../../schemas/index.js';
import { isFigure, isSerial, isVoid } from './cells.js';
import type { Placed, PlacedLine } from './place-spans.js';
import { amountOf } from './weights.js';

/** Lines of one label. */
interface Label {
  spans: Placed[];
  top: number;
  bottom: number;
}

/** A label with the rows from one to another (exclusive). */
interface Tile {
  label: Label;
  rows: [number, number];
}

/** Ways to tile a column that are looked at. */
const MOST_TILINGS = 16;
const MOST_TRIED = 500;

/**
 * Labels that stand in the middle of the rows that they span, as PDF readers print merged cells: they belong to the first
 * of those rows. The labels of a column tile it: each reaches as far below its middle as above. Returns the row of
 * every stretch that has to move, nothing for columns that do not tile, and whether nothing decided between two ways.
 */
export function tileLabels(
  lines: readonly PlacedLine[],
  starts: readonly number[],
  columns: number,
  em: number,
): { owners: Map<Placed, number>; unsure: boolean } {
  const owners = new Map<Placed, number>();
  let unsure = false;
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
      if (!found) return { owners, unsure };
      unsure ||= !found.sure;
      for (const { label, rows } of found.tiles) {
        for (const span of label.spans) owners.set(span, rows[0]);
        next.push(rows);
      }
    }
    // Where every row has its own label the columns of labels end.
    if (next.every(([from, to]) => to - from === 1)) return { owners, unsure };
    tiles = next;
  }
  return { owners, unsure };
}

function tile(
  lines: readonly PlacedLine[],
  starts: readonly number[],
  column: number,
  from: number,
  to: number,
  em: number,
): { tiles: Tile[]; sure: boolean } | undefined {
  const end = starts[to] ?? lines.length;
  const labels = labelsIn(lines, starts, column, starts[from]!, end, em);
  if (labels.length === 0 || labels.length >= to - from) return undefined;
  const y = (at: number): number => lines[at]!.y;
  const begins = new Set(starts);
  // Labels that stand at the top of their rows are where they belong.
  if (labels[0]!.top === starts[from] && labels.every(({ top }) => begins.has(top))) return undefined;
  const found: Tile[][] = [];
  let tried = 0;
  const extend = (at: number, row: number, tiles: readonly Tile[]) => {
    const label = labels[at];
    if (!label) {
      if (row === to) found.push([...tiles]);
      return;
    }
    if (row >= to || found.length >= MOST_TILINGS || tried++ > MOST_TRIED) return;
    const top = starts[row]!;
    const off = (last: number) =>
      Math.abs(y(top) + y((starts[last] ?? lines.length) - 1) - y(label.top) - y(label.bottom));
    // The row borders that make the label's middle the middle of its rows: of two lines, it stands beside either.
    const left = labels.length - 1 - at;
    let ends = [to];
    if (left > 0) {
      const all = Array.from({ length: Math.max(0, to - left - row) }, (_, index) => row + 1 + index);
      const least = all.reduce((low, last) => Math.min(low, off(last)), Infinity);
      ends = all.filter((last) => off(last) === least);
    }
    for (const end of ends) {
      const bottom = (starts[end] ?? lines.length) - 1;
      // Of two lines none is in the middle.
      if (y(bottom) - y(top) === 1 && label.bottom === label.top && end - row > 1) continue;
      if (off(end) > 1 + label.spans.length || label.top < top || label.bottom > bottom) continue;
      extend(at + 1, end, [...tiles, { label, rows: [row, end] }]);
    }
  };
  extend(0, from, []);
  const weighed = found.length > 1 ? found.filter((tiles) => areWeighed(tiles, lines, starts)) : found;
  const tiles = weighed[0] ?? found[0];
  return tiles && { tiles, sure: weighed.length === 1 };
}

/** Whether a column of figures adds up to what the labels say that they are worth: 预算管理（11分） over 3, 5 and 3. */
function areWeighed(tiles: readonly Tile[], lines: readonly PlacedLine[], starts: readonly number[]): boolean {
  const worth = tiles.map(({ label }) => {
    const text = label.spans.map(({ piece }) => piece.text).join('');
    const weight = /[（(](\d+(?:\.\d+)?)分?[)）]/u.exec(text)?.[1];
    return weight === undefined ? undefined : amountOf(weight);
  });
  if (!worth.every((amount) => amount !== undefined)) return false;
  const sums = tiles.map(({ rows: [from, to] }) => {
    const columns = new Map<number, Decimal>();
    for (let at = starts[from]!; at < (starts[to] ?? lines.length); at++)
      for (const { first, piece } of lines[at]!.spans) {
        const amount = isFigure(piece.text) ? amountOf(piece.text) : undefined;
        if (amount) columns.set(first, columns.get(first)?.plus(amount) ?? amount);
      }
    return columns;
  });
  return [...(sums[0]?.keys() ?? [])].some((column) => worth.every((amount, at) => sums[at]!.get(column)?.eq(amount)));
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
