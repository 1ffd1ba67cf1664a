import { addUnder } from '../../schemas/index.js';
import { STUB_CODES, TOTAL } from '../vocabulary/words.js';
import { bareLabel } from '../vocabulary/lookup.js';
import { moved, type FormCell, type Grid } from './grid.js';

/**
 * Text prints that give a cell a line lose how far the label of a total reaches: 合计 | 3286.57 | 1162.32 under 科目编码 |
 * 科目名称 | 合计 | 基本支出 stands in the first columns. Puts the figures of such rows (合计, 栏次) under the columns
 * that hold figures in the other rows, where there are as many of these; a further label opens the columns behind.
 */
export function alignShortRows(grid: Grid): Grid {
  if (!reachesOver(grid)) return grid;
  const rows = rowsOf(grid);
  const short = rows.filter((cells) => isShort(cells, grid.columns));
  if (short.length === 0) return grid;
  const full = fullRows(rows.filter((cells) => !short.includes(cells)));
  const [model] = full;
  if (!model) return grid;
  const figures = model.map((_, at) => holdsFigures(full, at));
  const placed = new Map<FormCell, FormCell>();
  for (const cells of short) {
    if (cells.length >= model.length || !cells.some((cell, at) => cell.figure && !figures[at])) continue;
    const places = placesOf(cells, figures);
    if (!places) continue;
    for (const [at, cell] of cells.entries()) {
      const { column } = model[places[at]!]!;
      const next = places[at + 1];
      const end = next === undefined ? grid.columns : model[next]!.column;
      placed.set(cell, moved(cell, cell.row, column, 1, end - column));
    }
  }
  return placed.size === 0 ? grid : { ...grid, cells: grid.cells.map((cell) => placed.get(cell) ?? cell) };
}

/** Does any cell stand at the end of a row over several columns? */
function reachesOver({ cells, columns }: Grid): boolean {
  for (let at = 0; at < cells.length; at++) {
    const { column, colSpan } = cells[at]!;
    if (colSpan > 1 && column > 0 && column + colSpan >= columns) return true;
  }
  return false;
}

function rowsOf({ rows, cells }: Grid): FormCell[][] {
  const found: FormCell[][] = Array.from({ length: rows }, () => []);
  for (const cell of cells) found[cell.row]?.push(cell);
  return found;
}

/** A total, or the numbers of the columns, whose last cell reaches over columns that it has no figure for. */
function isShort(cells: readonly FormCell[], columns: number): boolean {
  const [label, second] = cells;
  const last = cells.at(-1);
  if (!label || !last || !second?.figure || last.colSpan < 2 || last.column + last.colSpan < columns) return false;
  if (cells.some((cell) => cell.rowSpan > 1 || (cell.colSpan > 1 && cell !== last))) return false;
  return TOTAL.test(label.squeezed) || /^[栏列]次$/u.test(label.squeezed);
}

/** The rows with as many cells as most have. */
function fullRows(rows: readonly FormCell[][]): FormCell[][] {
  const byLength = new Map<number, FormCell[][]>();
  for (const cells of rows) {
    if (cells.length < 3 || cells.some((cell) => cell.rowSpan > 1)) continue;
    addUnder(byLength, cells.length, cells);
  }
  return [...byLength.values()].reduce<FormCell[][]>((most, alike) => (alike.length > most.length ? alike : most), []);
}

/** Amounts, not subject codes. */
function holdsFigures(rows: readonly FormCell[][], at: number): boolean {
  const cells = rows.map((row) => row[at]!);
  if (cells.some((cell) => STUB_CODES.test(bareLabel(cell.text)))) return false;
  const figures = cells.filter((cell) => cell.figure);
  return figures.length * 2 > cells.length && !figures.every((cell) => /^\d{3,7}$/u.test(cell.squeezed));
}

/** For each cell its place among the cells of a full row: every figure under figures, and all of these filled. */
function placesOf(cells: readonly FormCell[], figures: readonly boolean[]): number[] | undefined {
  const places: number[] = [];
  let next = 0;
  for (const cell of cells) {
    if (cell.figure) while (next < figures.length && !figures[next]) next += 1;
    else if (figures[next]) return undefined;
    if (next >= figures.length) return undefined;
    places.push(next);
    next += 1;
  }
  return figures.includes(true, next) ? undefined : places;
}
