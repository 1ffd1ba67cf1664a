import type { ReportCell, ReportTable, TableKind } from '../../schemas/index.js';

/**
 * A report table out of text art: one row a line, cells between `|`. `<` continues the cell on its left, `^` the one
 * above; `\n` inside a cell is a line end.
 */
export function tableOf(id: string, kind: TableKind, art: string): ReportTable {
  const rows = art
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^\|/u, '')
        .replace(/\|$/u, '')
        .split('|')
        .map((cell) => cell.trim()),
    );
  const cells: ReportCell[] = [];
  const covering: ReportCell[][] = [];
  for (const [row, texts] of rows.entries()) {
    covering[row] = [];
    for (const [column, text] of texts.entries()) {
      const left = text === '<' ? covering[row]?.[column - 1] : undefined;
      const above = text === '^' ? covering[row - 1]?.[column] : undefined;
      const known = left ?? above;
      if (known) {
        known.colSpan = Math.max(known.colSpan, column - known.column + 1);
        known.rowSpan = Math.max(known.rowSpan, row - known.row + 1);
        covering[row][column] = known;
        continue;
      }
      const place = { table: 0, row, column };
      const cell = { row, column, rowSpan: 1, colSpan: 1, text: text.replaceAll('\\n', '\n'), place, facts: [] };
      cells.push(cell);
      covering[row][column] = cell;
    }
  }
  return {
    id,
    kind,
    title: '',
    pages: [],
    unit: '',
    sources: [{ table: 0, firstRow: 0, lastRow: rows.length - 1 }],
    headerRows: 1,
    rows: [],
    columns: [],
    cells,
  };
}
