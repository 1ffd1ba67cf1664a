import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import type { Leading } from './leading.js';
import type { Link } from './links.js';
import { BOUND, linksOf } from './links.js';
import type { Piece } from './pieces.js';
import { misplaced, onOneLevel } from './pieces.js';
import type { SetAt } from './set-at.js';
import { setRows } from './set-rows.js';

/** What it costs when a cell of a row stands above or below another one. */
const APART = 0.7;

/** What it costs to part lines that stand beside one another. */
const BESIDE = 1.2;

/** No single row reaches over more base lines than this. */
const TALLEST = 100;

/** How the print of a table is set, as far as known. */
export interface Setting {
  leading?: Leading;
  /** Where cells are set in their rows, unless in the middle. */
  setAt?: SetAt;
}

/** Where rows end, and what tells which cells are merged over them. */
export interface Found {
  /** Heights, from top to bottom, the outer ones left out. */
  ends: number[];
  /** Pieces that surely go on from the one above. */
  bound: ReadonlySet<Piece>;
  /** Labels in the middle between two rows that they are merged over. */
  between: ReadonlySet<Piece>;
  /** Whether the cells are known: each piece that is not bound begins one. */
  whole?: boolean;
}

/**
 * Where rows end that no rule parts: the cheapest way to cut the pieces (sorted from top to bottom). A cell's lines that
 * fill the column belong together, figures below one another do not, and the cells of a row begin level or have one
 * centre.
 */
export function findRows(pieces: readonly Piece[], xs: readonly number[], { leading, setAt }: Setting): Found {
  const set = leading?.room === undefined ? undefined : setRows(pieces, leading.room);
  if (set) return set;
  const between = labelsBetween(pieces);
  const levels = baseLines(pieces.filter((piece) => !between.has(piece)));
  const count = levels.length;
  if (count < 2) return { ends: [], bound: new Set(), between };
  const levelOf = pieces.map(({ line }) => nearestIndex(levels, middle(line)));
  const links = linksOf(pieces, xs, leading, setAt);
  const byLower: Link[][] = Array.from({ length: count }, () => []);
  for (const link of links) byLower[levelOf[link.lower]!]!.push(link);
  const members: number[][] = Array.from({ length: count }, () => []);
  for (const [i, level] of levelOf.entries()) members[level]!.push(i);
  const above = new Map<number, Link[]>();
  const below = new Map<number, Link[]>();
  for (const link of links) {
    above.set(link.lower, [...(above.get(link.lower) ?? []), link]);
    below.set(link.upper, [...(below.get(link.upper) ?? []), link]);
  }
  const beside = overlapCosts(pieces, members);
  const best = [0];
  const from = [0];
  for (let end = 1; end <= count; end++) {
    best[end] = Infinity;
    // Growing upwards: the row holds the base lines start … end − 1.
    let joins = 0;
    const inside = new Set<number>();
    for (let start = end - 1; start >= Math.max(0, end - TALLEST); start--) {
      for (const i of members[start]!) {
        inside.add(i);
        for (const link of below.get(i) ?? []) if (inside.has(link.lower)) joins += link.join;
      }
      if (joins > 40) break;
      let cuts = 0;
      if (start > 0) {
        for (const i of inside)
          for (const link of above.get(i) ?? []) if (levelOf[link.upper]! < start) cuts += link.cut;
      }
      const cost =
        best[start]! + 0.6 + joins + cuts + beside[start]! + misfit(pieces, inside, above, below, between, setAt);
      if (cost < best[end]! - 1e-9) [best[end], from[end]] = [cost, start];
    }
  }
  const ends: number[] = [];
  for (let at = count; at > 0; at = from[at]!) ends.unshift(from[at]!);
  const bound = new Set(
    links.filter(({ cut, bound: sure }) => sure ?? cut >= BOUND).map(({ lower }) => pieces[lower]!),
  );
  const linesIn = (from: number, to: number): Line[] =>
    members.slice(from, to).flatMap((own) => own.flatMap((i) => (between.has(pieces[i]!) ? [] : [pieces[i]!.line])));
  const rows = ends.slice(1).map((start, r) => {
    const [above, below] = [linesIn(ends[r]!, start), linesIn(start, ends[r + 2] ?? count)];
    return borderBetween(above, below) ?? (levels[start - 1]! + levels[start]!) / 2;
  });
  return { ends: rows, bound, between };
}

/**
 * Labels that stand in the middle between two rows which are set in the same columns, and have no label of their own:
 * they are merged over both.
 */
function labelsBetween(pieces: readonly Piece[]): Set<Piece> {
  const found = new Set<Piece>();
  const rows = onOneLevel(pieces);
  for (let from = 1; from + 1 < rows.length; from++) {
    const { first, last } = rows[from]![0]!;
    let to = from;
    while (to < rows.length && rows[to]!.every((piece) => piece.first === first && piece.last === last)) to++;
    const [above, below] = [rows[from - 1]!, rows[to]];
    if (to === from || !below || first > 1) continue;
    const free = [...above, ...below].every((piece) => piece.last < first || piece.first > last);
    const shared = above.filter((a) => below.some((b) => a.first === b.first && a.last === b.last)).length;
    const label = rows.slice(from, to).flat();
    const { size } = label[0]!.line;
    const centre = (label[0]!.line.y0 + label.at(-1)!.line.y1) / 2;
    const off = Math.abs(centre - (middle(above[0]!.line) + middle(below[0]!.line)) / 2);
    if (free && shared >= 2 && off < 0.25 * size) for (const piece of label) found.add(piece);
    from = Math.max(from, to - 1);
  }
  return found;
}

/** The height that parts two rows, but for the cells that are merged over both. */
function borderBetween(above: readonly Line[], below: readonly Line[]): number | undefined {
  const between = (upper: readonly Line[], lower: readonly Line[]): number | undefined => {
    const [from, to] = [Math.max(...upper.map(({ y1 }) => y1)), Math.min(...lower.map(({ y0 }) => y0))];
    return upper.length > 0 && lower.length > 0 && from <= to + 1.5 ? (from + to) / 2 : undefined;
  };
  const whole = between(above, below);
  if (whole !== undefined) return whole;
  return between(without(above, below), below) ?? between(above, without(below, above));
}

/** The lines beside which none of the others stands. */
function without(lines: readonly Line[], others: readonly Line[]): Line[] {
  return lines.filter((line) => !others.some((other) => overlap(line, other)));
}

/** How many of some lines stand beside one of the others. */
function besides(lines: readonly Line[], all: readonly Line[]): number {
  const others = all.filter((line) => !lines.includes(line));
  return lines.filter((line) => others.some((other) => overlap(line, other))).length;
}

function overlap(a: Line, b: Line): boolean {
  return Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > 0.05 * Math.min(a.size, b.size);
}

/**
 * What it costs to part rows above each base line: lines that stand beside one another are one row's, unless there are
 * others above and below that do not, and the few between belong to merged cells.
 */
function overlapCosts(pieces: readonly Piece[], members: readonly (readonly number[])[]): number[] {
  const lines = members.map((own) => own.map((i) => pieces[i]!.line));
  return lines.map((_, start) => {
    if (start === 0) return 0;
    const { size } = lines[start]![0]!;
    const top = Math.min(...lines[start]!.map(({ y0 }) => y0));
    const bottom = Math.max(...lines[start - 1]!.map(({ y1 }) => y1));
    if (bottom <= top) return 0;
    const above = lines
      .slice(Math.max(0, start - 4), start)
      .flat()
      .filter(({ y1 }) => y1 > top - 1.2 * size);
    const below = lines
      .slice(start, start + 4)
      .flat()
      .filter(({ y0 }) => y0 < bottom + 1.2 * size);
    const [upper, lower] = [without(above, below), without(below, above)];
    if (upper.length === above.length) return 0;
    // A label that is merged over both rows stands beside both.
    const [over, under] = [besides(upper, above), besides(lower, below)];
    return Math.max(Math.min(over, below.length), Math.min(above.length, under)) < 2 ? BESIDE : 0;
  });
}

/** How badly the cells of a row agree: neither level at the top nor at one centre nor at the foot (em). */
function misfit(
  pieces: readonly Piece[],
  inside: ReadonlySet<number>,
  above: ReadonlyMap<number, readonly Link[]>,
  below: ReadonlyMap<number, readonly Link[]>,
  between: ReadonlySet<Piece>,
  setAt: SetAt | undefined,
): number {
  const blocks = new Map<string, { y0: number; y1: number; size: number; title: boolean }>();
  let [top, bottom] = [Infinity, -Infinity];
  let labelled = false;
  for (const i of inside) {
    const { line, first, last } = pieces[i]!;
    if (first === 0) labelled = true;
    const straddles =
      between.has(pieces[i]!) ||
      leaves(i, above, ({ upper }) => upper, inside, setAt !== undefined) ||
      leaves(i, below, ({ lower }) => lower, inside, setAt !== undefined);
    if (straddles) continue;
    const key = `${first},${last}`;
    const block = blocks.get(key);
    if (block) [block.y0, block.y1] = [Math.min(block.y0, line.y0), Math.max(block.y1, line.y1)];
    else blocks.set(key, { y0: line.y0, y1: line.y1, size: line.size, title: first === 0 && last > 0 });
    [top, bottom] = [Math.min(top, line.y0), Math.max(bottom, line.y1)];
  }
  let sum = labelled ? 0 : 0.3;
  let tallest = { y0: 0, y1: 0 };
  for (const block of blocks.values()) if (block.y1 - block.y0 > tallest.y1 - tallest.y0) tallest = block;
  for (const { y0, y1, size, title } of blocks.values()) {
    // What stands over several columns from the first one on is a title, and a row of its own.
    if (title) for (const other of blocks.values()) if (other.y1 < y0 || other.y0 > y1) sum += APART;
    // However the cells of a row are set, all stand beside the tallest.
    if (y1 < tallest.y0 || y0 > tallest.y1) sum += APART;
    const [over, under] = [(y0 - top) / size, (bottom - y1) / size];
    sum += setAt ? misplaced(2 * (setAt === 'top' ? over : under)) : misplaced(over, under);
  }
  return sum;
}

/** Whether the cell of a piece goes on beyond the row on the side to which the links lead; `far`: by any number of lines. */
function leaves(
  piece: number,
  links: ReadonlyMap<number, readonly Link[]>,
  next: (link: Link) => number,
  inside: ReadonlySet<number>,
  far: boolean,
): boolean {
  return (links.get(piece) ?? []).some(
    (link) => link.cut > 0 && (!inside.has(next(link)) || (far && leaves(next(link), links, next, inside, far))),
  );
}

/** Distinct heights at which print stands. */
function baseLines(pieces: readonly Piece[]): number[] {
  const found: number[] = [];
  for (const y of pieces.map(({ line }) => middle(line)).sort((a, b) => a - b)) {
    if (found.length === 0 || y - found.at(-1)! > 1.5) found.push(y);
  }
  return found;
}

function nearestIndex(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (sorted[mid]! <= value + 1e-6) low = mid;
    else high = mid - 1;
  }
  return low;
}
