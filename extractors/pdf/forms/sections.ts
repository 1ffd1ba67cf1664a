import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import type { Zone } from './build.js';
import type { Gap, Room, Strip } from './columns.js';
import { areMovedApart } from './centred.js';
import { findBorders, gapsOf } from './columns.js';
import type { Margins } from './flush.js';
import { beginApart } from './flush.js';
import { isFigure } from './pieces.js';
import { sidesOf } from './shading.js';

/** Strips (em) that are narrower may be blanks inside of a cell. */
const STRIP = 1.5;

/** A title has its middle so near (em) to that of its table. */
const EXACT = 0.3;

/** Borders of columns have so much room (em) around them at least. */
const FREE = 0.6;
/** So many stretches that begin, or end, at one place show a margin. */
export const FLUSH = 3;

/** Print between two heights of one page. */
export interface Band {
  page: number;
  top: number;
  bottom: number;
  lines: Line[];
  /** Borders that rules above or below give away. */
  known: number[];
  /** Whether one title stands in the middle of the whole table. */
  title: boolean;
  /** Whether a rule is drawn below, and below any row of its table. */
  ruled: boolean;
  allRuled: boolean;
}

/** Rows that share their columns: one form of a sheet on which several stand below one another. */
export interface Section {
  bands: Band[];
  rooms: Room[];
}

/**
 * Rows → sections, where `sure` are borders that rules of the table give away. A row of titles below rows of figures may begin another form; it does where the columns of both do
 * not fit into one another.
 */
export function sectionsOf(
  bands: readonly Band[],
  least: number,
  sure: readonly number[] = [],
  margins?: Margins,
): Section[] {
  const atoms: Band[][] = [];
  let figures = false;
  for (const band of bands) {
    const own = band.lines.some(({ text }) => isFigure(text));
    const turned = atoms.length > 0 && atoms.at(-1)!.at(-1)!.page !== band.page;
    const title = !own && figures && band.lines.length > (turned ? 1 : 0);
    // A header that is printed again on each page begins nothing.
    const again = turned && atoms[0]![0]!.lines[0]?.text === band.lines[0]?.text;
    if (atoms.length === 0 || title || (band.title && !again)) atoms.push([band]);
    else atoms.at(-1)!.push(band);
    figures = own || (figures && band.lines.length === 0);
  }
  const sections: Section[] = [];
  for (const atom of atoms) {
    const own = { bands: atom, rooms: roomsOf(atom, least, margins) };
    const last = sections.at(-1);
    if (!last || atom[0]!.title) sections.push(own);
    else {
      const bands = [...last.bands, ...atom];
      const [rich, poor] = own.rooms.length > last.rooms.length ? [own, last] : [last, own];
      const lost = gaps(poor.bands, margins).filter((gap) => !rich.rooms.some((room) => meets(room, gap))).length;
      const across = crossings(poor.bands, rich.rooms) - crossings(poor.bands, poor.rooms);
      // A row that the page cuts looks like one of titles; a few cells may be merged over columns on any page.
      const turned = atom[0]!.page !== last.bands.at(-1)!.page;
      if (lost === 0 && across <= (turned ? 0.3 * poor.bands.length : 0)) {
        const both = roomsOf(bands, least, margins);
        const rooms = both.length === rich.rooms.length ? both : rich.rooms;
        const foreign = rooms.some((room) => isForeign(room, last.rooms, own.rooms, sure));
        const apart = margins ? beginApart : areMovedApart;
        if (foreign || apart(last.bands, atom, rooms)) sections.push(own);
        else sections[sections.length - 1] = { bands, rooms };
      } else sections.push(own);
    }
  }
  return sections.map(({ bands, rooms }) => ({ bands, rooms: withoutEmpty(rooms, bands, sure) }));
}

/** Rooms without those beside a sure border where nothing is printed between: both are the border of the same columns. */
function withoutEmpty(rooms: readonly Room[], bands: readonly Band[], sure: readonly number[]): Room[] {
  const at = rooms.map(({ from, to }) => sure.find((x) => x > from - 0.5 && x < to + 0.5));
  const lines = bands.flatMap((band) => band.lines);
  const isEmpty = (a: number, b: number): boolean => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    return !lines.some(({ x0, x1 }) => x0 + x1 > 2 * from && x0 + x1 < 2 * to);
  };
  return rooms.filter(({ from, to }, i) => {
    if (at[i] !== undefined) return true;
    return ![at[i - 1], at[i + 1]].some((x) => x !== undefined && isEmpty(x, (from + to) / 2));
  });
}

/** Whether a border has to be made in a room of two sections, each of which has a sure one there by itself. */
function isForeign(room: Room, upper: readonly Room[], lower: readonly Room[], sure: readonly number[]): boolean {
  const has = ({ from, to }: Room): boolean => sure.some((x) => x > from - 0.5 && x < to + 0.5);
  const there = (one: Room): boolean => one.from < room.to + 0.5 && one.to > room.from - 0.5 && has(one);
  return !has(room) && upper.some(there) && lower.some(there);
}

function roomsOf(bands: readonly Band[], least: number, margins: Margins | undefined): Room[] {
  const rooms = findBorders(stripsOf(bands, margins), known(bands), least);
  // Rules show where sections begin, so that there are few strangers in a section.
  return bands.some((band) => band.ruled && band.allRuled)
    ? rooms
    : withStrips(
        narrowed(
          rooms,
          bands.map((band) => (band.lines.length > 1 ? band.lines : [])),
        ),
        bands,
      );
}

/**
 * Rooms as far as the least print of the columns beside them stands in them. `rows` are stretches by the row that they
 * stand in, each alone where rows are not known.
 */
export function narrowed(rooms: readonly Room[], rows: readonly (readonly Line[])[]): Room[] {
  const lines = rows.flat();
  return rooms.map((room, i) => {
    const { from, to } = room;
    const [left, right] = [rooms[i - 1]?.to ?? -Infinity, rooms[i + 1]?.from ?? Infinity];
    const near = rows
      .flatMap((own) => own.filter((line) => !isOfMerged(line, own, room)))
      .filter(({ x0, x1 }) => x0 > left - 2 && x1 < right + 2 && x1 > from && x0 < to);
    // The labels of the first column are often all that stands there.
    const beside = i > 0 ? [] : near.filter((line) => reachesIn(line, room, lines));
    if (beside.length > 0) {
      const free = emptiest(room, near, beside);
      // Less is no room between columns: a cell that is merged over them reaches in.
      if (free && free.to - free.from > FREE * beside[0]!.size) return free;
    }
    return emptiest(room, near, []) ?? room;
  });
}

/** Whether a line that ends in a room is one of a paragraph whose others go on beyond it: of a cell that is merged there. */
function isOfMerged({ x0, x1 }: Line, row: readonly Line[], { from, to }: Room): boolean {
  return x0 < from && x1 < to && row.some((other) => Math.abs(other.x0 - x0) < 0.7 && other.x1 > to);
}

/** The widest part of a room in which the least print stands; a single title that stands across says nothing, but `sure` ones. */
function emptiest({ from, to }: Room, near: readonly Line[], sure: readonly Line[]): Room | undefined {
  const ends = [...new Set([from, to, ...near.flatMap(({ x0, x1 }) => [x0, x1])])]
    .filter((x) => x >= from && x <= to)
    .sort((a, b) => a - b);
  const parts = ends.slice(1).map((end, k) => {
    const at = (ends[k]! + end) / 2;
    const isAcross = ({ x0, x1 }: Line): boolean => x0 < at && x1 > at;
    return { from: ends[k]!, to: end, across: near.filter(isAcross).length + sure.filter(isAcross).length };
  });
  const least = Math.min(...parts.filter((part) => part.to - part.from > 1).map(({ across }) => across));
  const runs: (Room & { across: number })[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (part.across > least + 1) continue;
    if (last && last.to === part.from) [last.to, last.across] = [part.to, Math.min(last.across, part.across)];
    else runs.push({ ...part });
  }
  runs.sort((a, b) => b.to - b.from - (a.to - a.from));
  // Of several that are wide enough, the one in which least stands.
  const wide = runs.filter((run) => run.to - run.from > FREE * (near[0]?.size ?? 0));
  return wide.find(({ across }) => across === least) ?? runs[0];
}

/**
 * Whether a stretch reaches into a room from the left margin of the column beside it, where others begin: no title.
 * Where one of those lies across, cells are merged there.
 */
function reachesIn({ x0, x1 }: Line, { from, to }: Room, lines: readonly Line[]): boolean {
  if (x0 > from || x1 > to) return false;
  const alike = lines.filter((other) => Math.abs(other.x0 - x0) < 0.7);
  return alike.length >= FLUSH && !alike.some((other) => other.x1 > to);
}

/** Strips in which nothing is printed from top to bottom part columns, even where no two stretches stand level. */
function withStrips(rooms: readonly Room[], bands: readonly Band[]): Room[] {
  const lines = bands.flatMap((band) => (band.title ? [] : band.lines)).sort((a, b) => a.x0 - b.x0);
  const found = [...rooms];
  let reach = lines[0]?.x1 ?? 0;
  for (const { x0, x1, size } of lines) {
    const known = rooms.some(({ from, to }) => from < x0 + 1 && to > reach - 1);
    if (x0 - reach > STRIP * size && !known && isUsed({ from: reach, to: x0 }, rooms, bands))
      found.push({ from: reach, to: x0 });
    reach = Math.max(reach, x1);
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Whether some row has print in both columns beside a strip: else they are one, its words set in several ways. */
function isUsed({ from, to }: Room, rooms: readonly Room[], bands: readonly Band[]): boolean {
  const left = Math.max(-Infinity, ...rooms.flatMap((room) => (room.to < from ? [room.to] : [])));
  const right = Math.min(Infinity, ...rooms.flatMap((room) => (room.from > to ? [room.from] : [])));
  return bands.some(
    ({ lines }) =>
      lines.some(({ x0, x1 }) => x0 > left - 2 && x1 < from + 0.5) &&
      lines.some(({ x0, x1 }) => x0 > to - 0.5 && x1 < right + 2),
  );
}

function gaps(bands: readonly Band[], margins: Margins | undefined): Gap[] {
  return stripsOf(bands, margins).flatMap(gapsOf);
}

function stripsOf(bands: readonly Band[], margins: Margins | undefined): Strip[] {
  const strips = new Map<number, { lines: Line[]; rules: number[] }>();
  for (const { page, lines, ruled, bottom } of bands) {
    const strip = strips.get(page) ?? { lines: [], rules: [] };
    strips.set(page, strip);
    strip.lines.push(...lines);
    if (ruled) strip.rules.push(bottom);
  }
  return [...strips.values()].map((strip) => (margins ? { ...strip, starts: margins.starts } : strip));
}

function known(bands: readonly Band[]): number[] {
  return bands.flatMap((band) => band.known);
}

function meets(room: Room, gap: Gap): boolean {
  return room.from < gap.to + 1 && room.to > gap.from - 1;
}

/** How often print crosses rooms; rows that hold one piece are titles and fit everywhere. */
function crossings(bands: readonly Band[], rooms: readonly Room[]): number {
  let count = 0;
  for (const { lines } of bands) {
    if (lines.length < 2) continue;
    for (const { x0, x1 } of lines) for (const { from, to } of rooms) if (x0 < from - 3 && x1 > to + 3) count++;
  }
  return count;
}

/**
 * Which of the table's borders `xs` (outer ones included) a section uses: one in each of its rooms, so that its print
 * stands best between them: in the middle, or at the edge where its columns are set so.
 */
export function bordersIn({ bands, rooms }: Section, xs: readonly number[]): number[] {
  const lines = bands.flatMap((band) => band.lines);
  const choices = [
    [0],
    ...rooms.map(({ from, to }) => {
      const inside = xs.flatMap((x, i) => (i > 0 && i < xs.length - 1 && x > from - 1.5 && x < to + 1.5 ? [i] : []));
      return inside.length > 0 ? inside : [nearest(xs, (from + to) / 2)];
    }),
    [xs.length - 1],
  ];
  const columns = choices.slice(1).map((_, c) => {
    const left = c === 0 ? xs[0]! - 1 : rooms[c - 1]!.to - 1;
    const right = c === rooms.length ? xs.at(-1)! + 1 : rooms[c]!.from + 1;
    return setting(lines.filter(({ x0, x1 }) => x0 >= left && x1 <= right));
  });
  let paths: { cost: number; path: number[] }[] = choices[0]!.map((i) => ({ cost: 0, path: [i] }));
  for (const [c, options] of choices.slice(1).entries()) {
    paths = options.map((next) => {
      let best = { cost: Infinity, path: [] as number[] };
      for (const { cost, path } of paths) {
        const before = path.at(-1)!;
        const sum = cost + (next > before ? misplaced(columns[c]!, xs[before]!, xs[next]!) : 1e6);
        if (sum < best.cost) best = { cost: sum, path: [...path, next] };
      }
      return best;
    });
  }
  const best = paths.sort((a, b) => a.cost - b.cost)[0]!;
  return [...new Set(best.path)].sort((a, b) => a - b);
}

interface Setting {
  lefts: number[];
  rights: number[];
  size: number;
}

function setting(lines: readonly Line[]): Setting {
  return {
    lefts: lines.map(({ x0 }) => x0),
    rights: lines.map(({ x1 }) => x1),
    size: lines[0]?.size ?? 10,
  };
}

/** How far (em, at most 4) the print of a column stands from where its setting would have it. */
function misplaced({ lefts, rights, size }: Setting, from: number, to: number): number {
  if (lefts.length === 0) return 0;
  const centres = lefts.map((left, i) => (left + rights[i]!) / 2);
  const [left, right, centre] = [spread(lefts), spread(rights), spread(centres)];
  const off =
    centre <= Math.min(left, right) + 1 && spread(lefts) + spread(rights) > -1
      ? Math.abs(median(centres) - (from + to) / 2)
      : left <= right
        ? Math.abs(Math.min(...lefts) - from - 0.5 * size)
        : Math.abs(to - Math.max(...rights) - 0.5 * size);
  return Math.min(4, off / size);
}

function spread(values: readonly number[]): number {
  return values.length < 2 ? 0 : Math.max(...values) - Math.min(...values);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function nearest(sorted: readonly number[], value: number): number {
  let best = 1;
  for (let i = 1; i < sorted.length - 1; i++)
    if (Math.abs(sorted[i]! - value) < Math.abs(sorted[best]! - value)) best = i;
  return best;
}

/** Whether words at the head of a page stand just in the middle of the table: no rest of a cell that the page cuts does. */
function isExactly({ x0, x1, size, text }: Line, left: number, right: number): boolean {
  return Math.abs(x0 + x1 - left - right) < EXACT * size && !/[。；，]/u.test(text);
}

export function bandsOf(
  { chunks, rules, shades, ruled }: Pick<Zone, 'chunks' | 'rules' | 'shades' | 'ruled'>,
  ys: readonly number[],
  page: number,
  [left, right]: readonly [number, number],
): Band[] {
  return ys.slice(1).map((bottom, i) => {
    const top = ys[i]!;
    const inside = chunks.filter((line) => middle(line) >= top && middle(line) < bottom);
    const only = inside.length === 1 ? inside[0]! : undefined;
    const near = rules.filter(({ at }) => Math.abs(at - top) < 1.5 || Math.abs(at - bottom) < 1.5);
    return {
      page,
      top,
      bottom,
      lines: inside,
      title:
        only !== undefined &&
        only.x1 - only.x0 < 0.5 * (right - left) &&
        Math.abs(only.x0 + only.x1 - left - right) < 3 * only.size &&
        !isFigure(only.text) &&
        (i > 0 || (page > 0 && (rules.some(({ at }) => Math.abs(at - top) < 1.5) || isExactly(only, left, right)))),
      known: [...near.flatMap(({ from, to }) => [from, to]), ...sidesOf(shades, top, bottom)].filter(
        (x) => x > left + 8 && x < right - 8,
      ),
      ruled: rules.some(({ at }) => Math.abs(at - bottom) < 1.5),
      allRuled: ruled,
    };
  });
}
