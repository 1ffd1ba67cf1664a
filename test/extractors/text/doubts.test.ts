import { describe, expect, test } from 'vitest';
import { cellOf, emptyCell, type TextRow } from '../../../extractors/text/cells.js';
import { areDoubtful, isCutByPage } from '../../../extractors/text/doubts.js';
import { isUnsure } from '../../../extractors/text/spaced-doubts.js';
import { splitLines } from '../../../extractors/text/lines.js';
import { readString } from '../text-art.js';

const rowsOf = (...rows: string[][]): TextRow[] =>
  rows.map((texts, at) => ({
    cells: texts.map((text) =>
      text === '' ? emptyCell() : cellOf([{ text, line: at + 1, start: 0, end: text.length }]),
    ),
    line: at + 1,
    gap: 0,
  }));

describe('what shows that columns were told wrong', () => {
  test.each<[string, string[][], boolean]>([
    [
      'nothing',
      [
        ['项目', '预算', '决算'],
        ['甲', '12.5', '11'],
        ['乙', '1,300', '/'],
      ],
      false,
    ],
    [
      'two figures in a cell',
      [
        ['项目', '预算', '决算'],
        ['甲', '200 133', '11'],
      ],
      true,
    ],
    [
      'two figures on two lines of a cell',
      [
        ['项目', '预算', '决算'],
        ['甲', '200\n133', '11'],
      ],
      true,
    ],
    [
      'a figure and a stroke in a cell',
      [
        ['项目', '预算', '决算'],
        ['甲', '35 /', ''],
      ],
      true,
    ],
    [
      'numbers of columns below the header',
      [
        ['项目', '预算', '决算'],
        ['', '1', '2=1'],
        ['甲', '3.5', '3'],
      ],
      false,
    ],
    [
      'numbers of columns among figures',
      [
        ['项目', '预算', '决算'],
        ['甲', '3.5', '3'],
        ['项目', '1', '2=1'],
      ],
      true,
    ],
    [
      'a date',
      [
        ['项目', '日期'],
        ['甲', '2031 年 5 月'],
      ],
      false,
    ],
  ])('%s', (_, rows, doubtful) => {
    expect(areDoubtful(rowsOf(...rows))).toBe(doubtful);
  });

  test.each<[string, string, boolean]>([
    ['no page ends', '前文\n\n甲 1\n乙 2\n\n后文', false],
    ['a page ends above', '前文\n\n\f\n甲 1\n乙 2\n\n后文', true],
    ['a page ends right below', '前文\n\n甲 1\n乙 2\n\f后文', true],
    ['a page ends behind the prose below', '前文\n\n甲 1\n乙 2\n后文\n\f再', false],
  ])('%s', (_, text, cut) => {
    const all = splitLines(text);
    const own = all.filter((line) => /^[甲乙] /u.test(line.text));
    expect(isCutByPage(own, all)).toBe(cut);
  });
});

describe('figures under no label', () => {
  const labels = ['项目', '年初预算数', '预算调整数', '全年预算数', ''];
  const data = ['甲', '乙', '丙'].map((name) => [name, '11', '2', '13', '']);

  test('in the last row alone, set to the right by a page', () => {
    expect(isUnsure(rowsOf(labels, ...data, ['合计', '', '33', '6', '39']))).toBe(true);
  });

  test('in every row: a column without a label', () => {
    expect(isUnsure(rowsOf(labels, ...data.map((row) => [...row.slice(0, 4), '5'])))).toBe(false);
  });
});

test('a page whose figures stand where others have words is told, and is no ground for a discrepancy', async () => {
  const { blocks, notices } = await readString(`
绩效指     一级指标     二级指标      三级指标       年度指标值              实际完成值        满分            得分       偏差原因

       产出指标     数量指标     清理林道               100%            100%           3             2 仍有提升空间
       （50分）
                         巡护林区               100%            100%           6             6

                         防治虫害               100%            100%           6             6

                质量指标     苗木成活率              100%            100%           6             6

                         资金使用合规             100%            100%           9             6 第1项尚未做
                         率                                                                 到


                                       1
\f                 时效指标   按时完成率                    100%       100%      20            20

     效益指标        经济效益指标 节约办公成本                   100%       100%      12            12
     （30分）
                 社会效益指标 服务覆盖面                    100%       100%       8             8

                 可持续影响指 长效机制建设                   100%       100%      10        9.5 检查发现1处
                 标                                                                  不规范

                 满意度指标  林农满意程度                   100%       100%      10            10

                            总分                                       100    95.50
`);
  expect(blocks.map((block) => block.kind === 'table' && block.guessed)).toEqual(['rows']);
  expect(notices.map(({ code }) => code)).toEqual(['columns-unsure']);
});
