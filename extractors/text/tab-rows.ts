import { cellOf, emptyCell, extendCell, isFigure, type TextCell } from './cells.js';
import { append, gist, greatest, pieceOf, type Chunk, type Line } from './lines.js';
import type { Reading } from './stretch.js';
import { assemble, hasTab, isPageNumber, isRowPerLine } from './tab-lines.js';
import { CAPTION, OUTLINE, WHOLE } from './words.js';

/** Whole rows on one line, cells parted by tabs. */
export function readTabRows(chunks: readonly Chunk[], at: number): Reading {
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
  unquoteAll(found);
  const cut = trimEnds(found);
  const layout = layoutOf(cut);
  const whole = layout === 'merged' ? cut : trimSlots(joinBroken(cut));
  const rows = whole.map(({ cells, line, gap }) => ({ cells, line: line.number, gap }));
  const stretches = assemble(before, { layout, rows }, taken, [...aside, ...after]);
  // Merged cells that were written once tell their columns only by what stands below them.
  if (layout === 'merged') for (const stretch of stretches) if (stretch.kind === 'run') stretch.guessed = 'columns';
  return { stretches, next: end, rest };
}

interface Slots {
  cells: TextCell[];
  line: Line;
  gap: number;
}

/**
 * Whether each grid position has its slot, or merged cells were written once, as word processors copy a table. Then rows
 * that are short are headers without an empty slot, totals, or forms of their own with fewer columns; slots that were
 * lost are missing in single rows here and there.
 */
function layoutOf(found: readonly Slots[]): 'slots' | 'merged' {
  const rows = found.filter(({ cells }) => cells.length > 1);
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  if (counts.size < 2) return 'slots';
  const [usual = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  let merged = 0;
  // Where empty cells at the end of a row are kept, no row is short because it lost some.
  const kept = rows.filter(({ cells }) => cells[cells.length - 1]!.text === '').length > 1;
  const head = rows[0]!.cells;
  // An empty slot behind a label of the first row is the rest of a merged cell.
  let slots = head.length >= usual && head.slice(1, -1).some(({ text }) => text === '') ? 3 : 0;
  for (let at = 0; at < rows.length; at++) {
    const { cells } = rows[at]!;
    const next = rows[at + 1];
    const [before, after] = [rows[at - 1]?.cells.length, next?.cells.length];
    const full = cells.every(({ text }) => text !== '');
    const labels = cells.every(({ text }) => !isFigure(text) && text.length <= 30);
    // Under a header with spans the wider row goes on from it at the left.
    if (labels && after !== undefined && after > cells.length && next!.gap === 0)
      merged += full ? (next!.cells[0]!.text === '' ? 2 : 1) : 0;
    else if (WHOLE.test(cells[0]!.text) && cells.length < usual) merged++;
    else if (cells.length === usual) slots += labels && !full && before !== usual && after === usual ? 1 : 0;
    else if (cells.length !== before) {
      let end = at;
      while (rows[end + 1]?.cells.length === cells.length) end++;
      if (end - at >= 2 || (end > at && full && labels) || (kept && cells.length < usual)) merged++;
      else slots++;
    }
  }
  return merged > slots ? 'merged' : 'slots';
}

/** Without the empty cell that a tab at the end of every line makes. */
function trimEnds(rows: readonly Slots[]): Slots[] {
  const many = rows.filter(({ cells }) => cells.length > 1);
  if (many.some(({ cells }) => cells[cells.length - 1]!.text !== '')) return [...rows];
  return rows.map((row) => (row.cells.length > 1 ? { ...row, cells: row.cells.slice(0, -1) } : row));
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

/** Some programs quote every cell that they write, others figures that hold commas. */
function unquoteAll(rows: readonly Slots[]): void {
  const cells = rows.flatMap((row) => row.cells.filter(({ text }) => text !== ''));
  const quoted = cells.filter(({ text, pieces }) => text.length > 1 && pieces.length === 1 && QUOTED.test(text));
  const all = quoted.length === cells.length;
  for (const cell of quoted) {
    if (!all && !isFigure(cell.text.slice(1, -1))) continue;
    const [piece] = cell.pieces;
    const text = cell.text.slice(1, -1).replace(/""/g, '"').trim();
    cell.pieces = text === '' ? [] : [{ ...piece!, text, start: piece!.start + 1, end: piece!.end - 1 }];
    cell.text = text;
  }
}

const QUOTED = /^"(?:[^"]|"")*"$/;

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
