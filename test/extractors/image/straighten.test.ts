import { describe, expect, it } from 'vitest';
import { findGrids } from '../../../extractors/grid/index.js';
import { closed } from '../../../extractors/image/dashes.js';
import { withoutDust } from '../../../extractors/image/despeckle.js';
import { flatSheet } from '../../../extractors/image/flat-sheet.js';
import { projection } from '../../../extractors/image/projection.js';
import { blank } from '../../../extractors/image/raster.js';
import type { Picture } from '../../../extractors/image/raster.js';
import { withRedPrint } from '../../../extractors/image/red-print.js';
import { resampled } from '../../../extractors/image/resample.js';
import { rulingsOf } from '../../../extractors/image/rulings.js';
import { straightened } from '../../../extractors/image/straighten.js';

const DPI = 100;

/** Half a page of 100 dpi with a table of 12 rows and 5 columns, and marks in its cells. */
function tablePage(): Picture {
  const page = blank(827, 600);
  const bar = (x: number, y: number, width: number, height: number): void => {
    for (let row = y; row < y + height; row++) page.data.fill(20, row * 827 + x, row * 827 + x + width);
  };
  for (let row = 0; row <= 12; row++) bar(60, 40 + 40 * row, 701, 2);
  for (let column = 0; column <= 5; column++) bar(60 + 140 * column, 40, 2, 482);
  for (let row = 0; row < 12; row++) {
    for (let column = 0; column < 5; column++) {
      for (let mark = 0; mark < 4; mark++) bar(80 + 140 * column + 14 * mark, 54 + 40 * row, 8 - mark, 12);
    }
  }
  return { ...page, dpi: DPI };
}

const gridOf = (page: Picture): string =>
  findGrids(rulingsOf(page))
    .map(({ xs, ys, cells }) => `${ys.length - 1}×${xs.length - 1}:${cells.length}`)
    .join(' ');

describe('pages that do not lie flat', () => {
  it('straightens lines that sag like those of an open book, and leads back to where they were', () => {
    const flat = tablePage();
    const sag = (x: number): number => 10 * Math.sin((Math.PI * x) / 827) - 5;
    const bent: Picture = { ...resampled(flat, 827, 600, (x, y) => [x, y + sag(x)]), dpi: DPI };
    expect(gridOf(bent)).not.toBe('12×5:60');
    const { level, toPage } = straightened(bent, 0);
    expect(gridOf(level)).toBe('12×5:60');
    const slopes = [100, 400, 700].map((x) => toPage(x, 300)[1] - (300 - sag(x)));
    for (const slope of slopes) expect(Math.abs(slope - slopes[1]!)).toBeLessThan(1.5);
  });

  it.each([
    { edges: 'sharp', blur: 0 },
    { edges: 'soft', blur: 4 },
  ])('cuts a sheet with $edges edges out of the photograph of a desk, a shadow over both', ({ blur }) => {
    const corners = [
      [60, 50],
      [700, 70],
      [760, 640],
      [30, 620],
    ] as const;
    const desk: Picture = { ...blank(820, 700, 70), dpi: DPI };
    const source = projection(corners, [
      [0, 0],
      [826, 0],
      [826, 599],
      [0, 599],
    ]);
    const seen = resampled(tablePage(), 820, 700, source);
    const inside = resampled(blank(827, 600, 1), 820, 700, source);
    for (const [i, mark] of inside.data.entries()) if (mark === 1) desk.data[i] = Math.max(80, seen.data[i]! * 0.9);
    // Light that falls off to a third within a fifth of the picture.
    const light = (x: number): number => 1 - 0.65 / (1 + Math.exp(-(x - 480) / 40));
    for (const [i, grey] of desk.data.entries()) desk.data[i] = grey * light(i % 820);
    for (let round = 0; round < blur; round++) {
      const before = Uint8Array.from(desk.data);
      for (let i = 820; i < before.length - 820; i++) {
        desk.data[i] = (2 * before[i]! + before[i - 1]! + before[i + 1]! + before[i - 820]! + before[i + 820]! + 3) / 6;
      }
    }
    const { sheet, toPicture } = flatSheet(desk);
    // The edge of the sheet itself is left out.
    const edge = Math.round(0.06 * sheet.dpi);
    const [right, bottom] = [sheet.width - 1 + edge, sheet.height - 1 + edge];
    for (const [i, [x, y]] of [
      [-edge, -edge],
      [right, -edge],
      [right, bottom],
      [-edge, bottom],
    ].entries()) {
      const [u, v] = toPicture(x!, y!);
      expect(Math.hypot(u - corners[i]![0], v - corners[i]![1])).toBeLessThan(2.5);
    }
  });

  it('takes a scan as it is, and a page without a plausible size as A4', () => {
    expect(flatSheet(tablePage()).sheet.dpi).toBe(DPI);
    expect(flatSheet({ ...tablePage(), dpi: 10 }).sheet.dpi).toBeCloseTo(600 / 8.27, 3);
  });
});

describe('red ink', () => {
  /** A picture on which `red` boxes were printed; bright in the red channel. */
  function red(boxes: [x: number, y: number, width: number, height: number][]): Picture {
    const page = blank(827, 600);
    const redder = new Uint8Array(page.data.length);
    for (const [x, y, width, height] of boxes) {
      for (let row = y; row < y + height; row++) {
        page.data.fill(214, row * 827 + x, row * 827 + x + width);
        redder.fill(170, row * 827 + x, row * 827 + x + width);
      }
    }
    return { ...page, dpi: DPI, red: redder };
  }
  const darkest = (page: Picture): number => page.data.reduce((least, grey) => Math.min(least, grey), 255);

  it('is print in a line of characters', () => {
    const heading = red(Array.from({ length: 8 }, (_, i) => [100 + 50 * i, 60, 38, 40]));
    expect(darkest(withRedPrint(heading))).toBeLessThan(60);
  });

  const ring = Array.from({ length: 180 }, (_, i): [number, number, number, number] => {
    const angle = (i * Math.PI) / 90;
    return [Math.round(400 + 80 * Math.cos(angle)), Math.round(300 + 80 * Math.sin(angle)), 5, 5];
  });

  it('is a seal in a ring, with what stands inside of it, and leaves nothing on the paper', () => {
    expect(darkest(withRedPrint(red([...ring, [385, 285, 30, 30]])))).toBe(255);
  });

  it('of a seal leaves the print under it as it is', () => {
    const sealed = red([...ring, [385, 285, 30, 30]]);
    for (let y = 200; y < 400; y++) {
      sealed.data.fill(30, y * 827 + 398, y * 827 + 402);
      sealed.red!.fill(0, y * 827 + 398, y * 827 + 402);
    }
    const { data } = withRedPrint(sealed);
    for (let y = 200; y < 400; y++)
      expect([...data.subarray(y * 827 + 397, y * 827 + 403)]).toEqual([255, 30, 30, 30, 30, 255]);
  });

  it('of pale ink on grey paper becomes as bright as that paper', () => {
    const page = red([...ring, [385, 285, 30, 30]]);
    const aged = {
      ...page,
      data: page.data.map((grey) => (grey === 255 ? 225 : 205)),
      red: page.red!.map((redder) => Math.round(redder / 2)),
    };
    expect(darkest(withRedPrint(aged))).toBe(225);
  });

  it('is ruling lines in a form that is printed in red', () => {
    const level = [60, 200, 340, 480].map((y): [number, number, number, number] => [60, y, 700, 3]);
    const upright = [60, 300, 540, 757].map((x): [number, number, number, number] => [x, 60, 3, 423]);
    const { data } = withRedPrint(red([...level, ...upright]));
    expect(data[201 * 827 + 400]).toBeLessThanOrEqual(214);
    expect(data[400 * 827 + 301]).toBeLessThanOrEqual(214);
  });
});

it('takes lone specks for dust where there are many, and leaves points', () => {
  const page = blank(200, 200);
  for (let i = 0; i < 60; i++) page.data[(3 + 3 * i) * 200 + 150] = 0;
  for (const at of [20 * 200 + 20, 20 * 200 + 21, 21 * 200 + 20, 21 * 200 + 21]) page.data[at] = 0;
  const { data } = withoutDust(page);
  expect(data.reduce((sum, grey) => sum + (grey === 0 ? 1 : 0), 0)).toBe(4);
});

describe('gaps in lines, at four pixels a millimetre', () => {
  const bits = (art: string): Uint8Array => Uint8Array.from(art, (sign) => (sign === '.' ? 0 : 1));
  const alone = (art: string): Uint8Array => Uint8Array.from(art, (sign) => (sign === '#' ? 1 : 0));
  it.each([
    ['dots', '##..##..##..##..##..##..##..##..##', true],
    ['dashes that begin anew with each cell', '#####..#####..########..#####..#####..########..#####..#####', true],
    ['a scratch', '####################...######################', true],
    ['strokes with others above or below', 'oo..oo..oo..oo..oo..oo..oo..oo..oo', false],
    ['strokes that come when they will', '###.####.....##..##....#######..#......###.##.......##', false],
  ])('%s', (_name, art, whole) => {
    expect(closed(bits(art), alone(art), 4).every((bit) => bit === 1)).toBe(whole);
  });
});
