import { Decimal, squeeze, type Concept, type Fact } from '../../schemas/index.js';
import { WHOLES } from '../vocabulary/labels.js';
import { AND_OTHERS, TRAILING_SUM } from '../vocabulary/prose.js';
import { conceptOf, essenceOf, labelOf } from './label.js';
import type { Mention, Sentence } from './reading.js';
import { isAlike, isPlain, isShare } from './ties.js';

/** A list whose total stands before its sentence, or before its clause, and is called by name. */
export interface NamedList {
  total: Mention;
  items: Mention[];
  /** Whether the words promise a whole list. */
  complete: boolean;
}

/** How many sentences back a total may stand. */
const REACH = 10;

/**
 * Lists that name their total and do not print it: 支出按功能分类：…, 基本支出包括：…, 事业单位中，中学6个…. Of several figures of
 * that name before the list, the one that it comes to is meant, else the last one spent.
 */
export function namedLists(sentences: readonly Sentence[], index: number): NamedList[] {
  const { mentions } = sentences[index]!;
  const found: NamedList[] = [];
  for (let at = 0; at < mentions.length; at++) {
    const mention = mentions[at]!;
    const told = namedIn(mention.between);
    if (!told) {
      const list = at === 0 ? ofSentenceBefore(sentences, index) : undefined;
      if (list) found.push(list);
      continue;
    }
    const items = itemsFrom(mentions, at);
    const last = items.at(-1);
    if (items.length < 2 || !last) continue;
    // 按资金来源：省级5万元，县级4万元，合计9万元: the total stands behind them.
    const behind = mentions[mentions.indexOf(last) + 1];
    if (behind && TRAILING_SUM.test(squeeze(behind.head))) continue;
    const before = [...sentences.slice(Math.max(0, index - REACH), index), { mentions: mentions.slice(0, at) }];
    const totals = before.flatMap((sentence) => sentence.mentions.filter((each) => isTotal(each, mention, told.name)));
    const sum = items.reduce((whole, { fact }) => whole.plus(fact.value), new Decimal(0));
    const total =
      totals.findLast(({ fact }) => sum.eq(fact.value)) ??
      totals.findLast(({ fact }) => fact.stage === mention.fact.stage) ??
      totals.at(-1);
    if (!total || items.includes(total)) continue;
    const open = AND_OTHERS.test(last.after);
    found.push({ total, items, complete: told.complete && !open });
  }
  return found;
}

/**
 * 全年执行2468万元。 / 其中：人员1862万元，占75%；…, 财政拨款支出826万元，…。主要用于以下方面：…: the parts of what stands before
 * their sentence, as their shares or their sum say.
 */
function ofSentenceBefore(sentences: readonly Sentence[], index: number): NamedList | undefined {
  const { mentions, passage } = sentences[index]!;
  const { between } = mentions[0]!;
  const used = USED_FOR.test(between);
  if (!used && !/^\s*其中/u.test(between)) return undefined;
  const back = used
    ? sentences.slice(Math.max(0, index - 3), index).filter((each) => each.passage === passage)
    : sentences.slice(Math.max(0, index - 1), index).filter((each) => each.passage !== passage);
  const items = itemsFrom(mentions, 0);
  const [first] = items;
  if (!first || items.length < 2) return undefined;
  const sum = items.reduce((whole, { fact }) => whole.plus(fact.value), new Decimal(0));
  const shares = items.flatMap((item) => {
    const next = mentions[mentions.indexOf(item) + 1];
    return next?.fact.concept === 'rate.share' ? [{ item, share: next }] : [];
  });
  const total = back
    .flatMap((each) => each.mentions)
    .findLast((each) => {
      if (!isPlain(each) || !isAlike(each, first) || each.fact.unit !== first.fact.unit) return false;
      const fits = shares.filter(({ item, share }) => isShare(item.fact, each.fact, share.fact)).length;
      return sum.eq(each.fact.value) || (fits > 0 && fits * 2 >= shares.length);
    });
  return total && { total, items, complete: sum.eq(total.fact.value) };
}

const USED_FOR = /^\s*(?:主要)?用于(?:以下|下列|如下)?(?:几个|[一二三四五六七八九]个)?方面\s*[:：]/u;

/** What one of the three below has. */
const NAMES = /按|包[括含]|分为|中[，,：:包有含]/u;
const BY_KIND =
  /(?:^|[，,。；;：:\s）)])([\p{Script=Han}“”]{2,16}?|)按照?[^，,：:。\d]{0,8}(?:分类|科目|用途|性质|来源|类型|结构|功能)(?:划分|分|看|来看|分为)?[：:，,为]/u;
const CONSISTS = /(?:^|[，,。；;\s）)])([\p{Script=Han}“”]{2,12}?)(主要)?(?:包括|分为|包含)[：:，,]?/u;
const AMONG = /(?:^|[，,。；;\s）)])([\p{Script=Han}“”]{2,12}?)中(?:[，,：:]|包括|有|含)/u;

function namedIn(between: string): { name: string; complete: boolean } | undefined {
  if (!NAMES.test(between)) return undefined;
  const kind = BY_KIND.exec(between);
  // 按经济分类：… alone is of what was spent.
  if (kind) return { name: labelOf(kind[1] ?? '') || '支出', complete: true };
  const consists = CONSISTS.exec(between);
  if (consists?.[1]) return { name: labelOf(consists[1]), complete: consists[2] === undefined };
  const among = AMONG.exec(between);
  return among?.[1] && among[1] !== '其' ? { name: labelOf(among[1]), complete: false } : undefined;
}

/** The figures of a list from its first one on: of one unit, one clause each, up to a semicolon or words of another kind. */
function itemsFrom(mentions: readonly Mention[], at: number): Mention[] {
  const first = mentions[at]!;
  if (first.family !== 'money' && first.family !== 'count') return [];
  const items = [first];
  for (const mention of mentions.slice(at + 1)) {
    if (mention.family === 'percent') continue;
    // 甲5万元，占50%；乙5万元，占50%: the semicolon parts items as a comma does.
    const shared = mentions[mentions.indexOf(mention) - 1]?.fact.concept === 'rate.share';
    const ended =
      (shared ? /[。：:]|其中|合计|共计|总计/u : /[；;。：:]|其中|合计|共计|总计/u).test(mention.between) ||
      mention.fact.stage !== first.fact.stage;
    if (ended || mention.range || mention.base || mention.fact.bound) break;
    if (mention.family !== first.family || mention.fact.unit !== first.fact.unit) break;
    items.push(mention);
  }
  return items;
}

function isTotal(mention: Mention, item: Mention, name: string): boolean {
  const { fact, family, base, range } = mention;
  if (name === '' || family !== item.family || fact.unit !== item.fact.unit || base || range || fact.bound)
    return false;
  if (fact.stage === 'change' || fact.period !== item.fact.period || fact.subject !== item.fact.subject) return false;
  const concept = conceptOf(name, undefined);
  if (concept !== 'unnamed' && fact.concept === concept) return true;
  return concept === 'unnamed' && essenceOf(squeeze(fact.label)) === essenceOf(name);
}

/**
 * 支出决算900万元。人员支出400万元，公用支出100万元，项目支出400万元: figures that are known to be all of a total are its
 * parts, where a sentence tells them right behind it.
 */
export function knownParts(sentences: readonly Sentence[], index: number): NamedList[] {
  const { mentions, passage } = sentences[index]!;
  const money = mentions.filter(({ family, base, range, fact }) => {
    return family === 'money' && !base && !range && !fact.bound && fact.stage !== 'change';
  });
  if (money.length < 2) return [];
  const told = new Set(money.map(({ fact }) => fact.concept));
  return ALL_OF.flatMap(([whole, parts]): NamedList[] => {
    if (told.has(whole) || !parts.every((part) => told.has(part))) return [];
    const items = money.filter(({ fact }) => parts.includes(fact.concept));
    const [first] = items;
    if (!first || items.length !== parts.length) return [];
    const total = sentences
      .slice(Math.max(0, index - 2), index)
      .flatMap((sentence) => (sentence.passage === passage ? sentence.mentions : []))
      .findLast(({ fact, base }) => fact.concept === whole && !base && isOfSame(fact, first.fact));
    return total && items.every(({ fact }) => isOfSame(fact, first.fact))
      ? [{ total, items, complete: !AND_OTHERS.test(items.at(-1)!.after) }]
      : [];
  });
}

function isOfSame(one: Fact, other: Fact): boolean {
  return (
    one.stage === other.stage && one.period === other.period && one.subject === other.subject && one.unit === other.unit
  );
}

/** Every set of parts that is all of a total. */
const ALL_OF: readonly (readonly [Concept, readonly Concept[]])[] = [
  ['expenditure.total', ['expenditure.personnel', 'expenditure.running', 'expenditure.project']],
  ...WHOLES.filter(({ whole }) => whole.startsWith('expenditure')).flatMap(({ whole, complete }) =>
    complete.map((parts) => [whole, parts] as const),
  ),
];
