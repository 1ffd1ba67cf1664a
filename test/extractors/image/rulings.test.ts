import { describe, expect, it } from 'vitest';
import { findGrids } from '../../../extractors/grid/index.js';
import { blobsOf } from '../../../extractors/image/blobs.js';
import { blank, turnQuarter } from '../../../extractors/image/raster.js';
import type { Picture } from '../../../extractors/image/raster.js';
import { resampled } from '../../../extractors/image/resample.js';
import { rulingsOf } from '../../../extractors/image/rulings.js';
import { isSideways, skewOf } from '../../../extractors/image/skew.js';
import { straightened } from '../../../extractors/image/straighten.js';
import { evenOut } from '../../../extractors/image/tone.js';

type Bar = [x: number, y: number, width: number, height: number, grey?: number];

/** A picture of 200 dpi with bars on it. */
function picture(bars: Bar[], paper = 255): Picture {
  const page = blank(1000, 800, paper);
  for (const [x, y, width, height, grey = 20] of bars) {
    for (let row = y; row < y + height; row++) page.data.fill(grey, row * 1000 + x, row * 1000 + x + width);
  }
  return { ...page, dpi: 200 };
}

/** Lines of a table of 3 rows and 4 columns, 3 pixels thick. */
function table(grey = 20, skip: number[] = []): Bar[] {
  const level = [100, 160, 220, 280].map((y): Bar => [100, y, 803, 3, grey]);
  const upright = [100, 300, 500, 700, 900].map((x): Bar => [x, 100, 3, 183, grey]);
  return [...level, ...upright].filter((_, i) => !skip.includes(i));
}

/** A character-like heap of strokes: 30 pixels square. */
function character(x: number, y: number): Bar[] {
  return [
    [x, y, 30, 3],
    [x, y + 13, 30, 3],
    [x, y + 27, 30, 3],
    [x, y, 3, 30],
    [x + 27, y, 3, 30],
    [x + 13, y - 4, 3, 38],
  ];
}

/** The ring of a seal whose left rim is at `x`; lines that are drawn later stay black under it. */
function ring(x: number, y: number, radius: number, grey: number): Bar[] {
  return Array.from({ length: 2 * radius }, (_, row): Bar[] => {
    const up = row - radius;
    const [outer, inner] = [Math.sqrt(radius ** 2 - up ** 2), Math.sqrt(Math.max(0, (radius - 9) ** 2 - up ** 2))];
    const [left, wide] = [Math.round(x + radius - outer), Math.max(1, Math.round(outer - inner))];
    const right = Math.round(x + radius + inner);
    return [
      [left, y + up, wide, 1, grey],
      [right, y + up, wide, 1, grey],
    ];
  })
    .flat()
    .filter(([, top]) => top >= 0);
}

/** The picture with gaps through everything on it, as long as what stands between them. */
function dotted(page: Picture, length: number): Picture {
  const data = page.data.map((grey, i) => {
    const [x, y] = [i % page.width, Math.floor(i / page.width)];
    return (Math.floor(x / length) + Math.floor(y / length)) % 2 === 0 ? grey : 255;
  });
  return { ...page, data };
}

const gridOf = (page: Picture): string =>
  findGrids(rulingsOf(page))
    .map(({ xs, ys, cells }) => `${ys.length - 1}×${xs.length - 1}:${cells.length}`)
    .join(' ');

/** Lines without some of their pixels: the bars are paper. */
const broken = (
  bars: Bar[],
  gaps: readonly (readonly [x: number, y: number, width: number, height: number])[],
): Picture => picture([...bars, ...gaps.map(([x, y, width, height]): Bar => [x, y, width, height, 255])]);

/** Gaps of a worn copy in most lines. */
const WORN = [100, 160, 220, 280].flatMap((y) => [180, 420, 650, 820].map((x) => [x, y, 9, 3] as const));

describe('ruling lines of a picture', () => {
  it.each<[string, Picture, string]>([
    ['black', picture(table()), '3×4:12'],
    ['faint', picture(table(225)), '3×4:12'],
    ['dotted', dotted(picture(table()), 4), '3×4:12'],
    ['on grey paper', picture(table(60), 200), '3×4:12'],
    ['a line missing merges cells', picture(table(20, [1])), '2×4:8'],
    [
      'with characters in cells that nearly touch the lines',
      picture([...table(), ...[120, 160, 320, 520, 720].flatMap((x) => character(x, 114))]),
      '3×4:12',
    ],
    [
      'with the grey ring of a seal through the middle row',
      picture([...ring(340, 190, 200, 190), ...table()]),
      '3×4:12',
    ],
    [
      'with the pale ring of a seal through the middle row',
      picture([...ring(340, 190, 200, 225), ...table()]),
      '3×4:12',
    ],
    ['with a thick line of its own in one row', picture([...table(), [400, 100, 8, 63]]), '3×5:13'],
    ['with a fainter line of its own in one row', picture([...table(), [400, 100, 3, 63, 190]]), '3×5:13'],
    ['with the edge of a stain in one row', picture([...table(), [400, 100, 4, 63, 228]]), '3×4:12'],
    [
      'worn, and half of an edge gone in one row',
      broken(table(), [...WORN, [900, 170, 3, 14], [900, 195, 3, 16]]),
      '3×4:12',
    ],
    ['worn, and an edge gone in one row', broken(table(), [...WORN, [900, 164, 3, 54]]), '3×4:11'],
    ['cut off by the edge of the sheet', picture(table().map(([x, y, w, h]): Bar => [Math.min(x + 130, 1000), y, Math.min(w, 870 - x), h])), '3×4:12'], // prettier-ignore
    [
      'cut off by the edge of the sheet, with another table below it',
      picture([
        ...table().map(([x, y, w, h]): Bar => [Math.min(x + 130, 1000), y, Math.min(w, 870 - x), h]),
        ...[400, 440, 480, 520, 560].map((y): Bar => [160, y, 403, 3]),
        ...[160, 360, 560].map((x): Bar => [x, 400, 3, 163]),
      ]),
      '3×4:12 4×2:8',
    ],
    ['worn, and scratched once in its last row', broken(table(), [...WORN, [500, 258, 3, 14]]), '3×4:12'],
    [
      'with print close to a line above and below it',
      picture([
        ...table(),
        ...[120, 220, 320, 420, 520, 620, 720, 820].flatMap((x): Bar[] => [
          [x, 148, 60, 9],
          [x, 166, 60, 9],
        ]),
      ]),
      '3×4:12',
    ],
    [
      'with the stroke of a title that prolongs a column to the next table',
      picture([
        ...table(),
        ...[320, 380, 440].map((y): Bar => [100, y, 803, 3]),
        ...[100, 400, 900].map((x): Bar => [x, 320, 3, 123]),
        [500, 283, 3, 37],
      ]),
      '3×4:12 2×2:4',
    ],
    [
      'with strokes of a title that join columns to those of the next table',
      picture([
        ...table(),
        ...[320, 380, 440].map((y): Bar => [100, y, 803, 3]),
        ...[100, 300, 500, 900].map((x): Bar => [x, 320, 3, 123]),
        ...[300, 500].map((x): Bar => [x, 283, 3, 37]),
      ]),
      '3×4:12 2×3:6',
    ],
    [
      'with strokes of a column of characters from line to line',
      picture([
        ...[0, 1, 2, 3, 4, 5].map((row): Bar => [100, 100 + 60 * row, 803, 3]),
        ...[100, 300, 500, 700, 900].map((x): Bar => [x, 100, 3, 303]),
        ...[0, 1, 2, 3, 4].flatMap((row): Bar[] => [
          [400, 106 + 60 * row, 3, 52],
          ...[0, 1, 2, 3, 4, 5].map((stroke): Bar => [stroke % 2 ? 385 : 400, 112 + 60 * row + 7 * stroke, 18, 3]),
        ]),
      ]),
      '5×4:20',
    ],
    [
      'with a stroke that stands on its edge under a column, in the first row of a table that follows at once',
      picture([
        ...table(),
        ...[310, 370].map((y): Bar => [100, y, 803, 3]),
        ...[100, 400, 900].map((x): Bar => [x, 280, 3, 93]),
        [500, 283, 3, 27],
        [480, 290, 43, 3],
        [480, 302, 43, 3],
      ]),
      '5×5:16',
    ],
    [
      'with a stripe down the sheet in which toner is thin',
      picture([
        ...table(20, [1, 2]),
        ...[160, 220].flatMap((y) =>
          Array.from({ length: 73 }, (_, i): Bar => [100 + 11 * i, y, 11, 3, i > 22 && i < 32 ? 215 : 20]),
        ),
      ]),
      '3×4:12',
    ],
    ['with faint echoes of its lines', picture([...table(), ...table(225).map(([x, y, w, h]): Bar => [x, y - 6, w, h, 225]), ...table()]), '3×4:12'], // prettier-ignore
    ['characters alone are no table', picture([100, 140, 180, 220].flatMap((x) => character(x, 300))), ''],
    ['an underline is no table', picture([[100, 300, 400, 3]]), ''],
  ])('%s', (_name, page, wanted) => expect(gridOf({ ...evenOut(page), dpi: 200 })).toBe(wanted));

  it('is found after the page was made level again', () => {
    const [cos, sin] = [Math.cos((1.2 * Math.PI) / 180), Math.sin((1.2 * Math.PI) / 180)];
    const askew = resampled(picture(table()), 1000, 800, (x, y) => [
      500 + cos * (x - 500) - sin * (y - 400),
      400 + sin * (x - 500) + cos * (y - 400),
    ]);
    expect((skewOf(askew) * 180) / Math.PI).toBeCloseTo(1.2, 1);
    expect(gridOf(straightened({ ...askew, dpi: 200 }, 0).level)).toBe('3×4:12');
  });
});

it('tells pages that lie on their side by where the neighbours of characters stand', () => {
  const text = [200, 260, 320, 380].flatMap((y) =>
    Array.from({ length: 15 }, (_, i) => character(100 + 36 * i, y)).flat(),
  );
  const page = picture(text);
  const side = { ...turnQuarter(page, 90), dpi: 200 };
  expect(isSideways(blobsOf(page, []), 200)).toBe(false);
  expect(isSideways(blobsOf(side, []), 200)).toBe(true);
});
