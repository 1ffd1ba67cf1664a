import type { Notice } from '../../schemas/index.js';
import { cellOf, emptyCell, isFigure, isVoid, type TextRow } from './cells.js';
import { gist, greatest, pieceOf, type Chunk, type Line, type Piece } from './lines.js';
import { placeLostCells } from './lost-cells.js';
import { aroundTable, noticeAt, type Reading } from './stretch.js';
import { CAPTION, OUTLINE } from './words.js';

interface NarrowLine {
  line: Line;
  pieces: Piece[];
}

/** A label without figures between rows. */
const LONGEST_LABEL = 24;

/** 局机关 1115.55 118.68 914.49: single spaces, figures at the end of every line. */
export function readNarrow(chunks: readonly Chunk[], at: number): Reading | undefined {
  const { lines } = chunks[at]!;
  if (lines.length < 3 || lines.some((line) => line.text.length > 2000)) return undefined;
  const all = lines.map((line) => ({ line, pieces: narrowPieces(line) }));
  const tail = (row: NarrowLine) => row.pieces.filter(({ text }) => isFigure(text)).length;
  const isRow = (row: NarrowLine) => tail(row) >= 2 && !isFigure(row.pieces[0]!.text);
  const region = regionOf(all, isRow);
  if (!region) return undefined;
  let [first, last] = region;
  const data = all.slice(first, last + 1);
  const isShort = (row: NarrowLine) =>
    isRow(row) ||
    (row.line.text.trim().length <= LONGEST_LABEL && row.pieces.length <= 2 && !/[。；，]/u.test(row.line.text));
  if (data.filter(isRow).length < 3 || !data.every(isShort)) return undefined;
  const width = greatest(
    data.map((row) => row.pieces.length),
    0,
  );
  const complete = data.filter((row) => row.pieces.length === width).length;
  if (complete * 2 < data.filter(isRow).length) return undefined;
  // Label, then the figures of a row: 其中： alone is a row, too.
  const cells = data.map(({ pieces }) => pieces.map((piece) => cellOf([piece])));
  const undecided = placeLostCells(cells, width);
  const rows: TextRow[] = cells.map((own, at) => ({
    cells: [...own, ...Array.from({ length: width - own.length }, emptyCell)],
    line: data[at]!.line.number,
    gap: 0,
  }));
  // A label of its own may stand between the header and the first figures.
  for (const above of [1, 2]) {
    const labels = first - above < 0 ? [] : words(lines[first - above]!);
    if (labels.length !== width) continue;
    for (let at = first - 1; at >= first - above; at--) {
      const own = at === first - above ? labels : [pieceOf(lines[at]!)!];
      const texts = own.map((piece) => cellOf([piece]));
      rows.unshift({
        cells: [...texts, ...Array.from({ length: width - texts.length }, emptyCell)],
        line: lines[at]!.number,
        gap: 0,
      });
    }
    first -= above;
    break;
  }
  const table = {
    kind: 'run',
    run: { layout: 'slots', rows },
    lines: lines.slice(first, last + 1),
    notices: undecided.length > 0 ? [lost(lines[first]!.number)] : [],
    guessed: undecided.length > 0 ? 'rows' : 'columns',
  } as const;
  return { stretches: aroundTable(lines.slice(0, first), table, []), next: at + 1, rest: lines.slice(last + 1) };
}

function lost(line: number): Notice {
  return noticeAt(
    'empty-cells-lost',
    line,
    '空单元格在文本中丢失，有的行的数字可能不在原来的列。',
    'empty cells are lost in the text; figures of some rows may stand in another column.',
  );
}

/** First and last row that pass; lines between them belong to the table. */
function regionOf(rows: readonly NarrowLine[], passes: (row: NarrowLine) => boolean): [number, number] | undefined {
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
function isTitle({ line }: NarrowLine): boolean {
  const text = gist(line.text).trim();
  return OUTLINE.test(text) || CAPTION.test(text) || /[（(](?:单位[:：])?(?:万|亿)?元[)）]$/u.test(text);
}

function words(line: Line): Piece[] {
  const pieces: Piece[] = [];
  for (const match of line.text.matchAll(/[^\s\u3000]+/gu))
    pieces.push(pieceOf(line, match.index, match.index + match[0].length)!);
  return pieces;
}

/** Figures at the end of a line, each a cell; what stands before them is the label. */
function narrowPieces(line: Line): Piece[] {
  const pieces = words(line);
  let tail = pieces.length;
  while (tail > 0 && (isFigure(pieces[tail - 1]!.text) || isVoid(pieces[tail - 1]!.text))) tail--;
  if (tail === 0 || (tail === 1 && tail < pieces.length)) return pieces;
  const label = pieceOf(line, 0, pieces[tail - 1]!.end - line.offset);
  return label ? [label, ...pieces.slice(tail)] : pieces;
}
