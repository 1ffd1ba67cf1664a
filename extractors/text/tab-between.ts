import { cellOf, emptyCell, isFigure, isVoid, type TextCell, type TextRow } from './cells.js';
import { pieceOf, type Chunk, type Line } from './lines.js';
import { aroundTable, type Reading } from './stretch.js';
import { hasTab } from './tab-lines.js';
import { REMARK } from './words.js';

/** Empty lines inside a row, at most. */
const GAP = 2;

/** A row as the tabs give it, with the lines that it stands on. */
interface Row {
  cells: TextCell[];
  from: number;
  to: number;
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
  const found = rowsOf(lines);
  const width = widthOf(found);
  const first = found.findIndex(({ cells }) => cells.length > 1);
  const last = found.findLastIndex(({ cells }) => cells.length > 1);
  if (width === undefined || first < 0) return undefined;
  // The last label of the header: below 备注 a text ends its row, likely as not.
  const remarks = REMARK.test(found[first]!.cells[width - 1]?.text ?? '');
  let unsure = false;
  const rows = found.slice(first, last + 1).flatMap(({ cells, from }, at): TextRow[] => {
    const own = parted(cells, width, { isHeader: at === 0, remarks });
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
    else if (piece) rows.push({ cells: [cellOf([piece])], from: at, to: at + 1 });
    const open = rows[rows.length - 1];
    if (open) open.to = at + 1;
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
