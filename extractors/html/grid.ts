import { tooLarge } from '../zip/refusals.js';
import { attribute, elementsIn, isHidden, type Node } from './dom.js';

/** A cell of a page's table on its grid. */
export interface Placed {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  /** Undefined where the row leaves a gap. */
  node: Node | undefined;
}

export interface Grid {
  rows: number;
  columns: number;
  cells: Placed[];
}

/** The widest span that HTML allows. */
const WIDEST = 1000;
/** Positions of one grid, spans written out. */
const MOST_POSITIONS = 5_000_000;

/**
 * Lays the cells of a table out as HTML prescribes: a cell takes the first free column, a row span ends with its
 * group of rows. Where spans would lie over each other the earlier cell keeps the place. Gaps become empty cells;
 * rows that only set widths and columns at which no cell begins are left out.
 */
export function layOut(table: Node): Grid {
  const cells: Placed[] = [];
  let row = 0;
  let positions = 0;
  for (const group of groupsOf(table)) {
    /** First free row of each column. */
    const free: number[] = [];
    const end = row + group.length;
    for (const tr of group) {
      let column = 0;
      for (const node of cellsOf(tr)) {
        while ((free[column] ?? 0) > row) column++;
        const wanted = spanOf(attribute(node, 'colspan'), WIDEST);
        const stated = attribute(node, 'rowspan').trim();
        const rowSpan = Math.min(stated === '0' ? end - row : spanOf(stated, end - row), end - row);
        let colSpan = 1;
        while (colSpan < wanted && (free[column + colSpan] ?? 0) <= row) colSpan++;
        positions += colSpan;
        if (positions > MOST_POSITIONS) throw tooLarge('colspan');
        for (let at = column; at < column + colSpan; at++) free[at] = row + rowSpan;
        cells.push({ row, column, rowSpan, colSpan, node });
        column += colSpan;
      }
      row++;
    }
  }
  return withGaps(withoutIdleColumns(cells), row);
}

/** Rows by group: the head first, the foot last, wherever they are written. */
function groupsOf(table: Node): Node[][] {
  const children = table.children ?? [];
  const named = (name: string): Node[] => children.filter((child) => child.name === name && !isHidden(child));
  const rowsOf = (node: Node): Node[] =>
    (node.children ?? []).filter((child) => child.name === 'tr' && !isHidden(child) && !onlySetsWidths(child));
  return [...named('thead'), ...named('tbody'), ...named('tfoot')].map(rowsOf).filter((rows) => rows.length > 0);
}

/** Office programs end a table of uneven rows with one of no height, and some begin with it. */
function onlySetsWidths(tr: Node): boolean {
  const flat =
    attribute(tr, 'height') === '0' || /(^|;)\s*height\s*:\s*0(pt|px)?\s*(;|$)/i.test(attribute(tr, 'style'));
  return cellsOf(tr).length === 0 || (flat && !hasText(tr));
}

function hasText(node: Node): boolean {
  for (const inner of elementsIn(node))
    for (const child of inner.children ?? [])
      if (child.type === 'text' && (child.data ?? '').trim() !== '') return true;
  return false;
}

function cellsOf(tr: Node): Node[] {
  return (tr.children ?? []).filter((child) => (child.name === 'td' || child.name === 'th') && !isHidden(child));
}

function spanOf(stated: string, most: number): number {
  const span = Number.parseInt(stated, 10);
  return Number.isInteger(span) && span > 0 ? Math.min(span, Math.max(most, 1)) : 1;
}

/** A column at which no cell of any row begins has no width of its own. */
function withoutIdleColumns(cells: readonly Placed[]): Placed[] {
  const begins = [...new Set(cells.map(({ column }) => column))].sort((a, b) => a - b);
  const renumbered = new Map(begins.map((column, index) => [column, index]));
  const upTo = (column: number): number => {
    let low = 0;
    let high = begins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((begins[middle] ?? 0) < column) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return cells.map((cell) => {
    const column = renumbered.get(cell.column) ?? 0;
    return { ...cell, column, colSpan: upTo(cell.column + cell.colSpan) - column };
  });
}

function withGaps(cells: readonly Placed[], rows: number): Grid {
  const columns = cells.reduce((most, { column, colSpan }) => Math.max(most, column + colSpan), 0);
  if (rows * columns > MOST_POSITIONS) throw tooLarge('rowspan × colspan');
  const taken = new Uint8Array(rows * columns);
  for (const { row, column, rowSpan, colSpan } of cells)
    for (let at = row; at < row + rowSpan; at++) taken.fill(1, at * columns + column, at * columns + column + colSpan);
  const all = [...cells];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken[row * columns + column] === 1) continue;
      let end = column;
      while (end < columns && taken[row * columns + end] === 0) end++;
      all.push({ row, column, rowSpan: 1, colSpan: end - column, node: undefined });
      column = end;
    }
  }
  return { rows, columns, cells: all.sort((a, b) => a.row - b.row || a.column - b.column) };
}
