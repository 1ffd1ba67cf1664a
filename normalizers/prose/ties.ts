import { Decimal, type Fact } from '../../schemas/index.js';
import type { PartList } from './parts.js';
import type { Mention } from './reading.js';

/** Is the rate, in percent, what the part is of the whole? */
export function isShare(part: Fact, whole: Fact, rate: Fact): boolean {
  const [one, base] = [amountOf(part, whole), new Decimal(whole.value)];
  if (one === undefined || base.isZero()) return false;
  return isNear(one.div(base).times(100), new Decimal(rate.value));
}

/** The value of one figure in the unit of another; undefined where they measure different things. */
export function amountOf(fact: Fact, like: Fact): Decimal | undefined {
  const value = new Decimal(fact.value);
  if (fact.unit === like.unit) return value;
  const [from, to] = [sizeOf(fact.unit), sizeOf(like.unit)];
  return from.of === to.of ? value.times(from.factor).div(to.factor) : undefined;
}

/** 万元 is ten thousand 元, 万人次 ten thousand 人次. */
function sizeOf(unit: string): { of: string; factor: Decimal } {
  const factor = SIZES.get(unit.charAt(0));
  return factor && unit.length > 1 ? { of: unit.slice(1), factor } : { of: unit, factor: ONE };
}

const ONE = new Decimal(1);
const SIZES: ReadonlyMap<string, Decimal> = new Map([
  ['万', new Decimal(10_000)],
  ['亿', new Decimal(100_000_000)],
]);

/** Equal but for rounding. */
export function isNear(one: Decimal, other: Decimal): boolean {
  return one
    .minus(other)
    .abs()
    .lte(Decimal.max('0.02', other.times('0.001')));
}

/** Both are of one kind and can be added: amounts of money, or counts of one unit. */
export function isAlike(one: Mention, other: Mention): boolean {
  if (one.family === 'money' || other.family === 'money') return one.family === other.family;
  return one.family === other.family && one.fact.unit === other.fact.unit;
}

/** A figure that stands for itself: no range, no approximation, no change, none that another is compared with. */
export function isPlain({ fact, family, range, base }: Mention): boolean {
  return (family === 'money' || family === 'count') && !range && !base && !fact.bound && fact.stage !== 'change';
}

/** Do two names speak of one thing: 职工总数 and 现有职工, 总里程 and 公路总里程? */
export function isCalled(label: string, name: string): boolean {
  const [one, other] = [bareName(label), bareName(name)];
  if (one.length < 2 || other.length < 2) return false;
  return one.includes(other) || other.includes(one);
}

function bareName(label: string): string {
  return (label.split(' / ')[0] ?? '').replace(
    /^(?:现有|共有|全[县区市旗州镇乡局系统]|本年度?|当年|全年)+|总(?=.)|(?:的)?(?:总?数|总?量|总?额|全部|合计|人数)$|[的“”]/gu,
    '',
  );
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
