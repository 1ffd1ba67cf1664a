import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';
import { income, reception } from './sheet-of-forms.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

const [LEFT, RIGHT, STEP] = [60, 540, 26];

/** A form of a sheet without rules, its cells in the middle between the borders; returns where the next begins. */
function form(page: Paper, top: number, inner: readonly number[], rows: readonly (readonly string[])[]): number {
  const borders = [LEFT, ...inner, RIGHT];
  for (const [r, row] of rows.entries())
    for (const [c, text] of row.entries()) {
      const [from, to] = row.length === 1 ? [LEFT, RIGHT] : [borders[c]!, borders[c + 1]!];
      if (text !== '') line(page, (from + to - page.widthOfString(text)) / 2, top + STEP * r, text);
    }
  return top + STEP * rows.length;
}

/** Goals from the left between a name and a share in the middle. */
const goals = [
  ['一级指标', '绩效目标内容', '完成率'],
  ['就业人数', '新增城镇就业八百人。', '100%'],
  ['培训人数', '技能培训两百人次。', '98%'],
  ['参保人数', '失业保险参保一千九百人。', '100%'],
  ['满意程度', '服务对象满意。', '96%'],
];

describe('forms of one sheet without rules, their cells in the middle', () => {
  it('share the borders that they have in common, and no others', async () => {
    const texts = await shown((page) => {
      const next = form(page, 100, [160, 270, 400], income);
      form(page, next, [160, 295, 400], reception);
    });
    expect(texts).toEqual([
      '---',
      '年度收入情况（万元）|<|<|<|<',
      '单位名称|收入合计|财政拨款|<|其他收入',
      '局本级|1,120.50|1,000.00|<|120.50',
      '服务中心|98.2|90|<|8.2',
      '培训学校|45||<|45',
      '三公经费情况（万元）|<|<|<|<',
      '单位名称|经费合计|<|接待费|用车',
      '局本级|12.40|<|2.40|10',
      '服务中心|3|<|3|',
      '培训学校|0.35|<|0.35|',
      '---',
    ]);
  });

  it('begin with a title at the head of a page as well, and make no columns for the forms before', async () => {
    const texts = await shown((page) => {
      form(page, 100, [160, 300, 400], income);
      const next = form(page, 100 + STEP * income.length, [160, 300, 400], reception);
      form(page, next, [160, 280, 420], income);
      page.addPage({ size: 'A4', margin: 0 });
      form(page, 60, [], [['绩效目标完成情况']]);
      for (const [r, row] of goals.entries())
        for (const [c, text] of row.entries()) {
          const from = c === 1 ? 266 : ([60, 0, 420][c]! + [260, 0, 540][c]! - page.widthOfString(text)) / 2;
          line(page, from, 60 + STEP * (r + 1), text);
        }
    });
    expect(texts.filter((text) => /^(?:一级指标|就业人数|满意程度)/u.test(text) && !text.includes('||'))).toHaveLength(
      3,
    );
  });

  it('end with the labels whose cells are empty, in the middle of their column, and not with a remark', async () => {
    const texts = await shown((page) => {
      const next = form(
        page,
        100,
        [180, 280, 400],
        [...income.slice(1), ['办公经费及日常支出', '12.00', '8.00', '4.00']],
      );
      for (const [i, text] of ['办公用房情况', '（2023年完工项目）'].entries())
        line(page, 120 - page.widthOfString(text) / 2, next + 20 * i, text);
      for (const [c, text] of ['批复面积', '实际面积', '控制率'].entries())
        line(page, [230, 340, 470][c]! - page.widthOfString(text) / 2, next, text);
      line(page, 120 - page.widthOfString('节约措施') / 2, next + 66, '节约措施');
      line(page, 60, next + 110, '说明：以上为年末数。');
    });
    expect(texts.slice(-3)).toEqual(['节约措施|||', '---', '说明：以上为年末数。']);
  });

  it('have one set of columns where all forms have the same', async () => {
    const texts = await shown((page) => {
      const next = form(page, 100, [160, 280, 400], income);
      form(page, next, [160, 280, 400], reception);
    });
    expect(texts.filter((text) => text.includes('单位名称'))).toEqual([
      '单位名称|收入合计|财政拨款|其他收入',
      '单位名称|经费合计|接待费|用车',
    ]);
  });

  it('have the columns that their print shows where it is set from the left', async () => {
    const texts = await shown((page) => {
      for (const [r, row] of [...income.slice(1), ...income.slice(2)].entries())
        for (const [c, text] of row.entries())
          if (text !== '') line(page, [60, 160, 270, 400][c]!, 100 + STEP * r, text);
    });
    expect(texts[1]).toBe('单位名称|收入合计|财政拨款|其他收入');
    expect(texts[2]).toBe('局本级|1,120.50|1,000.00|120.50');
  });
});
