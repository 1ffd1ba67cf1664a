import { cellOf, isFigure, type TextRow } from './cells.js';
import { pieceOf, type Chunk, type Line, type Piece } from './lines.js';
import { aroundTable, type Reading } from './stretch.js';

/** Dots that lead the eye from a label to its figure. */
const LEADER = /[ \u3000]*(?:[.．·•‥…。][ \u3000]?){4,}|[ \u3000]*…{2,}[ \u3000]*/u;
const LONGEST = 400;

/**
 * A label, dots and its figure on each line: 人员经费……………286.50. What counts up in whole numbers is a table of contents,
 * and prose.
 */
export function readLeaders(chunks: readonly Chunk[], at: number): Reading | undefined {
  const { lines } = chunks[at]!;
  const found = lines.map(partsOf);
  const first = found.findIndex((parts) => parts !== undefined);
  if (first < 0) return undefined;
  let last = first;
  while (found[last + 1]) last++;
  const body = found.slice(first, last + 1) as [Piece, Piece][];
  if (body.length < 2 || isContents(body)) return undefined;
  const rows: TextRow[] = body.map((parts) => ({
    cells: parts.map((piece) => cellOf([piece])),
    line: parts[0].line,
    gap: 0,
  }));
  const table = { kind: 'run', run: { layout: 'slots', rows }, lines: lines.slice(first, last + 1) } as const;
  return { stretches: aroundTable(lines.slice(0, first), table, []), next: at + 1, rest: lines.slice(last + 1) };
}

/** The label and the figure of a line. */
function partsOf(line: Line): [Piece, Piece] | undefined {
  const { text } = line;
  if (text.length > LONGEST || !/[.．·•‥…。]{2}|[.．·•‥…。] [.．·•‥…。]/u.test(text)) return undefined;
  const match = LEADER.exec(text);
  if (!match) return undefined;
  const label = pieceOf(line, 0, match.index);
  const figure = pieceOf(line, match.index + match[0].length);
  return label && figure && isFigure(figure.text) ? [label, figure] : undefined;
}

/** Page numbers: whole, and none less than the one above. */
function isContents(rows: readonly [Piece, Piece][]): boolean {
  let page = 0;
  return rows.every(([, { text }]) => {
    const next = /^\d{1,4}$/.test(text) ? Number(text) : -1;
    const rises = next >= page;
    page = next;
    return rises;
  });
}
