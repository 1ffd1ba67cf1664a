import { Decimal } from '../../schemas/index.js';
import type { Range, Step } from './rule.js';

/** What was told before a step, from which it may begin. */
export interface Before {
  /** The whole rule. */
  text: string;
  /** 以95%为标准 */
  standard: Decimal | null;
  /** A limit that a sentence of its own tells: 执行率≥95%；达到得满分，每降低1%扣0.5分. */
  aim: Decimal | null;
  lastTier: Range | null;
  /** Whether any tier was told. */
  tiered: boolean;
}

/** 低于80%或高于120%的，每偏离1%…: the range in between; 80%-120%得满分，每偏离1%…: the tier before. */
export function between(ranges: readonly Range[], lastTier: Range | null): { low: Decimal; high: Decimal } | null {
  const [low, high] =
    ranges.length === 2
      ? [ranges.find((one) => !one.low)?.high?.value, ranges.find((one) => !one.high)?.low?.value]
      : [lastTier?.low?.value, lastTier?.high?.value];
  return low && high && low.lt(high) ? { low, high } : null;
}

/** Where the steps begin: told in the step, in its own condition, by the tier before it, or as the standard. */
export function toldReference(
  step: Omit<Step, 'implied'>,
  own: Range | null,
  { standard, lastTier, aim }: Before,
): Decimal | null {
  if (step.reference) return step.reference;
  const ends = (range: Range) =>
    step.side === 'under' ? (range.low ?? range.high)?.value : (range.high ?? range.low)?.value;
  if (own) {
    const end = step.side === 'under' ? (own.high ?? own.low) : (own.low ?? own.high);
    if (end) return end.value;
  }
  return standard ?? (lastTier && ends(lastTier)) ?? aim;
}

/** Where they begin by their nature: changes at nought, the rest at the whole. */
export function impliedReference(
  step: Omit<Step, 'implied'>,
  condition: string,
  { text, tiered }: Before,
): Decimal | null {
  if (step.side === 'either')
    return /完成率|执行率|控制率|支付率|100/u.test(condition + text) && !/偏离|偏差/u.test(text)
      ? new Decimal(100)
      : null;
  // 每增加1个百分点加0.5分 in a rule that names no ratio: x is what was added.
  if (step.gain && !/率|度|比|完成|超额/u.test(text)) return null;
  // 每提高1个百分点得0.1分: from nothing on.
  if (step.gain && !tiered && /每[^,]*[得计记]\d/u.test(text)) return new Decimal(0);
  const deviation = /变动率|增长率|调整率|偏差|偏离|结转结余率|结余率|[与比较]上年|同比/u.test(text);
  return new Decimal(deviation ? 0 : 100);
}
