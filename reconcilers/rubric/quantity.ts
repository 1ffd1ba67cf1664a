import { Decimal } from '../../schemas/index.js';
import { HUNDRED } from './given.js';
import type { Rule } from './rule.js';

/** Values by name: x; A and B (target and actual); w; a, b, c …: 1 where the criterion is met. */
export type Inputs = Readonly<Record<string, Decimal>>;

/** x, or what A and B make of it: the completion in percent, or for deviations their distance from the target. */
export function quantityOf(rule: Rule, inputs: Inputs): Decimal | null {
  const { x, A, B } = inputs;
  if (x) return rule.absolute ? x.abs() : x;
  const names = rule.proportion;
  if (A && B && names?.numerator && names.denominator && /A/.test(names.numerator) && /B/.test(names.denominator))
    return B.isZero() ? null : A.div(B).times(HUNDRED);
  // 目标值/实际值: of what should be low, the target over what was reached.
  if (
    A &&
    B &&
    names?.numerator &&
    names.denominator &&
    TARGET.test(names.numerator) &&
    REACHED.test(names.denominator)
  )
    return B.isZero() ? HUNDRED : A.div(B).times(HUNDRED);
  if (A && B && !A.isZero()) {
    const rate = B.div(A).times(HUNDRED);
    const deviates = rule.steps.some((step) => step.reference === null) || /偏差|偏离|变动|差异/u.test(rule.quantity);
    return deviates ? rate.minus(HUNDRED).abs() : rate;
  }
  const unmet = rule.criteria.length === 0 ? Object.entries(inputs).filter(([name]) => /^[a-v]$/.test(name)) : [];
  if (rule.counts.length > 0 && unmet.length > 0)
    return new Decimal(unmet.filter(([, value]) => value.isZero()).length);
  return null;
}

/** The inputs that would tell x. */
export function wantedFor(rule: Rule, inputs: Inputs): string[] {
  const names = rule.proportion;
  if (names?.denominator) return ['A', 'B'].filter((name) => !inputs[name]);
  return inputs['A'] ? ['B'] : inputs['B'] ? ['A'] : ['x'];
}

const TARGET = /目标|计划|预期|标准值/u;
const REACHED = /实际|完成/u;
