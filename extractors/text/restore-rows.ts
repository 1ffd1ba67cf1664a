import { alignRow, columnsOf, type Column } from './align-row.js';
import { emptyCell, isFigure, isVoid, type TextCell, type TextRow } from './cells.js';
import { greatest } from './lines.js';
import { restoreHeader, type RestoredHeader } from './lost-header.js';
import { placeLostCells } from './lost-cells.js';
import { WHOLE } from './words.js';

/** Rows that lost their empty cells, put back on their columns form by form; `unsure` are rows that nothing decided on. */
export interface Restored {
  rows: TextRow[];
  unsure: TextRow[];
  /** What the placing cost, a cell: above 1 the rows do not fit their headers. */
  cost: number;
}

const LONGEST_LABEL = 24;
const HEADER_ROWS = 4;

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
        text !== '' && text.length <= LONGEST_LABEL && !isFigure(text) && !isVoid(text) && !/[。；]/u.test(text),
    )
  );
}

function hasFigures({ cells }: TextRow): boolean {
  return cells.some(({ text }) => isFigure(text));
}

/** A form begins with labels above rows of another kind; a title above them is its own. */
function formsOf(rows: readonly TextRow[]): TextRow[][] {
  const forms: TextRow[][] = [];
  let open: TextRow[] = [];
  rows.forEach((row, at) => {
    const begins = isLabels(row) && open.some((above) => !isLabels(above)) && startsForm(rows, at);
    if (begins) {
      forms.push(open);
      open = [];
    }
    open.push(row);
  });
  if (open.length > 0) forms.push(open);
  return forms;
}

/** Labels are a header where fewer, wider or figured rows follow, and not a line among lines of words. */
function startsForm(rows: readonly TextRow[], at: number): boolean {
  const below = rows.slice(at + 1, at + 1 + HEADER_ROWS).find((row) => !isLabels(row));
  if (!below) return false;
  return hasFigures(below) || below.cells.some(({ text }) => text.length > LONGEST_LABEL);
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
  const fallback = { rows: [...form], unsure: [], cost: form.reduce((sum, { cells }) => sum + cells.length, 0) };
  if (labels.length === 0 || data.length === 0) return fallback;
  const most = greatest(
    data.map(({ cells }) => cells.length),
    0,
  );
  const solved = solveHeader(labels, most);
  if (!solved) return fallback;
  const { header, width, more } = solved;
  const all = [...more, ...data];
  const cells = all.map((row) => [...row.cells]);
  const unsure = placeRows(cells, header.leaves, width, all);
  const put = (own: TextCell[], { line, gap }: TextRow): TextRow => ({ cells: own, line, gap });
  return {
    rows: [
      ...titles,
      ...header.rows.map((own, at) => put(own, labels[at]!)),
      ...cells.map((own, at) => put(own, all[at]!)),
    ],
    unsure: unsure.rows,
    cost: unsure.cost,
  };
}

/** The header rows on all columns, and rows that looked like header rows and are none. */
function solveHeader(
  labels: readonly TextRow[],
  most: number,
): { header: RestoredHeader; width: number; more: TextRow[] } | undefined {
  for (let count = labels.length; count > 0; count--) {
    const rows = labels.slice(0, count).map(({ cells }) => cells);
    const more = labels.slice(count);
    const need = greatest(
      more.map(({ cells }) => cells.length),
      most,
    );
    // The name of a block at the left of its header (绩效指标) stands in no other row; cells at the end may all be empty.
    for (const width of [need, need + 1, need + 2]) {
      if (count === 1 && rows[0]!.length !== width) continue;
      const header = restoreHeader(rows, width);
      if (header) return { header, width, more };
    }
  }
  return undefined;
}

function placeRows(
  cells: TextCell[][],
  labels: readonly string[],
  width: number,
  rows: readonly TextRow[],
): { rows: TextRow[]; cost: number } {
  const figured = cells.every(
    ([label, ...rest]) => !isFigure(label!.text) && rest.every(({ text }) => isFigure(text) || isVoid(text)),
  );
  if (figured) {
    const unsure = placeLostCells(cells, width);
    for (const own of cells) while (own.length < width) own.push(emptyCell());
    return { rows: unsure.map((at) => rows[at]!), cost: 0 };
  }
  const full = cells.filter((own) => own.length === width);
  const columns: Column[] = columnsOf(labels, full);
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
    const placed = Array.from({ length: width }, emptyCell);
    placement.columns.forEach((column, index) => (placed[column] = own[index]!));
    // 总分 spans the columns up to its figures: merged cells are written once.
    const [, next = 0] = placement.columns;
    const total = next > 1 && placement.columns[0] === 0 && WHOLE.test(own[0]!.text);
    cells[at] = total ? [own[0]!, ...placed.slice(next)] : placed;
  });
  return { rows: unsure, cost };
}
