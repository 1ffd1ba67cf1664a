import { cellOf, emptyCell, extendCell, isFigure, type TextCell, type TextRow, type TextRun } from './cells.js';
import { append, gist, greatest, pieceOf, type Chunk, type Line, type Piece } from './lines.js';
import type { Reading, Stretch } from './stretch.js';
import { BARE_NUMBER, CAPTION, ITEM, LIST_MARK, OUTLINE, PAGE_NUMBER, SIGNATURE } from './words.js';

/**
 * Tables whose cells are parted by tabs, from chunk `at` on: a tab before every cell with one cell a line and an empty
 * line between rows, or a whole row on a line. Undefined where the chunk holds no tab.
 */
export function readTabs(chunks: readonly Chunk[], at: number): Reading | undefined {
  const chunk = chunks[at];
  if (!chunk || !chunk.lines.some(hasTab)) return undefined;
  return isRowPerLine(chunk) ? readTabRows(chunks, at) : readTabCells(chunks, at);
}

function readTabCells(chunks: readonly Chunk[], at: number): Reading {
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

interface Slots {
  cells: TextCell[];
  line: Line;
  gap: number;
}

function readTabRows(chunks: readonly Chunk[], at: number): Reading {
  let end = at;
  while (end < chunks.length && (chunks[end]!.lines.some(hasTab) || (end > at && isPageNumber(chunks[end]!)))) {
    if (end > at && chunks[end]!.lines.some(hasTab) && !isRowPerLine(chunks[end]!)) break;
    if (end > at && startsOtherTable(chunks, at, end)) break;
    end++;
  }
  while (end > at + 1 && isPageNumber(chunks[end - 1]!)) end--;
  const before: Line[] = [];
  const aside: Line[] = [];
  const after: Line[] = [];
  const taken: Line[] = [];
  const found: Slots[] = [];
  let rest: Line[] = [];
  for (let index = at; index < end; index++) {
    const chunk = chunks[index]!;
    if (isPageNumber(chunk)) {
      append(aside, chunk.lines);
      continue;
    }
    const over = chunk.lines.findIndex((line, position) => {
      const row = position > 0 && hasTab(chunk.lines[position - 1]!) && found.length + position > 1;
      return row && !hasTab(line) && endsRows(line);
    });
    if (over >= 0) {
      rest = chunk.lines.slice(over);
      end = index + 1;
    }
    const own = over >= 0 ? chunk.lines.slice(0, over) : chunk.lines;
    let lastTab = own.length - 1;
    while (!hasTab(own[lastTab]!)) lastTab--;
    own.forEach((line, position) => {
      const plain = !hasTab(line);
      if (plain && found.length === 0) return void before.push(line);
      if (
        plain &&
        index === end - 1 &&
        position > lastTab &&
        !(found.length > 0 && isOpenQuote(found[found.length - 1]!))
      ) {
        return void after.push(line);
      }
      taken.push(line);
      const previous = found[found.length - 1];
      if (previous && isOpenQuote(previous)) return appendSlots(previous, slotsOf(line));
      found.push({ cells: slotsOf(line), line, gap: position === 0 ? chunk.gap : 0 });
    });
  }
  const rows = trimSlots(joinBroken(found)).map(({ cells, line, gap }) => ({ cells, line: line.number, gap }));
  return { stretches: assemble(before, { layout: 'slots', rows }, taken, [...aside, ...after]), next: end, rest };
}

/** A caption, heading or sentence between rows: the table is over. */
function endsRows(line: Line): boolean {
  const text = gist(line.text).trim();
  return OUTLINE.test(text) || CAPTION.test(text) || (text.length > 25 && /[。：]$/u.test(text));
}

/** After an empty line a row of other width that holds labels alone is the header of another table. */
function startsOtherTable(chunks: readonly Chunk[], at: number, next: number): boolean {
  const chunk = chunks[next]!;
  const line = chunk.lines[0]!;
  if (!hasTab(line)) return chunk.lines.some(hasTab);
  if (chunk.lines.length < 2) return false;
  const cells = slotsOf(line);
  const widths = chunks[at]!.lines.slice(0, 50)
    .filter(hasTab)
    .map((other) => slotsOf(other).length);
  const second = chunk.lines[1]!;
  return (
    !widths.includes(cells.length) &&
    slotsOf(second).length === cells.length &&
    cells.every((cell) => cell.text !== '' && !isFigure(cell.text) && cell.text.length <= 20)
  );
}

function slotsOf(line: Line): TextCell[] {
  const cells: TextCell[] = [];
  let start = 0;
  for (;;) {
    const tab = line.text.indexOf('\t', start);
    const piece = pieceOf(line, start, tab < 0 ? line.text.length : tab);
    cells.push(piece ? cellOf([piece]) : emptyCell());
    if (tab < 0) return cells;
    start = tab + 1;
  }
}

/** Spreadsheets quote a cell of several lines when they are copied. */
function isOpenQuote(row: Slots): boolean {
  const { text } = row.cells[row.cells.length - 1]!;
  return text.startsWith('"') && (text.match(/"/g)?.length ?? 0) % 2 === 1 && text.length < 20_000;
}

function appendSlots(row: Slots, cells: TextCell[]): void {
  const last = row.cells[row.cells.length - 1]!;
  extendCell(last, cells[0]!.pieces);
  append(row.cells, cells.slice(1));
  if (!isOpenQuote({ ...row, cells: [last] })) unquote(last);
}

function unquote(cell: TextCell): void {
  const first = cell.pieces[0]!;
  const last = cell.pieces[cell.pieces.length - 1]!;
  if (first === last || !last.text.endsWith('"')) return;
  const inner = [...cell.pieces];
  inner[0] = { ...first, text: first.text.slice(1), start: first.start + 1 };
  inner[inner.length - 1] = { ...last, text: last.text.slice(0, -1), end: last.end - 1 };
  cell.pieces = inner.filter((piece) => piece.text !== '');
  cell.text = cell.pieces.map((piece) => piece.text.replace(/""/g, '"')).join('\n');
}

/** A row that a line end inside a cell broke in two: the counts of both, less the shared cell, make a whole row. */
function joinBroken(found: readonly Slots[]): Slots[] {
  const counts = new Map<number, number>();
  for (const { cells } of found) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const width = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
  const joined: Slots[] = [];
  for (const row of found) {
    const previous = joined[joined.length - 1];
    const short = previous && previous.cells.length < width && row.cells.length < width;
    const shared = previous?.cells[previous.cells.length - 1]?.text ?? '';
    if (
      short &&
      previous.cells.length + row.cells.length - 1 === width &&
      previous.cells.length > 1 &&
      shared !== '' &&
      row.cells[0]!.text !== '' &&
      !isFigure(shared)
    ) {
      extendCell(previous.cells[previous.cells.length - 1]!, row.cells[0]!.pieces, row.gap > 0);
      append(previous.cells, row.cells.slice(1));
    } else joined.push({ ...row, cells: [...row.cells] });
  }
  return joined;
}

/** Without the columns at either side that are empty from top to bottom: a tab before each line, a tab after it. */
function trimSlots(rows: Slots[]): Slots[] {
  if (rows.length < 2) return rows;
  const many = rows.filter((row) => row.cells.length > 1);
  const lead = -greatest(
    many.map((row) => -emptyLead(row.cells)),
    -Infinity,
  );
  const width = greatest(
    many.map((row) => row.cells.length),
    0,
  );
  const ends = many.map((row) => row.cells.length - emptyLead([...row.cells].reverse()));
  const keep = greatest(ends, 1);
  if (!Number.isFinite(lead) || (lead === 0 && keep === width)) return rows;
  return rows.map((row) =>
    row.cells.length > 1 ? { ...row, cells: row.cells.slice(lead, Math.max(keep, lead + 1)) } : row,
  );
}

function emptyLead(cells: readonly TextCell[]): number {
  const first = cells.findIndex((cell) => cell.text !== '');
  return first < 0 ? cells.length : first;
}

/** What looked like a table but is prose (paragraphs with a tab in front, numbered lists) is given back as lines. */
function assemble(before: Line[], run: TextRun, taken: Line[], after: Line[]): Stretch[] {
  const stretches: Stretch[] = [];
  if (before.length > 0) stretches.push({ kind: 'prose', lines: before });
  if (isProse(run)) stretches.push({ kind: 'prose', lines: taken });
  else stretches.push({ kind: 'run', run, lines: taken });
  if (after.length > 0) stretches.push({ kind: 'prose', lines: after });
  return stretches;
}

function isProse(run: TextRun): boolean {
  const { rows } = run;
  if (rows.every((row) => row.cells.filter((cell) => cell.text !== '').length <= 1)) {
    return rows.every((row) => row.cells.length === 1) || rows.length === 1;
  }
  if (run.layout === 'merged') return rows.length === 1 && rows[0]!.cells.every(isSentence);
  return rows.every(({ cells }) => {
    const full = cells.filter((cell) => cell.text !== '');
    return full.length <= 1 || (full.length === 2 && LIST_MARK.test(gist(full[0]!.text)));
  });
}

function isSentence(cell: TextCell): boolean {
  if (OUTLINE.test(gist(cell.text)) || ITEM.test(gist(cell.text))) return cell.text.length >= 3;
  return cell.text.length > 30 && /[。；：]$/u.test(cell.text.slice(-10).trimEnd());
}

function leadingText(chunk: Chunk): Line[] {
  const first = chunk.lines.findIndex(hasTab);
  return first < 0 ? chunk.lines : chunk.lines.slice(0, first);
}

function isPageNumber(chunk: Chunk): boolean {
  return (
    chunk.lines.length === 1 &&
    (PAGE_NUMBER.test(gist(chunk.lines[0]!.text)) || BARE_NUMBER.test(gist(chunk.lines[0]!.text)))
  );
}

/** Whole rows on one line: a tab inside the text, or several in front of it. */
function isRowPerLine(chunk: Chunk): boolean {
  return chunk.lines.some(({ text }) => {
    const first = text.indexOf('\t');
    return first >= 0 && (text.includes('\t', first + 1) || text.slice(0, first).trim() !== '');
  });
}

function hasTab(line: Line): boolean {
  return line.text.includes('\t');
}

function lastCell(rows: readonly TextRow[]): TextCell {
  const { cells } = rows[rows.length - 1]!;
  return cells[cells.length - 1]!;
}

function pieces(lines: readonly Line[]): Piece[] {
  return lines.flatMap((line) => pieceOf(line) ?? []);
}
