import { cellOf, emptyCell, extendCell, isFigure, type TextCell, type TextRow } from './cells.js';
import { append, displayWidth, isRowOf, pieceOf, type Chunk, type Line, type Piece } from './lines.js';
import { aroundTable, type Reading } from './stretch.js';

const SEPARATOR = /[|｜│┃║▏]/u;
const SEPARATORS = /[|｜│┃║▏]/gu;
/** Lines that only draw: markdown rulers, +---+, box drawing. */
const RULER = /^[\s|｜+:：\-—=_\u2500-\u257f]*$/u;
const DRAWN = /[-—=_\u2500-\u257f]{2}/u;

interface Slot {
  cell: TextCell;
  /** Display column at which the slot begins. */
  left: number;
  /** Display columns that it has. */
  room: number;
}

/** Tables drawn with `|`: plain, markdown with its ruler line, and box-drawing characters with cells of several lines. */
export function readPipes(chunks: readonly Chunk[], at: number): Reading | undefined {
  const chunk = chunks[at]!;
  const first = chunk.lines.findIndex(isTableLine);
  if (first < 0) return undefined;
  let last = first;
  // Up to two lines inside a table may belong to a cell that a line end broke.
  for (let line = first + 1; line < chunk.lines.length && line <= last + 3; line++) {
    const broken = line === last + 1 || isOpen(chunk.lines[last]!);
    if (isTableLine(chunk.lines[line]!) && broken) last = line;
  }
  const taken = chunk.lines.slice(first, last + 1);
  let next = at + 1;
  // A page end inside the table leaves an empty line.
  const after = chunk.lines.slice(last + 1);
  if (after.length === 0) {
    while (next < chunks.length && chunks[next]!.lines.every(isTableLine) && sameWidth(taken, chunks[next]!.lines)) {
      append(taken, chunks[next]!.lines);
      next++;
    }
  }
  const rows = rowsOf(taken);
  if (rows.length < 2 || rows.every((row) => row.cells.length < 2)) return undefined;
  const run = { layout: 'slots', rows } as const;
  return {
    stretches: aroundTable(chunk.lines.slice(0, first), { kind: 'run', run, lines: taken }, []),
    next,
    rest: after,
  };
}

/** A row whose closing bar is missing, though it has an opening one. */
function isOpen(line: Line): boolean {
  const text = line.text.trim();
  return SEPARATOR.test(text[0] ?? '') && !SEPARATOR.test(text[text.length - 1] ?? '');
}

function rowsOf(lines: readonly Line[]): TextRow[] {
  // The ruler of markdown parts the header from the rows; only drawn rulers part row from row.
  const rulers = lines.filter(
    (line, at) => at > 0 && at < lines.length - 1 && isRuler(line) && !/^[\s|:-]*$/.test(line.text),
  ).length;
  const grouped = rulers >= 2;
  const ruled = lines.some(isRuler);
  const found: { slots: Slot[]; line: Line }[] = [];
  const edges = edgesOf(lines);
  let open = false;
  for (const line of lines) {
    if (isRuler(line)) {
      open = false;
      continue;
    }
    const slots = slotsOf(line, edges);
    const previous = found[found.length - 1];
    if (grouped && open && previous && slots.length === previous.slots.length) {
      slots.forEach(({ cell }, column) => extendCell(previous.slots[column]!.cell, cell.pieces));
    } else if (slots.length === 1 && !SEPARATOR.test(line.text) && previous) {
      // A line end inside the last cell.
      extendCell(previous.slots[previous.slots.length - 1]!.cell, slots[0]!.cell.pieces);
    } else if (!ruled && previous && isWrapped(slots, previous.slots)) {
      slots.forEach(({ cell }, column) => extendCell(previous.slots[column]!.cell, cell.pieces));
    } else found.push({ slots, line });
    open = true;
  }
  const widest = found.reduce((best, row) => (row.slots.length > best.length ? row.slots : best), [] as Slot[]);
  return found.map(({ slots, line }) => ({ cells: onColumns(slots, widest), line: line.number, gap: 0 }));
}

/**
 * Whether a line of fixed columns holds nothing but the rest of cells that fill theirs in the line above, as antiword
 * prints cells of several lines.
 */
function isWrapped(slots: readonly Slot[], above: readonly Slot[]): boolean {
  if (slots.length !== above.length || slots[0]!.cell.text !== '') return false;
  const filled = slots.flatMap(({ cell }, column) => (cell.text === '' ? [] : [column]));
  return (
    filled.length > 0 &&
    slots.every(({ left }, column) => left === above[column]!.left) &&
    filled.every((column) => {
      const { cell, room } = above[column]!;
      const last = cell.pieces[cell.pieces.length - 1]?.text ?? '';
      return room >= 6 && displayWidth(last) >= room - 1 && !isFigure(last) && !isFigure(slots[column]!.cell.text);
    })
  );
}

/** A row with fewer separators than the widest one: its cells stand where the columns begin, if they do. */
function onColumns(slots: readonly Slot[], widest: readonly Slot[]): TextCell[] {
  const cells = slots.map(({ cell }) => cell);
  if (slots.length === widest.length || slots.length < 2) return cells;
  const columns = slots.map(({ left }) => widest.findIndex((slot) => Math.abs(slot.left - left) <= 1));
  if (columns.some((column, at) => column < 0 || (at > 0 && column <= columns[at - 1]!))) return cells;
  const spread = widest.map(() => emptyCell());
  columns.forEach((column, at) => {
    spread[column] = { ...cells[at]!, span: (columns[at + 1] ?? widest.length) - column };
  });
  return spread;
}

/** Whether rows begin and end with a bar; a bar at the edge of a row without is the border of an empty cell. */
interface Edges {
  left: boolean;
  right: boolean;
}

function edgesOf(lines: readonly Line[]): Edges {
  const rows = lines
    .filter((line) => !isRuler(line) && SEPARATOR.test(line.text))
    .map(({ text }) => ({ text, bars: text.split(SEPARATOR).length }));
  const share = (at: number) =>
    rows.filter(({ text }) => SEPARATOR.test(text.trim().at(at) ?? '')).length > rows.length * 0.6;
  const counts = (at: number) => {
    const byEdge = [new Map<number, number>(), new Map<number, number>()] as const;
    for (const { text, bars } of rows) {
      const edge = SEPARATOR.test(text.trim().at(at) ?? '') ? 1 : 0;
      byEdge[edge].set(bars, (byEdge[edge].get(bars) ?? 0) + 1);
    }
    return byEdge.map((map) => [...map].sort((a, b) => b[1] - a[1])[0]?.[0]);
  };
  const isEdge = (at: number): boolean => {
    const [without, having] = counts(at);
    // Rows with as many bars whether they end in one or not: the last column is empty here and there.
    return without === having && without !== undefined ? false : share(at);
  };
  return { left: isEdge(0), right: isEdge(-1) };
}

function slotsOf(line: Line, edges: Edges): Slot[] {
  const { text } = line;
  const slots: Slot[] = [];
  let start = 0;
  let left = 0;
  const add = (end: number) => {
    const piece = pieceOf(line, start, end);
    // A ruler beside text is the edge of a merged cell.
    const drawn = piece && RULER.test(piece.text) && DRAWN.test(piece.text) && /[\u2500-\u257f]|-{3}/u.test(piece.text);
    const room = displayWidth(text.slice(start, end));
    slots.push({ cell: piece && !drawn ? cellOf([plain(piece)]) : emptyCell(), left, room });
    left += room + 1;
    start = end + 1;
  };
  SEPARATORS.lastIndex = 0;
  while (SEPARATORS.test(text)) {
    const at = SEPARATORS.lastIndex - 1;
    if (text[at - 1] !== '\\') add(at);
  }
  const closed = edges.right && slots.length > 0 && text.slice(start).trim() === '';
  if (!closed) add(text.length);
  if (edges.left && slots.length > 1 && slots[0]!.cell.text === '' && SEPARATOR.test(text.trimStart()[0] ?? ''))
    slots.shift();
  return slots;
}

/** Without the signs of markdown for stress and for a bar inside a cell. */
function plain(piece: Piece): Piece {
  const { text } = piece;
  const stressed = /^(?:\*\*[^*]+\*\*|__[^_]+__)$/u.test(text) ? 2 : 0;
  if (stressed === 0 && !text.includes('\\')) return piece;
  const inner = text.slice(stressed, text.length - stressed).replace(/\\([|*_])/g, '$1');
  return { ...piece, text: inner, start: piece.start + stressed, end: piece.end - stressed };
}

function sameWidth(lines: readonly Line[], others: readonly Line[]): boolean {
  const count = (line: Line) => line.text.split(SEPARATOR).length;
  const widths = new Set(
    lines
      .slice(0, 20)
      .filter((line) => !isRuler(line))
      .map(count),
  );
  return others.slice(0, 20).some((line) => !isRuler(line) && widths.has(count(line)));
}

function isTableLine(line: Line): boolean {
  const { text } = line;
  if (text.includes('\t') || text.length > 100_000) return false;
  const first = text.search(SEPARATOR);
  if (first < 0) return isRuler(line);
  if (!isRowOf(text, SEPARATORS)) return false;
  return (
    SEPARATOR.test(text.slice(first + 1)) ||
    /[^\s].*/u.test(text.slice(0, first).trim() && text.slice(first + 1).trim())
  );
}

function isRuler(line: Line): boolean {
  return line.text.length < 5000 && RULER.test(line.text) && DRAWN.test(line.text);
}
