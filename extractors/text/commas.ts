import { cellOf, emptyCell, isFigure, type TextCell, type TextRow } from './cells.js';
import { pieceOf, type Chunk, type Line } from './lines.js';
import type { Reading } from './stretch.js';

/**
 * Comma- or semicolon-separated values, only where it is sure: at least three lines of the same number of short fields,
 * with a column of figures. Unquoted thousands commas make the counts differ, and the lines stay prose.
 */
export function readCommas(chunks: readonly Chunk[], at: number): Reading | undefined {
  const { lines } = chunks[at]!;
  if (lines.length < 3) return undefined;
  for (const separator of [',', ';'] as const) {
    if (!lines[0]!.text.includes(separator)) continue;
    const rows: TextRow[] = [];
    for (const line of lines) {
      const cells = line.text.length > 20_000 ? undefined : fieldsOf(line, separator);
      if (!cells || (rows.length > 0 && cells.length !== rows[0]!.cells.length)) break;
      rows.push({ cells, line: line.number, gap: 0 });
    }
    if (rows.length !== lines.length || !isSure(rows)) continue;
    return { stretches: [{ kind: 'run', run: { layout: 'slots', rows }, lines }], next: at + 1 };
  }
  return undefined;
}

function isSure(rows: readonly TextRow[]): boolean {
  const width = rows[0]!.cells.length;
  if (width < 2 || (width === 2 && rows.length < 5)) return false;
  const texts = rows.flatMap((row) => row.cells.map(({ text }) => text));
  if (texts.some((text) => /[。！？]$/u.test(text)) || texts.join('').length > texts.length * 40) return false;
  const data = rows.slice(1);
  return Array.from({ length: width }, (_, column) => column).some(
    (column) => data.filter((row) => isFigure(row.cells[column]!.text)).length * 3 >= data.length * 2,
  );
}

/** The fields of a line as RFC 4180 has them; undefined where a quote stays open. */
function fieldsOf(line: Line, separator: string): TextCell[] | undefined {
  const { text } = line;
  const cells: TextCell[] = [];
  for (let start = 0; start <= text.length;) {
    let end: number;
    if (text[start] === '"') {
      let close = start + 1;
      for (;;) {
        close = text.indexOf('"', close);
        if (close < 0) return undefined;
        if (text[close + 1] !== '"') break;
        close += 2;
      }
      const piece = pieceOf(line, start + 1, close);
      if (piece) cells.push(cellOf([{ ...piece, text: piece.text.replace(/""/g, '"') }]));
      else cells.push(emptyCell());
      end = close + 1;
      if (end < text.length && text[end] !== separator) return undefined;
    } else {
      end = text.indexOf(separator, start);
      if (end < 0) end = text.length;
      const piece = pieceOf(line, start, end);
      cells.push(piece ? cellOf([piece]) : emptyCell());
    }
    start = end + 1;
  }
  return cells;
}
