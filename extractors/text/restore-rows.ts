import { alignRow, columnsOf } from './align-row.js';
import { emptyCell, isFigure, isSerial, isVoid, type TextCell, type TextRow } from './cells.js';
import { greatest } from './lines.js';
import { restoreHeaders, type RestoredHeader } from './lost-header.js';
import { placeLostCells } from './lost-cells.js';
import { cutRows, figuresIn } from './cut-rows.js';
import { isRunTogether } from './cut-figures.js';
import { moveSharedScores } from './weights.js';
import { FIGURES, isHeadline, OF_WHICH, REMARK, UNIT_TITLE, WHOLE } from './words.js';

/** Rows that lost their empty cells, put back on their columns form by form; `unsure` are rows that nothing decided on. */
export interface Restored {
  rows: TextRow[];
  unsure: TextRow[];
  /** What the placing cost, a cell: above 1 the rows do not fit their headers. */
  cost: number;
}

const LONGEST_LABEL = 24;
const HEADER_ROWS = 4;
/** Columns that hold nothing in any row, at most. */
const SPARE = 4;

export function restoreRows(rows: readonly TextRow[]): Restored {
  const found: Restored = { rows: [], unsure: [], cost: 0 };
  let cells = 0;
  for (const form of formsOf(rows)) {
    const { rows: own, unsure, cost } = restoreForm(form);
    found.rows.push(...own);
    found.unsure.push(...unsure);
    for (const row of form) cells += row.cells.length;
    found.cost += cost;
  }
  return { ...found, cost: cells === 0 ? 0 : found.cost / cells };
}

/** Labels alone, several of them. */
export function isLabels({ cells }: Pick<TextRow, 'cells'>): boolean {
  return (
    cells.length > 1 &&
    cells.every(
      ({ text }) =>
        text !== '' &&
        text.length <= LONGEST_LABEL &&
        !isFigure(text) &&
        !isVoid(text) &&
        !isRunTogether(text) &&
        !/[。；]/u.test(text),
    )
  );
}

function hasFigures({ cells }: TextRow): boolean {
  return cells.some(({ text }) => isFigure(text) || isRunTogether(text));
}

function hasValues(row: TextRow): boolean {
  return hasFigures(row) || row.cells.slice(1).every(({ text }) => isVoid(text));
}

/** A form begins with labels above rows of another kind; titles above them are its own. */
function formsOf(rows: readonly TextRow[]): TextRow[][] {
  const forms: TextRow[][] = [];
  let open: TextRow[] = [];
  rows.forEach((row, at) => {
    const used = open.some((above) => above.cells.length > 1 && !isLabels(above));
    // A title stands right above the labels, perhaps below the title of a section.
    let head = at;
    while (head < rows.length && head - at < 3 && rows[head]!.cells.length === 1 && isTitle(rows[head]!)) head++;
    const isHeaded = rows.slice(at, head).some(({ cells: [cell] }) => isHeadline(cell!.text));
    if (used && rows[head] && isLabels(rows[head]!) && (isHeaded || startsForm(rows, head, open))) {
      forms.push(open);
      open = [];
    }
    open.push(row);
  });
  if (open.length > 0) forms.push(open);
  return forms;
}

function isTitle({ cells: [cell] }: TextRow): boolean {
  return !isFigure(cell!.text) && !isVoid(cell!.text) && cell!.text.length <= 40 && !/[:：]$/u.test(cell!.text);
}

/** Labels are a header where wider or figured rows follow, or as many rows of another length stand above. */
function startsForm(rows: readonly TextRow[], at: number, above: readonly TextRow[]): boolean {
  const { length } = rows[at]!.cells;
  // A label alone lost its figures.
  const below = rows.slice(at + 1, at + 2 + HEADER_ROWS).find((row) => row.cells.length > 1 && !isLabels(row));
  const widest = greatest(
    above.map(({ cells }) => cells.length),
    0,
  );
  if (length > widest && length > 3 && above.some(hasFigures)) return true;
  const corner = above.find(isLabels)?.cells[0]!.text;
  if (length > 2 && rows[at]!.cells[0]!.text === corner) return true;
  if (!below) return false;
  return hasValues(below) || below.cells.some(({ text }) => text.length > LONGEST_LABEL);
}

function restoreForm(form: readonly TextRow[]): { rows: TextRow[]; unsure: TextRow[]; cost: number } {
  let head = form.findIndex(isLabels);
  if (head < 0 || !form.slice(0, head).every(({ cells }) => cells.length === 1)) head = 0;
  let body = head;
  while (body < form.length && body - head < HEADER_ROWS && isLabels(form[body]!)) body++;
  // Words under a header are no second header row, unless parts of a label stand there.
  const titles = form.slice(0, head);
  const data = form.slice(body);
  const labels = form.slice(head, body);
  const most = greatest(
    data.map(({ cells }) => cells.length),
    0,
  );
  const fallback = {
    rows: [...form],
    // Where nothing heads the columns nobody knows what a short row lost; where the labels do not fit, nobody knows anything.
    unsure: data.filter(({ cells }) => cells.length > 1 && (labels.length > 0 || cells.length < most)),
    cost: form.reduce((sum, { cells }) => sum + cells.length, 0) / 2,
  };
  if (labels.length === 0 || data.length === 0) return fallback;
  const glued = data.some(({ cells }) => cells.some(({ text }) => isRunTogether(text)));
  const solved = solveHeader(
    labels,
    most,
    glued
      ? greatest(
          data.map(({ cells }) => figuresIn(cells)),
          most,
        )
      : most,
  );
  if (!solved) return fallback;
  const { header, width, skipped, titles: above, more } = solved;
  const all = [...more, ...data];
  const cells = glued ? cutRows(all, header.leaves) : all.map((row) => [...row.cells]);
  const unsure = placeRows(cells, header.leaves, width, all);
  const put = (own: TextCell[], { line, gap }: TextRow): TextRow => ({ cells: own, line, gap });
  return {
    rows: [
      ...titles,
      ...labels.slice(0, skipped),
      ...above.map((cell) => put([cell], { ...labels[skipped]!, line: cell.pieces[0]!.line })),
      ...header.rows.map((own, at) => put(own, labels[skipped + at]!)),
      ...cells.map((own, at) => put(own, all[at]!)),
    ],
    unsure: unsure.rows,
    cost: unsure.cost,
  };
}

interface SolvedHeader {
  header: RestoredHeader;
  width: number;
  /** Rows of labels above it. */
  skipped: number;
  /** Lines above its first row without an empty line between. */
  titles: TextCell[];
  /** Rows of labels below it. */
  more: TextRow[];
}

/** How many of the first cells may be titles of the form. */
function titlesIn(cells: readonly TextCell[]): number {
  let count = 0;
  while (count < cells.length - 2 && isFormTitle(cells[count]!.text)) count++;
  return count;
}

function isFormTitle(text: string): boolean {
  return isHeadline(text) || UNIT_TITLE.test(text) || /(?:情况|明细)$/u.test(text);
}

/**
 * The likeliest header among rows of labels, on all columns: rows above it are lines of their own (the name of the
 * department over a form), rows below it that look like header rows are lines of words.
 */
function solveHeader(labels: readonly TextRow[], most: number, atMost: number): SolvedHeader | undefined {
  let best: SolvedHeader | undefined;
  let least = Infinity;
  let passed = 0;
  for (let skipped = 0; skipped < labels.length; skipped++) {
    // 其中： wants its parts below.
    if (skipped > 0) passed += labels[skipped - 1]!.cells.some(({ text }) => OF_WHICH.test(text)) ? 3 : 0.7;
    for (let end = labels.length; end > skipped; end--) {
      const rows = labels.slice(skipped, end).map(({ cells }) => cells);
      const more = labels.slice(end);
      const need = greatest(
        more.map(({ cells }) => cells.length),
        most,
      );
      for (let titles = 0; titles <= titlesIn(rows[0]!); titles++) {
        const own = [rows[0]!.slice(titles), ...rows.slice(1)];
        // The name of a block at the left of its header (绩效指标) stands in no other row; a column may be all empty.
        for (const header of restoreHeaders(own)) {
          const width = header.leaves.length;
          const spare = Math.max(0, width - Math.max(need, atMost));
          if (width < need || spare > SPARE) continue;
          const bare = header.leaves.some((leaf) => OF_WHICH.test(leaf)) ? 3 : 0;
          const cost = header.cost + 0.5 * spare + passed + bare + 0.5 * more.length + 0.2 * titles;
          if (cost < least) [best, least] = [{ header, width, skipped, titles: rows[0]!.slice(0, titles), more }, cost];
        }
      }
    }
  }
  return best;
}

function placeRows(
  cells: TextCell[][],
  labels: readonly string[],
  width: number,
  rows: readonly TextRow[],
): { rows: TextRow[]; cost: number } {
  // 1 2 3=1+2 stand below the last columns.
  for (const own of cells) {
    if (own.length >= width || !areSerials(own)) continue;
    own.unshift(...Array.from({ length: width - own.length }, emptyCell));
  }
  const figured = placeFigured(cells, labels, width);
  if (figured) return { rows: figured.map((at) => rows[at]!), cost: 0 };
  const full = cells.filter((own) => own.length === width);
  // What stands in the columns is told by the rows that lost nothing first, then by all as they were placed.
  const first = columnsOf(labels, full);
  const drafts = cells.flatMap((own) => {
    const placement = alignRow(own, first);
    return placement ? [onColumns(own, placement.columns, width)] : [];
  });
  const columns = columnsOf(labels, drafts);
  const unsure: TextRow[] = [];
  let cost = 0;
  cells.forEach((own, at) => {
    const placement = alignRow(own, columns);
    if (!placement) {
      cost += own.length * 2;
      return;
    }
    cost += placement.cost;
    if (placement.tied) unsure.push(rows[at]!);
    const placed = onColumns(own, placement.columns, width);
    // 总分 spans the columns up to its figures: merged cells are written once.
    const [, next = 0] = placement.columns;
    const total = next > 1 && placement.columns[0] === 0 && WHOLE.test(own[0]!.text);
    cells[at] = total ? [own[0]!, ...placed.slice(next)] : placed;
  });
  moveSharedScores(cells, labels);
  return { rows: unsure, cost };
}

/**
 * Places rows of a label and figures by their sums, words of the last columns (备注) aside; the rows that nothing decides
 * on, or undefined where other words stand among the figures.
 */
function placeFigured(cells: TextCell[][], labels: readonly string[], width: number): number[] | undefined {
  let core = width;
  while (core > 3 && REMARK.test(labels[core - 1]!) && !FIGURES.test(labels[core - 1]!)) core--;
  const isValue = ({ text }: TextCell) => isFigure(text) || isVoid(text);
  const plain = [...cells.keys()].filter((at) => cells[at]![0]!.text !== '');
  const own = plain.map((at) => {
    let end = cells[at]!.length;
    while (end > 2 && cells[at]!.length - end < width - core && !isValue(cells[at]![end - 1]!)) end--;
    return { figures: cells[at]!.slice(0, end), words: cells[at]!.slice(end) };
  });
  const fits = own.every(
    ({ figures: [label, ...rest] }) => rest.length < core && !isFigure(label!.text) && rest.every(isValue),
  );
  if (!fits) return undefined;
  const rows = own.map(({ figures }) => figures);
  const undecided = placeLostCells(rows, core);
  plain.forEach((at, index) => {
    const placed = [...rows[index]!];
    while (placed.length < core) placed.push(emptyCell());
    placed.push(...own[index]!.words);
    while (placed.length < width) placed.push(emptyCell());
    cells[at] = placed;
  });
  return undecided.map((index) => plain[index]!);
}

function areSerials(cells: readonly TextCell[]): boolean {
  return (
    cells.length > 1 &&
    cells.every(({ text }, at) => isSerial(text) && (text === String(at + 1) || /[=＝]/u.test(text)))
  );
}

function onColumns(cells: readonly TextCell[], columns: readonly number[], width: number): TextCell[] {
  const placed = Array.from({ length: width }, emptyCell);
  columns.forEach((column, index) => (placed[column] = cells[index]!));
  return placed;
}
