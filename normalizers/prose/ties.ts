import { Decimal, type Fact } from '../../schemas/index.js';
import type { Mention } from './reading.js';
import type { PartList } from './parts.js';

/** Is the rate, in percent, what the part is of the whole? */
export function isShare(part: Fact, whole: Fact, rate: Fact): boolean {
  const base = new Decimal(whole.value);
  return (
    part.unit === whole.unit &&
    !base.isZero() &&
    isNear(new Decimal(part.value).div(base).times(100), new Decimal(rate.value))
  );
}

/** Equal but for rounding. */
export function isNear(one: Decimal, other: Decimal): boolean {
  return one
    .minus(other)
    .abs()
    .lte(Decimal.max('0.02', other.times('0.001')));
}

/** 结余35万元，其中：甲5万元，乙30万元，较年初减少…: the whole, where a comparison behind the last part may be of either. */
export function wholeBehind(
  mentions: readonly Mention[],
  subject: Mention,
  lists: readonly PartList[],
): Mention | undefined {
  const list = lists.find(({ items }) => items.length > 1 && items.at(-1) === subject);
  if (!list) return undefined;
  const compared = mentions
    .slice(mentions.indexOf(list.total) + 1, mentions.indexOf(subject))
    .some((each) => each.fact.stage === 'change' || each.fact.concept === 'rate.share');
  return compared ? undefined : list.total;
}
