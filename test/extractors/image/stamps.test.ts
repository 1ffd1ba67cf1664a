import { describe, expect, it } from 'vitest';
import { withFaintPrint } from '../../../extractors/image/faint-print.js';
import { blank } from '../../../extractors/image/raster.js';
import type { Picture } from '../../../extractors/image/raster.js';
import { withoutGreyStamps, withoutStamps } from '../../../extractors/image/stamps.js';

const [WIDTH, HEIGHT, DPI] = [600, 400, 100];
type Box = readonly [x: number, y: number, width: number, height: number];

/** A page with black boxes, and boxes of one ink: `red` is its red channel, `far` how far from grey it is. */
function page(black: readonly Box[], coloured: readonly Box[], red = 60, far = 120): Picture {
  const picture = { ...blank(WIDTH, HEIGHT), dpi: DPI, tint: new Uint8Array(WIDTH * HEIGHT) };
  const fill = ([x, y, width, height]: Box, grey: number, tint: number): void => {
    for (let row = y; row < y + height; row++) {
      picture.data.fill(grey, row * WIDTH + x, row * WIDTH + x + width);
      picture.tint.fill(tint, row * WIDTH + x, row * WIDTH + x + width);
    }
  };
  for (const box of coloured) fill(box, red, far);
  for (const box of black) fill(box, 20, 0);
  return picture;
}

function frame(x: number, y: number, width: number, height: number): Box[] {
  return [[x, y, width, 2], [x, y + height - 2, width, 2], [x, y, 2, height], [x + width - 2, y, 2, height]]; // prettier-ignore
}

const letters = Array.from({ length: 6 }, (_, i): Box => [115 + 20 * i, 115, 8, 20]);
const print: Box[] = [[50, 125, 400, 3], [160, 90, 3, 90]]; // prettier-ignore

describe('a stamp in a colour', () => {
  it.each([
    ['blue', 60, 120],
    ['green', 40, 100],
    ['navy', 35, 75],
  ])('%s leaves the page, and black print stays as it is', (_, red, far) => {
    const stamped = page(print, [...frame(100, 100, 140, 50), ...letters], red, far);
    const { picture, covered } = withoutStamps(stamped);
    expect([...picture.data]).toEqual([...page(print, []).data]);
    expect(covered![101 * WIDTH + 200]).toBe(1);
    expect(covered![200 * WIDTH + 300]).toBe(0);
  });

  it.each([
    ['a heading', print, letters],
    ['a heading underlined', print, [...letters, [100, 145, 160, 2]]],
    ['a framed text that touches no print', [[300, 300, 40, 3]], [...frame(100, 100, 140, 50), ...letters]],
    ['a table that is wider than a stamp', print, frame(100, 100, 420, 100)],
    ['a ground', print, [[100, 100, 140, 50]]],
  ] as const)('is not %s', (_, black, coloured) => {
    const picture = page(black, coloured);
    expect(withoutStamps(picture)).toEqual({ picture, stamps: [] });
  });

  it('is not looked for on grey pages', () => {
    const picture: Picture = { ...blank(WIDTH, HEIGHT), dpi: DPI };
    expect(withoutStamps(picture).picture).toBe(picture);
  });
});

describe('a stamp in grey', () => {
  /** Boxes of one grey, as broad as strokes of stamps are, under what is black. */
  const scanned = (inked: readonly Box[], grey: number): Picture => {
    const { tint: _tint, ...picture } = page(print, inked, grey);
    return picture;
  };
  const broad = [...frame(100, 100, 140, 50), ...frame(101, 101, 138, 48), ...letters];

  it.each([75, 110, 160])('of %i leaves the page, and its place is known', (grey) => {
    const { picture, stamps, covered } = withoutGreyStamps(scanned(broad, grey));
    expect(picture.data.filter((value) => value !== 255).length).toBeLessThanOrEqual(
      scanned([], grey).data.filter((value) => value !== 255).length,
    );
    expect(picture.data[126 * WIDTH + 260]).toBe(20);
    expect(picture.data[126 * WIDTH + 200]).toBe(20);
    expect(stamps).toHaveLength(1);
    expect(covered![101 * WIDTH + 200]).toBe(1);
  });

  it.each([
    ['a framed text that touches no print', [...frame(300, 300, 140, 50), ...frame(301, 301, 138, 48)], 85],
    ['print as black as the rest', broad, 20],
    ['a ground', [[100, 100, 140, 50]] as Box[], 200],
    [
      'the thin lines of a table',
      frame(100, 100, 140, 50).map(([x, y, w, h]): Box => [x, y, w > 2 ? w : 1, h > 2 ? h : 1]),
      120,
    ],
  ] as const)('is not %s', (_, inked, grey) => {
    const picture = scanned(inked, grey);
    expect(withoutGreyStamps(picture).picture).toBe(picture);
  });
});

describe('faint print in a cell', () => {
  const cell = { x0: 100, y0: 100, x1: 200, y1: 130 };
  /** Two digits of a grey in a cell with lines above and below of another. */
  function printed(digits: number, lines: number): Picture {
    const picture = { ...blank(WIDTH, HEIGHT), dpi: DPI };
    const fill = ([x, y, width, height]: Box, grey: number): void => {
      for (let row = y; row < y + height; row++) picture.data.fill(grey, row * WIDTH + x, row * WIDTH + x + width);
    };
    fill([100, 100, 100, 2], lines);
    fill([100, 129, 100, 2], lines);
    for (const x of [140, 150]) fill([x, 110, 5, 10], digits);
    return picture;
  }

  it.each([
    ['is made black where the lines are as faint', 190, 185, 0],
    ['stays where the lines are dark: it shows through from the back', 190, 40, 190],
    ['is not what is dark enough', 90, 185, 90],
    ['is not what is hardly there', 235, 235, 235],
  ])('%s', (_, digits, lines, wanted) => {
    const level = printed(digits, lines);
    const { page, faint } = withFaintPrint(level, [cell], 4);
    expect(page.data[115 * WIDTH + 142]).toBe(wanted);
    expect(faint).toHaveLength(wanted === 0 ? 1 : 0);
    expect(level.data[115 * WIDTH + 142]).toBe(digits);
  });
});
