import type { Edge, Edges } from '../grid/index.js';
import { distinct, isDrawn } from '../grid/index.js';
import type { Glyph } from './engine.js';
import { isBlank, middle } from './lines.js';

/** Lines that end together, or meet, do within this (points). */
const CLOSE = 4;
/** Rows of several columns stand further apart (em, from base line to base line) than the lines of a cell. */
const APART = 1.7;
/** So many rows with figures between two lines across are rows of a ledger, and no cells that list something. */
const SEEN = 3;
/** A band lower than this (points) holds no such rows. */
const LOW = 36;
/** So many times as many rows as there are rules between rows. */
const MOST_RULED = 0.5;
/** A page with more lines down is a picture. */
const MOST = 400;

/** A table with lines down, and few or none across: its rows are parted by room alone. */
export interface Ledger {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Lines down, outer ones included. */
  upright: Edge[];
  /** Rules across, and the heights at which lines down begin or end between their neighbours. */
  level: Edge[];
  /** Whether no rule closes it above or below. */
  openTop: boolean;
  openBottom: boolean;
}

/** The lines of a page by what they enclose. */
export interface PartedRegions {
  regions: readonly Edges[];
  ledgers: Ledger[];
  /** The last of the regions that no rule closes below: the next page may show that it is a ledger. */
  open?: Ledger;
}

/**
 * Parts regions of lines whose rows are not drawn from those that enclose each cell. `before` is the ledger with which
 * the page before ended, if it did.
 */
export function partLedgers(regions: readonly Edges[], print: readonly Glyph[], before?: Ledger): PartedRegions {
  const floating = new Set(
    regions.flatMap(({ level, upright }) => (level.length === 0 ? upright.filter(isDrawn) : [])),
  );
  const ledgers: Ledger[] = [];
  const taken = new Set<Edge>();
  let open: Ledger | undefined;
  const sort = (region: Edges): void => {
    const many = region.upright.length > 2 && region.upright.length <= MOST && region.upright.every(isDrawn);
    if (!many) return;
    if (isLedger(region, print, before)) {
      ledgers.push(ledgerOf(region));
      for (const edge of region.upright) taken.add(edge);
      return;
    }
    const ledger = isOpen(region) ? ledgerOf(region) : undefined;
    if (ledger && (!open || ledger.y1 > open.y1)) open = ledger;
  };
  for (const region of regions)
    if (region.level.length > 0) sort(floating.size > 0 ? withInner(region, floating) : region);
  for (const region of withoutRules(floating)) sort(region);
  const kept =
    ledgers.length === 0 ? regions : regions.filter(({ upright }) => !upright.some((edge) => taken.has(edge)));
  return { regions: kept, ledgers, ...(open && { open }) };
}

/** A region with the lines down that stand in it and meet none across; takes them out of `floating`. */
function withInner({ level, upright }: Edges, floating: Set<Edge>): Edges {
  const { x0, x1, y0, y1 } = extentOf(upright);
  const inner = [...floating].filter(({ at, from, to }) => at > x0 && at < x1 && from > y0 - CLOSE && to < y1 + CLOSE);
  for (const edge of inner) floating.delete(edge);
  return { level, upright: [...upright, ...inner] };
}

/** Whether no rule closes a region below. */
function isOpen({ level, upright }: Edges): boolean {
  const { y1 } = extentOf(upright);
  return !level.some(({ at }) => at > y1 - CLOSE);
}

function extentOf(upright: readonly Edge[]): { x0: number; x1: number; y0: number; y1: number } {
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { at, from, to } of upright) {
    [x0, x1] = [Math.min(x0, at), Math.max(x1, at)];
    [y0, y1] = [Math.min(y0, from), Math.max(y1, to)];
  }
  return { x0, x1, y0, y1 };
}

/** Lines down that meet no line across: the outermost two begin and end together, the others stand between them. */
function withoutRules(floating: ReadonlySet<Edge>): Edges[] {
  if (floating.size < 3 || floating.size > MOST) return [];
  const found: Edges[] = [];
  const free = new Set([...floating].sort((a, b) => a.at - b.at));
  for (const left of free) {
    const right = [...free].findLast(
      ({ at, from, to }) => at > left.at && Math.abs(from - left.from) < CLOSE && Math.abs(to - left.to) < CLOSE,
    );
    if (!right) continue;
    const upright = [...free].filter(
      ({ at, from, to }) => at >= left.at && at <= right.at && from > left.from - CLOSE && to < left.to + CLOSE,
    );
    if (upright.length < 3) continue;
    for (const edge of upright) free.delete(edge);
    found.push({ level: [], upright });
  }
  return found;
}

/** Whether rows with figures stand below one another between lines across, or a ledger goes on from the page before. */
function isLedger({ level, upright }: Edges, print: readonly Glyph[], before: Ledger | undefined): boolean {
  const { x0: left, x1: right, y0, y1 } = extentOf(upright);
  const heights = distinct([y0, ...level.map(({ at }) => at), y1], CLOSE);
  const bands = heights.slice(1).map((to, i) => ({ from: heights[i]!, to }));
  if (!bands.some(({ from, to }) => to - from > LOW)) return false;
  const goesOn =
    before?.openBottom === true &&
    Math.abs(before.x0 - left) < CLOSE &&
    Math.abs(before.x1 - right) < CLOSE &&
    !level.some(({ at }) => at < y0 + CLOSE);
  if (goesOn) return true;
  const tall = bands.reduce((sum, { from, to }) => sum + (to - from > LOW ? to - from : 0), 0);
  if (tall < 0.5 * (y1 - y0)) return false;
  const inside = print.filter(
    (glyph) => glyph.angle === 0 && glyph.x0 > left && glyph.x1 < right && !isBlank(glyph) && glyph.y0 > y0 - CLOSE,
  );
  // The rows of a header may be ruled; a table that ends on the page has other rows than those.
  const whole = [y0, y1].every((y) => level.some(({ at }) => Math.abs(at - y) < CLOSE));
  let [stacked, ruled, rows] = [0, 0, 0];
  for (const { from, to } of bands) {
    const own = inside.filter((glyph) => middle(glyph) > from && middle(glyph) < to);
    if (own.length === 0) continue;
    const seen = to - from > LOW ? rowsSeen(own, upright) : 0;
    if (seen >= SEEN) [stacked, rows] = [stacked + to - from, rows + seen];
    else if (rows > 0 || whole) ruled++;
  }
  return rows > 0 && stacked > 0.5 * (y1 - y0) && ruled <= MOST_RULED * rows;
}

/** How many rows one sees below one another: figures, and print beside them in another column on the same base line. */
function rowsSeen(print: readonly Glyph[], upright: readonly Edge[]): number {
  const sorted = [...print].sort((a, b) => middle(a) - middle(b));
  let [rows, last] = [0, -Infinity];
  for (let start = 0; start < sorted.length;) {
    const y = middle(sorted[start]!);
    let end = start + 1;
    while (end < sorted.length && middle(sorted[end]!) - y < 1.5) end++;
    const cells = new Map<number, boolean>();
    for (const glyph of sorted.slice(start, end)) {
      const column = upright.filter(({ at, from, to }) => at < glyph.x0 + 1 && from < y && to > y).length;
      cells.set(column, (cells.get(column) ?? true) && !/\p{L}/u.test(glyph.text));
    }
    if (cells.size > 1 && [...cells.values()].includes(true)) {
      // Hardly any cells list things side by side in so many columns.
      if (y - last > APART * sorted[start]!.size) rows += cells.size > 3 ? 1.5 : 1;
      last = y;
    }
    start = end;
  }
  return rows;
}

function ledgerOf({ level, upright }: Edges): Ledger {
  const { x0, x1, y0, y1 } = extentOf(upright);
  const closed = (y: number): boolean => level.some(({ at }) => Math.abs(at - y) < CLOSE);
  const ends = distinct(
    upright.flatMap(({ from, to }) => [from, to]),
    CLOSE,
  ).filter((y) => y > y0 + CLOSE && y < y1 - CLOSE);
  const made = ends.flatMap((y): Edge[] => {
    const own = upright.filter(({ from, to }) => Math.abs(from - y) < CLOSE || Math.abs(to - y) < CLOSE);
    const passing = upright.filter(({ from, to }) => from < y - CLOSE && to > y + CLOSE);
    const edges = own.map(({ at }): Edge => {
      const from = Math.max(x0, ...passing.flatMap((edge) => (edge.at < at ? [edge.at] : [])));
      const to = Math.min(x1, ...passing.flatMap((edge) => (edge.at > at ? [edge.at] : [])));
      return { at: y, from, to, drawn: 0 };
    });
    const drawn = ({ from, to }: Edge): boolean =>
      level.some((edge) => Math.abs(edge.at - y) < CLOSE && edge.from < from + CLOSE && edge.to > to - CLOSE);
    return edges.filter((edge, i) => !drawn(edge) && edges.findIndex(({ from }) => from === edge.from) === i);
  });
  return {
    x0,
    y0,
    x1,
    y1,
    upright,
    level: [...level, ...made].sort((a, b) => a.at - b.at || a.from - b.from),
    openTop: !closed(y0),
    openBottom: !closed(y1),
  };
}
