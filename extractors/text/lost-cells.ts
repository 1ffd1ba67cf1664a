import { emptyCell, isFigure, isVoid, type TextCell } from './cells.js';
import { holds, spreadValues, sumsOf, valuesOf, type Values } from './column-sums.js';
import { decideByTotals } from './lost-by-totals.js';
import { sumsOfFew } from './sums-of-few.js';

/** Placements of one short row that are tried. */
const MOST_PLACEMENTS = 300;

/**
 * Rows that lost their empty cells, on `width` columns. Where the cells of complete rows add up (total = parts), a short row
 * stands where it adds up, too; then the columns must add up to their total row. Returns the rows that nothing
 * decides on; they are filled by the kinds of cells that stand in each column, from the left at last.
 */
export function placeLostCells(rows: TextCell[][], width: number): number[] {
  const short = rows.flatMap((cells, row) => (cells.length > 1 && cells.length < width ? [row] : []));
  if (short.length === 0) return [];
  const values = rows.map((cells) => (cells.length === width ? valuesOf(cells) : undefined));
  const complete = values.filter((row) => row !== undefined);
  const choices = new Map<number, number[][]>();
  const own = new Map<number, Values>();
  for (const row of short) {
    const figures = valuesOf(rows[row]!);
    const all = figures ? placements(rows[row]!.length - 1, width - 1) : [];
    if (!figures || all.length === 0) continue;
    own.set(row, figures);
    choices.set(row, all);
  }
  const spreadOn = (row: number) => (columns: readonly number[]) => spreadValues(own.get(row)!, columns, width);
  const sums =
    complete.length > 1
      ? sumsOf(complete, width)
      : sumsOfFew(
          complete[0],
          [...own].map(([row, figures]) => ({ values: figures, placements: choices.get(row)! })),
          width,
        );
  /** Rows of which sums tell something. */
  const summed = new Set<number>();
  for (const [row, all] of choices) {
    const fitting = all.filter((columns) => sums.every((sum) => holds(sum, spreadOn(row)(columns))));
    if (fitting.length === 0 || sums.length === 0) continue;
    choices.set(row, fitting);
    summed.add(row);
  }
  const doubtful = decideByTotals(rows, values, choices, width);
  const undecided: number[] = [];
  for (const row of short) {
    const fitting = choices.get(row);
    const cells = rows[row]!;
    // What the sums allow, from the left, comes before what the kinds of cells tell.
    const told = fitting !== undefined && fitting.length > 0 && (fitting.length === 1 || summed.has(row));
    const columns = told ? fitting[0]! : byKind(cells, rows, width);
    if (fitting?.length !== 1 || doubtful.has(row)) undecided.push(row);
    const placed = Array.from({ length: width }, emptyCell);
    placed[0] = cells[0]!;
    columns.forEach((column, at) => (placed[column] = cells[at + 1]!));
    rows[row] = placed;
  }
  return undecided;
}

/** All ways to put `count` cells, in order, into columns 1 … `columns`. */
function placements(count: number, columns: number): number[][] {
  const found: number[][] = [];
  const extend = (from: number, chosen: number[]) => {
    if (found.length > MOST_PLACEMENTS) return;
    if (chosen.length === count) return void found.push(chosen);
    for (let column = from; column <= columns - (count - chosen.length) + 1; column++)
      extend(column + 1, [...chosen, column]);
  };
  extend(1, []);
  return found.length > MOST_PLACEMENTS ? [] : found;
}

type Kind = 'figure' | 'void' | 'short' | 'long';

function kindOf(text: string): Kind {
  if (isFigure(text)) return 'figure';
  if (isVoid(text)) return 'void';
  return text.length > 16 ? 'long' : 'short';
}

/** Columns for the cells of a row behind its first, in order, where cells of their kind stand in complete rows. */
function byKind(cells: readonly TextCell[], rows: readonly TextCell[][], width: number): number[] {
  const complete = rows.filter((row) => row.length === width);
  const share = (kind: Kind, column: number) =>
    complete.filter((row) => row[column]!.text !== '' && kindOf(row[column]!.text) === kind).length /
    Math.max(1, complete.length);
  const rest = cells.slice(1).map(({ text }) => kindOf(text));
  // best[i][c]: cells from i on in columns from c on.
  const best: { score: number; column: number }[][] = Array.from({ length: rest.length + 1 }, () => []);
  for (let column = width; column >= 1; column--) best[rest.length]![column] = { score: 0, column };
  for (let at = rest.length - 1; at >= 0; at--) {
    for (let column = width - (rest.length - at); column >= 1; column--) {
      const here = share(rest[at]!, column) + (best[at + 1]![column + 1]?.score ?? 0);
      const later = best[at]![column + 1];
      best[at]![column] = later && later.score > here + 1e-9 ? later : { score: here, column };
    }
  }
  const columns: number[] = [];
  for (let at = 0, from = 1; at < rest.length; at++) {
    const { column } = best[at]![from]!;
    columns.push(column);
    from = column + 1;
  }
  return columns;
}
