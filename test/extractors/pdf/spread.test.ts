import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show, table } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

/** Characters of nine points at even distances from the left of a cell to its right. */
function spread(page: Paper, x: number, y: number, width: number, words: string): void {
  const letters = [...words];
  const step = (width - 9) / (letters.length - 1);
  for (const [i, letter] of letters.entries()) line(page, x + i * step, y, letter, 9);
}

describe('characters spread over the whole line', () => {
  it('are words, and their lines end where they end', async () => {
    const texts = await shown((page) => {
      const empty = ['', '', ''].map((words) => [words]);
      table(page, 70, 100, [200], empty, 'stroke', 40);
      for (const [r, [above, below]] of [
        ['一、部门基本情况', '二、支出使用情况'],
        ['堤防养护所需资金', '水文监测所需资金'],
        ['合计', '小计'],
      ].entries()) {
        spread(page, 75, 104 + 40 * r, 190, above!);
        spread(page, 75, 122 + 40 * r, 190, below!);
      }
    });
    expect(texts).toEqual([
      '---',
      '一、部门基本情况/二、支出使用情况',
      '堤防养护所需资金/水文监测所需资金',
      '合 计/小 计',
      '---',
    ]);
  });

  it('goes on where the line was full before it was spread', async () => {
    const texts = await shown((page) => {
      table(page, 70, 100, [200, 100], [['', '12.50']], 'stroke', 40);
      spread(page, 75, 104, 190, '本年度水库移民后期扶持项目资金及管护');
      spread(page, 75, 122, 90, '经费支出合计');
    });
    expect(texts).toEqual(['---', '本年度水库移民后期扶持项目资金及管护经费支出合计|12.50', '---']);
  });

  it('digits at even distances stay apart', async () => {
    const texts = await shown((page) => {
      table(page, 70, 100, [200, 100], [['', '得分']], 'stroke', 40);
      spread(page, 75, 110, 190, '123456');
    });
    expect(texts).toEqual(['---', '1 2 3 4 5 6|得分', '---']);
  });
});
