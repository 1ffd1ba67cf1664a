import type { Edge } from '../../grid/index.js';
import { chunksOf, partsOf, withBlanks } from '../chunks.js';
import type { Shade } from '../engine.js';
import type { Ledger } from '../ledgers.js';
import type { Line } from '../lines.js';
import { lineOf } from '../lines.js';
import { bordersOf, endsWith } from '../stripes.js';
import type { PageZone, Row } from './page-zone.js';
import { NARROW } from './page-zone.js';
import { ledgerZones } from './ruled-down.js';
import { joinRuled } from './ruled-joined.js';
import type { Around } from './ruled.js';
import { ruledZones } from './ruled.js';
import { growDown, rowGapOf, runs } from './runs.js';
import { stripedZones } from './striped.js';

/** Lines that begin where a column does are looked for so many lines up and down. */
const NEAR = 6;
/**
 * A full line of a label leaves this (em) at least beside it where cells have little room around their print, and so many
 * stretches near by begin there, exactly (points).
 */
const TIGHT = 0.35;
const MARGIN = 3;
const EXACT = 0.2;

/**
 * Zones between lines down, then level rules, then of shaded rows, then stretches of lines that stand in columns; from top to bottom.
 * `room` is how far apart (em) rows of tables stand on the pages before.
 */
export function findZones(
  lines: readonly Line[],
  level: readonly Edge[],
  stripes: readonly Shade[],
  ledgers: readonly Ledger[],
  headers: ReadonlySet<string>,
  room: number,
  around?: Around,
): PageZone[] {
  const rows = rowsOf(lines);
  const used = new Set<Line>();
  const zones: PageZone[] = [];
  const take = (zone: PageZone): void => {
    if (zone.lines.some((line) => used.has(line))) return;
    zones.push(zone);
    for (const line of zone.lines) used.add(line);
  };
  for (const zone of ledgerZones(rows, ledgers)) take(zone);
  for (const zone of ruledZones(rows, withPaint(level, stripes), headers, around)) {
    const shades = stripes.filter((shade) => holds(zone, shade));
    if (shades.length > 0)
      Object.assign(zone, { shades, rules: [...zone.rules, ...bordersOf(shades)].sort((a, b) => a.at - b.at) });
    take(withBody(zone, rows, used));
  }
  if (stripes.length > 0) {
    const free = stripes.filter((shade) => !zones.some((zone) => holds(zone, shade)));
    for (const zone of stripedZones(
      rows.filter(({ line }) => !used.has(line)),
      free,
      headers,
    ))
      take(zone);
  }
  const free = rows.filter(({ line }) => !used.has(line));
  const apart = Math.max(room, rowGapOf(free));
  for (const run of runs(free, apart)) {
    const chunks = run.flatMap(narrowChunks);
    zones.push({
      lines: run.map(({ line }) => line),
      chunks,
      rules: [],
      shades: [],
      x0: Math.min(...chunks.map(({ x0 }) => x0)) - 2,
      x1: Math.max(...chunks.map(({ x1 }) => x1)) + 2,
      ruled: false,
      continues: false,
      goesOn: false,
      openTop: false,
      openBottom: false,
      room: apart,
    });
  }
  return joinRuled(zones, rows, level);
}

/**
 * Lines with their stretches. A label that fills its column leaves less than a wide gap beside it: what follows is
 * another column's where a line near by begins at the very same place.
 */
function rowsOf(lines: readonly Line[]): Row[] {
  return lines.map((line, i) => {
    const tight = chunksOf(line, TIGHT);
    // Most lines are in one piece.
    if (tight.length === 1) return { line, chunks: tight };
    const chunks = chunksOf(line);
    if (tight.length === chunks.length) return { line, chunks };
    const narrow = new Set(chunksOf(line, NARROW).map(({ x0 }) => x0));
    const near = lines.slice(Math.max(0, i - NEAR), i + NEAR + 1).filter((other) => other !== line);
    const inside = line.x0 + 3 * line.size;
    const linesAt = (x0: number): number =>
      near.filter((other) => other.x0 > inside && Math.abs(other.x0 - x0) < 0.7).length;
    const stretchesAt = (x0: number): number =>
      near.filter((other) => chunksOf(other).some((chunk) => Math.abs(chunk.x0 - x0) < EXACT)).length;
    const begins = ({ x0 }: Line): boolean =>
      chunks.some((chunk) => chunk.x0 === x0) ||
      (narrow.has(x0) ? linesAt(x0) > 1 : x0 > inside && stretchesAt(x0) >= MARGIN);
    const parts: Line[][] = [];
    for (const chunk of tight) {
      if (parts.length === 0 || begins(chunk)) parts.push([chunk]);
      else parts.at(-1)!.push(chunk);
    }
    return {
      line,
      chunks:
        parts.length === chunks.length
          ? chunks
          : parts.map((part) => lineOf(withBlanks(part.flatMap(({ glyphs }) => glyphs)))!),
    };
  });
}

/** The stretches of a row by narrow gaps, parted where a margin does so too: a label fills its column. */
function narrowChunks({ line, chunks }: Row): Line[] {
  const begins = new Set(chunks.map(({ x0 }) => x0));
  return chunksOf(line, NARROW).flatMap((chunk) => {
    const cuts = chunk.glyphs.flatMap(({ x0 }, i) => (i > 0 && begins.has(x0) ? [i] : []));
    return cuts.length === 0 ? [chunk] : partsOf(chunk, cuts);
  });
}

/** A header between two rules, and below it the rows that have none: the foot of the table stands on another page. */
function withBody(zone: PageZone, rows: readonly Row[], used: ReadonlySet<Line>): PageZone {
  const whole = zone.rules.filter(({ from, to }) => to - from > 0.9 * (zone.x1 - zone.x0));
  const foot = zone.rules.at(-1)!.at;
  const first = rows.findIndex(({ line }) => line === zone.lines[0]);
  const after = rows.findIndex(({ line }) => line.y0 > foot - 2);
  if (whole.length !== 2 || first === -1 || after <= first || zone.lines.some(({ y0 }) => y0 > foot - 2)) return zone;
  const body = rows.slice(after, growDown(rows, first, after)).filter(({ line }) => !used.has(line));
  const inside = body.every(({ line }) => line.x0 > zone.x0 - 12 && line.x1 < zone.x1 + 12);
  if (!inside || body.filter(({ chunks }) => chunks.length > 2).length < 2) return zone;
  return {
    ...zone,
    lines: [...zone.lines, ...body.map(({ line }) => line)],
    chunks: [...zone.chunks, ...body.flatMap(({ line }) => chunksOf(line, NARROW))],
  };
}

/** Level rules with the tops and bottoms of what is painted across tables of level rules: a header in reverse. */
function withPaint(level: readonly Edge[], stripes: readonly Shade[]): readonly Edge[] {
  if (stripes.length === 0) return level;
  const painted = bordersOf(stripes).filter(
    ({ from, to }) => level.filter((edge) => endsWith(edge, from, to)).length > 1,
  );
  return painted.length === 0 ? level : [...level, ...painted].sort((a, b) => a.at - b.at || a.from - b.from);
}

function holds({ x0, x1, rules }: PageZone, shade: Shade): boolean {
  const [top, bottom] = [rules[0]?.at ?? 0, rules.at(-1)?.at ?? 0];
  return shade.x0 > x0 - 4 && shade.x1 < x1 + 4 && shade.y0 > top - 2 && shade.y1 < bottom + 2;
}
