import type { Expression } from '../../schemas/index.js';
import type { CheckRule } from '../check.js';
import { difference, fact } from '../expression.js';
import { statementRelations, type Reading } from '../statements.js';

export const check: CheckRule = {
  id: 'statement-growth',
  class: 'ratio',
  title: { zh: '文字中的增长率', en: 'A growth rate in a sentence' },
  about: {
    zh: '“A较B增长P%”“较上年增加C，增长P%”：P = (A − B) ÷ B，或 C ÷ (A ∓ C)。下降的百分数按绝对值比较。',
    en: 'A较B增长P%: P = (A − B) ÷ B; where the change C is told, C ÷ (A ∓ C). A fall is compared by its size.',
  },
  examples: [
    {
      title: { zh: '增长率相符', en: 'The rate follows' },
      text: '2023年收入1250.00万元，较上年的1000.00万元增长25%。',
      outcome: 'holds',
    },
  ],
  relations: (report) =>
    statementRelations(report, 'statement-growth', ['growth'], (_statement, stated, operands) => {
      const [a, b] = operands;
      if (!a || !b || operands.length > 2) return [];
      const sized = (formula: Expression): Expression =>
        stated.value.startsWith('-') ? formula : { op: 'absolute', of: formula };
      const roles: NonNullable<Reading['roles']> = { [a.id]: 'numerator', [b.id]: 'denominator' };
      const change = (over: Expression): Expression => ({ op: 'divide', left: fact(b), right: over });
      const plain = {
        formula: sized({ op: 'divide', left: difference(a, b), right: fact(b) }),
        words: `(${a.label} − ${b.label}) ÷ ${b.label}`,
        roles,
      };
      // A较上年增加C，增长P%: last year's figure is not told, and stands as A less (or plus) the change.
      // 上年为B，同比减少C（降幅P%）: the figure beside the change is last year's already.
      if (b.stage === 'change' || a.stage === 'previousFinal')
        return [
          plain,
          { formula: sized(change(fact(a))), words: `${b.label} ÷ ${a.label}`, roles },
          { formula: sized(change(difference(a, b))), words: `${b.label} ÷ (${a.label} − ${b.label})`, roles },
          {
            formula: sized(change({ op: 'add', terms: [fact(a), fact(b)] })),
            words: `${b.label} ÷ (${a.label} + ${b.label})`,
            roles,
          },
        ];
      return [plain];
    }),
};
