import { Decimal } from '../../schemas/index.js';
import { holds, spreadValues, sumsAmong, tells, type Sum, type Values } from './column-sums.js';

/** Figures of a row that lost some cells, and the columns that they may have. */
export interface ShortRow {
  values: Values;
  placements: readonly number[][];
}

/** Share of the short rows for which a sum has to be possible: one of them may hold a wrong figure. */
const SHARE = 0.6;

/**
 * Sums where one row at most is complete: those that it shows, where short rows could show them, too. Without any
 * complete row the first figure of every row may be all others together.
 */
export function sumsOfFew(complete: Values | undefined, short: readonly ShortRow[], width: number): Sum[] {
  if (!complete) return short.filter(isSummed).length > 1 && short.every(isLed) ? [allOthers(width)] : [];
  const shown = sumsAmong(width).filter((sum) => tells(sum, complete) && holds(sum, complete));
  // Of 4 = 1 + 3 + – and 4 = 1 + 3 nobody knows which is meant.
  const gist = ({ total, parts }: Sum) => [total, ...parts.filter((column) => complete[column])].join(' ');
  const counts = new Map<string, number>();
  for (const sum of shown) counts.set(gist(sum), (counts.get(gist(sum)) ?? 0) + 1);
  return shown.filter((sum) => {
    if (counts.get(gist(sum)) !== 1) return false;
    let possible = 0;
    let told = false;
    for (const { values, placements } of short) {
      const fitting = placements
        .map((columns) => spreadValues(values, columns, width))
        .filter((row) => holds(sum, row));
      if (fitting.length > 0) possible++;
      told ||= fitting.some((row) => tells(sum, row));
    }
    return told && possible >= SHARE * short.length;
  });
}

function allOthers(width: number): Sum {
  return { total: 0, parts: Array.from({ length: width - 2 }, (_, at) => at + 1) };
}

/** Whether the first figure is the sum of all others. */
function isLed({ values }: ShortRow): boolean {
  return values.length > 1 && holds(allOthers(values.length + 1), values);
}

function isSummed(row: ShortRow): boolean {
  const parts = row.values.slice(1).filter((value) => value && !value.eq(new Decimal(0)));
  return parts.length > 1 && isLed(row);
}
