import type { Edge, GridCell } from '../../grid/index.js';
import { latticeOf } from '../../grid/index.js';
import type { Shade } from '../engine.js';
import type { Line } from '../lines.js';
import type { PageCell, PageTable } from '../page.js';
import type { Piece } from './rows.js';
import { findRows, isFigure, middle, piecesOf } from './rows.js';
import { borderAt, isCellwise, partUnshaded } from './shading.js';
import { findSpans } from './spans.js';

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
  /** Whether the table begins on a page before. */
  continues: boolean;
  /** Whether the page cuts its first or last row. */
  openTop: boolean;
  openBottom: boolean;
}

/** Rows of a zone: its level edges, drawn and made, and the heights at which they stand. */
export interface Rows {
  level: Edge[];
  ys: number[];
}

/** The rows of a zone whose columns stand between the borders `xs` (outer ones included). */
export function rowsOf(zone: Zone, xs: readonly number[]): Rows {
  const pieces = piecesOf(zone.chunks, xs);
  const top = Math.min(zone.rules[0]?.at ?? Infinity, ...pieces.map(({ line }) => line.y0 - 1));
  const bottom = Math.max(zone.rules.at(-1)?.at ?? -Infinity, ...pieces.map(({ line }) => line.y1 + 1));
  const whole = (at: number): Edge => ({ at, from: xs[0]!, to: xs.at(-1)!, drawn: 0 });
  const level = [whole(top), ...zone.rules, whole(bottom)];
  if (!zone.ruled) level.push(...madeRules(zone, pieces, xs, top, bottom));
  else if (
    !isCellwise(zone.shades) &&
    !zone.openTop &&
    !zone.openBottom &&
    zone.rules.every(({ from, to }) => from < zone.x0 + 8 && to > zone.x1 - 8)
  ) {
    // Every rule is drawn through: the print has to tell which cells are merged.
    const ys = distinct([top, ...zone.rules.map(({ at }) => at), bottom]);
    const inner = partedRules(xs, ys, findSpans(pieces, xs, ys, zone.continues, findRows(pieces, xs)));
    return { level: [whole(top), ...inner, whole(bottom)], ys };
  } else if (zone.shades.length > 0) {
    const ys = distinct(level.map(({ at }) => at));
    return { level: [...level, ...partUnshaded(zone.shades, pieces, level, xs, ys)], ys };
  }
  return { level, ys: distinct(level.map(({ at }) => at)) };
}

/**
 * The table that stands in a zone, between the column borders `xs`. `sections` say which of the borders are in use
 * from one height to another.
 */
export function buildTable(
  zone: Zone,
  { level, ys }: Rows,
  xs: readonly number[],
  sections: readonly { top: number; bottom: number; borders: readonly number[] }[],
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
  const grid = latticeOf({ level, upright });
  if (!grid || grid.cells.length < 2) return undefined;
  const cells = grid.cells.map((cell): PageCell => ({
    ...cell,
    lines: zone.chunks.filter((line) => holds(cell, line)).sort((a, b) => middle(a) - middle(b) || a.x0 - b.x0),
    tables: [],
  }));
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
  const drawn = distinct([top, ...zone.rules.map(({ at }) => at), bottom]);
  const made: Edge[] = [];
  for (const [i, from] of drawn.slice(0, -1).entries()) {
    const to = drawn[i + 1]!;
    const band = pieces.filter(({ line }) => middle(line) > from && middle(line) < to);
    const found = findRows(band, xs);
    const rows = [from, ...found.ends, to];
    if (rows.length < 3) continue;
    const spans = findSpans(band, xs, rows, zone.continues && i === 0, found);
    made.push(...partedRules(xs, rows, spans));
  }
  return made;
}

/** Rules between the rows that end at `ys`, but where cells are merged over them. */
function partedRules(xs: readonly number[], ys: readonly number[], spans: readonly (readonly boolean[])[]): Edge[] {
  const made: Edge[] = [];
  for (const [r, at] of ys.slice(1, -1).entries()) {
    // Between row r and row r + 1.
    let start: number | undefined;
    for (let column = 0; column < xs.length; column++) {
      const open = column === xs.length - 1 || spans[column]![r]!;
      if (!open && start === undefined) start = column;
      if (open && start !== undefined) {
        made.push({ at, from: xs[start]!, to: xs[column]!, drawn: 0 });
        start = undefined;
      }
    }
  }
  return made;
}

/** Where a piece's cell covers a border: `[border][band]`. */
function openBorders(
  pieces: readonly Piece[],
  level: readonly Edge[],
  xs: readonly number[],
  ys: readonly number[],
): Uint8Array[] {
  const columns = xs.length - 1;
  const bands = ys.length - 1;
  // parted[k][c]: a rule between band k − 1 and band k in column c.
  const parted = ys.map((y) => {
    const here = level.filter(({ at }) => Math.abs(at - y) < 1.5);
    return Array.from({ length: columns }, (_, c) => {
      const width = xs[c + 1]! - xs[c]!;
      const length = here.reduce(
        (sum, { from, to }) => sum + Math.max(0, Math.min(to, xs[c + 1]!) - Math.max(from, xs[c]!)),
        0,
      );
      return length > 0.55 * width;
    });
  });
  const open = Array.from({ length: columns + 1 }, () => new Uint8Array(bands));
  const openRun = (border: number, column: number, band: number): void => {
    let [from, to] = [band, band];
    while (from > 0 && !parted[from]![column]) from--;
    while (to < bands - 1 && !parted[to + 1]![column]) to++;
    open[border]!.fill(1, from, to + 1);
  };
  const bandOf = (line: Line): number => Math.max(0, ys.findIndex((y) => y > middle(line)) - 1);
  for (const { line, first, last } of pieces) {
    const band = bandOf(line);
    for (let border = first + 1; border <= last; border++) {
      openRun(border, border - 1, band);
      openRun(border, border, band);
    }
  }
  // A sentence that needs more than its column has all the empty room beside it, as far as in the row above.
  const before = new Map<number, number>();
  for (const { last, first, line } of pieces) {
    if (last === first) continue;
    const band = bandOf(line);
    const here = pieces.filter((other) => bandOf(other.line) === band);
    const alone = here.filter((other) => other.first === first).length === 1;
    const centre = alone && Math.abs(line.x0 + line.x1 - xs[first]! - xs[last + 1]!) / 2 < line.size;
    if (centre || line.x0 > xs[first]! + 1.5 * line.size) continue;
    const beside = Math.min(columns, ...here.flatMap((other) => (other.first > last ? [other.first] : [])));
    const above = before.get(first) ?? columns;
    const end = beside === columns && above > last ? above : beside;
    before.set(first, end);
    for (let border = last + 1; border < end; border++) {
      openRun(border, border - 1, band);
      openRun(border, border, band);
    }
  }
  for (const { from, to, band } of alike(pieces, bandOf, bands)) {
    for (let border = from + 1; border <= to; border++) {
      openRun(border, border - 1, band);
      openRun(border, border, band);
    }
  }
  for (const { from, to, band } of centred(pieces, level, xs, ys, parted)) {
    for (let border = from + 1; border <= to; border++) {
      openRun(border, border - 1, band);
      openRun(border, border, band);
    }
  }
  return open;
}

/** Rows that are set like this one are looked for so many rows up and down. */
const ALIKE_WITHIN = 4;

/**
 * Words that fit into one column, in a row that is set like a near one whose words need more: their cells are as wide.
 */
function alike(
  pieces: readonly Piece[],
  bandOf: (line: Line) => number,
  bands: number,
): { from: number; to: number; band: number }[] {
  const rows: Piece[][] = Array.from({ length: bands }, () => []);
  for (const piece of pieces) rows[bandOf(piece.line)]!.push(piece);
  const match = (piece: Piece, row: readonly Piece[]): Piece | undefined =>
    row.find(({ line, first }) => first === piece.first && Math.abs(line.x0 - piece.line.x0) < 0.3 * line.size);
  return rows.flatMap((row, band) => {
    const words = row.filter(({ line }) => !isFigure(line.text));
    const near = rows
      .slice(Math.max(0, band - ALIKE_WITHIN), band + ALIKE_WITHIN + 1)
      .filter((other) => other !== row && words.filter((piece) => match(piece, other)).length > 1);
    return words.flatMap((piece) => {
      const to = Math.max(...near.map((other) => match(piece, other)?.last ?? 0));
      const free = row.every((other) => other === piece || other.last < piece.first || other.first > to);
      return to > piece.last && free ? [{ from: piece.first, to, band }] : [];
    });
  });
}

/**
 * Titles that stand in the middle of several columns: above a rule that reaches below all of them, or with nothing
 * beside them as far as the middle says.
 */
function centred(
  pieces: readonly Piece[],
  level: readonly Edge[],
  xs: readonly number[],
  ys: readonly number[],
  parted: readonly (readonly boolean[])[],
): { from: number; to: number; band: number }[] {
  const columns = xs.length - 1;
  const found: { from: number; to: number; band: number }[] = [];
  const texts = textEdges(pieces, xs);
  for (let band = 0; band + 1 < ys.length; band++) {
    const [top, bottom] = [ys[band]!, ys[band + 1]!];
    const here = pieces.filter(({ line }) => middle(line) > top && middle(line) < bottom);
    if (here.length === 0) continue;
    const { line: title } = here[0]!;
    // A rule below it from side to side, and no end of a sentence.
    const narrow = title.x1 - title.x0 < 0.5 * (xs.at(-1)! - xs[0]!) && !/[。；]$/u.test(title.text);
    const closed = parted[band + 1]!.every(Boolean);
    if (here.length === 1 && narrow && closed && Math.abs(title.x0 + title.x1 - xs[0]! - xs.at(-1)!) < 2 * title.size) {
      found.push({ from: 0, to: columns - 1, band });
      continue;
    }
    for (const rule of level) {
      if (Math.abs(rule.at - bottom) > 1.5 || rule.to - rule.from > 0.95 * (xs.at(-1)! - xs[0]!)) continue;
      if (rule.drawn === 0) continue;
      const first = xs.findIndex((x) => x > rule.from - 3);
      const last = xs.findLastIndex((x) => x < rule.to + 3) - 1;
      if (first < 0 || last <= first) continue;
      const above = here.filter((piece) => piece.first >= first && piece.last <= last);
      const below = pieces.filter(({ line }) => middle(line) > bottom && middle(line) < (ys[band + 2] ?? bottom));
      const parts = new Set(
        below.filter((piece) => piece.first >= first && piece.last <= last).map((piece) => piece.first),
      );
      if (
        above.length === 1 &&
        parts.size > 1 &&
        Math.abs((above[0]!.line.x0 + above[0]!.line.x1 - rule.from - rule.to) / 2) < above[0]!.line.size
      )
        found.push({ from: first, to: last, band });
    }
    const next = pieces.filter(({ line }) => middle(line) > bottom && middle(line) < (ys[band + 2] ?? bottom));
    const header =
      new Set(here.map(({ first }) => first)).size > 1 &&
      next.length > here.length &&
      [...here, ...next].every(({ line }) => !isFigure(line.text));
    // One block of print a column: its own place, or a wider one in whose middle it stands.
    const filled = new Uint8Array(columns);
    for (const { first, last } of here) filled.fill(1, first, last + 1);
    const blocks = blocksOf(here);
    for (const { first, last, x0, x1, size } of blocks) {
      const middleX = (x0 + x1) / 2;
      const text = texts[first]!;
      const own = first === last && (x0 < text.left + 0.7 * size || x1 > text.right - 0.7 * size);
      if (own && !header && !(first === 0 && x0 > xs[0]! + 2.5 * size && x0 > text.left + 0.7 * size)) continue;
      let best = { from: first, to: last, off: Math.abs(middleX - (xs[first]! + xs[last + 1]!) / 2) };
      if (!header && best.off < 0.7 * size && !(first === last && best.off >= 0.5 * size)) continue;
      for (let from = first; from >= 0 && (from === first || !filled[from]); from--) {
        for (let to = last; to < columns && (to === last || !filled[to]); to++) {
          const off = Math.abs(middleX - (xs[from]! + xs[to + 1]!) / 2);
          const same = Array.from({ length: to - from }, (_, k) => from + k).every(
            (c) => parted[band]![c] === parted[band]![c + 1] && parted[band + 1]![c] === parted[band + 1]![c + 1],
          );
          const wider = header && off < 0.8 * size && to - from > best.to - best.from;
          if (same && (wider || off < best.off - 0.4 * size)) best = { from, to, off };
        }
      }
      if (best.off < 0.8 * size && (best.from < first || best.to > last))
        found.push({ from: best.from, to: best.to, band });
    }
  }
  return found;
}

/** Pieces of the same columns as one block. */
function blocksOf(pieces: readonly Piece[]): { first: number; last: number; x0: number; x1: number; size: number }[] {
  const blocks = new Map<string, { first: number; last: number; x0: number; x1: number; size: number }>();
  for (const { line, first, last } of pieces) {
    const key = `${first},${last}`;
    const block = blocks.get(key);
    if (block) [block.x0, block.x1] = [Math.min(block.x0, line.x0), Math.max(block.x1, line.x1)];
    else blocks.set(key, { first, last, x0: line.x0, x1: line.x1, size: line.size });
  }
  return [...blocks.values()];
}

/** Where the print of each column usually begins and ends. */
function textEdges(pieces: readonly Piece[], xs: readonly number[]): { left: number; right: number }[] {
  return xs.slice(1).map((_, column) => {
    const own = pieces.filter(({ first, last }) => first === column && last === column);
    return {
      left: Math.min(Infinity, ...own.map(({ line }) => line.x0)),
      right: Math.max(-Infinity, ...own.map(({ line }) => line.x1)),
    };
  });
}

function distinct(values: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of [...values].sort((a, b) => a - b))
    if (value - (found.at(-1) ?? -Infinity) > 1.5) found.push(value);
  return found;
}
