import { alignRow, columnsOf, type Column } from './align-row.js';
import { emptyCell, isFigure, isSerial, type TextCell, type TextRow } from './cells.js';
import { cutTogether, isRunTogether } from './cut-figures.js';
import { cutCell } from './glued-cells.js';
import { holds, sumsOf, valuesOf, type Sum } from './column-sums.js';
import { amountOf, weighedColumns } from './weights.js';

/** What the likelihood of a cut counts against the kinds of cells that it gives. */
const CUT = 0.3;

/** How many cells a row may have once its figures are parted. */
export function figuresIn(cells: readonly TextCell[]): number {
  let count = 0;
  for (const { text } of cells)
    count += isRunTogether(text) || isFigure(text) ? Math.max(1, text.replace(/[^.%]/g, '').length) : 1;
  return count;
}

/**
 * Rows whose figures ran together, cut so that they fit the columns of a header: 100%100%54.5 below 目标值, 完成值, 权重,
 * 得分 is 100% 100% 5 4.5. What most rows show, and the sums that hold in them, tell how the others are to be cut; cuts
 * that are as likely stay as alternatives.
 */
export function cutRows(rows: readonly TextRow[], labels: readonly string[]): TextCell[][] {
  const width = labels.length;
  const weighed = weighedColumns(labels);
  const draft = (columns: readonly Column[], sums: readonly Sum[]) =>
    rows.map(({ cells }) => cutRow(cells, { columns, weighed, sums }));
  const first = draft(columnsOf(labels, []), []).flatMap(({ cells, columns }) =>
    columns ? [spread(cells, columns, width)] : [],
  );
  const values = first.map(valuesOf).filter((row) => row !== undefined);
  return draft(columnsOf(labels, first), sumsOf(values, width, 0.6)).map(({ cells }) => cells);
}

interface Drafted {
  cells: TextCell[];
  columns: readonly number[] | undefined;
}

interface Frame {
  columns: readonly Column[];
  /** Columns of weights with those of scores behind them. */
  weighed: readonly number[];
  sums: readonly Sum[];
}

function cutRow(given: readonly TextCell[], frame: Frame): Drafted {
  const { columns } = frame;
  const cells = cutSerials(given);
  const whole = alignRow(cells, columns);
  let best: Drafted & { cost: number } = {
    cells: [...cells],
    columns: whole?.columns,
    // Two figures in one are no cell.
    cost: whole
      ? whole.cost + unfit(cells, whole.columns, frame) + 2 * cells.filter(({ text }) => isRunTogether(text)).length
      : Infinity,
  };
  const [from, to] = figuresOf(cells);
  const texts = cells.slice(from, to).map(({ text }) => text);
  const most = texts.length === 0 ? 0 : columns.length - cells.length + texts.length;
  for (let count = texts.length + 1; count <= most; count++) {
    const cuts = cutTogether(texts, count);
    for (const cut of cuts) {
      const parts = cut.parts.flat().map((text): TextCell => ({ text, pieces: [] }));
      const own = [...cells.slice(0, from), ...parts, ...cells.slice(to)];
      const placed = alignRow(own, columns);
      if (!placed) continue;
      const cost = placed.cost - CUT * cut.score + unfit(own, placed.columns, frame);
      if (cost >= best.cost - 1e-9) continue;
      const likely = [cut, ...cuts.filter((other) => other !== cut && other.score > cut.score - 2)];
      const figures = texts.flatMap((_, at) =>
        cutCell(
          cells[from + at]!,
          likely
            .filter(({ parts: own }) => own[at]!.length === cut.parts[at]!.length)
            .map(({ parts: own, score }) => ({ parts: own[at]!, score })),
        ),
      );
      best = { cells: [...cells.slice(0, from), ...figures, ...cells.slice(to)], columns: placed.columns, cost };
    }
  }
  return best;
}

/** 12 beside 3=1+2: the numbers of columns. */
function cutSerials(cells: readonly TextCell[]): readonly TextCell[] {
  if (!cells.some(({ text }) => /[=＝]/u.test(text) && isSerial(text))) return cells;
  return cells.flatMap((cell) => {
    const digits = [...cell.text];
    const inOrder =
      digits.length > 1 && digits.every((digit, at) => at === 0 || Number(digit) === Number(digits[at - 1]) + 1);
    return inOrder && cell.pieces.length === 1 ? cutCell(cell, [{ parts: digits, score: 0 }]) : [cell];
  });
}

/** The longest run of neighbours that are figures, strokes or figures that ran together: from, to (exclusive). */
function figuresOf(cells: readonly TextCell[]): [number, number] {
  let found: [number, number] = [0, 0];
  let from = 0;
  cells.forEach(({ text, pieces }, at) => {
    const one = pieces.length === 1 && (isFigure(text) || isRunTogether(text) || /^[-−]$/u.test(text));
    if (!one) from = at + 1;
    else if (at + 1 - from > found[1] - found[0]) found = [from, at + 1];
  });
  return found;
}

/** What sums of columns and weights say against a row. */
function unfit(cells: readonly TextCell[], placed: readonly number[], { columns, weighed, sums }: Frame): number {
  let cost = overweight(cells, placed, weighed);
  if (sums.length === 0) return cost;
  const values = valuesOf(spread(cells, placed, columns.length));
  if (values) for (const sum of sums) if (!holds(sum, values)) cost += 1;
  return cost;
}

/** No line gets more than its weight. */
function overweight(cells: readonly TextCell[], placed: readonly number[], weighed: readonly number[]): number {
  const at = (column: number) => cells[placed.indexOf(column)]?.text ?? '';
  return weighed.filter((column) => {
    const [weight, score] = [at(column), at(column + 1)];
    return isFigure(weight) && isFigure(score) && amountOf(score).gt(amountOf(weight));
  }).length;
}

function spread(cells: readonly TextCell[], placed: readonly number[], width: number): TextCell[] {
  const all = Array.from({ length: width }, emptyCell);
  placed.forEach((column, index) => (all[column] = cells[index]!));
  return all;
}
