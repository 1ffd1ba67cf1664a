import { cellOf, emptyCell, extendCell, isFigure, type TextCell, type TextRow } from './cells.js';
import { endOfForm } from './form-end.js';
import { crossed, findGutters, joinParted, misfit, type Gutter } from './gutters.js';
import { edgesOf, raiseLabels, spreadLabels, spreadTotal } from './header-spread.js';
import { layLines } from './lay-lines.js';
import { areCentred, findRowStarts } from './line-rows.js';
import type { Chunk, Line } from './lines.js';
import { findPageColumns } from './page-columns.js';
import { placeSpans, type Placed, type PlacedLine } from './place-spans.js';
import { gather, isGapped, isPlain, isTitle, type Entry, type Region } from './region.js';
import { countMerged, ownersOfRunning, ownersOfWorth } from './running-labels.js';
import { areParted, isUnsure, unsure, unsureRows } from './spaced-doubts.js';
import type { SpacedLine } from './spaced-lines.js';
import { findStrips } from './strips.js';
import { aroundTable, type Reading, type Stretch, type Work } from './stretch.js';
import { tileLabels } from './tiles.js';
import { isRule } from './underlined.js';
import { FIELD, OF_WHICH } from './words.js';

const MOST_LINES = 60_000;
/** Lines of a region where there is no time for more. */
const NEAR = 60;
/** Columns by which pdftotext may print a cell of several lines too far to the left. */
const SLACK = 4;
/** How far the middles of the two lines of a label may be from each other; of one alone it might be chance. */
const FAR = 3;
const NEAR_BY = 1;
/** Forms of a region that turn out to be none, before the rest is taken for prose. */
const MOST_TRIES = 30;

/** Chunks that were looked at together and hold no table, so that nobody looks at them again. */
const refused = new WeakSet<Chunk>();

/**
 * Columns held apart by spaces, as PDF readers print a page: gutters that run down between the columns, rows of several
 * lines, labels beside or between the lines that they stand for. Where figures stand under no label, a notice.
 */
export function readSpaced(chunks: readonly Chunk[], at: number, work: Work): Reading | undefined {
  const { lines } = chunks[at]!;
  if (refused.has(chunks[at]!) || !lines.some(isGapped) || !isPlain(chunks[at]!)) return undefined;
  // Titles part the forms of a chunk: where one is no table the next may be.
  for (let from = 0; from < lines.length;) {
    const region = gather(chunks, at, from, work.left > 0 ? MOST_LINES : NEAR);
    work.left -= region.entries.length;
    const reading = region.entries.length < 2 ? undefined : readRegion(region, work);
    if (reading) {
      if (from > 0) reading.stretches.unshift({ kind: 'prose', lines: lines.slice(0, from) });
      return reading;
    }
    if (region.title === undefined || region.title <= from) break;
    from = region.title;
  }
  refused.add(chunks[at]!);
  return undefined;
}

function readRegion({ entries: all, aside, next, title, last }: Region, work: Work): Reading | undefined {
  const entries = withoutRules(all);
  const { laid, em } = layLines(entries);
  for (let from = 0, tries = 0; from < laid.length && tries < MOST_TRIES; tries++) {
    const end = from + endOfForm(laid.slice(from), work);
    const form = readForm(laid.slice(from, end), em);
    if (!form.table) {
      from += Math.max(1, form.last + 1);
      continue;
    }
    const before = all.slice(0, all.indexOf(entries[from + form.first]!));
    const after = all.slice(all.indexOf(entries[from + form.last]!) + 1);
    // A stroke over or under the table is its own.
    while (before.length > 0 && isRule(before[before.length - 1]!.line)) before.pop();
    while (after.length > 0 && isRule(after[0]!.line)) after.shift();
    const rest = title === undefined ? [] : last.lines.slice(title);
    // What was not taken of later chunks is looked at again, a chunk after the other.
    const stop = after[0]?.chunk;
    const again = stop === undefined ? rest : after.filter(({ chunk }) => chunk === stop).map(({ line }) => line);
    const own = aside.filter(({ index }) => index < (after[0]?.line.index ?? Infinity));
    return {
      stretches: aroundTable(
        before.map(({ line }) => line),
        form.table,
        own,
      ),
      next: stop === undefined ? next : stop + 1,
      rest: stop !== undefined && stop + 1 === next ? [...again, ...rest] : again,
    };
  }
  return undefined;
}

/** The lines that say something: strokes between them part no columns. */
function withoutRules(entries: readonly Entry[]): readonly Entry[] {
  return entries.some(({ line }) => isRule(line)) ? entries.filter(({ line }) => !isRule(line)) : entries;
}

/** The table in lines of one form, and which of them it is; without one, which lines are none. */
function readForm(laid: readonly SpacedLine[], em: number): { table?: Stretch; first: number; last: number } {
  const none = { first: 0, last: laid.length - 1 };
  if (laid.filter(({ spans }) => spans.length >= 2).length < 2) return none;
  const paged = em === 1 ? findPageColumns(laid) : undefined;
  const common = paged ? [] : ((em === 1 ? findStrips(laid) : undefined) ?? joinParted(findGutters(laid), laid));
  const guttersOf = ({ line }: SpacedLine) => paged?.byPage.get(line.page) ?? common;
  const columns = guttersOf(laid[0]!).length + 1;
  if (columns === 1) return none;
  const [first, last] = trim(laid, guttersOf);
  if (last < first) return none;
  const own = laid.slice(first, last + 1);
  let y = 0;
  const lines = own.map((spaced, at) => {
    const gap = at === 0 ? 0 : spaced.gap;
    y += gap + 1;
    return { line: spaced.line, gap, y, spans: placeSpans(spaced, guttersOf(spaced), em === 1 ? SLACK : 0) };
  });
  const { rows, adrift } = rowsOf(lines, columns, em);
  if (!isTable(rows, own, guttersOf)) return { first, last };
  const headless = paged?.unsure === true || isUnsure(rows);
  const table: Stretch = {
    kind: 'run',
    run: { layout: 'slots', rows },
    lines: lines.map(({ line }) => line),
    notices: [
      ...(headless ? [unsure(lines[0]!.line.number)] : []),
      ...(adrift ? [unsureRows(lines[0]!.line.number)] : []),
    ],
    // Who is told to look at the columns is not told that a figure is wrong.
    guessed: headless || adrift || areParted(rows) ? 'rows' : 'columns',
  };
  return { table, first, last };
}

/** First and last line of the table: from the first with a gap to the last, and what hangs below that in a column. */
function trim(lines: readonly SpacedLine[], guttersOf: GuttersOf): [number, number] {
  const isRow = (at: number) => lines[at]!.spans.length >= 2 && !isFields(lines[at]!);
  let first = 0;
  while (first < lines.length && !isRow(first)) first++;
  if (first === lines.length) return [0, -1];
  // A label whose figures stand on the next line hangs above it.
  const above = lines[first - 1];
  if (above?.spans.length === 1 && lines[first]!.gap === 0 && !isTitle(above.line)) {
    const [label] = above.spans;
    const hangs = isHanging(above, guttersOf) && lines[first]!.spans[0]!.left > label!.right;
    // 其中： above the labels that it stands over, where those beside it are printed in the middle of the header.
    if (hangs || OF_WHICH.test(label!.piece.text) || areSplit(lines.slice(first - 1, first + 2), guttersOf)) first--;
  }
  let last = first;
  let lone = 0;
  for (let at = first + 1; at < lines.length; at++) {
    if (isRow(at)) {
      last = at;
      lone = 0;
    } else if (!isHanging(lines[at]!, guttersOf) && ++lone > 2) break;
  }
  while (last + 1 < lines.length && lines[last + 1]!.gap === 0 && isHanging(lines[last + 1]!, guttersOf)) last++;
  return [first, last];
}

/**
 * 自评得 扣分原因 over a line of other labels and 分 说明 below: labels of two lines beside those of one, which are printed
 * between.
 */
function areSplit([top, middle, foot]: readonly SpacedLine[], guttersOf: GuttersOf): boolean {
  if (!top || !middle || !foot || foot.gap > 0) return false;
  const [upper, between, lower] = [top, middle, foot].map((line) => placeSpans(line, guttersOf(line), SLACK));
  const off = upper!.length > 1 ? FAR : NEAR_BY;
  return upper!.every(({ piece, first, last, left, right }) => {
    const under = lower!.find((span) => span.first === first && span.last === first);
    return (
      last === first &&
      isLabel(piece.text) &&
      between!.every((span) => span.last < first || span.first > first) &&
      under !== undefined &&
      isLabel(under.piece.text) &&
      Math.abs(left + right - under.left - under.right) <= 2 * off
    );
  });
}

const isLabel = (text: string): boolean => /^[^\d。；，：:]{1,12}$/u.test(text);

/** One stretch inside one column, below a column that holds text. */
function isHanging(line: SpacedLine, guttersOf: GuttersOf): boolean {
  const { spans } = line;
  return spans.length === 1 && crossed(spans[0]!, guttersOf(line)) === 0 && !isTitle(line.line);
}

/** 填表人：王某    联系电话：110: what people fill in below a table. */
function isFields({ spans }: SpacedLine): boolean {
  return (
    spans.length > 1 &&
    spans.length < 5 &&
    spans.every(({ piece }) => /^[^:：]{2,12}[:：]/u.test(piece.text)) &&
    spans.some(({ piece }) => FIELD.test(piece.text))
  );
}

/** The gutters on the page of a line. */
type GuttersOf = (line: SpacedLine) => readonly Gutter[];

interface TableLine extends PlacedLine {
  line: Line;
}

/** Lines in rows; `adrift`: labels stand in the middle of rows that nothing tells. */
function rowsOf(lines: readonly TableLine[], columns: number, em: number): { rows: TextRow[]; adrift: boolean } {
  const merged = em === 1 ? mergedIn(lines, columns) : 0;
  const starts = merged > 0 ? startsBeside(lines, columns, merged) : findRowStarts(lines, columns, em);
  const running = merged > 0 ? ownersOfRunning(lines, starts, merged) : undefined;
  const tiled = running?.size ? undefined : tileLabels(lines, starts, columns, em);
  const owners = running?.size ? running : new Map([...ownersOfWorth(lines, starts), ...tiled!.owners]);
  const rows: TextRow[] = starts.map((start) => ({
    cells: Array.from({ length: columns }, emptyCell),
    line: lines[start]!.line.number,
    gap: 0,
  }));
  const extents = starts.map(() => new Map<number, Placed>());
  starts.forEach((start, row) => {
    for (let at = start; at < (starts[row + 1] ?? lines.length); at++) {
      for (const span of lines[at]!.spans) {
        const home = owners.get(span) ?? row;
        const cell = rows[home]!.cells[span.first]!;
        extendCell(cell, cellOf([span.piece]).pieces);
        if (span.last > span.first) cell.span = Math.max(cell.span ?? 1, span.last - span.first + 1);
        const extent = extents[home]!.get(span.first);
        extents[home]!.set(
          span.first,
          extent
            ? { ...extent, left: Math.min(extent.left, span.left), right: Math.max(extent.right, span.right) }
            : span,
        );
      }
    }
  });
  // Of the page that the header stands on: others may be set elsewhere.
  const edges = edgesOf(
    lines.filter(({ line }) => line.page === lines[0]!.line.page),
    columns,
  );
  const body = rows.findIndex(({ cells }) => cells.some(({ text }) => isFigure(text)));
  // From the lowest up: what stands below a label tells how far it reaches.
  for (let row = (body < 0 ? rows.length : body) - 2; row >= 0; row--) spreadLabels(rows, row, extents[row]!, edges);
  if (body > 1) raiseLabels(rows.slice(0, body));
  for (let row = 1; row < rows.length; row++) spreadTotal(rows[row]!.cells, extents[row]!, edges);
  const filled = rows.filter(({ cells }) => cells.some(({ text }) => text !== ''));
  return { rows: filled, adrift: tiled?.unsure === true || (body >= 0 && areAdrift(lines, starts, owners, body)) };
}

/** How many columns at the left hold labels that stand for several rows each. */
function mergedIn(lines: readonly TableLine[], columns: number): number {
  const merged = countMerged(lines, columns);
  const centred = countMerged(lines, columns, true);
  return centred !== merged && areCentred(beside(lines, centred).own, columns, 1) ? centred : merged;
}

/** Where rows begin that are told without the labels that stand for several of them. */
function startsBeside(lines: readonly TableLine[], columns: number, merged: number): number[] {
  const { own, from } = beside(lines, merged);
  const starts = findRowStarts(own, columns, 1).map((at) => from[at]!);
  return starts[0] === 0 ? starts : [0, ...starts.slice(1)];
}

/** Lines without their labels in the first columns, and which of all they are. */
function beside(lines: readonly TableLine[], merged: number): { own: PlacedLine[]; from: number[] } {
  const own: PlacedLine[] = [];
  const from: number[] = [];
  lines.forEach((line, at) => {
    const spans = line.spans.filter(({ last }) => last >= merged);
    if (spans.length === 0) return;
    own.push({ ...line, spans });
    from.push(at);
  });
  return { own, from };
}

/** Fewer labels in the first column than rows, and some of them neither beside the first line of a row nor tiled. */
function areAdrift(
  lines: readonly TableLine[],
  starts: readonly number[],
  owners: ReadonlyMap<Placed, number>,
  body: number,
): boolean {
  let labels = 0;
  let low = 0;
  for (let row = body; row < starts.length; row++) {
    const end = starts[row + 1] ?? lines.length;
    for (let at = starts[row]!; at < end; at++) {
      const span = lines[at]!.spans[0];
      if (span?.first !== 0 || span.last !== 0) continue;
      labels++;
      if (at > starts[row]! && !owners.has(span)) low++;
      break;
    }
  }
  return low > 0 && labels + 1 < starts.length - body;
}

function isTable(rows: readonly TextRow[], lines: readonly SpacedLine[], guttersOf: GuttersOf): boolean {
  const filled = (row: TextRow): TextCell[] => row.cells.filter(({ text }) => text !== '');
  const many = rows.filter((row) => filled(row).length >= 2);
  const figures = rows.filter(({ cells }) => cells.slice(1).some(({ text }) => isFigure(text)));
  const gapped = lines.filter(({ spans }) => spans.length >= 2);
  if (many.length < 2 || many.length * 2 < rows.length) return false;
  const threes = many.filter((row) => filled(row).length >= 3).length;
  // A line of two stretches may hold merged cells, which reach over gutters.
  const full = gapped.filter(({ spans }) => spans.length >= 3);
  const gaps = full.reduce((sum, { spans }) => sum + spans.length - 1, 0);
  const off = full.reduce((sum, line) => sum + misfit(line.spans, guttersOf(line)), 0);
  // So many stretches below one another are no chance, whatever they say.
  if (threes >= 2 && gaps >= 8 && off * 6 < gaps && gapped.some((line) => !isFields(line))) return true;
  if (gapped.length === 2 && areLabelled(gapped)) return true;
  if (gapped.length < 3 || figures.length < 2) return false;
  return threes >= 2 || (figures.length >= 3 && figures.length * 2 >= many.length);
}

/** 编制数 实际人数 控制率 over 86 82 95.35: every label has its figure, but the first one, which is of the row. */
function areLabelled([labels, figures]: readonly SpacedLine[]): boolean {
  const [above, below] = [labels?.spans ?? [], figures?.spans ?? []];
  const own = below.filter(({ piece }) => isFigure(piece.text));
  return (
    own.length >= 3 &&
    own.length + 1 >= below.length &&
    own.length + 1 === above.length &&
    above.every(({ piece }) => isLabel(piece.text) || /年/u.test(piece.text))
  );
}
