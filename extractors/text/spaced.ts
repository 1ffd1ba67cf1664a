import type { Notice } from '../../schemas/index.js';
import { cellOf, emptyCell, extendCell, isFigure, isVoid, type TextCell, type TextRow } from './cells.js';
import { displayWidth, gist, greatest, pieceOf, type Chunk, type Line, type Piece } from './lines.js';
import { CAPTION, OUTLINE } from './words.js';
import { aroundTable, noticeAt, type Reading } from './stretch.js';

interface Span {
  piece: Piece;
  /** Display columns; `byPosition` may change them for characters. */
  left: number;
  right: number;
  /** Characters: some tools lay text out as if every sign took one column. */
  characters: { left: number; right: number };
}

interface SpacedLine {
  line: Line;
  spans: Span[];
}

/**
 * Columns held apart by spaces: two or more of them (or full-width ones), or single ones before figures, as PDF viewers
 * copy a table. Cells go to columns by position where rows differ; where positions tell nothing, from the left, with
 * a notice.
 */
export function readSpaced(chunks: readonly Chunk[], at: number): Reading | undefined {
  const { lines } = chunks[at]!;
  if (lines.length < 3 && !(chunks[at + 1] && lines.length >= 1)) return undefined;
  if (lines.some((line) => line.text.length > 2000)) return undefined;
  return readWide(lines, at) ?? readNarrow(lines, at);
}

function readWide(lines: readonly Line[], at: number): Reading | undefined {
  const all = lines.map((line) => ({
    line,
    spans: spansOf(line, /[ \u00a0]{2,}|[ \u00a0]?\u3000[ \u3000\u00a0]+|\u3000{2,}/gu),
  }));
  const region = regionOf(all, (row) => row.spans.length >= 2);
  if (!region) return undefined;
  const [first, last] = region;
  const rows = all.slice(first, last + 1);
  const many = rows.filter((row) => row.spans.length >= 2);
  const figures = many.filter((row) => row.spans.slice(1).some((span) => isFigure(span.piece.text)));
  if (many.length < 3 || many.length * 2 < rows.length || figures.length < 2) return undefined;
  if (figures.length * 2 < many.length && many.filter((row) => row.spans.length >= 3).length < 3) return undefined;
  const placed = byPosition(rows);
  return build(lines, first, last, placed.rows, at, placed.unsure ? [unsure(lines[first]!.number)] : []);
}

/** 局机关 1115.55 118.68 914.49: single spaces, figures at the end of every line. */
function readNarrow(lines: readonly Line[], at: number): Reading | undefined {
  const all = lines.map((line) => ({ line, spans: narrowSpans(line) }));
  const tail = (row: SpacedLine) => row.spans.filter((span) => isFigure(span.piece.text)).length;
  const isRow = (row: SpacedLine) => tail(row) >= 2 && !isFigure(row.spans[0]!.piece.text);
  const region = regionOf(all, isRow);
  if (!region) return undefined;
  let [first, last] = region;
  const data = all.slice(first, last + 1);
  if (data.length < 3 || !data.every(isRow)) return undefined;
  const width = greatest(
    data.map((row) => row.spans.length),
    0,
  );
  const complete = data.filter((row) => row.spans.length === width).length;
  if (complete * 2 < data.length) return undefined;
  const header = all[first - 1];
  const labels = header ? spansOf(header.line, /[\s\u3000]+/gu) : [];
  if (header && labels.length === width) {
    all[first - 1] = { line: header.line, spans: labels };
    first--;
  }
  const rows: TextRow[] = all.slice(first, last + 1).map(({ line, spans }) => ({
    cells: [...spans.map(({ piece }) => cellOf([piece])), ...Array.from({ length: width - spans.length }, emptyCell)],
    line: line.number,
    gap: 0,
  }));
  return build(lines, first, last, rows, at, complete < data.length ? [lost(lines[first]!.number)] : []);
}

function build(
  lines: readonly Line[],
  first: number,
  last: number,
  rows: TextRow[],
  at: number,
  notices: Notice[],
): Reading {
  const stretch = {
    kind: 'run' as const,
    run: { layout: 'slots' as const, rows },
    lines: lines.slice(first, last + 1),
    notices,
  };
  return { stretches: aroundTable(lines.slice(0, first), stretch, []), next: at + 1, rest: lines.slice(last + 1) };
}

function lost(line: number): Notice {
  return noticeAt(
    'empty-cells-lost',
    line,
    '空单元格在文本中丢失，有的行的数字可能不在原来的列。',
    'empty cells are lost in the text; figures of some rows may stand in another column.',
  );
}

function unsure(line: number): Notice {
  return noticeAt(
    'columns-unsure',
    line,
    '表头与数字没有上下对齐，列的归属可能有误，请核对原件。',
    'labels and figures do not stand under each other; columns may be wrong. Please check the original.',
  );
}

/** First and last row that pass; lines between them belong to the table. */
function regionOf(rows: readonly SpacedLine[], passes: (row: SpacedLine) => boolean): [number, number] | undefined {
  const first = rows.findIndex(passes);
  if (first < 0) return undefined;
  let last = first;
  // A table ends where more than two lines in a row are no rows of it.
  for (let at = first + 1; at < rows.length && at <= last + 3 && !isTitle(rows[at]!); at++) {
    if (passes(rows[at]!)) last = at;
  }
  return [first, last];
}

/** A line of its own that heads the next form: its columns are others. */
function isTitle({ spans }: SpacedLine): boolean {
  const text = spans.length === 1 ? gist(spans[0]!.piece.text) : '';
  return OUTLINE.test(text) || CAPTION.test(text) || /[（(](?:单位[:：])?(?:万|亿)?元[)）]$/u.test(text);
}

/** Rows with all columns go in order; the others by the nearest left edge, right edge or middle. */
function byPosition(all: readonly SpacedLine[]): { rows: TextRow[]; unsure: boolean } {
  const lines = all.map(({ line, spans }) => ({ line, spans: [...spans] }));
  if (unevenness(lines, (span) => span.characters) < unevenness(lines, (span) => span)) {
    for (const row of lines) row.spans = row.spans.map((span) => ({ ...span, ...span.characters }));
  }
  const width = greatest(
    lines.map(({ spans }) => spans.length),
    0,
  );
  const full = lines.filter(({ spans }) => spans.length === width);
  const columns = Array.from({ length: width }, (_, column) => {
    const spans = full.map((row) => row.spans[column]!);
    return { left: median(spans.map((span) => span.left)), right: median(spans.map((span) => span.right)) };
  });
  const figures = full.filter(({ spans }) => spans.some((span) => isFigure(span.piece.text)));
  const extents = columns.map((_, column) => ({
    left: -greatest(
      figures.map(({ spans }) => -spans[column]!.left),
      -Infinity,
    ),
    right: greatest(
      figures.map(({ spans }) => spans[column]!.right),
      -Infinity,
    ),
  }));
  const rows: TextRow[] = [];
  let unsure = false;
  for (const { line, spans } of lines) {
    const places = spans.length === width ? spans.map((_, column) => column) : nearest(spans, columns);
    const previous = rows[rows.length - 1];
    const [only] = spans;
    if (spans.length === 1 && only && places[0]! > 0 && !isFigure(only.piece.text)) {
      const target = previous?.cells[places[0]!];
      const text = target?.text ?? '';
      if (target && text !== '' && !isFigure(text) && !isVoid(text) && !OUTLINE.test(only.piece.text)) {
        extendCell(target, [only.piece]);
        continue;
      }
      if (width > 2) {
        rows.push({ cells: [cellOf([only.piece])], line: line.number, gap: 0 });
        continue;
      }
    }
    const cells: TextCell[] = columns.map(() => emptyCell());
    unsure ||= spans.some(({ left, right }, index) => {
      const extent = extents[places[index]!]!;
      return spans.length > 1 && figures.length > 0 && (left > extent.right + 3 || right < extent.left - 3);
    });
    spans.forEach((span, index) => extendCell(cells[places[index]!]!, [span.piece]));
    rows.push({ cells, line: line.number, gap: 0 });
  }
  return { rows: joinLabels(rows), unsure };
}

/** How far the cells of complete rows are from standing under each other: at the left, at the right or in the middle. */
function unevenness(lines: readonly SpacedLine[], edges: (span: Span) => { left: number; right: number }): number {
  const width = greatest(
    lines.map(({ spans }) => spans.length),
    0,
  );
  const full = lines.filter(({ spans }) => spans.length === width);
  const spread = (numbers: readonly number[]) => {
    const middle = median([...numbers]);
    return numbers.reduce((sum, number) => sum + Math.abs(number - middle), 0);
  };
  let total = 0;
  for (let column = 0; column < width; column++) {
    const all = full.map((row) => edges(row.spans[column]!));
    total += Math.min(
      spread(all.map(({ left }) => left)),
      spread(all.map(({ right }) => right)),
      spread(all.map(({ left, right }) => (left + right) / 2)),
    );
  }
  return total;
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/**
 * A label of two lines stands half above and half below the line of its figures; a label that stands for two rows
 * stands between them.
 */
function joinLabels(rows: readonly TextRow[]): TextRow[] {
  const joined: TextRow[] = [];
  const isLabel = (row: TextRow | undefined) =>
    row !== undefined && row.cells[0]!.text !== '' && row.cells.slice(1).every(({ text }) => text === '');
  const isHeadless = (row: TextRow | undefined) =>
    row !== undefined && row.cells[0]!.text === '' && row.cells.some(({ text }) => text !== '');
  for (let at = 0; at < rows.length; at++) {
    const [above, middle, below] = [rows[at]!, rows[at + 1], rows[at + 2]];
    if (isLabel(above) && isHeadless(middle) && isLabel(below) && middle!.cells.some(({ text }) => isFigure(text))) {
      extendCell(above.cells[0]!, below!.cells[0]!.pieces);
      joined.push({ ...middle!, cells: [above.cells[0]!, ...middle!.cells.slice(1)] });
      at += 2;
    } else if (isHeadless(above) && isLabel(middle) && isHeadless(below)) {
      joined.push({ ...above, cells: [middle!.cells[0]!, ...above.cells.slice(1)] }, below!);
      at += 2;
    } else joined.push(above);
  }
  return joined;
}

function nearest(spans: readonly Span[], columns: readonly { left: number; right: number }[]): number[] {
  const distance = (span: Span, column: { left: number; right: number }) =>
    Math.min(
      Math.abs(span.left - column.left),
      Math.abs(span.right - column.right),
      Math.abs(span.left + span.right - column.left - column.right) / 2,
    ) -
    0.5 * Math.max(0, Math.min(span.right, column.right) - Math.max(span.left, column.left));
  // best[i][c]: spans from i on in columns from c on.
  const best: { cost: number; column: number }[][] = [];
  best[spans.length] = columns.map(() => ({ cost: 0, column: 0 }));
  best[spans.length]!.push({ cost: 0, column: 0 });
  for (let at = spans.length - 1; at >= 0; at--) {
    best[at] = [];
    best[at]![columns.length] = { cost: Infinity, column: 0 };
    for (let column = columns.length - 1; column >= 0; column--) {
      const here = distance(spans[at]!, columns[column]!) + best[at + 1]![column + 1]!.cost;
      const later = best[at]![column + 1]!;
      best[at]![column] = here <= later.cost ? { cost: here, column } : later;
    }
  }
  const places: number[] = [];
  let from = 0;
  for (let at = 0; at < spans.length; at++) {
    const { column } = best[at]![from]!;
    places.push(column);
    from = column + 1;
  }
  return places;
}

function spansOf(line: Line, gap: RegExp): Span[] {
  const spans: Span[] = [];
  let start = 0;
  let left = 0;
  const add = (end: number, next: number) => {
    const piece = pieceOf(line, start, end);
    if (piece) {
      const from = left + displayWidth(line.text.slice(start, piece.start - line.offset));
      const characters = { left: piece.start, right: piece.end };
      spans.push({ piece, left: from, right: from + displayWidth(piece.text), characters });
    }
    left += displayWidth(line.text.slice(start, next));
    start = next;
  };
  for (const match of line.text.matchAll(gap)) add(match.index, match.index + match[0].length);
  add(line.text.length, line.text.length);
  return spans;
}

/** Figures at the end of a line, each a cell; what stands before them is the label. */
function narrowSpans(line: Line): Span[] {
  const spans = spansOf(line, /[\s\u3000]+/gu);
  let tail = spans.length;
  while (tail > 0 && (isFigure(spans[tail - 1]!.piece.text) || isVoid(spans[tail - 1]!.piece.text))) tail--;
  if (tail <= 1) return spans;
  const end = spans[tail - 1]!.piece.end - line.offset;
  const piece = pieceOf(line, 0, end);
  return piece ? [{ piece, left: 0, right: 0, characters: { left: 0, right: 0 } }, ...spans.slice(tail)] : spans;
}
