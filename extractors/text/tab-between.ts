import { cellOf, emptyCell, isFigure, isVoid, type TextCell, type TextRow } from './cells.js';
import { pieceOf, type Chunk, type Line } from './lines.js';
import { aroundTable, type Reading } from './stretch.js';
import { hasTab } from './tab-lines.js';
import { isHeadline, REMARK, UNIT_TITLE } from './words.js';

/** Empty lines inside a row, at most. */
const GAP = 2;

/** A row as the tabs give it, with the lines that it stands on. */
interface Row {
  cells: TextCell[];
  from: number;
  to: number;
  /** How many cells stand before a tab alone on its line, below a text without one. */
  stops: number[];
}

/**
 * A cell a line and a tab between two of them, at the end of the line or alone on one, as browsers copy tables whose
 * cells hold paragraphs. A row ends where no tab stands between two texts. Undefined where tabs stand before texts.
 */
export function readTabBetween(chunks: readonly Chunk[], at: number): Reading | undefined {
  if (!isBetween(chunks[at]!)) return undefined;
  let next = at + 1;
  // An empty cell leaves an empty line behind the tab before it.
  while (next < chunks.length && chunks[next]!.gap <= GAP && isOpen(chunks[next - 1]!, chunks[next]!)) next++;
  const lines = chunks.slice(at, next).flatMap((chunk) => chunk.lines);
  const form = firstForm(rowsOf(lines));
  if (!form) return undefined;
  const { found, width } = form;
  const first = found.findIndex(({ cells }) => cells.length > 1);
  const last = found.findLastIndex(({ cells }) => cells.length > 1);
  // The last label of the header: below 备注 a text ends its row, likely as not.
  const remarks = REMARK.test(found[first]!.cells[width - 1]?.text ?? '');
  let unsure = false;
  const rows = found.slice(first, last + 1).flatMap((row, at): TextRow[] => {
    const { cells, from } = row;
    const own = (at === 0 && headerRows(row, width)) || parted(cells, width, { isHeader: at === 0, remarks });
    unsure ||= remarks && own.length > 1;
    return own.map((row) => ({ cells: row, line: lineOf(row) ?? lines[from]!.number, gap: 0 }));
  });
  if (rows.length < 2) return undefined;
  const [from, to] = [found[first]!.from, found[last]!.to];
  const even = rows.every(({ cells }) => cells.length === width || cells.length === 1);
  const table = {
    kind: 'run',
    run: { layout: even ? 'slots' : 'merged', rows },
    lines: lines.slice(from, to),
    ...(unsure ? { guessed: 'rows' as const } : even ? {} : { guessed: 'columns' as const }),
  } as const;
  return { stretches: aroundTable(lines.slice(0, from), table, []), next, rest: lines.slice(to) };
}

/** The first rows between two titles that have a width. */
function firstForm(rows: readonly Row[]): { found: Row[]; width: number } | undefined {
  const isHead = ({ cells: [cell], to, from }: Row) =>
    to === from + 1 && (isHeadline(cell!.text) || UNIT_TITLE.test(cell!.text));
  for (let from = 0; from < rows.length;) {
    let to = from + 1;
    while (to < rows.length && (rows[to]!.cells.length > 1 || !isHead(rows[to]!))) to++;
    const found = rows.slice(from, to);
    const width = widthOf(found);
    if (width !== undefined) return { found, width };
    from = to;
  }
  return undefined;
}

function isBetween({ lines }: Chunk): boolean {
  return lines.every(({ text }) => /^[^\t]*\t?\s*$/.test(text));
}

function isOpen(above: Chunk, below: Chunk): boolean {
  if (!isBetween(below) || !below.lines.some(hasTab)) return false;
  return hasTab(above.lines[above.lines.length - 1]!) || below.lines[0]!.text.trim() === '';
}

function rowsOf(lines: readonly Line[]): Row[] {
  const rows: Row[] = [];
  let parts = false;
  lines.forEach((line, at) => {
    const piece = pieceOf(line);
    const tab = line.text.includes('\t');
    const row = rows[rows.length - 1];
    if (piece && row && parts) row.cells[row.cells.length - 1] = cellOf([piece]);
    else if (piece) rows.push({ cells: [cellOf([piece])], from: at, to: at + 1, stops: [] });
    const open = rows[rows.length - 1];
    if (open) open.to = at + 1;
    if (tab && !piece && !parts) open?.stops.push(open.cells.length);
    if (tab && open) open.cells.push(emptyCell());
    parts = tab || (parts && !piece);
  });
  return rows;
}

/** The number of columns: what most rows have, or several rows together that an empty cell at a border joined. */
function widthOf(rows: readonly Row[]): number | undefined {
  const counts = rows.map(({ cells }) => cells.length).filter((count) => count > 1);
  for (const width of [...new Set(counts)].sort((a, b) => a - b)) {
    const whole = counts.filter((count) => (width === 2 ? count === 2 : (count - 1) % (width - 1) === 0)).length;
    if (whole * 4 >= counts.length * 3) return width;
  }
  return undefined;
}

/** 其中： at the end of a header row, above one whose first cells are empty; the lowest has the width of all rows. */
function headerRows({ cells, stops }: Row, width: number): TextCell[][] | undefined {
  const last = stops[stops.length - 1];
  if (last === undefined || cells.length - last + 1 !== width) return undefined;
  return [0, ...stops].map((from, at) => {
    const own = cells.slice(from, stops[at]);
    return at === 0 ? own : [emptyCell(), ...own];
  });
}

/** Rows of one width; the text between two of them ends the one if it is a figure, else it begins the other. */
function parted(
  cells: readonly TextCell[],
  width: number,
  { isHeader, remarks }: { isHeader: boolean; remarks: boolean },
): TextCell[][] {
  if (cells.length <= width || (cells.length - 1) % (width - 1) !== 0) return [[...cells]];
  const rows: TextCell[][] = [];
  for (let from = 0, begins = true; from + 1 < cells.length; from += width - 1) {
    const own = cells.slice(from, from + width);
    const shared = own[width - 1]!;
    const ends =
      from + width === cells.length ||
      isFigure(shared.text) ||
      isVoid(shared.text) ||
      (isHeader && from === 0) ||
      (remarks && !isFigure(cells[from + width]!.text) && !/[（(]\d+(?:\.\d+)?分[)）]$/u.test(shared.text));
    rows.push([begins ? own[0]! : emptyCell(), ...own.slice(1, -1), ends ? shared : emptyCell()]);
    begins = !ends;
  }
  return rows;
}

function lineOf(cells: readonly TextCell[]): number | undefined {
  return cells.find(({ pieces }) => pieces.length > 0)?.pieces[0]!.line;
}
