import { isBracket } from '../vocabulary/lookup.js';
import { TOTAL } from '../vocabulary/words.js';
import { moved, type FormCell, type Grid } from './grid.js';
import { isHeaderWord } from './row-traits.js';

/** Headers of more rows than this are none. */
const STOREYS = 4;

/**
 * Full-grid text, CSV and spreadsheets without merges print a header that reaches over several columns or rows once and
 * leave the rest of it empty. In a grid without any span, gives such cells back to the one left of or above them: in
 * headers of several rows, and behind the 合计 that stands in the first of several label columns. Other grids stay.
 */
export function restoreSpans(grid: Grid): Grid {
  const { rows, columns, cells } = grid;
  if (rows < 3 || columns < 3 || cells.length !== rows * columns) return grid;
  let blank = false;
  for (const { rowSpan, colSpan, squeezed } of cells) {
    if (rowSpan !== 1 || colSpan !== 1) return grid;
    blank ||= squeezed === '';
  }
  if (!blank) return grid;
  const lines: FormCell[][] = [];
  for (let row = 0; row < rows; row++) lines.push([]);
  for (const cell of cells) lines[cell.row]![cell.column] = cell;
  const spans = new Map<FormCell, { right: number; down: number }>();
  const covered = new Set<FormCell>();
  for (const [top, bottom] of headerZones(lines)) spanHeader(lines, top, bottom, spans, covered);
  spanTotals(lines, spans, covered);
  if (covered.size === 0) return grid;
  const restored = cells
    .filter((cell) => !covered.has(cell))
    .map((cell) => {
      const span = spans.get(cell);
      return span ? moved(cell, cell.row, cell.column, span.down, span.right) : cell;
    });
  return { ...grid, cells: restored };
}

type Spans = Map<FormCell, { right: number; down: number }>;

/** Runs of two and more rows without a figure, each with several printed cells, right above a row with figures. */
function headerZones(lines: readonly FormCell[][]): [top: number, bottom: number][] {
  const zones: [number, number][] = [];
  let top = 0;
  for (const [row, line] of lines.entries()) {
    const figures = line.some((cell) => cell.figure);
    if (figures && row - top >= 2 && row - top <= STOREYS) zones.push([top, row]);
    if (figures || printedIn(line) < 2) top = row + 1;
  }
  return zones;
}

function spanHeader(
  lines: readonly FormCell[][],
  top: number,
  bottom: number,
  spans: Spans,
  covered: Set<FormCell>,
): void {
  const printedBelow = (row: number, column: number) => {
    for (let below = row + 1; below < bottom; below++) if (lines[below]![column]!.squeezed !== '') return true;
    return false;
  };
  for (let row = top; row + 1 < bottom; row++) {
    const line = lines[row]!;
    const under = lines[row + 1]!;
    const heads = mostlyHeaders(line) || mostlyHeaders(under);
    let divides = false;
    for (let column = 0; column < line.length; column++) {
      const head = line[column]!;
      if (head.squeezed === '' || covered.has(head)) continue;
      let end = column + 1;
      if (under[column]!.squeezed !== '' && (heads || isBracket(head.text)))
        while (end < line.length && isFree(line[end]!, covered) && printedBelow(row, end)) end += 1;
      if (end === column + 1) continue;
      divides = true;
      spans.set(head, { right: end - column, down: 1 });
      for (let at = column + 1; at < end; at++) covered.add(line[at]!);
    }
    if (!divides) continue;
    // Beside what is divided, a header goes on down.
    for (const [column, head] of line.entries()) {
      if (head.squeezed === '' || spans.has(head)) continue;
      let end = row + 1;
      while (end < bottom && isFree(lines[end]![column]!, covered)) covered.add(lines[end++]![column]!);
      if (end > row + 1) spans.set(head, { right: 1, down: end - row });
    }
  }
}

function isFree(cell: FormCell, covered: ReadonlySet<FormCell>): boolean {
  return cell.squeezed === '' && !covered.has(cell);
}

function printedIn(line: readonly FormCell[]): number {
  let count = 0;
  for (const cell of line) if (cell.squeezed !== '') count += 1;
  return count;
}

function mostlyHeaders(line: readonly FormCell[]): boolean {
  const printed = line.filter((cell) => cell.squeezed !== '');
  return printed.length >= 2 && printed.filter((cell) => isHeaderWord(cell.text)).length * 2 >= printed.length;
}

/** 合计 | _ | 100: it reaches over the label columns, which hold words in the other rows. */
function spanTotals(lines: readonly FormCell[][], spans: Spans, covered: Set<FormCell>): void {
  const words = lines[0]!.map((_, column) => {
    let printed = 0;
    let figures = 0;
    for (const line of lines) {
      const cell = line[column]!;
      if (cell.squeezed !== '') printed += 1;
      if (cell.figure) figures += 1;
    }
    return (printed - figures) * 2 > printed;
  });
  for (const line of lines) {
    for (const [column, label] of line.entries()) {
      if (!words[column + 1] || !isTotal(label.squeezed) || spans.has(label) || covered.has(label)) continue;
      let end = column + 1;
      while (end < line.length && words[end] && isFree(line[end]!, covered)) end += 1;
      const next = line.slice(end).find((cell) => cell.squeezed !== '');
      if (end === column + 1 || !next?.figure) continue;
      spans.set(label, { right: end - column, down: 1 });
      for (const cell of line.slice(column + 1, end)) covered.add(cell);
    }
  }
}

function isTotal(text: string): boolean {
  return TOTAL.test(text) || /^总(?:得?分|评分)$/u.test(text);
}
