/**
 * Tables as text art, for tests: one line a row, `|` between cells. A cell that is only `<` belongs to the cell left of
 * it, one that is only `^` to the cell above. Lines without `|` are paragraphs; an empty line ends a table.
 */
import type { RawBlock, RawCell, RawDocument, RawTable } from '../schemas/index.js';

export function rawArt(art: string): RawDocument {
  const blocks: RawBlock[] = [];
  let rows: string[] = [];
  let tables = 0;
  const close = () => {
    if (rows.length > 0) blocks.push(tableArt(rows, tables++));
    rows = [];
  };
  for (const [number, line] of art.split('\n').entries()) {
    if (line.includes('|')) {
      rows.push(line);
      continue;
    }
    close();
    const text = line.trim();
    if (text === '') continue;
    const place = { line: number + 1, start: 0, end: text.length };
    blocks.push({ kind: 'paragraph', text, segments: [{ start: 0, place }] });
  }
  close();
  return { format: 'art', pages: [], blocks, furniture: [], notices: [] };
}

function tableArt(lines: string[], table: number): RawTable {
  const grid = lines.map((line) =>
    line
      .replace(/^\s*\||\|\s*$/gu, '')
      .split('|')
      .map((text) => text.trim()),
  );
  const columns = Math.max(...grid.map((row) => row.length));
  const at = (row: number, column: number) => grid[row]?.[column] ?? '';
  const cells: RawCell[] = [];
  for (let row = 0; row < grid.length; row++)
    for (let column = 0; column < columns; column++) {
      const text = at(row, column);
      if (text === '<' || text === '^') continue;
      let colSpan = 1;
      while (at(row, column + colSpan) === '<') colSpan += 1;
      let rowSpan = 1;
      while (at(row + rowSpan, column) === '^') rowSpan += 1;
      const place = { table, row, column };
      cells.push({ row, column, rowSpan, colSpan, text: text.replaceAll('\\n', '\n'), place });
    }
  return { kind: 'table', rows: grid.length, columns, cells, pages: [], place: { table } };
}
