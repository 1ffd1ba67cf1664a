import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';
import { income, reception } from './sheet-of-forms.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

const STEP = 26;

/** A form of a sheet without rules, its cells set from `starts`; returns where the next begins. */
function form(page: Paper, top: number, starts: readonly number[], rows: readonly (readonly string[])[]): number {
  for (const [r, row] of rows.entries())
    for (const [c, text] of row.entries()) if (text !== '') line(page, starts[c]!, top + STEP * r, text);
  return top + STEP * rows.length;
}

/** Letters spread from one place to another, as justified text is. */
function spread(page: Paper, from: number, to: number, y: number, letters: string): void {
  const room = (to - from - page.widthOfString(letters)) / (letters.length - 1);
  let x = from;
  for (const letter of letters) {
    line(page, x, y, letter);
    x += page.widthOfString(letter) + room;
  }
}

describe('tables without rules, their cells set to the left', () => {
  it('share the borders that several forms of one sheet have in common, and no others', async () => {
    const texts = await shown((page) => {
      const next = form(page, 100, [60, 160, 270, 400], income);
      form(page, next, [60, 160, 295, 400], reception);
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

  it('keep a label apart whose full lines nearly reach the text beside it', async () => {
    const texts = await shown((page) => {
      form(
        page,
        100,
        [60, 125, 300, 400],
        [
          ['联系人', '王小明', '电话', '0731'],
          ['单位地址', '沿河路', '邮编', '4140'],
          ['编制', '149', '实有', '143'],
        ],
      );
      for (const [i, words] of ['一、拟订全县规划并组织实施。', '二、承办考核工作。', '三、负责资金监管。'].entries())
        line(page, 125, 176 + 14 * i, words);
      line(page, 60, 190, '主要职责');
      for (const i of [0, 1, 2]) line(page, 125, 228 + 14 * i, '完成了年初确定的各项工作任务，群众满意度较高。');
      spread(page, 60, 120.5, 228, '年度总体运');
      spread(page, 60, 120.5, 242, '行情况及取');
      line(page, 60, 256, '得成绩');
    });
    expect(texts.slice(4, -1).map((text) => text.replace(/[/ ]/gu, ''))).toEqual([
      '主要职责|一、拟订全县规划并组织实施。二、承办考核工作。三、负责资金监管。|<|<',
      `年度总体运行情况及取得成绩|${'完成了年初确定的各项工作任务，群众满意度较高。'.repeat(3)}|<|<`,
    ]);
  });

  it('tell letters that are spread over a narrow column from columns', async () => {
    const texts = await shown((page) => {
      line(page, 60, 106, '指标名称');
      line(page, 200, 106, '评分标准');
      line(page, 400, 106, '分值');
      spread(page, 426, 461, 100, '自评得');
      line(page, 426, 112, '分');
      line(page, 466, 100, '扣分原因及其');
      line(page, 466, 112, '他说明');
      for (const [r, [name, points]] of [
        ['预算编制', '10'],
        ['预算执行率', '15'],
        ['公开', '5'],
      ].entries()) {
        const y = 136 + STEP * r;
        line(page, 60, y, name!);
        line(page, 200, y, '按要求完成的得满分');
        line(page, 400, y, points!);
        line(page, 426, y, points!);
      }
    });
    expect(texts[1]!.replaceAll('/', '').replaceAll(' ', '')).toBe(
      '指标名称|评分标准|分值|自评得分|扣分原因及其他说明',
    );
    expect(texts[2]).toBe('预算编制|按要求完成的得满分|10|10|');
  });

  it('go on with a title at the foot of a page over what the next one holds', async () => {
    const texts = await shown((page) => {
      const next = form(page, 300, [60, 160, 270, 400], income);
      form(page, next, [60], [['三公经费情况（万元）']]);
      page.addPage();
      form(page, 60, [60, 160, 295, 400], reception.slice(1));
    });
    expect(texts.filter((text) => text === '---')).toHaveLength(2);
    expect(texts.filter((text) => text.startsWith('三公'))).toEqual(['三公经费情况（万元）|<|<|<|<']);
  });

  it('are ended by a line below them that stands further off than rows do', async () => {
    const texts = await shown((page) => {
      const next = form(page, 300, [60, 160, 270, 400], income);
      line(page, 60, next + 12, '二、主要工作情况');
      page.addPage();
      form(page, 60, [60, 160, 295, 400], reception.slice(1));
    });
    expect(texts).toContain('二、主要工作情况');
  });
});
