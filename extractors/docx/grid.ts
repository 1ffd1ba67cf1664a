import type { CellDraft, RowDraft, TableDraft } from './draft.js';

/** A cell on the grid, with the draft that its content comes from; undefined where the row leaves a gap. */
export interface Placed {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  draft: CellDraft | undefined;
  /** Cells that Word hides under this one because they go on with it. */
  hidden: CellDraft[];
}

export interface Grid {
  rows: number;
  columns: number;
  /** By row, then column; every position belongs to exactly one. */
  cells: Placed[];
}

/** Twentieths of a point within which two edges are the same line. */
const SAME_EDGE = 40;

/** Puts the rows of a Word table on one grid. Deleted rows and cells are gone; gaps become empty cells. */
export function expandSpans(table: TableDraft): Grid {
  const rows = table.rows
    .filter((row) => !row.deleted)
    .map((row) => ({ ...row, cells: joinLeft(row.cells.filter((cell) => !cell.deleted)) }))
    .filter((row) => row.cells.length > 0);
  const layouts = withoutIdleColumns(rows.map((row) => columnsOf(row, table.grid)));
  const columns = Math.max(0, ...layouts.map((layout) => layout.at(-1)?.end ?? 0));
  const cells: Placed[] = [];
  /** Cells that a continuation in the next row can lengthen, by their first column. */
  let above = new Map<number, Placed>();
  layouts.forEach((layout, row) => {
    const here = new Map<number, Placed>();
    let column = 0;
    for (const { start, end, draft } of layout) {
      if (start > column) cells.push(cellAt(row, column, start));
      const upper = draft.merge === 'continue' ? above.get(start) : undefined;
      if (upper && upper.colSpan === end - start) {
        upper.rowSpan++;
        upper.hidden.push(draft);
        here.set(start, upper);
      } else {
        const placed = cellAt(row, start, end, draft);
        cells.push(placed);
        // Only a cell that begins a merge can go on; a continuation without a beginning begins one.
        if (draft.merge !== undefined) here.set(start, placed);
      }
      column = end;
    }
    if (columns > column) cells.push(cellAt(row, column, columns));
    above = here;
  });
  return { rows: layouts.length, columns, cells };
}

function cellAt(row: number, column: number, end: number, draft?: CellDraft): Placed {
  const hidden: CellDraft[] = [];
  return { row, column, rowSpan: 1, colSpan: end - column, draft, hidden };
}

/** Whether two tables have columns of the same widths. */
export function isSameGrid(a: readonly number[], b: readonly number[]): boolean {
  return a.length > 1 && a.length === b.length && a.every((width, i) => Math.abs(width - b[i]!) <= SAME_EDGE);
}

type Layout = { start: number; end: number; draft: CellDraft }[];

/**
 * The columns that each cell of a row covers. The spans say it; but rows whose spans do not fill the grid are common
 * in tables that were pulled about by hand, and there the widths of the cells tell where Word draws them.
 */
function columnsOf(row: RowDraft, grid: readonly number[]): Layout {
  const bySpan = runOn(row.before, row.cells, (cell) => cell.span);
  const end = (bySpan.at(-1)?.end ?? 0) + row.after;
  if (end === grid.length || grid.length === 0) return bySpan;
  return byWidth(row, grid) ?? bySpan;
}

/** Columns at which no cell of any row begins or ends are not printed; they are left over from deleted rows. */
function withoutIdleColumns(layouts: readonly Layout[]): Layout[] {
  const edges = new Set([0]);
  for (const layout of layouts) for (const { start, end } of layout) edges.add(start).add(end);
  const inOrder = [...edges].sort((a, b) => a - b);
  if (inOrder.every((edge, index) => edge === index)) return [...layouts];
  const renumbered = new Map(inOrder.map((edge, index) => [edge, index]));
  return layouts.map((layout) =>
    layout.map(({ start, end, draft }) => ({
      start: renumbered.get(start) ?? start,
      end: renumbered.get(end) ?? end,
      draft,
    })),
  );
}

function runOn(before: number, cells: readonly CellDraft[], spanOf: (cell: CellDraft) => number): Layout {
  let column = before;
  return cells.map((draft) => {
    const start = column;
    column += spanOf(draft);
    return { start, end: column, draft };
  });
}

function byWidth(row: RowDraft, grid: readonly number[]): Layout | undefined {
  const edges = [0];
  for (const width of grid) edges.push((edges.at(-1) ?? 0) + width);
  let at = edges[row.before] ?? 0;
  let start = row.before;
  const layout: Layout = [];
  for (const draft of row.cells) {
    if (draft.width <= 0) return undefined;
    at += draft.width;
    const end = edges.findIndex((edge, index) => index > start && Math.abs(edge - at) <= SAME_EDGE);
    if (end < 0) return undefined;
    layout.push({ start, end, draft });
    start = end;
  }
  return layout;
}

/** The old way to merge cells of a row: each keeps its own column and says that it goes on with its neighbour. */
function joinLeft(cells: readonly CellDraft[]): CellDraft[] {
  if (!cells.some(({ joinsLeft }) => joinsLeft)) return [...cells];
  const joined: CellDraft[] = [];
  for (const cell of cells) {
    const left = joined.at(-1);
    if (cell.joinsLeft && left) {
      joined[joined.length - 1] = {
        ...left,
        span: left.span + cell.span,
        width: left.width > 0 && cell.width > 0 ? left.width + cell.width : 0,
      };
    } else joined.push(cell);
  }
  return joined;
}
