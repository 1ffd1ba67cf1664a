import { isFigure, isSerial, isVoid, type TextCell, type TextRow } from './cells.js';
import { divide } from './divide.js';
import { greatest } from './lines.js';
import { place, type PlacedRow, type Section } from './placed.js';
import { FIGURES, OF_WHICH, WHOLE } from './words.js';

/**
 * Rows in which a merged cell is written once → sections on common columns. A row of one cell is a section by itself
 * (a title over the whole width); a header row with fewer cells than the rows beneath gets its spans from them; a
 * short row below the header (a total, 按收入性质分 beside 按支出性质分) is laid over the columns there are.
 */
export function placeMerged(rows: readonly TextRow[]): Section[] {
  const sections: Section[] = [];
  for (let first = 0; first < rows.length;) {
    const last = endOfSection(rows, first);
    sections.push(placeSection(rows.slice(first, last)));
    first = last;
  }
  return sections;
}

function endOfSection(rows: readonly TextRow[], first: number): number {
  let width = rows[first]!.cells.length;
  if (width === 1) return first + 1;
  let header = !hasFigure(rows[first]!);
  let next = first + 1;
  for (; next < rows.length; next++) {
    const row = rows[next]!;
    const count = row.cells.length;
    if (count === 1) break;
    const hangs = isHanging(row.cells[0]!);
    if (count > width) {
      if (!header || !(hangs || isUnderHeader(rows, first, next))) break;
      width = count;
    } else if (count < width && !hangs && !isTotal(row, rows[next + 1])) break;
    else if (count === width && next > first + 1 && isNewHeader(rows, first, next)) break;
    if (hasFigure(row)) header = false;
  }
  return next;
}

/** A row of labels alone where the rows above hold figures: the next form, on as many columns, or a repeated header. */
function isNewHeader(rows: readonly TextRow[], first: number, at: number): boolean {
  const { cells } = rows[at]!;
  if (cells.some(({ text }) => isVoid(text) || isFigure(text) || text.length > 20)) return false;
  const above = rows.slice(Math.max(first, at - 20), at).filter((row) => row.cells.length === cells.length);
  const figures = cells.filter((_, column) => {
    const texts = above.map((row) => row.cells[column]!.text);
    return (
      texts.filter((text) => isFigure(text)).length * 2 >= above.length - 1 && texts.some((text) => isFigure(text))
    );
  });
  const same = rows[first]!.cells.map(({ text }) => text).join('\t') === cells.map(({ text }) => text).join('\t');
  return same || figures.length >= 2;
}

/** A single header row straight over wider rows of figures, or over a second one that leaves cells to the first. */
function isUnderHeader(rows: readonly TextRow[], first: number, at: number): boolean {
  const row = rows[at]!;
  const follower = rows[at + 1];
  return (
    at === first + 1 &&
    rows[first]!.cells.every((cell) => cell.text !== '') &&
    !isFigure(row.cells[0]!.text) &&
    (hasFigure(row) || (rows[first]!.cells.length > 2 && row.cells.some((cell) => isHanging(cell)))) &&
    (!follower || follower.cells.length === row.cells.length)
  );
}

/** The first cell that does not go on from above. */
function leadOf(cells: readonly TextCell[]): number {
  const lead = cells.findIndex((cell) => !isHanging(cell));
  return Math.max(0, lead);
}

function isTotal(row: TextRow, follower: TextRow | undefined): boolean {
  const lead = leadOf(row.cells);
  if (!WHOLE.test(row.cells[lead]!.text)) return false;
  if (!row.cells.slice(lead + 1).some((cell) => isFigure(cell.text))) return false;
  return row.cells.length > 2 || !follower || follower.cells.length !== 2;
}

function placeSection(rows: readonly TextRow[]): Section {
  const width = greatest(
    rows.map((row) => row.cells.length),
    1,
  );
  const full = rows.filter((row) => row.cells.length === width);
  const firstFull = rows.findIndex((row) => row.cells.length === width);
  const stub = countStubs(full.map((row) => row.cells));
  const placed: PlacedRow[] = [];
  let guessed = false;
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at]!;
    const below = placed[at + 1];
    let spans: number[] = row.cells.map(() => 1);
    if (row.cells.length < width) {
      const over = at < firstFull && below ? spansOver(row.cells, below, stub) : undefined;
      const choice = over ?? { spans: [], tied: false };
      if (over) spans = choice.spans;
      // A row beneath that is shorter still tells nothing: the last cell takes what is left.
      else if (at < firstFull) spans[spans.length - 1] = width - row.cells.length + 1;
      guessed ||= choice.tied;
    }
    placed[at] = { cells: place(row.cells, spans), line: row.line };
  }
  const figures = figureColumns(rows, full, width);
  let alike: { count: number; spans: number[] } | undefined;
  for (let at = firstFull + 1; at < rows.length; at++) {
    const { cells, line } = rows[at]!;
    if (cells.length === width) continue;
    const plain = !hasFigure(rows[at]!);
    if (plain && alike?.count === cells.length) placed[at] = { cells: place(cells, alike.spans), line };
    else {
      const spans = spansAmong(cells, width, figures);
      placed[at] = { cells: place(cells, spans), line };
      if (plain) alike = { count: cells.length, spans };
    }
  }
  return { rows: placed, width, header: 0, guessed };
}

/** Spans of a header row from the cells of the row beneath, as a tree would have them. */
function spansOver(
  cells: readonly TextCell[],
  below: PlacedRow,
  stub: number,
): { spans: number[]; tied: boolean } | undefined {
  const children = below.cells;
  const figures = hasFigure({ cells: children.map((child) => child.cell) });
  const division = divide(cells.length, children.length, (owner, from, count) => {
    const { text } = cells[owner]!;
    const group = children.slice(from, from + count);
    const empty = group.filter((child) => child.cell.text === '').length;
    if (count === 1) {
      // Empty under a label is one merged cell; a label under an empty cell has lost its parent.
      if (empty === 1) return text !== '' && OF_WHICH.test(text) ? 1 : 0;
      if (text === '') return figures ? 0.5 : 3;
      return OF_WHICH.test(text) ? 1.5 : figures ? 0 : 1;
    }
    if (text === '') return 4;
    const labels = group.every((child) => child.column < stub);
    if (OF_WHICH.test(text)) return -0.5 + 2 * empty;
    if (figures) return (labels ? 0 : count - 1) + empty;
    // 结余 over 当年结余 and 累计结余: parts often repeat the name of the whole.
    const named = group.filter((child) => child.cell.text.includes(text)).length;
    return 2 * empty + 0.01 * count * count - 0.3 * named;
  });
  if (!division) return undefined;
  let at = 0;
  const spans = division.spans.map((count) => {
    const columns = children.slice(at, at + count).reduce((sum, child) => sum + child.columns, 0);
    at += count;
    return columns;
  });
  return { spans, tied: division.tied };
}

/** Spans of a short row below the header: figures keep to columns of figures, words share what is left evenly. */
function spansAmong(cells: readonly TextCell[], width: number, figures: readonly boolean[]): number[] {
  const lead = leadOf(cells);
  const division = divide(cells.length, width, (owner, from, count) => {
    const { text } = cells[owner]!;
    if (owner === 0 && isHanging(cells[0]!)) return (count - 1) * 5;
    if (owner < lead) return (count - 1) * 5;
    if (isFigure(text)) return (figures[from] ? 0 : 2) + (count - 1);
    if (owner === lead && WHOLE.test(text)) return 0;
    return 0.1 * count * count;
  });
  return division?.spans ?? cells.map(() => 1);
}

function figureColumns(rows: readonly TextRow[], full: readonly TextRow[], width: number): boolean[] {
  const header = rows.find((row) => row.cells.length === width && !hasFigure(row));
  return Array.from({ length: width }, (_, column) => {
    const label = header?.cells[column]?.text ?? '';
    const texts = full.map((row) => row.cells[column]!.text).filter((text) => text !== '');
    const share = texts.filter((text) => isFigure(text)).length / Math.max(1, texts.length);
    return FIGURES.test(label) || share >= 0.5;
  });
}

/**
 * How many columns at the left hold labels that stand for several rows: those before the first column that is filled
 * in every row, and before the first column of figures. Totals and empty rows do not count.
 */
export function countStubs(rows: readonly (readonly TextCell[])[]): number {
  const data = rows.filter((cells) => !WHOLE.test(cells[0]?.text ?? '') && cells.some((cell) => cell.text !== ''));
  const width = greatest(
    data.map((cells) => cells.length),
    0,
  );
  for (let column = 0; column < width; column++) {
    const texts = data.map((cells) => cells[column]?.text ?? '');
    const filled = texts.filter((text) => text !== '');
    if (filled.length === texts.length) return column;
    if (filled.filter((text) => isFigure(text)).length * 2 > filled.length) return column;
  }
  return 0;
}

/** Empty, and not on purpose: the cell goes on from above. */
export function isHanging(cell: TextCell): boolean {
  return cell.text === '' && cell.blank !== true;
}

/** Whether a row holds figures; a row of serials alone (1, 2, 3=1+2) belongs to the header. */
export function hasFigure(row: { cells: readonly TextCell[] }): boolean {
  const words = row.cells.filter((cell) => cell.text !== '');
  return words.some((cell) => isFigure(cell.text)) && !words.every((cell) => isSerial(cell.text));
}
