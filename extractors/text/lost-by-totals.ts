import { Decimal } from '../../schemas/index.js';
import type { TextCell } from './cells.js';
import { roundingOf, spreadValues, valuesOf, type Values } from './column-sums.js';
import { isHeadline, SUMMARY, WHOLE } from './words.js';

/** Placements of single rows that are tried in one table. */
const MOST_TRIED = 20_000;

/** A row with those that add up to it. */
interface Group {
  total: number;
  members: number[];
  /** 其中： the rows may be some of the parts. */
  partial: boolean;
}

/** A short row and the columns that its cells may have. */
interface Open {
  values: Values;
  choices: readonly number[][];
}

/** What is left of the time for a table. */
interface Budget {
  left: number;
}

/**
 * Narrows the choices of short rows to those under which each column adds up to its total row. Where several ways do, the
 * first is as good as any, and where one column adds up under no way, the others tell: such rows are returned, for nothing
 * decides on them.
 */
export function decideByTotals(
  rows: readonly TextCell[][],
  values: readonly (Values | undefined)[],
  choices: Map<number, number[][]>,
  width: number,
): Set<number> {
  const doubtful = new Set<number>();
  const budget: Budget = { left: MOST_TRIED };
  const openAt = (row: number): Open => ({ values: valuesOf(rows[row]!)!, choices: choices.get(row)! });
  for (const { total, members, partial } of groupsOf(rows)) {
    const own = values[total];
    const stated = own ? [own] : (choices.get(total) ?? []).map((at) => spreadValues(openAt(total).values, at, width));
    const open = members.filter((row) => (choices.get(row)?.length ?? 0) > 1);
    if (stated.length === 0 || (open.length === 0 && own)) continue;
    if (members.some((row) => !values[row] && !choices.has(row))) continue;
    const known = members
      .filter((row) => !open.includes(row))
      .map((row) => values[row] ?? spreadValues(openAt(row).values, choices.get(row)![0]!, width));
    const solved = solve(stated, known, open.map(openAt), { width, partial, budget });
    if (!solved) continue;
    open.forEach((row, index) => {
      choices.set(row, [solved.columns[index]!]);
      if (!solved.sure) doubtful.add(row);
    });
    if (!own) choices.set(total, [choices.get(total)![solved.stated]!]);
  }
  return doubtful;
}

/** All rows below or above their only total, and 其中： rows below the one that they are parts of. */
function groupsOf(rows: readonly TextCell[][]): Group[] {
  const label = (row: number) => rows[row]![0]!.text;
  const isWhole = (row: number) => WHOLE.test(label(row)) || SUMMARY.test(label(row));
  const groups: Group[] = [];
  const parts = new Set<number>();
  // A label alone lost all its figures, or is a title.
  const isRow = (row: number) => rows[row]!.length > 1 || (label(row) !== '' && !isHeadline(label(row)));
  const all = [...rows.keys()].filter((row) => rows[row]!.length > 1);
  rows.forEach((_, row) => {
    const total = row - 1;
    if (!/^其\s?中[:：]/u.test(label(row)) || (rows[total]?.length ?? 0) < 2 || isWhole(total)) return;
    const members: number[] = [];
    for (let next = row; next < rows.length && isRow(next) && !isWhole(next); next++)
      if (rows[next]!.length > 1) members.push(next);
    if (members.length < 2) return;
    groups.push({ total, members, partial: true });
    for (const member of members) parts.add(member);
  });
  const totals = all.filter(isWhole);
  if (totals.length === 1)
    groups.push({
      total: totals[0]!,
      members: all.filter((row) => row !== totals[0] && !parts.has(row)),
      partial: false,
    });
  return groups;
}

interface Solved {
  /** Of each open row. */
  columns: number[][];
  /** Which of the totals. */
  stated: number;
  sure: boolean;
}

/** A total row that is short itself may stand in several columns: the first ones under which the rows add up. */
function solve(
  stated: readonly Values[],
  known: readonly Values[],
  open: readonly Open[],
  { width, partial, budget }: { width: number; partial: boolean; budget: Budget },
): Solved | undefined {
  const search = (sums: Values, mode: Mode) => waysToAdd(sums, known, open, { width, mode, budget });
  for (const exact of [true, false]) {
    for (const [at, sums] of stated.entries()) {
      const [first, second] = search(sums, { exact });
      if (first) return { columns: first, stated: at, sure: second === undefined && budget.left > 0 };
    }
  }
  if (stated.length > 1) return undefined;
  const sums = stated[0]!;
  for (let free = 0; free < sums.length; free++) {
    const [first] = search(sums, { free });
    if (first) return { columns: first, stated: 0, sure: false };
  }
  const [first] = partial ? search(sums, { within: true }) : [];
  return first && { columns: first, stated: 0, sure: false };
}

interface Mode {
  /** Without rounding. */
  exact?: boolean;
  /** A column that need not add up. */
  free?: number;
  /** The rows may come to less than their total. */
  within?: boolean;
}

/** The first two ways to place rows so that each column adds up. */
function waysToAdd(
  sums: Values,
  known: readonly Values[],
  open: readonly Open[],
  { width, mode: { exact, free, within }, budget }: { width: number; mode: Mode; budget: Budget },
): number[][][] {
  const every = [...known, ...open.map(({ values }) => values), sums].flat();
  const places = Math.max(0, ...every.map((value) => value?.decimalPlaces() ?? 0));
  const slack = exact ? new Decimal(0) : roundingOf(known.length + open.length, places);
  const least = slack.neg();
  const rises = every.every((value) => !value?.isNegative());
  // Large rows first: they leave the least room.
  const order = [...open.keys()].sort((a, b) => largest(open[b]!.values).cmp(largest(open[a]!.values)));
  const ways = order.map((row) =>
    open[row]!.choices.map((columns) => ({ columns, values: spreadValues(open[row]!.values, columns, width) })),
  );
  // What the rows from one on can bring to each column at most.
  const reach: Decimal[][] = [sums.map(() => new Decimal(0))];
  for (const own of ways.toReversed())
    reach.unshift(
      reach[0]!.map((sum, column) => sum.plus(Decimal.max(0, ...own.map(({ values }) => values[column] ?? 0)))),
    );
  const fits = (room: readonly Decimal[], at: number) =>
    room.every(
      (left, column) =>
        column === free ||
        (((!rises && at < ways.length) || left.gte(least)) &&
          (within || (!rises && at < ways.length) || left.minus(reach[at]![column]!).lte(slack))),
    );
  const found: number[][][] = [];
  const chosen: number[][] = [];
  const extend = (at: number, room: readonly Decimal[]) => {
    if (found.length > 1 || budget.left <= 0 || !fits(room, at)) return;
    if (at === ways.length) return void found.push([...chosen]);
    for (const { columns, values } of ways[at]!) {
      budget.left--;
      chosen[order[at]!] = columns;
      extend(
        at + 1,
        room.map((left, column) => (values[column] ? left.minus(values[column]) : left)),
      );
    }
  };
  const room = sums.map((sum, column) =>
    known.reduce((left, row) => left.minus(row[column] ?? 0), sum ?? new Decimal(0)),
  );
  extend(0, room);
  return found;
}

function largest(values: Values): Decimal {
  return Decimal.max(0, ...values.map((value) => value ?? 0));
}
