import { partsOf } from '../chunks.js';
import type { Line } from '../lines.js';
import { isDatePart, isField } from './words.js';

/** A gap between two stretches that stand side by side: a column border lies somewhere in it. */
export interface Gap {
  from: number;
  to: number;
  weight: number;
}

/** Gaps narrower than this (em) may be blanks inside of a cell: one alone makes no column. */
const SURE_GAP = 1.5;
/** Stretches that begin within this (points) begin at one margin. */
export const MARGIN = 0.5;

export function isAt(x: number, starts: readonly number[]): boolean {
  return starts.some((start) => Math.abs(start - x) < MARGIN);
}

/** Borders closer than this (points) are one. */
const SAME = 3;

/** Print of one page, and the heights at which rules part it. */
export interface Strip {
  lines: readonly Line[];
  rules: readonly number[];
  /** Margins at which its columns begin, where known. */
  starts?: readonly number[];
}

/** The positions at which a border may stand so that it lies in each of some gaps. */
export interface Room {
  from: number;
  to: number;
}

/**
 * The column borders of a table whose stretches of print are `strips` (one a page): the fewest that lie in every
 * gap between neighbours, surest first, from left to right. `least` is the weight that a border needs: a wide gap weighs
 * 1. `known` are borders that rules give away.
 */
export function findBorders(strips: readonly Strip[], known: readonly number[], least: number): Room[] {
  const rooms: Room[] = [];
  for (const at of [...known].sort((a, b) => a - b))
    if (at - (rooms.at(-1)?.to ?? -Infinity) > SAME) rooms.push({ from: at, to: at });
  const gaps = strips.flatMap(gapsOf).filter((gap) => !rooms.some(({ from }) => pierces(gap, from)));
  return [...rooms, ...pierce(gaps, least)].sort((a, b) => a.from - b.from);
}

/** The fewest rooms that lie in all gaps, by how many (or how wide ones) they settle. */
function pierce(gaps: readonly Gap[], least: number): Room[] {
  const rooms: Room[] = [];
  let open = [...gaps];
  while (open.length > 0) {
    const { room, weight } = busiest(open);
    if (weight < least) break;
    rooms.push(room);
    open = open.filter((gap) => !pierces(gap, (room.from + room.to) / 2));
  }
  return settled(rooms, gaps);
}

/** Rooms by the gaps that no other room lies in: those that have a border of their own narrow none. */
function settled(rooms: readonly Room[], gaps: readonly Gap[]): Room[] {
  const middles = rooms.map(({ from, to }) => (from + to) / 2);
  return rooms.map((room, i) => {
    const own = gaps.filter((gap) => middles.every((x, k) => pierces(gap, x) === (k === i)));
    return own.length === 0 ? room : busiest(own).room;
  });
}

/** One set of borders for all sections: those of one place that fit into each other become one. */
export function shareBorders(sections: readonly (readonly Room[])[]): number[] {
  const rooms = sections.flat();
  const sure = rooms.filter(({ from, to }) => to - from < 0.5);
  const found: number[] = [];
  for (const { from } of sure.sort((a, b) => a.from - b.from))
    if (from - (found.at(-1) ?? -Infinity) > SAME) found.push(from);
  const rest = rooms.map((room) => ({ ...room, weight: 1 })).filter((room) => !found.some((x) => pierces(room, x)));
  found.push(...pierce(rest, 0.5).map(({ from, to }) => (from + to) / 2));
  return found.sort((a, b) => a - b);
}

function pierces({ from, to }: Gap, x: number): boolean {
  return x > from - 0.5 && x < to + 0.5;
}

/** Gaps from each stretch to its nearest neighbour on the right that stands beside it. */
export function gapsOf({ lines, rules, starts }: Strip): Gap[] {
  const sorted = [...lines].sort((a, b) => a.y0 - b.y0);
  const tallest = Math.max(0, ...sorted.map(({ y0, y1 }) => y1 - y0));
  return sorted.flatMap((chunk, i): Gap[] => {
    let next: Line | undefined;
    const near: Line[] = [];
    const visit = (other: Line): void => {
      if (other.y1 < chunk.y0 - 1.2 * chunk.size || other.y0 > chunk.y1 + 1.2 * chunk.size) return;
      near.push(other);
      if (other.y1 < chunk.y0 || other.y0 > chunk.y1 || other.x0 < chunk.x1) return;
      if (!next || other.x0 < next.x0) next = other;
    };
    for (let k = i - 1; k >= 0 && sorted[k]!.y0 > chunk.y0 - tallest - 1.2 * chunk.size; k--) visit(sorted[k]!);
    for (let k = i + 1; k < sorted.length && sorted[k]!.y0 < chunk.y1 + 1.2 * chunk.size; k++) visit(sorted[k]!);
    if (!next || isDatePart(next.text)) return [];
    if (/[：:]$/u.test(chunk.text) && isField(next.text)) return [];
    if (MARKER.test(chunk.text) && next.x0 - chunk.x1 < chunk.size) return [];
    const [from, to] = [chunk.x1, next.x0];
    const parted = ({ y0, y1 }: Line): boolean =>
      rules.some((at) => (at > y1 - 3 && at < chunk.y0 + 3) || (at < y0 + 3 && at > chunk.y1 - 3));
    if (
      isSpaced(chunk, next) &&
      !near.some((other) => other !== next && !parted(other) && (over(other, chunk) || over(other, next!)))
    )
      return [];
    // Titles side by side, with no more between them than a blank: the column of the second may be empty below.
    const titles = to - from > 0.7 * chunk.size && isTitle(chunk) && isTitle(next) && levelOf(sorted, chunk) > 3;
    // 规 模 above 控制率: what stands below or above within the same width tells that the gap is inside of a cell.
    const within = near.some(
      (other) =>
        !parted(other) &&
        other.x0 < from - 1 &&
        other.x1 > to + 1 &&
        other.x0 > chunk.x0 - 0.6 * chunk.size &&
        other.x1 < next!.x1 + 0.6 * chunk.size,
    );
    if (within && !titles) return [];
    const sure = titles || standApart(chunk, next) || isAt(to, starts ?? []);
    return [{ from, to, weight: sure ? 1 : Math.min(1, (to - from) / (SURE_GAP * chunk.size)) }];
  });
}

/** 1. or （2） before an item, and little room behind it. */
const MARKER = /^(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])$/u;

/** Whether two stretches side by side have base lines of their own: cells of one row, with more lines in one of them. */
function standApart(a: Line, b: Line): boolean {
  return Math.abs(a.size - b.size) < 0.05 * a.size && Math.abs(a.y0 + a.y1 - b.y0 - b.y1) > 0.6 * a.size;
}

/** Three Han characters or more, no sentence. */
function isTitle({ text }: Line): boolean {
  return /^[\p{Script=Han}（）()]{3,}$/u.test(text);
}

/** How many stretches stand on the base line of one. */
function levelOf(sorted: readonly Line[], { y0, y1 }: Line): number {
  return sorted.filter((other) => Math.abs(other.y0 + other.y1 - y0 - y1) < 3).length;
}

/** 指 标: one word, its characters set apart. */
function isSpaced(a: Line, b: Line): boolean {
  return /^\p{Script=Han}$/u.test(a.text) && /^\p{Script=Han}$/u.test(b.text) && b.x0 - a.x1 < 4 * a.size;
}

function over(a: Line, b: Line): boolean {
  return a !== b && a.x0 < b.x1 && a.x1 > b.x0;
}

/** Where the most gaps overlap. */
function busiest(gaps: readonly Gap[]): { room: Room; weight: number } {
  const events = gaps
    .flatMap(({ from, to, weight }) => [
      { x: from, add: weight },
      { x: Math.max(to, from + 0.1), add: -weight },
    ])
    .sort((a, b) => a.x - b.x || b.add - a.add);
  let [weight, best] = [0, 0];
  let room = { from: 0, to: 0 };
  for (const [i, { x, add }] of events.entries()) {
    weight += add;
    if (weight > best + 1e-6) [best, room] = [weight, { from: x, to: events[i + 1]?.x ?? x }];
  }
  return { room, weight: best };
}

/** Parts stretches at the borders where the print leaves even a narrow gap. */
export function splitAt(chunks: readonly Line[], borders: readonly number[]): Line[] {
  return chunks.flatMap((chunk) => {
    const inside = borders.filter((x) => chunk.x0 < x - 2 && chunk.x1 > x + 2);
    if (inside.length === 0) return [chunk];
    const cuts: number[] = [];
    const { glyphs } = chunk;
    for (let i = 1; i < glyphs.length; i++) {
      const [before, after] = [glyphs[i - 1]!, glyphs[i]!];
      const gap = after.x0 - before.x1;
      if (gap > 0.35 * chunk.size && inside.some((x) => x > before.x1 - 1.5 && x < after.x0 + 1.5)) cuts.push(i);
    }
    return cuts.length === 0 ? [chunk] : partsOf(chunk, cuts);
  });
}

/** The first and last column that a stretch stands in. */
export function columnsOf({ x0, x1 }: { x0: number; x1: number }, xs: readonly number[]): readonly [number, number] {
  let first = 0;
  while (first < xs.length - 2 && xs[first + 1]! < x0 + 2) first++;
  let last = first;
  while (last < xs.length - 2 && xs[last + 1]! < x1 - 2) last++;
  return [first, last];
}
