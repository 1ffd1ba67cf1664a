import type { Edge } from '../../grid/index.js';
import { chunksOf } from '../chunks.js';
import type { Shade } from '../engine.js';
import type { Line } from '../lines.js';
import { bordersOf } from '../stripes.js';
import type { PageZone, Row } from './page-zone.js';
import { NARROW } from './page-zone.js';
import { ruledZones } from './ruled.js';
import { growDown, runs } from './runs.js';
import { stripedZones } from './striped.js';

/** Zones between level rules, then of shaded rows, then stretches of lines that stand in columns; from top to bottom. */
export function findZones(
  lines: readonly Line[],
  level: readonly Edge[],
  stripes: readonly Shade[],
  headers: ReadonlySet<string>,
): PageZone[] {
  const rows = lines.map((line) => ({ line, chunks: chunksOf(line) }));
  const used = new Set<Line>();
  const zones: PageZone[] = [];
  const take = (zone: PageZone): void => {
    if (zone.lines.some((line) => used.has(line))) return;
    zones.push(zone);
    for (const line of zone.lines) used.add(line);
  };
  for (const zone of ruledZones(rows, level, headers)) {
    const shades = stripes.filter((shade) => holds(zone, shade));
    if (shades.length > 0) Object.assign(zone, { shades, rules: [...zone.rules, ...bordersOf(shades)] });
    take(withBody(zone, rows, used));
  }
  if (stripes.length > 0) {
    const free = stripes.filter((shade) => !zones.some((zone) => holds(zone, shade)));
    for (const zone of stripedZones(
      rows.filter(({ line }) => !used.has(line)),
      free,
    ))
      take(zone);
  }
  for (const run of runs(rows.filter(({ line }) => !used.has(line)))) {
    const chunks = run.flatMap(({ line }) => chunksOf(line, NARROW));
    zones.push({
      lines: run.map(({ line }) => line),
      chunks,
      rules: [],
      shades: [],
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

function holds({ x0, x1, rules }: PageZone, shade: Shade): boolean {
  const [top, bottom] = [rules[0]?.at ?? 0, rules.at(-1)?.at ?? 0];
  return shade.x0 > x0 - 4 && shade.x1 < x1 + 4 && shade.y0 > top - 2 && shade.y1 < bottom + 2;
}
