import { cellOf, emptyCell, extendCell, isFigure, type TextRow } from './cells.js';
import { append, pieceOf, type Chunk, type Line } from './lines.js';
import type { PlacedCell, PlacedRow, Section } from './placed.js';
import { aroundTable, type Reading } from './stretch.js';
import { isPageNumber } from './tab-lines.js';
import { WIDTHS, type WidthOf } from './widths.js';

const LEVEL = /[─━═╌╍┄┅┈┉╴╶╸╺-]|=/u;
const UPRIGHT = /[│┃║╎╏┆┇┊┋╵╷╹╻|｜]/u;
const CORNER = /[┌-╋═-╬╭-╰+]/u;
/** Signs of frames; a dash or bar alone may be text. */
const DRAWN = /[\u2500-\u257f]|\+[-=]{2,}/u;
const FULL_RULER = /^[\s\u2500-\u257f|｜+=-]*$/u;
const MOST_LINES = 20_000;

/** Signs of one line that may belong to the frame, each with its display column. */
interface Strokes {
  line: Line;
  /** Display columns of uprights and corners. */
  joints: { x: number; corner: boolean; at: number }[];
  /** Stretches of level strokes, end exclusive. */
  level: { from: number; to: number }[];
  /** Display column of each character, and of the line's end. */
  xs: number[];
}

/**
 * Tables in frames of box-drawing signs or `+---+`, each cell between its strokes: merged cells in both directions and
 * cells of several lines are read off the drawing. Undefined where the strokes do not stand under each other; then
 * the number of bars in each line has to do.
 */
export function readFrames(chunks: readonly Chunk[], at: number): Reading | undefined {
  const chunk = chunks[at]!;
  const first = chunk.lines.findIndex(isRuler);
  if (first < 0 || chunk.lines.length > MOST_LINES) return undefined;
  let last = first;
  while (last + 1 < chunk.lines.length && isFramed(chunk.lines[last + 1]!)) last++;
  const lines = chunk.lines.slice(first, last + 1);
  const aside: Line[] = [];
  let next = at + 1;
  const rest = chunk.lines.slice(last + 1);
  // A page that ends inside the frame leaves empty lines and perhaps its number.
  while (rest.length === 0 && next < chunks.length && lines.length < MOST_LINES) {
    const step = isPageNumber(chunks[next]!) ? next + 1 : next;
    const more = chunks[step]?.lines;
    if (!more?.every(isFramed) || isTop(more[0]!)) break;
    if (step > next) append(aside, chunks[next]!.lines);
    append(lines, more);
    next = step + 1;
  }
  const section = sectionOf(lines);
  if (!section) return undefined;
  const rows: TextRow[] = section.rows.map((row) => ({
    cells: row.cells.map(({ cell }) => cell),
    line: row.line,
    gap: 0,
  }));
  const table = { kind: 'run', run: { layout: 'drawn', rows, section }, lines } as const;
  return { stretches: aroundTable(chunk.lines.slice(0, first), table, aside), next, rest };
}

function isRuler({ text }: Line): boolean {
  return text.length < 5000 && DRAWN.test(text) && FULL_RULER.test(text) && /[─━═=-]{2}|[─━═][┬┴┼]/u.test(text);
}

function isFramed(line: Line): boolean {
  const { text } = line;
  if (text.length > 5000 || text.includes('\t')) return false;
  const first = text.trimStart()[0] ?? '';
  return UPRIGHT.test(first) || CORNER.test(first) || (/[\u2502\u2503\u2551]/u.test(text) && !/[。]$/u.test(text));
}

/** ┌──┬──┐ : a table begins, not the rest of one. */
function isTop({ text }: Line): boolean {
  return /^\s*[┌┏╔╭]/u.test(text);
}

function sectionOf(lines: readonly Line[]): Section | undefined {
  let best: { strokes: Strokes[]; xs: number[]; share: number } | undefined;
  for (const width of WIDTHS) {
    const strokes = lines.map((line) => strokesOf(line, width));
    const aligned = align(strokes);
    if (aligned && aligned.share > (best?.share ?? 0.8) + 0.001) best = { strokes, ...aligned };
    if (best && best.share > 0.999) break;
  }
  return best ? layOut(best.strokes, best.xs) : undefined;
}

function strokesOf(line: Line, width: WidthOf): Strokes {
  const { text } = line;
  const xs: number[] = [];
  const joints: Strokes['joints'] = [];
  const level: Strokes['level'] = [];
  let x = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    xs.push(x);
    const end = x + width(text.charCodeAt(at));
    if (UPRIGHT.test(sign)) joints.push({ x, corner: false, at });
    else if (CORNER.test(sign) && !LEVEL.test(sign)) joints.push({ x, corner: true, at });
    if (LEVEL.test(sign) || (CORNER.test(sign) && sign !== '+')) {
      const run = level[level.length - 1];
      if (run?.to === x) run.to = end;
      else level.push({ from: x, to: end });
    } else if (sign === '+') {
      const run = level[level.length - 1];
      if (run?.to === x) run.to = end;
      else level.push({ from: x, to: end });
    }
    x = end;
  }
  xs.push(x);
  return { line, joints, level, xs };
}

/** Display columns of the frame's uprights, and the share of all uprights that stand in one of them. */
function align(strokes: readonly Strokes[]): { xs: number[]; share: number } | undefined {
  const corners = new Map<number, number>();
  for (const { line, joints } of strokes)
    if (isRuler(line)) for (const { x, corner } of joints) if (corner) corners.set(x, (corners.get(x) ?? 0) + 1);
  const xs = [...corners.keys()].sort((a, b) => a - b);
  if (xs.length < 2 || xs.length > 500) return undefined;
  let all = 0;
  let hits = 0;
  for (const { joints } of strokes) {
    for (const { x } of joints) {
      all++;
      if (corners.has(x)) hits++;
    }
  }
  // Corners that miss each other by a sign make more columns than there are.
  const crowded = xs.filter((x, at) => at > 0 && x - xs[at - 1]! < 2).length;
  return { xs, share: all === 0 ? 0 : (hits / all) * (1 - crowded / xs.length) };
}

/** A line of the drawing between the columns `xs`: which of them it closes, and which stretches it rules. */
interface Cut {
  strokes: Strokes;
  /** By column border: the position of the sign that closes it, -1 where it is open. */
  borders: number[];
  /** By column: whether a level stroke fills it. */
  ruled: boolean[];
}

function cutOf(strokes: Strokes, xs: readonly number[]): Cut {
  const borders = xs.map(() => -1);
  const { joints } = strokes;
  const exact = joints.filter(({ x }) => xs.includes(x));
  if (exact.length < joints.length && joints.length === xs.length) joints.forEach(({ at }, i) => (borders[i] = at));
  else for (const { x, at } of exact) borders[xs.indexOf(x)] = at;
  const ruled = xs.slice(1).map((right, column) => {
    const left = xs[column]! + 1;
    const run = strokes.level.find(
      ({ from, to }) => from <= left + 1 && to >= right - 1 && to - from >= right - left - 1,
    );
    // Dashes inside a cell end before its borders.
    return run !== undefined && right > left && joints.some(({ x }) => x >= run.from - 1 && x <= run.to);
  });
  return { strokes, borders, ruled };
}

function layOut(all: readonly Strokes[], xs: readonly number[]): Section | undefined {
  const cuts = all.map((strokes) => cutOf(strokes, xs));
  const columns = xs.length - 1;
  const bands = bandsOf(cuts);
  if (bands.length === 0 || columns < 1 || bands.length * columns > 200_000) return undefined;
  const owner = new Int32Array(bands.length * columns).map((_, at) => at);
  const root = (at: number): number => {
    let found = at;
    while (owner[found] !== found) found = owner[found]!;
    while (owner[at] !== found) [owner[at], at] = [found, owner[at]!];
    return found;
  };
  const join = (a: number, b: number) => {
    const [x, y] = [root(a), root(b)];
    owner[Math.max(x, y)] = Math.min(x, y);
  };
  bands.forEach(({ lines, below }, row) => {
    for (let column = 0; column < columns; column++) {
      const here = row * columns + column;
      if (column + 1 < columns && !lines.some((line) => line.borders[column + 1]! >= 0)) join(here, here + 1);
      if (row + 1 < bands.length && below && !below.ruled[column]) join(here, here + columns);
    }
  });
  const cells = new Map<number, PlacedCell & { row: number; last: number }>();
  for (let at = 0; at < owner.length; at++) {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const key = root(at);
    const cell = cells.get(key);
    if (!cell) cells.set(key, { cell: emptyCell(), column, columns: 1, rows: 1, row, last: column });
    else {
      // Strokes that leave a shape other than a rectangle are no frame.
      if (column < cell.column) return undefined;
      cell.columns = Math.max(cell.columns, column - cell.column + 1);
      cell.rows = row - cell.row + 1;
    }
  }
  let covered = 0;
  for (const { columns: width, rows } of cells.values()) covered += width * rows;
  if (covered !== owner.length) return undefined;
  const take = (cut: Cut, row: number, open: (column: number) => boolean) => {
    for (let column = 0; column < columns;) {
      const { cell, columns: width, column: first } = cells.get(root(row * columns + column))!;
      const end = first + width;
      if (open(column)) {
        const piece = between(cut, column, end, xs);
        if (piece) extendCell(cell, cellOf([piece]).pieces);
      }
      column = end;
    }
  };
  bands.forEach(({ lines, below }, row) => {
    for (const line of lines) take(line, row, () => true);
    if (below) take(below, row, (column) => !below.ruled[column]);
  });
  const rows: PlacedRow[] = bands.map(({ lines }) => ({ cells: [], line: lines[0]!.strokes.line.number }));
  for (const { row, last: _, ...cell } of cells.values()) rows[row]!.cells.push(cell);
  return {
    rows: rows.map((row) => ({ ...row, cells: row.cells.sort((a, b) => a.column - b.column) })),
    width: columns,
    header: 0,
    guessed: false,
  };
}

/** What stands in a line between two borders. A line shorter than the frame ends where it ends. */
function between({ strokes, borders }: Cut, from: number, to: number, xs: readonly number[]) {
  const { line } = strokes;
  const at = (border: number): number => {
    if (borders[border]! >= 0) return borders[border]!;
    const found = strokes.xs.findIndex((x) => x >= xs[border]!);
    return found < 0 ? line.text.length : found;
  };
  const start = borders[from]! >= 0 ? borders[from]! + 1 : at(from);
  // After the last border of a line nothing is cut off.
  const end = to === xs.length - 1 && borders[to]! < 0 ? line.text.length : at(to);
  const last = to === xs.length - 1 && line.text.slice(end + 1).trim() !== '' ? line.text.length : end;
  return pieceOf(line, start, Math.max(start, last));
}

interface Band {
  lines: Cut[];
  below: Cut | undefined;
}

/** Lines between rulers. Where few rulers are drawn, lines with figures below one another are rows of their own. */
function bandsOf(cuts: readonly Cut[]): Band[] {
  const groups: Band[] = [];
  let open: Cut[] = [];
  const close = (below: Cut | undefined) => {
    if (open.length > 0) groups.push({ lines: open, below });
    open = [];
  };
  for (const cut of cuts) {
    if (cut.ruled.some(Boolean)) close(cut);
    else open.push(cut);
  }
  close(undefined);
  const single = groups.length <= 2;
  return groups.flatMap((band) => {
    if (
      band.lines.length < 2 ||
      !(single ? groups.length === 1 || band === groups[1] || isStacked(band) : isStacked(band))
    )
      return [band];
    return band.lines.map((line, at): Band => {
      const below = at === band.lines.length - 1 ? band.below : { ...line, ruled: line.ruled.map(() => true) };
      return { lines: [line], below };
    });
  });
}

/** Figures below one another in two columns, or in all lines of one: no cell of several lines has that. */
function isStacked({ lines }: Band): boolean {
  const columns = new Map<number, number>();
  for (const { strokes, borders } of lines) {
    let start = 0;
    borders.forEach((at, border) => {
      if (at < 0) return;
      if (isFigure(strokes.line.text.slice(start, at).trim()) && strokes.line.text.slice(start, at).trim() !== '')
        columns.set(border, (columns.get(border) ?? 0) + 1);
      start = at + 1;
    });
  }
  const stacked = [...columns.values()].filter((count) => count >= 2);
  return stacked.length >= 2 || stacked.some((count) => count === lines.length);
}
