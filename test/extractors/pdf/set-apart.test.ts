import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show, table } from './paper.js';

const rows = [
  ['项目', '年初预算数', '全年预算数', '支出决算数'],
  ['人员经费', '1200.50', '1310.25', '1302.11'],
  ['公用经费', '318.00', '300.40', '299.87'],
  ['合计', '1518.50', '1610.65', '1601.98'],
];
const art = rows.map((row) => row.join('|'));

/** A grid with text whose characters stand `apart` (points) from one another. */
function grid(page: Paper, apart: number): void {
  for (let i = 0; i < 5; i++)
    page
      .moveTo(60, 100 + 30 * i)
      .lineTo(520, 100 + 30 * i)
      .stroke();
  for (let i = 0; i < 5; i++)
    page
      .moveTo(60 + 115 * i, 100)
      .lineTo(60 + 115 * i, 220)
      .stroke();
  for (const [r, row] of rows.entries())
    for (const [c, text] of row.entries())
      page.fontSize(9).text(text, 66 + 115 * c, 108 + 30 * r, { lineBreak: false, characterSpacing: apart });
}

describe('characters set apart', () => {
  it.each([0, 1, 2, 3.5])('by %s points are words and figures all the same', async (apart) => {
    const document = await read(await paper((page) => grid(page, apart)));
    expect(show(document, drawTable)).toEqual(['---', ...art, '---']);
  });

  it('keep the blanks that are printed', async () => {
    const words = '本年预算 12.5 万元，决算 11.8 万元，年末结转 0.7 万元，执行率为百分之九十四点四，比上年提高。';
    const document = await read(
      await paper((page) => {
        for (let i = 0; i < 3; i++)
          page.fontSize(9).text(words, 60, 100 + 40 * i, { lineBreak: false, characterSpacing: 1 });
      }),
    );
    expect(show(document, drawTable).join('')).toContain('预算 12.5 万元');
  });
});

describe('a mark over the page', () => {
  const write = (page: Paper): void => {
    table(page, 60, 100, [120, 110, 110, 110], rows, 'stroke', 30);
    line(page, 60, 250, '预算执行总体平稳，各项支出均有依据，年末没有结余资金。');
    line(page, 100, 128, '征求意见稿', 70);
  };

  it('is no part of what it lies over', async () => {
    const document = await read(await paper(write));
    expect(show(document, drawTable)).toEqual([
      '---',
      ...art,
      '---',
      '预算执行总体平稳，各项支出均有依据，年末没有结余资金。',
    ]);
    expect(document.furniture.map(({ text }) => text)).toEqual(['征求意见稿']);
  });

  it('is none on a page where it lies over nothing, either', async () => {
    const document = await read(
      await paper((page) => {
        write(page);
        page.addPage({ size: 'A4', margin: 0 });
        line(page, 100, 128, '征求意见稿', 70);
        line(page, 60, 400, '附表见后。');
      }),
    );
    expect(document.blocks.map((block) => (block.kind === 'table' ? 'table' : block.text))).toEqual([
      'table',
      '预算执行总体平稳，各项支出均有依据，年末没有结余资金。',
      '附表见后。',
    ]);
    expect(document.furniture).toHaveLength(2);
  });

  it('is no title in large print', async () => {
    const document = await read(
      await paper((page) => {
        line(page, 60, 90, '绩效自评报告', 40);
        line(page, 60, 150, '甲县水利局二〇二四年度预算执行总体平稳。');
        page.moveTo(60, 138).lineTo(500, 138).stroke();
      }),
    );
    expect(document.blocks.map((block) => (block.kind === 'table' ? 'table' : block.text))).toEqual([
      '绩效自评报告',
      '甲县水利局二〇二四年度预算执行总体平稳。',
    ]);
  });
});

describe('a coloured band', () => {
  it('at the head of the page is no row of the table that touches it', async () => {
    const document = await read(
      await paper((page) => {
        page.rect(40, 40, 515, 60).fill('#b11');
        page.fillColor('white');
        line(page, 200, 60, '甲县部门绩效自评');
        page.fillColor('black');
        table(page, 60, 100, [120, 110, 110, 110], rows, 'stroke', 30);
      }),
    );
    expect(show(document, drawTable)).toEqual(['甲县部门绩效自评', '---', ...art, '---']);
  });

  it('that is the painted title row of a table stays one', async () => {
    const document = await read(
      await paper((page) => {
        page.rect(60, 70, 450, 30).fill('#b11');
        page.fillColor('white');
        line(page, 200, 80, '甲县部门绩效自评');
        page.fillColor('black');
        page.rect(60, 70, 450, 30).stroke();
        table(page, 60, 100, [120, 110, 110, 110], rows, 'stroke', 30);
      }),
    );
    expect(show(document, drawTable)).toEqual(['---', '甲县部门绩效自评|<|<|<', ...art, '---']);
  });
});

describe('cells that are boxes of their own', () => {
  it.each([
    [0, 2],
    [3, 3],
    [6, 4],
    [0, 6],
  ])('with corners of %s points, %s points of paper between', async (radius, paperBetween) => {
    const document = await read(
      await paper((page) => {
        for (const [r, row] of rows.entries()) {
          for (const [c, text] of row.entries()) {
            const [x, y] = [60 + 115 * c, 100 + 30 * r];
            const [width, height] = [115 - paperBetween, 30 - paperBetween];
            if (radius > 0) page.roundedRect(x, y, width, height, radius).stroke();
            else page.rect(x, y, width, height).stroke();
            line(page, x + 8, y + 8, text, 9);
          }
        }
      }),
    );
    expect(show(document, drawTable)).toEqual(['---', ...art, '---']);
  });

  it('a frame that is filled between two boxes with round corners is a line', async () => {
    const document = await read(
      await paper((page) => {
        for (const [r, row] of rows.entries()) {
          for (const [c, text] of row.entries()) {
            const [x, y] = [60 + 115 * c, 100 + 30 * r];
            page
              .roundedRect(x, y, 111, 26, 4)
              .roundedRect(x + 0.8, y + 0.8, 109.4, 24.4, 3.2)
              .fill('even-odd');
            page.fillColor('black');
            line(page, x + 8, y + 8, text, 9);
          }
        }
      }),
    );
    expect(show(document, drawTable)).toEqual(['---', ...art, '---']);
  });
});
