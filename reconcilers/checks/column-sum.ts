import type { CheckRule } from '../check.js';
import { Ledger } from '../ledger.js';
import { sumRelations } from '../sums.js';

export const check: CheckRule = {
  id: 'column-sum',
  class: 'sum',
  title: { zh: '列内合计', en: 'Sum within a column' },
  about: {
    zh: '每一列中，汇总行等于各单位之和（不论汇总行在前在后），小计等于其上各行，合计等于各小计；嵌套的“其中”不重复相加。',
    en: 'In each column the summary row equals its units (wherever it stands), a 小计 the lines above it, a 合计 its 小计; nested 其中 is not added twice.',
  },
  examples: [
    {
      title: { zh: '汇总行在前', en: 'The summary row comes first' },
      text: [
        '固定资产情况（万元）',
        '| 机构名称 | 固定资产合计 | 其中： | |',
        '| | | 在用固定资产 | 出租固定资产 |',
        '| 局机关及二级机构汇总 | 300.75 | 280.75 | 20 |',
        '| 1、局机关 | 200.5 | 180.5 | 20 |',
        '| 2、服务中心 | 100.25 | 100.25 | |',
      ].join('\n'),
      outcome: 'holds',
    },
    {
      title: { zh: '汇总行与各单位之和不符', en: 'The summary row differs from its units' },
      text: [
        '固定资产情况（万元）',
        '| 机构名称 | 固定资产合计 | 其中： | |',
        '| | | 在用固定资产 | 出租固定资产 |',
        '| 局机关及二级机构汇总 | 300.75 | 280.75 | 20 |',
        '| 1、局机关 | 200.5 | 180.5 | 20 |',
        '| 2、服务中心 | 120.25 | 120.25 | |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.tables.flatMap((table) => sumRelations(ledger, table, 'rows', 'column-sum'));
  },
};
