import { Decimal, squeeze, type Fact } from '../../schemas/index.js';
import { BROUGHT_IN, CAME_IN, DIFFERENCES, LEFT_OVER, STOCK, WENT_OUT } from '../vocabulary/differences.js';
import type { Add } from './add.js';
import type { KnownFacts } from './known-facts.js';
import type { Mention } from './reading.js';
import type { Lists } from './shares.js';
import { amountOf, isAlike, isNear, isPlain } from './ties.js';

/** How many figures back the two may stand that a difference is of. */
const REACH = 16;

/** 原值A，折旧B，净值C; 总收入A，总支出B，结余C; 年初A，增加B，减少C，年末D; 年初预算A，追加B，调整后预算C. */
export function addDifferences(
  mentions: readonly Mention[],
  before: readonly Mention[],
  { totals }: Lists,
  known: KnownFacts,
  add: Add,
): void {
  for (let index = 0; index < mentions.length; index++) {
    const stated = mentions[index]!;
    if (stated.family !== 'money' && stated.family !== 'count') continue;
    if (stated.range || stated.base || stated.fact.bound) continue;
    const near = alikeBefore(mentions, index, stated);
    if (near.length + before.length === 0 && stated.fact.concept !== 'balance.current') continue;
    const name = nameOf(stated);
    const stock = stockBefore(stated, name, near, totals);
    if (stock) {
      add('difference', stated.fact, [...stock.plus, ...stock.minus], true, { less: stock.minus.length });
      continue;
    }
    const own = totals.has(stated) ? near : withoutParts(near, totals);
    const left = leftOver(stated, name, own) ?? named(stated, name, near, before);
    if (left) addDifference(stated.fact, left, add);
    else if (stated.fact.stage === 'adjusted') addAdjusted(stated, own, before, add);
    else if (addAccumulated(stated, near, add)) continue;
    else if (stated.fact.concept === 'balance.current') addYear(stated, near, known, add);
  }
}

function alikeBefore(mentions: readonly Mention[], index: number, stated: Mention): Mention[] {
  const near: Mention[] = [];
  for (let at = Math.max(0, index - REACH); at < index; at++) {
    const each = mentions[at]!;
    if (isAlike(each, stated) && !each.range && !each.fact.bound) near.push(each);
  }
  return near;
}

function withoutParts(mentions: readonly Mention[], totals: Lists['totals']): readonly Mention[] {
  return totals.size === 0 ? mentions : mentions.filter((each) => !totals.has(each));
}

/** 核减10万元 is told by its size, and stands for less. */
function addDifference(stated: Fact, { plus, minus, sure = true }: Difference, add: Add): void {
  if (stated.value.startsWith('-') && plus.length === 1 && new Decimal(minus.value).lt(plus[0]!.value))
    add('difference', stated, [minus, ...plus], sure, { less: 1 });
  else add('difference', stated, [...plus, minus], sure, { less: 1 });
}

interface Difference {
  plus: Fact[];
  minus: Fact;
  /** False where the words do not promise it. */
  sure?: boolean;
}

/** A figure whose name says what it is struck from. */
function named(
  stated: Mention,
  name: string,
  near: readonly Mention[],
  before: readonly Mention[],
): Difference | undefined {
  if (!ANY_DIFFERENCE.test(name)) return undefined;
  const rule = DIFFERENCES.find(({ of }) => of.test(name));
  if (!rule) return undefined;
  const moves = rule.of.test('净增');
  const isOf = (each: Mention, words: RegExp) =>
    (moves || isPlain(each)) && (words.test(nameOf(each)) || words.test(squeeze(each.head)));
  const here = near.filter((each) => isOf(each, rule.less));
  // 收入856万元，支出871万元。支出大于收入15万元: both may be told in the sentence before.
  const less = here.length > 0 ? here : before.filter((each) => isAlike(each, stated) && isOf(each, rule.less));
  const isFrom = (each: Mention) => isOf(each, rule.from) && !less.includes(each) && !rule.of.test(nameOf(each));
  const from = near.filter(isFrom);
  // 年末资产总额A。负债总额B，净资产C: the first may end the sentence before.
  const farther = from.length > 0 ? from : before.filter((each) => isAlike(each, stated) && isFrom(each));
  return fitting(stated, farther, less);
}

const ANY_DIFFERENCE = new RegExp(DIFFERENCES.map(({ of }) => of.source).join('|'), 'u');

/** Of several pairs the one that gives the figure; which is meant where none does, only two can tell. */
function fitting(stated: Mention, from: readonly Mention[], less: readonly Mention[]): Difference | undefined {
  for (const one of from)
    for (const other of less) if (gives(stated, [one], other)) return { plus: [one.fact], minus: other.fact };
  const [one, other] = [from.at(-1), less.at(-1)];
  return one && other
    ? { plus: [one.fact], minus: other.fact, sure: from.length === 1 && less.length === 1 }
    : undefined;
}

/** What is left; what the year began with counts where a sentence tells it. */
function leftOver(stated: Mention, name: string, near: readonly Mention[]): Difference | undefined {
  const told = LEFT_OVER.exec(name);
  if (!told || stated.family !== 'money' || stated.fact.stage === 'change') return undefined;
  if (/累计|滚存|上年|年初|期初/u.test(name)) return undefined;
  const prefix = told[1] ?? '';
  const alike = near.filter(
    (each) => isPlain(each) && each.fact.label.startsWith(prefix) && each.fact.period === stated.fact.period,
  );
  const less = alike.findLast((each) => WENT_OUT.test(nameOf(each)) && !LEFT_OVER.test(nameOf(each)));
  if (!less) return undefined;
  const from = alike.filter((each) => each !== less && CAME_IN.test(nameOf(each)) && !WENT_OUT.test(nameOf(each)));
  const income = from.findLast((each) => gives(stated, [each], less)) ?? from.at(-1);
  if (!income) return undefined;
  const carried = near.filter((each) => isPlain(each) && BROUGHT_IN.test(each.fact.label)).at(-1);
  const apart = carried && !gives(stated, [income], less) && !/总计|可用/u.test(nameOf(income));
  // What is left at the end of a year holds what the year began with, and that is told nowhere.
  const others = near.some((each) => isPlain(each) && each !== less && each !== income && each !== carried);
  const sure =
    (carried !== undefined && !others) ||
    !/[年期][末底]|结转/u.test(name) ||
    /总计|可用|预算|到位/u.test(nameOf(income));
  return { plus: apart ? [carried.fact, income.fact] : [income.fact], minus: less.fact, sure };
}

/** 年初实有38人，录用4人、调出2人、退休1人，年末实有39人: a stock and everything that moved it in between. */
function stockBefore(
  stated: Mention,
  name: string,
  near: readonly Mention[],
  totals: ReadonlyMap<Mention, Mention>,
): { plus: Fact[]; minus: Fact[] } | undefined {
  if (!STOCK.closing.test(name) || stated.fact.stage === 'change') return undefined;
  const at = near.findLastIndex((each) => STOCK.opening.test(nameOf(each)) && !STOCK.closing.test(nameOf(each)));
  const opening = near[at];
  if (!opening || opening.base) return undefined;
  const moves = near.slice(at + 1).filter((each) => !totals.has(each));
  const minus = moves.filter((each) => STOCK.minus.test(wordsOf(each)));
  const plus = moves.filter((each) => !minus.includes(each) && STOCK.plus.test(wordsOf(each)));
  if (moves.length === 0 || minus.length + plus.length < moves.length) return undefined;
  // 年初结转A，全年收入B，年末结转C: what was spent stands elsewhere.
  if (minus.length === 0 && plus.some((each) => CAME_IN.test(nameOf(each)))) return undefined;
  return { plus: [opening, ...plus].map(({ fact }) => fact), minus: minus.map(({ fact }) => fact) };
}

/** 年初预算A，追加B、调减C，收回D，调整后预算E: adjustments that take away are negative already. */
function addAdjusted(stated: Mention, near: readonly Mention[], before: readonly Mention[], add: Add): void {
  const at = near.findLastIndex((each) => each.fact.stage === 'opening');
  const moves = near.slice(at + 1);
  // 年初预算A，其中：…。年中追加B，调整后预算C
  const opening =
    near[at] ?? before.find((each) => each.fact.stage === 'opening' && isPlain(each) && isAlike(each, stated));
  const back = moves.filter((each) => each.fact.stage !== 'adjustment');
  const told = moves.length > back.length && back.every((each) => TAKEN_BACK.test(each.head));
  if (!opening || !told || (!near[at] && !WHOLE.test(opening.fact.concept))) return;
  const plus = [opening, ...moves.filter((each) => !back.includes(each))].map(({ fact }) => fact);
  const minus = back.map(({ fact }) => fact);
  if (minus.length > 0) add('difference', stated.fact, [...plus, ...minus], true, { less: minus.length });
  else add('parts', stated.fact, plus);
}

const TAKEN_BACK = /(?:收回|上缴|交回|缴回)[^,，。；;]*$/u;
const WHOLE = /^(?:budget|expenditure|income)\.total$/u;

/** 年末结余A, where income and expenditure of the year stand in other sentences. */
function addYear(stated: Mention, near: readonly Mention[], known: KnownFacts, add: Add): void {
  if (!isPlain(stated) || stated.fact.stage !== 'final') return;
  const { income, carried, spent } = known.year(stated.fact);
  const here = near.findLast((each) => isPlain(each) && WENT_OUT.test(nameOf(each)));
  if (here && !spent.includes(here.fact)) return;
  // Projects are spent on, too; the department's expenditure is the greatest.
  const [only] = spent.toSorted((a, b) => new Decimal(b.value).cmp(amountOf(a, b) ?? 0));
  if (!only || income.length > 2 || carried.length > 1) return;
  const ways = income.flatMap((one) => [[one], ...carried.map((before) => [before, one])]);
  const tied = ways.find((plus) => givesOf(stated.fact, plus, only));
  for (const way of tied ? [tied] : ways) add('difference', stated.fact, [...way, only], false, { less: 1 });
}

/** 当年结余14万元，加上年初结余96万元，累计结余110万元. */
function addAccumulated(stated: Mention, near: readonly Mention[], add: Add): boolean {
  if (!/(?:累计|滚存|[年期][末底]).*(?:结余|结转)/u.test(stated.fact.label) || !isPlain(stated)) return false;
  const carried = near.findLast((each) => isPlain(each) && BROUGHT_IN.test(each.fact.label));
  const left = near.findLast((each) => isPlain(each) && each.fact.concept === 'balance.current');
  if (!carried || !left) return false;
  add('parts', stated.fact, [carried.fact, left.fact]);
  return true;
}

/** Does what is left of some figures after another come to the stated one? */
function gives(stated: Mention, plus: readonly Mention[], minus: Mention): boolean {
  return givesOf(
    stated.fact,
    plus.map(({ fact }) => fact),
    minus.fact,
  );
}

function givesOf(stated: Fact, plus: readonly Fact[], minus: Fact): boolean {
  const less = amountOf(minus, stated);
  if (less === undefined) return false;
  let sum = less.neg();
  for (const fact of plus) sum = sum.plus(amountOf(fact, stated) ?? 0);
  return isNear(sum.abs(), new Decimal(stated.value).abs());
}

function nameOf({ fact }: Mention): string {
  const { label } = fact;
  const part = label.lastIndexOf(' / ');
  return squeeze(part < 0 ? label : label.slice(part + 3));
}

function wordsOf(mention: Mention): string {
  return `${nameOf(mention)}${squeeze(mention.head)}`;
}
