import { cellOf, emptyCell, isFigure, isVoid, type TextCell, type TextRow } from './cells.js';
import { append, MOST_COLUMNS, pieceOf, type Chunk, type Line, type Piece } from './lines.js';
import { aroundTable, type Reading } from './stretch.js';

/** Lines that one quoted field may reach over. */
const TALLEST_FIELD = 40;
const LONGEST_LINE = 20_000;
const SEPARATORS = [',', ';', '^', '~'];
/** Signs that writers use, too: they part cells only where labels stand over columns of figures. */
const WRITTEN = ['，', '；', '、', ' / ', ' - ', '/', '·'];

interface Item {
  cells: TextCell[];
  /** Line of the chunk in which it begins, and the one after its last. */
  from: number;
  to: number;
}

/**
 * Values parted by commas, semicolons or signs that no writer uses, only where it is sure: a run of lines with the same number of fields that quotes,
 * empty fields or columns of figures show to be no sentences. Unquoted thousands commas make the counts differ, and the
 * lines stay prose.
 */
export function readCommas(chunks: readonly Chunk[], at: number): Reading | undefined {
  const { lines, next } = withQuoted(chunks, at);
  if (lines.length < 3) return undefined;
  const figured = lines.filter(({ text }) => FIGURE_LAST.test(text.slice(-4))).length;
  for (const separator of figured < 2 ? SEPARATORS : [...SEPARATORS, ...WRITTEN]) {
    if (lines.filter(({ text }) => text.includes(separator)).length < 3) continue;
    const run = longestRun(itemsOf(lines, separator));
    if (
      run.length < 3 ||
      (separator === ',' && areThousands(run)) ||
      !(SEPARATORS.includes(separator) ? isSure(run, lines) : isHeaded(run))
    )
      continue;
    const [first, last] = [run[0]!.from, run[run.length - 1]!.to];
    const rows: TextRow[] = run.map(({ cells, from }) => ({ cells, line: lines[from]!.number, gap: 0 }));
    const table = { kind: 'run', run: { layout: 'slots', rows }, lines: lines.slice(first, last) } as const;
    return { stretches: aroundTable(lines.slice(0, first), table, []), next, rest: lines.slice(last) };
  }
  return undefined;
}

/** The lines of a chunk, and those of the chunks below into which a quoted field with empty lines reaches. */
function withQuoted(chunks: readonly Chunk[], at: number): { lines: readonly Line[]; next: number } {
  const own = chunks[at]!.lines;
  const quotes = (lines: readonly Line[]) =>
    lines.reduce((sum, { text }) => sum + (text.length > LONGEST_LINE ? 0 : text.split('"').length - 1), 0);
  if (!own.some(({ text }) => QUOTED.test(text)) || quotes(own) % 2 === 0) return { lines: own, next: at + 1 };
  const lines = [...own];
  let open = true;
  for (let next = at + 1; next < chunks.length && next - at <= TALLEST_FIELD; next++) {
    append(lines, chunks[next]!.lines);
    if (quotes(chunks[next]!.lines) % 2 === 1) open = !open;
    if (!open) return { lines, next: next + 1 };
  }
  return { lines: own, next: at + 1 };
}

const QUOTED = /(?:^|[,;])"[^"]/;

function itemsOf(lines: readonly Line[], separator: string): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < lines.length;) {
    const item = itemAt(lines, at, separator) ?? { cells: [], from: at, to: at + 1 };
    items.push(item);
    at = item.to;
  }
  return items;
}

/** The longest run of items with as many fields each, two at least. */
function longestRun(items: readonly Item[]): Item[] {
  let best: [number, number] = [0, 0];
  let from = 0;
  for (let at = 1; at <= items.length; at++) {
    if (items[at]?.cells.length === items[from]!.cells.length) continue;
    if (items[from]!.cells.length > 1 && at - from > best[1] - best[0]) best = [from, at];
    from = at;
  }
  return items.slice(...best);
}

function isSure(run: readonly Item[], lines: readonly Line[]): boolean {
  const width = run[0]!.cells.length;
  if (width === 2 && run.length < 5) return false;
  const cells = run.flatMap((item) => item.cells);
  const data = run.slice(1);
  const figures = Array.from({ length: width }, (_, column) => {
    const texts = data.map((item) => item.cells[column]!.text).filter((text) => text !== '');
    return texts.length * 2 >= data.length && texts.filter((text) => isFigure(text)).length * 3 >= texts.length * 2;
  }).filter(Boolean).length;
  const quoted = run.some(({ from }) => QUOTED.test(lines[from]!.text));
  const empty = cells.filter(({ text }) => text === '').length;
  if (width > 2 && (quoted || empty * 20 > cells.length) && run.length > 3) return true;
  if (width > 3 && figures > 0) return true;
  if (cells.some(({ text }) => /[。！？]$/u.test(text))) return false;
  return figures > 0 && cells.reduce((sum, { text }) => sum + text.length, 0) <= cells.length * 40;
}

/** 基本支出  1,200.50  980,000: in most rows every comma stands before three digits and behind some. */
function areThousands(run: readonly Item[]): boolean {
  const inFigures = run.filter(({ cells }) =>
    cells.every(({ text }, at) => at === 0 || (/\d$/u.test(cells[at - 1]!.text) && /^\d{3}(?!\d)/u.test(text))),
  );
  return inFigures.length * 2 > run.length;
}

/** Short labels over rows in which nothing but figures, and hardly anything else, stands behind the first field. */
function isHeaded([head, ...body]: readonly Item[]): boolean {
  const width = head!.cells.length;
  if (width < 3 || !head!.cells.every(({ text }) => LABEL.test(text) && !isFigure(text))) return false;
  const values = body.flatMap(({ cells }) => cells.slice(1));
  const figures = values.filter(({ text }) => isFigure(text)).length;
  return (
    body.every(({ cells: [label, ...rest] }) => LABEL.test(label!.text) && rest.some(({ text }) => isFigure(text))) &&
    values.every(({ text }) => isFigure(text) || isVoid(text) || LABEL.test(text)) &&
    figures * 3 >= values.length * 2
  );
}

/** The end of a row of figures. */
const FIGURE_LAST = /[\d%％/—-]\s*$/u;

/** Words without a wide gap or the end of a sentence. */
const LABEL = /^(?!.*(?:\s{2}|[。！？]))\S.{0,39}$/u;

/** The fields that begin in a line as RFC 4180 has them; undefined where a quote stays open. */
function itemAt(lines: readonly Line[], first: number, separator: string): Item | undefined {
  const cells: TextCell[] = [];
  let at = first;
  let line = lines[at]!;
  if (line.text.length > LONGEST_LINE || !line.text.includes(separator)) return undefined;
  for (let start = 0; start <= line.text.length;) {
    if (cells.length > MOST_COLUMNS) return undefined;
    let end: number;
    if (line.text[start] === '"') {
      const pieces: Piece[] = [];
      let from = start + 1;
      let close = closingQuote(line.text, from);
      while (close < 0) {
        push(pieces, line, from, line.text.length);
        const next = lines[++at];
        if (!next || at - first >= TALLEST_FIELD || next.text.length > LONGEST_LINE) return undefined;
        line = next;
        from = 0;
        close = closingQuote(line.text, 0);
      }
      push(pieces, line, from, close);
      cells.push(cellOf(pieces));
      end = close + 1;
      if (end < line.text.length && !line.text.startsWith(separator, end)) return undefined;
    } else {
      end = line.text.indexOf(separator, start);
      if (end < 0) end = line.text.length;
      const piece = pieceOf(line, start, end);
      cells.push(piece ? cellOf([piece]) : emptyCell());
    }
    start = end + separator.length;
  }
  return { cells, from: first, to: at + 1 };
}

function closingQuote(text: string, from: number): number {
  let close = text.indexOf('"', from);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}

function push(pieces: Piece[], line: Line, start: number, end: number): void {
  const piece = pieceOf(line, start, end);
  if (piece) pieces.push({ ...piece, text: piece.text.replace(/""/g, '"') });
}
