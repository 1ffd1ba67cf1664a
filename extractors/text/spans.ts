import { isFigure, isSerial } from './cells.js';
import { greatest } from './lines.js';
import { cellAt, type PlacedCell, type PlacedRow, type Section } from './placed.js';
import { countStubs, isHanging } from './sections.js';
import { COLUMN_TITLE, GIVEN, SHARED, WHOLE } from './words.js';

/**
 * Merges downwards what text shows as an empty cell under its label: header cells over several header rows, section
 * labels at the left of a score sheet, and in a score sheet a rule or weight that is printed once for several lines.
 * Other empty cells stay what they are: cells of their own.
 */
export function mergeDown(section: Section): void {
  const { rows } = section;
  section.header = countHeader(rows);
  for (let at = 1; at < section.header; at++) {
    for (const cell of rows[at]!.cells) if (isHanging(cell.cell)) mergeUp(rows, at, cell);
  }
  const data = rows.slice(Math.max(1, section.header));
  const most = greatest(
    data.map((row) => row.cells.length),
    0,
  );
  const full = data.filter((row) => row.cells.length === most);
  const stub = full[0]?.cells[countStubs(full.map((row) => row.cells.map(({ cell }) => cell)))]?.column ?? 0;
  if (full.length === 0 || (stub === 0 && !isEmpty(data[0]!))) return;
  const titled = columnsWithLabels(data, stub);
  const isTitle = (column: number) => COLUMN_TITLE.test(cellAt(rows[0]!, column)?.cell.text ?? '');
  for (let at = Math.max(1, section.header); at < rows.length; at++) {
    const row = rows[at]!;
    if (isEmpty(row) && at > Math.max(1, section.header)) continue;
    const depth = isEmpty(row) ? 1 : stub;
    let hanging = true;
    for (const cell of row.cells) {
      if (cell.column >= depth) break;
      hanging &&= isHanging(cell.cell);
      // Under a column title nothing is merged: there the label stands on the page before.
      const first = at === Math.max(1, section.header);
      if (hanging && !(first && titled.has(cell.column) && isTitle(cell.column))) mergeUp(rows, at, cell);
    }
    if (stub > 0 && hanging) mergeShared(section, at, stub);
  }
}

/** Rows of labels: the first, and those beneath that hold parts of a wide label, or serials (1, 2, 3=1+2). */
function countHeader(rows: readonly PlacedRow[]): number {
  const first = rows[0];
  if (!first || first.cells.some(({ cell }) => isFigure(cell.text))) return 0;
  let count = 1;
  for (const row of rows.slice(1, 6)) {
    const words = row.cells.filter(({ cell }) => cell.text !== '');
    if (words.length === 0) break;
    const serials = words.every(({ cell }) => isSerial(cell.text));
    if (!serials) {
      if (words.some(({ cell }) => isFigure(cell.text))) break;
      const above = rows[count - 1]!;
      const parts = words.filter(({ column, columns }) => (cellAt(above, column)?.columns ?? 1) > columns);
      // 当年结余 alone below 结余.
      const named = words.every(
        (word) =>
          parts.includes(word) ||
          (parts.length > 0 && word.cell.text.includes(cellAt(above, word.column)?.cell.text || ' ')),
      );
      if (parts.length < words.length && !named) break;
    }
    count++;
  }
  return count;
}

function columnsWithLabels(rows: readonly PlacedRow[], stub: number): Set<number> {
  const columns = new Set<number>();
  for (const row of rows) {
    if (WHOLE.test(row.cells[0]!.cell.text)) continue;
    for (const { cell, column } of row.cells) if (column < stub && cell.text !== '') columns.add(column);
  }
  return columns;
}

/** 此项为共性要素 beside six lines, a weight of 15 beside three: an empty cell beside a score continues the one above. */
function mergeShared(section: Section, at: number, stub: number): void {
  const { rows, header } = section;
  const row = rows[at]!;
  const title = (column: number) => (header > 0 ? (cellAt(rows[header - 1]!, column)?.cell.text ?? '') : '');
  const given = row.cells.some(({ cell, column }) => isFigure(cell.text) && GIVEN.test(title(column)));
  if (!given || at <= Math.max(header, 1)) return;
  for (const cell of row.cells) {
    if (cell.column < stub || !isHanging(cell.cell)) continue;
    const label = title(cell.column);
    if (SHARED.test(label) && !GIVEN.test(label)) mergeUp(rows, at, cell, header);
  }
}

/** Makes a cell part of the one above, if that spans the same columns, prints something and begins in `from` or below. */
function mergeUp(rows: readonly PlacedRow[], at: number, cell: PlacedCell, from = 0): void {
  const above = cellAt(rows[at - 1]!, cell.column);
  if (!above || above.column !== cell.column || above.columns !== cell.columns) return;
  const { anchor, row } = above.merged ?? { anchor: above, row: at - 1 };
  if (row < from || (anchor.cell.text === '' && !anchor.cell.blank)) return;
  if (WHOLE.test(rows[row]!.cells[0]!.cell.text)) return;
  anchor.rows++;
  cell.merged = { anchor, row };
}

function isEmpty(row: PlacedRow): boolean {
  return row.cells.every(({ cell }) => isHanging(cell));
}
