import type { CheckRule } from '../check.js';
import { fact } from '../expression.js';
import { Decimal, type Fact } from '../../schemas/index.js';
import { statementRelations } from '../statements.js';
import { isSlipAway } from '../unpromised.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'statement-product',
  class: 'ratio',
  title: { zh: '数量乘以单价', en: 'Number times what each gets' },
  about: {
    zh: '“N人，每人每年R元，共T元”“N户，共T元，户均R元”“N公里，投资T元，平均每公里R元”：T应等于N×R。',
    en: 'In N人，每人每年R元，共T元, N户，共T元，户均R元 and N公里，投资T元，平均每公里R元 the total is the number times what each gets.',
  },
  examples: [
    {
      title: { zh: '人数乘标准相符', en: 'The product ties' },
      text: '为困难群众120人代缴保险费，每人每年100元，共计12000元。',
      outcome: 'holds',
    },
  ],
  relations: (report) =>
    statementRelations(report, 'statement-product', ['product'], (statement, stated, [heads, rate, ...more]) =>
      heads && rate && more.length === 0 && (statement.complete || isNearby(stated, heads, rate))
        ? [
            {
              formula: { op: 'multiply', left: fact(heads), right: fact(rate) },
              words: `${heads.label} × ${rate.label}`,
              roles: { [heads.id]: 'factor', [rate.id]: 'factor' },
              ...(statement.complete ? {} : { severity: 'suspicious' as const }),
            },
          ]
        : [],
    ),
};

/** A standard (每亩400元) does not say that no one got anything else: only a slip of the pen away from a tie tells. */
function isNearby(total: Fact, heads: Fact, rate: Fact): boolean {
  const [whole, number, each] = [total, heads, rate].map(({ value, unit }) =>
    new Decimal(value).times(measureOf(unit).factor),
  );
  if (!whole || !number || !each || number.isZero() || each.isZero()) return false;
  const inUnit = (value: Decimal, { unit }: Fact) => value.div(measureOf(unit).factor);
  return (
    whole.minus(number.times(each)).abs().lte(whole.abs().times('0.001')) ||
    isSlipAway([
      [total, inUnit(number.times(each), total)],
      [rate, inUnit(whole.div(number), rate)],
    ])
  );
}
