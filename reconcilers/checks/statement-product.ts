import type { CheckRule } from '../check.js';
import { fact } from '../expression.js';
import { statementRelations } from '../statements.js';

export const check: CheckRule = {
  id: 'statement-product',
  class: 'ratio',
  title: { zh: '人数乘以标准', en: 'Persons times rate' },
  about: {
    zh: '“N人，每人每年R元，共T元”：T应等于N×R。',
    en: 'In N人，每人每年R元，共T元 the total is persons times rate.',
  },
  examples: [
    {
      title: { zh: '人数乘标准相符', en: 'The product ties' },
      text: '为困难群众120人代缴保险费，每人每年100元，共计12000元。',
      outcome: 'holds',
    },
  ],
  relations: (report) =>
    statementRelations(report, 'statement-product', ['product'], (_statement, _stated, [heads, rate, ...more]) =>
      heads && rate && more.length === 0
        ? [
            {
              formula: { op: 'multiply', left: fact(heads), right: fact(rate) },
              words: `${heads.label} × ${rate.label}`,
              roles: { [heads.id]: 'factor', [rate.id]: 'factor' },
            },
          ]
        : [],
    ),
};
