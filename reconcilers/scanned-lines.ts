import type { Line, Report, ReportCell, ReportTable } from '../schemas/index.js';

/** Whether a table was read from a picture: then its cells tell how surely. */
export function isScanned(table: ReportTable): boolean {
  return table.cells.some(({ confidence }) => confidence !== undefined);
}

/**
 * Whether the cells of a scanned table show that its ruling lines were found wrongly, however surely its figures were
 * read: a line that was missed joins what stands on both sides of it, one that was not followed to its end parts
 * figures from their labels and a table from what goes on below. Forms of one grid share its lines.
 */
export function hasBrokenLines(table: ReportTable, report: Report): boolean {
  const grids = new Set(table.sources.map((source) => source.table));
  return report.tables.some(
    (one) =>
      (one === table || one.sources.some((source) => grids.has(source.table))) &&
      isScanned(one) &&
      showsIt(one, report),
  );
}

function showsIt(table: ReportTable, report: Report): boolean {
  const next = report.tables[report.tables.indexOf(table) + 1];
  return (
    table.cells.some((cell) => isJoined(cell, table) || isTwoFigures(cell)) ||
    hasShatteredCell(table) ||
    hasEmptiedRow(table) ||
    [...table.rows, ...table.columns].some(endsInFigure) ||
    hasCutFigures(table) ||
    hasNamelessFigures(table) ||
    hasNamelessColumn(table) ||
    hasLostGroup(table) ||
    startsInGroup(table) ||
    (next !== undefined && isScanned(next) && startsInGroup(next))
  );
}

/** A figure with words of another cell, or of the title below, under it: 25.28 over 支出情况. */
function isJoined({ text, facts, column }: ReportCell, { cells }: ReportTable): boolean {
  if (!text.includes('\n')) return false;
  const [first = '', ...rest] = text.split('\n');
  const isCaption = (line: string) => /^\s*\d{4}年\p{Script=Han}/u.test(line);
  if (/^\s*[\d,，]+\s*$/u.test(first)) return rest.some(isCaption);
  const isLikeFigure =
    FIGURES.test(first) && rest.some((line) => (WORDS.test(line) && !UNIT.test(line)) || isCaption(line));
  // With the words under it, it may be a figure of its column no more.
  return isLikeFigure && (facts.length > 0 || cells.some((one) => one.column === column && one.facts.length > 0));
}

/** One or more amounts and nothing else. */
const FIGURES = /^\s*-?[\d,，]*\d[.．]\d+(?:\s+-?[\d,，.．]+)*\s*$/u;
/** Words that go on in no bracket: what stands in one belongs to the figure above. */
const WORDS = /^\s*\p{Script=Han}{2}/u;
const UNIT = /^\s*(?:[万亿千百]?元|个百分点|平方米|人次|公里)\s*$/u;

/** Figures of two columns in one cell, 7 | 37.17: the line between them was missed or read as a letter. */
function isTwoFigures({ text, colSpan }: ReportCell): boolean {
  return colSpan > 1 && /^\s*-?[\d,，.．]*\d%?(?:[\s|｜]+-?[\d,，.．]*\d[%％]?)+\s*$/u.test(text);
}

/** Three or more empty cells of one row where the rows above and below hold one cell with words: its print was lost. */
function hasShatteredCell({ cells }: ReportTable): boolean {
  const wide = cells.filter(({ colSpan, text }) => colSpan > 2 && text.trim() !== '');
  return wide.some((above) => {
    const row = above.row + above.rowSpan;
    const isLike = (one: ReportCell) =>
      one.row === row + 1 && one.column === above.column && one.colSpan === above.colSpan;
    if (!wide.some(isLike)) return false;
    const between = cells.filter(
      (one) => one.row === row && one.column >= above.column && one.column < above.column + above.colSpan,
    );
    return between.length === above.colSpan && between.every(({ text }) => text.trim() === '');
  });
}

/** A row of nothing but empty cells between rows of figures: a form has such only at its end. */
function hasEmptiedRow({ cells, headerRows }: ReportTable): boolean {
  const figures = new Set<number>();
  const empty = new Map<number, boolean>();
  for (const { row, rowSpan, text, facts } of cells) {
    if (row < headerRows) continue;
    if (facts.length > 0) figures.add(row);
    for (let at = row; at < row + rowSpan; at++) empty.set(at, empty.get(at) !== false && text.trim() === '');
  }
  return [...empty].some(([row, isEmpty]) => isEmpty && figures.has(row - 1) && figures.has(row + 1));
}

/** A label that took an amount along, 公用支出213.50; behind a colon it stands there by right. */
function endsInFigure({ label }: Line): boolean {
  return /\p{Script=Han}[)）]?\s*-?\d[\d,，]*\.\d{2}$/u.test(label) && !/[:：]/u.test(label);
}

/** Figures that stand under one caption in most rows and are cut in two in another, 356.34 over 4 and 5.41. */
function hasCutFigures({ cells, headerRows }: ReportTable): boolean {
  return cells.some((caption) => {
    if (caption.row + caption.rowSpan !== headerRows || caption.colSpan < 2) return false;
    let whole = 0;
    const pieces = new Map<number, string[]>();
    for (const { row, column, colSpan, text } of cells) {
      if (row < headerRows || column < caption.column || column + colSpan > caption.column + caption.colSpan) continue;
      if (colSpan === caption.colSpan) whole++;
      else pieces.set(row, [...(pieces.get(row) ?? []), text]);
    }
    const cut = [...pieces.values()];
    const figures = cut.filter((texts) => texts.length > 1 && texts.every((text) => FIGURE.test(text)));
    const printed = cut.filter((texts) => texts.some((text) => FIGURE.test(text)));
    return (
      whole > 1 && ((figures.length > 0 && whole >= cut.length) || (printed.length > 0 && whole >= cut.length * 3))
    );
  });
}

const FIGURE = /^[-\d,，.．\s]*\d[-\d,，.．\s]*$/u;

/** A row of several figures and no words, where other rows have their labels. */
function hasNamelessFigures(table: ReportTable): boolean {
  const figures = new Map<number, number>();
  const named = new Set<number>();
  const worded = new Set<number>();
  const nameless: number[] = [];
  for (const { row, column, rowSpan, text, facts } of table.cells) {
    if (row < table.headerRows) continue;
    if (facts.length > 0 && column > 0) figures.set(row, (figures.get(row) ?? 0) + 1);
    if (/\p{Script=Han}/u.test(text)) worded.add(row);
    if (column > 0) continue;
    if (text.trim() !== '') named.add(row);
    else if (rowSpan === 1) nameless.push(row);
  }
  return named.size > nameless.length && nameless.some((row) => !worded.has(row) && (figures.get(row) ?? 0) > 1);
}

/** A column of figures below an empty caption: its header row was missed. */
function hasNamelessColumn({ cells, columns, headerRows }: ReportTable): boolean {
  if (headerRows === 0) return false;
  const figures = new Map<number, number>();
  for (const { column, row, text } of cells)
    if (row >= headerRows && /^\s*-?[\d,，]*\d(?:[.．]\d+)?[%％]?\s*$/u.test(text))
      figures.set(column, (figures.get(column) ?? 0) + 1);
  return columns.some(({ index, path }) => path.join('') === '' && (figures.get(index) ?? 0) > 2);
}

/**
 * Empty cells below one another in a column whose labels stand in cells of several rows, each beside a label and
 * figures: they were one cell whose label was not read, and their rows would be counted to the group above.
 */
function hasLostGroup(table: ReportTable): boolean {
  const groups = new Set<number>();
  const empty = new Map<number, Set<number>>();
  const beside = new Set<string>();
  const figures = new Set<number>();
  for (const { row, column, rowSpan, text, facts } of table.cells) {
    if (row < table.headerRows) continue;
    if (facts.length > 0) figures.add(row);
    const blank = text.trim() === '';
    if (!blank && rowSpan > 1) groups.add(column);
    if (!blank && facts.length === 0) for (let at = row; at < row + rowSpan; at++) beside.add(`${at} ${column - 1}`);
    if (!blank || rowSpan > 1) continue;
    const rows = empty.get(column) ?? new Set();
    empty.set(column, rows.add(row));
  }
  return [...groups].some((column) => {
    const isLost = (row: number) =>
      empty.get(column)?.has(row) === true && beside.has(`${row} ${column}`) && figures.has(row);
    return [...(empty.get(column) ?? [])].some((row) => isLost(row) && isLost(row + 1));
  });
}

/** A table without a header that begins with rows of a group that has no label: it goes on from the table before. */
function startsInGroup({ cells, headerRows }: ReportTable): boolean {
  const corner = headerRows === 0 && cells.find(({ row, column }) => row === 0 && column === 0);
  if (!corner || corner.rowSpan < 2 || corner.text.trim() !== '') return false;
  return cells.some(({ row, text }) => row === 0 && /\d/u.test(text));
}
