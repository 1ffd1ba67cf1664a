import type { Notice } from '../../schemas/index.js';
import { cellOf, emptyCell, isFigure, isSerial, isVoid, type TextCell, type TextRow } from './cells.js';
import { append, greatest, pieceOf, type Chunk, type Line } from './lines.js';
import { placeLostCells } from './lost-cells.js';
import { restoreRows } from './restore-rows.js';
import { cutStream } from './stream.js';
import { aroundTable, cellsLost, noticeAt, type Reading, type Stretch, type Work } from './stretch.js';
import { CAPTION, FIELD, FIGURES, OUTLINE, PAGE_NUMBER, UNIT_TITLE } from './words.js';

const LONGEST = 40;
/** A cell of a row whose cells stand in a block of lines may be a sentence. */
const LONGEST_IN_BLOCK = 400;
/** Empty lines between two cells, at most. */
const GAP = 3;
/** Blocks of lines that are looked at together where there is no time for more. */
const NEAR = 60;
const WIDEST = 30;

/** Chunks that were looked at together and are no rows, or no cells, so that nobody looks at them again. */
const noRows = new WeakSet<Chunk>();
const noCells = new WeakSet<Chunk>();
const noStream = new WeakSet<Chunk>();

/**
 * Tables with one cell a line and no tabs at all: a block of lines for each row, or cell after cell. Empty cells are
 * lost in such texts: the sums tell where the cells of short rows stand, or a notice says that nothing does.
 */
export function readListed(chunks: readonly Chunk[], at: number, work: Work): Reading | undefined {
  const reach = work.left > 0 ? Infinity : NEAR;
  const isNear = (index: number) => index - at < reach && chunks[index]!.gap <= (index === at ? Infinity : GAP);
  // Prose and titles may stand right above the labels.
  const labels = withoutProse(chunks[at]!);
  let end = at;
  if (!noRows.has(chunks[at]!))
    while (end < chunks.length && isNear(end) && isShort(end === at ? labels : chunks[end]!, LONGEST_IN_BLOCK)) end++;
  const run = chunks.slice(at, end);
  work.left -= run.length;
  const blocks = run.length < 3 ? undefined : readBlocks([labels, ...run.slice(1)]);
  if (blocks) {
    const above = chunks[at]!.lines.slice(0, -labels.lines.length);
    if (above.length > 0) blocks.stretches.unshift({ kind: 'prose', lines: above });
    return { stretches: blocks.stretches, next: at + blocks.taken };
  }
  for (const chunk of run) noRows.add(chunk);
  const items = noCells.has(chunks[at]!) ? undefined : readItems(chunks, at, isNear, work);
  if (items?.stretches.some((stretch) => stretch.kind === 'run' && stretch.notices?.some(isPaired))) return items;
  return (noStream.has(chunks[at]!) ? undefined : readStream(chunks, at)) ?? items;
}

/** Labels first, figures later: no stream of rows. */
function isPaired({ code }: Notice): boolean {
  return code === 'labels-before-figures';
}

/** Cells that are looked at together. */
const MOST_CELLS = 600;

/** Cell after cell, as the columns of a header tell; sentences may be among them. */
function readStream(chunks: readonly Chunk[], at: number): Reading | undefined {
  const lines: { line: Line; chunk: number }[] = [];
  let figures = 0;
  let end = at;
  for (; end < chunks.length && lines.length < MOST_CELLS; end++) {
    const chunk = chunks[end]!;
    if ((end > at && chunk.gap > GAP) || !isShort(chunk, LONGEST_IN_BLOCK)) break;
    for (const line of chunk.lines) {
      lines.push({ line, chunk: end });
      if (isFigure(line.text)) figures++;
    }
  }
  const cut = figures < 4 ? undefined : cutStream(lines.map(({ line }) => line.text.trim()));
  if (!cut) {
    const known = end < chunks.length && lines.length >= MOST_CELLS ? at + Math.max(1, (end - at) >> 1) : end;
    for (let index = at; index < Math.max(known, at + 1); index++) noStream.add(chunks[index]!);
    return undefined;
  }
  const given: TextRow[] = cut.rows.map((start, row) => ({
    cells: lines.slice(start, cut.rows[row + 1] ?? cut.end).map(({ line }) => cellFrom(line)),
    line: lines[start]!.line.number,
    gap: 0,
  }));
  const { rows, unsure, cost } = restoreRows(given);
  if (cost > DEAREST) {
    noStream.add(chunks[at]!);
    return undefined;
  }
  const table: Stretch = {
    kind: 'run',
    run: { layout: 'merged', rows },
    lines: lines.slice(cut.start, cut.end).map(({ line }) => line),
    notices: unsure.length > 0 ? [cellsLost(unsure[0]!.line)] : [],
    // A form that no title parts from what stands above it may be the rest of a larger one.
    guessed: unsure.length > 0 || !isHeadedBy(lines[cut.start - 1]?.line) ? 'rows' : 'columns',
  };
  const last = lines[cut.end - 1]!.chunk;
  const rest = lines.slice(cut.end).filter(({ chunk }) => chunk === last);
  const before = lines.slice(0, cut.start).map(({ line }) => line);
  return { stretches: aroundTable(before, table, []), next: last + 1, rest: rest.map(({ line }) => line) };
}

function isHeadedBy(line: Line | undefined): boolean {
  if (!line) return true;
  const text = line.text.trim();
  return isHeading(line) || UNIT_TITLE.test(text) || /(?:情况|明细|如下)[:：。]?$/u.test(text);
}

/** The lines below the last sentence, if the chunk is not all prose. */
function withoutProse(chunk: Chunk): Chunk {
  const { lines } = chunk;
  let from = lines.length;
  while (from > 0 && lines[from - 1]!.text.length <= LONGEST_IN_BLOCK && !/[。；]\s*$/u.test(lines[from - 1]!.text))
    from--;
  return from === 0 || lines.length - from < 2 ? chunk : { ...chunk, lines: lines.slice(from) };
}

function isShort(chunk: Chunk, longest: number): boolean {
  return chunk.lines.every(
    ({ text }) => text.length <= longest * 2 && text.trim().length <= longest && !text.includes('\t'),
  );
}

/** A block of lines between empty lines is a row; above the first one a title may stand, below the last one prose. */
function readBlocks(run: readonly Chunk[]): { stretches: Stretch[]; taken: number } | undefined {
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
  return { stretches: aroundTable(before, table, []), taken: last + 1 };
}

/** Several figures, a label, several figures: the end of one row and the next. */
function holdsRows({ lines }: Chunk): boolean {
  const kinds = lines.map(({ text }) => (isFigure(text) ? 'f' : 'w')).join('');
  return /ffw+ff/u.test(kinds);
}

/** Blocks of one line between two rows, at most. */
const LONE_BLOCKS = 5;
/** What it may cost to place a cell. */
const DEAREST = 0.9;

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

function isHeading({ text }: Line): boolean {
  return OUTLINE.test(text) || CAPTION.test(text);
}

/** Cell after cell: the labels of the header, then a label and its figures, again and again. */
function readItems(
  chunks: readonly Chunk[],
  at: number,
  isNear: (index: number) => boolean,
  work: Work,
): Reading | undefined {
  const short = ({ text }: Line) =>
    text.length <= LONGEST * 2 && text.trim().length <= LONGEST && !/[\t。；！？]/u.test(text);
  const { lines: inside } = chunks[at]!;
  // Inside one chunk prose may stand above and below the cells.
  for (let from = 0; from < inside.length;) {
    while (from < inside.length && !short(inside[from]!)) from++;
    let to = from;
    while (to < inside.length && short(inside[to]!)) to++;
    const lines = inside.slice(from, to);
    let next = at + 1;
    if (to === inside.length)
      for (; next < chunks.length && isNear(next) && chunks[next]!.lines.every(short); next++)
        append(lines, chunks[next]!.lines);
    work.left -= lines.length;
    const found = readCells(lines);
    if (found) {
      const before = [...inside.slice(0, from), ...lines.slice(0, found.start)];
      const after = lines.slice(found.end);
      const below = inside.slice(to);
      const stretches = aroundTable(before, found.table, next === at + 1 ? [] : after);
      return { stretches, next, ...(next === at + 1 && { rest: [...after, ...below] }) };
    }
    for (let index = at; index < next; index++) noCells.add(chunks[index]!);
    from = to;
  }
  return undefined;
}

interface Found {
  table: Stretch;
  /** Lines from … to, exclusive. */
  start: number;
  end: number;
}

function readCells(lines: readonly Line[]): Found | undefined {
  if (lines.length < 8 || lines.some(({ text }) => PAGE_NUMBER.test(text))) return undefined;
  const value = lines.map(({ text }) => isFigure(text) || (text.trim() !== '' && isVoid(text)) || isSum(text));
  let first = value.indexOf(true);
  if (first < 1) return undefined;
  const groups: { label: number; values: number[] }[] = [];
  for (let at = first - 1; at < lines.length; at++) {
    if (!value[at]) groups.push({ label: at, values: [] });
    else groups[groups.length - 1]!.values.push(at);
  }
  // 1 2 3=1+2 below the labels is a row of the header; the label above it is the last one of the header.
  const serial =
    groups[0]!.values.length > 1 &&
    areSerials(groups[0]!.values.map((at) => lines[at]!.text.trim())) &&
    groups.length > 2;
  const serials = serial ? groups.shift()!.values : [];
  if (serial) first = groups[0]!.label + 1;
  const stop = groups.findIndex(
    ({ label, values }, at) =>
      at > 0 &&
      values.length === 0 &&
      (isHeading(lines[label]!) || (groups[at - 1]!.values.length === 0 && groups[at - 2]?.values.length === 0)),
  );
  if (stop > 0) groups.splice(stop);
  while (groups.length > 0 && groups[groups.length - 1]!.values.length === 0) groups.pop();
  if (groups.length === 0) return undefined;
  if (groups.length === 1) return readLabelsFirst(lines, first);
  const columns = readColumns(lines, groups);
  if (columns) return columns;
  const valued = groups.filter((group) => group.values.length > 0);
  const width =
    greatest(
      valued.map((group) => group.values.length),
      serials.length,
    ) + 1;
  const complete = valued.filter((group) => group.values.length === width - 1).length;
  if (
    valued.length < 3 ||
    valued.length * 3 < groups.length * 2 ||
    complete * 3 < valued.length ||
    complete < 2 ||
    width > WIDEST
  )
    return undefined;
  const top = (serial ? serials[0]! : groups[0]!.label) - 1;
  const head = headOf(lines, top, width);
  if (head === undefined && width === 2) return undefined;
  const rows: TextRow[] = [];
  const put = (cells: TextCell[], line: number) => {
    while (cells.length < width) cells.push(emptyCell());
    rows.push({ cells, line: lines[line]!.number, gap: 0 });
  };
  if (head !== undefined) {
    put(lines.slice(head, head + width).map(cellFrom), head);
    for (let at = head + width; at <= top; at++) put([cellFrom(lines[at]!)], at);
  }
  if (serial) put([emptyCell(), ...serials.map((at) => cellFrom(lines[at]!))], serials[0]!);
  const data = groups.map(({ label, values }) => [label, ...values].map((at) => cellFrom(lines[at]!)));
  const undecided = placeLostCells(data, width);
  data.forEach((cells, at) => put(cells, groups[at]!.label));
  const start = head ?? (serial ? serials[0]! : groups[0]!.label);
  const end = groups[groups.length - 1]!.values.at(-1)! + 1;
  const table: Stretch = {
    kind: 'run',
    run: { layout: 'slots', rows },
    lines: lines.slice(start, end),
    notices: undecided.length > 0 ? [cellsLost(lines[groups[undecided[0]!]!.label]!.number)] : [],
    guessed: undecided.length > 0 ? 'rows' : 'columns',
  };
  return { table, start, end };
}

/** Labels that may stand between the header and the first row with figures. */
const MOST_BETWEEN = 3;

/** Where a header of `width` labels begins that ends at line `top`, or above labels of their own where titles show it. */
function headOf(lines: readonly Line[], top: number, width: number): number | undefined {
  const isHeader = (from: number) =>
    from >= 0 &&
    lines.slice(from, from + width).every((line) => !CAPTION.test(line.text) && !/[:：]./u.test(line.text));
  const last = top + 1 - width;
  for (let from = last; from >= Math.max(0, last - MOST_BETWEEN); from--) {
    const titles = lines.slice(from + 1, from + width);
    if (isHeader(from) && titles.every(({ text }) => FIGURES.test(text.trim()))) return from;
  }
  return isHeader(last) ? last : undefined;
}

/**
 * Column after column, as PDF readers copy some tables: the labels of all rows, then the title of each column and its
 * figures. Told from row after row by the titles: 预算数, 决算数, 执行率 head columns.
 */
function readColumns(
  lines: readonly Line[],
  groups: readonly { label: number; values: number[] }[],
): Found | undefined {
  const valued = groups.filter(({ values }) => values.length > 0);
  const rows = valued[0]?.values.length ?? 0;
  const first = groups[0]!.label;
  if (valued.length < 2 || valued.length < groups.length || rows < 3 || first < rows) return undefined;
  if (valued.some(({ values }) => values.length !== rows)) return undefined;
  const labels = lines.slice(first - rows, first);
  const isTitle = ({ text }: Line) => FIGURES.test(text.trim());
  if (!valued.every(({ label }) => isTitle(lines[label]!)) || labels.filter(isTitle).length * 2 > rows)
    return undefined;
  const corner = lines[first - rows - 1];
  const cornered =
    corner !== undefined && corner.text.trim().length <= 12 && !isHeading(corner) && !/[:：]$/u.test(corner.text);
  const start = first - rows - (cornered ? 1 : 0);
  const header = [cornered ? cellFrom(corner) : emptyCell(), ...valued.map(({ label }) => cellFrom(lines[label]!))];
  const body = labels.map((label, at) => ({
    cells: [cellFrom(label), ...valued.map(({ values }) => cellFrom(lines[values[at]!]!))],
    line: label.number,
    gap: 0,
  }));
  const end = valued[valued.length - 1]!.values.at(-1)! + 1;
  const table: Stretch = {
    kind: 'run',
    run: { layout: 'slots', rows: [{ cells: header, line: lines[start]!.number, gap: 0 }, ...body] },
    lines: lines.slice(start, end),
    notices: [pairedNotice(lines[start]!.number)],
    guessed: 'columns',
  };
  return { table, start, end };
}

/** 1 2 3=1+2, in order: the numbers of columns. */
function areSerials(texts: readonly string[]): boolean {
  return texts.every((text, at) => isSerial(text) && (isSum(text) || text === String(at + 1)));
}

/** 3=1+2 below the third label. */
function isSum(text: string): boolean {
  return /[=＝]/u.test(text) && isSerial(text);
}

/** All labels, then as many figures: pairs, most likely. */
function readLabelsFirst(lines: readonly Line[], first: number): Found | undefined {
  let labels = 0;
  while (
    labels < first &&
    !CAPTION.test(lines[first - 1 - labels]!.text) &&
    !/[:：]./u.test(lines[first - 1 - labels]!.text)
  )
    labels++;
  const figures = lines.length - first;
  if (figures < 4 || labels < figures || labels > figures + 2) return undefined;
  const rows: TextRow[] = [];
  for (let at = 0; at < figures; at++) {
    const label = lines[first - figures + at]!;
    rows.push({ cells: [cellFrom(label), cellFrom(lines[first + at]!)], line: label.number, gap: 0 });
  }
  const start = first - figures;
  const table: Stretch = {
    kind: 'run',
    run: { layout: 'slots', rows },
    lines: lines.slice(start),
    notices: [pairedNotice(rows[0]!.line)],
    guessed: 'columns',
  };
  return { table, start, end: lines.length };
}

function pairedNotice(line: number) {
  return noticeAt(
    'labels-before-figures',
    line,
    '文本先列出全部名称、后列出全部数字，按次序一一对应，请核对。',
    'the text gives all labels first and all figures later; they were paired in order. Please check.',
  );
}

function cellFrom(line: Line): TextCell {
  const piece = pieceOf(line);
  return piece ? cellOf([piece]) : emptyCell();
}
