import { emptyCell, isFigure, isSerial, isVoid, type TextCell, type TextRow } from './cells.js';
import { cellFrom, isHeading, LONGEST_CELL, WIDEST } from './listed-line.js';
import { readColumns, readLabelsFirst, type Found } from './listed-pairs.js';
import { append, greatest, type Chunk, type Line } from './lines.js';
import { placeLostCells } from './lost-cells.js';
import { aroundTable, cellsLost, type Reading, type Stretch, type Work } from './stretch.js';
import { CAPTION, FIGURES, PAGE_NUMBER } from './words.js';

/** Chunks that were looked at together and are no cells, so that nobody looks at them again. */
const noCells = new WeakSet<Chunk>();

/** Cell after cell: the labels of the header, then a label and its figures, again and again. */
export function readItems(
  chunks: readonly Chunk[],
  at: number,
  isNear: (index: number) => boolean,
  work: Work,
): Reading | undefined {
  if (noCells.has(chunks[at]!)) return undefined;
  const short = ({ text }: Line) =>
    text.length <= LONGEST_CELL * 2 && text.trim().length <= LONGEST_CELL && !/[\t。；！？]/u.test(text);
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

/** 1 2 3=1+2, in order: the numbers of columns. */
function areSerials(texts: readonly string[]): boolean {
  return texts.every((text, at) => isSerial(text) && (isSum(text) || text === String(at + 1)));
}

/** 3=1+2 below the third label. */
function isSum(text: string): boolean {
  return /[=＝]/u.test(text) && isSerial(text);
}
