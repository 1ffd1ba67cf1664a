import { describe, expect, it } from 'vitest';
import { withoutGhosts } from '../../../extractors/image/ghosts.js';
import { blank } from '../../../extractors/image/raster.js';
import type { Picture } from '../../../extractors/image/raster.js';
import { withRedPrint } from '../../../extractors/image/red-print.js';
import { withReversePrint } from '../../../extractors/image/reverse-print.js';
import { rulingsOf } from '../../../extractors/image/rulings.js';

type Bar = [x: number, y: number, width: number, height: number, grey: number];

/** A picture of 200 dpi with bars on it; later ones lie over earlier ones. */
function picture(bars: Bar[]): Picture {
  const page = blank(1000, 800);
  for (const [x, y, width, height, grey] of bars)
    for (let row = y; row < y + height; row++) page.data.fill(grey, row * 1000 + x, row * 1000 + x + width);
  return { ...page, dpi: 200 };
}

/** Characters in lines: 26 pixels square, of strokes 5 pixels thick. */
function print(x: number, y: number, count: number, grey: number): Bar[] {
  return Array.from({ length: count }, (_, i): Bar[] => {
    const left = x + 30 * i;
    return [
      [left, y, 26, 5, grey],
      [left, y + 11, 26, 5, grey],
      [left, y + 21, 26, 5, grey],
      [left + 11, y, 5, 26, grey],
    ];
  }).flat();
}

function lines(page: Picture): { level: number; upright: number } {
  const rulings = rulingsOf(page);
  const level = rulings.filter(({ y0, y1 }) => y0 === y1).length;
  return { level, upright: rulings.length - level };
}

const TABLE: Bar[] = [
  ...[100, 160, 220, 280].map((y): Bar => [100, y, 803, 3, 20]),
  ...[100, 300, 500, 700, 900].map((x): Bar => [x, 100, 3, 183, 20]),
];

describe('light print on dark ground', () => {
  const header: Bar[] = [[100, 100, 803, 60, 70], ...print(140, 117, 4, 255), ...print(540, 117, 4, 255)];

  it('becomes dark print on paper, with lines where the ground ends', () => {
    const page = withReversePrint(picture([...TABLE.slice(1), ...header, [300, 100, 2, 60, 255]]));
    const at = (x: number, y: number): number => page.data[y * 1000 + x]!;
    expect(at(150, 119)).toBeLessThan(30);
    expect(at(200, 150)).toBeGreaterThan(225);
    expect(at(301, 130)).toBeLessThan(30);
    expect(lines(page)).toEqual({ level: 4, upright: 5 });
  });

  it.each([
    ['dark print on grey ground', [[100, 100, 803, 60, 170], ...print(140, 117, 8, 20)]],
    ['a black edge of the lid', [[0, 0, 1000, 70, 10]]],
    ['a bar that nothing is printed on', [[100, 100, 803, 60, 60]]],
    ['print alone', print(100, 100, 20, 0)],
  ] satisfies [string, Bar[]][])('%s stays as it is', (_, bars) => {
    const page = picture(bars);
    expect(withReversePrint(page)).toBe(page);
  });
});

describe('what shines through the paper', () => {
  const back: Bar[] = Array.from({ length: 12 }, (_, i) => print(60, 330 + 34 * i, 28, 222)).flat();

  it('becomes paper, and its lines too', () => {
    const ghosts: Bar[] = [130, 190, 250].map((y): Bar => [60, y, 880, 4, 222]);
    const page = withoutGhosts(picture([...back, ...ghosts, ...TABLE]));
    expect(page.data[343 * 1000 + 73]).toBe(255);
    expect(lines(page)).toEqual({ level: 4, upright: 5 });
  });

  it('is no faint line of a table, nor fainter print than the rest of a line', () => {
    const page = picture([...TABLE.map(([x, y, w, h]): Bar => [x, y, w, h, 215]), ...print(120, 120, 4, 0)]);
    expect(withoutGhosts(page)).toBe(page);
  });
});

describe('a fold', () => {
  it.each([
    ['fainter than the lines', [[0, 190, 1000, 4, 150]]],
    ['as dark as they are, from edge to edge', [[0, 190, 1000, 3, 20]]],
    ['down the page', [[610, 0, 4, 800, 150]]],
    ['that runs askew', Array.from({ length: 10 }, (_, i): Bar => [100 * i, 188 + i, 100, 4, 150])],
  ] satisfies [string, Bar[]][])('%s is no line of a table', (_, fold) => {
    expect(lines(picture([...fold, ...TABLE]))).toEqual({ level: 4, upright: 5 });
  });

  it('is none where all lines run from edge to edge', () => {
    const level = [100, 160, 220, 280].map((y): Bar => [0, y, 1000, 3, 20]);
    const upright = [12, 300, 500, 700, 985].map((x): Bar => [x, 100, 3, 183, 20]);
    expect(lines(picture([...level, ...upright]))).toEqual({ level: 4, upright: 5 });
  });
});

describe('a pen across a line', () => {
  it('leaves the line', () => {
    const stroke = Array.from({ length: 60 }, (_, i): Bar => [470 + i, 150 - Math.round(i / 3), 4, 4, 30]);
    expect(lines(picture([...TABLE, ...stroke]))).toEqual({ level: 4, upright: 5 });
  });
});

describe('a red seal', () => {
  /** Print under a disc of red, as ink or as foil. */
  function under(seal: (grey: number) => [red: number, other: number]): Picture {
    const page = picture([...print(330, 330, 8, 0), [300, 380, 400, 3, 0]]);
    const red = new Uint8Array(page.data.length);
    for (let y = 200; y < 520; y++) {
      for (let x = 340; x < 660; x++) {
        if (Math.hypot(x - 500, y - 360) > 160) continue;
        const at = y * 1000 + x;
        const [r, other] = seal(page.data[at]!);
        page.data[at] = r;
        red[at] = r - other;
      }
    }
    return { ...page, red };
  }

  it.each([
    ['that dyes', (grey: number): [number, number] => [Math.round(0.85 * grey), Math.round(0.3 * grey)]],
    ['laid over the page', (grey: number): [number, number] => [0.45 * grey + 121, 0.45 * grey + 17]],
  ])('%s leaves paper white and print black', (_, seal) => {
    const { data } = withRedPrint(under(seal));
    expect(data[300 * 1000 + 500]).toBeGreaterThan(235);
    expect(data[381 * 1000 + 500]).toBeLessThan(40);
  });
});
