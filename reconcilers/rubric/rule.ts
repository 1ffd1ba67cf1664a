import type { Decimal } from '../../schemas/index.js';

/**
 * The expression tree of a scoring rule. M is the weight of the line, x the quantity that the rule is about: a ratio
 * in percent, or a number of occurrences. Points and percentages are exact decimals.
 */
export interface Rule {
  kind: RuleKind;
  /** 没有…的按满分计算: what makes the rule not apply, as printed. */
  notApplicable: string[];
  /** Ranges of x, and criteria in words, that decide the score at once. Tried in order of certainty. */
  tiers: Tier[];
  steps: Step[];
  counts: Count[];
  criteria: Criterion[];
  /** How the criteria go together: their points add up, or exactly one of them applies. */
  criteriaJoin: 'sum' | 'oneOf';
  /** Conditions in words that leave nothing of the score. Input `veto` says that one applies. */
  vetoes: string[];
  /** 未编制…，(2)-(4)项不得分: criteria that count only where the named one is met. */
  gates: { unless: string; blocked: string[] }[];
  proportion?: Proportion;
  checkpoints: Checkpoint[];
  /** Some part is left to the judge: 酌情, 合理确定. */
  discretion: boolean;
  /** 扣满15分为止, 最高扣10分: the most that steps and counts together take off. */
  mostDeducted?: Decimal;
  /** The most that the rule itself can give, where it prints it. */
  full?: Decimal;
  /** 偏差率绝对值, ±5%以内: x counts without its sign. */
  absolute: boolean;
  /** x is by how much the goal was missed, not what was reached. */
  excess?: true;
  /** 否则不得分, 其余得5分: what x gives outside of its ranges. */
  elsewhere?: Award;
  /** x is a number of occurrences, no percentage. */
  occurrences: boolean;
  /** The name of x, as printed. */
  quantity: string;
}

export type RuleKind =
  | 'threshold'
  | 'tiers'
  | 'perStep'
  | 'twoSided'
  | 'proportional'
  | 'count'
  | 'checklist'
  | 'allOrNothing'
  | 'checkpoints'
  | 'qualitative'
  | 'notApplicable'
  | 'unknown';

/**
 * One end of a range, and how it is known whether the end belongs to it: `told` by a sign, a strict word or (含);
 * by `law`, as 以上, 以下 and 以内 hold their own number; or `open`, as in 80%-90%, where every reading is accepted.
 * Of 80%(含)-90% the other end is `left` to whichever range begins there.
 */
export interface End {
  value: Decimal;
  closed: boolean;
  certainty: 'told' | 'law' | 'open' | 'left';
}

export interface Range {
  low?: End;
  high?: End;
}

export type Award =
  | { kind: 'points'; points: Decimal }
  /** 低于90%扣2分: what is left of full marks. */
  | { kind: 'off'; points: Decimal }
  /** A share of M, 1 is full marks. */
  | { kind: 'share'; share: Decimal }
  /** Between two shares of M: 100-80%. */
  | { kind: 'span'; low: Decimal; high: Decimal }
  /** Between two numbers of points: 得8-6分. */
  | { kind: 'between'; low: Decimal; high: Decimal }
  /** M·x; where it `deducts`, what is not reached is taken off, which is the same below 100 % and nothing above. */
  | { kind: 'proportional'; deducts: boolean }
  | { kind: 'discretion' };

/** 不得分 */
export const isZero = (award: Award): boolean => award.kind === 'points' && award.points.isZero();

export interface Tier {
  range: Range;
  award: Award;
}

/** 每超过一个百分点扣0.5分: `points` off (or on, for `gain`) for every `step` of x beyond `reference`. */
export interface Step {
  /** Null: x itself is the distance. */
  reference: Decimal | null;
  side: 'over' | 'under' | 'either';
  /** The rule does not say from where it counts: from the whole, from nought, or from the target of its line. */
  implied?: true;
  /** Of a step to either side: the far end of the range within which nothing is taken off (80%-120%). */
  upper?: Decimal;
  step: Decimal;
  points: Decimal;
  /** The points are a percentage of M: 扣权重分的10%. */
  ofWeight: boolean;
  gain: boolean;
  /** 再扣: from what the tier at the reference gives, not from full marks. */
  onTop?: true;
  /** How a broken step counts; `any` where the rule does not say. */
  reading: 'any' | 'exact' | 'floor' | 'ceiling';
}

/** 每出现一例扣1分: x is the number of occurrences. */
export interface Count {
  points: Decimal;
  /** Occurrences a unit of points: 每发现2次扣1分. */
  per: Decimal;
  ofWeight: boolean;
  gain: boolean;
  /** 每少1次, 每超1件: what the goal was missed by is counted, and nothing else. */
  misses?: true;
  /** ≤3次得满分，每增加1次扣1分: from where x is counted. */
  from?: Decimal;
}

/** A condition in words that somebody must judge: input a, b, c … says whether it is met. */
export interface Criterion {
  name: string;
  text: string;
  award: Award;
  /** What is given when it is not met: nothing, or 酌情 anything up to the award. */
  otherwise: 'nothing' | 'discretion';
}

/** 得分=A/B×分值. Terms are as printed; `inverse` where the lower is the better. */
export interface Proportion {
  /** Null where the rule names a ratio (执行率) or none. */
  numerator: string | null;
  denominator: string | null;
  /** Points at 100 %; null for M. */
  factor: Decimal | null;
  inverse: boolean;
  /** 执行率/95%×分值: what the ratio is held against, in percent. */
  goal?: Decimal;
  /** (执行率-60%)/40%×分值: from where the ratio is counted, in percent. */
  from?: Decimal;
  /** (1-偏差率)×分值: what is left of the whole counts. */
  complement?: boolean;
  /** The proportion is taken off: 按…/…×5分扣分. */
  deducts: boolean;
}

export interface Checkpoint {
  label: string;
  target: Decimal;
  points: Decimal;
  /** Less than the target gives so much less, not nothing. */
  partial: boolean;
}
