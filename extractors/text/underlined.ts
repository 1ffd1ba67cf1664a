import { cellOf, emptyCell, extendCell, isFigure, type TextCell, type TextRow } from './cells.js';
import { append, pieceOf, type Chunk, type Line } from './lines.js';
import { aroundTable, type Reading } from './stretch.js';
import { WIDTHS, type WidthOf } from './widths.js';

/** `------  ----- ===`: a stroke under each column. */
const STROKES = /^\s{0,80}(?:-{2,}|={2,}|[─━═]{1,})(?: +(?:-{2,}|={2,}|[─━═]{1,}))+\s*$/u;
/** A stroke over the whole width, or one under each column. */
const RULE = /^[ \u3000]{0,80}[-=─━═＝－]{3}[-=─━═＝－ ]*$/u;
const LONGEST = 2000;
/** Lines of a header between two rules, and one of them. */
const TALLEST_HEADER = 6;
/** Blocks of lines that are looked through for the end of a table whose rows are parted by empty lines. */
const MOST_BLOCKS = 300;

/** A line that only draws, and no frame: it parts rows or closes a table. */
export function isRule({ text }: Line): boolean {
  return text.length < LONGEST && RULE.test(text);
}

/**
 * Tables whose columns are underlined one by one, as pandoc, reStructuredText and database shells print them: the strokes
 * tell where each column begins and ends. Rows are lines, or blocks of lines where a stroke stands above the header
 * and another one closes the table some blocks below.
 */
export function readUnderlined(chunks: readonly Chunk[], at: number): Reading | undefined {
  const { lines } = chunks[at]!;
  const rulers = lines.flatMap((line, index) => (line.text.length < LONGEST && STROKES.test(line.text) ? [index] : []));
  const [one = -1, two = -1] = rulers;
  const ruled = two > one + 1 && two - one <= TALLEST_HEADER;
  const under = ruled ? two : one;
  if (under < 1) return undefined;
  const top = ruled ? one : lines.findIndex((line) => isRule(line));
  const first = top < under ? top + 1 : under - 1;
  const header = lines.slice(first, under);
  const last = top < under ? lastBlock(chunks, at, under) : at;
  const body: Line[][] =
    last > at
      ? chunks.slice(at, last + 1).map((chunk, block) => (block === 0 ? lines.slice(under + 1) : chunk.lines))
      : lines.slice(under + 1).map((line) => [line]);
  const all = [...header, ...body.flat()].filter((line) => !isRule(line));
  const columns = columnsBelow(lines[under]!, all);
  if (!columns) return undefined;
  const rows = [rowOf(header, columns)];
  let taken = under + 1;
  for (const block of body) {
    const text = block.filter((line) => !isRule(line));
    if (last === at && (text.length === 0 || !fits(text[0]!, columns))) break;
    taken += block.length;
    if (text.length === 0) continue;
    const row = rowOf(text, columns);
    if (rows.length > 1 && goesOn(row))
      row.cells.forEach((cell, column) => extendCell(rows.at(-1)!.cells[column]!, cell.pieces));
    else rows.push(row);
  }
  if (rows.length < 3) return undefined;
  let rest: Line[] = [];
  if (last === at) {
    while (taken < lines.length && isRule(lines[taken]!)) taken++;
    rest = lines.slice(taken);
  }
  const own: Line[] = lines.slice(first, taken);
  for (const chunk of chunks.slice(at + 1, last + 1)) append(own, chunk.lines);
  const table = { kind: 'run', run: { layout: 'slots', rows }, lines: own } as const;
  return { stretches: aroundTable(lines.slice(0, top < under ? top : first), table, []), next: last + 1, rest };
}

/** The block that a stroke closes; `at` where the table ends in its own. */
function lastBlock(chunks: readonly Chunk[], at: number, under: number): number {
  if (chunks[at]!.lines.slice(under + 1).some((line) => isRule(line))) return at;
  for (let block = at + 1; block < Math.min(chunks.length, at + MOST_BLOCKS); block++) {
    const { lines, gap } = chunks[block]!;
    if (gap > 1) return at;
    const close = lines.findIndex((line) => isRule(line));
    if (close >= 0) return close === lines.length - 1 ? block : at;
  }
  return at;
}

/** Ends of all columns but the last, and how columns are counted. */
interface Columns {
  width: WidthOf;
  /** The gap behind each column. */
  gaps: { from: number; to: number }[];
}

/** The strokes' columns, under the way of counting that leaves their gaps free; undefined where none does. */
function columnsBelow({ text }: Line, lines: readonly Line[]): Columns | undefined {
  let best: Columns | undefined;
  let least = lines.length * 0.2 + 0.5;
  for (const width of WIDTHS) {
    const gaps: { from: number; to: number }[] = [];
    let x = 0;
    for (const sign of text.trimEnd()) {
      const open = gaps[gaps.length - 1];
      if (sign === ' ' && open?.to === x) open.to++;
      else if (sign === ' ' && x > 0) gaps.push({ from: x, to: x + 1 });
      x += width(sign.charCodeAt(0));
    }
    if (text.startsWith(' ')) gaps.shift();
    const columns = { width, gaps };
    const off = lines.filter((line) => !fits(line, columns)).length;
    if (off < least) [best, least] = [columns, off];
  }
  return best;
}

/** Whether words stand under strokes alone. */
function fits(line: Line, columns: Columns): boolean {
  return line.text.length < LONGEST && cutAt(line, columns) !== undefined;
}

/** Positions in the line at which its columns part; undefined where a word stands across a gap. */
function cutAt({ text }: Line, { width, gaps }: Columns): number[] | undefined {
  const cuts: number[] = [];
  let x = 0;
  for (let at = 0; at < text.length; at++) {
    const gap = gaps[cuts.length];
    if (!gap) break;
    const end = x + width(text.charCodeAt(at));
    const blank = /[\s\u3000]/.test(text[at]!);
    if (!blank && end > gap.from && x < gap.from) return undefined;
    if (x >= gap.from && (blank || x >= gap.to)) {
      if (!blank && !/[\s\u3000]/.test(text[at - 1] ?? ' ')) return undefined;
      cuts.push(at--);
      continue;
    }
    if (x >= gap.from) return undefined;
    x = end;
  }
  return cuts;
}

function rowOf(lines: readonly Line[], columns: Columns): TextRow {
  const cells = Array.from({ length: columns.gaps.length + 1 }, emptyCell);
  for (const line of lines) {
    const cuts = cutAt(line, columns) ?? [];
    for (const [column, cell] of cells.entries()) {
      const piece = pieceOf(line, cuts[column - 1] ?? (column === 0 ? 0 : line.text.length), cuts[column]);
      if (piece) extendCell(cell, cellOf([piece]).pieces);
    }
  }
  return { cells, line: lines[0]!.number, gap: 0 };
}

/** Nothing in the first column and no figures: the rest of cells above. */
function goesOn({ cells }: { cells: readonly TextCell[] }): boolean {
  return cells[0]!.text === '' && !cells.some(({ text }) => isFigure(text));
}
