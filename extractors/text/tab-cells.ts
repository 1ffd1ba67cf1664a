import { cellOf, emptyCell, extendCell, isFigure, type TextCell, type TextRow } from './cells.js';
import { append, gist, pieceOf, type Chunk, type Line, type Piece } from './lines.js';
import type { Reading } from './stretch.js';
import { assemble, hasTab, isPageNumber, isRowPerLine } from './tab-lines.js';
import { CAPTION, OUTLINE, SIGNATURE } from './words.js';

/** A tab before every cell, one cell a line, an empty line between rows. */
export function readTabCells(chunks: readonly Chunk[], at: number): Reading {
  const before: Line[] = [];
  const aside: Line[] = [];
  const taken: Line[] = [];
  const after: Line[] = [];
  const rows: TextRow[] = [];
  let next = at;
  for (; next < chunks.length && after.length === 0; next++) {
    const chunk = chunks[next]!;
    const text = leadingText(chunk);
    if (text.length === chunk.lines.length) {
      if (rows.length === 0) break;
      if (isPageNumber(chunk)) append(aside, text);
      else if (continuesLastCell(rows, chunks, next)) {
        extendCell(lastCell(rows), pieces(text));
        append(taken, text);
      } else break;
      continue;
    }
    if (isRowPerLine(chunk)) break;
    const { cells, rest } = splitCells(chunk.lines.slice(text.length), isLast(chunks, next));
    const inside = chunk.lines.slice(text.length, chunk.lines.length - rest.length);
    if (text.length > 0 && rows.length > 0) {
      if (!joinsRow(rows, text, cells.length, chunks, next)) break;
      extendCell(lastCell(rows), pieces(text));
      append(rows[rows.length - 1]!.cells, cells);
      append(taken, text);
      append(taken, inside);
    } else {
      append(before, text);
      rows.push({ cells, line: inside[0]!.number, gap: chunk.gap });
      append(taken, inside);
    }
    append(after, rest);
  }
  return { stretches: assemble(before, { layout: 'merged', rows }, taken, [...aside, ...after]), next };
}

/** One cell a tab; lines without one go on in the last cell, unless the table is over and they are prose. */
function splitCells(lines: readonly Line[], last: boolean): { cells: TextCell[]; rest: Line[] } {
  const cells: TextCell[] = [];
  for (const [at, line] of lines.entries()) {
    const piece = pieceOf(line);
    if (hasTab(line)) {
      const cell = piece ? cellOf([piece]) : emptyCell();
      if (!piece && line.text.replace(/^\t/, '') !== '') cell.blank = true;
      cells.push(cell);
    } else if (piece) {
      const cell = cells[cells.length - 1]!;
      if (last && endsTable(cell, line)) return { cells, rest: lines.slice(at) };
      extendCell(cell, [piece]);
    }
  }
  return { cells, rest: [] };
}

/** A title or heading right under the last cell of a table: pasted texts lose the empty line there. */
function endsTable(cell: TextCell, line: Line): boolean {
  const text = gist(line.text).trim();
  if (OUTLINE.test(text) && !OUTLINE.test(gist(cell.text))) return true;
  if (CAPTION.test(text)) return true;
  return isFigure(cell.text) && text.length >= 4 && !/^[(（]/u.test(text) && !isFigure(text);
}

/** Text between two empty lines inside a table: the rest of the last cell, or a paragraph that ends the table? */
function continuesLastCell(rows: readonly TextRow[], chunks: readonly Chunk[], at: number): boolean {
  const row = rows[rows.length - 1]!;
  const cell = row.cells[row.cells.length - 1]!;
  const text = chunks[at]!.lines;
  if (row.cells.length === 1 && /[:：]\s*$|意见/u.test(gist(cell.pieces[0]?.text ?? ''))) {
    return text.every((line) => SIGNATURE.test(gist(line.text)) || /^(?:\s{8}|\u3000{4})/u.test(line.text.slice(0, 8)));
  }
  const follower = chunks[at + 1];
  if (!follower || !hasTab(follower.lines[0]!) || isRowPerLine(follower)) return false;
  if (text.some((line) => CAPTION.test(gist(line.text)) || OUTLINE.test(gist(line.text)))) return false;
  const { cells } = splitCells(follower.lines, false);
  return cells.length === row.cells.length && cells.length > 1 && cells[0]!.text === '';
}

/**
 * Text after an empty line and right above tabs: the rest of a cell that holds empty lines (then the row goes on), or
 * the caption of the next table? The number of cells of the neighbouring rows decides.
 */
function joinsRow(
  rows: readonly TextRow[],
  text: readonly Line[],
  count: number,
  chunks: readonly Chunk[],
  at: number,
): boolean {
  const row = rows[rows.length - 1]!;
  const open = row.cells.length;
  const above = rows.slice(-4, -1).map((other) => other.cells.length);
  const { whole, joined } = countsBelow(chunks, at + 1);
  const sum = open + count;
  const joins = above.includes(sum) || whole.includes(sum) || joined.includes(sum);
  const parts = whole.includes(count) || above.includes(open);
  if (joins !== parts) return joins;
  const label = text.every((line) => line.text.trim().length <= 12 && !CAPTION.test(gist(line.text)));
  return label && row.cells[open - 1]!.text === '';
}

function countsBelow(chunks: readonly Chunk[], at: number): { whole: number[]; joined: number[] } {
  const first = chunks[at];
  if (!first || !hasTab(first.lines[0]!)) return { whole: [], joined: [] };
  const count = first.lines.filter(hasTab).length;
  const second = chunks[at + 1];
  const mixed = second && !hasTab(second.lines[0]!) ? second.lines.filter(hasTab).length : 0;
  return { whole: [count], joined: mixed > 0 ? [count + mixed] : [] };
}

function isLast(chunks: readonly Chunk[], at: number): boolean {
  const follower = chunks[at + 1];
  return !follower || !hasTab(follower.lines[0]!);
}

function leadingText(chunk: Chunk): Line[] {
  const first = chunk.lines.findIndex(hasTab);
  return first < 0 ? chunk.lines : chunk.lines.slice(0, first);
}

function lastCell(rows: readonly TextRow[]): TextCell {
  const { cells } = rows[rows.length - 1]!;
  return cells[cells.length - 1]!;
}

function pieces(lines: readonly Line[]): Piece[] {
  return lines.flatMap((line) => pieceOf(line) ?? []);
}
