import type { CheckRule } from '../check.js';
import { statementRelations } from '../statements.js';

export const check: CheckRule = {
  id: 'statement-count',
  class: 'count',
  title: { zh: '项数与清单', en: 'A count and the list that follows' },
  about: {
    zh: '“项目N个，具体为：……”后面列出的项数应等于N；余、约、以上不算准数。',
    en: 'The number of items listed after N个项目，具体为 is N; 余, 约 and 以上 are no exact counts.',
  },
  examples: [
    {
      title: { zh: '少列一项', en: 'One item short' },
      text: '项目支出60.00万元，其中项目3个，具体支出为：培训项目35.00万元；招聘项目25.00万元。',
      outcome: 'fails',
    },
  ],
  relations: (report) =>
    statementRelations(report, 'statement-count', ['count'], (statement, _stated, operands) => {
      const listed = statement.members?.length ?? operands.length;
      return [
        {
          formula: { op: 'constant', value: String(listed) },
          words: `${listed}（清单项数）`,
          comparison: statement.complete ? 'equal' : 'atLeast',
          exact: true,
          others: operands.map((one) => one.id),
          // Words between commas are counted by their look; amounts are counted surely.
          ...(statement.members ? { severity: 'suspicious' as const } : {}),
        },
      ];
    }),
};
