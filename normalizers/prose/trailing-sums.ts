import { Decimal, squeeze } from '../../schemas/index.js';
import { TRAILING_SUM } from '../vocabulary/prose.js';
import type { Add } from './add.js';
import { isWholeByWords } from './parts.js';
import type { Mention, Sentence } from './reading.js';
import type { Lists } from './shares.js';
import { isPlain } from './ties.js';

/** 甲5万元，乙4万元，合计9万元: the figures before it that it adds up, where their number is told or they tie or are all there are. */
export function addTrailingSums(sentences: readonly Sentence[], at: number, lists: Lists, add: Add): void {
  const { mentions } = sentences[at]!;
  for (let index = 0; index < mentions.length; index++) {
    const total = mentions[index]!;
    if (total.family !== 'money' && total.family !== 'count') continue;
    if (total.range || total.fact.bound) continue;
    if (!SUMS.test(total.head)) continue;
    const head = squeeze(total.head);
    const told = TRAILING_SUM.exec(head);
    if (!told) {
      const year = WHOLE_YEAR.test(head) ? partsOfYear(mentions.slice(0, index), total, lists) : [];
      if (year.length > 1)
        add(
          'parts',
          total.fact,
          year.map((item) => item.fact),
        );
      continue;
    }
    const number = told[1] ? DIGITS.indexOf(told[1] === '两' ? '二' : told[1]) : 0;
    const chosen = summed(sentences, at, index, number, lists);
    if (chosen.length < 2) continue;
    add(
      'parts',
      total.fact,
      chosen.map((item) => item.fact),
    );
    if (total.fact.concept === 'unnamed') total.fact.label = '合计';
  }
}

/** What each way to say a sum has. */
const SUMS = /[计共全]/u;
const DIGITS = ' 一二三四五六七八九十';

function summed(sentences: readonly Sentence[], at: number, index: number, number: number, lists: Lists): Mention[] {
  const { mentions, passage, ragged } = sentences[at]!;
  const total = mentions[index]!;
  const before = mentions.slice(Math.max(0, index - 30), index);
  const list = lists.lists.find(({ items }) => items.at(-1) === before.at(-1) && items.length > 1);
  const items = runBefore(before, total, lists);
  // 甲9万元（子5万元、丑4万元），乙3万元（…），合计12万元: a bracket that is closed tells nothing that the sum takes.
  const aside = /[）)]/u.test(total.between) && items.length > 1 && items.at(-1) === list?.total;
  // …：甲5万元，乙4万元，两项合计9万元: the list just told.
  if (
    list &&
    isOfKind(list.items[0]!, total) &&
    (number === 0 || number === list.items.length) &&
    (!aside || comesTo(list.items, total))
  )
    return list.items;
  if (number > 1) {
    if (items.length >= number) return items.slice(-number);
    // 甲发放5万元；乙发放4万元。两项合计9万元。
    const last = sentences[at - 1];
    if (index > 0 || !last || last.passage !== passage) return [];
    const there = runBefore(last.mentions, total, lists);
    return there.length === number ? there : [];
  }
  const tied = tying(items, total);
  if (tied.length > 1) return tied;
  if (aside && number === 0) return items;
  // Nothing else is told before it: all of it is what it adds up.
  const alone = before.every((each) => items.includes(each) || lists.totals.has(each) || each.family === 'percent');
  const running = items.some(({ fact, head }) => /累计|上半年|前.季度/u.test(`${fact.label}${head}`));
  return alone && !ragged && !running && lists.lists.length === 0 ? items : [];
}

const WHOLE_YEAR = /^全年(?:度)?(?:共|累计|合计)?(?:支出|收入|完成|发放|拨付|支付|实现)?$/u;

/** 1-6月支出420万元，7-12月支出756万元，全年支出1176万元: the parts of the year right before it. */
function partsOfYear(before: readonly Mention[], total: Mention, lists: Lists): Mention[] {
  const items = runBefore(before, total, lists);
  return [2, 4].map((count) => items.slice(-count)).find((some) => isWholeByWords(some)) ?? [];
}

/** The figures of its kind that may be added up, back to one that cannot be. */
function runBefore(before: readonly Mention[], total: Mention, { totals }: Lists): Mention[] {
  const alike = before.filter(
    (each) => isOfKind(each, total) && !totals.has(each) && !FOR_ONE.test(squeeze(each.head)),
  );
  const stop = alike.findLastIndex((each) => !isPlain(each));
  return alike.slice(stop + 1);
}

/** 每公里1.2万元, 单价, 户均: what one costs is not added up. */
const FOR_ONE = /(?:每\p{Script=Han}{1,4}|单价|\p{Script=Han}均)(?:为|约)?$/u;

function isOfKind(one: Mention, other: Mention): boolean {
  return one.family === other.family && one.fact.unit === other.fact.unit;
}

function comesTo(items: readonly Mention[], total: Mention): boolean {
  return items.reduce((sum, { fact }) => sum.plus(fact.value), new Decimal(0)).eq(total.fact.value);
}

function tying(items: readonly Mention[], total: Mention): Mention[] {
  let sum = new Decimal(0);
  for (let at = items.length - 1; at >= 0; at--) {
    sum = sum.plus(items[at]!.fact.value);
    if (at < items.length - 1 && sum.eq(total.fact.value)) return items.slice(at);
  }
  return [];
}
