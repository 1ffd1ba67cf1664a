import { Decimal, squeeze } from '../../schemas/index.js';
import { AVERAGE_OF } from '../vocabulary/averages.js';
import type { Add } from './add.js';
import type { Mention } from './reading.js';
import type { Lists } from './shares.js';
import { amountOf, isNear, isPlain } from './ties.js';

/** How many figures back the total and the heads of an average may stand. */
const REACH = 6;

/** 30人，每人每年100元，共3000元; 412户286.45万元，户均6952.67元; 新建12.6公里，投资378万元，平均每公里30万元. */
export function addProducts(mentions: readonly Mention[], { totals }: Lists, add: Add): void {
  if (mentions.length < 3) return;
  for (let index = 0; index < mentions.length; index++) {
    addPriced(mentions, index, add);
    addTold(mentions, index, add);
    addAverage(mentions, index, totals, add);
  }
}

/** 修补路面18600平方米，单价95元/平方米，费用176.70万元: number, price of one and amount one behind the other. */
function addPriced(mentions: readonly Mention[], index: number, add: Add): void {
  const amount = mentions[index + 2];
  if (amount?.family !== 'money') return;
  const [price, number] = [mentions[index]!, mentions[index + 1]!].toSorted((each) => (priceOf(each) ? -1 : 1));
  const of = priceOf(price);
  if (!of || !price || !number || /[。；;]/u.test(amount.between)) return;
  const exact = [number, price, amount].every((each) => !each.range && !each.base && !each.fact.bound);
  if (exact && number.family === 'count' && number.fact.unit.endsWith(of))
    add('product', amount.fact, [number.fact, price.fact]);
}

/** 元/平方米, 万元每公里: what the price is of one of. */
function priceOf(mention: Mention | undefined): string | undefined {
  const unit = mention?.fact.unit ?? '';
  return unit.length < 3 ? undefined : /^万?元[/每](\p{Script=Han}+)$/u.exec(unit)?.[1];
}

/** Persons times rate, where the total behind them says that it is one. */
function addTold(mentions: readonly Mention[], index: number, add: Add): void {
  const total = mentions[index]!;
  if (total.family !== 'money' || !/(?:共计|合计|共|总计|计)[^，。；]{0,8}$/u.test(total.head)) return;
  const back = mentions.slice(Math.max(0, index - 3), index);
  const rate = back.find(
    (each) =>
      /^(?:按)?.{0,12}(?:每人|人均|每户|每生|生均|每名学生)(?:每年|每次|每学年)?(?:补助|补贴|发放|标准|定额)?(?:为)?$/u.test(
        each.head.trim(),
      ) || /^元[/每](?:人|户)(?:[/·]年)?$/u.test(each.fact.unit),
  );
  const heads = back.find((each) => each.family === 'count' && /人|户|名/u.test(each.fact.unit));
  if (rate && heads && !rate.fact.bound && !heads.fact.bound && !/月/u.test(rate.head))
    add('product', total.fact, [heads.fact, rate.fact]);
}

/** What comes to each: of the total and the heads before it; a standard (每亩400元) may stand before its total. */
function addAverage(
  mentions: readonly Mention[],
  index: number,
  listed: ReadonlyMap<Mention, Mention>,
  add: Add,
): void {
  const average = mentions[index]!;
  if (average.range || average.fact.bound || average.base || average.fact.stage === 'change') return;
  if (average.family !== 'money' && average.family !== 'count') return;
  const told = averageIn(squeeze(average.head));
  if (!told) return;
  const all = mentions.slice(Math.max(0, index - REACH), index);
  // A semicolon ends what was spoken of.
  const clause = all.findLastIndex((each) => /[；;]/u.test(each.between));
  const back = all.slice(Math.max(0, clause));
  const everyHead = back.filter((each) => isHeads(each, told.of));
  const everyTotal = back.filter((each) => isTotal(each, average) && !everyHead.includes(each));
  const next = mentions[index + 1];
  if (next && isTotal(next, average) && /^[^。；;]*$/u.test(next.between)) everyTotal.push(next);
  for (const total of everyTotal)
    for (const head of everyHead)
      if (isProduct(total, head, average)) return add('product', total.fact, [head.fact, average.fact]);
  const heads = everyHead.filter((each) => !listed.has(each));
  const totals = everyTotal.filter((each) => each === next || !listed.has(each));
  const [total, head] = [totals.at(-1), heads.at(-1)];
  if (!total || !head) return;
  // A standard says what each gets, and not that nobody got anything else.
  const sure = told.surely && total !== next && totals.length === 1 && heads.length === 1;
  add('product', total.fact, [head.fact, average.fact], sure);
}

const AVERAGE =
  /(?:平均)?每一?[个名位座]?(\p{Script=Han}{1,3})[^,，。；]{0,12}$|([\p{Script=Han}])均[^,，。；]{0,12}$/u;
/** 每人每月 is of months, too; 日均, 月均, 年均 are of days. */
const OF_TIME = /每[天日月周季次年]|[日月年天周季]均|平均(?:气温|浓度|年龄|住院日|缩短)|增速|增长/u;

function averageIn(head: string): { of: string; surely: boolean } | undefined {
  if (!/均|每/u.test(head) || OF_TIME.test(head)) return undefined;
  const found = AVERAGE.exec(head);
  const of = found?.[1] ?? found?.[2];
  return of === undefined ? undefined : { of, surely: head.includes('均') };
}

function isHeads(mention: Mention, of: string): boolean {
  if (mention.family !== 'count' || !isPlain(mention) || mention.fact.value === '0') return false;
  const rule = AVERAGE_OF.find((each) => each.of.test(of));
  if (!rule?.units.test(mention.fact.unit)) return false;
  return !rule.nouns || rule.nouns.test(mention.fact.label);
}

function isTotal(mention: Mention, average: Mention): boolean {
  const alike = mention.family === average.family && amountOf(mention.fact, average.fact) !== undefined;
  return alike && isPlain(mention) && averageIn(squeeze(mention.head)) === undefined;
}

function isProduct(total: Mention, { fact: heads }: Mention, { fact: each }: Mention): boolean {
  const whole = amountOf(total.fact, each);
  const number = new Decimal(heads.value).times(heads.unit.startsWith('万') ? 10_000 : 1);
  return whole !== undefined && !number.isZero() && isNear(whole.div(number), new Decimal(each.value));
}
