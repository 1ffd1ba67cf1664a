import { Decimal, type Fact, type Report, type Statement } from '../schemas/index.js';
import type { Ledger } from './ledger.js';
import { slipBetween } from './slips.js';
import { measureOf } from './unit.js';

/**
 * Relations that words suggest and do not promise: a list behind 其中, an average of figures that stand farther off. One
 * that fails says nothing by itself, for it may never have been meant; but where one slip of the pen in one of its
 * figures makes it tie, it was.
 */
export function isSlipAway(figures: readonly [fact: Fact, right: Decimal][], digits = 3): boolean {
  return figures.some(([fact, right]) => {
    const slip = slipBetween(fact, right.toDecimalPlaces(Math.min(fact.fineness, 6)));
    if (!slip) return false;
    // Any digit turns into any other by one slip: the fewer digits keep their place, the less that tells.
    const kept = significant(fact) - (slip.kind === 'transposed' || slip.kind === 'shiftedPoint' ? 0 : 1);
    return kept >= digits;
  });
}

/** How many digits a figure is printed with, but for leading and trailing noughts. */
function significant({ value }: Fact): number {
  return value.replace(/[-.]/gu, '').replace(/^0+|0+$/gu, '').length;
}

/** The parts of a list added up, in the unit of its total; null where they measure something else. */
export function sumOf(parts: readonly Fact[], total: Fact): Decimal | null {
  const own = measureOf(total.unit);
  let sum = new Decimal(0);
  for (const { value, unit } of parts) {
    const { dimension, factor } = measureOf(unit);
    if (dimension !== own.dimension) return null;
    sum = sum.plus(factor.eq(own.factor) ? value : new Decimal(value).times(factor).div(own.factor));
  }
  return sum;
}

/** What each figure of a list would have to be for it to tie. */
export function mended(total: Fact, parts: readonly Fact[], sum: Decimal): [Fact, Decimal][] {
  const own = measureOf(total.unit).factor;
  const excess = sum.minus(total.value);
  return [
    [total, sum],
    ...parts.map((part): [Fact, Decimal] => {
      const { factor } = measureOf(part.unit);
      return [part, new Decimal(part.value).minus(factor.eq(own) ? excess : excess.times(own).div(factor))];
    }),
  ];
}

/** How the writer of a report lists parts: how many lists tie, and how many do not of those that no word says are whole. */
export function habitOf({ statements }: Report, ledger: Ledger): { whole: number; open: number } {
  const habit = { whole: 0, open: 0 };
  for (const statement of statements) {
    // That 基本支出 and 项目支出 make up the whole is no habit of the writer's.
    if (statement.kind !== 'parts' || statement.operands.length < (statement.complete ? 3 : 2)) continue;
    const [total, parts] = factsOf(statement, ledger);
    const sum = total && sumOf(parts, total);
    if (!sum) continue;
    if (sum.eq(total.value)) habit.whole++;
    else if (!statement.complete) habit.open++;
  }
  return habit;
}

function factsOf({ stated, operands }: Statement, ledger: Ledger): [Fact | undefined, Fact[]] {
  return [ledger.fact(stated), operands.flatMap((id) => ledger.fact(id) ?? [])];
}
