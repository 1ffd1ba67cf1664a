import { Decimal } from '../../schemas/index.js';
import { checkpointScore } from './checkpoints.js';
import { CriteriaScore } from './criteria.js';
import { plus, point, ZERO, type Given } from './given.js';
import { isZeroOnly, NumericScore } from './numeric.js';
import { quantityOf, wantedFor, type Inputs } from './quantity.js';
import type { Award, Rule } from './rule.js';

export interface Score {
  low: Decimal;
  high: Decimal;
  /** Names of the inputs without which the score cannot be narrowed further. */
  missing: string[];
}

/** The score that a rule gives, as the interval over all its accepted readings, within [0, M]. */
export function evaluateRule(rule: Readonly<Rule>, weight: Decimal | null, inputs: Inputs): Score {
  const most = weight ?? inputs['w'] ?? fullMarks(rule);
  if (inputs['na']?.gt(0)) return exactly(most);
  const first = rule.criteria.length === 0 ? inputs['a'] : undefined;
  if (inputs['veto']?.gt(0) || (rule.vetoes.length > 0 && first?.gt(0))) return exactly(ZERO);
  if (rule.notApplicable.length > 0 && first?.gt(0)) return exactly(most);
  if (rule.kind === 'notApplicable') return { low: ZERO, high: most, missing: ['a'] };
  if (onlyVetoes(rule)) return first ? exactly(most) : { low: ZERO, high: most, missing: ['a'] };
  const { given, missing } = scoreOf(rule, most, inputs);
  const [low, high] = given.map((points) => Decimal.max(ZERO, Decimal.min(points, most)));
  return { low: low!, high: high!, missing: [...new Set(missing)] };
}

/** 未公开的，不得分: nothing but what takes all away. */
function onlyVetoes(rule: Rule): boolean {
  return rule.kind === 'allOrNothing' && rule.criteria.length === 0 && rule.vetoes.length > 0;
}

/** The most that the rule prints: a maximum, the sum of its criteria, or its highest award. */
export function fullMarks(rule: Rule): Decimal {
  if (rule.full) return rule.full;
  const points = (award: Award): Decimal =>
    award.kind === 'points' ? award.points : award.kind === 'between' ? award.high : ZERO;
  const criteria = rule.criteria.map(({ award }) => points(award));
  const sum = rule.criteriaJoin === 'sum' ? criteria.reduce((a, b) => a.plus(b), ZERO) : Decimal.max(ZERO, ...criteria);
  const tiers = Decimal.max(ZERO, ...rule.tiers.map(({ award }) => points(award)));
  const checkpoints = rule.checkpoints.reduce((total, { points: value }) => total.plus(value), ZERO);
  return Decimal.max(sum.plus(tiers), checkpoints, rule.proportion?.factor ?? ZERO);
}

const exactly = (value: Decimal): Score => ({ low: value, high: value, missing: [] });

function scoreOf(rule: Rule, most: Decimal, inputs: Inputs): { given: Given; missing: string[] } {
  if (rule.checkpoints.length > 0) return checkpointScore(rule, inputs);
  const alternative = isAlternative(rule, most);
  if (alternative && inputs[rule.criteria[0]!.name]?.gt(0)) return { given: point(most), missing: [] };
  const parts: Given[] = [];
  const missing: string[] = [];
  if (rule.tiers.length > 0 || rule.steps.length > 0 || rule.proportion || rule.counts.length > 0) {
    const room = alternative ? most : roomBeside(rule, most);
    const x = quantityOf(rule, inputs);
    parts.push(x === null ? [ZERO, room] : new NumericScore(rule, room).at(x));
    if (x === null) missing.push(...wantedFor(rule, inputs));
  }
  if (rule.criteria.length > 0 && !alternative) {
    const criteria = new CriteriaScore(rule, most, inputs);
    parts.push(criteria.given());
    missing.push(...criteria.missing);
  }
  if (parts.length === 0) return { given: [ZERO, most], missing };
  const [low, high] = parts.reduce(plus);
  // A judge may take off more than the rule counts.
  return { given: [rule.discretion && rule.criteria.length === 0 ? ZERO : low, high], missing };
}

/** 未发现问题的得5分，否则按…扣分: one criterion that gives all, beside a rule for when it is not met. */
function isAlternative(rule: Rule, most: Decimal): boolean {
  const only = rule.criteria.length === 1 ? rule.criteria[0]!.award : null;
  if (!only) return false;
  const forbids = rule.tiers.length > 0 && isZeroOnly(rule.tiers);
  if (rule.steps.length === 0 && rule.counts.length === 0 && !rule.proportion && !forbids) return false;
  return only.kind === 'share' || (only.kind === 'points' && only.points.gte(most));
}

/** What the numeric part may give: M less what the criteria beside it give. */
function roomBeside(rule: Rule, most: Decimal): Decimal {
  if (rule.criteria.length === 0 || rule.criteriaJoin !== 'sum') return most;
  const beside = rule.criteria.reduce(
    (sum, { award }) => sum.plus(award.kind === 'points' ? award.points : ZERO),
    ZERO,
  );
  const tiers = Decimal.max(ZERO, ...rule.tiers.map(({ award }) => (award.kind === 'points' ? award.points : ZERO)));
  return Decimal.max(tiers, most.minus(beside), ZERO);
}
