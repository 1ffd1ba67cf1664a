import { expect, it } from 'vitest';
import { glyphsOf } from '../../../extractors/ocr/glyphs.js';
import { pagesOn } from '../../../extractors/ocr/two-pages.js';
import type { Glyph } from '../../../extractors/pdf/engine.js';
import type { Ruling } from '../../../extractors/grid/ruling.js';

/** Lines of ten characters of 10 points from a place on. */
function column(x: number, count: number): Glyph[] {
  return Array.from({ length: 10 * count }, (_, i) => ({
    text: '字',
    x0: x + 10 * (i % 10),
    x1: x + 10 * (i % 10) + 10,
    y0: 60 + 20 * Math.floor(i / 10),
    y1: 70 + 20 * Math.floor(i / 10),
    size: 10,
    angle: 0,
    trusted: true,
  }));
}

function sheet(glyphs: Glyph[], width = 842, rulings: Ruling[] = []) {
  return {
    page: { width, height: 595, rotation: 0, glyphs, rulings, imageCover: 1 },
    hidden: [],
    isCovered: false,
    back: (box: [number, number, number, number]) => box,
  };
}

const rule = (x0: number, x1: number): Ruling => ({ x0, x1, y0: 300, y1: 300, source: 'line' });

it.each([
  ['two columns of print with nothing between them', sheet([...column(60, 6), ...column(500, 6)]), 2],
  ['an upright sheet', sheet([...column(60, 6), ...column(300, 6)], 420), 1],
  ['a table across the middle', sheet([...column(60, 6), ...column(500, 6)], 842, [rule(60, 780)]), 1],
  ['a title across the middle', sheet([...column(60, 6), ...column(500, 6), ...column(370, 1)]), 1],
  ['hardly anything on the right', sheet([...column(60, 6), ...column(500, 2)]), 1],
] as const)('%s', (_, read, pages) => {
  expect(pagesOn(read)).toHaveLength(pages);
});

it('each page begins at its own left, and its places lead back to the sheet', () => {
  const [, right] = pagesOn(sheet([...column(60, 6), ...column(500, 6)], 842, [rule(480, 780)]));
  expect(right!.page.width).toBe(421);
  expect(right!.page.glyphs[0]!.x0).toBe(79);
  expect(right!.page.rulings[0]!.x0).toBe(59);
  expect(right!.back([79, 60, 89, 70])).toEqual([500, 60, 510, 70]);
});

/** A line of digits 10 pixels apart; the sign after the point stands further away. */
function set(text: string, gap: number) {
  const reading = { confidence: 1, alternatives: [] };
  const point = text.indexOf('.');
  const signs = [...text].map((sign, i) => ({ text: sign, x: 10 * i + 5 + (i > point ? gap : 0), reading }));
  const blobs = signs.map(({ x }) => ({ x0: x - 4, x1: x + 4, y0: 0, y1: 16, ink: 50 }));
  return { ink: { x0: 0, x1: 10 * text.length + gap, y0: 0, y1: 16, blobs }, signs };
}

it.each([
  ['1,438.21', false],
  ['143.21', false],
  ['1.2023', true],
])('a wide point of %s makes a blank: %s', (text, parts) => {
  const glyphs = glyphsOf(set(text, 10), 20, 72);
  const at = text.indexOf('.');
  expect(glyphs[at + 1]!.x0 - glyphs[at]!.x1 > 1).toBe(parts);
});
