import type { Edge, Edges, Grid } from '../grid/index.js';
import { findRegions, isDrawn, latticeOf, mergeRulings } from '../grid/index.js';
import { isWithin, tilesOf } from './boxes.js';
import type { Shade } from './engine.js';

/** The lines of a page, and the shaded cells that are no grid of their own. */
export interface PartedEdges {
  /** What encloses cells. */
  edges: Edges;
  /** Shaded rows, or the cells that they are painted in; each once. */
  stripes: Shade[];
  /** Tables all of whose cells are painted one by one. */
  tiles: Grid[];
}

/** A drawing with more areas is a picture. */
const MOST = 4000;
/** Shading behind single words is lower than a row, or ends with the words (points). */
const LOW = 7;
/** A row below another is printed so near (points) to it. */
const NEXT = 24;
/** A shaded cell of this width (points) with no other beside it is a word that somebody marked. */
const SINGLE = 60;

/**
 * Rows that are shaded (every second one, the header, a total) show where rows end, and enclose none of the cells
 * between them: they are no tables of their own. A grid all of whose cells are shaded one by one is one.
 */
export function partStripes(edges: Edges, shades: readonly Shade[] = [], print: readonly Shade[] = []): PartedEdges {
  if (shades.length === 0 || shades.length > MOST) return { edges, stripes: [], tiles: [] };
  const painted = distinct(shades);
  const tiles = paintedTables(edges, painted, print);
  const outside = tiles.length === 0 ? edges : without(tiles, edges);
  const regions = findRegions(outside).map((region) => ({ region, extent: extentOf(region) }));
  const shaded = regions.filter(
    ({ region }) => region.upright.length > 0 && region.upright.every(({ drawn }) => drawn < 0.5),
  );
  const grids = shaded.filter(({ region }) => isGrid(region));
  // What looks like a grid below stripes of the same width are two shaded rows that touch.
  let loose = shaded.filter((one) => !grids.includes(one));
  for (const grid of grids) if (loose.some(({ extent }) => isAbove(extent, grid.extent))) loose.push(grid);
  // And one below which level rules of its width go on is the painted header of a table without lines down.
  for (const grid of grids) if (!loose.includes(grid) && headsRules(grid.extent, outside.level)) loose.push(grid);
  // Nor are painted columns, with others that are not painted beside them.
  for (const grid of grids) if (!loose.includes(grid) && hasPrintBeside(grid, print)) loose.push(grid);
  loose = loose.filter(
    (one) =>
      one.extent.x1 - one.extent.x0 > SINGLE ||
      loose.some((other) => other !== one && isBeside(one.extent, other.extent)),
  );
  const kept = regions.filter((one) => !loose.includes(one)).map(({ region }) => region);
  const ruled = loose.flatMap(({ region }) => region.level.filter(isDrawn));
  const byPlace = (a: Edge, b: Edge): number => a.at - b.at || a.from - b.from;
  const stripes = painted.filter(
    (shade) => shade.y1 - shade.y0 > LOW && loose.some(({ extent }) => holds(extent, shade)),
  );
  return {
    edges: {
      level: [...kept.flatMap(({ level }) => level), ...ruled].sort(byPlace),
      upright: kept.flatMap(({ upright }) => upright).sort(byPlace),
    },
    stripes,
    tiles,
  };
}

/** Tables of painted cells. Painted rows of a larger one, with lines down, or above what is not painted, are none. */
function paintedTables(edges: Edges, painted: readonly Shade[], print: readonly Shade[]): Grid[] {
  const tiles = tilesOf(painted.filter(({ y0, y1 }) => y1 - y0 > LOW));
  return tiles.filter((tile) => {
    if (tile.ys.length < 4 && tile.xs.length < 4) return false;
    const [x0, y0, x1, y1] = [tile.xs[0]!, tile.ys[0]!, tile.xs.at(-1)!, tile.ys.at(-1)!];
    const extent = { x0, y0, x1, y1 };
    const lines = edges.upright.some(
      (edge) => isDrawn(edge) && edge.at > x0 - 4 && edge.at < x1 + 4 && edge.from < y1 && edge.to > y0,
    );
    const goesOn = painted.some((shade) => !isWithin(tile, shade) && isAbove(extent, shade));
    if (lines || goesOn || headsRules(extent, edges.level)) return false;
    // Two painted rows, and another one right below or above.
    return tile.ys.length > 3 || !print.some((glyph) => isNext(extent, glyph));
  });
}

/** Whether print stands beside half of the rows of painted cells, left or right of them. */
function hasPrintBeside({ region, extent }: { region: Edges; extent: Shade }, print: readonly Shade[]): boolean {
  const ys = [...new Set(region.level.map(({ at }) => at))].sort((a, b) => a - b);
  const outside = print.filter(
    ({ x0, x1, y0, y1 }) => (x1 < extent.x0 + 1 || x0 > extent.x1 - 1) && y0 > extent.y0 && y1 < extent.y1,
  );
  const beside = ys.slice(1).filter((to, i) => outside.some(({ y0, y1 }) => y0 + y1 > 2 * ys[i]! && y0 + y1 < 2 * to));
  return beside.length > 1 && beside.length * 2 >= ys.length - 1;
}

/** Whether print stands right above or below, within the width. */
function isNext({ x0, y0, x1, y1 }: Shade, glyph: Shade): boolean {
  const y = (glyph.y0 + glyph.y1) / 2;
  return glyph.x0 > x0 && glyph.x1 < x1 && ((y > y0 - NEXT && y < y0) || (y > y1 && y < y1 + NEXT));
}

/** Lines outside of tables of painted cells. */
function without(tiles: readonly Grid[], { level, upright }: Edges): Edges {
  const over = (x: number, y: number): boolean =>
    tiles.some(({ xs, ys }) => x > xs[0]! - 2 && x < xs.at(-1)! + 2 && y > ys[0]! - 2 && y < ys.at(-1)! + 2);
  return {
    level: level.filter(({ at, from, to }) => !over((from + to) / 2, at)),
    upright: upright.filter(({ at, from, to }) => !over(at, (from + to) / 2)),
  };
}

function extentOf({ level, upright }: Edges): Shade {
  const ends = [...level.map(({ at }) => at), ...upright.flatMap(({ from, to }) => [from, to])];
  const sides = [...upright.map(({ at }) => at), ...level.flatMap(({ from, to }) => [from, to])];
  return { x0: Math.min(...sides), y0: Math.min(...ends), x1: Math.max(...sides), y1: Math.max(...ends) };
}

function isBeside(a: Shade, b: Shade): boolean {
  return a.y0 < b.y1 - 2 && a.y1 > b.y0 + 2;
}

function isAbove(a: Shade, b: Shade): boolean {
  return Math.abs(a.x0 - b.x0) < 4 && Math.abs(a.x1 - b.x1) < 4;
}

/** Whether drawn level rules stand below within its width, and end where it ends. */
function headsRules({ x0, x1, y1 }: Shade, level: readonly Edge[]): boolean {
  const below = level.filter((edge) => isDrawn(edge) && edge.at > y1 + LOW && endsWith(edge, x0, x1));
  return below.length > 1;
}

/** Whether a level edge lies between two sides and ends at one: labels merged over rows leave no rule beside them. */
export function endsWith({ from, to }: Edge, x0: number, x1: number): boolean {
  const inside = from > x0 - 4 && to < x1 + 4 && to - from > 0.4 * (x1 - x0);
  return inside && (from < x0 + 4 || to > x1 - 4);
}

/** Tops and bottoms of stripes as level edges, whatever lies beside them: two cells of one colour have a border. */
export function bordersOf(stripes: readonly Shade[]): Edge[] {
  return mergeRulings(
    stripes.flatMap(({ x0, y0, x1, y1 }) => [y0, y1].map((y) => ({ x0, y0: y, x1, y1: y, source: 'edge' as const }))),
  ).level;
}

function holds(extent: Shade, { x0, y0, x1, y1 }: Shade): boolean {
  return x0 > extent.x0 - 1 && x1 < extent.x1 + 1 && y0 > extent.y0 - 1 && y1 < extent.y1 + 1;
}

/** Programs paint the same area twice, for the paragraph and for the cell. */
function distinct(shades: readonly Shade[]): Shade[] {
  const seen = new Map<string, Shade>();
  for (const shade of shades) {
    const key = [shade.x0, shade.y0, shade.x1, shade.y1].map(Math.round).join(' ');
    if (!seen.has(key)) seen.set(key, shade);
  }
  return [...seen.values()].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
}

/** Whether cells fill the region from border to border, in several rows and columns. */
function isGrid(region: Edges): boolean {
  const grid = latticeOf(region);
  if (!grid) return false;
  const { xs, ys, cells } = grid;
  if (xs.length < 3 || ys.length < 3) return false;
  const covered = cells.reduce((sum, { rowSpan, colSpan }) => sum + rowSpan * colSpan, 0);
  return covered === (xs.length - 1) * (ys.length - 1);
}
