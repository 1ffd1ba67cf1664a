import type { Line } from '../lines.js';
import type { Room } from './columns.js';
import { isFigure } from './pieces.js';
import type { Band, Section } from './sections.js';

/** Middles of cells of one column differ by no more (points). */
const SAME = 1.2;
/** So many of the stretches in a column have their middle in one place where all are set in the middle. */
const MOST = 0.7;
/** Words of a column differ in width by this (em) where their middles tell how they are set. */
const WIDTHS = 0.5;
/** Edges of a table that sections tell each by itself differ by no more (points). */
const EDGES = 4;
/** Print reaches so far beyond a border where it stands across (points), in such a share of rows at most. */
const BEYOND = 2.5;
const ACROSS = 0.2;

/** Sections, and the left and right edge of their table, where known. */
interface Centred {
  sections: Section[];
  edges?: readonly [left: number, right: number];
}

/**
 * Sections with their borders where the cells are set in the middle of their columns: each border stands as far from the
 * middle of a column as the one on its other side. Sections with an odd number of columns tell where the middle of the
 * table is, those with an even one how wide it is; from its edges on, each border tells the next. Rooms stay as they are
 * where a column says nothing, or another place than its print leaves.
 */
export function centredSections(sections: readonly Section[]): Centred {
  const middles = sections.map(middlesIn);
  const edges = edgesOf(sections, middles);
  if (!edges) return { sections: [...sections] };
  const borders = sections.map((section, i) => (middles[i] ? bordersIn(section, middles[i], edges) : []));
  const known = [...new Set(borders.flat())].filter((at) => at !== undefined);
  const exactly = sections.map((section, i) => {
    const own = middles[i];
    if (!own) return section;
    const whole = isClosed(own, edges) ? undefined : withBorder(section, known, edges);
    if (whole) return whole;
    return { ...section, rooms: section.rooms.map((room, k) => exact(borders[i]![k]) ?? room) };
  });
  return { sections: exactly, edges };
}

function exact(at: number | undefined): Room | undefined {
  return at === undefined ? undefined : { from: at, to: at };
}

/** Whether each border tells the next from one edge of the table to the other. */
function isClosed(middles: readonly (number | undefined)[], [left, right]: readonly [number, number]): boolean {
  if (middles.includes(undefined)) return true;
  return Math.abs(middles.reduce<number>((x, middle) => 2 * middle! - x, left) - right) < 2 * EDGES;
}

/** A section whose borders fit together once one is there which others have, and which parts print of its rows. */
function withBorder(section: Section, known: readonly number[], edges: readonly [number, number]): Section | undefined {
  for (const at of known) {
    if (section.rooms.some(({ from, to }) => at > from - EDGES && at < to + EDGES)) continue;
    const [left, right] = [
      section.rooms.findLast(({ to }) => to < at)?.to ?? -Infinity,
      section.rooms.find(({ from }) => from > at)?.from ?? Infinity,
    ];
    const parts = section.bands.some(
      ({ lines }) =>
        lines.some(({ x0, x1 }) => x0 > left - 1 && x1 < at + BEYOND) &&
        lines.some(({ x0, x1 }) => x0 > at - BEYOND && x1 < right + 1),
    );
    if (!parts || !leavesRoom(section, at)) continue;
    const rooms = [...section.rooms, { from: at, to: at }].sort((a, b) => a.from - b.from);
    const middles = middlesIn({ bands: section.bands, rooms });
    if (!middles || middles.includes(undefined) || !isClosed(middles, edges)) continue;
    const borders = bordersIn({ ...section, rooms }, middles, edges);
    return { ...section, rooms: rooms.map((room, k) => exact(borders[k]) ?? room) };
  }
  return undefined;
}

/** Whether no more print stands across a border than titles over two columns and more. */
function leavesRoom({ bands }: Section, at: number): boolean {
  const across = bands.flatMap(({ title, lines }) =>
    title ? [] : lines.filter(({ x0, x1 }) => x0 < at - BEYOND && x1 > at + BEYOND),
  );
  return across.length <= Math.max(1, ACROSS * bands.length) && !across.some(({ text }) => isFigure(text));
}

/**
 * Whether some columns of one section have their middle elsewhere than those of another one between the same rooms, where
 * both are set in the middle.
 */
export function areMovedApart(upper: readonly Band[], lower: readonly Band[], rooms: readonly Room[]): boolean {
  const [above, below] = [middlesIn({ bands: upper, rooms }), middlesIn({ bands: lower, rooms })];
  if (!above || !below) return false;
  const moved = above.filter((x, c) => x !== undefined && below[c] !== undefined && Math.abs(x - below[c]) > EDGES);
  return moved.length > 1;
}

/** Where the middle of each column is, as far as its print tells; nothing where columns are set otherwise. */
function middlesIn({
  bands,
  rooms,
}: {
  bands: readonly Band[];
  rooms: readonly Room[];
}): (number | undefined)[] | undefined {
  const lines = bands.flatMap((band) => (band.title ? [] : band.lines));
  let [centred, otherwise] = [0, 0];
  const found = Array.from({ length: rooms.length + 1 }, (_, c) => {
    const left = rooms[c - 1]?.to ?? -Infinity;
    const right = rooms[c]?.from ?? Infinity;
    const own = lines.filter(({ x0, x1 }) => x0 > left - 1 && x1 < right + 1);
    if (own.length === 0) return undefined;
    const middle = median(own.map(({ x0, x1 }) => (x0 + x1) / 2));
    const near = own.filter(({ x0, x1 }) => Math.abs((x0 + x1) / 2 - middle) < SAME);
    if (near.length < MOST * own.length) {
      otherwise++;
      return undefined;
    }
    const widths = near.map(({ x0, x1 }) => x1 - x0);
    if (Math.max(...widths) - Math.min(...widths) > WIDTHS * near[0]!.size) centred++;
    return middle;
  });
  return centred > 1 && centred >= otherwise ? found : undefined;
}

/** The left and right edge of the table. */
function edgesOf(
  sections: readonly Section[],
  middles: readonly (readonly (number | undefined)[] | undefined)[],
): [left: number, right: number] | undefined {
  const titles = sections.flatMap(({ bands }) => bands.flatMap((band) => (band.title ? band.lines : [])));
  const sums = titles.map(({ x0, x1 }: Line) => x0 + x1);
  const widths: number[] = [];
  for (const own of middles) {
    if (!own || own.includes(undefined)) continue;
    const reach = own.reduce<number>((x, middle) => 2 * middle! - x, 0);
    (own.length % 2 === 1 ? sums : widths).push(reach);
  }
  const [sum, width] = [agreed(sums), agreed(widths)];
  return sum === undefined || width === undefined ? undefined : [(sum - width) / 2, (sum + width) / 2];
}

function agreed(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const middle = median(values);
  return values.filter((value) => Math.abs(value - middle) < EDGES).length >= MOST * values.length ? middle : undefined;
}

/**
 * The inner borders, each by the edge to which there are fewer columns, as far as print leaves room for them; nothing
 * where the edges tell otherwise, and between columns that say nothing.
 */
function bordersIn(
  section: Section,
  middles: readonly (number | undefined)[],
  [left, right]: readonly [number, number],
): (number | undefined)[] {
  const { rooms } = section;
  const fits = (at: number, k: number): boolean =>
    at > (rooms[k - 1]?.to ?? -Infinity) && at < (rooms[k + 1]?.from ?? Infinity) && leavesRoom(section, at);
  const count = rooms.length;
  const forth: (number | undefined)[] = [];
  const back: (number | undefined)[] = [];
  for (let [k, x] = [0, left]; k < count; k++) {
    x = 2 * (middles[k] ?? NaN) - x;
    if (!fits(x, k)) break;
    forth[k] = x;
  }
  for (let [k, x] = [count - 1, right]; k >= 0; k--) {
    x = 2 * (middles[k + 1] ?? NaN) - x;
    if (!fits(x, k)) break;
    back[k] = x;
  }
  return rooms.map((_, k) => {
    const [a, b] = [forth[k], back[k]];
    if (a === undefined || b === undefined) return a ?? b;
    return Math.abs(a - b) < EDGES ? (a * (count - k) + b * (k + 1)) / (count + 1) : undefined;
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
