import type { Edge, GridCell } from '../../grid/index.js';
import { distinct, latticeOf } from '../../grid/index.js';
import type { Shade } from '../engine.js';
import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import type { PageCell, PageTable } from '../page.js';
import type { Leading } from './leading.js';
import { openBorders } from './merged.js';
import type { Piece } from './pieces.js';
import { piecesOf } from './pieces.js';
import { findRows } from './rows.js';
import { partedRules, rulesIn } from './ruled-rows.js';
import type { SetAt } from './set-at.js';
import { borderAt, isBanded, isCellwise, partUnshaded } from './shading.js';
import { findSpans } from './spans.js';

/** Rules nearer than this (points) end one row. */
const APART = 1.5;

/** A stretch of a page that holds a table without lines down. */
export interface Zone {
  chunks: Line[];
  /** Level rules, whole and partial, from top to bottom; none where nothing is drawn. */
  rules: Edge[];
  /** Shaded cells or rows. Beside them, a missing rule says nothing. */
  shades: Shade[];
  x0: number;
  x1: number;
  /** Whether a rule is drawn between any two rows. */
  ruled: boolean;
  /** Whether rules of the table stop where cells are merged over rows. */
  parted?: boolean;
  /** Whether the table begins on a page before. */
  continues: boolean;
  /** Whether it goes on on the next one. */
  goesOn: boolean;
  /** Whether the page cuts its first or last row. */
  openTop: boolean;
  openBottom: boolean;
  /** How lines are set, where known. */
  leading?: Leading;
  /** Where cells are set in their rows, unless in the middle. */
  setAt?: SetAt;
}

/** Rows of a zone: its level edges, drawn and made, and the heights at which they stand. */
export interface Rows {
  level: Edge[];
  ys: number[];
  /** Whether cells were merged over rules that are drawn. */
  merged?: boolean;
}

/** The rows of a zone whose columns stand between the borders `xs` (outer ones included). */
export function rowsOf(zone: Zone, xs: readonly number[]): Rows {
  const pieces = piecesOf(zone.chunks, xs);
  // What only hangs over the last rule stands in the row above it.
  const [first, last] = [zone.rules[0]?.at ?? Infinity, zone.rules.at(-1)?.at ?? -Infinity];
  const top = Math.min(first, ...pieces.map(({ line }) => (middle(line) < first ? line.y0 - 1 : Infinity)));
  const bottom = Math.max(last, ...pieces.map(({ line }) => (middle(line) > last ? line.y1 + 1 : -Infinity)));
  const whole = (at: number): Edge => ({ at, from: xs[0]!, to: xs.at(-1)!, drawn: 0 });
  const level = [whole(top), ...zone.rules, whole(bottom)];
  if (!zone.ruled) level.push(...madeRules(zone, pieces, xs, top, bottom));
  else if (
    !isCellwise(zone.shades) &&
    (zone.shades.length > 0 || (!zone.openTop && !zone.openBottom)) &&
    !zone.parted &&
    zone.rules.every(({ from, to }) => from < zone.x0 + 8 && to > zone.x1 - 8)
  ) {
    // Every rule is drawn through: the print has to tell which cells are merged.
    const ys = distinct([top, ...zone.rules.map(({ at }) => at), bottom], APART);
    const spans = findSpans(pieces, xs, ys, zone, findRows(pieces, xs, zone));
    const inner = partedRules(xs, ys, spans);
    return { level: [whole(top), ...inner, whole(bottom)], ys, merged: spans.some((own) => own.some(Boolean)) };
  } else if (zone.shades.length > 0 && !areDrawn(zone.rules)) {
    const ys = distinct(
      level.map(({ at }) => at),
      APART,
    );
    return {
      level: [...level, ...partUnshaded(zone.shades, pieces, level, xs, ys)],
      ys,
      ...(isBanded(zone.shades, pieces, ys) && { merged: true }),
    };
  }
  return {
    level,
    ys: distinct(
      level.map(({ at }) => at),
      APART,
    ),
  };
}

/** Whether lines are drawn at nearly all heights, so that paint tells nothing more of the rows. */
function areDrawn(rules: readonly Edge[]): boolean {
  const heights = distinct(
    rules.map(({ at }) => at),
    APART,
  );
  const drawn = heights.filter((y) => rules.some((rule) => Math.abs(rule.at - y) < APART && rule.drawn > 0.5));
  return drawn.length > 0.8 * heights.length;
}

/** What the sections of a zone use of the table's borders, from one height to another. */
export interface Stretch {
  top: number;
  bottom: number;
  borders: readonly number[];
}

/** The rows of a zone that no rule parts, section by section: each has columns of its own. */
export function rowsBySection(zone: Zone, rows: Rows, xs: readonly number[], sections: readonly Stretch[]): Rows {
  if (sections.length === 0) return rows;
  const first = rows.ys[0]!;
  const level = sections.flatMap(({ top, bottom, borders }, i): Edge[] => {
    const own = borders.map((k) => xs[k]!);
    const chunks = zone.chunks.filter((line) => middle(line) >= top && middle(line) < bottom);
    const rules = zone.rules.filter(({ at }) => at > top - 1 && at < bottom + 1);
    const part = {
      ...zone,
      chunks,
      rules,
      continues: zone.continues && i === 0,
      goesOn: zone.goesOn && i === sections.length - 1,
    };
    const whole = (at: number): Edge => ({ at, from: xs[0]!, to: xs.at(-1)!, drawn: 0 });
    return [whole(top), ...rules, ...madeRules(part, piecesOf(chunks, own), own, top, bottom), whole(bottom)];
  });
  const ys = distinct(
    level.map(({ at }) => at),
    APART,
  );
  return ys[0] === first ? { level, ys } : rows;
}

/**
 * The table that stands in a zone, between the column borders `xs`. `sections` say which of the borders are in use
 * from one height to another.
 */
export function buildTable(
  zone: Zone,
  { level, ys }: Rows,
  xs: readonly number[],
  sections: readonly Stretch[],
): PageTable | undefined {
  const open = Array.from({ length: xs.length }, () => new Uint8Array(ys.length - 1));
  for (const { top, bottom, borders } of sections) {
    const own = borders.map((i) => xs[i]!);
    const inside = zone.chunks.filter((line) => middle(line) >= top && middle(line) < bottom);
    const here = ys.flatMap((y, k) => (k < ys.length - 1 && y > top - 1 && y < bottom - 1 ? [k] : []));
    const merged = openBorders(piecesOf(inside, own), level, own, ys);
    for (let i = 1; i < xs.length - 1; i++) {
      const local = borders.indexOf(i);
      for (const k of here) if (local === -1 || merged[local]![k]) open[i]![k] = 1;
    }
  }
  if (isCellwise(zone.shades)) obeyShades(open, zone.shades, xs, ys);
  const upright = xs.flatMap((at, border) =>
    ys.slice(1).flatMap((to, k): Edge[] => (open[border]![k] ? [] : [{ at, from: ys[k]!, to, drawn: 0 }])),
  );
  return tableOf(zone, level, upright);
}

/** The table that the lines of a zone enclose, with its print in it; nothing where some of that stands in no cell. */
export function tableOf(zone: Zone, level: Edge[], upright: Edge[]): PageTable | undefined {
  const grid = latticeOf({ level, upright });
  if (!grid || grid.cells.length < 2) return undefined;
  const sorted = [...zone.chunks].sort((a, b) => middle(a) - middle(b) || a.x0 - b.x0);
  const cells = grid.cells.map((cell): PageCell => ({ ...cell, lines: [], tables: [] }));
  const byRow: PageCell[][] = Array.from({ length: grid.ys.length - 1 }, () => []);
  for (const cell of cells) for (let r = cell.row; r < cell.row + cell.rowSpan; r++) byRow[r]!.push(cell);
  let row = 0;
  for (const line of sorted) {
    while (row + 1 < byRow.length && grid.ys[row + 1]! <= middle(line)) row++;
    byRow[row]!.find((cell) => holds(cell, line))?.lines.push(line);
  }
  measure(cells);
  if (cells.reduce((sum, cell) => sum + cell.lines.length, 0) < zone.chunks.length) return undefined;
  return {
    x0: grid.xs[0]!,
    x1: grid.xs.at(-1)!,
    y0: grid.ys[0]!,
    y1: grid.ys.at(-1)!,
    rows: grid.ys.length - 1,
    columns: grid.xs.length - 1,
    cells,
    drawn: 1,
    openTop: zone.openTop,
    openBottom: zone.openBottom,
  };
}

/** Where rows are painted cell by cell, the paint tells which borders there are. */
function obeyShades(
  open: readonly Uint8Array[],
  shades: readonly Shade[],
  xs: readonly number[],
  ys: readonly number[],
): void {
  for (let i = 1; i < xs.length - 1; i++) {
    for (let k = 0; k + 1 < ys.length; k++) {
      const border = borderAt(shades, xs[i]!, ys[k]!, ys[k + 1]!);
      if (border) open[i]![k] = border === 'open' ? 1 : 0;
    }
  }
}

/** Cells of several lines show how wide the text of their columns is set. */
function measure(cells: readonly PageCell[]): void {
  const margins = new Map<string, { left: number; right: number }>();
  const key = ({ column, colSpan }: PageCell): string => `${column},${colSpan}`;
  for (const cell of cells) {
    if (cell.lines.length < 2) continue;
    const known = margins.get(key(cell)) ?? { left: Infinity, right: -Infinity };
    known.left = Math.min(known.left, ...cell.lines.map(({ x0 }) => x0));
    known.right = Math.max(known.right, ...cell.lines.map(({ x1 }) => x1));
    margins.set(key(cell), known);
  }
  for (const cell of cells) {
    const known = margins.get(key(cell));
    if (known && cell.lines.length > 1) cell.measure = known;
  }
}

function holds(cell: GridCell, line: Line): boolean {
  const [x, y] = [(line.x0 + line.x1) / 2, middle(line)];
  return x >= cell.x0 && x < cell.x1 && y >= cell.y0 && y < cell.y1;
}

/** Rows that no rule parts, band by band, with the merged cells left open. */
function madeRules(zone: Zone, pieces: readonly Piece[], xs: readonly number[], top: number, bottom: number): Edge[] {
  if (zone.rules.length > 0 && zone.shades.length === 0) return partlyRuled(zone, pieces, xs, top, bottom);
  const drawn = distinct([top, ...zone.rules.map(({ at }) => at), bottom], APART);
  const made: Edge[] = [];
  for (const [i, from] of drawn.slice(0, -1).entries()) {
    const to = drawn[i + 1]!;
    const band = pieces.filter(({ line }) => middle(line) > from && middle(line) < to);
    const found = findRows(band, xs, zone);
    const rows = [from, ...found.ends, to];
    if (rows.length < 3) continue;
    const ends = {
      continues: zone.continues && i === 0,
      goesOn: zone.goesOn && i === drawn.length - 2,
      ...(zone.setAt && { setAt: zone.setAt }),
    };
    const spans = findSpans(band, xs, found.whole ? asDeep(rows, band, zone.leading?.room ?? 0) : rows, ends, found);
    made.push(...partedRules(xs, rows, spans));
  }
  return made;
}

/** Rows of which some have a rule below them, in all of their columns or in some. */
function partlyRuled(
  { rules, leading, setAt, continues, goesOn }: Zone,
  pieces: readonly Piece[],
  xs: readonly number[],
  top: number,
  bottom: number,
): Edge[] {
  const [left, right] = [xs[0]!, xs.at(-1)!];
  const isThrough = ({ from, to }: Edge): boolean => from < left + 8 && to > right - 8;
  const ends = distinct([top, ...rules.filter(isThrough).map(({ at }) => at), bottom], APART);
  const setting = { ...(leading && { leading }), ...(setAt && { setAt }) };
  return ends.slice(1).flatMap((to, i) => {
    const from = ends[i]!;
    return rulesIn(
      {
        top: from,
        bottom: to,
        xs: [...xs],
        upright: xs.map((at) => ({ at, from, to, drawn: 0 })),
        pieces: pieces.filter(({ line }) => middle(line) > from && middle(line) < to),
        rules: rules.filter(({ at }) => at > from + 1.5 && at < to - 1.5),
        ends: { continues: continues && i === 0, goesOn: goesOn && i === ends.length - 2, inner: i > 0 },
      },
      setting,
    );
  });
}

/** Rows with as much room above the first and below the last as there is between them. */
function asDeep(ys: readonly number[], pieces: readonly Piece[], room: number): number[] {
  const size = pieces[0]?.line.size ?? 0;
  const top = Math.min(...pieces.map(({ line }) => line.y0)) - 0.5 * room * size;
  const bottom = Math.max(...pieces.map(({ line }) => line.y1)) + 0.5 * room * size;
  return [top, ...ys.slice(1, -1), bottom];
}
