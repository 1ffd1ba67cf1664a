import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

/** Lines down: x, then pairs of from and to. */
function down(page: Paper, all: readonly (readonly number[])[]): void {
  for (const [x, ...ends] of all)
    for (let i = 0; i < ends.length; i += 2)
      page
        .moveTo(x!, ends[i]!)
        .lineTo(x!, ends[i + 1]!)
        .stroke();
}

function across(page: Paper, all: readonly (readonly [y: number, from: number, to: number])[]): void {
  for (const [y, from, to] of all) page.moveTo(from, y).lineTo(to, y).stroke();
}

/** Words in the middle of a cell, its lines parted by `/`. */
function cell(page: Paper, x: number, y: number, words: string): void {
  const lines = words.split('/');
  for (const [i, part] of lines.entries())
    line(page, x - page.widthOfString(part) / 2, y - 7 * lines.length + 14 * i, part);
}

const units = [
  ['水库管理所', '120.50', '80.30', '40.20'],
  ['灌区管理所', '96.00', '61.00', '35.00'],
  ['防汛抗旱/服务中心', '33.10', '33.10', ''],
  ['合计', '249.60', '174.40', '75.20'],
];

/** A header, and four rows below; lines down alone part them. */
function ledger(page: Paper, y: number): void {
  const xs = [60, 180, 280, 380, 480];
  down(page, [
    [60, y, y + 210],
    [180, y, y + 210],
    [280, y, y + 210],
    [380, y + 30, y + 210],
    [480, y, y + 210],
  ]);
  cell(page, 120, y + 30, '单位名称');
  cell(page, 230, y + 30, '支出合计');
  cell(page, 380, y + 15, '其中：');
  cell(page, 330, y + 45, '基本支出');
  cell(page, 430, y + 45, '项目支出');
  for (const [r, row] of units.entries())
    for (const [c, words] of row.entries())
      if (words !== '') cell(page, (xs[c]! + xs[c + 1]!) / 2, y + 79 + 38 * r, words);
}

const art = [
  '---',
  '单位名称|支出合计|其中：|<',
  '^|^|基本支出|项目支出',
  ...units.map((row) => row.join('|').replace('/', '')),
  '---',
];

describe('lines down alone', () => {
  it.each<[string, (page: Paper) => void]>([
    ['in a frame', (page) => across(page, [[100, 60, 480], [310, 60, 480]])], // prettier-ignore
    ['below a ruled header', (page) => across(page, [[100, 60, 480], [130, 280, 480], [160, 60, 480], [310, 60, 480]])], // prettier-ignore
    ['open at its foot', (page) => across(page, [[100, 60, 480]])],
    ['with nothing across', () => {}],
  ])('part columns %s, and room parts rows', async (_, rules) => {
    const texts = await shown((page) => {
      ledger(page, 100);
      rules(page);
    });
    expect(texts).toEqual(art);
  });

  it('merge labels in the middle of their rows', async () => {
    const texts = await shown((page) => {
      down(
        page,
        [60, 140, 260, 400, 480].map((x) => [x, 100, 320]),
      );
      across(page, [[100, 60, 480], [130, 60, 480], [320, 60, 480]]); // prettier-ignore
      for (const [x, words] of [
        [100, '一级指标'],
        [200, '二级指标'],
        [330, '评分标准'],
        [440, '得分'],
      ] as const)
        // prettier-ignore
        cell(page, x, 115, words);
      cell(page, 100, 178, '投入/（20分）');
      cell(page, 100, 273, '产出/（80分）');
      for (const [y, second, rule, score] of [
        [154, '目标设定', '目标明确的计十分', '10'],
        [202, '预算编制', '编制完整的计十分', '9'],
        [250, '完成数量', '按完成的比例计分', '40'],
        [297, '完成质量', '按合格的比例计分', '38'],
      ] as const) {
        cell(page, 200, y, second);
        cell(page, 330, y, rule);
        cell(page, 440, y, score);
      }
    });
    expect(texts).toEqual([
      '---',
      '一级指标|二级指标|评分标准|得分',
      '投入（20分）|目标设定|目标明确的计十分|10',
      '^|预算编制|编制完整的计十分|9',
      '产出（80分）|完成数量|按完成的比例计分|40',
      '^|完成质量|按合格的比例计分|38',
      '---',
    ]);
  });

  it('part no rows where rules do', async () => {
    const texts = await shown((page) => {
      down(
        page,
        [60, 200, 480].map((x) => [x, 100, 290]),
      );
      across(
        page,
        [100, 130, 160, 190, 220, 290].map((y) => [y, 60, 480]),
      );
      for (const [i, name] of ['人员经费', '公用经费', '项目支出'].entries()) {
        cell(page, 130, 145 + 30 * i, name);
        cell(page, 340, 145 + 30 * i, `${i + 5}.25`);
      }
      cell(page, 130, 115, '项目');
      cell(page, 340, 115, '金额');
      for (const i of [0, 1, 2]) {
        cell(page, 130, 235 + 20 * i, `第${'一二三'[i]}批`);
        cell(page, 340, 235 + 20 * i, `${3 * i + 2}.5`);
      }
    });
    expect(texts.at(-2)).toBe('第一批/第二批/第三批|2.5/5.5/8.5');
  });
});
