import { cellOf, emptyCell, isFigure, isSerial, isVoid, type TextCell, type TextRow } from './cells.js';
import { greatest, pieceOf, type Chunk, type Line } from './lines.js';
import { aroundTable, noticeAt, type Reading, type Stretch } from './stretch.js';
import { CAPTION, OUTLINE, PAGE_NUMBER } from './words.js';

const LONGEST = 40;

/** Chunks that were looked at together and are no list of cells, so that nobody looks at them again. */
const refused = new WeakSet<Chunk>();

/**
 * Tables with one cell a line and no tabs at all: a block of lines for each row, or cell after cell. Empty cells are
 * lost in such texts: rows that are short are filled from the left, with a notice.
 */
export function readListed(chunks: readonly Chunk[], at: number): Reading | undefined {
  if (refused.has(chunks[at]!)) return undefined;
  let end = at;
  while (end < chunks.length && chunks[end]!.gap <= (end === at ? Infinity : 3) && isShort(chunks[end]!)) end++;
  if (end === at) return undefined;
  const run = chunks.slice(at, end);
  const stretches = readBlocks(run) ?? readItems(run);
  if (stretches) return { stretches, next: end };
  for (const chunk of run) refused.add(chunk);
  return undefined;
}

function isShort(chunk: Chunk): boolean {
  return chunk.lines.every(
    ({ text }) => text.length <= LONGEST * 2 && text.trim().length <= LONGEST && !/[\t。；！？]/u.test(text),
  );
}

/** A block of lines between empty lines is a row. */
function readBlocks(run: readonly Chunk[]): Stretch[] | undefined {
  const counts = new Map<number, number>();
  for (const { lines } of run) if (lines.length > 1) counts.set(lines.length, (counts.get(lines.length) ?? 0) + 1);
  const [width = 0, times = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  if (width < 2 || times < 3) return undefined;
  const isRow = (chunk: Chunk) => chunk.lines.length > 1 && chunk.lines.length <= width;
  const hasFigures = (chunk: Chunk) => chunk.lines.some(({ text }) => isFigure(text));
  const first = run.findIndex(
    (chunk, at) => isRow(chunk) && (hasFigures(chunk) || (run[at + 1] && isRow(run[at + 1]!))),
  );
  let last = run.length - 1;
  while (last > first && !(isRow(run[last]!) && hasFigures(run[last]!))) last--;
  if (first < 0) return undefined;
  const body = run.slice(first, last + 1);
  const figures = body.filter(hasFigures).length;
  if (figures < 2 || figures * 2 < body.length || times * 10 < body.length * 6) return undefined;
  if (body.some((chunk) => chunk.lines.length > width)) return undefined;
  let lost = false;
  const rows: TextRow[] = body.map((chunk) => {
    const cells = chunk.lines.map(cellFrom);
    const short = cells.length > 1 && cells.length < width && hasFigures(chunk);
    if (short) {
      lost = true;
      while (cells.length < width) cells.push(emptyCell());
    }
    return { cells, line: chunk.lines[0]!.number, gap: chunk.gap };
  });
  return around(run, first, last, rows, lost ? lostNotice(rows) : []);
}

/** Cell after cell: the labels of the header, then a label and its figures, again and again. */
function readItems(run: readonly Chunk[]): Stretch[] | undefined {
  const lines = run.flatMap((chunk) => chunk.lines).filter(({ text }) => !PAGE_NUMBER.test(text));
  if (lines.length < 8 || lines.length < run.flatMap((chunk) => chunk.lines).length) return undefined;
  const value = lines.map(
    ({ text }) => (isFigure(text) && !isSerial(text)) || (text.trim() !== '' && isVoid(text)) || isFigure(text),
  );
  const first = value.indexOf(true);
  if (first < 1) return undefined;
  const groups: { label: number; values: number[] }[] = [];
  for (let at = first - 1; at < lines.length; at++) {
    if (!value[at]) groups.push({ label: at, values: [] });
    else groups[groups.length - 1]!.values.push(at);
  }
  while (groups.length > 0 && groups[groups.length - 1]!.values.length === 0) groups.pop();
  if (groups.length === 0) return undefined;
  if (groups.length === 1) return readLabelsFirst(lines, first);
  const valued = groups.filter((group) => group.values.length > 0);
  const width =
    greatest(
      valued.map((group) => group.values.length),
      0,
    ) + 1;
  const complete = valued.filter((group) => group.values.length === width - 1).length;
  if (valued.length < 3 || valued.length * 3 < groups.length * 2 || complete * 2 < valued.length || width > 30)
    return undefined;
  if (groups.some((group) => OUTLINE.test(lines[group.label]!.text) && group.values.length === 0)) return undefined;
  const head = first - 1 - width;
  const headed =
    head >= 0 && lines.slice(head, first - 1).every(({ text }) => !CAPTION.test(text) && !/[:：]./u.test(text));
  if (!headed && width === 2) return undefined;
  const start = headed ? head : first - 1;
  const rows: TextRow[] = [];
  if (headed) rows.push({ cells: lines.slice(head, first - 1).map(cellFrom), line: lines[head]!.number, gap: 0 });
  for (const { label, values } of groups) {
    const cells = [label, ...values].map((at) => cellFrom(lines[at]!));
    while (cells.length < width) cells.push(emptyCell());
    rows.push({ cells, line: lines[label]!.number, gap: 0 });
  }
  const end = groups[groups.length - 1]!.values.at(-1)! + 1;
  const stretch: Stretch = {
    kind: 'run',
    run: { layout: 'slots', rows },
    lines: lines.slice(start, end),
    notices: complete < valued.length ? lostNotice(rows) : [],
  };
  return aroundTable(lines.slice(0, start), stretch, lines.slice(end));
}

/** All labels, then as many figures: pairs, most likely. */
function readLabelsFirst(lines: readonly Line[], first: number): Stretch[] | undefined {
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
  const notice = noticeAt(
    'labels-before-figures',
    rows[0]!.line,
    '文本先列出全部名称、后列出全部数字，按次序一一对应，请核对。',
    'the text gives all labels first and all figures later; they were paired in order. Please check.',
  );
  const start = first - figures;
  const stretch: Stretch = {
    kind: 'run',
    run: { layout: 'slots', rows },
    lines: lines.slice(start),
    notices: [notice],
  };
  return aroundTable(lines.slice(0, start), stretch, []);
}

function around(
  run: readonly Chunk[],
  first: number,
  last: number,
  rows: TextRow[],
  notices: ReturnType<typeof lostNotice>,
): Stretch[] {
  const lines = (chunks: readonly Chunk[]) => chunks.flatMap((chunk) => chunk.lines);
  const stretch: Stretch = {
    kind: 'run',
    run: { layout: 'merged', rows },
    lines: lines(run.slice(first, last + 1)),
    notices,
  };
  return aroundTable(lines(run.slice(0, first)), stretch, lines(run.slice(last + 1)));
}

function lostNotice(rows: readonly TextRow[]) {
  return [
    noticeAt(
      'empty-cells-lost',
      rows[0]!.line,
      '空单元格在文本中丢失，有的行的数字可能不在原来的列。',
      'empty cells are lost in the text; figures of some rows may stand in another column.',
    ),
  ];
}

function cellFrom(line: Line): TextCell {
  const piece = pieceOf(line);
  return piece ? cellOf([piece]) : emptyCell();
}
