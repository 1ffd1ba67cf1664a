import { Components } from './components.js';
import type { Edge, Edges } from './edges.js';

/** Ends of lines may miss or overshoot the line that they meet by this (points). */
export const REACH = 3.2;

/** Borders of shaded areas end where they end: shading behind words comes close to the lines of its cell. */
const SHADED_REACH = 1.2;

/** What is drawn of such a line is at least this share of the table, unless it goes on further down, as near (points). */
const CUT = 0.3;
const SAME = 0.6;

/** One region is one table (or one drawing). */
export function findRegions(edges: Edges): Edges[] {
  return takeInParallels(findConnected(edges));
}

/** Lines that cross or touch belong together. */
export function findConnected({ level, upright }: Edges): Edges[] {
  const sets = new Components(level.length + upright.length);
  const order = upright.map((_, i) => i).sort((a, b) => upright[a]!.at - upright[b]!.at);
  const positions = order.map((i) => upright[i]!.at);
  for (let h = 0; h < level.length; h++) {
    const { at, from, to, drawn } = level[h]!;
    for (let k = lowerBound(positions, from - REACH); k < order.length; k++) {
      const across = positions[k]!;
      if (across > to + REACH) break;
      const other = upright[order[k]!]!;
      if (at < other.from - REACH || at > other.to + REACH) continue;
      const reach = drawn < 0.5 || other.drawn < 0.5 ? SHADED_REACH : REACH;
      const meets =
        across >= from - reach && across <= to + reach && at >= other.from - reach && at <= other.to + reach;
      if (meets) sets.join(h, level.length + order[k]!);
    }
  }
  const regions = new Map<number, Edges>();
  const regionOf = (i: number): Edges => {
    const root = sets.find(i);
    let region = regions.get(root);
    if (!region) regions.set(root, (region = { level: [], upright: [] }));
    return region;
  };
  for (let i = 0; i < level.length; i++) regionOf(i).level.push(level[i]!);
  for (let i = 0; i < upright.length; i++) regionOf(level.length + i).upright.push(upright[i]!);
  return [...regions.values()];
}

/**
 * Lines down that meet no line across, and begin with a table: columns of merged cells that go on over the whole page,
 * or to the next line across. Browsers end them early when they stretch the rows beside them.
 */
export function takeInParallels(regions: readonly Edges[]): Edges[] {
  const lone = regions.filter(({ level }) => level.length === 0).flatMap(({ upright }) => upright);
  const tables = regions.filter(({ level, upright }) => level.length > 0 && upright.length > 1);
  if (lone.length === 0 || tables.length === 0) return [...regions];
  const taken = new Set<Edge>();
  for (const table of tables) {
    const from = Math.min(...table.upright.map((edge) => edge.from));
    const to = Math.max(...table.upright.map((edge) => edge.to));
    for (const edge of lone) {
      if (taken.has(edge) || Math.abs(edge.from - from) > REACH || edge.to > to + REACH) continue;
      const short = edge.to < to - REACH;
      const goesOn = table.upright.some((other) => Math.abs(other.at - edge.at) < SAME && other.from > edge.to);
      if (short && !goesOn && edge.to - edge.from < CUT * (to - from)) continue;
      table.upright.push(short ? { ...edge, to: nextAcross(table.level, edge) ?? to } : edge);
      taken.add(edge);
    }
  }
  return regions.filter(({ level, upright }) => level.length > 0 || upright.some((edge) => !taken.has(edge)));
}

/** The next line across below the end of a line down. */
function nextAcross(level: readonly Edge[], { at, to }: Edge): number | undefined {
  const below = level.filter((line) => line.at > to && line.from <= at + REACH && line.to >= at - REACH);
  return below.length === 0 ? undefined : Math.min(...below.map((line) => line.at));
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
