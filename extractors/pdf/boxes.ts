import type { Grid } from '../grid/index.js';
import { gridsOf, mergeRulings } from '../grid/index.js';
import type { Ruling } from '../grid/ruling.js';

/** Paper (points) between boxes that are cells of one table. */
const PAPER = 8;
/** Fewer boxes are no table; more are a picture. */
const FEWEST = 4;
const MOST = 1500;

interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Grids of a page: boxes of one cell that stand side by side and below one another, paper between, become tables. */
export function joinBoxes(grids: readonly Grid[]): Grid[] {
  const single = grids.filter(({ cells }) => cells.length === 1);
  if (single.length < FEWEST || single.length > MOST) return [...grids];
  const boxes = single.map(({ cells }): Box => cells[0]!);
  const drawn = boxes.flatMap((box): Ruling[] => {
    const [x0, y0, x1, y1] = reachOf(box, boxes);
    if (x0 === box.x0 && y0 === box.y0 && x1 === box.x1 && y1 === box.y1) return [];
    return [
      { x0, y0, x1, y1: y0, source: 'line' },
      { x0, y0: y1, x1, y1, source: 'line' },
      { x0, y0, x1: x0, y1, source: 'line' },
      { x0: x1, y0, x1, y1, source: 'line' },
    ];
  });
  const joined = gridsOf(mergeRulings(drawn)).filter(
    ({ xs, ys, cells }) => cells.length >= FEWEST && xs.length > 2 && ys.length > 2,
  );
  if (joined.length === 0) return [...grids];
  const within = ({ cells: [cell] }: Grid): boolean =>
    joined.some(({ xs, ys }) => {
      const [x, y] = [(cell!.x0 + cell!.x1) / 2, (cell!.y0 + cell!.y1) / 2];
      return x > xs[0]! && x < xs.at(-1)! && y > ys[0]! && y < ys.at(-1)!;
    });
  return [...grids.filter((grid) => grid.cells.length > 1 || !within(grid)), ...joined];
}

/** A box with half of the paper between it and its neighbours. */
function reachOf(box: Box, boxes: readonly Box[]): [x0: number, y0: number, x1: number, y1: number] {
  let { x0, y0, x1, y1 } = box;
  for (const other of boxes) {
    const beside = other.y0 < box.y1 - 1 && other.y1 > box.y0 + 1;
    const stacked = other.x0 < box.x1 - 1 && other.x1 > box.x0 + 1;
    if (beside === stacked) continue;
    const near = (from: number, to: number): boolean => to - from >= 0 && to - from <= PAPER;
    if (beside && near(other.x1, box.x0)) x0 = (other.x1 + box.x0) / 2;
    else if (beside && near(box.x1, other.x0)) x1 = (other.x0 + box.x1) / 2;
    else if (stacked && near(other.y1, box.y0)) y0 = (other.y1 + box.y0) / 2;
    else if (stacked && near(box.y1, other.y0)) y1 = (other.y0 + box.y1) / 2;
  }
  return [x0, y0, x1, y1];
}
