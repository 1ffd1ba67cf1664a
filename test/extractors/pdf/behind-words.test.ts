import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../extractors/pdf/engine.js';
import { pdfiumEngine } from '../../../extractors/pdf/pdfium.js';
import { pdfjsEngine } from '../../../extractors/pdf/pdfjs.js';
import { drawTable } from '../draw-table.js';
import { line, paper, read, show, table, type Paper } from './paper.js';

const ROWS = [
  ['科目', '年初预算', '决算'],
  ['人员经费', '412.50', '408.17'],
  ['公用经费', '63.20', '61.94'],
];
const art = ['---', ...ROWS.map((row) => row.join('|')), '---'];

/** The table at 80, 100, its cells 120 × 24 with words 4 from the left; `decorate` paints before each of them. */
function decorated(decorate: (page: Paper, x: number, y: number, width: number) => void): Promise<Uint8Array> {
  return paper((page) => {
    for (const [r, row] of ROWS.entries())
      for (const [c, words] of row.entries())
        decorate(page, 84 + 120 * c, 105 + 24 * r, page.fontSize(9).widthOfString(words));
    page.fillColor('black').strokeColor('black').lineWidth(1);
    table(page, 80, 100, [120, 120, 120], ROWS);
  });
}

const ways: readonly [string, (page: Paper, x: number, y: number, width: number) => void][] = [
  [
    'lines under words',
    (page, x, y, width) =>
      page
        .lineWidth(0.6)
        .moveTo(x, y + 12.4)
        .lineTo(x + width, y + 12.4)
        .stroke(),
  ],
  [
    'lines under words in pieces, the last half as long again as its character',
    (page, x, y, width) => {
      for (const [from, to] of [
        [0, width / 2],
        [width / 2, width + 4],
      ] as const)
        page
          .lineWidth(0.6)
          .moveTo(x + from, y + 12.4)
          .lineTo(x + to, y + 12.4)
          .stroke();
    },
  ],
  ['colour behind words', (page, x, y, width) => page.rect(x, y, width, 13).fill('#ffee55')],
  ['a colour behind the sheet', (page) => page.rect(40, 60, 515, 300).fill('#eef2f7')],
];

describe('what enclosed nothing', () => {
  it.each(ways)('%s', async (_name, decorate) => {
    expect(show(await read(await decorated(decorate)), drawTable)).toEqual(art);
  });

  it('a marked sentence is no table', async () => {
    const bytes = await paper((page) => {
      for (const [i, words] of ['本年度各项支出均按预算执行，', '结余资金已按规定上缴财政。'].entries()) {
        const width = page.fontSize(10).widthOfString(words);
        page.rect(80, 99 + 18 * i, width, 15).fill('#ffee55');
        page.fillColor('black');
        line(page, 80, 100 + 18 * i, words);
      }
    });
    expect((await read(bytes)).blocks.map(({ kind }) => kind)).not.toContain('table');
  });
});

const engines: readonly Engine[] = [pdfiumEngine, pdfjsEngine];
describe.each(engines)('$name', (engine) => {
  const rulings = async (draw: (page: Paper) => void): Promise<number> => {
    const document = await engine.open(await paper(draw));
    const found = (await document.page(1)).rulings.length;
    await document.close();
    return found;
  };

  it('keeps a rule under words that ends at the sides of their cell', async () => {
    const found = await rulings((page) => {
      const width = page.fontSize(10).widthOfString('合计金额');
      line(page, 80, 100, '合计金额');
      page
        .moveTo(80, 114)
        .lineTo(80 + width, 114)
        .stroke();
      for (const x of [80, 80 + width]) page.moveTo(x, 96).lineTo(x, 114).stroke();
    });
    expect(found).toBe(3);
  });

  it('drops colour behind words in pieces, one as slim as a line', async () => {
    const found = await rulings((page) => {
      page.fontSize(10);
      let x = 80;
      for (const words of ['第', '1', '.', '2', '项']) {
        const width = page.widthOfString(words);
        page.rect(x, 100, width, 13).fill('#ffee55');
        x += width;
      }
      page.fillColor('black');
      line(page, 80, 100, '第1.2项');
    });
    expect(found).toBe(0);
  });

  it('drops lines under words that end where a mark does, and not its empty half', async () => {
    const found = await rulings((page) => {
      const width = page.fontSize(10).widthOfString('（比例）');
      line(page, 80, 100, '（比例）');
      page
        .moveTo(80, 113)
        .lineTo(75 + width, 113)
        .stroke();
    });
    expect(found).toBe(0);
  });

  it('takes nothing for a line that the end of the page leaves of colour behind words', async () => {
    const found = await rulings((page) => {
      page.save().rect(0, 0, 595, 700).clip().rect(80, 699.2, 120, 13).fill('#ffee55').restore();
      page.rect(80, 650, 1, 49).fill('black');
      page.rect(202, 650, 1, 49).fill('black');
    });
    // The two lines down, and the edges of the colour.
    expect(found).toBe(2 + 4);
  });

  it('takes sides that meet at a slant for rules', async () => {
    const found = await rulings((page) => {
      page.polygon([80, 100], [200, 100], [199, 101], [81, 101]).fill('#444');
      page.polygon([80, 100], [81, 101], [81, 139], [80, 140]).fill('#444');
    });
    expect(found).toBe(2);
  });
});
