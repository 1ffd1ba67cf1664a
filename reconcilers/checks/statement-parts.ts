import type { CheckRule } from '../check.js';
import { sum } from '../expression.js';
import { statementRelations } from '../statements.js';
import { Ledger } from '../ledger.js';
import { slipBetween } from '../slips.js';
import { isCounted } from '../sums.js';
import { habitOf, isSlipAway, mended, sumOf } from '../unpromised.js';
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
  relations: (report) => {
    const ledger = Ledger.of(report);
    let habit: ReturnType<typeof habitOf> | undefined;
    return statementRelations(report, 'statement-parts', ['parts'], (statement, stated, operands) => {
      const exact = isCounted(stated, operands);
      const told = statement.complete || operands.length < 2 ? null : sumOf(operands, stated);
      if (told) {
        // What adds up is whole, whether a word promises it or not.
        const whole = told.eq(stated.value) && !isSmall(stated, operands);
        if (
          whole ||
          (!told.eq(stated.value) && isMeantWhole(stated, operands, told, (habit ??= habitOf(report, ledger))))
        )
          return [
            {
              formula: sum(operands),
              words: operands.map((one) => one.label).join(' + '),
              comparison: 'equal',
              exact,
              ...(!whole && (exact || told.lt(stated.value)) ? { severity: 'suspicious' as const } : {}),
            },
          ];
      }
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
    });
  },
};

/** A few small counts may come to a total by chance. */
function isSmall({ value }: Fact, parts: readonly Fact[]): boolean {
  return parts.length < 3 && value.replace(/[-.]/gu, '').length < 3;
}

/**
 * A list behind 其中 that does not tie was meant to be whole, where one slip of the pen makes it tie, and either the
 * figures are so long that chance does not do that, or no list of the report stands open.
 */
function isMeantWhole(
  total: Fact,
  parts: readonly Fact[],
  sum: Decimal,
  habit: { whole: number; open: number },
): boolean {
  const closes = habit.whole >= 2 && habit.open <= 1;
  const above = sum.gt(total.value);
  const figures = mended(total, parts, sum);
  if (closes)
    return isSlipAway(figures, above ? 2 : 3) || parts.some((part, at) => isSwapped(part, figures[at + 1]![1]));
  if (above) return isSlipAway(figures, 3);
  const long = new Decimal(total.value).times(new Decimal(10).pow(total.fineness)).gte(LONG * parts.length);
  return long && figures.some(([figure, right]) => isSwapped(figure, right));
}

/** Among so many figures that a rest could be, it is that of a swap by chance less than once in a thousand. */
const LONG = 5000;

function isSwapped(part: Fact, right: Decimal): boolean {
  return slipBetween(part, right)?.kind === 'transposed';
}

function greatest(facts: readonly Fact[]): Fact[] {
  return facts.length === 0 ? [] : [facts.reduce((a, b) => (new Decimal(b.value).gt(a.value) ? b : a))];
}
