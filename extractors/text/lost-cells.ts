import { Decimal, squeeze } from '../../schemas/index.js';
import { emptyCell, isFigure, isVoid, type TextCell } from './cells.js';
import { SUMMARY, WHOLE } from './words.js';

/** Placements of one short row that are tried. */
const MOST_PLACEMENTS = 300;
/** Placements of all short rows together that are held against the totals. */
const MOST_TOGETHER = 3000;

/** A value in each column but the first; null where nothing is printed. */
export type Values = (Decimal | null)[];

/** One column as the sum of neighbours, signed: `total` = Σ sign × column. */
export interface Sum {
  total: number;
  parts: { column: number; sign: 1 | -1 }[];
}

/**
 * Rows that lost their empty cells, on `width` columns. Where the cells of complete rows add up (total = parts), a short row
 * stands where it adds up, too; then the columns must add up to their total row. Returns the rows that nothing
 * decides on; they are filled by the kinds of cells that stand in each column, from the left at last.
 */
export function placeLostCells(rows: TextCell[][], width: number): number[] {
  const short = rows.flatMap((cells, row) => (cells.length > 1 && cells.length < width ? [row] : []));
  if (short.length === 0) return [];
  const values = rows.map((cells) => (cells.length === width ? valuesOf(cells) : undefined));
  const sums = sumsOf(
    values.filter((row) => row !== undefined),
    width,
  );
  const choices = new Map<number, number[][]>();
  /** Rows of which sums tell something. */
  const summed = new Set<number>();
  for (const row of short) {
    const cells = rows[row]!;
    const figures = valuesOf(cells);
    if (!figures) continue;
    const all = placements(cells.length - 1, width - 1);
    const fitting = all.filter((columns) => sums.every((sum) => holds(sum, spread(figures, columns, width))));
    if (fitting.length > 0 && sums.length > 0) {
      choices.set(row, fitting);
      summed.add(row);
    } else if (all.length > 0) choices.set(row, all);
  }
  decideByTotals(rows, values, choices, width);
  const undecided: number[] = [];
  for (const row of short) {
    const fitting = choices.get(row);
    const cells = rows[row]!;
    // What the sums allow, from the left, comes before what the kinds of cells tell.
    const told = fitting !== undefined && fitting.length > 0 && (fitting.length === 1 || summed.has(row));
    const columns = told ? fitting[0]! : byKind(cells, rows, width);
    if (fitting?.length !== 1) undecided.push(row);
    const placed = Array.from({ length: width }, emptyCell);
    placed[0] = cells[0]!;
    columns.forEach((column, at) => (placed[column] = cells[at + 1]!));
    rows[row] = placed;
  }
  return undecided;
}

/** Figures behind the label; undefined where something else stands among them. */
export function valuesOf(cells: readonly TextCell[]): Values | undefined {
  const values: Values = [];
  for (const { text } of cells.slice(1)) {
    const printed = squeeze(text).replace(/[,，%％万元亿分个人]/gu, '');
    if (/^[-+−]?\d+(?:\.\d+)?$/.test(printed) && isFigure(text)) values.push(new Decimal(printed.replace('−', '-')));
    else if (isVoid(text)) values.push(null);
    else return undefined;
  }
  return values;
}

function spread(values: Values, columns: readonly number[], width: number): Values {
  const all: Values = Array.from({ length: width - 1 }, () => null);
  columns.forEach((column, at) => (all[column - 1] = values[at]!));
  return all;
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

/** Sums that hold in every complete row, or such a share of them, and say something in two of them at least. */
export function sumsOf(rows: readonly Values[], width: number, share = 1): Sum[] {
  const found: Sum[] = [];
  const columns = width - 1;
  if (rows.length < 2 || columns < 3) return found;
  const test = (sum: Sum) => {
    const telling = rows.filter((row) => row[sum.total] && sum.parts.filter(({ column }) => row[column]).length > 1);
    if (telling.length < 2) return;
    if (share === 1 ? rows.every((row) => holds(sum, row)) : isUsual(telling, sum, share)) found.push(sum);
  };
  for (let total = 0; total < columns; total++) {
    for (let from = 0; from < columns; from++) {
      for (let to = from + 1; to < columns; to++) {
        if (total >= from && total <= to) continue;
        const parts = Array.from({ length: to - from + 1 }, (_, at) => ({ column: from + at, sign: 1 as const }));
        test({ total, parts });
      }
    }
  }
  return found;
}

function isUsual(rows: readonly Values[], sum: Sum, share: number): boolean {
  return rows.filter((row) => holds(sum, row)).length >= Math.max(2, share * rows.length);
}

export function holds({ total, parts }: Sum, row: Values): boolean {
  let sum = new Decimal(0);
  for (const { column, sign } of parts) sum = sum.plus((row[column] ?? new Decimal(0)).times(sign));
  const places = Math.max(0, ...row.map((value) => value?.decimalPlaces() ?? 0));
  const unit = new Decimal(10).pow(-places);
  return sum
    .minus(row[total] ?? new Decimal(0))
    .abs()
    .lte(unit.times(parts.length + 1).div(2));
}

/** A row with those that add up to it. */
interface Group {
  total: number;
  members: number[];
}

/** All rows below or above their only total, and 其中： rows below the one that they are parts of. */
function groupsOf(rows: readonly TextCell[][]): Group[] {
  const label = (row: number) => rows[row]![0]!.text;
  const isWhole = (row: number) => WHOLE.test(label(row)) || SUMMARY.test(label(row));
  const groups: Group[] = [];
  const all = [...rows.keys()].filter((row) => rows[row]!.length > 1);
  all.forEach((row, at) => {
    if (at === 0 || !/^其\s?中[:：]/u.test(label(row)) || isWhole(all[at - 1]!)) return;
    const members: number[] = [];
    for (let next = at; next < all.length && !isWhole(all[next]!); next++) {
      if (all[next]! - all[at]! !== next - at) break;
      members.push(all[next]!);
    }
    if (members.length > 1) groups.push({ total: all[at - 1]!, members });
  });
  const totals = all.filter(isWhole);
  if (totals.length === 1) groups.push({ total: totals[0]!, members: all.filter((row) => row !== totals[0]) });
  return groups;
}

/** Narrows the choices to those under which each column adds up to its total row, where only one way does. */
function decideByTotals(
  rows: readonly TextCell[][],
  values: readonly (Values | undefined)[],
  choices: Map<number, number[][]>,
  width: number,
): void {
  for (const { total, members } of groupsOf(rows)) {
    const stated = values[total]
      ? [values[total]]
      : (choices.get(total) ?? []).map((columns) => spread(valuesOf(rows[total]!)!, columns, width));
    const open = members.filter((row) => (choices.get(row)?.length ?? 0) > 1);
    const together = open.reduce((count, row) => count * choices.get(row)!.length, 1);
    if (stated.length === 0 || (open.length === 0 && values[total]) || together * stated.length > MOST_TOGETHER)
      continue;
    if (members.some((row) => !values[row] && !choices.has(row))) continue;
    const known: Values[] = [];
    for (const row of members) {
      const fitting = choices.get(row);
      if (!fitting) known.push(values[row]!);
      else if (fitting.length === 1) known.push(spread(valuesOf(rows[row]!)!, fitting[0]!, width));
    }
    const solve = (sums: Values): number[][][] => {
      const solutions: number[][][] = [];
      const extend = (at: number, chosen: number[][]) => {
        if (solutions.length > 1) return;
        if (at < open.length) {
          for (const columns of choices.get(open[at]!)!) extend(at + 1, [...chosen, columns]);
          return;
        }
        const placed = chosen.map((columns, index) => spread(valuesOf(rows[open[index]!]!)!, columns, width));
        const adds = sums.every((value, column) => {
          const all = [...known, ...placed].map((row) => row[column]);
          const sum = all.reduce<Decimal>((so, one) => so.plus(one ?? 0), new Decimal(0));
          return sum
            .minus(value ?? 0)
            .abs()
            .lte('0.05');
        });
        if (adds) solutions.push(chosen);
      };
      extend(0, []);
      return solutions;
    };
    // A total row that is short itself may stand in several columns: the first ones under which the rows add up.
    for (const [at, sums] of stated.entries()) {
      const solutions = solve(sums);
      if (solutions.length === 0) continue;
      if (solutions.length === 1) {
        open.forEach((row, index) => choices.set(row, [solutions[0]![index]!]));
        if (!values[total]) choices.set(total, [choices.get(total)![at]!]);
      }
      break;
    }
  }
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
