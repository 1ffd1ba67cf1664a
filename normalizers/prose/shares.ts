import { Decimal, type Fact } from '../../schemas/index.js';
import type { Add } from './add.js';
import type { KnownFacts } from './known-facts.js';
import { essenceOf } from './label.js';
import type { PartList } from './parts.js';
import type { Mention } from './reading.js';
import { amountOf, isAlike, isCalled, isPlain, isShare, wholeBehind } from './ties.js';

/** What the lists of a sentence make of its figures. */
export interface Lists {
  lists: readonly PartList[];
  /** The total of each listed item. */
  totals: ReadonlyMap<Mention, Mention>;
}

/** 占总支出的60%, 占60%: of the figure before it; the whole stands in the sentence, is the list's, or is known by name. */
export function addShare(
  mentions: readonly Mention[],
  index: number,
  quantity: Mention | undefined,
  known: KnownFacts,
  { totals, lists }: Lists,
  add: Add,
): void {
  const rate = mentions[index]!;
  const told = known.share(rate.fact);
  if (told) return add('share', rate.fact, told);
  if (!quantity || /.占/u.test(rate.head.trim())) return;
  const of = wholeNamed(rate.head);
  const back = mentions.slice(Math.max(0, index - 12), index);
  const own = totals.get(quantity);
  const whole = of === '' ? (own ?? besideOf(back, quantity))?.fact : namedWhole(back, quantity, of, rate, own, known);
  // 基本支出600万元，其中…，公用经费100万元，占总支出的60%: of the last part, or of what it is a part of.
  const outer = of === '' ? undefined : wholeBehind(mentions, quantity, lists);
  if (outer && whole) {
    const part = [quantity.fact, outer.fact].find((each) => isShare(each, whole, rate.fact));
    if (part && part !== whole) add('share', rate.fact, [part, whole]);
  } else if (whole && whole !== quantity.fact) add('share', rate.fact, [quantity.fact, whole]);
  else if (of === '' || /目标|任务|计划/u.test(of)) {
    const target = known.target(quantity.fact);
    if (target) add('completion', rate.fact, [quantity.fact, target]);
  }
}

/** 占支出合计的29.06%: what stands between 占 and the rate. */
function wholeNamed(head: string): string {
  const of = /占(.*)$/u.exec(head)?.[1] ?? '';
  return of.replace(/的?(?:比例|比重|比)?(?:为|约|达)?\s*$/u, '').trim();
}

function namedWhole(
  back: readonly Mention[],
  part: Mention,
  of: string,
  rate: Mention,
  own: Mention | undefined,
  known: KnownFacts,
): Fact | undefined {
  const essence = essenceOf(of);
  const alike = back.filter((each) => each !== part && isAlike(each, part));
  const exact = alike.filter((each) => essenceOf(each.fact.label) === essence);
  const plain = exact.filter((each) => isPlain(each));
  const first = plain.includes(own!) ? own : (plain[0] ?? exact[0]);
  if (first) return first.fact;
  const goal = /^(?:年度|全年|年初)?(?:目标|任务|计划)(?:数|任务)?$/u.test(of);
  const called = alike.filter(
    (each) =>
      isPlain(each) &&
      (isCalled(each.fact.label, of) || (goal && /target|opening/u.test(each.fact.stage))) &&
      isGreater(each, part),
  );
  const fits = called.find((each) => isShare(part.fact, each.fact, rate.fact));
  const nearest = own && called.includes(own) ? own : called.at(-1);
  return fits?.fact ?? known.whole(part.fact, of) ?? nearest?.fact;
}

/** 床位总数1680张，护理型床位1008张，占60%: the figure of the same thing before it. */
function besideOf(back: readonly Mention[], part: Mention): Mention | undefined {
  const before = back[back.indexOf(part) - 1];
  if (!before || !isPlain(before) || !isAlike(before, part) || !isGreater(before, part)) return undefined;
  const [whole, own] = [before.fact.label, part.fact.label].map((label) => label.replace(/总?[数量额]$/u, ''));
  return whole!.length > 1 && own!.endsWith(whole!) ? before : undefined;
}

function isGreater(whole: Mention, part: Mention): boolean {
  const value = amountOf(part.fact, whole.fact);
  return value !== undefined && value.lte(whole.fact.value);
}

/**
 * 甲5万元、乙3万元、丙2万元，分别占50%、30%、20%: the shares of the figures before them, one after the other. Gives the
 * rates that are told for.
 */
export function addSharesInTurn(
  mentions: readonly Mention[],
  { totals }: Lists,
  known: KnownFacts,
  add: Add,
): ReadonlySet<Mention> {
  const told = new Set<Mention>();
  for (let at = 0; at < mentions.length; at++) {
    const first = mentions[at]!;
    if (first.family !== 'percent' || !/分别占|占比?[^,，。；]{0,8}分别|占比分别/u.test(first.between)) continue;
    let end = at + 1;
    while (mentions[end]?.family === 'percent' && /^\s*[、,，和与及]\s*$/u.test(mentions[end]!.between)) end++;
    const rates = mentions.slice(at, end);
    const items = mentions
      .slice(0, at)
      .filter((each) => isPlain(each))
      .slice(-rates.length);
    at = end - 1;
    if (rates.length < 2 || items.length < rates.length || !items.every((each) => isAlike(each, items[0]!))) continue;
    const whole =
      totals.get(items[0]!)?.fact ??
      wholeOf(mentions.slice(0, mentions.indexOf(items[0]!)), items, rates) ??
      wholeElsewhere(first.head, items, rates, known);
    for (const [turn, rate] of rates.entries()) {
      told.add(rate);
      rate.fact.concept = 'rate.share';
      if (whole && !items.some(({ fact }) => fact === whole)) add('share', rate.fact, [items[turn]!.fact, whole]);
    }
  }
  return told;
}

/** 分别占支出总额的35%、7%和57%: the total stands in another sentence, and most of the shares are of it. */
function wholeElsewhere(
  head: string,
  items: readonly Mention[],
  rates: readonly Mention[],
  known: KnownFacts,
): Fact | undefined {
  const of = wholeNamed(head);
  const whole = of === '' ? undefined : known.whole(items[0]!.fact, of);
  const fits = whole ? items.filter((item, at) => isShare(item.fact, whole, rates[at]!.fact)).length : 0;
  return fits * 2 >= items.length ? whole : undefined;
}

/** The figure before the items that the most of their shares are of. */
function wholeOf(before: readonly Mention[], items: readonly Mention[], rates: readonly Mention[]): Fact | undefined {
  const fits = ({ fact }: Mention) => items.filter((item, at) => isShare(item.fact, fact, rates[at]!.fact)).length;
  const best = before
    .filter((each) => isPlain(each) && isAlike(each, items[0]!))
    .map((each) => ({ each, count: fits(each) }))
    .filter(({ count }) => count * 2 >= items.length && count > 0)
    .sort((a, b) => b.count - a.count)[0];
  return best?.each.fact;
}

/** Shares of the items of a list, each behind its item, that make up a hundred: nothing is left out. */
export function isWholeByShares(mentions: readonly Mention[], items: readonly Mention[]): boolean {
  let sum = new Decimal(0);
  for (const [turn, item] of items.entries()) {
    const from = mentions.indexOf(item) + 1;
    const next = turn + 1 < items.length ? mentions.indexOf(items[turn + 1]!) : from + 6;
    const rate = mentions.slice(from, next).find(({ fact }) => fact.concept === 'rate.share');
    if (!rate || !/^[\s,，（()）]*占/u.test(rate.between)) return false;
    sum = sum.plus(rate.fact.value);
  }
  return items.length > 1 && sum.minus(100).abs().lte('0.05');
}
