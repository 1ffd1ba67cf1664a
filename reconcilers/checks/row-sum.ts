import type { CheckRule } from '../check.js';
import { Ledger } from '../ledger.js';
import { sumRelations } from '../sums.js';

export const check: CheckRule = {
  id: 'row-sum',
  class: 'sum',
  title: { zh: '行内合计', en: 'Sum within a row' },
  about: {
    zh: '按表头的层次，每一行的合计列应等于其各部分之和；空白按零计。“其中”只列部分项目时，仅当部分之和大于合计才算不符。',
    en: 'In each row, a total column equals the sum of the columns that the header puts under it; blanks are zero. Where 其中 lists some parts only, nothing but parts above the total is wrong.',
  },
  examples: [
    {
      title: { zh: '各部分相加等于合计', en: 'The parts add up' },
      text: [
        '部门年度支出情况（万元）',
        '| 机构名称 | 支出合计 | 其中： | |',
        '| | | 基本支出 | 项目支出 |',
        '| 汇总 | 350.5 | 220.25 | 130.25 |',
        '| 1、局机关 | 200.5 | 120.25 | 80.25 |',
        '| 2、服务中心 | 150 | 100 | 50 |',
      ].join('\n'),
      outcome: 'holds',
    },
    {
      title: { zh: '合计多出当年结余', en: 'A total that holds more than its parts' },
      text: [
        '部门年度支出和结余情况（万元）',
        '| 机构名称 | 支出合计 | 其中： | | 结余 |',
        '| | | 基本支出 | 项目支出 | 当年结余 |',
        '| 汇总 | 358.62 | 220.25 | 130.25 | 8.12 |',
        '| 1、局机关 | 208.62 | 120.25 | 80.25 | 8.12 |',
        '| 2、服务中心 | 150 | 100 | 50 | |',
      ].join('\n'),
      outcome: 'fails',
    },
    {
      title: { zh: '末位四舍五入', en: 'Rounding in the last place' },
      text: [
        '部门年度支出情况（万元）',
        '| 机构名称 | 支出合计 | 其中： | |',
        '| | | 基本支出 | 项目支出 |',
        '| 汇总 | 350.51 | 220.25 | 130.25 |',
        '| 1、局机关 | 200.51 | 120.25 | 80.25 |',
        '| 2、服务中心 | 150 | 100 | 50 |',
      ].join('\n'),
      outcome: 'rounding',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.tables.flatMap((table) => sumRelations(ledger, table, 'columns', 'row-sum'));
  },
};
