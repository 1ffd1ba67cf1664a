import type { CheckRule } from '../check.js';
import { sum } from '../expression.js';
import { statementRelations } from '../statements.js';
import { isCounted } from '../sums.js';
import { Decimal, type Fact } from '../../schemas/index.js';

export const check: CheckRule = {
  id: 'statement-parts',
  class: 'sum',
  title: { zh: '文字中的合计与分项', en: 'A total and its parts in a sentence' },
  about: {
    zh: '“总支出A，其中：B、C”“A，包括B、C”一类的句子，分项之和应等于合计；分项没有列全的，仅当分项之和大于合计才算不符。只有乘以一万才相符的数，是单位错（元写成万元或相反）。',
    en: 'In sentences like 总支出A，其中：B、C the parts come to the total; of an incomplete list only parts above the total are wrong. A figure that ties only after ×10⁴ has the wrong unit.',
  },
  examples: [
    {
      title: { zh: '分项相加等于合计', en: 'The parts add up' },
      text: '2023年全年支出1200.50万元，其中：基本支出800.25万元，项目支出400.25万元。',
      outcome: 'holds',
    },
    {
      title: { zh: '一项的单位写错', en: 'One part has the wrong unit' },
      text: '2023年度政府采购支出653.40万元，其中：货物296.29元，工程108.60万元，服务248.51万元。',
      outcome: 'fails',
    },
  ],
  relations: (report) =>
    statementRelations(report, 'statement-parts', ['parts'], (statement, stated, operands) => {
      const exact = isCounted(stated, operands);
      // Of things that are counted, one may be counted under two heads (女党员, 35岁以下党员): only a part can be too great.
      const chosen = exact && !statement.complete ? greatest(operands) : operands;
      return [
        {
          formula: sum(chosen),
          words: chosen.map((one) => one.label).join(' + '),
          comparison: statement.complete ? 'equal' : 'atLeast',
          exact,
          ...(exact && !statement.complete ? { severity: 'suspicious' as const } : {}),
        },
      ];
    }),
};

function greatest(facts: readonly Fact[]): Fact[] {
  return facts.length === 0 ? [] : [facts.reduce((a, b) => (new Decimal(b.value).gt(a.value) ? b : a))];
}
