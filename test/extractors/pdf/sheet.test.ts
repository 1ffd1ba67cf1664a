import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show, table } from './paper.js';

const A3 = { size: [1191, 842] as [number, number] };
const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write, A3)), drawTable);

/** Forty-eight characters fill a column of 480 points. */
const filled = (from: string): string => from.padEnd(48, '本年度部门预算执行情况总体良好各项任务按期完成');
const prose = (page: Paper, x: number, y: number, first: string, lines: number): void => {
  for (let i = 0; i < lines; i++) line(page, x, y + 20 * i, i === 0 ? filled(first) : filled('继续'));
  line(page, x, y + 20 * lines, '到此结束。');
};

describe('two columns on a sheet', () => {
  const rows = ['甲|100', '乙|200', '丙|300', '丁|400'].map((row) => row.split('|'));

  it('are read one after the other, a table that goes on in the second as one', async () => {
    const texts = await shown((page) => {
      prose(page, 60, 60, '第一栏', 3);
      table(page, 60, 700, [240, 240], [['单位', '金额'], ...rows.slice(0, 2)]);
      table(page, 640, 60, [240, 240], rows.slice(2));
      prose(page, 640, 160, '第二栏', 3);
      line(page, 580, 815, '- 1 -');
    });
    expect(texts.map((text) => text.slice(0, 5))).toEqual([
      '第一栏本年',
      '---',
      '单位|金额',
      '甲|100',
      '乙|200',
      '丙|300',
      '丁|400',
      '---',
      '第二栏本年',
    ]);
  });

  it('show where on the sheet they stand', async () => {
    const document = await read(
      await paper((page) => {
        prose(page, 60, 60, '第一栏', 4);
        prose(page, 640, 60, '第二栏', 4);
      }, A3),
    );
    const places = document.blocks.map((block) => ('segments' in block ? block.segments[0]!.place.box![0] : 0));
    expect(places.map(Math.round)).toEqual([60, 640]);
  });

  it('are known from one sheet for those before and after that show less', async () => {
    const texts = await shown((page) => {
      line(page, 200, 300, '自评报告');
      prose(page, 640, 60, '第二栏', 3);
      page.addPage();
      prose(page, 60, 60, '第三栏', 3);
      prose(page, 640, 60, '第四栏', 3);
      page.addPage();
      prose(page, 60, 60, '第五栏', 3);
      line(page, 640, 60, '填报人：某某');
    });
    expect(texts.map((text) => text.slice(0, 3))).toEqual(['自评报', '第二栏', '第三栏', '第四栏', '第五栏', '填报人']);
  });

  it('are none where a title stands across tables side by side', async () => {
    const texts = await shown((page) => {
      line(page, 560, 60, '收入支出决算总表');
      table(page, 60, 100, [240, 240], rows);
      table(page, 640, 100, [240, 240], rows);
    });
    expect(texts[0]).toBe('收入支出决算总表');
  });

  it('are none in a table without rules whose columns leave room in the middle', async () => {
    const words = [
      ['单位', '收入', '支出', '结转'],
      ...['甲', '乙', '丙', '丁'].map((name) => [`${name}局`, '120.50', '98.20', '22.30']),
    ];
    const texts = await shown((page) => {
      for (const [r, row] of words.entries())
        for (const [c, word] of row.entries()) line(page, 100 + 280 * c, 100 + 26 * r, word);
    });
    expect(texts).toEqual(['---', ...words.map((row) => row.join('|')), '---']);
  });
});
