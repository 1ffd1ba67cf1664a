import { describe, expect, it } from 'vitest';
import { findGrids } from '../../../extractors/grid/index.js';
import { blobsOf } from '../../../extractors/image/blobs.js';
import { hasDashes, withDashesClosed } from '../../../extractors/image/dash-chains.js';
import { blank } from '../../../extractors/image/raster.js';
import type { Picture } from '../../../extractors/image/raster.js';
import { rulingsOf } from '../../../extractors/image/rulings.js';

const DPI = 200;
const [ROWS, COLUMNS, HIGH, WIDE] = [6, 4, 62, 150];

/** A table whose cells each begin their borders anew, with marks in them, at 200 dpi; lengths in millimetres. */
function page(on: number, off: number): Picture {
  const sheet: Picture = { ...blank(800, 520), dpi: DPI };
  const bar = (x0: number, y0: number, x1: number, y1: number): void => {
    for (let y = y0; y < y1; y++) sheet.data.fill(20, y * 800 + x0, y * 800 + x1);
  };
  const [dash, gap] = [on, off].map((length) => Math.round((length * DPI) / 25.4)) as [number, number];
  const line = (x0: number, y0: number, length: number, across: boolean): void => {
    for (let at = 0; at < length; at += dash + gap) {
      const to = Math.min(length, at + dash);
      if (across) bar(x0 + at, y0, x0 + to, y0 + 2);
      else bar(x0, y0 + at, x0 + 2, y0 + to);
    }
  };
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const [x, y] = [80 + column * WIDE, 60 + row * HIGH];
      for (const [top, left] of [
        [y, x],
        [y + HIGH, x],
      ] as const)
        line(left, top, WIDE, true);
      line(x, y, HIGH, false);
      line(x + WIDE, y, HIGH, false);
      // 11 and — right-aligned, near the line.
      for (let mark = 0; mark < 2; mark++) bar(x + WIDE - 30 + 12 * mark, y + 18, x + WIDE - 26 + 12 * mark, y + 42);
      bar(x + 20, y + 30, x + 46, y + 32);
    }
  }
  return sheet;
}

const gridOf = (picture: Picture): string =>
  findGrids(rulingsOf(picture))
    .map(({ xs, ys, cells }) => `${ys.length - 1}×${xs.length - 1}:${cells.length}`)
    .join(' ');

describe('dotted and dashed lines', () => {
  it.each([
    { name: 'dots', on: 0.5, off: 0.6 },
    { name: 'dashes that hardly fit into a row', on: 1.8, off: 1.2 },
    { name: 'long dashes', on: 4, off: 1.3 },
  ])('are made whole: $name', ({ on, off }) => {
    const dashed = page(on, off);
    expect(hasDashes(blobsOf(dashed, []), DPI)).toBe(true);
    expect(gridOf(withDashesClosed(dashed))).toBe('6×4:24');
  });

  it('are not made of strokes for "nothing" and ones', () => {
    const solid = page(30, 0);
    expect(Buffer.compare(withDashesClosed(solid).data, solid.data)).toBe(0);
  });
});
