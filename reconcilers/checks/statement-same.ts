import type { CheckRule } from '../check.js';
import { fact } from '../expression.js';
import { statementRelations } from '../statements.js';

export const check: CheckRule = {
  id: 'statement-same',
  class: 'same',
  title: { zh: '文字中同一数的两种写法', en: 'One figure told twice in a sentence' },
  about: {
    zh: '一句话里同一个数写了两遍（如元与万元），应当一致。',
    en: 'A figure that one sentence tells twice (in 元 and 万元, say) is the same.',
  },
  examples: [
    {
      title: { zh: '两处写法一致', en: 'Both say the same' },
      text: '全年拨付就业补助资金125.50万元，即1255000元。',
      outcome: 'silent',
    },
  ],
  relations: (report) =>
    statementRelations(report, 'statement-same', ['same'], (_statement, _stated, operands) =>
      operands.map((one) => ({ formula: fact(one), words: one.label, roles: { [one.id]: 'other' as const } })),
    ),
};
