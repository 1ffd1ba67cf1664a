import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

/** Level rules: y, then pairs of from and to. */
function rules(page: Paper, all: readonly (readonly number[])[]): void {
  for (const [y, ...ends] of all)
    for (let i = 0; i < ends.length; i += 2)
      page
        .moveTo(ends[i]!, y!)
        .lineTo(ends[i + 1]!, y!)
        .stroke();
}

/** Lines of text below one another; `x` is where they begin, or their middle. */
function text(page: Paper, x: number, y: number, lines: string, set: 'left' | 'middle' = 'left'): void {
  for (const [i, words] of lines.split('/').entries())
    line(page, set === 'left' ? x : x - page.widthOfString(words) / 2, y + 14 * i, words);
}

describe('forms of words with level rules only', () => {
  it('rules that stop short of a label say how many rows it has', async () => {
    const texts = await shown((page) => {
      rules(page, [
        [100, 60, 520],
        [124, 60, 520],
        [170, 130, 520],
        [216, 60, 520],
        [262, 60, 520],
      ]);
      for (const [x, word] of [
        [95, '一级指标'],
        [165, '二级指标'],
        [330, '评分标准'],
        [465, '得分'],
      ] as const)
        text(page, x, 106, word, 'middle');
      text(page, 65, 156, '预算管理');
      text(page, 135, 140, '目标制定');
      text(page, 205, 133, '目标编制科学合理并且与预算安排相匹配/的得五分，否则酌情扣分。');
      text(page, 465, 140, '5', 'middle');
      text(page, 135, 186, '支出控制');
      text(page, 205, 179, '公用经费的执行数没有超过预算数的得五/分，每超过百分之一扣一分。');
      text(page, 465, 186, '4', 'middle');
      text(page, 65, 232, '结果应用');
      text(page, 135, 232, '自评公开');
      text(page, 205, 225, '按照规定的时间和内容随同决算公开的得/三分，否则不得分。');
      text(page, 465, 232, '3', 'middle');
    });
    expect(texts).toEqual([
      '---',
      '一级指标|二级指标|评分标准|得分',
      '预算管理|目标制定|目标编制科学合理并且与预算安排相匹配的得五分，否则酌情扣分。|5',
      '^|支出控制|公用经费的执行数没有超过预算数的得五分，每超过百分之一扣一分。|4',
      '结果应用|自评公开|按照规定的时间和内容随同决算公开的得三分，否则不得分。|3',
      '---',
    ]);
  });

  it('forms of other columns below one another share one grid', async () => {
    const texts = await shown((page) => {
      rules(
        page,
        [100, 124, 148, 172, 196, 220, 244].map((y) => [y, 60, 540]),
      );
      text(page, 300, 106, '一、基本情况', 'middle');
      for (const [k, word] of ['联系人', '', '联系方式', '5100'].entries())
        text(page, 120 + 120 * k, 130, word || '邓某', 'middle');
      text(page, 300, 154, '二、收入情况', 'middle');
      const rows = [
        ['单位', '收入', '上年结转', '财政拨款', '事业收入', '其他'],
        ['局机关', '75.10', '1.00', '70.00', '4.00', '0.10'],
        ['信息站', '21.00', '', '20.00', '1.00', ''],
      ];
      for (const [r, row] of rows.entries())
        for (const [k, word] of row.entries()) text(page, 100 + 80 * k, 178 + 24 * r, word, 'middle');
    });
    const [, title, first, second, ...rows] = texts;
    expect([title, second]).toEqual(
      ['一、基本情况|<|<|<|<|<|<|<', '二、收入情况|<|<|<|<|<|<|<'].map((row) => row.slice(0, title!.length)),
    );
    expect(first!.replaceAll('|<', '')).toBe('联系人|邓某|联系方式|5100');
    expect(rows.map((row) => row.replaceAll('|<', ''))).toEqual([
      '单位|收入|上年结转|财政拨款|事业收入|其他',
      '局机关|75.10|1.00|70.00|4.00|0.10',
      '信息站|21.00||20.00|1.00|',
      '---',
    ]);
  });
});

describe('forms of words without any rules', () => {
  it('rows by what fills its column, centred figures and labels in the middle of several rows', async () => {
    const texts = await shown((page) => {
      for (const [x, word] of [
        [95, '一级指标'],
        [165, '二级指标'],
        [295, '评分标准'],
        [465, '得分'],
      ] as const)
        text(page, x, 100, word, 'middle');
      const rows = [
        ['目标制定', '目标编制科学合理并且与预算安排相匹配/的得五分，否则酌情扣分。', '5'],
        ['支出控制', '公用经费的执行数没有超过预算数的得五/分，每超过百分之一扣一分，最多扣五分/并且酌情通报。', '4'],
        ['自评公开', '按照规定的时间和内容随同决算公开的得/三分，否则不得分。', '3'],
      ] as const;
      let y = 122;
      for (const [label, rule, score] of rows) {
        const lines = rule.split('/').length;
        text(page, 135, y + 7 * (lines - 1), label);
        text(page, 205, y, rule);
        text(page, 465, y + 7 * (lines - 1), score, 'middle');
        y += 14 * lines + 6;
      }
      text(page, 65, 150, '预算管理');
      text(page, 65, 211, '结果应用');
    });
    expect(texts).toEqual([
      '---',
      '一级指标|二级指标|评分标准|得分',
      '预算管理|目标制定|目标编制科学合理并且与预算安排相匹配的得五分，否则酌情扣分。|5',
      '^|支出控制|公用经费的执行数没有超过预算数的得五分，每超过百分之一扣一分，最多扣五分并且酌情通报。|4',
      '结果应用|自评公开|按照规定的时间和内容随同决算公开的得三分，否则不得分。|3',
      '---',
    ]);
  });

  it('rows left out, in smaller print, part no table', async () => {
    const texts = await shown((page) => {
      const rows: readonly (readonly string[])[] = [
        ['项目', '上年决算', '本年预算'],
        ['办公费', '12.50', '13.00'],
        ['印刷费', '3.20', '3.50'],
        ['……'],
        ['差旅费', '8.10', '7.90'],
        ['培训费', '2.40', '2.60'],
      ];
      for (const [row, words] of rows.entries())
        for (const [column, word] of words.entries())
          line(page, 70 + 150 * column, 100 + 30 * row, word, words.length === 1 ? 8 : 10);
    });
    expect(texts).toEqual([
      '---',
      '项目|上年决算|本年预算',
      '办公费|12.50|13.00',
      '印刷费|3.20|3.50',
      '……||',
      '差旅费|8.10|7.90',
      '培训费|2.40|2.60',
      '---',
    ]);
  });

  it('rows that stand but little further apart than the lines of a cell', async () => {
    const texts = await shown((page) => {
      const rows: readonly (readonly [string, string, string])[] = [
        ['项目', '上年情况', '本年情况'],
        ['收入', '按性质分：', '按来源分：'],
        ['补助', '县级补助：', '其他补助：'],
        ['办公', '购置办公用品并且支付/印刷费用以及邮寄资料/所需要的费用等支出', '已全部完成'],
        ['差旅', '参加培训会议并且外出/调研学习以及检查工作/所需要的交通住宿费', '已全部完成'],
        ['维修', '维修办公用房并且保养/办公设备以及更换零件/所需要的材料人工费', '已全部完成'],
        ['租赁', '租用会议场地并且租用/活动车辆以及音响设备/所需要的押金租金等', '已全部完成'],
      ];
      let y = 100;
      for (const [label, long, short] of rows) {
        text(page, 70, y, label);
        text(page, 130, y, long);
        text(page, 300, y, short);
        y += 14 * long.split('/').length + 2;
      }
    });
    expect(texts).toEqual([
      '---',
      '项目|上年情况|本年情况',
      '收入|按性质分：|按来源分：',
      '补助|县级补助：|其他补助：',
      '办公|购置办公用品并且支付印刷费用以及邮寄资料所需要的费用等支出|已全部完成',
      '差旅|参加培训会议并且外出调研学习以及检查工作所需要的交通住宿费|已全部完成',
      '维修|维修办公用房并且保养办公设备以及更换零件所需要的材料人工费|已全部完成',
      '租赁|租用会议场地并且租用活动车辆以及音响设备所需要的押金租金等|已全部完成',
      '---',
    ]);
  });

  it('sentences and fields to be filled in are none', async () => {
    const texts = await shown((page) => {
      for (let i = 0; i < 6; i++)
        text(page, i % 3 === 0 ? 90 : 70, 100 + 18 * i, '本年度各项工作按照计划有序开展资金使用规范到位。');
      for (let i = 0; i < 3; i++) {
        text(page, 70, 250 + 16 * i, '填表人：');
        text(page, 250, 250 + 16 * i, '联系电话：');
      }
    });
    expect(texts).not.toContain('---');
  });
});
