import type { Edge, Edges } from './edges.js';
import { REACH } from './regions.js';

/** How far (points) the page moves down what it does not let it break. */
const MOVED = 48;

/** Steps beside steps: so many rows of merged cells end with one row. */
const MOST = 4;

/**
 * A line down that ends at a line across on its one side, above another on its other side, would leave cells that are
 * no rectangles: browsers draw merged cells as high as they were before the page moved the rows beside them. The line
 * across is where the row ends, and the line down goes through.
 */
export function withoutSteps(drawn: Edges): Edges {
  let edges = drawn;
  for (let i = 0; i < MOST; i++) {
    const steps = stepsIn(edges);
    if (steps.size === 0) break;
    edges = {
      level: edges.level.map((edge) => {
        const to = [...steps.values()].find((step) => step.edge === edge)?.to;
        return to === undefined ? edge : { ...edge, at: to };
      }),
      upright: edges.upright.map((edge) => (steps.has(edge) ? { ...edge, to: steps.get(edge)!.to } : edge)),
    };
  }
  return edges;
}

/** For lines down that end so: the line across at which they do, and the height at which it belongs. */
function stepsIn({ level, upright }: Edges): Map<Edge, { edge: Edge; to: number }> {
  const steps = new Map<Edge, { edge: Edge; to: number }>();
  for (const down of upright) {
    const edge = endOf(down, level);
    if (!edge) continue;
    const to = nextBelow(down, edge, level, upright);
    if (to !== undefined) steps.set(down, { edge, to });
  }
  return steps;
}

/** The one line across that a line down meets at its lower end, where that line ends there, too. */
function endOf({ at: x, to: y }: Edge, level: readonly Edge[]): Edge | undefined {
  let met: Edge | undefined;
  for (let i = 0; i < level.length; i++) {
    const edge = level[i]!;
    if (!near(edge.at, y) || edge.from >= x + REACH || edge.to <= x - REACH) continue;
    if (met) return undefined;
    met = edge;
  }
  return met && (near(met.to, x) || near(met.from, x)) ? met : undefined;
}

/** The height of the next line across, where that one is on the other side, and no line down begins before it. */
function nextBelow(
  { at: x, to: y }: Edge,
  edge: Edge,
  level: readonly Edge[],
  upright: readonly Edge[],
): number | undefined {
  const next = level
    .filter(({ at, from, to }) => at > y + REACH && at < y + MOVED && from < x + REACH && to > x - REACH)
    .reduce<Edge | undefined>((first, other) => (first && first.at < other.at ? first : other), undefined);
  if (!next || !near(near(edge.to, x) ? next.from : next.to, x)) return undefined;
  const between = upright.some((other) => near(other.at, x) && other.from > y && other.from < next.at - REACH);
  return between ? undefined : next.at;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < REACH;
}
