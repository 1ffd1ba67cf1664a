import { isZero } from './rule.js';
import type { Award, End, Range, Rule, Step, Tier } from './rule.js';

/** The rule as a formula that an auditor can follow: conditions → points, M the weight, x the quantity. */
export function formulaOf(rule: Rule): string {
  const parts: string[] = [];
  if (rule.notApplicable.length > 0) parts.push(`${rule.notApplicable.join(', ')} → M`);
  if (rule.vetoes.length > 0) parts.push(`${rule.vetoes.join(', ')} → 0`);
  for (const { range, award } of rule.tiers) parts.push(`${rangeText(range, rule.tiers)} → ${awardText(award)}`);
  if (rule.elsewhere && !isZero(rule.elsewhere)) parts.push(`else → ${awardText(rule.elsewhere)}`);
  for (const step of rule.steps) parts.push(stepText(step));
  for (const { points, per, ofWeight, gain, from } of rule.counts) {
    const n = from ? `|n − ${from.toFixed()}|` : 'n';
    const times = per.eq(1) ? n : `${n}/${per.toFixed()}`;
    parts.push(
      gain
        ? `min(M, ${points.toFixed()}·${times})`
        : `max(0, M − ${points.toFixed()}${ofWeight ? '%·M' : ''}·${times})`,
    );
  }
  if (rule.proportion) {
    const { numerator, denominator, factor, inverse, deducts, goal, from, complement } = rule.proportion;
    const named = numerator && denominator ? `${numerator}/${denominator}` : (numerator ?? 'x');
    const ratio = from ? `(${named} − ${from.toFixed()}%)` : named;
    const share = complement ? `(1 − ${ratio})` : goal ? `${ratio}/${goal.toFixed()}%` : ratio;
    const points = `${factor?.toFixed() ?? 'M'}·${inverse ? `1/(${share})` : share}`;
    parts.push(deducts ? `max(0, M − ${points})` : `min(M, ${points})`);
  }
  if (rule.checkpoints.length > 0) {
    parts.push(
      rule.checkpoints
        .map(({ label, target, points }) => `${points.toFixed()}·min(1, ${label}/${target.toFixed()}%)`)
        .join(' + '),
    );
  }
  if (rule.criteria.length > 0) {
    const terms = rule.criteria.map(({ name, award }) =>
      rule.criteriaJoin === 'sum' ? `${awardText(award)}·${name}` : `${name} → ${awardText(award)}`,
    );
    parts.push(terms.join(rule.criteriaJoin === 'sum' ? ' + ' : '; '));
  }
  if (rule.mostDeducted) parts.push(`≥ M − ${rule.mostDeducted.toFixed()}`);
  if (parts.length === 0) parts.push(rule.discretion ? '[0, M]' : '?');
  return parts.join('; ');
}

function rangeText({ low, high }: Range, tiers: readonly Tier[]): string {
  if (low && high && low.value.eq(high.value)) return `x = ${low.value.toFixed()}`;
  const sign = (end: End, open: string, closed: string) => (isClosed(end, tiers) ? closed : open);
  const left = low ? `${low.value.toFixed()} ${sign(low, '<', '≤')} ` : '';
  const right = high ? ` ${sign(high, '<', '≤')} ${high.value.toFixed()}` : '';
  if (!low && high) return `x${right}`;
  if (low && !high) return `x ${sign(low, '>', '≥')} ${low.value.toFixed()}`;
  return `${left}x${right}`;
}

/** Whether an end belongs to its range; what is left to a neighbour is that one's, where there is one. */
function isClosed(end: End, tiers: readonly Tier[]): boolean {
  if (end.certainty !== 'left') return end.closed;
  return !tiers.some(({ range }) =>
    [range.low, range.high].some((other) => other?.closed && other.certainty !== 'left' && other.value.eq(end.value)),
  );
}

function awardText(award: Award): string {
  switch (award.kind) {
    case 'points':
      return award.points.toFixed();
    case 'off':
      return `M − ${award.points.toFixed()}`;
    case 'share':
      return award.share.eq(1) ? 'M' : `${award.share.toFixed()}·M`;
    case 'span':
      return `[${award.low.toFixed()}·M, ${award.high.toFixed()}·M]`;
    case 'between':
      return `[${award.low.toFixed()}, ${award.high.toFixed()}]`;
    case 'proportional':
      return 'M·x/100';
    case 'discretion':
      return '[0, M]';
  }
}

function stepText({ reference, upper, side, step, points, ofWeight, gain }: Step): string {
  const zero = reference === null || reference.isZero();
  const distance =
    side === 'either'
      ? zero
        ? '|x|'
        : `|x − ${upper ? `[${reference.toFixed()}, ${upper.toFixed()}]` : reference.toFixed()}|`
      : side === 'over'
        ? zero
          ? 'x'
          : `(x − ${reference.toFixed()})`
        : `(${reference?.toFixed() ?? '0'} − x)`;
  const size = step.eq(1) ? '' : `/${step.toFixed()}`;
  const amount = `${points.toFixed()}${ofWeight ? '%·M' : ''}·${distance}${size}`;
  return gain ? `min(M, ${amount})` : `max(0, M − ${amount})`;
}
