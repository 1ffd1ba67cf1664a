import type { CheckRule } from '../check.js';
import { difference } from '../expression.js';
import { statementRelations } from '../statements.js';
import { isCounted } from '../sums.js';

export const check: CheckRule = {
  id: 'statement-difference',
  class: 'balance',
  title: { zh: '文字中的增减与差额', en: 'A difference in a sentence' },
  about: {
    zh: '“A较B增加C”“收入A，支出B，结余C”“资产A，负债B，净资产C”：C应等于A与B之差。',
    en: 'In A较B增加C, 收入A，支出B，结余C, 资产A，负债B，净资产C the last figure is the difference of the first two.',
  },
  examples: [
    {
      title: { zh: '差额相符', en: 'The difference ties' },
      text: '2023年会议费16750元，2022年会议费19250元，比上年减少2500元。',
      outcome: 'holds',
    },
    {
      title: { zh: '单位写错', en: 'Wrong unit' },
      text: '年末资产总额2160.50万元，负债总额555.20万元，净资产1605.30元。',
      outcome: 'fails',
    },
  ],
  relations: (report) =>
    statementRelations(report, 'statement-difference', ['difference'], (_statement, stated, operands) => {
      const [first, second] = operands;
      if (!first || !second || operands.length > 2) return [];
      const exact = isCounted(stated, operands);
      return [
        { formula: difference(first, second), words: `${first.label} − ${second.label}`, exact },
        { formula: difference(second, first), words: `${second.label} − ${first.label}`, exact },
      ];
    }),
};
