import { Decimal } from '../../schemas/index.js';
import { emptyCell, isFigure, type TextCell } from './cells.js';
import { GIVEN, SHARED } from './words.js';

/** Columns of weights that have one of scores right behind them. */
export function weighedColumns(labels: readonly string[]): number[] {
  return labels.flatMap((label, at) =>
    SHARED.test(label) && !GIVEN.test(label) && GIVEN.test(labels[at + 1] ?? '') ? [at] : [],
  );
}

export function amountOf(text: string): Decimal {
  return new Decimal(/\d+(?:\.\d+)?/.exec(text.replace(/[,，]/gu, ''))?.[0] ?? 0);
}

/**
 * A weight of 27 that is merged over four lines: the first has weight and score, the others one figure, which is their
 * score. Told by the sum: all of them together get no more than the weight.
 */
export function moveSharedScores(rows: readonly TextCell[][], labels: readonly string[]): void {
  for (const weight of weighedColumns(labels)) {
    const at = (row: number, column: number) => rows[row]?.[column]?.text ?? '';
    for (let first = 0; first < rows.length; first++) {
      if (!isFigure(at(first, weight)) || !isFigure(at(first, weight + 1))) continue;
      let next = first + 1;
      let sum = amountOf(at(first, weight + 1));
      // One of them may have its score in place: a remark stands behind it.
      const isPlaced = (row: number) => at(row, weight) === '' && isFigure(at(row, weight + 1));
      const isShort = (row: number) => isFigure(at(row, weight)) && at(row, weight + 1) === '';
      while (next < rows.length && at(next, 0) === '' && (isShort(next) || isPlaced(next))) {
        sum = sum.plus(amountOf(at(next, isShort(next) ? weight : weight + 1)));
        next++;
      }
      if (next === first + 1 || sum.gt(amountOf(at(first, weight)))) continue;
      for (let row = first + 1; row < next; row++) {
        if (isPlaced(row)) continue;
        rows[row]![weight + 1] = rows[row]![weight]!;
        rows[row]![weight] = emptyCell();
      }
    }
  }
}
