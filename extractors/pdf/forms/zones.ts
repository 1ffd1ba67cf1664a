import type { Edge } from '../../grid/index.js';
import { chunksOf } from '../chunks.js';
import type { Shade } from '../engine.js';
import type { Line } from '../lines.js';
import { bordersOf } from '../stripes.js';
import type { PageZone } from './page-zone.js';
import { NARROW } from './page-zone.js';
import { ruledZones } from './ruled.js';
import { runs } from './runs.js';
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
    take(zone);
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

function holds({ x0, x1, rules }: PageZone, shade: Shade): boolean {
  const [top, bottom] = [rules[0]?.at ?? 0, rules.at(-1)?.at ?? 0];
  return shade.x0 > x0 - 4 && shade.x1 < x1 + 4 && shade.y0 > top - 2 && shade.y1 < bottom + 2;
}
