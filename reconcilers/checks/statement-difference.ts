import type { CheckRule } from '../check.js';
import { fact, sum } from '../expression.js';
import { statementRelations } from '../statements.js';
import { isCounted } from '../sums.js';

export const check: CheckRule = {
  id: 'statement-difference',
  class: 'balance',
  title: { zh: '文字中的增减与差额', en: 'A difference in a sentence' },
  about: {
    zh: '“A较B增加C”“收入A，支出B，结余C”：C应等于A与B之差。',
    en: 'In A较B增加C and 收入A，支出B，结余C the last figure is the difference of the first two.',
  },
  examples: [
    {
      title: { zh: '差额相符', en: 'The difference ties' },
      text: '2023年会议费16750元，2022年会议费19250元，比上年减少2500元。',
      outcome: 'holds',
    },
  ],
  relations: (report) =>
    statementRelations(report, 'statement-difference', ['difference'], (_statement, stated, operands) => {
      const [first, ...rest] = operands;
      if (!first || rest.length === 0) return [];
      const exact = isCounted(stated, operands);
      return [
        {
          formula: { op: 'subtract', left: fact(first), right: sum(rest) },
          words: `${first.label} − ${rest.map((one) => one.label).join(' − ')}`,
          exact,
        },
      ];
    }),
};
