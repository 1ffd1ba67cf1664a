import type { Edge } from '../../grid/index.js';
import { chunksOf } from '../chunks.js';
import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import type { PageZone, Row } from './page-zone.js';
import { NARROW } from './page-zone.js';

/** So many rules beside merged labels tell that a longer one is of their table. */
const ENOUGH = 3;

/** Paragraphs of a label stand no further (em) apart. */
const APART = 1.6;

/** A line of a paragraph is so much as long as the rules. */
const LONG = 0.7;

/** The first line of a paragraph stands further in (em) than the others by less. */
const INDENT = 2.5;

/** A zone that is still growing. */
interface Open {
  rows: Row[];
  top: number;
  bottom: number;
  header: string;
  /** Where an empty band began. */
  empty?: number;
  openTop: boolean;
  openBottom: boolean;
}

/** Where a table begins and ends. */
type Sides = Pick<PageZone, 'x0' | 'x1'>;

/** What stands on the pages before and after. */
export interface Around {
  /** The table with which the page before ends. */
  before?: Sides;
  /** How far down (points) a row is printed that goes on on the next page; none on the last. */
  floor?: number;
}

/** Level rules below one another: where they are, and how far the table goes. */
interface Group {
  rules: number[];
  from: number;
  to: number;
  /** Whether print beside the rules says so. */
  widened?: boolean;
  /** Whether it is one row at the end of the page, which the next page has to go on with. */
  begun?: boolean;
}

/**
 * Level rules of one length below one another, and between them bands in which the print stands in columns. `headers`
 * are the first bands of tables on the pages before.
 */
export function ruledZones(
  rows: readonly Row[],
  level: readonly Edge[],
  headers: ReadonlySet<string>,
  { before, floor = Infinity }: Around = {},
): PageZone[] {
  const zones: PageZone[] = [];
  for (const group of groupsOf(level, rows, { ...(before && { before }), floor }).map((one) => widen(one, rows))) {
    const { rules, from, to, widened, begun } = group;
    if (rules.length < 2) continue;
    const columns = startsOf(rows, group);
    let current: Open | undefined;
    const finish = (): void => {
      if (current && current.rows.some(({ chunks }) => chunks.length > 1)) {
        const { top, bottom } = current;
        zones.push({
          lines: current.rows.map(({ line }) => line),
          chunks: current.rows.flatMap(({ line }) => chunksOf(line, NARROW)),
          rules: level.filter(
            (edge) => edge.at > top - 1 && edge.at < bottom + 1 && edge.from > from - 8 && edge.to < to + 8,
          ),
          shades: [],
          x0: from,
          x1: to,
          header: current.header,
          ...(widened && { widened }),
          ...(begun && { begun }),
          ruled: true,
          continues: false,
          goesOn: false,
          openTop: current.openTop && !level.some(({ at }) => at < current!.rows[0]!.line.y1),
          openBottom: current.openBottom && !level.some(({ at }) => at > current!.rows.at(-1)!.line.y0),
        });
      }
      current = undefined;
    };
    for (const [i, top] of rules.slice(0, -1).entries()) {
      const bottom = rules[i + 1]!;
      const band = rows.filter(
        ({ line }) => middle(line) > top && middle(line) < bottom && line.x0 > from - 12 && line.x1 < to + 12,
      );
      const size = current?.rows[0]?.line.size;
      const other =
        size !== undefined &&
        band.some(({ line }) => line.size > 1.07 * size || (band.length > 1 && line.size < 0.93 * size));
      // A note below the table may have gaps; the paragraphs that follow it have none.
      const isParagraph = ({ line, chunks }: Row): boolean =>
        chunks.length < 2 && line.size > 1.07 * size! && line.x1 - line.x0 > LONG * (to - from);
      const prose = other && (band.every(({ chunks }) => chunks.length < 2) || band.some(isParagraph));
      const note =
        size !== undefined && band.length === 1 && band[0]!.line.size < 0.93 * size && isNote(band[0]!, columns, 0.25);
      const only = band.length === 1 && !other ? band[0]!.line : undefined;
      const short = only && current && only.x1 - only.x0 < 0.4 * (to - from) && bottom - top < 3.5 * only.size;
      // A rule within the band, beside a label that is merged over both its parts.
      const parted = level.some(
        (rule) => rule.at > top + 2 && rule.at < bottom - 2 && isPartOf(rule, { x0: from, x1: to }),
      );
      if (prose || note || !(short || parted || isTabular(band, top, bottom, columns))) {
        finish();
        continue;
      }
      // An empty band, and then the header again: two tables that no line of text parts.
      const words = band.map(({ line }) => line.text).join('\n');
      if (current?.empty !== undefined && words !== '' && (words === current.header || headers.has(words))) {
        current.bottom = current.empty;
        finish();
      }
      if (!current) {
        current = { rows: [], top, bottom, header: words, openTop: false, openBottom: false };
        const above =
          before && i === 0 ? cutRows(rows, (line) => middle(line) < top, group, columns, band[0]?.line.size) : [];
        if (above.length > 0) {
          current.rows.push(...above);
          current.top = above[0]!.line.y0 - 1;
          current.openTop = true;
        }
      }
      if (words === '') current.empty ??= top;
      else delete current.empty;
      current.rows.push(...band);
      current.bottom = bottom;
    }
    const last = rules.at(-1)!;
    let below = current ? cutRows(rows, (line) => middle(line) > last, group, columns, current.rows[0]?.line.size) : [];
    if (current && below.length === 0) below = overhang(rows, current.rows, from, to);
    if (below.every(({ line }) => line.y1 < floor)) below = [];
    if (current && below.length > 0) {
      current.rows.push(...below);
      current.bottom = Math.max(...below.map(({ line }) => line.y1)) + 1;
      current.openBottom = true;
    }
    finish();
  }
  return zones;
}

/** Rules of one length, longest first; shorter ones above or below that end where they do, are of the same table. */
function groupsOf(level: readonly Edge[], rows: readonly Row[], { before, floor = Infinity }: Around): Group[] {
  const groups: Group[] = [];
  for (const edge of [...level].sort((a, b) => a.at - b.at)) {
    if (edge.to - edge.from < 60) continue;
    const group = groups.find(({ from, to }) => Math.abs(from - edge.from) < 8 && Math.abs(to - edge.to) < 8);
    if (group) group.rules.push(edge.at);
    else groups.push({ rules: [edge.at], from: edge.from, to: edge.to });
  }
  groups.sort((a, b) => b.to - b.from - (a.to - a.from));
  const [longest] = groups;
  // Labels that are merged over the whole page leave none of its rules as long as the table is wide, but the last one.
  const last = longest && before && endsLike(longest, before) ? longest.rules[0]! : undefined;
  if (before && longest && (last === undefined ? isPartOf(longest, before) : longest.rules.length === 1)) {
    const parts = groups.filter(
      (group) => group === longest || (isPartOf(group, before) && group.rules.every((at) => at < (last ?? Infinity))),
    );
    const rules = parts.flatMap((group) => group.rules).sort((a, b) => a - b);
    for (const part of parts) part.rules = [];
    groups.unshift({ rules, from: before.x0, to: before.x1, widened: true });
  }
  for (const [i, group] of groups.entries()) {
    if (group.rules.length < 2 && !spansOthers(group, groups.slice(i + 1))) {
      if (!groups.slice(i + 1).some((other) => endsPage(group, other, rows, floor))) continue;
      group.begun = true;
    }
    for (const other of groups.slice(i + 1)) {
      const aligned = Math.abs(other.to - group.to) < 8 || Math.abs(other.from - group.from) < 8;
      const [first, last] = [group.rules[0]!, group.rules.at(-1)!];
      const beyond = other.rules.filter((at) => at < first || at > last);
      const short = other.to - other.from < 0.4 * (group.to - group.from);
      if (!aligned || short || beyond.length === 0) continue;
      group.rules = [...beyond, ...group.rules].sort((a, b) => a - b);
      other.rules = other.rules.filter((at) => !beyond.includes(at));
    }
  }
  return groups;
}

/** Whether rules end where a table does, and stop short of its other side. */
function isPartOf({ from, to }: Pick<Edge, 'from' | 'to'>, { x0, x1 }: Sides): boolean {
  const [left, right] = [from - x0, x1 - to];
  return (Math.abs(left) < 8 && right > 8) || (Math.abs(right) < 8 && left > 8);
}

function endsLike({ from, to }: Group, { x0, x1 }: Sides): boolean {
  return Math.abs(from - x0) < 8 && Math.abs(to - x1) < 8;
}

/** Whether one rule shows how wide the table is: the others end where it ends, beside labels that are merged over rows. */
function spansOthers({ rules, from, to }: Group, others: readonly Group[]): boolean {
  const own = others.filter((other) => other.to > to - 8 && other.to < to + 8 && other.from > from);
  return (
    rules.length === 1 &&
    own.every((other) => other.to - other.from > 0.6 * (to - from)) &&
    own.reduce((sum, other) => sum + other.rules.length, 0) >= ENOUGH
  );
}

/**
 * Whether the page ends with one row of a table, below which a shorter rule stands, beside a label that is merged over
 * the row and those of the next page.
 */
function endsPage(group: Group, other: Group, rows: readonly Row[], floor: number): boolean {
  const [top, bottom] = [group.rules[0], other.rules.at(-1)];
  if (top === undefined || bottom === undefined || bottom < top + 2 || bottom < floor) return false;
  if (!isPartOf(other, { x0: group.from, x1: group.to })) return false;
  const print = rows.filter(({ line }) => middle(line) > top);
  const chunks = print.flatMap((row) => row.chunks);
  const beside = chunks.filter(({ x0, x1 }) => x1 < other.from + 2 || x0 > other.to - 2);
  const over = chunks.filter((chunk) => chunk.x0 > other.from - 2 && chunk.x1 < other.to + 2);
  const inside = chunks.every(({ x0, x1 }) => x0 > group.from - 4 && x1 < group.to + 4);
  return (
    inside &&
    beside.length > 0 &&
    beside.length + over.length === chunks.length &&
    over.every((chunk) => middle(chunk) < bottom) &&
    print.some((row) => row.chunks.length > 2)
  );
}

/** Cells that are merged over a whole page have no rule on it: print beside the rules, and never across their ends. */
function widen(group: Group, rows: readonly Row[]): Group {
  const { rules, from, to } = group;
  // Rows that the page cuts stand above the first rule and below the last.
  let [top, bottom] = [rules[0]!, rules.at(-1)!];
  for (const { line } of [...rows].reverse()) if (line.y1 < top + 2 && top - line.y1 < 1.2 * line.size) top = line.y0;
  for (const { line } of rows) if (line.y0 > bottom - 2 && line.y0 - bottom < 1.2 * line.size) bottom = line.y1;
  const inside = rows.filter(({ line }) => middle(line) > top && middle(line) < bottom);
  const chunks = inside.flatMap((row) => row.chunks);
  const beside = chunks.filter(({ x0, x1 }) => x1 < from + 2 || x0 > to - 2);
  const crossing = chunks.some(({ x0, x1 }) => (x0 < from - 6 && x1 > from + 6) || (x0 < to - 6 && x1 > to + 6));
  // A label beside each rule is a field to be filled in.
  const few = beside.length <= 0.5 * (rules.length - 1) && beside.length < 0.5 * chunks.length;
  if (beside.length === 0 || crossing || !few) return group;
  return {
    rules,
    from: Math.min(from, ...beside.map(({ x0 }) => x0 - 2)),
    to: Math.max(to, ...beside.map(({ x1 }) => x1 + 2)),
    widened: true,
  };
}

/**
 * The rest of a page above the first rule, or below the last: part of the table when a row is cut by the page, and its
 * lines stand in columns.
 */
function cutRows(
  rows: readonly Row[],
  where: (line: Line) => boolean,
  { from, to }: Group,
  columns: Starts,
  size = 0,
): Row[] {
  const found = rows.filter(({ line }) => where(line));
  const inside = found.every(({ line }) => line.x0 > from - 4 && line.x1 < to + 4);
  const set = found.filter(({ line, chunks }) => chunks.length > 1 || line.x0 > from + 3 * line.size);
  const split = found.some(({ chunks }) => chunks.length > 1) || found.length > 1;
  const alike = found.every(({ line }) => Math.abs(line.size - size) < 0.25 * size);
  if (found.some((row) => isNote(row, columns)) || isProse(found, columns)) return [];
  return inside && split && alike && (set.length > 0.6 * found.length || standsIn(found, columns)) ? found : [];
}

/** Whether lines without gaps run from the first column over where most rows have their second. */
function isProse(found: readonly Row[], { rows, left }: Starts): boolean {
  if (found.some(({ chunks }) => chunks.length > 1)) return false;
  return found.some(({ line: { x0, x1, size } }) => {
    if (x0 > left + INDENT * size) return false;
    return rows.filter(([, second]) => second!.x0 > x0 + size && second!.x0 < x1 - size).length > 0.5 * rows.length;
  });
}

/**
 * Whether a line has gaps, but not where the first columns of so many rows are parted; or begins at the very edge, where
 * no row does, and its gaps are at no column.
 */
function isNote({ chunks: [first, second] }: Row, { rows, left }: Starts, share = 0.5): boolean {
  if (!first || !second) return false;
  const others = rows.filter((row) => row[0] !== first);
  const atEdge = first.x0 < left + 1 && others.every((row) => row[0]!.x0 > left + 2);
  if (atEdge && !others.flat().some(({ x0 }) => Math.abs(x0 - second.x0) < 0.7)) return true;
  const across = others.filter((row) => first.x0 < row[0]!.x1 - 2 && first.x1 > row[1]!.x0 + 2);
  return across.length > share * others.length;
}

/** The last lines of a narrow label that is merged over the end of the page: nothing else follows there. */
function overhang(rows: readonly Row[], inside: readonly Row[], from: number, to: number): Row[] {
  const last = inside.at(-1);
  const found = last
    ? rows.filter(({ line }) => line.y0 > last.line.y0 + 2 && !inside.some((row) => row.line === line))
    : [];
  if (!last || found.length === 0 || found.length > 6) return [];
  const all = [last, ...found];
  const hangs = found.every(({ line }, i) => {
    const before = all[i]!.line;
    const narrow = line.x1 - line.x0 < 0.2 * (to - from) && line.x0 > from - 2;
    return narrow && Math.abs(line.size - before.size) < 1 && line.y0 - before.y1 < APART * line.size;
  });
  return hangs ? found : [];
}

/** Where the stretches of rows begin that stand in several columns: the first of each row, and the others. */
interface Starts {
  left: number;
  first: number[];
  others: number[];
  /** The rows themselves. */
  rows: (readonly Line[])[];
  /** How far below the rule above them they mostly begin, above the one below they end, and how high they are. */
  room?: Room;
}

interface Room {
  over: number;
  under: number;
  height: number;
}

function startsOf(rows: readonly Row[], { rules, from, to }: Group): Starts {
  const starts: Starts = { left: from, first: [], others: [], rows: [] };
  for (const { line, chunks } of rows) {
    if (chunks.length < 2 || line.y1 < rules[0]! || line.y0 > rules.at(-1)!) continue;
    if (line.x0 < from - 2 || line.x1 > to + 2) continue;
    starts.rows.push(chunks);
    starts.first.push(chunks[0]!.x0);
    for (const { x0 } of chunks.slice(1)) starts.others.push(x0);
  }
  const rooms = rules.slice(1).flatMap((bottom, i) => {
    const band = rows.filter(({ line }) => middle(line) > rules[i]! && middle(line) < bottom);
    return band.some(({ chunks }) => chunks.length > 1) ? [roomOf(band, rules[i]!, bottom)] : [];
  });
  const usual = (key: keyof Room): number => rooms.map((room) => room[key]).sort((a, b) => a - b)[rooms.length >> 1]!;
  if (rooms.length > 1) starts.room = { over: usual('over'), under: usual('under'), height: usual('height') };
  return starts;
}

/** How far print stands from the rules above and below. */
function roomOf(band: readonly Row[], top: number, bottom: number): Room {
  return {
    over: Math.min(...band.map(({ line }) => line.y0)) - top,
    under: bottom - Math.max(...band.map(({ line }) => line.y1)),
    height: bottom - top,
  };
}

/** Whether each line begins in a column, where no line of the page's text does: further in, or with the padding of cells. */
function standsIn(band: readonly Row[], { left, first, others }: Starts): boolean {
  const isOne = (starts: readonly number[], x: number): boolean =>
    starts.filter((x0) => Math.abs(x0 - x) < 0.7).length > 1;
  const inner = band.filter(({ line, chunks }) => chunks.length > 1 || line.x0 > left + INDENT * line.size);
  const outer = band.filter((row) => !inner.includes(row));
  if (outer.length === 0) return inner.some(({ chunks }) => chunks.length > 1);
  if (outer.every(({ line }) => line.x0 > left + 1 && line.x0 < left + line.size && isOne(first, line.x0))) return true;
  // A label beside the lines of its row, on base lines of its own.
  const column = Math.min(...inner.map(({ chunks }) => (chunks[1] ?? chunks[0]!).x0));
  return isOne([...first, ...others], column) && outer.every(({ line }) => line.x1 < column - 0.5 * line.size);
}

/** Print in columns, or a title or sentence that fills its band from rule to rule; empty rows are narrow. */
function isTabular(band: readonly Row[], top: number, bottom: number, columns: Starts): boolean {
  const [first, last] = [band[0], band.at(-1)];
  if (!first || !last) return bottom - top < Math.max(30, 1.1 * (columns.room?.height ?? 0));
  if (standsIn(band, columns)) return true;
  if (band.some(({ chunks }) => chunks.length > 1)) {
    const wide = band.filter(({ chunks }) => chunks.length > 1).length;
    const over = first.line.y0 - top;
    return wide * 8 > band.length || over < 1.2 * first.line.size || bottom - last.line.y1 < 1.2 * last.line.size;
  }
  if (band.some(({ line }, i) => i > 0 && isBeside(band[i - 1]!.line, line))) return true;
  const { size } = first.line;
  const { over, under } = roomOf(band, top, bottom);
  const { room, left } = columns;
  const alike = (a: number, b: number): boolean => Math.abs(a - b) < 0.25 * size;
  if (room && alike(over, room.over) && alike(under, room.under) && band.every(({ line }) => line.x0 > left + 1))
    return true;
  return (over < size && under < size) || (Math.abs(over - under) < 0.5 * size && band.length <= 2 && over < 2 * size);
}

/** Whether two lines stand side by side, on base lines of their own. */
function isBeside(a: Line, b: Line): boolean {
  return b.y0 < a.y1 - 0.2 * a.size && (b.x0 > a.x1 || a.x0 > b.x1);
}
