import { describe } from 'vitest';
import { check, type Layout } from './layout.js';

describe('without any sign between cells', () => {
  const layouts: Layout[] = [
    {
      name: 'lost empty cells that the sums of the rows place',
      art: `
科室
合计
财政
其他
甲股
100
90
10
乙所
50
50
丙站
20
20
合计
170
140
30`,
      blocks: [
        '---',
        '科室 | 合计 | 财政 | 其他',
        '甲股 | 100 | 90 | 10',
        '乙所 | 50 | 50 | ∅',
        '丙站 | 20 | ∅ | 20',
        '合计 | 170 | 140 | 30',
        '---',
      ],
    },
    {
      name: 'lost empty cells that nothing places',
      art: `
科室
车辆
编制
人数
甲股
3
9
12
乙所
2
7
丙站
4
8
11`,
      blocks: ['---', '科室 | 车辆 | 编制 | 人数', '甲股 | 3 | 9 | 12', '乙所 | 2 | 7 | ∅', '丙站 | 4 | 8 | 11', '---'],
      notices: ['empty-cells-lost'],
    },
    {
      name: 'labels of their own between the rows',
      art: `
项目
预算数
决算数
人员经费
其中：
工资
60
58
津贴
40
40
合计
100
98`,
      blocks: [
        '---',
        '项目 | 预算数 | 决算数',
        '人员经费 | ∅ | ∅',
        '其中： | ∅ | ∅',
        '工资 | 60 | 58',
        '津贴 | 40 | 40',
        '合计 | 100 | 98',
        '---',
      ],
    },
    {
      name: 'column after column',
      art: `
项目
工资
津贴
公用
合计
预算数
60
30
10
100
决算数
58
30
9
97`,
      blocks: [
        '---',
        '项目 | 预算数 | 决算数',
        '工资 | 60 | 58',
        '津贴 | 30 | 30',
        '公用 | 10 | 9',
        '合计 | 100 | 97',
        '---',
      ],
      notices: ['labels-before-figures'],
    },
    {
      name: 'inside prose, without empty lines',
      art: `
2031年度某县水文站的收支情况已经由某县财政局审核，具体如下。
科室
收入
支出
甲股
10
9
乙所
20
19
合计
30
28
以上收支情况已经在某县门户网站上公开，接受社会各界的监督。`,
      blocks: [
        '2031年度某县水文站的收支情况已经由某县财政局审核，具体如下。',
        '---',
        '科室 | 收入 | 支出',
        '甲股 | 10 | 9',
        '乙所 | 20 | 19',
        '合计 | 30 | 28',
        '---',
        '以上收支情况已经在某县门户网站上公开，接受社会各界的监督。',
      ],
    },
    {
      name: 'single blanks, labels between',
      art: `
科室 收入 支出
机关
甲股 10.50 9.50
乙所 20.00 19.00
合计 30.50 28.50`,
      blocks: [
        '---',
        '科室 | 收入 | 支出',
        '机关 | ∅ | ∅',
        '甲股 | 10.50 | 9.50',
        '乙所 | 20.00 | 19.00',
        '合计 | 30.50 | 28.50',
        '---',
      ],
    },
    {
      name: 'glued figures with sums',
      art: `
年度资金总额320.5300.2593.68%
财政拨款300.5290.2596.59%`,
      blocks: ['---', '年度资金总额 | 320.5 | 300.25 | 93.68%', '财政拨款 | 300.5 | 290.25 | 96.59%', '---'],
    },
  ];
  layouts.forEach(check);
});

describe('parted by tabs', () => {
  const layouts: Layout[] = [
    {
      name: 'merged cells written once: header over header',
      art: `
科室\t收入合计\t其中：
\t\t财政拨款\t其他收入\t上年结转
甲股\t10\t7\t2\t1
乙所\t20\t15\t3\t2
合计\t30\t22\t5\t3`,
      blocks: [
        '---',
        'r2:科室 | r2:收入合计 | c3:其中：',
        '财政拨款 | 其他收入 | 上年结转',
        '甲股 | 10 | 7 | 2 | 1',
        '乙所 | 20 | 15 | 3 | 2',
        '合计 | 30 | 22 | 5 | 3',
        '---',
      ],
    },
    {
      name: 'merged cells written once: forms of different width',
      art: `
部门名称\t某县水文站
科室\t年初预算\t全年预算\t执行数
甲股\t10\t12\t11
乙所\t20\t20\t19
指标\t分值\t得分
数量\t50\t48
质量\t50\t49
总分\t100\t97`,
      blocks: [
        '---',
        '部门名称 | c3:某县水文站',
        '科室 | 年初预算 | 全年预算 | 执行数',
        '甲股 | 10 | 12 | 11',
        '乙所 | 20 | 20 | 19',
        '指标 | 分值 | c2:得分',
        '数量 | 50 | c2:48',
        '质量 | 50 | c2:49',
        '总分 | 100 | c2:97',
        '---',
      ],
    },
    {
      name: 'tabs at the ends of lines were stripped',
      art: `
科室\t预算\t决算\t备注
甲股\t10\t9\t追加
乙所\t20
丙站\t5\t5`,
      blocks: [
        '---',
        '科室 | 预算 | 决算 | 备注',
        '甲股 | 10 | 9 | 追加',
        '乙所 | 20 | ∅ | ∅',
        '丙站 | 5 | 5 | ∅',
        '---',
      ],
    },
    {
      name: 'a tab after every cell',
      art: `
科室\t预算\t决算\t
甲股\t10\t9\t
乙所\t20\t19\t`,
      blocks: ['---', '科室 | 预算 | 决算', '甲股 | 10 | 9', '乙所 | 20 | 19', '---'],
    },
  ];
  layouts.forEach(check);
});
