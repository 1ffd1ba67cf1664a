import { describe, expect, test } from 'vitest';
import { drawBlocks, readString } from '../text-art.js';
import { check, type Layout } from './layout.js';

/** What all of these texts say. */
const INCOME = [
  '---',
  '机构名称 | 收入合计 | 财政拨款 | 备注',
  '1、机关本级 | 996.49 | 996.49 | ∅',
  '2、社会福利院 | 158.39 | 156.34 | 含结转',
  '合计 | 1154.88 | 1152.83 | ∅',
  '---',
];

describe('columns underlined one by one', () => {
  const layouts: Layout[] = [
    {
      name: 'a simple table of pandoc',
      art: `
  机构名称         收入合计  财政拨款 备注
  -------------- ---------- --------- ------
  1、机关本级        996.49    996.49
  2、社会福利院      158.39    156.34 含结转
  合计              1154.88   1152.83`,
      blocks: INCOME,
    },
    {
      name: 'rows of several lines between empty ones',
      art: `
  -------------------------------------------
  机构名称         收入合计  财政拨款 备注
  -------------- ---------- --------- -------
  1、机关本级        996.49    996.49

  2、社会            158.39    156.34 含结转
  福利院

  合计              1154.88   1152.83
  -------------------------------------------`,
      blocks: INCOME.map((row) => row.replace('社会福利院', '社会⏎福利院')),
    },
    {
      name: 'strokes above and below, prose under them',
      art: `
============== ========== ========= ======
机构名称       收入合计   财政拨款  备注
============== ========== ========= ======
1、机关本级    996.49     996.49
2、社会福利院  158.39     156.34    含结转
合计           1154.88    1152.83
============== ========== ========= ======
以上数据来自年度决算。`,
      blocks: [...INCOME, '以上数据来自年度决算。'],
    },
  ];
  for (const layout of layouts) check(layout);
});

describe('tabs between cells of a line each', () => {
  const layouts: Layout[] = [
    {
      name: 'a tab at the end of the line, nothing for an empty last cell',
      art: '\n机构名称\t\n收入合计\t\n财政拨款\t\n备注\n1、机关本级\t\n996.49\t\n996.49\t\n2、社会福利院\t\n158.39\t\n156.34\t\n含结转\n合计\t\n1154.88\t\n1152.83\t',
      blocks: INCOME,
    },
    {
      name: 'a tab on a line of its own, an empty line for an empty last cell',
      art: '\n机构名称\n\t\n收入合计\n\t\n财政拨款\n\t\n备注\n1、机关本级\n\t\n996.49\n\t\n996.49\n\t\n\n2、社会福利院\n\t\n158.39\n\t\n156.34\n\t\n含结转\n合计\n\t\n1154.88\n\t\n1152.83\n\t\n\n以上为本年收入情况。',
      blocks: [...INCOME, '以上为本年收入情况。'],
    },
  ];
  for (const layout of layouts) check(layout);
});

describe('signs of programs', () => {
  const layouts: Layout[] = [
    {
      name: 'every cell quoted between tabs',
      art: '\n"机构名称"\t"收入合计"\t"财政拨款"\t"备注"\n"1、机关本级"\t"996.49"\t"996.49"\t""\n"2、社会福利院"\t"158.39"\t"156.34"\t"含结转"\n"合计"\t"1154.88"\t"1152.83"\t""',
      blocks: INCOME,
    },
    {
      name: 'carets between values',
      art: '\n机构名称^收入合计^财政拨款^备注\n1、机关本级^996.49^996.49^\n2、社会福利院^158.39^156.34^含结转\n合计^1154.88^1152.83^',
      blocks: INCOME,
    },
    ...['，', '；', '、', ' / ', ' - ', '/', '·'].map((sign) => ({
      name: `${sign} between values`,
      art: `\n${['机构名称', '收入合计', '财政拨款'].join(sign)}\n${['机关本级', '996.49', '996.49'].join(sign)}\n${['福利院', '158.39', '156.34'].join(sign)}\n${['合计', '1154.88', '1152.83'].join(sign)}`,
      blocks: [
        '---',
        '机构名称 | 收入合计 | 财政拨款',
        '机关本级 | 996.49 | 996.49',
        '福利院 | 158.39 | 156.34',
        '合计 | 1154.88 | 1152.83',
        '---',
      ],
    })),
    {
      name: 'a quoted field with an empty line in it',
      art: '\n"机构名称","收入合计","备注"\n"机关本级","996.49","含结转\n\n另有补助"\n"福利院","158.39",""\n"合计","1,154.88",""',
      blocks: [
        '---',
        '机构名称 | 收入合计 | 备注',
        '机关本级 | 996.49 | 含结转⏎另有补助',
        '福利院 | 158.39 | ∅',
        '合计 | 1,154.88 | ∅',
        '---',
      ],
    },
    {
      name: 'cells of several lines between bars, as antiword prints them',
      art: `
|机构名称    |收入合计  |备注        |
|机关本级    |996.49    |含上年结转，|
|            |          |另有补助    |
|福利院      |158.39    |            |
|合计        |1154.88   |            |`,
      blocks: [
        '---',
        '机构名称 | 收入合计 | 备注',
        '机关本级 | 996.49 | 含上年结转，⏎另有补助',
        '福利院 | 158.39 | ∅',
        '合计 | 1154.88 | ∅',
        '---',
      ],
    },
    {
      name: 'stress of markdown',
      art: '\n| 机构名称 | 收入合计 | 财政拨款 | 备注 |\n|---|---|---|---|\n| 1、机关本级 | 996.49 | 996.49 | |\n| 2、社会福利院 | 158.39 | 156.34 | 含结转 |\n| **合计** | **1154.88** | 1152.83 | |',
      blocks: INCOME,
    },
    {
      name: 'dots that lead to figures',
      art: `
人员经费..............286.50
公用经费……………………42.18
项目支出 . . . . . . 117.90`,
      blocks: ['---', '人员经费 | 286.50', '公用经费 | 42.18', '项目支出 | 117.90', '---'],
    },
  ];
  for (const layout of layouts) check(layout);

  test.each([
    '2031年，收入996.49万元，支出1300.00\n2030年，收入896.49万元，支出1200.00\n2029年，收入796.49万元，支出1100.00\n',
    '修建道路、桥梁、堤防3\n改造厂房、水渠、泵站5\n维护路灯、护栏、标线8\n',
    '2031/05/12\n2031/06/12\n2031/07/12\n2031/08/12\n',
  ])('signs of sentences part no cells: %s', async (text) => {
    const document = await readString(text);
    expect(document.blocks.some(({ kind }) => kind === 'table')).toBe(false);
  });

  test('a table of contents is none', async () => {
    const document = await readString('一、部门概况........1\n二、收支情况........2\n三、绩效情况........5\n');
    expect(document.blocks.some(({ kind }) => kind === 'table')).toBe(false);
  });
});

describe('columns held apart by blanks', () => {
  const layouts: Layout[] = [
    {
      name: 'strokes over the whole width',
      art: `
------------------------------------------
机构名称        收入合计  财政拨款  备注
------------------------------------------
1、机关本级       996.49    996.49
2、社会福利院     158.39    156.34  含结转
------------------------------------------
合计             1154.88   1152.83
------------------------------------------`,
      blocks: INCOME,
    },
    {
      name: 'a figure one blank before the words of the next column',
      art: `
三级指标    满分    指标解释        自评分
目标制定       7 目标制定的情况        7
目标实现       5 目标实现的情况        5
支出控制      12 支出控制的情况       12
信息公开       6  信息公开情况         6
资产管理       8  资产管理情况         8`,
      blocks: [
        '---',
        '三级指标 | 满分 | 指标解释 | 自评分',
        '目标制定 | 7 | 目标制定的情况 | 7',
        '目标实现 | 5 | 目标实现的情况 | 5',
        '支出控制 | 12 | 支出控制的情况 | 12',
        '信息公开 | 6 | 信息公开情况 | 6',
        '资产管理 | 8 | 资产管理情况 | 8',
        '---',
      ],
    },
  ];
  for (const layout of layouts) check(layout);

  test('words of the last column do not keep sums from placing figures', async () => {
    const text = `机构名称 收入合计 财政拨款 其他收入 备注
1、机关本级 996.49 980.58 15.91
2、社会福利院 158.39 156.34 2.05 含结转
3、救助站 60.10 60.10
合计 1214.98 1197.02 17.96
`;
    expect(drawBlocks(await readString(text))).toContain('3、救助站 | 60.10 | 60.10 | ∅ | ∅');
  });
});
