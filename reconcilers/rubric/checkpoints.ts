import { ZERO, type Given } from './given.js';
import type { Inputs } from './quantity.js';
import type { Rule } from './rule.js';

/** a, b, c … say that a checkpoint was met; x1, x2 … give the progress reached, for the part below the target. */
export function checkpointScore(rule: Rule, inputs: Inputs): { given: Given; missing: string[] } {
  const missing: string[] = [];
  const given = rule.checkpoints.reduce<Given>(
    ([low, high], { target, points, partial }, index) => {
      const name = String.fromCharCode(97 + index);
      const reached = inputs[`x${index + 1}`];
      const met = inputs[name];
      if (reached) {
        const share = target.isZero() || reached.gte(target) ? points : points.times(reached).div(target);
        const given = partial || share.eq(points) ? share : ZERO;
        return [low.plus(given), high.plus(given)];
      }
      if (met?.gt(0)) return [low.plus(points), high.plus(points)];
      if (met && !partial) return [low, high];
      if (!met) missing.push(name);
      return [low, high.plus(points)];
    },
    [ZERO, ZERO],
  );
  return { given, missing };
}
