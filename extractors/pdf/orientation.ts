import type { Box } from '../../schemas/index.js';
import { censusOf } from './census.js';
import type { EnginePage, Glyph } from './engine.js';
import { isBlank } from './lines.js';

/** A page turned so that most of its text stands upright, and the way back to the page as shown. */
export interface UprightPage extends EnginePage {
  back(box: Box): Box;
}

type Turn = (x: number, y: number) => readonly [number, number];

/** Tables that are wider than the paper are printed sideways, with or without /Rotate. */
export function turnUpright(page: EnginePage): UprightPage {
  const angle = mainAngle(page.glyphs);
  if (angle === 0) return { ...page, back: (box) => box };
  const forth = turnOf(angle, page.width, page.height);
  const sideways = angle !== 180;
  const [width, height] = sideways ? [page.height, page.width] : [page.width, page.height];
  const undo = turnOf(360 - angle, width, height);
  return {
    ...page,
    width,
    height,
    glyphs: page.glyphs.map((glyph) => ({
      ...glyph,
      ...spread(forth, glyph),
      angle: (glyph.angle - angle + 360) % 360,
    })),
    rulings: page.rulings.map((ruling) => ({ ...ruling, ...spread(forth, ruling) })),
    ...(page.shades && { shades: page.shades.map((shade) => spread(forth, shade)) }),
    back: ([x0, y0, x1, y1]) => {
      const box = spread(undo, { x0, y0, x1, y1 });
      return [box.x0, box.y0, box.x1, box.y1];
    },
  };
}

/**
 * Characters turned by a quarter against the rest of the page, made upright for reading; `back` restores a box.
 * `width` and `height` are those of the page that they stand on.
 */
export function turned(
  glyphs: readonly Glyph[],
  angle: number,
  width: number,
  height: number,
): { glyphs: Glyph[]; back(box: Box): Box } {
  const page = turnUpright({
    width,
    height,
    rotation: 0,
    rulings: [],
    imageCover: 0,
    glyphs: glyphs.map((glyph) => ({ ...glyph, angle })),
  });
  return page;
}

function mainAngle(glyphs: readonly Glyph[]): number {
  if (censusOf(glyphs).upright) return 0;
  const counts = [0, 0, 0, 0];
  for (const glyph of glyphs) if (glyph.angle % 90 === 0 && !isBlank(glyph)) counts[glyph.angle / 90]!++;
  let best = 0;
  for (const turn of [1, 2, 3]) if (counts[turn]! > counts[best]!) best = turn;
  return best * 90;
}

/** The quarter turn that makes text at `angle` (clockwise) upright on a page of this size. */
function turnOf(angle: number, width: number, height: number): Turn {
  if (angle === 90) return (x, y) => [y, width - x];
  if (angle === 180) return (x, y) => [width - x, height - y];
  if (angle === 270) return (x, y) => [height - y, x];
  return (x, y) => [x, y];
}

interface Extent {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

function spread(turn: Turn, { x0, y0, x1, y1 }: Extent): Extent {
  const [ax, ay] = turn(x0, y0);
  const [bx, by] = turn(x1, y1);
  return { x0: Math.min(ax, bx), y0: Math.min(ay, by), x1: Math.max(ax, bx), y1: Math.max(ay, by) };
}
