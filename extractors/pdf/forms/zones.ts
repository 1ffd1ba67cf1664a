import type { Edge } from '../../grid/index.js';
import { chunksOf } from '../chunks.js';
import type { Line } from '../lines.js';
import type { Zone } from './build.js';
import { middle } from './rows.js';

/** A zone with the lines of the page that stand in it. */
export interface PageZone extends Zone {
  lines: Line[];
}

/** Gaps (em) that part the cells of one line where rules say that it is a table: less than between words in prose. */
const NARROW = 0.55;

interface Row {
  line: Line;
  chunks: Line[];
}

/** Zones between level rules, then stretches of lines that stand in columns; from top to bottom. */
export function findZones(lines: readonly Line[], level: readonly Edge[]): PageZone[] {
  const rows = lines.map((line) => ({ line, chunks: chunksOf(line) }));
  const used = new Set<Line>();
  const zones: PageZone[] = [];
  for (const zone of ruledZones(rows, level)) {
    if (zone.lines.some((line) => used.has(line))) continue;
    zones.push(zone);
    for (const line of zone.lines) used.add(line);
  }
  for (const run of runs(rows.filter(({ line }) => !used.has(line)))) {
    const chunks = run.flatMap(({ line }) => chunksOf(line, NARROW));
    zones.push({
      lines: run.map(({ line }) => line),
      chunks,
      rules: [],
      x0: Math.min(...chunks.map(({ x0 }) => x0)) - 2,
      x1: Math.max(...chunks.map(({ x1 }) => x1)) + 2,
      ruled: false,
      continues: false,
      openTop: false,
      openBottom: false,
    });
  }
  return zones.sort((a, b) => a.lines[0]!.y0 - b.lines[0]!.y0);
}

/** A zone that is still growing. */
interface Open {
  rows: Row[];
  top: number;
  bottom: number;
  header: string;
  /** Where an empty band began. */
  empty?: number;
  openTop: boolean;
  openBottom: boolean;
}

/** Level rules of one length below one another, and between them bands in which the print stands in columns. */
function ruledZones(rows: readonly Row[], level: readonly Edge[]): PageZone[] {
  const groups: { rules: number[]; from: number; to: number }[] = [];
  for (const edge of [...level].sort((a, b) => a.at - b.at)) {
    if (edge.to - edge.from < 60) continue;
    const group = groups.find(({ from, to }) => Math.abs(from - edge.from) < 8 && Math.abs(to - edge.to) < 8);
    if (group) group.rules.push(edge.at);
    else groups.push({ rules: [edge.at], from: edge.from, to: edge.to });
  }
  const zones: PageZone[] = [];
  for (const { rules, from, to } of groups.sort((a, b) => b.to - b.from - (a.to - a.from))) {
    if (rules.length < 2) continue;
    let current: Open | undefined;
    const finish = (): void => {
      if (current && current.rows.some(({ chunks }) => chunks.length > 1)) {
        const { top, bottom } = current;
        zones.push({
          lines: current.rows.map(({ line }) => line),
          chunks: current.rows.flatMap(({ line }) => chunksOf(line, NARROW)),
          rules: level.filter(
            (edge) => edge.at > top - 1 && edge.at < bottom + 1 && edge.from > from - 8 && edge.to < to + 8,
          ),
          x0: from,
          x1: to,
          ruled: true,
          continues: false,
          openTop: current.openTop && !level.some(({ at }) => at < current!.rows[0]!.line.y1),
          openBottom: current.openBottom && !level.some(({ at }) => at > current!.rows.at(-1)!.line.y0),
        });
      }
      current = undefined;
    };
    for (const [i, top] of rules.slice(0, -1).entries()) {
      const bottom = rules[i + 1]!;
      const band = rows.filter(
        ({ line }) => middle(line) > top && middle(line) < bottom && line.x0 > from - 12 && line.x1 < to + 12,
      );
      const size = current?.rows[0]?.line.size;
      const other =
        size !== undefined &&
        band.some(({ line }) => line.size > 1.07 * size || (band.length > 1 && line.size < 0.93 * size));
      const prose = other && band.every(({ chunks }) => chunks.length < 2);
      const only = band.length === 1 && !other ? band[0]!.line : undefined;
      const short = only && current && only.x1 - only.x0 < 0.4 * (to - from) && bottom - top < 3.5 * only.size;
      if (prose || !(short || isTabular(band, top, bottom))) {
        finish();
        continue;
      }
      // An empty band, and then the header again: two tables that no line of text parts.
      const words = band.map(({ line }) => line.text).join('\n');
      if (current?.empty !== undefined && words !== '' && words === current.header) {
        current.bottom = current.empty;
        finish();
      }
      if (!current) {
        current = { rows: [], top, bottom, header: words, openTop: false, openBottom: false };
        const above = i === 0 ? cutRows(rows, (line) => middle(line) < top, from, to, band[0]?.line.size) : [];
        if (above.length > 0) {
          current.rows.push(...above);
          current.top = above[0]!.line.y0 - 1;
          current.openTop = true;
        }
      }
      if (words === '') current.empty ??= top;
      else delete current.empty;
      current.rows.push(...band);
      current.bottom = bottom;
    }
    const last = rules.at(-1)!;
    const below = current ? cutRows(rows, (line) => middle(line) > last, from, to, current.rows[0]?.line.size) : [];
    if (current && below.length > 0) {
      current.rows.push(...below);
      current.bottom = Math.max(...below.map(({ line }) => line.y1)) + 1;
      current.openBottom = true;
    }
    finish();
  }
  return zones;
}

/**
 * The rest of a page above the first rule, or below the last: part of the table when a row is cut by the page, and its
 * lines stand in columns.
 */
function cutRows(rows: readonly Row[], where: (line: Line) => boolean, from: number, to: number, size = 0): Row[] {
  const found = rows.filter(({ line }) => where(line));
  const inside = found.every(({ line }) => line.x0 > from - 4 && line.x1 < to + 4);
  const set = found.filter(({ line, chunks }) => chunks.length > 1 || line.x0 > from + 3 * line.size);
  const split = found.some(({ chunks }) => chunks.length > 1) || found.length > 1;
  const alike = found.every(({ line }) => Math.abs(line.size - size) < 0.25 * size);
  return inside && split && alike && set.length > 0.6 * found.length ? found : [];
}

/** Print in columns, or a title or sentence that fills its band from rule to rule; empty rows are narrow. */
function isTabular(band: readonly Row[], top: number, bottom: number): boolean {
  const [first, last] = [band[0], band.at(-1)];
  if (!first || !last) return bottom - top < 30;
  if (band.some(({ chunks }) => chunks.length > 1)) {
    const wide = band.filter(({ chunks }) => chunks.length > 1).length;
    const over = first.line.y0 - top;
    return wide * 8 > band.length || over < 1.2 * first.line.size || bottom - last.line.y1 < 1.2 * last.line.size;
  }
  if (band.some(({ line }, i) => i > 0 && isBeside(band[i - 1]!.line, line))) return true;
  const { size } = first.line;
  const [over, under] = [
    Math.min(...band.map(({ line }) => line.y0)) - top,
    bottom - Math.max(...band.map(({ line }) => line.y1)),
  ];
  return (over < size && under < size) || (Math.abs(over - under) < 0.5 * size && band.length <= 2 && over < 2 * size);
}

/** Whether two lines stand side by side, on base lines of their own. */
function isBeside(a: Line, b: Line): boolean {
  return b.y0 < a.y1 - 0.2 * a.size && (b.x0 > a.x1 || a.x0 > b.x1);
}

/** Stretches of lines that stand in columns, on a page without rules. */
function runs(rows: readonly Row[]): Row[][] {
  const found: Row[][] = [];
  let from = 0;
  while (from < rows.length) {
    const start = rows.findIndex((row, i) => i >= from && row.chunks.length > 1);
    if (start === -1) break;
    const first = backTo(rows, start, from);
    let end = start + 1;
    let left = Math.min(...rows.slice(first, end).map(({ line }) => line.x0));
    let reach = rows[start]!.line.y1;
    while (end < rows.length) {
      const { line, chunks } = rows[end]!;
      if (line.y0 - reach > 2.3 * line.size) break;
      if (chunks.length < 2 && !staysInside(rows, first, end, left, reach)) break;
      left = Math.min(left, line.x0);
      reach = Math.max(reach, line.y1);
      end++;
    }
    const run = trimmed(rows.slice(first, end));
    const split = run.filter(({ chunks }) => chunks.length > 1);
    const fields = split.filter(({ chunks }) =>
      chunks.every(({ text }, k) => k % 2 === 1 || /[:：]$/u.test(text)),
    ).length;
    const pieces = split.flatMap(({ chunks }) => chunks).length;
    if (split.length >= 3 && fields * 2 < split.length && pieces >= 6) found.push(run);
    from = Math.max(end, start + 1);
  }
  return found;
}

/** Lines above the first one in columns that belong to it: a tall title's upper lines, or a title over all columns. */
function backTo(rows: readonly Row[], start: number, least: number): number {
  let first = start;
  const { line } = rows[start]!;
  while (first > least) {
    const above = rows[first - 1]!.line;
    const next = rows[first]!.line;
    if (Math.abs(above.size - line.size) > 0.1 * line.size || next.y0 - above.y1 > 0.7 * line.size) break;
    if (above.x0 < line.x0 + 1.5 * line.size || above.x1 > line.x1 + 2) break;
    first--;
  }
  return first;
}

/** Whether a line in one piece belongs to the table around it. */
function staysInside(rows: readonly Row[], first: number, at: number, left: number, reach: number): boolean {
  const { line } = rows[at]!;
  if (line.y0 < reach - 0.1 * line.size) return true;
  const run = rows.slice(Math.max(first, at - 12), at).filter(({ chunks }) => chunks.length > 1);
  if (Math.abs(line.size - rows[at - 1]!.line.size) > 0.12 * line.size) return false;
  if (line.x0 > left + 1.5 * line.size) {
    // Hanging below a column, or a title in the middle.
    const starts = run.flatMap(({ chunks }) => chunks.slice(1).map(({ x0 }) => x0));
    const hangs = starts.some((x0) => Math.abs(x0 - line.x0) < 1.2 * line.size) || line.x0 > Math.min(...starts) - 2;
    return hangs || (line.x1 - line.x0 < 20 * line.size && goesOnBelow(rows, at));
  }
  const second = Math.min(...run.map(({ chunks }) => chunks[1]!.x0));
  if (line.x1 < second - 0.4 * line.size) return line.y0 - reach < 0.9 * line.size || goesOnBelow(rows, at);
  return false;
}

function goesOnBelow(rows: readonly Row[], at: number): boolean {
  const { line } = rows[at]!;
  for (const next of rows.slice(at + 1, at + 3)) {
    if (next.line.y0 - line.y1 > 3 * line.size) return false;
    if (next.chunks.length > 1) return true;
  }
  return false;
}

/** Without the sentences that follow: lines at the end that cross the columns above them. */
function trimmed(run: readonly Row[]): Row[] {
  const kept = [...run];
  while (kept.length > 0) {
    const { chunks, line } = kept.at(-1)!;
    if (chunks.length > 1) break;
    const others = kept.slice(0, -1).flatMap((row) => row.chunks.slice(1));
    const crossing = others.filter(({ x0 }) => x0 > line.x0 + 2 && x0 < line.x1 - 2).length;
    if (crossing < 2) break;
    kept.pop();
  }
  return kept;
}
