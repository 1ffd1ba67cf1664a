import { addUnder } from '../../schemas/index.js';
import type { Grid, GridCell } from '../grid/index.js';

/** Paper (points) between boxes that are cells of one table. */
const PAPER = 8;
/** Nothing is printed in rows and columns as narrow as this (points); the share of them that tells boxes. */
const NARROW = 6;
const MUCH_PAPER = 0.3;
/** Where the page cuts boxes, paper is up to this (points) wider. */
const UNEVEN = 2.4;
/** What the page leaves free below a box is no higher (points). */
const FREE = 30;
/** Fewer boxes are no table; more are a picture. */
const FEWEST = 4;
const MOST = 1500;
/** Boxes that begin within this (points) begin together: rows move a little where the page parts them. */
const TOGETHER = 4.6;
/** The share of the room around them that the boxes of a table fill. */
const FULL = 0.8;

/** A cell that is drawn or painted by itself; one that goes on over the page has no lower side. */
interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  open?: boolean;
}

/** Grids of a page: boxes that stand side by side and below one another, paper between, become tables. */
export function joinBoxes(grids: readonly Grid[]): Grid[] {
  const sources = new Map<Grid, Box[]>();
  for (const grid of grids) {
    const boxes = grid.cells.length === 1 || hasPaper(grid) ? boxesOf(grid) : [];
    if (boxes.length > 0) sources.set(grid, boxes);
  }
  if (sources.size === 0) return [...grids];
  const joined = tilesOf([...sources.values()].flat());
  if (joined.length === 0) return [...grids];
  const within = (box: Box): boolean => joined.some((tiles) => isWithin(tiles, box));
  return [...grids.filter((grid) => !sources.get(grid)?.some(within)), ...joined];
}

/** Whether good parts of the rows or columns are paper between boxes. */
function hasPaper({ xs, ys }: Grid): boolean {
  return paperOf(xs) >= MUCH_PAPER || paperOf(ys) >= MUCH_PAPER;
}

function paperOf(separators: readonly number[]): number {
  let narrow = 0;
  for (let i = 1; i < separators.length; i++) if (separators[i]! - separators[i - 1]! < NARROW) narrow++;
  return narrow / (separators.length - 1);
}

/** How wide the paper between boxes mostly is. */
function usualPaper(separators: readonly number[]): number {
  const narrow: number[] = [];
  for (let i = 1; i < separators.length; i++) {
    const width = separators[i]! - separators[i - 1]!;
    if (width < NARROW) narrow.push(width);
  }
  return narrow.sort((a, b) => a - b)[narrow.length >> 1] ?? 0;
}

/** The cells of a grid without the paper between them, and without what the page left free below some of them. */
function boxesOf({ cells, xs, ys, openBottom }: Grid): Box[] {
  const [between, below] = [usualPaper(xs), usualPaper(ys)];
  const isPaper = (separators: readonly number[], lane: number): boolean =>
    separators[lane + 1]! - separators[lane]! < (separators === xs ? between : below) + UNEVEN;
  // What begins or ends with paper is paper, unless there is more of it: that of neighbours which end a little higher.
  const isBox = (lane: number, beside: number): boolean =>
    !isPaper(ys, lane) || (beside >= 0 && beside + 1 < ys.length && isPaper(ys, beside));
  const boxes = cells.filter(
    ({ row, column, rowSpan, colSpan }) =>
      !isPaper(xs, column) &&
      !isPaper(xs, column + colSpan - 1) &&
      isBox(row, row - 1) &&
      isBox(row + rowSpan - 1, row + rowSpan) &&
      !(isPaper(ys, row) && isPaper(ys, row + rowSpan - 1)),
  );
  const bottoms = new Map<number, GridCell[]>();
  for (const box of boxes) {
    const end = box.row + box.rowSpan;
    addUnder(bottoms, end, box);
  }
  // Between two boxes is always paper: what joins one directly is free, and no box.
  const isFree = (box: GridCell): boolean =>
    box.y1 - box.y0 < FREE &&
    bottoms.get(box.row)?.some(({ column, colSpan }) => column === box.column && colSpan === box.colSpan) === true;
  return boxes
    .filter((box) => !isFree(box))
    .map((box) => ({ ...box, open: openBottom && box.row + box.rowSpan === ys.length - 1 }));
}

/** Whether the middle of a box lies in a table. */
export function isWithin({ xs, ys }: Grid, { x0, y0, x1, y1 }: Box): boolean {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return x > xs[0]! && x < xs.at(-1)! && y > ys[0]! && y < ys.at(-1)!;
}

/** Tables whose cells are boxes of their own, of two rows and two columns at least. */
export function tilesOf(boxes: readonly Box[]): Grid[] {
  if (boxes.length < FEWEST || boxes.length > MOST) return [];
  return clustersOf(boxes).flatMap((cluster) => {
    const grid = cluster.length < FEWEST ? undefined : gridOf(cluster);
    return grid ? [grid] : [];
  });
}

/** Boxes that stand near one another, side by side or one below the other. */
function clustersOf(boxes: readonly Box[]): Box[][] {
  const sorted = [...boxes].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
  const owner = sorted.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (owner[root] !== root) root = owner[root]!;
    owner[i] = root;
    return root;
  };
  for (const [i, box] of sorted.entries()) {
    for (let k = i + 1; k < sorted.length && sorted[k]!.y0 <= box.y1 + PAPER; k++) {
      const other = sorted[k]!;
      if (other.x0 <= box.x1 + PAPER && other.x1 >= box.x0 - PAPER) owner[rootOf(k)] = rootOf(i);
    }
  }
  const clusters = new Map<number, Box[]>();
  for (const [i, box] of sorted.entries()) {
    const root = rootOf(i);
    addUnder(clusters, root, box);
  }
  return [...clusters.values()];
}

/**
 * Rows and columns begin where boxes begin. A box that ends early, because the page pushed what is below it down, ends
 * where the next row begins.
 */
function gridOf(boxes: readonly Box[]): Grid | undefined {
  const columns = startsOf(boxes.map(({ x0 }) => x0));
  const rows = startsOf(boxes.map(({ y0 }) => y0));
  if (columns.length < 2 || rows.length < 2) return undefined;
  const right = Math.max(...boxes.map(({ x1 }) => x1));
  const bottom = Math.max(...boxes.map(({ y1 }) => y1));
  const filled = boxes.reduce((sum, { x0, y0, x1, y1 }) => sum + (x1 - x0 + 1) * (y1 - y0 + 1), 0);
  if (filled < FULL * (right - columns[0]!) * (bottom - rows[0]!)) return undefined;
  const taken = new Set<number>();
  const cells: GridCell[] = [];
  for (const box of boxes) {
    const [column, row] = [lastUpTo(columns, box.x0 + TOGETHER), lastUpTo(rows, box.y0 + TOGETHER)];
    const colSpan = lastUpTo(columns, box.x1 - TOGETHER) - column + 1;
    const rowSpan = lastUpTo(rows, box.y1 - TOGETHER) - row + 1;
    if (colSpan < 1 || rowSpan < 1) return undefined;
    for (let r = row; r < row + rowSpan; r++) {
      for (let c = column; c < column + colSpan; c++) {
        // Boxes over one another are no cells of a table.
        if (taken.has(r * columns.length + c)) return undefined;
        taken.add(r * columns.length + c);
      }
    }
    // The paper belongs to the cell before it; at the foot each box shows how far it goes.
    const [x1, y1] = [columns[column + colSpan] ?? right, rows[row + rowSpan] ?? box.y1];
    cells.push({ x0: columns[column]!, y0: rows[row]!, x1, y1, row, column, rowSpan, colSpan });
  }
  if (taken.size < FULL * columns.length * rows.length) return undefined;
  cells.push(...leftOpen(taken, [...columns, right], [rows[0]!, rows[1] ?? bottom]));
  const last = cells.filter(({ row, rowSpan }) => row + rowSpan === rows.length);
  const whole = endOf(last);
  for (const cell of last) if (cell.y1 > whole + TOGETHER) cell.openBelow = true;
  return {
    xs: [...columns, right],
    ys: [...rows, bottom],
    cells: cells.sort((a, b) => a.row - b.row || a.column - b.column),
    drawn: 1,
    openTop: false,
    openBottom: boxes.some(({ open }) => open) && last.every(({ openBelow }) => !openBelow),
  };
}

/** What stays free in the first row: merged cells that the page before had no more room for end there. */
function leftOpen(taken: ReadonlySet<number>, xs: readonly number[], [y0, y1]: readonly [number, number]): GridCell[] {
  const free: GridCell[] = [];
  for (let column = 0; column + 1 < xs.length; column++) {
    if (taken.has(column)) continue;
    const last = free.at(-1);
    if (last && last.column + last.colSpan === column) [last.colSpan, last.x1] = [last.colSpan + 1, xs[column + 1]!];
    else free.push({ x0: xs[column]!, y0, x1: xs[column + 1]!, y1, row: 0, column, rowSpan: 1, colSpan: 1 });
  }
  return free;
}

/** Where the last row ends: merged cells that go on over the page reach further down than its other cells. */
function endOf(last: readonly GridCell[]): number {
  return Math.min(...last.filter(({ rowSpan }) => rowSpan === 1).map(({ y1 }) => y1));
}

/** Where boxes begin, in order, each place once. */
function startsOf(values: readonly number[]): number[] {
  const starts: number[] = [];
  let last = -Infinity;
  for (const value of [...values].sort((a, b) => a - b)) {
    if (value - last > TOGETHER) starts.push(value);
    last = value;
  }
  return starts;
}

function lastUpTo(sorted: readonly number[], value: number): number {
  let at = sorted.length - 1;
  while (at > 0 && sorted[at]! > value) at--;
  return at;
}
