import { nearest } from '../grid/index.js';
import { joinsAcross } from './page-break.js';
import type { Line } from './lines.js';
import type { PageCell, PageContent, PageTable } from './page.js';

/** A table's stretch on one page, without a header that only repeats. */
export interface Fragment {
  page: PageContent;
  table: PageTable;
}

/** What one page shows of a cell. */
export interface CellPart {
  page: PageContent;
  cell: PageCell;
}

export interface JoinedCell {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  /** In page order; never empty. */
  parts: CellPart[];
}

/** A table over all its pages, on one common grid. */
export interface JoinedTable {
  rows: number;
  columns: number;
  cells: JoinedCell[];
  fragments: Fragment[];
  /** Header lines that are printed again on later pages. */
  repeated: { page: PageContent; lines: Line[] }[];
}

/** Separators of one table that differ by less (points) from page to page are the same. */
const SAME_COLUMN = 3.6;
/** Repeated headers have at most so many rows. */
const HEADER_ROWS = 5;

/** The pages' stretches of one table → one table: common columns, header once, cut rows and merged cells made whole. */
export function joinFragments(fragments: readonly Fragment[]): JoinedTable {
  const first = fragments[0]!;
  const repeated: JoinedTable['repeated'] = [];
  const kept = fragments.map((fragment, i) => {
    if (i === 0) return fragment;
    const count = repeatedHeader(first.table, fragment.table);
    if (count === 0) {
      const cut = withoutCutHeader(first.table, fragment.table);
      if (!cut) return fragment;
      repeated.push({ page: fragment.page, lines: cut.lines });
      return { page: fragment.page, table: cut.table };
    }
    const gone = fragment.table.cells.filter((cell) => cell.row < count);
    repeated.push({ page: fragment.page, lines: gone.flatMap((cell) => cell.lines) });
    return { page: fragment.page, table: withoutRows(fragment.table, count) };
  });
  const borders = kept.map(({ table }) => bordersOf(table));
  const columns = commonColumns(kept, borders);
  let cells: JoinedCell[] = [];
  let rows = 0;
  for (const [i, { page, table }] of kept.entries()) {
    const placed = place(page, table, first.table, borders[i]!, columns, rows);
    if (i === 0) {
      ({ cells, rows } = placed);
      continue;
    }
    const bottom = cells.filter((cell) => cell.row + cell.rowSpan === rows);
    const joins = joinsAcross(bottom, placed.cells, rows, kept[i - 1]!.table, table, cells);
    const shift = joins.cut ? 1 : 0;
    for (const label of joins.ended ?? []) label.rowSpan--;
    const fresh: JoinedCell[] = [];
    for (const cell of placed.cells) {
      const upper = joins.pairs.get(cell);
      if (upper) {
        upper.rowSpan += cell.rowSpan - shift;
        upper.parts.push(...cell.parts);
      } else {
        cell.row -= shift;
        fresh.push(cell);
      }
    }
    cells = [...cells, ...fresh];
    rows += placed.rows - shift;
  }
  return { rows, columns: columns.length - 1, cells, fragments: [...fragments], repeated };
}

/** How many rows at the top of a later page print the table's own first rows again. */
function repeatedHeader(first: PageTable, later: PageTable): number {
  let count = 0;
  for (let n = 1; n <= Math.min(HEADER_ROWS, first.rows - 1, later.rows); n++) {
    const again = topRows(later, n);
    const own = again && topRows(first, n);
    if (!own) continue;
    // More rows begin with these.
    if (own.length !== again.length || !own.every((cell, i) => isSame(cell, again[i]!))) break;
    count = n;
  }
  return count;
}

/**
 * Only the first row of a header may be printed again, and its labels reach below it: they stand in one cell with what
 * is printed in the first column of the row that follows. Gives the rest of the table, and the lines that were printed
 * again; nothing where the first row is no such one.
 */
function withoutCutHeader(first: PageTable, later: PageTable): { table: PageTable; lines: Line[] } | undefined {
  const top = later.cells.filter((cell) => cell.row === 0);
  const own = first.cells.filter((cell) => cell.row === 0);
  if (later.rows < 2 || top.length !== own.length || top.length < 3) return undefined;
  const border = Math.min(...top.map((cell) => cell.y1));
  const again: Line[] = [];
  const rests = new Map<PageCell, PageCell>();
  for (const [i, cell] of top.entries()) {
    const counterpart = own[i]!;
    const sameSides =
      Math.abs(cell.x0 - later.x0 - counterpart.x0 + first.x0) < SAME_COLUMN &&
      Math.abs(cell.x1 - later.x0 - counterpart.x1 + first.x0) < SAME_COLUMN;
    if (!sameSides) return undefined;
    if (counterpart.rowSpan > 1 && cell.rowSpan === 1 && cell.lines.length === 0) {
      // A border may be drawn through the label, which then stands in the row below.
      const under = later.cells.find((other) => other.row === 1 && other.column === cell.column);
      const count = under && linesThatSay(wordsOf(counterpart.lines), under.lines);
      if (!under || under.colSpan !== cell.colSpan || count === undefined) return undefined;
      again.push(...under.lines.slice(0, count));
      rests.set(under, { ...under, lines: under.lines.slice(count) });
      continue;
    }
    if (cell.rowSpan > 1 !== counterpart.rowSpan > 1) return undefined;
    const count = linesThatSay(wordsOf(counterpart.lines), cell.lines);
    if (count === undefined || (cell.rowSpan === 1 && count < cell.lines.length)) return undefined;
    again.push(...cell.lines.slice(0, count));
    if (cell.rowSpan > 1)
      rests.set(cell, { ...cell, row: 1, rowSpan: cell.rowSpan - 1, y0: border, lines: cell.lines.slice(count) });
  }
  if (rests.size === 0 || rests.size === top.length || again.length < 3) return undefined;
  const cells = later.cells.flatMap((cell) => rests.get(cell) ?? (cell.row > 0 ? [cell] : []));
  return { table: withoutRows({ ...later, cells }, 1), lines: again };
}

/** How many of the first lines of a cell say `words`. */
function linesThatSay(words: string, lines: readonly Line[]): number | undefined {
  let count = 0;
  while (count < lines.length && wordsOf(lines.slice(0, count)).length < words.length) count++;
  return wordsOf(lines.slice(0, count)) === words ? count : undefined;
}

function wordsOf(lines: readonly Line[]): string {
  return lines.map((line) => line.text.replace(/\s/gu, '')).join('');
}

interface HeaderCell {
  text: string;
  row: number;
  rowSpan: number;
  x0: number;
  x1: number;
}

/** The cells of the first rows; nothing when a cell reaches below them or they are empty or hold nothing but numbers. */
function topRows({ cells, x0 }: PageTable, count: number): HeaderCell[] | undefined {
  const top = cells.filter((cell) => cell.row < count);
  if (top.some((cell) => cell.row + cell.rowSpan > count)) return undefined;
  const header = top.map((cell) => ({
    text: wordsOf(cell.lines),
    row: cell.row,
    rowSpan: cell.rowSpan,
    x0: cell.x0 - x0,
    x1: cell.x1 - x0,
  }));
  const printed = header.filter(({ text }) => text !== '');
  if (printed.length < Math.min(2, header.length)) return undefined;
  return header.every(({ text }) => /^[\d.,%\s-]*$/u.test(text)) ? undefined : header;
}

/** By where they stand, not by columns: which separators a page has depends on the rows that it shows. */
function isSame(a: HeaderCell, b: HeaderCell): boolean {
  return (
    a.text === b.text &&
    a.row === b.row &&
    a.rowSpan === b.rowSpan &&
    Math.abs(a.x0 - b.x0) < SAME_COLUMN &&
    Math.abs(a.x1 - b.x1) < SAME_COLUMN
  );
}

function withoutRows(table: PageTable, count: number): PageTable {
  const cells = table.cells.filter((cell) => cell.row >= count).map((cell) => ({ ...cell, row: cell.row - count }));
  const y0 = Math.min(table.y1, ...cells.map((cell) => cell.y0));
  return { ...table, rows: table.rows - count, cells, y0, openTop: false };
}

/** All separators that some cell uses, on the measure of the first fragment. */
function commonColumns(fragments: readonly Fragment[], borders: readonly (readonly number[])[]): number[] {
  const reference = fragments[0]!.table;
  const all = new Set<number>();
  for (const [i, { table }] of fragments.entries()) for (const x of borders[i]!) all.add(rescale(x, table, reference));
  const columns: number[] = [];
  for (const x of [...all].sort((a, b) => a - b)) {
    if (columns.length === 0 || x - columns.at(-1)! > SAME_COLUMN) columns.push(x);
  }
  return columns;
}

/** Mirrored margins shift a table from page to page; its width stays. Columns found from text go by their number. */
function rescale(x: number, from: PageTable, to: PageTable): number {
  if (from === to) return x;
  if (from.soft && from.columns === to.columns) return bordersOf(to)[nearest(bordersOf(from), x)] ?? x;
  const width = from.x1 - from.x0;
  return width === 0 ? x : to.x0 + ((x - from.x0) * (to.x1 - to.x0)) / width;
}

function bordersOf(table: PageTable): number[] {
  const borders = new Set<number>();
  for (const { x0, x1 } of table.cells) borders.add(x0).add(x1);
  return [...borders].sort((a, b) => a - b);
}

function place(
  page: PageContent,
  table: PageTable,
  reference: PageTable,
  borders: readonly number[],
  columns: readonly number[],
  offset: number,
): { cells: JoinedCell[]; rows: number } {
  const begins: boolean[] = [];
  for (const { row } of table.cells) begins[row] = true;
  /** How many rows in which cells begin are above each row. */
  const above = [0];
  for (let row = 0; row < begins.length; row++) above.push(above[row]! + (begins[row] ? 1 : 0));
  const rows = above.at(-1)!;
  const rowIndex = (row: number): number => above[row] ?? rows;
  const columnOf = new Map(borders.map((x) => [x, nearest(columns, rescale(x, table, reference))]));
  const column = (x: number): number => columnOf.get(x)!;
  const cells = table.cells.map((cell): JoinedCell => {
    const row = rowIndex(cell.row);
    const left = column(cell.x0);
    // A literal with another one inside is several times dearer than two.
    const part: CellPart = { page, cell };
    const parts = [part];
    return {
      row: offset + row,
      column: left,
      rowSpan: Math.max(1, rowIndex(cell.row + cell.rowSpan) - row),
      colSpan: Math.max(1, column(cell.x1) - left),
      parts,
    };
  });
  return { cells, rows };
}
