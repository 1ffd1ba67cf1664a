import { isFigure, type TextRow } from './cells.js';
import { cellFrom, DEAREST, isHeading, WIDEST } from './listed-line.js';
import { gist, greatest, type Chunk, type Line } from './lines.js';
import { restoreRows } from './restore-rows.js';
import { aroundTable, cellsLost, type Stretch } from './stretch.js';
import { CAPTION, FIELD, PAGE_NUMBER, UNIT_TITLE } from './words.js';

/** Blocks of one line between two rows, at most. */
const LONE_BLOCKS = 5;
/** A block of lines between empty lines is a row; above the first one a title may stand, below the last one prose. */
export function readBlocks(chunks: readonly Chunk[]): { stretches: Stretch[]; taken: number } | undefined {
  const { run, ends, aside } = withoutPageNumbers(chunks);
  const isRow = (chunk: Chunk) => chunk.lines.length > 1 && chunk.lines.length <= WIDEST;
  const hasFigures = (chunk: Chunk) => chunk.lines.some(({ text }) => isFigure(text));
  // Titles on the lines right above the labels.
  const titles = ({ lines }: Chunk) =>
    lines.findLastIndex((line) => isHeading(line) || /。\s*$|.{12}[：:]\s*$/u.test(line.text)) + 1;
  // Between the labels of the header and the first row the name of its group may stand.
  const isFollowed = (at: number) => {
    const [next, second] = [run[at + 1], run[at + 2]];
    if (!next || isRow(next)) return next !== undefined;
    return run[at]!.lines.length > 2 && !endsTable(next) && second !== undefined && isRow(second) && hasFigures(second);
  };
  const first = run.findIndex(
    (chunk, at) => isRow(chunk) && titles(chunk) < chunk.lines.length && (hasFigures(chunk) || isFollowed(at)),
  );
  if (first < 0) return undefined;
  const { lines } = run[first]!;
  let above = titles(run[first]!);
  const counts = run.slice(first + 1).flatMap((chunk) => (hasFigures(chunk) ? chunk.lines.length : []));
  if (
    UNIT_TITLE.test(lines[above]!.text) &&
    counts.filter((count) => count === lines.length - above - 1).length * 2 > counts.length
  )
    above++;
  // Two blocks of one line in a row may be labels that lost their figures, more are paragraphs.
  let last = first;
  for (let at = first + 1; at < run.length && at <= last + LONE_BLOCKS && !endsTable(run[at]!); at++)
    if (isRow(run[at]!) && !isProse(run[at]!)) last = at;
  const body = [{ ...run[first]!, lines: lines.slice(above) }, ...run.slice(first + 1, last + 1)];
  const figures = body.filter(hasFigures).length;
  // Several labels with figures in one block: the empty lines stand for empty cells, not between rows.
  if (body.filter(holdsRows).length * 4 > body.length) return undefined;
  if (body.length < 3 || figures < 2 || figures * 4 < body.length) return undefined;
  const given: TextRow[] = body.map((chunk) => ({
    cells: chunk.lines.map(cellFrom),
    line: chunk.lines[0]!.number,
    gap: 0,
  }));
  const { rows, unsure, cost } = restoreRows(given);
  if (cost > DEAREST) return undefined;
  const table: Stretch = {
    kind: 'run',
    run: { layout: 'merged', rows },
    lines: linesOf(body),
    notices: unsure.length > 0 ? [cellsLost(unsure[0]!.line)] : [],
    guessed: unsure.length > 0 ? 'rows' : 'columns',
  };
  const before = [...linesOf(run.slice(0, first)), ...lines.slice(0, above)];
  const end = ends[last]!;
  const numbers = aside.flatMap(({ line, at }) => (at < end ? [line] : []));
  return { stretches: aroundTable(before, table, numbers), taken: end };
}

/**
 * The chunks without page numbers between them, and how many of the given ones end with each. A row that the page cut
 * is whole again: its second half begins with a figure, or has all of them.
 */
function withoutPageNumbers(chunks: readonly Chunk[]): {
  run: readonly Chunk[];
  ends: number[];
  aside: { line: Line; at: number }[];
} {
  const isNumber = ({ lines }: Chunk) => lines.length === 1 && PAGE_NUMBER.test(gist(lines[0]!.text));
  const run: Chunk[] = [];
  const ends: number[] = [];
  const aside: { line: Line; at: number }[] = [];
  const widest = greatest(
    chunks.map(({ lines }) => (lines.length <= WIDEST ? lines.length : 0)),
    0,
  );
  chunks.forEach((chunk, at) => {
    const above = run[run.length - 1];
    if (above && isNumber(chunk)) {
      aside.push({ line: chunk.lines[0]!, at });
      return;
    }
    const cut = above !== undefined && ends[ends.length - 1]! < at && isCut(above, chunk, widest);
    if (cut) run[run.length - 1] = { ...above, lines: [...above.lines, ...chunk.lines] };
    else run.push(chunk);
    if (cut) ends.pop();
    ends.push(at + 1);
  });
  return { run, ends, aside };
}

function isCut(above: Chunk, below: Chunk, widest: number): boolean {
  if (above.lines.length + below.lines.length > widest || isHeading(below.lines[0]!)) return false;
  const figures = ({ lines }: Chunk) => lines.some(({ text }) => isFigure(text));
  return isFigure(below.lines[0]!.text) || (!figures(above) && figures(below));
}

/** Several figures, a label, several figures: the end of one row and the next. */
function holdsRows({ lines }: Chunk): boolean {
  const kinds = lines.map(({ text }) => (isFigure(text) ? 'f' : 'w')).join('');
  return /ffw+ff/u.test(kinds);
}

/** A heading of the report, or several paragraphs. */
function endsTable(chunk: Chunk): boolean {
  const { lines } = chunk;
  if (lines.length > 1 && lines.some(({ text }) => CAPTION.test(text) || FIELD.test(text))) return true;
  return (isHeading(lines[0]!) && lines.length > 2) || isProse(chunk);
}

function isProse({ lines }: Chunk): boolean {
  const sentences = lines.filter(({ text }) => text.length > 40 && /[。；]/u.test(text)).length;
  return sentences * 2 > lines.length || (lines.length > 3 && lines.filter(isHeading).length > 1);
}

const linesOf = (chunks: readonly Chunk[]): Line[] => chunks.flatMap((chunk) => chunk.lines);
