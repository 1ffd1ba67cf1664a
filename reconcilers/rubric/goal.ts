import { Decimal, squeeze, type Indicator } from '../../schemas/index.js';
import type { Bound } from './bind.js';
import type { Criterion, Rule } from './rule.js';

/** What a line set out to reach and what it reached, in one unit: ≥1200人次 and 1350人次. */
export interface Goal {
  /** Of costs and complaints the lower is the better. */
  side: 'atLeast' | 'atMost';
  target: Decimal;
  actual: Decimal;
  unit: string;
}

const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?`;
const AT_MOST = '≤|<|<=|不超过|不高于|不大于|不多于|低于|小于|少于|控制在';
const AT_LEAST = '≥|>|>=|=|不低于|不少于|不小于|达到|达|超过|大于|高于|至少|完成|为';
const TARGET = new RegExp(
  `^(?:(?<most>${AT_MOST})|(?:${AT_LEAST}))?(?<value>${NUMBER})(?<unit>[^\\d,.;。，；]{0,6}?)(?<post>及?以[上下内]|之内)?$`,
  'u',
);
const ACTUAL = new RegExp(
  `^(?:已|实际|全年|共)*(?:完成|达到|达|实现|为|举办|开展)?(?<value>-?${NUMBER})(?<unit>[^\\d,.;。，；]{0,6})$`,
  'u',
);

/** The target and the result of a line, where both print one figure of one unit; null else. */
export function readGoal({ target, actual }: Indicator): Goal | null {
  if (target === '' || actual === '') return null;
  const [wanted, reached] = [TARGET.exec(squeeze(target))?.groups, ACTUAL.exec(squeeze(actual))?.groups];
  if (!wanted || !reached || wanted['unit'] !== reached['unit']) return null;
  const unit = wanted['unit'] ?? '';
  const value = decimal(wanted['value']);
  // 2023年 is a date.
  if (unit.startsWith('年') && value.gte(1900)) return null;
  const most = wanted['most'] !== undefined || /[下内]$/u.test(wanted['post'] ?? '');
  return { side: most ? 'atMost' : 'atLeast', target: value, actual: decimal(reached['value']), unit };
}

const decimal = (digits = '0'): Decimal => new Decimal(digits.replace(/,/gu, ''));

const isMet = ({ side, target, actual }: Goal): boolean =>
  side === 'atMost' ? actual.lte(target) : actual.gte(target);

/** The rule with its steps counted from the target, where it does not say itself from where: 每低1个百分点扣1分 beside ≥98%. */
export function heldTo({ target, side, unit }: Goal, rule: Readonly<Rule>): Readonly<Rule> {
  const against = side === 'atMost' ? 'over' : 'under';
  const steps = rule.steps.map((step) =>
    step.implied && unit === '%' && step.side === against ? { ...step, reference: target } : step,
  );
  return { ...rule, steps };
}

/** x of a rule by the goal of its line: how often it was missed, or how much of it was reached in percent. */
export function bindGoal(goal: Goal, rule: Readonly<Rule>, label: string): Bound | null {
  const bound = (low: Decimal, high = low): Bound => ({ name: 'x', label, value: low, low, high, facts: [] });
  if (rule.occurrences) return bindOccurrences(goal, rule, bound);
  const { numerator, denominator } = rule.proportion ?? {};
  const share = shareOf(goal);
  if (numerator && denominator) {
    if (goal.target.isZero() || goal.actual.isZero()) return null;
    if (REACHED.test(numerator) && WANTED.test(denominator)) return bound(goal.actual.div(goal.target).times(100));
    if (WANTED.test(numerator) && REACHED.test(denominator)) return bound(goal.target.div(goal.actual).times(100));
    return null;
  }
  if (!share) return null;
  const proportional = rule.proportion !== undefined || rule.tiers.some(({ award }) => award.kind === 'proportional');
  if (goal.unit !== '%') {
    if (isHeldToGoal(goal, rule)) return bound(goal.actual.div(goal.target).times(100));
    return proportional || hasRates(rule) ? bound(share) : null;
  }
  // 未达标按比例得分 of 93% beside ≥95%: of the whole, or of the target.
  const own = proportional && rule.steps.length === 0 && rule.tiers.every(({ range }) => !range.low && !range.high);
  return own ? bound(Decimal.min(share, goal.actual), Decimal.max(share, goal.actual)) : null;
}

const WANTED = /目标|指标值|计划|预期|标准值|应/u;
const REACHED = /实际|完成|达到|实现/u;

/** 完成率90%以上得80%分值: ends in percent, where nothing is counted. */
function hasRates({ tiers, steps, quantity }: Readonly<Rule>): boolean {
  return (tiers.length > 0 || steps.length > 0) && /完成|实现|达成/u.test(quantity);
}

/** 每超1%扣0.5分 beside ≤120元/吨: steps of the goal's own measure, in percent of it. */
function isHeldToGoal({ side }: Goal, { steps, tiers }: Readonly<Rule>): boolean {
  const against = side === 'atMost' ? 'over' : 'under';
  return steps.length > 0 && tiers.length === 0 && steps.every((step) => step.implied && step.side === against);
}

/** How much of the goal was reached, in percent; all of it where what should be low is low. */
export function shareOf({ side, target, actual }: Goal): Decimal | null {
  if (target.isZero()) return null;
  if (side === 'atLeast') return actual.div(target).times(100);
  return actual.lte(target) ? new Decimal(100) : target.div(actual).times(100);
}

function bindOccurrences(
  goal: Goal,
  rule: Readonly<Rule>,
  bound: (low: Decimal, high?: Decimal) => Bound,
): Bound | null {
  if (goal.unit === '%') return null;
  const { tiers, counts } = rule;
  // 检查12次 says nothing of how many faults were found: the rule has to tell the target, or the line to limit it.
  const ends = tiers.flatMap(({ range }) => [range.low, range.high]);
  const told = ends.some((end) => end?.value.eq(goal.target)) || counts.some(({ from }) => from?.eq(goal.target));
  if (told || goal.target.isZero()) return bound(goal.actual);
  if (tiers.length > 0 || counts.length === 0 || !counts.every(({ misses }) => misses)) return null;
  const missed = goal.side === 'atMost' ? goal.actual.minus(goal.target) : goal.target.minus(goal.actual);
  return bound(Decimal.max(missed, 0));
}

const REACHES =
  /^(?:已|全部)?(?:达到|完成|实现|达成|达标|超额完成)了?(?:年度|年初|预期|既定|绩效|设定|计划)*(?:目标|指标|任务|要求)?[值数]?的?$/u;

/** Criteria that only ask whether the goal was reached: 达标得满分 · 未完成目标不得分. */
export function judgeGoal(goal: Goal, criteria: readonly Criterion[]): Bound[] {
  return criteria.flatMap(({ name, text }) => {
    const misses = /^(?:未|没有|不)能?/u.exec(text)?.[0] ?? '';
    if (!REACHES.test(text.slice(misses.length))) return [];
    const value = new Decimal(isMet(goal) === (misses === '') ? 1 : 0);
    return [{ name, label: text, value, low: value, high: value, facts: [] }];
  });
}
