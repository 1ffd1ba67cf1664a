import type { Line } from '../lines.js';
import { isFlushTitle, isRowGap, titlesRows } from './flush-titles.js';
import type { Row } from './page-zone.js';

/** Rows of a table are usually no further apart (em) than this; in wide tables they show themselves how far. */
export const ROW_GAP = 2.3;
const WIDE_GAP = 3.4;
/** Rows in columns stand no further (em) above a tall cell whose text begins lower down. */
const TALL_GAP = 5;
/** Nor does a text beside a label below them, its first paragraphs empty perhaps. */
const BESIDE_GAP = 7;
/** Gaps (em) between rows set wide differ by no more, and so many of them are enough to know that they are meant. */
const SAME_GAP = 0.25;
const SEEN = 2;
/** So many rows back one looks for the columns in which a line may stand, and so many ahead for the next row. */
const BACK = 16;
const AHEAD = 10;
/** The rows on both sides of a gap: whether print stands in columns there. */
const NEAR = 16;
/** 单位：万元 above a table says in what it is told, and is no row of it. */
const UNIT = /^[（(]?\p{Script=Han}{0,2}单位[:：]\p{Script=Han}{0,3}[元人个%％][）)]?$/u;
/** Lines so far in (em) are no sentences of the page. */
const INDENT = 3;
/** Lines of a column in which words run down are narrower (em). */
const PILED = 2.5;
/** A cell has hardly more lines than this. */
const TALLEST = 60;

/** Stretches of lines that stand in columns, on a page without rules; rows stand no further apart than `room` (em). */
export function runs(lines: readonly Row[], room: number): Row[][] {
  const rows = besides(lines);
  const found: Row[][] = [];
  let [from, floor, top] = [0, 0, 0];
  while (from < rows.length) {
    const start = rows.findIndex((row, i) => i >= from && row.chunks.length > 1);
    if (start === -1) break;
    const lowest = backTo(rows, start, from);
    const end = growDown(rows, lowest, start + 1, room);
    const reach = growUp(rows, lowest, end, room, floor);
    // Up into the run above: a tall cell parted the two.
    const joins = reach < floor;
    const first = joins ? Math.min(reach, top) : reach;
    const run = trimmed(rows.slice(first, end));
    const split = run.filter(({ chunks }) => chunks.length > 1);
    const fields = split.filter(
      ({ chunks }) =>
        chunks.every(({ text }, k) => k % 2 === 1 || /[:：]$/u.test(text)) ||
        chunks.every(({ text }) => /^[^:：\d]{2,10}[:：]/u.test(text)),
    ).length;
    const pieces = split.flatMap(({ chunks }) => chunks).length;
    if (split.length >= 3 && fields * 2 < split.length && pieces >= 6) {
      if (joins) found.pop();
      found.push(run);
      [floor, top] = [end, first];
    }
    from = Math.max(end, start + 1);
  }
  return found;
}

/** Lines with the stretches that stand beside them on other base lines: a label in the middle of a tall cell. */
function besides(rows: readonly Row[]): Row[] {
  return rows.map((row, i) => {
    if (row.chunks.length > 1) return row;
    const beside: Line[] = [];
    for (let k = i - 2; k <= i + 2; k++) {
      const other = rows[k];
      if (other && k !== i && standBeside(row.line, other.line)) beside.push(...other.chunks);
    }
    if (beside.length === 0) return row;
    const chunks = [...row.chunks, ...beside].sort((a, b) => a.x0 - b.x0);
    return { line: row.line, chunks: chunks.filter(({ x0 }, k) => k === 0 || x0 > chunks[k - 1]!.x1) };
  });
}

/**
 * How far apart (em) rows of a table stand on this page: programs that set them wide do so everywhere, and neither
 * paragraphs nor captions stand just as far from what is in columns.
 */
export function rowGapOf(rows: readonly Row[]): number {
  const gaps: number[] = [];
  let reach = rows[0]?.line.y1 ?? 0;
  for (let i = 0; i < rows.length; i++) {
    const { line } = rows[i]!;
    const gap = (line.y0 - reach) / line.size;
    reach = Math.max(reach, line.y1);
    if (i === 0 || gap < ROW_GAP || gap > TALL_GAP) continue;
    const split = (row: Row): boolean =>
      row.chunks.length > 1 && Math.abs(row.line.size - line.size) < 0.07 * line.size;
    if (rows.slice(Math.max(0, i - NEAR), i).some(split) && rows.slice(i, i + NEAR).some(split)) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  let [most, widest] = [0, 0];
  for (const [i, least] of gaps.entries()) {
    let end = i;
    while (end + 1 < gaps.length && gaps[end + 1]! < least + SAME_GAP) end++;
    if (end + 1 - i > most) [most, widest] = [end + 1 - i, gaps[end]!];
  }
  return most < SEEN ? ROW_GAP : widest + 0.1;
}

/**
 * How far the table that begins with the rows `first` … `start` − 1 goes down: the index of the row after it. Its rows
 * are usually no further apart than `room` (em).
 */
export function growDown(rows: readonly Row[], first: number, start: number, room = ROW_GAP): number {
  let end = start;
  let left = Math.min(...rows.slice(first, end).map(({ line }) => line.x0));
  let reach = Math.max(...rows.slice(first, end).map(({ line }) => line.y1));
  let widest = 0;
  while (end < rows.length) {
    const { line, chunks } = rows[end]!;
    // A line in smaller print stands no further off for that.
    const gap = (line.y0 - reach) / Math.max(line.size, rows[end - 1]!.line.size);
    const regular = gap < 1.15 * widest || (gap < WIDE_GAP && isAligned(rows[end - 1]!, rows[end]!));
    if (gap > room && !regular) {
      const goesOn =
        (gap < TALL_GAP && (keepsColumns(rows, first, end) || isLastLabel(rows, first, end))) ||
        (gap < BESIDE_GAP && hasLabelBeside(rows, first, end));
      if (!goesOn) break;
      left = Math.min(left, line.x0);
      reach = Math.max(reach, line.y1);
      end++;
      continue;
    }
    const stays = (): boolean =>
      staysInside(rows, first, end, left, reach, Math.max(room, 1.15 * widest)) ||
      titlesRows(rows, end, rows.slice(Math.max(first, end - BACK), end));
    if (chunks.length < 2 && !stays()) break;
    if (chunks.length > 1 && rows[end - 1]!.chunks.length > 1) widest = Math.max(widest, gap);
    left = Math.min(left, line.x0);
    reach = Math.max(reach, line.y1);
    end++;
  }
  return end;
}

/** Whether the line at `at`, in one piece, belongs to the table that stands above it. */
export function reaches(rows: readonly Row[], at: number): boolean {
  const above = rows.slice(0, at);
  const left = Math.min(...above.map(({ line }) => line.x0));
  return staysInside(rows, 0, at, left, Math.max(...above.map(({ line }) => line.y1)), ROW_GAP);
}

/** Whether below a wide gap (before the row `at`) the print goes on in the columns above it: no line lies across them. */
function keepsColumns(rows: readonly Row[], first: number, at: number): boolean {
  const above = rows.slice(Math.max(first, at - BACK), at).filter(({ chunks }) => chunks.length > 1);
  const { size } = rows[at]!.line;
  const columns = above.flatMap(({ chunks }) => chunks);
  const [left, right] = [Math.min(...columns.map(({ x0 }) => x0)), Math.max(...columns.map(({ x1 }) => x1))];
  const shared = new Set<number>();
  for (const [k, { line, chunks }] of rows.slice(at, at + AHEAD).entries()) {
    const before = rows[at + k - 1]!.line;
    if (Math.abs(line.size - size) > 0.05 * size || Math.abs(before.size - size) > 0.05 * size) return false;
    if (k > 0 && line.y0 - before.y1 > ROW_GAP * size) return false;
    if (line.x0 < left - 2 * size || line.x1 > right + 2 * size || crosses(line, above)) return false;
    if (chunks.length < 2 || chunks.some(({ text }) => /[:：]$/u.test(text))) continue;
    for (const { x0, x1 } of chunks) {
      const same = columns.find(
        (other) =>
          Math.abs(other.x0 - x0) < 0.7 ||
          Math.abs(other.x1 - x1) < 0.7 ||
          Math.abs(other.x0 + other.x1 - x0 - x1) < 1.4,
      );
      if (same) shared.add(Math.round(same.x0));
    }
    if (shared.size > 1) return true;
  }
  return false;
}

/**
 * Whether below a wide gap (before the row `at`) stands a text over all columns but the first, beside a label that is set
 * as those above it.
 */
function hasLabelBeside(rows: readonly Row[], first: number, at: number): boolean {
  const above = rows.slice(Math.max(first, at - BACK), at).filter(({ chunks }) => chunks.length > 1);
  const labels = above.map(({ chunks }) => chunks[0]!);
  const border = Math.max(...labels.map(({ x1 }) => x1));
  const { size } = rows[at]!.line;
  for (const [k, { line, chunks }] of rows.slice(at, at + AHEAD).entries()) {
    if (Math.abs(line.size - size) > 0.05 * size) return false;
    if (k > 0 && line.y0 - rows[at + k - 1]!.line.y1 > ROW_GAP * size) return false;
    if (chunks[0]!.x0 > border) continue;
    const text = chunks[1]?.x0 ?? (k > 0 ? rows[at]!.line.x0 : 0);
    return text > border && isLabelBeside(chunks[0]!, text, labels);
  }
  return false;
}

/**
 * Whether below a wide gap (at the row `at`) stands a label alone, its cells empty: beside the columns, in the middle of
 * the first one as the words above it are.
 */
function isLastLabel(rows: readonly Row[], first: number, at: number): boolean {
  const { line, chunks } = rows[at]!;
  const above = rows.slice(Math.max(first, at - BACK), at);
  const second = Math.min(...above.flatMap((row) => (row.chunks.length > 1 ? [row.chunks[1]!.x0] : [])));
  const around = above.flatMap((row) => (isAround(row.chunks[0]!, line) ? [row.chunks[0]!] : []));
  return (
    chunks.length === 1 &&
    line.x1 < second - 0.4 * line.size &&
    around.length > 1 &&
    around.some(({ x0 }) => Math.abs(x0 - line.x0) > 0.4 * line.size)
  );
}

/** Whether two lines of one size have one middle. */
function isAround(a: Line, b: Line): boolean {
  return Math.abs(a.x0 + a.x1 - b.x0 - b.x1) < 1.4 && Math.abs(a.size - b.size) < 0.05 * b.size;
}

/** Whether two lines stand in the same columns, most of their stretches below one another. */
function isAligned(upper: Row, lower: Row): boolean {
  if (upper.chunks.length < 3 || lower.chunks.length < 3) return false;
  const { size } = lower.line;
  const same = lower.chunks.filter((b) =>
    upper.chunks.some(
      (a) =>
        Math.abs(a.x0 - b.x0) < size || Math.abs(a.x1 - b.x1) < size || Math.abs(a.x0 + a.x1 - b.x0 - b.x1) < 2 * size,
    ),
  );
  return same.length >= 0.7 * lower.chunks.length;
}

/** Lines above the first one in columns that belong to it: a tall cell's upper lines, or a title over all columns. */
function backTo(rows: readonly Row[], start: number, least: number): number {
  let first = start;
  const { line, chunks } = rows[start]!;
  const second = chunks[1]!.x0;
  while (first > least) {
    const above = rows[first - 1]!.line;
    const next = rows[first]!.line;
    if (Math.abs(above.size - line.size) > 0.1 * line.size || next.y0 - above.y1 > 0.7 * line.size) break;
    if (UNIT.test(above.text)) break;
    const hangs = above.x0 > second - 0.5 * line.size;
    if (!hangs && (above.x0 < line.x0 + 1.5 * line.size || above.x1 > line.x1 + 2)) break;
    first--;
  }
  return first;
}

/**
 * How far up the table goes whose rows `first` … `end` − 1 are known: rows in columns within its width, lines of a cell
 * that begin where a column does, labels beside them, and titles in its middle that stand as far apart as its rows.
 */
function growUp(rows: readonly Row[], first: number, end: number, room: number, floor: number): number {
  const own = rows.slice(first, end);
  const [left, right] = [Math.min(...own.map(({ line }) => line.x0)), Math.max(...own.map(({ line }) => line.x1))];
  const starts = own.flatMap(({ chunks }) => chunks.slice(1).map(({ x0 }) => x0));
  const labels = own.flatMap(({ chunks }) => (chunks.length > 1 ? [chunks[0]!] : []));
  let top = first;
  const [head, second] = own;
  const even = second !== undefined && head!.chunks.length > 1 && second.chunks.length > 1;
  let usual = even ? (second.line.y0 - head!.line.y1) / head!.line.size : 0;
  let column: number | undefined;
  let titled = false;
  for (let at = first - 1; at >= 0; at--) {
    const { line, chunks } = rows[at]!;
    const next = rows[at + 1]!;
    const gap = (next.line.y0 - line.y1) / line.size;
    const inside =
      line.x0 > left - 2 && line.x1 < right + 2 && Math.abs(line.size - own[0]!.line.size) < 0.05 * line.size;
    if (!inside || gap > TALL_GAP || UNIT.test(line.text)) break;
    // The run above ends with a row of its own, far from this one.
    if (at < floor && column === undefined && gap > room) break;
    const far = line.x0 > left + (gap < 1.3 ? 1.5 : INDENT) * line.size;
    const hangs = gap < Math.max(1.3, room) && far && starts.some((x0) => Math.abs(x0 - line.x0) < 0.7);
    if (hangs) column = line.x0;
    const columned = chunks.length > 2 && !chunks.some(({ text }) => /[:：]$/u.test(text));
    if (columned && next.chunks.length > 2) usual = gap;
    const title =
      usual > 0 && Math.abs(gap - usual) < 0.15 && Math.abs(line.x0 + line.x1 - left - right) < 4 * line.size;
    const flush = at >= floor && at + 1 === top && isFlushTitle(line, next.line, rows.slice(top, end));
    // What stands further above such titles than rows do is no part of the table.
    if (titled && !flush && !isRowGap(rows.slice(top, end), line, next.line)) break;
    titled ||= flush;
    if (hangs || columned || title || flush) top = at;
    else if (column === undefined || !isLabelBeside(line, column, labels)) break;
  }
  return top;
}

/** Whether a line stands beside the column that begins at `x`, where labels do: from their margin, or around their middle. */
export function isLabelBeside(line: Line, x: number, labels: readonly Line[]): boolean {
  const alike = ({ x0, x1 }: Line): boolean =>
    Math.abs(x0 - line.x0) < 0.7 || Math.abs(x0 + x1 - line.x0 - line.x1) < 1.4;
  return line.x1 < x - 0.4 * line.size && labels.some(alike);
}

/** Whether a line in one piece belongs to the table around it. */
function staysInside(
  rows: readonly Row[],
  first: number,
  at: number,
  left: number,
  reach: number,
  gap: number,
): boolean {
  const { line } = rows[at]!;
  if (line.y0 < reach - 0.1 * line.size) return true;
  const split = rows.slice(first, at).filter(({ chunks }) => chunks.length > 1);
  const near = rows.slice(Math.max(first, at - BACK), at).filter(({ chunks }) => chunks.length > 1);
  const run = near.length > 0 ? near : split.slice(-3);
  if (Math.abs(line.size - rows[at - 1]!.line.size) > 0.12 * line.size && !isBetweenRows(rows, at, gap)) return false;
  const inColumn = !crosses(line, run);
  if (inColumn && line.y0 - reach < 1.6 * line.size && isLabelBelow(line, rows.slice(first, at))) return true;
  if (line.x0 > left + 1.5 * line.size) {
    // Hanging below a column, or a title in the middle.
    const starts = run.flatMap(({ chunks }) => chunks.slice(1).map(({ x0 }) => x0));
    const hangs = starts.some((x0) => Math.abs(x0 - line.x0) < 1.2 * line.size) || line.x0 > Math.min(...starts) - 2;
    if (hangs || hangsAbove(rows, at, gap)) return true;
    // Below the first words of a row whose label stands further down.
    if (goesOnWith(line, near.at(-1))) return true;
    return line.x1 - line.x0 < 20 * line.size && goesOnBelow(rows, at, gap, inColumn ? run : undefined);
  }
  if (!inColumn) return false;
  if (line.y0 - reach < 0.9 * line.size || isLabel(rows, at, run) || isPiled(rows, at)) return true;
  if (goesOnBelow(rows, at, gap, run)) return true;
  // The text beside a label begins on a line of its own.
  const next = rows[at + 1];
  return (
    next !== undefined &&
    next.line.x0 > line.x1 &&
    next.line.y0 - line.y1 < gap * line.size &&
    hangsAbove(rows, at + 1, gap)
  );
}

/** Whether a line begins where the first column does, and stands as far from the row above as rows do: a label alone. */
function isLabel(rows: readonly Row[], at: number, run: readonly Row[]): boolean {
  const { line } = rows[at]!;
  const above = rows[at - 1]!;
  const last = run.slice(-4);
  const starts = last.filter(({ chunks }) => Math.abs(chunks[0]!.x0 - line.x0) < 0.7).length;
  const gapTo = (lower: Line, upper: Line): number => (lower.y0 - upper.y1) / lower.size;
  const usual = last.slice(1).map(({ line: lower }, i) => gapTo(lower, last[i]!.line));
  const regular = usual.some((gap) => Math.abs(gap - gapTo(line, above.line)) < 0.04);
  return starts > 1 && regular && Math.abs(line.size - above.line.size) < 0.01 * line.size;
}

/**
 * Whether a line has its middle where labels above it in the left half of the table have theirs, and begins elsewhere;
 * or is a few characters of a word below others of its column. Brackets at the ends of lines are set narrower, which moves
 * the middle of what stands between them.
 */
function isLabelBelow({ x0, x1, y0, size, text }: Line, run: readonly Row[]): boolean {
  const [left, right] = [Math.min(...run.map(({ line }) => line.x0)), Math.max(...run.map(({ line }) => line.x1))];
  if (2 * x1 > left + right || x0 < left - 2) return false;
  const chunks = run.flatMap((row) => row.chunks).filter((chunk) => Math.abs(chunk.size - size) < 0.05 * size);
  const around = chunks.filter((chunk) => Math.abs(chunk.x0 + chunk.x1 - x0 - x1) < 0.6 * size);
  const near = around.some((chunk) => y0 - chunk.y1 < 1.6 * size);
  if ((near || around.length > 1) && around.some((chunk) => Math.abs(chunk.x0 - x0) > 0.4 * size)) return true;
  const below = chunks.filter((chunk) => Math.abs(chunk.x0 - x0) < 0.7 && chunk.x1 - chunk.x0 < PILED * size);
  return below.length > 1 && x1 - x0 < PILED * size && /^\p{Script=Han}+$/u.test(text);
}

/** 绩, 效 and 指 evenly below one another: the words of a tall cell, which the page may cut. */
function isPiled(rows: readonly Row[], at: number): boolean {
  const { line } = rows[at]!;
  if (line.x1 - line.x0 > PILED * line.size) return false;
  const piled = rows
    .slice(Math.max(0, at - BACK), at)
    .flatMap(({ chunks }) =>
      chunks.filter(
        (chunk) => Math.abs(chunk.x0 + chunk.x1 - line.x0 - line.x1) < 1.4 && chunk.x1 - chunk.x0 < PILED * line.size,
      ),
    );
  const [first, second] = piled.slice(-2);
  if (!first || !second || line.y0 - second.y1 > ROW_GAP * line.size) return false;
  return Math.abs(line.y0 - second.y0 - (second.y0 - first.y0)) < 0.1 * line.size;
}

/** Whether a short line in other print stands alone between rows in columns that are set alike: …… for rows left out. */
function isBetweenRows(rows: readonly Row[], at: number, gap: number): boolean {
  const [above, { line }, below] = [rows[at - 1]!.line, rows[at]!, rows[at + 1]];
  if (!below || below.chunks.length < 2 || line.x1 > below.chunks[1]!.x0) return false;
  const { size } = below.line;
  const near = line.y0 - above.y1 < gap * size && below.line.y0 - line.y1 < gap * size;
  return near && Math.abs(size - above.size) < 0.05 * size && Math.abs(line.x0 - below.chunks[0]!.x0) < size;
}

/** Whether a line is one of the upper lines of a cell whose label stands further down, in the middle of its row. */
function hangsAbove(rows: readonly Row[], at: number, gap: number): boolean {
  const { line } = rows[at]!;
  let reach = line.y1;
  for (const next of rows.slice(at + 1, at + TALLEST)) {
    if (next.line.y0 - reach > gap * line.size || Math.abs(next.line.size - line.size) > 0.07 * line.size) return false;
    if (next.chunks.slice(1).some(({ x0 }) => Math.abs(x0 - line.x0) < 2.5 * line.size && x0 < line.x1)) return true;
    if (next.line.x0 < line.x0 - 2.5 * line.size && next.line.x1 > line.x0) return false;
    reach = Math.max(reach, next.line.y1);
  }
  return false;
}

/** Whether a line lies across the gaps between the columns of most rows. */
function crosses(line: Line, run: readonly Row[]): boolean {
  const across = run.filter(({ chunks }) =>
    chunks.some((chunk, k) => k > 0 && line.x0 < chunks[k - 1]!.x1 - 2 && line.x1 > chunk.x0 - 0.4 * line.size),
  );
  return across.length > 0.5 * run.length;
}

/** Whether a line begins where one of the stretches of a row does, and fits into its columns. */
function goesOnWith(line: Line, row: Row | undefined): boolean {
  if (!row || crosses(line, [row])) return false;
  return row.chunks.some(({ x0 }) => Math.abs(x0 - line.x0) < 0.7);
}

/** Whether a row in columns follows: next but one, or, in a table whose columns are known, after more lines in one. */
function goesOnBelow(rows: readonly Row[], at: number, gap: number, run?: readonly Row[]): boolean {
  let reach = rows[at]!.line.y1;
  for (const [k, next] of rows.slice(at + 1, at + (run ? AHEAD : 3)).entries()) {
    const i = at + 1 + k;
    if (next.line.y0 - reach > Math.max(gap, 3) * next.line.size) return false;
    if (next.chunks.length > 1) return true;
    if (run && crosses(next.line, run)) return false;
    if (run && rows.slice(at, i).some(({ line }) => standBeside(line, next.line))) return true;
    reach = Math.max(reach, next.line.y1);
  }
  return false;
}

/** Whether two lines on other base lines stand side by side: a figure in the middle of a cell of two lines. */
function standBeside(a: Line, b: Line): boolean {
  const apart = Math.max(a.x0, b.x0) - Math.min(a.x1, b.x1);
  return apart > a.size && Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > 0.25 * a.size;
}

/** Without the sentences that follow: lines at the end that cross the columns above them. */
function trimmed(run: readonly Row[]): Row[] {
  const kept = [...run];
  while (kept.length > 0) {
    const { chunks, line } = kept.at(-1)!;
    if (chunks.length > 1) break;
    const recent = kept
      .slice(0, -1)
      .filter((row) => row.chunks.length > 1)
      .slice(-BACK);
    const before = kept.at(-2)?.line;
    const left = Math.min(...kept.map((row) => row.line.x0));
    // A caption of the next table: in other print than the row above it.
    const other = before !== undefined && Math.abs(line.size - before.size) > 0.07 * before.size;
    if (!other && ((line.x0 > left + 1.5 * line.size && goesOnWith(line, recent.at(-1))) || !crosses(line, recent)))
      break;
    kept.pop();
  }
  return kept;
}
