import { bendOf } from './bend.js';
import type { Mapping } from './projection.js';
import { turnQuarter } from './raster.js';
import type { Picture } from './raster.js';
import { resampled } from './resample.js';
import { skewOf } from './skew.js';

/** A page with level lines and upright columns, and where each of its places is on the page as it was. */
export interface StraightPage {
  level: Picture;
  toPage: Mapping;
}

/** Bends are found less well the larger they are: what is left of one is looked for once more. */
const ROUNDS = 2;

/** An evened page turned clockwise by quarters, levelled, its bends taken out. */
export function straightened(page: Picture, turn: number): StraightPage {
  const turned: Picture = { ...turnQuarter(page, turn), dpi: page.dpi };
  const { width, height, dpi } = turned;
  const fromTurned = quarterBack(turn, page);
  let toTurned = rotation(skewOf(turned), width, height);
  const drawn = (): Picture => (toTurned ? { ...resampled(turned, width, height, toTurned), dpi } : turned);
  let level = drawn();
  for (let round = 0; round < ROUNDS; round++) {
    const bend = bendOf(level);
    if (!bend) break;
    const before = toTurned;
    toTurned = before ? (x, y) => before(...bend(x, y)) : bend;
    level = drawn();
  }
  const way = toTurned;
  return { level, toPage: way ? (x, y) => fromTurned(...way(x, y)) : fromTurned };
}

/** From a level page to one whose lines rise by an angle to the right; nothing for an angle too small to matter. */
function rotation(angle: number, width: number, height: number): Mapping | undefined {
  if (angle === 0) return undefined;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  return (x, y) => [
    middleX + cos * (x - middleX) + sin * (y - middleY),
    middleY - sin * (x - middleX) + cos * (y - middleY),
  ];
}

/** From a page turned by quarters back to how it lay. */
function quarterBack(turn: number, { width, height }: Picture): Mapping {
  if (turn === 90) return (x, y) => [y, height - 1 - x];
  if (turn === 180) return (x, y) => [width - 1 - x, height - 1 - y];
  if (turn === 270) return (x, y) => [width - 1 - y, x];
  return (x, y) => [x, y];
}
