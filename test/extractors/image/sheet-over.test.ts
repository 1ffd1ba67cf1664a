import { expect, it } from 'vitest';
import { isCoveredByAnother } from '../../../extractors/image/sheet-over.js';
import type { Ruling } from '../../../extractors/grid/ruling.js';

/** At 72 dots an inch, a point is a pixel. */
const upright = (x: number, y0: number, y1: number): Ruling => ({ x0: x, x1: x, y0, y1, source: 'line' });
const level = (y: number, x0: number, x1: number): Ruling => ({ x0, x1, y0: y, y1: y, source: 'line' });
const columns = [100, 200, 300, 400];
const crease = { left: 500, right: 504 };

it.each<[string, Ruling[], boolean]>([
  ['a table breaks off at its edge', columns.map((x) => upright(x, 300, 501)), true],
  ['so does one that goes on from under it', columns.map((x) => upright(x, 503, 700)), true],
  ['a table goes on beyond a fold', columns.map((x) => upright(x, 300, 700)), false],
  ['a table ends above it', columns.map((x) => upright(x, 300, 450)), false],
  ['a table ends on it', [...columns.map((x) => upright(x, 300, 501)), level(501, 100, 400)], false],
  ['nothing but a box of text is there', [upright(100, 300, 501), upright(400, 300, 501)], false],
])('%s', (_, rulings, covered) => {
  expect(isCoveredByAnother({ width: 595, creases: [crease] }, 72, rulings, (x, y) => [x, y])).toBe(covered);
});

it('a page without creases is not covered', () => {
  const rulings = columns.map((x) => upright(x, 300, 501));
  expect(isCoveredByAnother({ width: 595, creases: [] }, 72, rulings, (x, y) => [x, y])).toBe(false);
});
