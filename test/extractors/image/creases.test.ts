import { expect, it } from 'vitest';
import { withoutCreases } from '../../../extractors/image/creases.js';
import { blank } from '../../../extractors/image/raster.js';
import type { Picture } from '../../../extractors/image/raster.js';

const [WIDTH, HEIGHT] = [1000, 800];

/** An evened page of 200 dpi: paper, what is printed on it, and the light that falls on it. */
function page(ink: (x: number, y: number) => boolean, light: (x: number, y: number) => number): Picture {
  const { width, height, data } = blank(WIDTH, HEIGHT);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data[y * width + x] = Math.round((ink(x, y) ? 20 : 255) * light(x, y));
  return { width, height, data, dpi: 200 };
}

/** How much of the paper is darker than paper, and of the print lighter than print. */
function spoiled({ data, width }: Picture, ink: (x: number, y: number) => boolean): { paper: number; print: number } {
  let [paper, print] = [0, 0];
  for (const [at, grey] of data.entries()) {
    const isInk = ink(at % width, Math.floor(at / width));
    if (isInk && grey > 90) print++;
    if (!isInk && grey < 240) paper++;
  }
  return { paper, print };
}

const bar = (x0: number, y0: number, x1: number, y1: number) => (x: number, y: number) =>
  x >= x0 && x < x1 && y >= y0 && y < y1;
const words = (x: number, y: number): boolean => bar(200, 385, 500, 415)(x, y) && x % 12 < 5;
const fold =
  (left: number, right: number, depth = 0.4) =>
  (x: number, y: number): number =>
    1 - depth * Math.exp(-(((y - left - ((right - left) * x) / WIDTH) / 2) ** 2));
const down =
  (at: number) =>
  (x: number): number =>
    1 - 0.4 * Math.exp(-(((x - at) / 2) ** 2));
const lattice = (x: number, y: number): number => (x % 40 < 2 || y % 40 < 2 ? 0.6 : 1);

it.each<[string, (x: number, y: number) => boolean, (x: number, y: number) => number]>([
  ['a fold through print', words, fold(400, 400)],
  ['a fold askew', words, fold(380, 415)],
  ['two folds that cross', words, (x, y) => fold(400, 398)(x, y) * down(300)(x)],
  ['a fold along a line of a table', bar(100, 400, 600, 403), fold(398, 406)],
  ['a streak of two pixels', words, (x) => (x === 300 || x === 301 ? 0.45 : 1)],
  ['a streak that strays by a pixel', words, (x, y) => (x === 300 || x === (y < 400 ? 301 : 299) ? 0.45 : 1)],
  ['exercise paper', words, lattice],
  ['exercise paper under a line of a table', bar(80, 400, 920, 402), lattice],
])('gives the light back that %s takes, and keeps print', (_, ink, light) => {
  const before = page(ink, light);
  const after = spoiled(withoutCreases(before).page, ink);
  expect(after.paper).toBeLessThan(0.15 * spoiled(before, ink).paper);
  expect(after.print).toBeLessThan(20);
});

it.each<[string, Picture]>([
  ['plain paper', page(words, () => 1)],
  ['a line of a table that ends before the edge', page(bar(60, 400, 940, 403), () => 1)],
  [
    'a picture of nothing but a table, rows at one distance',
    page(
      (_, y) => y % 40 < 3,
      () => 1,
    ),
  ],
])('leaves %s alone', (_, picture) => {
  expect(Buffer.compare(withoutCreases(picture).page.data, picture.data)).toBe(0);
});
