import { chunksOf } from '../chunks.js';
import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import { isFlushTitle, TITLES } from './flush-titles.js';
import type { PageZone } from './page-zone.js';
import { NARROW } from './page-zone.js';
import { isLabelBeside, ROW_GAP } from './runs.js';

/** So many lines at most does a page hold of a row that began on the one before. */
const LEFT_OVER = 12;
/** So many lines at most have labels without figures at the top of a page. */
const LABELS = 3;
/** Titles reach so far (em) at most beyond the figures below them. */
const TITLE = 4;
/** So many rows back one looks for the columns in which a line may stand. */
const BACK = 16;
/** Lines above the first one in columns are further apart (em) only where all rows are. */
const LOOSE = 2.7;

/** Lines of a row that the page cuts stand above the first one in columns: they fit into the columns of the page before. */
export function extendUp(zone: PageZone, before: PageZone, lines: readonly Line[]): void {
  if (zone.rules.length + before.rules.length > 0) return;
  const over = lines.slice(0, lines.indexOf(zone.lines[0]!));
  const room = before.room ?? 0;
  if (over.length === 0 || over.length > (room > LOOSE ? 3 : 1) * LEFT_OVER) return;
  const all = [...over, zone.lines[0]!];
  const rows = onLevels(before.chunks);
  const last = before.lines.slice(-3).flatMap((line) => chunksOf(line, NARROW));
  const goesOn = ({ x0 }: Line): boolean => last.some((chunk) => Math.abs(chunk.x0 - x0) < 0.7);
  // 绩, 效 and 指 below one another, 标 on this page.
  const labels = [...rows.slice(-BACK).map((row) => row[0]!), ...last];
  const second = Math.min(...rows.slice(-BACK).map((row) => row[1]!.x0));
  const stay = over.every((line, i) => {
    const chunks = chunksOf(line, NARROW);
    // Taller cells stand beside the last line of one that goes on.
    const apart = Math.max(LOOSE, (chunks.every(goesOn) ? 1.3 : 1.15) * room);
    const near =
      all[i + 1]!.y0 - line.y1 < apart * line.size && Math.abs(line.size - zone.lines[0]!.size) < 0.1 * line.size;
    const beside = isLabelBeside(line, second, labels);
    const inside = line.x0 > before.x0 - (beside ? 3 * line.size : 4) && line.x1 < before.x1 + 4;
    const hangs = line.x0 > zone.x0 + 1.5 * line.size || line.x0 > before.x0 + 1.5 * line.size;
    return (
      near &&
      inside &&
      (hangs || chunks.length > 1 || beside) &&
      chunks.every((chunk) => goesOn(chunk) || isInColumn(chunk, rows))
    );
  });
  if (!stay) return;
  const chunks = over.flatMap((line) => chunksOf(line, NARROW));
  zone.lines = [...over, ...zone.lines];
  zone.chunks = [...chunks, ...zone.chunks];
  zone.x0 = Math.min(zone.x0, ...chunks.map(({ x0 }) => x0 - 2));
  zone.x1 = Math.max(zone.x1, ...chunks.map(({ x1 }) => x1 + 2));
}

/**
 * A zone with the labels that stand alone above its first row in columns, where the lines of a page begin with them: they
 * are in the way of a foot that the page before holds. Nothing where something else stands there.
 */
export function withLabelsAbove(zone: PageZone, lines: readonly Line[]): PageZone | undefined {
  const over = lines.slice(0, lines.indexOf(zone.lines[0]!));
  if (over.length === 0) return zone;
  if (over.length > LABELS || zone.rules.length + zone.shades.length > 0) return undefined;
  const rows = onLevels(zone.chunks).slice(0, BACK);
  const labels = rows.map((row) => row[0]!);
  const second = Math.min(...rows.map((row) => row[1]!.x0));
  const all = [...over, zone.lines[0]!];
  const gap = Math.max(ROW_GAP, zone.room ?? 0);
  const alone = over.every(
    (line, i) =>
      chunksOf(line, NARROW).length === 1 &&
      Math.abs(line.size - all[i + 1]!.size) < 0.05 * line.size &&
      all[i + 1]!.y0 - line.y1 < gap * line.size &&
      isLabelBeside(line, second, labels),
  );
  return alone ? { ...zone, lines: [...over, ...zone.lines], chunks: [...over, ...zone.chunks] } : undefined;
}

/**
 * The first rows of a table whose others stand on the next page (`below`), too few to show that they are some: the last
 * lines of a page that stand in its columns, from the first line on that stands in several.
 */
export function footAbove(below: PageZone, lines: readonly Line[]): PageZone | undefined {
  if (below.rules.length + below.shades.length > 0) return undefined;
  const rows = onLevels(below.chunks).slice(0, BACK);
  const size = below.lines[0]!.size;
  const gap = Math.max(ROW_GAP, below.room ?? 0) * size;
  const found: Line[] = [];
  let reach = lines.at(-1)?.y1 ?? 0;
  for (const line of [...lines].reverse()) {
    // Titles may be wider than what stands below them.
    const titles = chunksOf(line, NARROW);
    const set = titles.length > 2 && titles.every((chunk) => isSetLike(chunk, rows));
    const beyond = set ? TITLE * size : 4;
    const inside =
      line.x0 > below.x0 - beyond && line.x1 < below.x1 + beyond && Math.abs(line.size - size) < 0.05 * size;
    if (!inside || reach - line.y1 > gap || chunksOf(line, NARROW).some((chunk) => !isInColumn(chunk, rows))) break;
    found.unshift(line);
    reach = Math.min(reach, line.y0);
  }
  const split = found.map((line) => chunksOf(line, NARROW));
  const isRow = (chunks: readonly Line[]): boolean =>
    chunks.length > 2 || chunks.filter((chunk) => isSetLike(chunk, rows)).length > 1;
  if (!split.some(isRow)) return undefined;
  const first = split.findIndex((chunks) => chunks.length > 1);
  const own = found.slice(first);
  const chunks = own.flatMap((line) => chunksOf(line, NARROW));
  const [x0, x1] = [
    Math.min(below.x0, ...own.map((line) => line.x0 - 2)),
    Math.max(below.x1, ...own.map((line) => line.x1 + 2)),
  ];
  return { ...below, lines: own, chunks, x0, x1 };
}

/** The last lines of a page that are titles over rows: those rows stand on the next page. Nothing where other lines follow. */
export function titlesBelow({ lines, rules, shades }: PageZone, after: readonly Line[]): readonly Line[] {
  if (after.length === 0 || after.length > TITLES || rules.length + shades.length > 0) return [];
  const rows = lines.map((line) => ({ line, chunks: chunksOf(line, NARROW) }));
  const last = lines.at(-1)!;
  return after.every((line, i) => isFlushTitle(line, after[i - 1] ?? last, rows)) ? after : [];
}

/** Takes titles that stand below its rows into a table. */
export function takeFoot(zone: PageZone, titles: readonly Line[]): void {
  zone.lines = [...zone.lines, ...titles];
  zone.chunks = [...zone.chunks, ...titles];
}

/** Whether a stretch begins, ends or has its middle where one of the rows does. */
function isSetLike({ x0, x1 }: Line, rows: readonly (readonly Line[])[]): boolean {
  return rows.some((row) =>
    row.some(
      (chunk) =>
        Math.abs(chunk.x0 - x0) < 0.7 || Math.abs(chunk.x1 - x1) < 0.7 || Math.abs(chunk.x0 + chunk.x1 - x0 - x1) < 1.4,
    ),
  );
}

/** Whether the first line of a page begins where one of the columns does in which a table ends on the page before. */
export function goesOnIn({ chunks, x0 }: PageZone, line: Line): boolean {
  const { size } = line;
  const indented = line.x0 > x0 + 3 * size;
  return (
    indented && chunks.some((chunk) => Math.abs(chunk.x0 - line.x0) < 0.7 && Math.abs(chunk.size - size) < 0.1 * size)
  );
}

/** Stretches by the line that they stand on. */
function onLevels(chunks: readonly Line[]): Line[][] {
  const rows: Line[][] = [];
  for (const chunk of [...chunks].sort((a, b) => middle(a) - middle(b) || a.x0 - b.x0)) {
    const row = rows.at(-1);
    if (row && Math.abs(middle(row[0]!) - middle(chunk)) < 0.5 * chunk.size) row.push(chunk);
    else rows.push([chunk]);
  }
  return rows.filter((row) => row.length > 1);
}

/** Whether a stretch lies across the gaps of less than half of the last rows. */
function isInColumn({ x0, x1 }: Line, rows: readonly (readonly Line[])[]): boolean {
  const last = rows.slice(-BACK);
  const across = last.filter((row) => row.some((chunk, k) => k > 0 && x0 < row[k - 1]!.x1 - 2 && x1 > chunk.x0 + 2));
  return across.length < 0.5 * last.length;
}
