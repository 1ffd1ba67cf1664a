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
    const { at: x, to: y } = down;
    const near = (a: number, b: number): boolean => Math.abs(a - b) < REACH;
    const met = level.filter(({ at, from, to }) => near(at, y) && from < x + REACH && to > x - REACH);
    const [edge] = met;
    if (met.length !== 1 || !edge || (!near(edge.to, x) && !near(edge.from, x))) continue;
    const isLeft = near(edge.to, x);
    const next = level
      .filter(({ at, from, to }) => at > y + REACH && at < y + MOVED && from < x + REACH && to > x - REACH)
      .reduce<Edge | undefined>((first, other) => (first && first.at < other.at ? first : other), undefined);
    if (!next || !near(isLeft ? next.from : next.to, x)) continue;
    const between = upright.some((other) => near(other.at, x) && other.from > y && other.from < next.at - REACH);
    if (!between) steps.set(down, { edge, to: next.at });
  }
  return steps;
}
