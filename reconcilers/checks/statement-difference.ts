import type { CheckRule } from '../check.js';
import { sum } from '../expression.js';
import { statementRelations } from '../statements.js';
import { isCounted } from '../sums.js';
import { isSlipAway, sumOf } from '../unpromised.js';
import { Decimal, type Fact } from '../../schemas/index.js';

export const check: CheckRule = {
  id: 'statement-difference',
  class: 'balance',
  title: { zh: '文字中的增减与差额', en: 'A difference in a sentence' },
  about: {
    zh: '“A较B增加C”“收入A，支出B，结余C”“原值A，折旧B，净值C”：C应等于A与B之差；“年初A，增加B，减少C，年末D”：D应等于A加B减C。',
    en: 'In A较B增加C, 收入A，支出B，结余C and 原值A，折旧B，净值C the last figure is the difference of the first two; in 年初A，增加B，减少C，年末D it is the first with what came and without what left.',
  },
  examples: [
    {
      title: { zh: '差额相符', en: 'The difference ties' },
      text: '2023年会议费16750元，2022年会议费19250元，比上年减少2500元。',
      outcome: 'holds',
    },
  ],
  relations: (report) =>
    statementRelations(report, 'statement-difference', ['difference'], (statement, stated, operands) => {
      const split = operands.length - (statement.less ?? operands.length - 1);
      const [plus, minus] = [operands.slice(0, split), operands.slice(split)];
      if (plus.length === 0 || operands.length < 2) return [];
      const exact = isCounted(stated, operands);
      if (!statement.complete && !isNearby(stated, plus, minus)) return [];
      return [
        {
          formula: minus.length === 0 ? sum(plus) : { op: 'subtract', left: sum(plus), right: sum(minus) },
          words: [plus.map((one) => one.label).join(' + '), ...minus.map((one) => one.label)].join(' − '),
          exact,
          ...(statement.complete ? {} : { severity: 'suspicious' as const }),
        },
      ];
    }),
};

/** Figures of other sentences may be of another scope: only a tie, or a slip of the pen away from one, says that they are not. */
function isNearby(stated: Fact, plus: readonly Fact[], minus: readonly Fact[]): boolean {
  const [came, went] = [sumOf(plus, stated), sumOf(minus, stated)];
  if (!came || !went) return false;
  const right = came.minus(went);
  const gap = new Decimal(stated.value).minus(right);
  // Each print of the figures is rounded by itself.
  if (gap.abs().lte('0.02')) return true;
  return isSlipAway([[stated, right]], 3);
}
