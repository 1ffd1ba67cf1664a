import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show, table } from './paper.js';

const rows = [
  ['项目', '年初预算数', '全年预算数', '支出决算数'],
  ['人员经费', '1200.50', '1310.25', '1302.11'],
  ['公用经费', '318.00', '300.40', '299.87'],
];
const art = ['---', ...rows.map((row) => row.join('|')), '---'];
const prose = [
  '青溪县水利局二零二四年度部门整体支出绩效自评报告如下，请予审核。',
  '本年预算共有人员经费、公用经费和项目支出三个部分，均已按照规定公开。',
  '年末没有结转结余，各项支出都控制在预算以内。',
  '下一步将加强项目绩效目标的编制工作，并严格执行各项财务制度。',
  '存在的主要问题是预算编制不够精细，支出进度前慢后快。',
  '特此报告。',
];

/** A page of a draft: prose, a table, prose; every line outside of the table has its number at `x`. */
function draft(page: Paper, x: number, first: number, size: number, indent = 0): void {
  for (const [i, words] of prose.entries()) {
    const y = i < 3 ? 60 + 24 * i : 180 + 24 * i;
    line(page, 70 + indent, y, words);
    line(page, x, y + 2, `${first + i}`, size);
  }
  table(page, 70, 140, [120, 110, 110, 110], rows);
}

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable).flatMap((text) => text.split('\n'));

describe('numbers of lines in the margin', () => {
  it.each<[string, (page: Paper) => void]>([
    ['in the type of the text', (page) => draft(page, 40, 1, 10)],
    ['in small type', (page) => draft(page, 44, 101, 6)],
    ['in small type where the lines are indented', (page) => draft(page, 70, 12, 6, 22)],
  ])('%s are no columns', async (_, write) => {
    const texts = await shown(write);
    expect(texts.join('')).toBe([...prose.slice(0, 3), ...art, ...prose.slice(3)].join(''));
  });

  it('are not those of rows', async () => {
    const list = ['水库除险加固', '灌区续建配套', '河道清淤疏浚', '农村供水保障', '水土保持治理', '山洪灾害防治'];
    const texts = await shown((page) => {
      line(page, 70, 60, prose[0]!);
      for (const [i, name] of list.entries()) {
        line(page, 70, 90 + 22 * i, `${i + 1}`);
        line(page, 110, 90 + 22 * i, name);
        line(page, 300, 90 + 22 * i, `${(i + 1) * 12.5}`);
      }
    });
    expect(texts).toContain('3|河道清淤疏浚|37.5');
  });
});
