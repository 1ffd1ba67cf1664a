import { Decimal, once, squeeze, type Indicator, type Report } from '../schemas/index.js';
import { judgedLines, readGoal, shareOf } from './rubric/index.js';

/** What a score should be, as its line tells it. */
export interface Expected {
  low: Decimal;
  high: Decimal;
  /** Whether the line says so itself; else it is what most such lines give: the weight by what was reached of the goal. */
  told: boolean;
}

/**
 * What lines say of their own scores, by fact: the rule on the report's figures, 扣2分：… beside the score, or how much of
 * the goal was reached. Lines of which nothing is known, or what is doubtful, are left out.
 */
export const expectedScores: (report: Report) => ReadonlyMap<string, Expected> = once(findExpected);

function findExpected(report: Report): Map<string, Expected> {
  const found = new Map<string, Expected>();
  const indicators = new Map(report.indicators.map((indicator) => [indicator.id, indicator]));
  for (const { score, doubt } of judgedLines(report)) {
    const indicator = indicators.get(score.indicator);
    if (!indicator?.scoreFact || doubt) continue;
    const { low, high, missing } = score;
    const ruled = missing.length === 0 && low !== null && high !== null;
    const expected = ruled
      ? { low: new Decimal(low), high: new Decimal(high), told: true }
      : (afterDeductions(indicator) ?? byGoal(indicator));
    if (expected) found.set(indicator.scoreFact, expected);
  }
  return found;
}

/** 扣2分：支出进度低于序时进度，扣0.5分 in a reason: what is left of the weight. */
function afterDeductions({ weight, reason, rule }: Indicator): Expected | undefined {
  if (weight === null) return undefined;
  const words = squeeze(reason || rule);
  if (/每|[\d.]+分?[-~至/]|酌情|最[高多]/u.test(words)) return undefined;
  const taken = [...words.matchAll(/扣(?:减|除|了)?(\d+(?:\.\d+)?)分/gu)].map(([, points]) => points!);
  if (taken.length === 0) return undefined;
  const left = taken.reduce((rest, points) => rest.minus(points), new Decimal(weight));
  return left.isNegative() ? undefined : { low: left, high: left, told: true };
}

/** Without a rule: full marks for a goal that was reached, and as much of them as was reached of another. */
function byGoal(indicator: Indicator): Expected | undefined {
  const { weight, rule } = indicator;
  const goal = rule === '' && weight !== null ? readGoal(indicator) : null;
  const share = goal && shareOf(goal);
  if (!share || weight === null) return undefined;
  const points = Decimal.min(weight, share.div(100).times(weight)).toDecimalPlaces(2);
  return { low: points, high: points, told: false };
}
