import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { RawTable } from '../../../schemas/index.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

const level = (page: Paper, x0: number, x1: number, y: number): void => {
  page.moveTo(x0, y).lineTo(x1, y).stroke();
};

/** Rows of words, numbers right-aligned at the given ends. */
function rows(page: Paper, top: number, texts: readonly string[][], ends: readonly number[], step = 20): void {
  for (const [i, [label, ...figures]] of texts.entries()) {
    line(page, 80, top + i * step, label!);
    for (const [k, figure] of figures.entries())
      line(page, ends[k]! - page.widthOfString(figure), top + i * step, figure);
  }
}

const figures = [
  ['局机关', '981.95', '698.07', '283.88'],
  ['就业服务中心', '120.40', '100.40', '20.00'],
  ['监察大队', '56.00', '', '56.00'],
  ['合计', '1,158.35', '798.47', '359.88'],
];
const ends = [260, 350, 440];
const drawn = [
  '局机关|981.95|698.07|283.88',
  '就业服务中心|120.40|100.40|20.00',
  '监察大队|56.00||56.00',
  '合计|1,158.35|798.47|359.88',
];

describe('tables without lines down', () => {
  it('three lines', async () => {
    const texts = await shown((page) => {
      line(page, 70, 60, '各单位支出情况如下表所示：');
      level(page, 75, 445, 88);
      rows(page, 92, [['单位名称', '支出合计', '人员经费', '公用经费']], ends);
      level(page, 75, 445, 108);
      rows(page, 112, figures, ends);
      level(page, 75, 445, 192);
    });
    expect(texts).toEqual([
      '各单位支出情况如下表所示：',
      '---',
      '单位名称|支出合计|人员经费|公用经费',
      ...drawn,
      '---',
    ]);
  });

  it('a line below each row, and a shorter one that parts a title', async () => {
    const texts = await shown((page) => {
      level(page, 75, 445, 88);
      line(page, 80, 102, '单位名称');
      line(page, 190, 102, '支出合计');
      line(page, 350, 92, '其中');
      level(page, 270, 445, 106);
      line(page, 310, 112, '人员经费');
      line(page, 400, 112, '公用经费');
      for (let i = 0; i <= 4; i++) level(page, 75, 445, 128 + 20 * i);
      rows(page, 132, figures, [240, 350, 440]);
    });
    expect(texts).toEqual(['---', '单位名称|支出合计|其中|<', '^|^|人员经费|公用经费', ...drawn, '---']);
  });

  it('no lines at all, over two pages', async () => {
    const document = await read(
      await paper((page) => {
        rows(page, 690, [['单位名称', '支出合计', '人员经费', '公用经费'], ...figures.slice(0, 3)], ends);
        page.addPage({ size: 'A4', margin: 0 });
        rows(
          page,
          80,
          [['考试中心', '7.00', '5.00', '2.00'], ['信息中心', '9.00', '6.00', '3.00'], ...figures.slice(3)],
          ends,
        );
      }),
    );
    const tables = document.blocks.filter((block): block is RawTable => block.kind === 'table');
    expect(tables.map(drawTable)).toEqual([
      [
        '单位名称|支出合计|人员经费|公用经费',
        ...drawn.slice(0, 3),
        '考试中心|7.00|5.00|2.00',
        '信息中心|9.00|6.00|3.00',
        drawn[3],
      ],
    ]);
  });

  it('rows without lines below a ruled header', async () => {
    const texts = await shown((page) => {
      page.rect(75, 88, 370, 20).stroke();
      for (const x of [180, 270, 360]) page.moveTo(x, 88).lineTo(x, 108).stroke();
      rows(page, 92, [['单位名称', '支出合计', '人员经费', '公用经费']], ends);
      for (let i = 0; i < 4; i++) page.rect(75, 108 + 20 * i, 370, 20).stroke();
      rows(page, 112, figures, ends);
    });
    expect(texts).toEqual(['---', '单位名称|支出合计|人员经费|公用经费', ...drawn, '---']);
  });
});

describe('what is no table', () => {
  it('signatures, underlined fields, contents with dots, numbered sentences', async () => {
    const texts = await shown((page) => {
      line(page, 80, 60, '填报人：          联系电话：          日期：');
      for (const [i, name] of ['部门名称：', '预算编码：', '评价方式：'].entries()) {
        line(page, 80, 100 + 30 * i, name);
        line(page, 180, 100 + 30 * i, '云溪县统计局');
        level(page, 170, 400, 114 + 30 * i);
      }
      for (let i = 0; i < 5; i++)
        line(page, 80, 220 + 20 * i, `${i + 1}. 完成任务${i + 3}项，资金${i}万元，比例${i}%。`);
    });
    expect(texts).not.toContain('---');
  });
});
