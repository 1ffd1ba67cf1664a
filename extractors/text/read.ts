import { UnreadableError, type Notice, type RawDocument } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import { isFigure, type TextRun } from './cells.js';
import { readCommas } from './commas.js';
import { areDoubtful, isCutByPage } from './doubts.js';
import { readFrames } from './frames.js';
import { splitGluedCells } from './glued-cells.js';
import { readGlued } from './glued.js';
import { gridOf } from './grid.js';
import { tabHardBlanks } from './hard-blanks.js';
import { WIDE_GAP } from './spaced-lines.js';
import { append, gist, isBlank, placeOf, splitChunks, splitLines, takeMarks, type Chunk, type Line } from './lines.js';
import { readLineCells } from './line-cells.js';
import { readLeaders } from './leaders.js';
import { readListed } from './listed.js';
import { takePageEdges } from './page-edges.js';
import { readPipes } from './pipes.js';
import { findFurniture, measure, readProse } from './prose.js';
import { readSpaced } from './spaced.js';
import { noticeAt, type Reading, type Stretch, type Work } from './stretch.js';
import { readTabs } from './tabs.js';
import { readUnderlined } from './underlined.js';
import { BARE_NUMBER, FIELD } from './words.js';

/** Layouts in the order in which they are tried on a chunk of lines. */
const READERS: readonly ((chunks: readonly Chunk[], at: number, work: Work) => Reading | undefined)[] = [
  readTabs,
  readFrames,
  readUnderlined,
  readPipes,
  readCommas,
  readLeaders,
  readLineCells,
  readGlued,
  readSpaced,
  readListed,
];

/**
 * Text → blocks in reading order, furniture and notices. Linear in the length of the text.
 *
 * @throws UnreadableError `too-large` where all tables together have more than `limit` cells.
 */
export function readText(text: string, limit = Infinity): Omit<RawDocument, 'format' | 'pages'> {
  const lines = splitLines(text);
  const marks = takeMarks(text, lines);
  if (text.includes('\n\u00a0')) tabHardBlanks(lines);
  const edges = takePageEdges(lines);
  const stretches = findStretches(splitChunks(lines), { left: MOST_AGAIN + 2 * lines.length });
  const prose = stretches.flatMap((stretch) => (stretch.kind === 'prose' ? stretch.lines : []));
  const setting = measure(prose);
  const isFurniture = findFurniture(lines, new Set(prose));
  const document: Omit<RawDocument, 'format' | 'pages'> = { blocks: [], furniture: edges, notices: [] };
  for (const mark of marks) document.furniture.push({ kind: 'mark', text: mark.text, place: placeOf(mark) });
  let tables = 0;
  let cells = 0;
  for (const [at, stretch] of stretches.entries()) {
    if (stretch.kind === 'prose') {
      const { blocks, furniture } = readProse(withGaps(stretch.lines, lines), setting, isFurniture);
      append(document.blocks, blocks);
      append(document.furniture, furniture);
      continue;
    }
    cells += areaOf(stretch.run);
    if (cells > limit) throw tooManyCells(cells, limit);
    if (stretch.run.layout !== 'drawn') splitGluedCells(stretch.run.rows, document.notices);
    const { table, guessed } = gridOf(stretch.run, tables);
    tables++;
    const guess = stretch.guessed && (isUnsure(stretches, at, lines) ? 'rows' : stretch.guessed);
    document.blocks.push(guess ? { ...table, guessed: guess } : table);
    if (guessed) document.notices.push(guessedSpans(table.place.line ?? 1));
    append(document.notices, stretch.notices ?? []);
  }
  return { ...document, blocks: addCaptions(document.blocks) };
}

/** Cells that a table will have: where each position has its slot, short rows are filled up. */
function areaOf({ layout, rows }: TextRun): number {
  let sum = 0;
  let widest = 0;
  for (const { cells } of rows) {
    sum += cells.length;
    widest = Math.max(widest, cells.length);
  }
  return layout === 'slots' ? Math.max(sum, rows.length * widest) : sum;
}

/** Tables that are looked for in lines without any empty one between them; keeps reading linear. */
const MOST_TABLES = 100;
/** Lines that are looked at once more, and twice those of the document. */
const MOST_AGAIN = 20_000;

/** Neighbouring stretches of prose become one, so that a sentence may go on over a page end. */
function findStretches(all: readonly Chunk[], work: Work): Stretch[] {
  const chunks = [...all];
  const stretches: Stretch[] = [];
  const add = (stretch: Stretch) => {
    const previous = stretches[stretches.length - 1];
    if (stretch.kind === 'prose' && previous?.kind === 'prose') append(previous.lines, stretch.lines);
    else stretches.push(stretch.kind === 'prose' ? { kind: 'prose', lines: [...stretch.lines] } : stretch);
  };
  let again = 0;
  for (let at = 0; at < chunks.length;) {
    let reading: Reading | undefined;
    for (const reader of READERS) if ((reading = reader(chunks, at, work))) break;
    if (!reading) {
      add({ kind: 'prose', lines: chunks[at]!.lines });
      at++;
      again = 0;
      continue;
    }
    for (const stretch of reading.stretches) add(stretch);
    at = reading.next;
    const rest = reading.rest ?? [];
    if (rest.length === 0) again = 0;
    else if (again++ < MOST_TABLES && (work.left -= rest.length) > 0)
      chunks[--at] = { lines: rest, gap: 0, breaks: false };
    else add({ kind: 'prose', lines: rest });
  }
  return stretches;
}

/** Whether something shows that a guessed table is not whole, or was told wrong. */
function isUnsure(stretches: readonly Stretch[], at: number, lines: readonly Line[]): boolean {
  const stretch = stretches[at]!;
  return (
    stretch.kind === 'run' &&
    (stretch.guessed === 'rows' ||
      hasRowsBeside(stretches, at) ||
      areDoubtful(stretch.run.rows) ||
      isCutByPage(stretch.lines, lines))
  );
}

/** Lines beside a table that nothing parts from it. */
const BESIDE = 3;

/** Whether prose right above or below a table looks like rows that its reader did not take. */
function hasRowsBeside(stretches: readonly Stretch[], at: number): boolean {
  const { lines } = stretches[at]!;
  const near = (line: Line) =>
    Math.min(Math.abs(line.index - lines[0]!.index), Math.abs(line.index - lines[lines.length - 1]!.index)) <= BESIDE;
  return [stretches[at - 1], stretches[at + 1]].some(
    (other) => other?.kind === 'prose' && other.lines.some((line) => near(line) && isRowLike(line.text)),
  );
}

/** Words with figures held apart by blanks, or a figure alone. */
function isRowLike(text: string): boolean {
  const words = gist(text)
    .trim()
    .split(/[ \u3000]+/u);
  if (words.length === 1) return isFigure(words[0]!) && !BARE_NUMBER.test(text);
  return (
    words.filter((word) => isFigure(word)).length > 1 ||
    (gist(text).trim().search(WIDE_GAP) > 0 && !FIELD.test(text.trim()))
  );
}

/** The lines with the empty ones that stood between them; a table between them counts as an empty line. */
function withGaps(lines: readonly Line[], all: readonly Line[]): Line[] {
  const whole: Line[] = [];
  let next = lines[0]?.index ?? 0;
  for (const line of lines) {
    for (; next < line.index; next++) {
      const between = all[next]!;
      whole.push(isBlank(between) ? between : { ...between, text: '' });
    }
    whole.push(line);
    next = line.index + 1;
  }
  return whole;
}

function tooManyCells(cells: number, limit: number): UnreadableError {
  return new UnreadableError('too-large', {
    zh: `表格至少有 ${cells} 个单元格，超过上限 ${limit}。请拆分后再读，或提高上限。`,
    en: `The tables have at least ${cells} cells, over the limit of ${limit}. Split the file or raise the limit.`,
  });
}

function guessedSpans(line: number): Notice {
  return noticeAt(
    'header-spans-guessed',
    line,
    '表头的合并列从文本看不出来，按最可能的方式推断。',
    'the text does not tell which columns a header spans; the likeliest reading was taken.',
  );
}
