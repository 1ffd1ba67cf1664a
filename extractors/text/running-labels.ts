import { isFigure } from './cells.js';
import type { Placed, PlacedLine } from './place-spans.js';
import { WHOLE } from './words.js';

/** The share of lines with figures beside which a column of labels prints one, at most, where its cells are merged. */
const SELDOM = 0.75;
const FEWEST = 3;
/** Lines of other heights that may stand between two lines of a label. */
const NEAR = 2;
/** The share of labels that have to begin where a row does. */
const MOST = 0.8;

/**
 * How many columns at the left hold labels that stand for several rows each. `centred`: figures stand in the middle of their
 * rows, between the two lines of a label too.
 */
export function countMerged(lines: readonly PlacedLine[], columns: number, centred = false): number {
  const rows = [...lines.keys()].filter((at) => {
    const { spans } = lines[at]!;
    return spans.some(({ piece, first }) => first > 0 && isFigure(piece.text)) && !isWhole(spans);
  });
  if (rows.length < FEWEST) return 0;
  const prints = (at: number, column: number) =>
    lines[at]?.spans.some(({ first, last }) => first <= column && last >= column) === true;
  const share = (column: number) =>
    rows.filter((at) => prints(at, column) || (centred && prints(at - 1, column) && prints(at + 1, column))).length /
    rows.length;
  let count = 0;
  while (count + 2 < columns && share(count) < SELDOM && !hasFigure(lines, count)) count++;
  // Behind them stands what every row has.
  return count > 0 && share(count) >= SELDOM && !hasFigure(lines, count) ? count : 0;
}

/**
 * Labels of merged cells that begin beside the first of their rows and run on beside the others, line after line: the row
 * that every line of a label belongs to. Nothing where labels do not begin where rows do.
 */
export function ownersOfRunning(
  lines: readonly PlacedLine[],
  starts: readonly number[],
  merged: number,
): Map<Placed, number> {
  const owners = new Map<Placed, number>();
  const rowOf = rowsByLine(starts, lines.length);
  const begins = new Set(starts);
  let [labels, top] = [0, 0];
  for (let column = 0; column < merged; column++) {
    let open: { at: number; row: number; text: string } | undefined;
    lines.forEach(({ spans }, at) => {
      const span = spans.find(({ first }) => first === column);
      if (!span || isWhole(spans)) {
        if (spans.some(({ first, last }) => first <= column && last >= column)) open = undefined;
        return;
      }
      const { text } = span.piece;
      const goesOn =
        open &&
        (isRest(open.text, text) ||
          (between(lines, open.at, at, column) <= NEAR &&
            !(begins.has(at) && spans.some(({ first }) => first === column + 1))));
      if (open && goesOn) {
        owners.set(span, open.row);
        open = { ...open, at, text: open.text + text };
        return;
      }
      labels++;
      if (begins.has(at)) top++;
      open = { at, row: rowOf[at]!, text };
      owners.set(span, open.row);
    });
  }
  return top >= MOST * labels ? owners : new Map();
}

const WORTH = /^[（(]\d+(?:\.\d+)?\s?分?[)）]$/u;

/** （50分） right below 产出指标, beside the next row: the row that it belongs to. */
export function ownersOfWorth(lines: readonly PlacedLine[], starts: readonly number[]): Map<Placed, number> {
  const owners = new Map<Placed, number>();
  const rowOf = rowsByLine(starts, lines.length);
  lines.forEach(({ spans, gap }, at) => {
    if (at === 0 || gap > 0) return;
    for (const span of spans) {
      if (span.first !== span.last || !WORTH.test(span.piece.text)) continue;
      const above = lines[at - 1]!.spans.find(({ first, last }) => first === span.first && last === span.last);
      if (above && !isFigure(above.piece.text) && !/[）)]$/u.test(above.piece.text))
        owners.set(span, owners.get(above) ?? rowOf[at - 1]!);
    }
  });
  return owners;
}

/** What cannot begin a label: the rest of a bracket, or one that says how much the label above is worth. */
function isRest(above: string, text: string): boolean {
  return /^[（(）)、，。；分]/u.test(text) || /[（(][^（()）]*$/u.test(above);
}

/** Lines between two that print something in the column beside: rows that passed. */
function between(lines: readonly PlacedLine[], from: number, to: number, column: number): number {
  let count = 0;
  for (let at = from + 1; at < to; at++) if (lines[at]!.spans.some(({ first }) => first > column)) count++;
  return count;
}

function rowsByLine(starts: readonly number[], count: number): number[] {
  let row = -1;
  return Array.from({ length: count }, (_, at) => (starts[row + 1] === at ? ++row : Math.max(0, row)));
}

function isWhole(spans: readonly Placed[]): boolean {
  return spans.length > 0 && WHOLE.test(spans[0]!.piece.text);
}

/** （50 of a label that is worth so many points is none. */
function hasFigure(lines: readonly PlacedLine[], column: number): boolean {
  return lines.some(({ spans }) =>
    spans.some(
      ({ first, last, piece }) =>
        first === column && last === column && isFigure(piece.text) && !/^[（(]/u.test(piece.text),
    ),
  );
}
