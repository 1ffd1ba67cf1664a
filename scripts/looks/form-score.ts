/**
 * The measure for texts, which cannot show merged cells: a cell is right when its text stands in the right row and
 * column of its form, counted on the form's own columns; a merged one by the place where it begins. Spans and empty
 * cells count neither for nor against, nor do tables that are none of the forms.
 */
import { squeeze, type RawTable } from '../../schemas/index.js';
import type { Truth } from '../../test/from-truth.js';

interface Cell {
  row: number;
  column: number;
  text: string;
}

/**
 * F1 over the forms of the truth, each looked up in the tables that were read; differences are printed on request.
 * Where the truth has no form, any table is wrong: 0, and 1 without one.
 */
export function formScore(truth: Pick<Truth, 'logical_tables'>, tables: readonly RawTable[], verbose = false): number {
  if (truth.logical_tables.length === 0) return tables.length === 0 ? 1 : 0;
  let right = 0;
  let all = 0;
  for (const form of truth.logical_tables) {
    const wanted = form.cells.map(({ r, c, text }) => ({ row: r, column: c, text }));
    const mine = find(tables, wanted, form.nrows);
    const hits = common(keys(wanted), keys(mine));
    const total = keys(wanted).length + keys(mine).length;
    right += hits * 2;
    all += total;
    if (verbose && hits * 2 < total * 0.97) tell(form.title, wanted, mine);
  }
  return right / all;
}

/** Rows of one table that agree best with a form, on their own columns. */
function find(tables: readonly RawTable[], wanted: readonly Cell[], rows: number): Cell[] {
  let best: { cells: Cell[]; score: number } | undefined;
  for (const table of tables) {
    for (let first = -3; first < table.rows; first++) {
      const cells = table.cells.filter(({ row, text }) => row >= first && row < first + rows && text.trim() !== '');
      const starts = [
        ...new Set(table.cells.filter(({ row }) => row >= first && row < first + rows).map(({ column }) => column)),
      ].sort((a, b) => a - b);
      const own = cells.map(({ row, column, text }) => ({ row: row - first, column: starts.indexOf(column), text }));
      const score = common(keys(wanted), keys(own)) + 0.01 * common(wanted.map(textKey), own.map(textKey));
      if (!best || score > best.score) best = { cells: own, score };
    }
  }
  return best?.cells ?? [];
}

function textKey({ text }: Cell): string {
  return squeeze(text);
}

function keys(cells: readonly Cell[]): string[] {
  return cells.filter((cell) => textKey(cell) !== '').map((cell) => `${cell.row},${cell.column}:${textKey(cell)}`);
}

/** How many two bags share. */
export function common(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const one of a) left.set(one, (left.get(one) ?? 0) + 1);
  let count = 0;
  for (const one of b) {
    const times = left.get(one) ?? 0;
    if (times > 0) count++;
    left.set(one, times - 1);
  }
  return count;
}

function tell(title: string, wanted: readonly Cell[], mine: readonly Cell[]): void {
  console.log(`  ${title}`);
  const rows = (cells: readonly Cell[], row: number) =>
    cells
      .filter((cell) => cell.row === row && squeeze(cell.text) !== '')
      .map((cell) => `${cell.column}:${squeeze(cell.text).slice(0, 12)}`)
      .join(' | ');
  const last = Math.max(0, ...wanted.map(({ row }) => row));
  for (let row = 0; row <= last; row++) {
    if (rows(wanted, row) === rows(mine, row)) continue;
    console.log(`    < ${rows(wanted, row)}\n    > ${rows(mine, row)}`);
  }
}
