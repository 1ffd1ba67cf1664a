import { chunksOf } from '../chunks.js';
import type { Shade } from '../engine.js';
import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import { bordersOf } from '../stripes.js';
import type { PageZone, Row } from './page-zone.js';
import { NARROW } from './page-zone.js';
import { reaches } from './runs.js';
import { isCaption } from './words.js';

/** A stretch of shaded rows (points), with the lines that stand in it and between. */
interface Cluster {
  shades: Shade[];
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** No row between two shaded ones is higher than this share of the page's print. */
const TALLEST_GAP = 0.45;

/**
 * Tables whose rows are told apart by shading: every second one, or the header alone. `headers` are those of tables on
 * the pages before.
 */
export function stripedZones(
  rows: readonly Row[],
  stripes: readonly Shade[],
  headers: ReadonlySet<string>,
): PageZone[] {
  const zones: PageZone[] = [];
  for (const painted of clustersOf(rows, stripes, headers)) {
    const inside = rows.filter(({ line }) => middle(line) > painted.y0 && middle(line) < painted.y1);
    if (inside.length === 0) continue;
    // The outer columns may be those that are not painted.
    const x0 = Math.min(painted.x0, ...inside.map(({ line }) => line.x0 - 2));
    const x1 = Math.max(painted.x1, ...inside.map(({ line }) => line.x1 + 2));
    const cluster = { ...painted, x0, x1 };
    const header = above(rows, cluster, inside);
    const all = [...header, ...inside, ...below(rows, cluster, inside)];
    if (!all.some(({ chunks }) => chunks.length > 1)) continue;
    const chunks = all.flatMap(({ line }) => chunksOf(line, NARROW));
    const shades = settled(cluster.shades, chunks);
    zones.push({
      lines: all.map(({ line }) => line),
      chunks,
      rules: bordersOf(shades),
      shades,
      ...(header.length > 0 && { header: wordsOf(header) }),
      x0: Math.min(cluster.x0, ...chunks.map(({ x0 }) => x0 - 2)),
      x1: Math.max(cluster.x1, ...chunks.map(({ x1 }) => x1 + 2)),
      ruled: true,
      continues: false,
      goesOn: false,
      openTop: false,
      openBottom: false,
    });
  }
  return zones;
}

/** Shaded cells below one another, as far as what stands between them is a row. */
function clustersOf(rows: readonly Row[], stripes: readonly Shade[], headers: ReadonlySet<string>): Cluster[] {
  const clusters: Cluster[] = [];
  const height = Math.max(...rows.map(({ line }) => line.y1)) - Math.min(...rows.map(({ line }) => line.y0));
  for (const shade of stripes) {
    const last = clusters.at(-1);
    const near = last && shade.y0 - last.y1 < TALLEST_GAP * height;
    if (!near || isParted(rows, last, shade, headers)) {
      clusters.push({ ...shade, shades: [shade] });
      continue;
    }
    last.shades.push(shade);
    [last.x0, last.x1] = [Math.min(last.x0, shade.x0), Math.max(last.x1, shade.x1)];
    last.y1 = Math.max(last.y1, shade.y1);
  }
  return clusters;
}

/** Whether another table begins: after prose, or with the header again. */
function isParted(rows: readonly Row[], cluster: Cluster, below: Shade, headers: ReadonlySet<string>): boolean {
  const between = rows.filter(({ line }) => middle(line) > cluster.y1 && middle(line) < below.y0);
  const first = rows.find(({ line }) => middle(line) > below.y0);
  if (between.length === 0 || !first) return false;
  if (between.some(({ chunks }) => chunks.length > 2) && headers.has(wordsOf(between))) return true;
  const { size } = first.line;
  const borders = [...new Set(cluster.shades.flatMap(({ x0, x1 }) => [Math.round(x0), Math.round(x1)]))];
  const whole = between.filter(
    ({ line, chunks }) => chunks.length === 1 && borders.some((x) => x > line.x0 + 3 * size && x < line.x1 - 3 * size),
  );
  if (whole.some(({ line }) => Math.abs(line.size - size) > 0.07 * size)) return true;
  if (whole.length > 0 && between[0]!.chunks.length > 1 && between.at(-1)!.chunks.length > 1) return true;
  // Room above and none below: a blank line, and the first row of the next table.
  const over = Math.min(...between.map(({ line }) => line.y0)) - cluster.y1;
  const under = below.y0 - Math.max(...between.map(({ line }) => line.y1));
  if (under > 0 && under < 1.2 * size && over > under + 1.7 * size) return true;
  const inside = rows.filter(({ line }) => middle(line) > cluster.y0 && middle(line) < cluster.y1);
  return inside.length > 0 && wordsOf(between) === wordsOf(above(rows, cluster, inside));
}

function wordsOf(rows: readonly Row[]): string {
  return rows.map(({ line }) => line.text).join('\n');
}

/** The height of the tallest row that is seen: the one beside the shaded rows is hardly taller. */
function tallest({ shades }: Cluster): number {
  return Math.max(...shades.map(({ y0, y1 }) => y1 - y0));
}

/** The one row above the first shaded row: a header, or the rest of a row that the page cuts. */
function above(rows: readonly Row[], cluster: Cluster, inside: readonly Row[]): Row[] {
  const found: Row[] = [];
  const { size } = inside[0]!.line;
  for (const row of rows.filter(({ line }) => middle(line) < cluster.y0).reverse()) {
    const { line } = row;
    const next = found[0]?.line.y0 ?? cluster.y0;
    if (next - line.y1 > 1.6 * size || Math.abs(line.size - size) > 0.12 * size || isCaption(line.text)) break;
    if (line.x0 < cluster.x0 - 4 * size || line.x1 > cluster.x1 + 2 * size) break;
    if (found.length > 0 && cluster.y0 - line.y0 > Math.max(3 * size, 1.1 * tallest(cluster))) break;
    found.unshift(row);
  }
  // At the head of a page: the rest of a row that began on the one before.
  if (found.length > 0 && found[0] === rows[0] && found.every(({ line }) => isInColumn(line, cluster))) return found;
  // Labels of cells that are merged over the border stand beside it.
  const straddled = inside.some(({ line }) => line.y0 < cluster.y0 - 1);
  return straddled || columned(found, cluster) ? found : [];
}

/** What follows the last shaded row: one row where they alternate, else all that stands in the same columns. */
function below(rows: readonly Row[], cluster: Cluster, inside: readonly Row[]): Row[] {
  const found: Row[] = [];
  const { size } = inside.at(-1)!.line;
  const alternates = new Set(cluster.shades.map(({ y0 }) => Math.round(y0))).size > 1;
  const list = rows.filter(({ line }) => middle(line) > cluster.y1);
  for (const [i, row] of list.entries()) {
    const { line, chunks } = row;
    const before = found.at(-1)?.line.y1 ?? cluster.y1;
    if (line.y0 - before > (alternates ? 1.6 : 2.3) * size || Math.abs(line.size - size) > 0.12 * size) break;
    if (alternates && found.length > 0 && line.y1 - cluster.y1 > Math.max(3 * size, 1.1 * tallest(cluster))) break;
    if (
      !alternates &&
      chunks.length < 2 &&
      !reaches([...inside, ...found, ...list.slice(i)], inside.length + found.length)
    )
      break;
    found.push(row);
  }
  return columned(found, cluster) ? found : [];
}

/** Whether lines stand in columns, or in the middle of the table. */
function columned(found: readonly Row[], { x0, x1 }: Cluster): boolean {
  if (found.length === 0 || found.some(({ chunks }) => chunks.length > 1)) return true;
  // A label in the middle beside lines of a cell.
  if (found.some(({ line: a }) => found.some(({ line: b }) => b.x0 > a.x1 + a.size && b.y0 < a.y1 && b.y1 > a.y0)))
    return true;
  const { line } = found.at(-1)!;
  return found.every(({ line: one }) => isCentred(one, x0, x1)) && line.x1 - line.x0 < 0.6 * (x1 - x0);
}

function isInColumn({ x0, x1 }: Line, { shades, ...cluster }: Cluster): boolean {
  const inner = shades.flatMap((shade) => [shade.x0, shade.x1]).filter((x) => x > cluster.x0 + 8 && x < cluster.x1 - 8);
  return inner.length > 0 && x1 - x0 < 0.5 * (cluster.x1 - cluster.x0) && !inner.some((x) => x > x0 + 2 && x < x1 - 2);
}

function isCentred(line: Line, x0: number, x1: number): boolean {
  return Math.abs(line.x0 + line.x1 - x0 - x1) < 3 * line.size;
}

/**
 * Shaded cells over several rows as far as their rows go: at a page break, browsers let them end before or behind
 * the row that ends there.
 */
function settled(shades: readonly Shade[], chunks: readonly Line[]): Shade[] {
  const borders = shades.flatMap(({ y0, y1 }) => [y0, y1]).sort((a, b) => a - b);
  const spans = ({ y0, y1 }: Shade): boolean => borders.some((y) => y > y0 + 1.5 && y < y1 - 1.5);
  // Two of them that end together at the foot of a page show no row.
  const rows = shades.filter((shade) => !spans(shade));
  const aligned = (y: number, own: Shade): boolean =>
    rows.some((other) => other !== own && (Math.abs(other.y0 - y) < 1.5 || Math.abs(other.y1 - y) < 1.5));
  const top = borders[0] ?? 0;
  /** Whether print stands below rows that end at this height; labels beside them hang over. */
  const goesOn = (end: number): boolean => {
    const ending = rows.filter((row) => Math.abs(row.y1 - end) < 1.5);
    return chunks.some(
      (line) => line.y1 > end + 2 && ending.some(({ x0, x1 }) => line.x1 > x0 + 2 && line.x0 < x1 - 2),
    );
  };
  return shades.flatMap((shade) => {
    const { x0, x1, y0, y1 } = shade;
    // The last row of a merged cell, at the head of a page, where the row itself ends lower.
    const lower = y0 < top + 1.5 && !aligned(y1, shade) ? endBelow(shades, top, y1) : undefined;
    if (lower !== undefined) return [{ ...shade, y1: lower }];
    if (!spans(shade) || aligned(y1, shade)) return [shade];
    const end = borders.findLast((y) => y < y1 - 1.5)!;
    // Nothing is printed in what would be a row of its own.
    if (!goesOn(end)) return end > y0 + 2 ? [{ ...shade, y1: end }] : [];
    const next = borders.find((y) => y > y1 + 1.5);
    if (next === undefined) return [shade];
    const printed = chunks.some(
      (line) => middle(line) > y1 && middle(line) < next && line.x1 > x0 + 2 && line.x0 < x1 - 2,
    );
    return printed ? [shade] : [{ ...shade, y1: next }];
  });
}

/** Where two cells end at least that begin at the head of a page, as all others do, but for those that end higher than here. */
function endBelow(shades: readonly Shade[], top: number, y1: number): number | undefined {
  const ends = shades.filter((shade) => shade.y0 < top + 1.5 && shade.y1 > y1 + 1.5).map((shade) => shade.y1);
  const nearest = Math.min(...ends);
  return ends.filter((end) => end < nearest + 1.5).length > 1 ? nearest : undefined;
}
