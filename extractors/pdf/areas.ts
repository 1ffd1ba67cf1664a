import type { Ruling } from '../grid/ruling.js';
import type { Area, Drawing } from './paths.js';

/** Areas that are nearer than this (points) touch. */
const TOUCH = 1;
/** A drawing with more areas is a picture; comparing all of them would take too long. */
const MOST = 4000;

/**
 * All lines of a drawing: those drawn as lines, and the borders of filled areas. Where two areas of one colour touch or
 * overlap nobody sees a border: programs shade a cell line by line.
 */
export function visibleLines({ lines, areas }: Drawing): Ruling[] {
  const rulings = [...lines];
  const sorted = areas.length > MOST ? [] : [...areas].sort((a, b) => a.y0 - b.y0);
  for (const area of areas) {
    const near = sorted.filter(
      (other) =>
        other !== area &&
        other.color === area.color &&
        other.y0 <= area.y1 + TOUCH &&
        other.y1 >= area.y0 - TOUCH &&
        other.x0 <= area.x1 + TOUCH &&
        other.x1 >= area.x0 - TOUCH,
    );
    const { x0, y0, x1, y1 } = area;
    for (const y of [y0, y1]) {
      // The area goes on beyond this side wherever another one lies there.
      const beyond = y === y0 ? -TOUCH : TOUCH;
      const over = near.filter((other) => other.y0 <= y + beyond && other.y1 >= y + beyond);
      for (const [from, to] of rest(
        x0,
        x1,
        over.map((other) => [other.x0, other.x1]),
      )) {
        rulings.push({ x0: from, y0: y, x1: to, y1: y, source: 'edge' });
      }
    }
    for (const x of [x0, x1]) {
      const beyond = x === x0 ? -TOUCH : TOUCH;
      const over = near.filter((other) => other.x0 <= x + beyond && other.x1 >= x + beyond);
      for (const [from, to] of rest(
        y0,
        y1,
        over.map((other) => [other.y0, other.y1]),
      )) {
        rulings.push({ x0: x, y0: from, x1: x, y1: to, source: 'edge' });
      }
    }
  }
  return rulings;
}

/** A rule of this length (points) is the side of a cell. */
const SIDE = 6;

/**
 * Rules, and pale ones where nothing visible has a side, no rule and no shaded cell: what a program painted white, or with a pattern that its
 * engine takes for white, still parts the cells.
 */
export function withPale(rulings: Ruling[], pale: readonly Ruling[]): Ruling[] {
  if (pale.length === 0) return rulings;
  const isSide = ({ y0, y1 }: Ruling): boolean => y1 - y0 > SIDE;
  return rulings.some(isSide) || !pale.some(isSide) ? rulings : [...rulings, ...pale];
}

/** The areas that are seen: one inside of another of the same colour is not, and neither is one painted again. */
export function visibleAreas(areas: readonly Area[]): Area[] {
  if (areas.length > MOST) return [...areas];
  return areas.filter(
    (area, i) =>
      !areas.some(
        (other, k) =>
          k !== i &&
          other.color === area.color &&
          other.x0 <= area.x0 + TOUCH &&
          other.x1 >= area.x1 - TOUCH &&
          other.y0 <= area.y0 + TOUCH &&
          other.y1 >= area.y1 - TOUCH &&
          (k < i || !isSame(other, area)),
      ),
  );
}

function isSame(a: Area, b: Area): boolean {
  return (
    Math.abs(a.x0 - b.x0) < TOUCH &&
    Math.abs(a.x1 - b.x1) < TOUCH &&
    Math.abs(a.y0 - b.y0) < TOUCH &&
    Math.abs(a.y1 - b.y1) < TOUCH
  );
}

/** What is left of an interval without the others, apart from slivers. */
function rest(from: number, to: number, others: readonly (readonly [number, number])[]): [number, number][] {
  const left: [number, number][] = [];
  let at = from;
  for (const [start, end] of [...others].sort((a, b) => a[0] - b[0])) {
    if (start - at > TOUCH) left.push([at, Math.min(start, to)]);
    at = Math.max(at, end);
    if (at >= to) return left;
  }
  if (to - at > TOUCH) left.push([at, to]);
  return left;
}
