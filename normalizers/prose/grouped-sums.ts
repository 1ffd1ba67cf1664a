import { Decimal, squeeze } from '../../schemas/index.js';
import type { Add } from './add.js';
import type { Mention } from './reading.js';
import type { Lists } from './shares.js';
import { isAlike, isPlain } from './ties.js';

/**
 * 机关编制18人，实有16人；学校编制42人，实有39人；合计编制60人，实有55人: each figure behind 合计 is the sum of those before it
 * that are called as it is.
 */
export function addGroupedSums(
  mentions: readonly Mention[],
  told: readonly Mention[],
  { totals }: Lists,
  add: Add,
): void {
  for (let index = 0; index < mentions.length; index++) {
    const first = mentions[index]!;
    if (!first.head.includes('计')) continue;
    const noun = GROUPED.exec(squeeze(first.head))?.[1];
    if (noun !== undefined && isPlain(first)) addSums(mentions, index, noun, told, totals, add);
  }
}

function addSums(
  mentions: readonly Mention[],
  index: number,
  noun: string,
  told: readonly Mention[],
  totals: Lists['totals'],
  add: Add,
): void {
  const end = mentions.findIndex((each, at) => at > index && (!isPlain(each) || /[；;。]/u.test(each.between)));
  const sums = mentions.slice(index, end < 0 ? undefined : end);
  // 甲预算3万元，支出2万元。两个项目合计预算…: they may be told in the sentence before.
  const all = index === 0 ? told : mentions.slice(0, index);
  const before = all.filter((each) => isPlain(each) && !totals.has(each));
  const lists = sums.map((sum, at) => {
    const name = at === 0 ? noun : nameOf(sum);
    return before.filter((each) => isAlike(each, sum) && isCalled(each, name));
  });
  const [own] = lists;
  if (!own || own.length < 2 || lists.some((list) => list.length !== own.length)) return;
  // Nothing but 合计 says of one figure what it adds up: the others beside it, or that it ties, must.
  const tied = lists.some((list, at) => comesTo(list, sums[at]!));
  if (!tied && lists.length < 2) return;
  for (const [at, list] of lists.entries())
    add(
      'parts',
      sums[at]!.fact,
      list.map(({ fact }) => fact),
    );
}

/** 合计编制, 三个项目合计预算, 共计支出; the group is what is added up. */
const GROUPED =
  /^(?:以上|上述)?(?:[两二三四五六七八九十]\p{Script=Han}{1,6})?(?:合计|共计|总计)(?!发放|支出|拨付|投入|安排|支付|使用|下达|收入|为|达|约)(\p{Script=Han}{2,6})$/u;

function isCalled(mention: Mention, name: string): boolean {
  return nameOf(mention).endsWith(name);
}

function nameOf({ fact }: Mention): string {
  return squeeze(fact.label.split(' / ').at(-1) ?? fact.label);
}

function comesTo(items: readonly Mention[], { fact }: Mention): boolean {
  return items.reduce((sum, item) => sum.plus(item.fact.value), new Decimal(0)).eq(fact.value);
}
