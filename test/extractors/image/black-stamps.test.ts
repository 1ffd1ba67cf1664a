import { describe, expect, it } from 'vitest';
import { withoutBlackStamps } from '../../../extractors/image/black-stamps.js';
import { blank } from '../../../extractors/image/raster.js';
import type { Picture } from '../../../extractors/image/raster.js';

const [WIDTH, HEIGHT, DPI] = [700, 500, 200];
type Box = readonly [x: number, y: number, width: number, height: number];
type Shape = (x: number, y: number) => boolean;

/** A page in black and white: lines and figures of a table as thin as they are, and what else is black. */
function page(boxes: readonly Box[], ...shapes: readonly Shape[]): Picture {
  const picture: Picture = { ...blank(WIDTH, HEIGHT), dpi: DPI };
  for (const [x, y, width, height] of boxes)
    for (let row = y; row < y + height; row++) picture.data.fill(0, row * WIDTH + x, row * WIDTH + x + width);
  for (const at of picture.data.keys()) {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    if (shapes.some((shape) => shape(x, y))) picture.data[at] = 0;
  }
  return picture;
}

const rows = Array.from({ length: 8 }, (_, i): Box => [40, 40 + 50 * i, 600, 2]);
const columns = Array.from({ length: 5 }, (_, i): Box => [40 + 150 * i, 40, 2, 352]);
const figures = Array.from({ length: 7 }, (_, row) =>
  Array.from({ length: 16 }, (_, i): Box => [60 + 36 * i, 55 + 50 * row, 2, 20]),
).flat();
const table = [...rows, ...columns, ...figures];

const ring: Shape = (x, y) => Math.abs(Math.hypot(x - 320, y - 230) - 150) < 4.5;
const patchy: Shape = (x, y) => ring(x, y) && (7 * x + 13 * y) % 10 < 7;
/** A frame 34 mm by 11, a little askew. */
const frame: Shape = (x, y) => {
  const [u, v] = [x - 200, y - 160 - 0.03 * (x - 200)];
  if (u < 0 || u > 270 || v < 0 || v > 88) return false;
  return u < 5 || u > 265 || v < 5 || v > 83;
};

describe('a stamp as black as print', () => {
  it.each([
    ['a ring', ring],
    ['a ring that came out patchy', patchy],
    ['a frame', frame],
  ])('%s leaves the page, and the lines of the table stay', (_, shape) => {
    const { picture, stamps, covered, within } = withoutBlackStamps(page(table, shape));
    expect(stamps).toHaveLength(1);
    const clean = page(table);
    const added = picture.data.filter((grey, at) => grey === 0 && clean.data[at] !== 0).length;
    expect(added).toBeLessThan(150);
    for (const [x, y, width, height] of [...rows, ...columns]) {
      const [u, v] = [x + (width >> 1), y + (height >> 1)];
      expect(picture.data[v * WIDTH + u]).toBe(0);
    }
    expect(covered!.filter((is) => is === 1).length).toBeGreaterThan(2500);
    expect(within![205 * WIDTH + 320]).toBe(1);
    expect(within![420 * WIDTH + 60]).toBe(0);
  });

  const thick = (x: number, y: number, width: number, height: number): Box[] => [
    [x, y, width, 5],
    [x, y + height, width, 5],
    [x, y, 5, height + 5],
    [x + width, y, 5, height + 5], // prettier-ignore
  ];

  it.each([
    ['a table', table],
    ['a thick frame about cells of a table', [...table, ...thick(190, 140, 150, 100)]],
    ['a table with a thick frame', [...thick(100, 100, 300, 200), [100, 200, 300, 2], [250, 100, 2, 200]]],
    ['a box with words in it', [...thick(100, 100, 300, 100), [140, 140, 200, 3]]],
    ['a disc', table, (x, y) => Math.hypot(x - 320, y - 230) < 40],
    ['half a ring', table, (x, y) => ring(x, y) && x > 320],
  ] as [string, Box[], Shape?][])('is not %s', (_, boxes, shape) => {
    const picture = page(boxes, ...(shape ? [shape] : []));
    expect(withoutBlackStamps(picture)).toEqual({ picture, stamps: [] });
  });
});
