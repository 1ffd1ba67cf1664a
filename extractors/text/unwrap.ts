import { cellOf, isFigure, isVoid, type TextCell, type TextRow } from './cells.js';
import { displayWidth, type Line } from './lines.js';
import { isLabels } from './restore-rows.js';
import { COLUMN_TITLE, FINISHED, GIVEN, ITEM, OF_WHICH, REMARK, WEIGHT } from './words.js';

/** A line with its words as cells; undefined for what is of no table. */
export interface WordLine {
  line: Line;
  cells: TextCell[];
}

/** Lines of a table, at most, and of one row. */
const MOST_LINES = 600;
const TALLEST = 24;
/** Display columns of the shortest first line of a cell that its column broke. */
const NARROWEST = 6;
/** A line of a sentence may be so much longer than the one above, and both be full. */
const RAGGED = 3;
const SENTENCE = 16;

const NONE: ReadonlySet<number> = new Set();

/** A row that grows line by line. */
interface Growing {
  cells: TextCell[];
  line: number;
  from: number;
  /** Its last line held one cell, so that what follows may stand beside it. */
  open: boolean;
}

/**
 * Rows in the order in which a page is painted, cell after cell: a cell of several lines takes as many lines of the text, and
 * the cells beside it stand on the lines that follow. `wrapped`: rows below the header are of several lines; `lines`: how many
 * were taken. Undefined where the first line does not head such rows.
 */
export function unwrapRows(
  lines: readonly (WordLine | undefined)[],
): { rows: TextRow[]; wrapped: boolean; lines: number } | undefined {
  const [first] = lines;
  if (!first || !isLabels(first)) return undefined;
  const full = new Map<number, number>();
  grow(first, lines, full);
  return grow(first, lines, full);
}

/** `full`: how often a cell of few signs broke at each width; what is told of it in a first pass decides in a second one. */
function grow(
  first: WordLine,
  lines: readonly (WordLine | undefined)[],
  full: Map<number, number>,
): { rows: TextRow[]; wrapped: boolean; lines: number } | undefined {
  const often = new Set([...full].flatMap(([width, count]) => (count > 1 ? [width] : [])));
  const rows: Growing[] = [];
  let row: Growing = { cells: [...first.cells], line: first.line.number, from: 0, open: false };
  let lone = false;
  let inBody = false;
  let stop = 1;
  for (; stop < lines.length && stop < MOST_LINES; stop++) {
    const at = stop;
    const own = lines[at];
    if (!own || at - row.from > TALLEST || (inBody && headsForm(own, first))) break;
    const [cell] = own.cells;
    const last = row.cells[row.cells.length - 1]!;
    inBody ||= hasFigure(own.cells);
    if (own.cells.length === 1 && goesOn(last, cell!, hasFigure(row.cells) ? NONE : often)) {
      const width = displayWidth(last.pieces[last.pieces.length - 1]!.text);
      if (width < SENTENCE) full.set(width, (full.get(width) ?? 0) + 1);
      row.cells[row.cells.length - 1] = cellOf([...last.pieces, ...cell!.pieces]);
      row.open = true;
      lone = true;
    } else if (standsBeside(row, own.cells, rows)) {
      row.cells.push(...own.cells);
      row.open = own.cells.length === 1;
      lone = true;
    } else {
      rows.push(row);
      row = { cells: [...own.cells], line: own.line.number, from: at, open: own.cells.length === 1 };
    }
  }
  rows.push(row);
  if (!lone) return undefined;
  let end = rows.length;
  while (end > 0 && !(rows[end - 1]!.cells.length > 1 && hasFigure(rows[end - 1]!.cells))) end--;
  const body = rows.findIndex(({ cells }) => hasFigure(cells));
  if (body < 1 || end - body < 1) return undefined;
  const next = rows[end]?.from ?? stop;
  return {
    rows: rows.slice(0, end).map(({ cells, line }) => ({ cells, line, gap: 0 })),
    wrapped: rows.slice(body, end).some(({ from }, index) => (rows[body + index + 1]?.from ?? next) - from > 1),
    lines: next,
  };
}

/** Labels that head columns again: the next form, or the header of the next page. */
function headsForm({ cells }: WordLine, first: WordLine): boolean {
  return (
    isLabels({ cells }) &&
    (cells[0]!.text === first.cells[0]!.text || (cells.length > 2 && COLUMN_TITLE.test(cells[0]!.text)))
  );
}

const hasFigure = (cells: readonly TextCell[]): boolean =>
  cells.slice(1).some(({ text }) => isFigure(text) || isVoid(text));

/** Whether a line stands beside what a row holds. */
function standsBeside({ cells, open }: Growing, own: readonly TextCell[], above: readonly Growing[]): boolean {
  const figured = hasFigure(cells);
  // No row begins with a figure.
  if (isValue(own[0]!)) return !figured || !isValue(cells[cells.length - 1]!);
  if (!open || figured) return false;
  const last = cells[cells.length - 1]!.text;
  // What hangs below 其中： is a row of the header, and the last column of a sheet of scores ends its header.
  if (OF_WHICH.test(last) || isWholeHeader(cells)) return false;
  // 部门汇总 2060.66 27.1 is the first row below the labels of a header.
  const isPlain = own.length > 2 && own.slice(1).every(isValue);
  if (isPlain && !above.some((row) => hasFigure(row.cells))) return false;
  return !hasFigure(own) || cells.length < 3;
}

function isWholeHeader(cells: readonly TextCell[]): boolean {
  const has = (pattern: RegExp) => cells.some(({ text }) => pattern.test(text.replace(/\s/gu, '')));
  return (
    cells.length > 3 && has(WEIGHT) && has(GIVEN) && REMARK.test(cells[cells.length - 1]!.text.replace(/\s/gu, ''))
  );
}

const isValue = ({ text }: TextCell): boolean => isFigure(text) || isVoid(text);

/** Whether a line is the rest of the cell above it. */
function goesOn(above: TextCell, below: TextCell, full: ReadonlySet<number>): boolean {
  if (isValue(above) || isValue(below)) return false;
  const upper = above.pieces[above.pieces.length - 1]!.text;
  const lower = below.text;
  if (/^[，。、；：）)》”]/u.test(lower) || (isOpen(above.text) && /^[^（(]*[)）]/u.test(lower))) return true;
  if (isOpen(above.text) && !isOpen(lower)) return displayWidth(upper) >= NARROWEST;
  // What a rule counts up goes on.
  if (/[；;，、]$/u.test(upper)) return true;
  if (FINISHED.test(upper) || ITEM.test(lower) || isOpen(lower) || /[）)]$/u.test(upper)) return false;
  if (OF_WHICH.test(upper)) return false;
  const [width, rest] = [displayWidth(upper), displayWidth(lower)];
  // 纳入专户管理的⏎非税收入拨款: one more sign would have stood on that line.
  const widest = above.pieces.reduce((most, { text }) => Math.max(most, displayWidth(text)), 0);
  if (width < SENTENCE && width + 2 <= widest) return false;
  if (width >= NARROWEST && /^[的及]/u.test(lower)) return true;
  if (rest === width && full.has(width)) return true;
  return width >= NARROWEST && (rest < width || (width >= SENTENCE && rest <= width + RAGGED));
}

/** A bracket that is not closed. */
function isOpen(text: string): boolean {
  return /[（(][^（()）]*$/u.test(text);
}
