import { middle } from '../lines.js';
import { isFigure } from './pieces.js';
import type { Piece } from './pieces.js';
import type { Found } from './rows.js';
import type { SetAt } from './set-at.js';
import { totalRows } from './totals.js';

/** Whether the table begins on a page before, and goes on on the next one. */
export interface Ends {
  continues: boolean;
  goesOn: boolean;
  /** Whether it is what stands below a rule: the header stands above that. */
  inner?: boolean;
  /** Where cells are set in their rows, as far as lines beside figures tell. */
  setAt?: SetAt;
}

/** Where the print of each row begins or ends, where all cells are set there. */
interface Edges {
  at: SetAt;
  ys: number[];
}

/** Print of one column that stands together. */
interface Label {
  y0: number;
  y1: number;
  size: number;
  /** First and last row that it touches. */
  from: number;
  to: number;
}

/** What it costs when a label whose cell the page cuts stands anywhere in what the page shows of it. */
const CUT = 0.3;

/** A header has titles in so many of its columns. */
const TITLED = 0.6;

const SENTENCE = /[。；，]/u;

/** Headers have at most so many rows. */
const HEADER_ROWS = 5;

/**
 * Cells merged over rows where no rule tells: `spans[column][r]` says that row r and row r + 1 are one cell there.
 * `ys` are the borders of the rows. A label stands in the middle of its rows, or at their top; print that goes over a
 * border merges anywhere, empty cells join a label only in the columns of a header or of a tree of labels.
 */
export function findSpans(
  pieces: readonly Piece[],
  xs: readonly number[],
  ys: readonly number[],
  { continues, goesOn, inner = false, setAt }: Ends,
  { bound, between, whole = false }: Found,
): boolean[][] {
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  const spans = Array.from({ length: columns }, () => Array.from({ length: rows - 1 }, () => false));
  const rowOf = (piece: Piece): number => {
    const at = middle(piece.line);
    let row = 0;
    while (row < rows - 1 && ys[row + 1]! <= at) row++;
    return row;
  };
  const labels = Array.from({ length: columns }, (_, column) =>
    labelsOf(pieces, column, rowOf, ys, bound, between, whole),
  );
  const figures = pieces.filter(({ line, first }) => first > 0 && isFigure(line.text)).map(rowOf);
  // A form that begins at the foot of a page, its figures on the next one.
  const begun =
    !continues && !inner && goesOn && rows <= HEADER_ROWS && !pieces.some(({ line }) => SENTENCE.test(line.text));
  const top = figures.length === 0 ? (begun ? rows : inner ? 0 : 1) : Math.min(...figures);
  const perRow = Array.from({ length: rows }, (_, row) => pieces.filter((piece) => rowOf(piece) === row));
  const owned = ownRows(pieces, rowOf, rows, columns);
  // The rest of a row that the page cuts has no figures, either, but few of its columns.
  const titles = owned.filter((own) => own.slice(0, top).some(Boolean)).length;
  const sentence = pieces.some((piece) => rowOf(piece) < top && SENTENCE.test(piece.line.text));
  const rest = continues && sentence && titles < TITLED * columns;
  const head = rest ? 0 : Math.min(HEADER_ROWS, rows, continues || inner ? top : Math.max(1, top));
  const isAlone = (row: number): boolean =>
    perRow[row]!.length === 1 && perRow[row]![0]!.first > 0 && !(rest && row === 0);
  // Titles over the whole table stand above its header.
  let lead = 0;
  const centre = xs[0]! + xs.at(-1)!;
  const isTitle = ({ line }: Piece): boolean => Math.abs(line.x0 + line.x1 - centre) < 3 * line.size;
  while (lead < head && perRow[lead]!.length === 1 && isTitle(perRow[lead]![0]!)) lead++;
  const edges = edgesOf(perRow, ys, setAt !== 'foot' && isSetAtTop(perRow) ? 'top' : setAt);
  for (const [column, own] of labels.entries()) {
    for (const { from, to } of own) for (let r = from; r < to; r++) spans[column]![r] = true;
    if (head > lead + 1) merge(spans[column]!, own, owned[column]!, lead, head, ys, edges, true);
    if (head < rows && !owned[column]![head]) reachDown(spans[column]!, own, head, ys);
  }
  const heads = headersIn(perRow, head, isTitle);
  for (const [from, to] of heads)
    for (const [column, own] of labels.entries()) merge(spans[column]!, own, owned[column]!, from, to, ys, edges, true);
  const totals = totalRows(perRow, head, xs);
  for (const { row, first, last } of totals) for (let c = first; c <= last; c++) owned[c]![row] = true;
  // A title over the whole table parts what stands above it from what stands below.
  const alone = perRow.flatMap((_, row) => (row >= head && isAlone(row) ? [row, row + 1] : []));
  let bounds = [...new Set([head, ...alone, ...heads.flat(), rows])].sort((a, b) => a - b);
  const full = owned.findIndex((own) => own.every((printed, row) => printed || row < head || isAlone(row)));
  for (let column = 0; column < columns - 1; column++) {
    const own = labels[column]!;
    const body = own.filter(({ from }) => from >= head);
    const tree = column < full || body.some(({ from, to }) => to > from) || offCentre(body, ys, edges);
    if (!tree) {
      if (body.length < rows - head) break;
      continue;
    }
    const ends = totals.flatMap(({ row, first }) => (first > column ? [] : [row, row + 1]));
    // A header in the middle of a table, beside a label of the rows around it: on this page it stands above them.
    const first = continues && head > 0 && !owned[column]!.slice(0, head).some(Boolean) ? 0 : head;
    const parts = [...new Set([...bounds.map((at) => (at === head ? first : at)), ...ends])].sort((a, b) => a - b);
    for (const [i, from] of parts.slice(0, -1).entries()) {
      if (heads.some(([top, end]) => from >= top && from < end)) continue;
      merge(spans[column]!, own, owned[column]!, from, parts[i + 1]!, ys, edges, false, {
        continues: continues && from === first,
        goesOn: goesOn && parts[i + 1] === rows,
      });
    }
    bounds = [...new Set([head, ...spans[column]!.flatMap((open, r) => (open || r + 1 <= head ? [] : [r + 1])), rows])];
  }
  return spans;
}

/**
 * Headers of forms further down: rows of titles, two at least, between rows with figures. The first may hold one title
 * over several columns, which stands elsewhere than a title of the whole table.
 */
function headersIn(
  perRow: readonly (readonly Piece[])[],
  head: number,
  isTitle: (piece: Piece) => boolean,
): [from: number, to: number][] {
  const found: [number, number][] = [];
  const counts = (row: readonly Piece[] | undefined): boolean => (row ?? []).filter(isFigured).length > 1;
  const titles = (row: readonly Piece[] | undefined): boolean =>
    row !== undefined && !row.some(isFigured) && (row.length > 1 || row.some((one) => one.first > 0 && !isTitle(one)));
  let figures = false;
  for (let from = head; from < perRow.length; from++) {
    figures ||= counts(perRow[from]);
    if (!figures || !titles(perRow[from])) continue;
    let to = from;
    while (titles(perRow[to])) to++;
    const whole = to - from > 1 && to - from <= HEADER_ROWS && perRow[to - 1]!.length > 1;
    if (whole && counts(perRow[to])) found.push([from, to]);
    from = to;
  }
  return found;
}

function isFigured({ line, first }: Piece): boolean {
  return first > 0 && isFigure(line.text);
}

/** Rows in which any print stands in the column, titles over several columns included. */
function ownRows(
  pieces: readonly Piece[],
  rowOf: (piece: Piece) => number,
  rows: number,
  columns: number,
): boolean[][] {
  const owned = Array.from({ length: columns }, () => Array.from({ length: rows }, () => false));
  for (const piece of pieces) for (let c = piece.first; c <= piece.last; c++) owned[c]![rowOf(piece)] = true;
  return owned;
}

function labelsOf(
  pieces: readonly Piece[],
  column: number,
  rowOf: (piece: Piece) => number,
  ys: readonly number[],
  bound: ReadonlySet<Piece>,
  between: ReadonlySet<Piece>,
  whole: boolean,
): Label[] {
  const own = pieces.filter(({ first, last }) => first === column && last === column);
  const found: Label[] = [];
  let before: Piece | undefined;
  for (const piece of own) {
    const { line } = piece;
    const label = found.at(-1);
    const row = rowOf(piece);
    const near = before && line.y0 - before.line.y1 < 0.9 * line.size;
    const goesOn = near && (row === label?.to || bound.has(piece) || line.y0 < ys[row]! - 0.1 * line.size);
    const together = label && (whole ? bound.has(piece) : goesOn);
    if (together) [label.y1, label.to] = [line.y1, row];
    else if (between.has(piece)) {
      // Merged over the rows above and below its middle.
      const from = Math.max(0, ys.findIndex((y) => y > line.y0 - 0.3 * line.size) - 1);
      const to = Math.min(
        ys.length - 2,
        ys.findLastIndex((y) => y < line.y1 + 0.3 * line.size),
      );
      found.push({ y0: line.y0, y1: line.y1, size: line.size, from, to });
    } else found.push({ y0: line.y0, y1: line.y1, size: line.size, from: row, to: row });
    before = piece;
  }
  return found;
}

/** Whether labels stand elsewhere than in the middle or at the top (where all are: at the foot) of the rows that they touch. */
function offCentre(labels: readonly Label[], ys: readonly number[], edges: Edges | undefined): boolean {
  return labels.some((label) => {
    const { y0, y1, from, to, size } = label;
    if (edges?.at === 'foot') return offEdge(label, edges, from, to) > 0.8;
    const [top, bottom] = [ys[from]!, ys[to + 1]!];
    return Math.abs((y0 + y1 - top - bottom) / 2) > 0.8 * size && y0 - top > 0.8 * size;
  });
}

/** Whether short cells stand level with the first line of the tallest cell of their row, and not in its middle. */
function isSetAtTop(perRow: readonly (readonly Piece[])[]): boolean {
  let [top, centre] = [0, 0];
  for (const row of perRow) {
    const blocks = new Map<string, { y0: number; y1: number; size: number }>();
    for (const { line, first, last } of row) {
      const block = blocks.get(`${first},${last}`);
      if (block) [block.y0, block.y1] = [Math.min(block.y0, line.y0), Math.max(block.y1, line.y1)];
      else blocks.set(`${first},${last}`, { y0: line.y0, y1: line.y1, size: line.size });
    }
    const all = [...blocks.values()];
    const tallest = all.reduce((a, b) => (b.y1 - b.y0 > a.y1 - a.y0 ? b : a), { y0: 0, y1: 0, size: 1 });
    for (const { y0, y1, size } of all) {
      if (tallest.y1 - tallest.y0 - y1 + y0 < 0.8 * size) continue;
      if (Math.abs(y0 - tallest.y0) < 0.15 * size) top++;
      else if (Math.abs(y0 + y1 - tallest.y0 - tallest.y1) < 0.5 * size) centre++;
    }
  }
  return top > 5 && top > 3 * centre;
}

/** The last label of a header that stands in the middle of a row more: what it names is printed beside it and below. */
function reachDown(open: boolean[], labels: readonly Label[], head: number, ys: readonly number[]): void {
  const label = labels.findLast(({ from }) => from < head);
  if (!label || label.to >= head) return;
  const first = firstOpen(open, label.from);
  const offTo = (end: number): number => Math.abs(label.y0 + label.y1 - ys[first]! - ys[end]!) / 2 / label.size;
  if (offTo(head + 1) < 0.3 && offTo(head + 1) < offTo(head) - 0.4) open.fill(true, first, head);
}

/**
 * Rows from … to − 1 parted among the labels in them, each as near to its middle or top as can be; where all cells are
 * set at the top or at the foot (`edges`), there.
 */
function merge(
  open: boolean[],
  labels: readonly Label[],
  owned: readonly boolean[],
  from: number,
  end: number,
  ys: readonly number[],
  edges: Edges | undefined,
  header: boolean,
  { continues, goesOn } = { continues: false, goesOn: false },
): void {
  // A label that goes on below takes its rows with it.
  const to = Math.min(
    end,
    ...labels.flatMap((label) => (label.from > from && label.from < end && label.to >= end ? [label.from] : [])),
  );
  // A label that begins further up keeps the rows that it has, and may take more.
  const entering = labels.find((label) => label.from < from && label.to >= from);
  if (entering) from = firstOpen(open, entering.from);
  const begun = continues && !entering;
  const inside = labels.filter((label) => label.from >= from && label.to < to);
  if (inside.length === 0) {
    const own = owned.indexOf(true, from);
    const end = own === -1 ? to : Math.min(to, own);
    if (begun) for (let r = from; r < end - 1; r++) open[r] = true;
    return;
  }
  const count = to - from;
  const last = ys.length - 1;
  // best[k][r]: the first k labels take the rows up to from + r.
  const best = Array.from({ length: inside.length + 1 }, () => Array.from({ length: count + 1 }, () => Infinity));
  const back = best.map((row) => row.map(() => 0));
  for (let r = 0; r <= count; r++) {
    if (owned.slice(from, from + r).some(Boolean) && !header) break;
    best[0]![r] = r === 0 ? 0 : begun ? 0.1 : header ? 0.3 * r : 0.8 * r;
  }
  for (const [k, label] of inside.entries()) {
    for (let end = 1; end <= count; end++) {
      for (let start = 0; start < end; start++) {
        if (best[k]![start] === Infinity || from + start > label.from || from + end <= label.to) continue;
        // Rows in which a title lies across the column are its own.
        if (owned.slice(from + start, label.from).some(Boolean) || owned.slice(label.to + 1, from + end).some(Boolean))
          continue;
        const [top, bottom] = [ys[from + start]!, ys[from + end]!];
        const middleOff = Math.abs((label.y0 + label.y1 - top - bottom) / 2) / label.size;
        const topOff = (label.y0 - top) / label.size;
        const off = edges
          ? offEdge(label, edges, from + start, from + end - 1)
          : Math.min(middleOff, topOff < 0.6 && !header ? 0.35 : Infinity);
        const far = 0.02 * Math.max(0, topOff);
        const cut =
          goesOn && from + end === last ? CUT + far : begun && k === 0 && start === 0 ? 2 * CUT + far : Infinity;
        const cost = best[k]![start]! + Math.min(off, cut) + (header ? 0.1 * (end - start - 1) : 0);
        if (cost < best[k + 1]![end]! - 1e-9) [best[k + 1]![end], back[k + 1]![end]] = [cost, start];
      }
    }
  }
  // In a header rows may stay empty below a label; in a tree of labels none does.
  let below = count;
  if (best[inside.length]![count]! > (header ? 0.9 : 1.6) * inside.length + 0.5) return;
  for (let k = inside.length; k > 0; k--) {
    const start = back[k]![below]!;
    for (let r = from + start; r < from + below - 1; r++) open[r] = true;
    below = start;
  }
  // Rows above the first label go on from the page before.
  if (begun) for (let r = from; r < from + below - 1; r++) open[r] = true;
}

/** How far (em) a label that is merged over the rows from … to stands from where all cells are set. */
function offEdge({ y0, y1, size }: Label, { at, ys }: Edges, from: number, to: number): number {
  return Math.abs(at === 'top' ? y0 - ys[from]! : y1 - ys[to]!) / size;
}

function edgesOf(
  perRow: readonly (readonly Piece[])[],
  ys: readonly number[],
  at: SetAt | undefined,
): Edges | undefined {
  if (!at) return undefined;
  const own = perRow.map((row, r) =>
    at === 'top'
      ? Math.min(ys[r + 1]!, ...row.map(({ line }) => line.y0))
      : Math.max(ys[r]!, ...row.map(({ line }) => line.y1)),
  );
  return { at, ys: own };
}

/** The first of the rows that are one cell with the row `at`. */
function firstOpen(open: readonly boolean[], at: number): number {
  while (at > 0 && open[at - 1]) at--;
  return at;
}
