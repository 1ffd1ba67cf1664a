import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../extractors/pdf/engine.js';
import { pdfiumEngine } from '../../../extractors/pdf/pdfium.js';
import { pdfjsEngine } from '../../../extractors/pdf/pdfjs.js';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const ROWS = [
  ['科目', '年初预算', '决算'],
  ['人员经费', '412.50', '408.17'],
  ['公用经费', '63.20', '61.94'],
];

/** Cells of 120 × 30 with words in the middle; `paint` draws what is around each. */
function cells(page: Paper, paint: (x: number, y: number) => void): void {
  for (const [r, row] of ROWS.entries()) {
    for (const [c, words] of row.entries()) {
      const [x, y] = [80 + 120 * c, 100 + 30 * r];
      paint(x, y);
      page.fillColor('black');
      line(page, x + 30, y + 9, words);
    }
  }
}

const art = ['---', ...ROWS.map((row) => row.join('|')), '---'];

describe('rules that nobody sees', () => {
  it('part cells where they are white, or painted with a pattern that says so', async () => {
    const white = await paper((page) => cells(page, (x, y) => page.rect(x, y, 120, 30).lineWidth(0.5).stroke('white')));
    const pattern = await paper((page) => {
      const black = page.linearGradient(0, 0, 1, 1);
      black.stop(0, 'black').stop(1, 'black');
      cells(page, (x, y) => {
        page.rect(x, y, 120, 0.7).fill(black);
        page.rect(x, y, 0.7, 30).fill(black);
      });
    });
    for (const bytes of [white, pattern]) expect(show(await read(bytes), drawTable)).toEqual(art);
  });

  const engines: readonly Engine[] = [pdfiumEngine, pdfjsEngine];
  it.each(engines)('count only on pages without visible sides: $name', async (engine) => {
    const rulings = async (visible: boolean): Promise<number> => {
      const bytes = await paper((page) => {
        cells(page, (x, y) => page.rect(x, y, 120, 30).lineWidth(0.5).stroke('white'));
        if (visible) page.moveTo(60, 90).lineTo(60, 300).stroke('black');
      });
      const document = await engine.open(bytes);
      const found = (await document.page(1)).rulings.length;
      await document.close();
      return found;
    };
    expect(await rulings(false)).toBe(36);
    expect(await rulings(true)).toBe(1);
  });

  it('are none around words: white areas leave no edges', async () => {
    const bytes = await paper((page) => cells(page, (x, y) => page.rect(x, y, 110, 24).fill('white')));
    const document = await pdfiumEngine.open(bytes);
    expect((await document.page(1)).rulings).toEqual([]);
    await document.close();
  });
});
