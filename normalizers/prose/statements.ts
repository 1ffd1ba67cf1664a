import { Decimal, squeeze, type Fact, type Stage, type Statement } from '../../schemas/index.js';
import type { FactBook } from '../fact-book.js';
import { WHOLES } from '../vocabulary/labels.js';
import { TRAILING_SUM } from '../vocabulary/prose.js';
import { asidesIn } from './asides.js';
import { conceptOf, essenceOf } from './label.js';
import { membersAfter } from './members.js';
import { namedLists } from './named-wholes.js';
import { partLists, type PartList } from './parts.js';
import type { Mention, Sentence } from './reading.js';

/**
 * The relations that sentences state. Operands in order: `parts` the parts; `difference` minuend, subtrahend(s);
 * `growth` this, last (or this, change where the second has stage `change`); `share` part, whole; `completion` actual,
 * target; `ratio` numerator, denominator; `count` the items (or none, with `members` as printed); `same` the other print.
 */
export function readStatements(sentences: readonly Sentence[], book: FactBook, nextId: () => string): Statement[] {
  const known = new KnownFacts(book.facts);
  const statements: Statement[] = [];
  const add: Add = (kind, stated, operands, complete = true, members) => {
    statements.push({
      id: nextId(),
      kind,
      stated: stated.id,
      operands: operands.map((fact) => fact.id),
      complete,
      place: stated.place,
      ...(members ? { members } : {}),
    });
  };
  for (const [at, sentence] of sentences.entries()) {
    if (sentence.silent) continue;
    const lists = partLists(sentence);
    const totals = new Map<Mention, Mention>();
    for (const list of lists) {
      addParts(list, add);
      for (const item of list.items) totals.set(item, list.total);
    }
    for (const { total, items, complete } of namedLists(sentences, at)) {
      if (items.some((item) => totals.has(item))) continue;
      add(
        'parts',
        total,
        items.map(({ fact }) => fact),
        complete,
      );
    }
    addSurplus(sentence.mentions, add);
    if (lists.length === 0) addTrailingSums(sentence.mentions, add);
    for (const [index, mention] of sentence.mentions.entries()) {
      addComparison(sentence.mentions, index, known, lists, add);
      addRatio(sentence.mentions, index, lastBefore(sentences, at), known, { totals, lists }, add);
      addProduct(sentence.mentions, index, add);
      const members =
        mention.family === 'count' && !mention.range && !mention.fact.bound ? membersAfter(mention) : undefined;
      if (members) add('count', mention.fact, [], true, members);
    }
  }
  return statements;
}

type Add = (kind: Statement['kind'], stated: Fact, operands: Fact[], complete?: boolean, members?: string[]) => void;

function addParts(list: PartList, add: Add): void {
  const { total, items, complete, counted } = list;
  const own = total.fact.concept;
  if (own === 'budget.total' || own === 'unnamed' || items.some((item) => item.fact.concept === own)) retype(list);
  const taken = items.filter((item) => /调减|核减|减少/u.test(item.head) && !item.fact.value.startsWith('-'));
  const opposite = taken.length > 0 && taken.length < items.length && !/调减|核减|减少/u.test(total.head);
  if (opposite) {
    const plus = items.filter((item) => !taken.includes(item));
    if (plus.length === 1)
      add(
        'difference',
        total.fact,
        [...plus, ...taken].map((item) => item.fact),
        complete,
      );
  } else
    add(
      'parts',
      total.fact,
      items.map((item) => item.fact),
      complete,
    );
  const listed = counted && /项目|专项|工程|事项|支出|资金|单位|学校|机构|部门/u.test(counted.fact.label);
  if (counted && listed && complete && items.length > 1)
    add(
      'count',
      counted.fact,
      items.map((item) => item.fact),
    );
}

/** Parts that have a name tell what their unnamed total is: 财政拨款预算收入 = 一般公共预算 + 政府性基金. */
function retype({ total, items }: PartList): void {
  const concepts = items.map((item) => item.fact.concept);
  const whole = WHOLES.find((each) => concepts.length > 1 && concepts.every((concept) => each.parts.includes(concept)));
  if (whole && (whole.whole === 'expenditure.total' || whole.whole === 'income.total'))
    total.fact.concept = whole.whole;
}

/** 甲5万元，乙4万元，合计9万元: the figures before it that it adds up, where their number is told or they tie. */
function addTrailingSums(mentions: readonly Mention[], add: Add): void {
  for (const [index, total] of mentions.entries()) {
    const told = TRAILING_SUM.exec(squeeze(total.head));
    if (!told || !['money', 'count'].includes(total.family)) continue;
    const before = mentions.slice(Math.max(0, index - 30), index).filter((each) => each.family === total.family);
    const start = before.findLastIndex(
      (each) => each.fact.unit !== total.fact.unit || each.fact.stage === 'change' || each.base || each.range,
    );
    const items = before.slice(start + 1);
    const number = told[1] ? ' 一二三四五六七八九十'.indexOf(told[1] === '两' ? '二' : told[1]) : 0;
    const chosen = number > 1 ? items.slice(-number) : tying(items, total);
    if (chosen.length < 2 || (number > 1 && chosen.length !== number)) continue;
    add(
      'parts',
      total.fact,
      chosen.map((item) => item.fact),
    );
    if (total.fact.concept === 'unnamed') total.fact.label = '合计';
  }
}

function tying(items: readonly Mention[], total: Mention): Mention[] {
  let sum = new Decimal(0);
  for (let at = items.length - 1; at >= 0; at--) {
    sum = sum.plus(items[at]!.fact.value);
    if (at < items.length - 1 && sum.eq(total.fact.value)) return items.slice(at);
  }
  return [];
}

/** 总收入A，总支出B，结余C in one sentence. */
function addSurplus(mentions: readonly Mention[], add: Add): void {
  for (const [index, surplus] of mentions.entries()) {
    if (
      surplus.family !== 'money' ||
      !/(?:当期|当年|本年|收支)?结余$/u.test(surplus.fact.label) ||
      /累计|滚存|上年|年初/u.test(surplus.fact.label)
    )
      continue;
    const near = mentions.slice(Math.max(0, index - 6), index);
    const prefix = surplus.fact.label.replace(/(?:当期|当年|本年|收支)?结余$/u, '');
    const of = (word: string): Mention | undefined =>
      near.findLast(
        (each) =>
          each.family === 'money' &&
          each.fact.label.startsWith(prefix) &&
          each.fact.label.endsWith(word) &&
          each.fact.period === surplus.fact.period,
      );
    const [income, spent] = [of('收入'), of('支出')];
    if (income && spent) add('difference', surplus.fact, [income.fact, spent.fact]);
  }
}

const LESS = /减少|下降|降低|压缩|节约|少|降幅/u;

/** A较B增加C，增长P%. */
function addComparison(
  mentions: readonly Mention[],
  index: number,
  known: KnownFacts,
  lists: readonly PartList[],
  add: Add,
): void {
  const mention = mentions[index]!;
  if (mention.fact.stage !== 'change' || mention.range || mention.fact.bound) return;
  const rate = mention.family === 'percent';
  const back = mentions.slice(Math.max(0, index - 7), index);
  const isFigure = ({ family }: Mention): boolean => family === 'money' || family === 'count' || family === 'bare';
  const alike = (each: Mention): boolean =>
    rate || (isFigure(each) && each.fact.unit === mention.fact.unit) || isMoney(each, mention);
  const asides = asidesIn(back, mention.between);
  const subject = back.findLast(
    (each) => isFigure(each) && each.fact.stage !== 'change' && !each.base && alike(each) && !asides.has(each),
  );
  if (!subject || subject.fact.bound || subject.range) return;
  const since = back.slice(back.indexOf(subject) + 1);
  const change = rate ? since.findLast((each) => isFigure(each) && each.fact.stage === 'change') : undefined;
  const against = referenceOf(mention) ?? (change ? referenceOf(change) : undefined);
  const printed = since.findLast((each) => each.base && (against === undefined || against === kindOf(each, subject)));
  const twin = printed ? undefined : (twinOf(back, subject) ?? twinBehind(mentions[index + 1], subject));
  const told = twin?.now ?? subject.fact;
  const whole = wholeBehind(mentions, subject, lists);
  const current = whole ? chosen(mention, [told, whole.fact], printed?.fact, change?.fact) : told;
  if (!current) return;
  if (whole && current === whole.fact) rename(current, [mention.fact, printed?.fact, change?.fact]);
  const base = printed?.fact ?? twin?.before ?? known.base(current, against);
  if (base?.bound) return;
  if (rate) {
    if (base) add('growth', mention.fact, [current, base]);
    else if (change && !change.fact.bound) add('growth', mention.fact, [current, change.fact]);
  } else if (base) {
    const less = LESS.test(mention.head) && !mention.fact.value.startsWith('-');
    add('difference', mention.fact, less ? [base, current] : [current, base]);
  }
}

/** 结余35万元，其中：甲5万元，乙30万元，较年初减少…: the whole, where a comparison behind the last part may be of either. */
function wholeBehind(mentions: readonly Mention[], subject: Mention, lists: readonly PartList[]): Mention | undefined {
  const list = lists.find(({ items }) => items.length > 1 && items.at(-1) === subject);
  if (!list) return undefined;
  const compared = mentions
    .slice(mentions.indexOf(list.total) + 1, mentions.indexOf(subject))
    .some((each) => each.fact.stage === 'change' || each.fact.concept === 'rate.share');
  return compared ? undefined : list.total;
}

/** The one of two figures that a comparison fits; undefined where it fits neither. */
function chosen(mention: Mention, figures: readonly Fact[], base?: Fact, change?: Fact): Fact | undefined {
  const moved = mention.family === 'percent' ? change : mention.fact;
  return figures.find((figure) => {
    if (mention.family !== 'percent')
      return base && moved && isNear(distance(figure, base), new Decimal(moved.value).abs());
    const rate = new Decimal(mention.fact.value).abs();
    const bases = base ? [new Decimal(base.value)] : moved ? [plus(figure, moved), plus(figure, moved, -1)] : [];
    return bases.some((each) => {
      const size = moved && !base ? new Decimal(moved.value).abs() : each.minus(figure.value).abs();
      return !each.isZero() && isNear(size.div(each).times(100).abs(), rate);
    });
  });
}

function isShare(part: Fact, whole: Fact, rate: Fact): boolean {
  const base = new Decimal(whole.value);
  return (
    part.unit === whole.unit &&
    !base.isZero() &&
    isNear(new Decimal(part.value).div(base).times(100), new Decimal(rate.value))
  );
}

function distance(one: Fact, other: Fact): Decimal {
  return new Decimal(one.value).minus(other.value).abs();
}

function plus(one: Fact, other: Fact, sign = 1): Decimal {
  return new Decimal(one.value).plus(new Decimal(other.value).abs().times(sign));
}

function isNear(one: Decimal, other: Decimal): boolean {
  return one
    .minus(other)
    .abs()
    .lte(Decimal.max('0.02', other.times('0.001')));
}

function rename(of: Fact, facts: readonly (Fact | undefined)[]): void {
  for (const fact of facts) {
    if (!fact) continue;
    fact.label = [of.label, ...fact.label.split(' / ').slice(1)].join(' / ');
    if (!fact.concept.startsWith('rate.')) fact.concept = of.concept;
  }
}

function isMoney(one: Mention, other: Mention): boolean {
  return one.family === 'money' && other.family === 'money';
}

type Reference = 'year' | 'budget';

/** What a change is measured against: 较预算, 比上年; undefined where the words do not say. */
function referenceOf(mention: Mention): Reference | undefined {
  const words = mention.between.split(/[。;；]/u).at(-1) ?? '';
  if (/上年|去年|上一年|同比|(?:19|20)\d\d年/u.test(words)) return 'year';
  return /(?:较|比|与|超|低于|高于|少于)[^,，]{0,8}预算/u.test(words) ? 'budget' : undefined;
}

function kindOf(base: Mention, { fact }: Mention): Reference {
  return base.fact.period === fact.period && base.fact.stage !== 'previousFinal' ? 'budget' : 'year';
}

/** 2022年会议费5元，2021年会议费6元 in either order: this year's figure and last year's. */
function twinOf(back: readonly Mention[], subject: Mention): { now: Fact; before: Fact } | undefined {
  const other = back[back.indexOf(subject) - 1];
  if (!other || other.family !== subject.family || other.fact.stage === 'change') return undefined;
  if (other.fact.bound || essenceOf(other.fact.label) !== essenceOf(subject.fact.label)) return undefined;
  const years = Number(other.fact.period) - Number(subject.fact.period);
  if (years === 1) return { now: other.fact, before: subject.fact };
  return years === -1 ? { now: subject.fact, before: other.fact } : undefined;
}

/** 接待游客186.5万人次，同比增长23.8%（2022年150.6万人次）: last year's figure behind the rate. */
function twinBehind(next: Mention | undefined, { family, fact }: Mention): { now: Fact; before: Fact } | undefined {
  if (!next || !/^\s*[（(]/u.test(next.between) || !/^\s*[）)]/u.test(next.after)) return undefined;
  const fits = next.family === family && next.fact.unit === fact.unit && next.fact.stage !== 'change' && !next.range;
  const lastYear = Number(fact.period) - Number(next.fact.period) === 1;
  return fits && lastYear && !next.fact.bound ? { now: fact, before: next.fact } : undefined;
}

/** Shares, completions and rates with their numerators and denominators. */
function addRatio(
  mentions: readonly Mention[],
  index: number,
  before: Mention | undefined,
  known: KnownFacts,
  { totals, lists }: { totals: ReadonlyMap<Mention, Mention>; lists: readonly PartList[] },
  add: Add,
): void {
  const mention = mentions[index]!;
  if (mention.family !== 'percent' || mention.range || mention.fact.bound || mention.fact.stage === 'change') return;
  const back = mentions.slice(Math.max(0, index - 6), index);
  const last = back.at(-1);
  const { concept } = mention.fact;
  if (concept === 'rate.execution' || concept === 'rate.adjustment') {
    const over = concept === 'rate.execution' ? ['final', 'actual'] : ['adjustment'];
    const under = concept === 'rate.execution' ? denominators(mention.head) : ['opening'];
    const top = back.findLast((each) => each.family === 'money' && over.includes(each.fact.stage));
    // 预算100万元，其中：…；支出90万元，执行率90%: what is spent of the whole is measured by the whole.
    const isWhole = (each: Mention): boolean => !totals.has(each) || (top !== undefined && totals.has(top));
    const bottom = under
      .map((stage) => back.findLast((each) => each.family === 'money' && each.fact.stage === stage && isWhole(each)))
      .find(Boolean);
    // 全年可用指标1599万元。全年支出1571万元，支出进度98.27%: the budget ends the sentence before.
    const told = before && under.includes(before.fact.stage) && top === back[0] ? before : undefined;
    const budget = bottom ?? told;
    if (top && budget) add('ratio', mention.fact, [top.fact, budget.fact]);
    // 年初预算1000万元，调整后预算1200万元，预算调整率20%: the adjustment is not told.
    const adjusted = back.findLast((each) => each.family === 'money' && each.fact.stage === 'adjusted');
    if (!top && bottom && adjusted) add('growth', mention.fact, [adjusted.fact, bottom.fact]);
    return;
  }
  if (/使用率|利用率/u.test(mention.fact.label)) {
    const used = back.findLast((each) => each.fact.concept === 'assets.inUse');
    const all = back.findLast((each) => each.fact.concept === 'assets.total');
    if (used && all) add('ratio', mention.fact, [used.fact, all.fact]);
    return;
  }
  const named = rateByName(mention, back);
  if (named) return add('ratio', mention.fact, named);
  const asides = asidesIn(back, mention.between);
  const quantity = back.findLast(
    (each) =>
      !asides.has(each) &&
      each.fact.stage !== 'change' &&
      each.family !== 'percent' &&
      each.family !== 'point' &&
      each.family !== 'score',
  );
  if (concept === 'rate.completion' && last && /^\s*的\s*$/u.test(mention.between) && last.family !== 'percent') {
    const actual = back
      .slice(0, -1)
      .findLast((each) => each.family === last.family && each.fact.unit === last.fact.unit);
    if (/^占(?![用地比])/u.test(last.head.trim()) && !/目标|任务|计划|指标/u.test(last.head)) {
      mention.fact.concept = 'rate.share';
      if (actual) add('share', mention.fact, [actual.fact, last.fact]);
      return;
    }
    last.fact.stage = 'target';
    if (actual) {
      last.fact.label = actual.fact.label;
      mention.fact.label = `${actual.fact.label} / 完成比例`;
    }
    if (actual) add('completion', mention.fact, [actual.fact, last.fact]);
    return;
  }
  if (concept === 'rate.completion' && quantity) {
    const beside = targetBeside(back, quantity);
    const [reached, goal] = isGoal(quantity) ? [beside, quantity] : [quantity, beside];
    const among = back[back.indexOf(quantity) - 1];
    // 12项重点工作中的11项，完成率91.67%
    if (among && /中的?\s*$/u.test(quantity.head) && among.fact.unit === quantity.fact.unit)
      return add('ratio', mention.fact, [quantity.fact, among.fact]);
    if (reached && goal) {
      const fits = isShare(reached.fact, goal.fact, mention.fact) ? undefined : fittingPair(mention, back, quantity);
      return add('completion', mention.fact, fits ?? [reached.fact, goal.fact]);
    }
    const target = known.target(quantity.fact);
    if (target) add('completion', mention.fact, [quantity.fact, target]);
    return;
  }
  if (concept !== 'rate.share') return;
  const told = known.share(mention.fact);
  if (told) return add('share', mention.fact, told);
  if (!quantity || /.占/u.test(mention.head.trim())) return;
  const of =
    /占(.*)$/u
      .exec(mention.head)?.[1]
      ?.replace(/的?(?:比例|比重|比)?(?:为|约|达)?\s*$/u, '')
      .trim() ?? '';
  const whole =
    of === '' ? totals.get(quantity)?.fact : (inSentence(back, quantity, of) ?? known.whole(quantity.fact, of));
  // 基本支出600万元，其中…，公用经费100万元，占总支出的60%: of the last part, or of what it is a part of.
  const outer = of === '' ? undefined : wholeBehind(mentions, quantity, lists);
  if (outer && whole) {
    const part = [quantity.fact, outer.fact].find((each) => isShare(each, whole, mention.fact));
    if (part && part !== whole) add('share', mention.fact, [part, whole]);
  } else if (whole && whole !== quantity.fact) add('share', mention.fact, [quantity.fact, whole]);
  else if (of === '' || /目标|任务|计划/u.test(of)) {
    const target = known.target(quantity.fact);
    if (target) add('completion', mention.fact, [quantity.fact, target]);
  }
}

/** The figure that ends the sentence before, of the same passage. */
function lastBefore(sentences: readonly Sentence[], at: number): Mention | undefined {
  const [before, here] = [sentences[at - 1], sentences[at]];
  const last = before?.mentions.at(-1);
  return last && last.family === 'money' && before?.passage === here?.passage ? last : undefined;
}

/** 完成年初预算的…, 完成调整预算的…; where the words do not say, the adjusted budget is meant first. */
function denominators(head: string): string[] {
  if (/年初/u.test(head)) return ['opening'];
  return /调整/u.test(head) ? ['adjusted'] : ['adjusted', 'opening'];
}

/** 受理案件56件，结案50件，结案率89.29%: the rate is named by what was done. */
function rateByName(mention: Mention, back: readonly Mention[]): [Fact, Fact] | undefined {
  // 三公经费预算5万元，支出3.4万元，控制率68%
  const [planned, spent] = back.slice(-2).map(({ fact }) => fact);
  const both = planned?.stage === 'opening' && spent?.stage === 'final' && planned.concept === spent.concept;
  if (both && spent.concept !== 'unnamed' && mention.fact.label.endsWith('控制率')) return [spent, planned];
  const of = /^(.{2,8}?)(?:预算)?(?:执行|完成)率$/u.exec(mention.fact.label)?.[1];
  if (of && mention.fact.concept === 'unnamed') return budgetOf(of, back);
  const act = /^(.{1,6})率$/u.exec(mention.fact.label)?.[1];
  const [all, done] = back.slice(-2);
  if (!act || !all || !done || all.family !== done.family || all.fact.unit !== done.fact.unit) return undefined;
  if (done.family !== 'count' && done.family !== 'money') return undefined;
  if (done.fact.bound || all.fact.bound || done.range || all.range) return undefined;
  // 成功率 of 调解成功, 资金到位率 of 到位.
  const { label } = done.fact;
  if (label.length < 2 || all.fact.label.endsWith(act) || !(label.endsWith(act) || act.endsWith(label)))
    return undefined;
  return [done.fact, all.fact];
}

/** 完成412件，…，超出任务350件62件，完成率117.71%: where the figures beside a rate do not give it, others of their kind may. */
function fittingPair(rate: Mention, back: readonly Mention[], { family, fact }: Mention): [Fact, Fact] | undefined {
  const alike = back.filter((each) => each.family === family && each.fact.unit === fact.unit && !each.range);
  for (const one of alike)
    for (const other of alike)
      if (one !== other && isShare(one.fact, other.fact, rate.fact)) return [one.fact, other.fact];
  return undefined;
}

/** 政府采购预算2310万元，实际采购2198.6万元，…，采购执行率95.18%: of the two figures that carry its name. */
function budgetOf(name: string, back: readonly Mention[]): [Fact, Fact] | undefined {
  const named = back.filter(({ family, fact, base, range }) => {
    return family === 'money' && fact.label.includes(name) && !base && !range && !fact.bound;
  });
  const spent = named.find(({ fact }) => fact.stage === 'final' || fact.stage === 'actual');
  const budget = named.find(({ fact }) => fact.stage === 'opening' || fact.stage === 'adjusted');
  return spent && budget ? [spent.fact, budget.fact] : undefined;
}

/** 目标360人，实际完成388人，完成率…: the goal beside what was reached, in either order. */
function targetBeside(back: readonly Mention[], quantity: Mention): Mention | undefined {
  const other = back[back.indexOf(quantity) - 1];
  if (!other || other.family !== quantity.family || other.fact.unit !== quantity.fact.unit) return undefined;
  if (other.range || isGoal(other) === isGoal(quantity)) return undefined;
  const [one, two] = [other, quantity].map((each) => essenceOf(each.fact.label.replace(GOAL, '')));
  // 新购图书6500册，目标8000册: a goal without a name is that of the figure it stands beside.
  const goal = isGoal(other) ? one : two;
  return one === two || goal === '' ? other : undefined;
}

function isGoal({ fact, family }: Mention): boolean {
  return fact.stage === 'target' || (family === 'count' && fact.stage === 'opening');
}

const GOAL = /(?:年初|年度|全年)?(?:设定)?(?:目标|任务|指标|计划)(?:值|数|任务)?$/u;

function inSentence(back: readonly Mention[], part: Mention, of: string): Fact | undefined {
  const essence = essenceOf(of);
  return back.find((each) => each !== part && each.family === part.family && essenceOf(each.fact.label) === essence)
    ?.fact;
}

/** 30人，每人每年100元，共3000元. */
function addProduct(mentions: readonly Mention[], index: number, add: Add): void {
  const total = mentions[index]!;
  if (total.family !== 'money' || !/(?:共计|合计|共|总计|计)[^，。；]{0,8}$/u.test(total.head)) return;
  const back = mentions.slice(Math.max(0, index - 3), index);
  const rate = back.find(
    (each) =>
      /^(?:按)?.{0,12}(?:每人|人均|每户)(?:每年|每次)?(?:补助|补贴|发放|标准)?(?:为)?$/u.test(each.head.trim()) ||
      /^元[/每](?:人|户)(?:[/·]年)?$/u.test(each.fact.unit),
  );
  const heads = back.find((each) => each.family === 'count' && /人|户|名/u.test(each.fact.unit));
  if (rate && heads && !rate.fact.bound && !heads.fact.bound && !/月/u.test(rate.head))
    add('product', total.fact, [heads.fact, rate.fact]);
}

/** The figures of the document by what they are about, for relations whose other end stands elsewhere. First print wins. */
class KnownFacts {
  /** Those with a name as they were before any statement told more of them, by concept; goals without one by unit. */
  private readonly all: Known[] = [];
  private readonly named = new Map<string, Known[]>();
  private readonly goals = new Map<string, Known[]>();

  constructor(facts: readonly Fact[]) {
    for (const fact of facts) {
      const { concept, stage, label } = fact;
      if (concept === 'unnamed') {
        if (stage === 'target') put(this.goals, fact.unit, { fact, stage, label });
        continue;
      }
      const known = { fact, stage, label };
      this.all.push(known);
      put(this.named, concept, known);
    }
  }

  /** What a change is measured against: 较预算, 比上年. */
  base(fact: Fact, against: Reference | undefined): Fact | undefined {
    if (fact.concept === 'unnamed' || against === undefined) return undefined;
    const { concept, subject, stage, period } = fact;
    if (against === 'budget') return this.find(concept, subject, 'opening', period);
    const before = String(Number(period) - 1);
    return this.find(concept, subject, 'previousFinal') ?? this.find(concept, subject, stage, before);
  }

  private find(concept: string, subject: string, stage: Stage, period?: string): Fact | undefined {
    return this.named
      .get(concept)
      ?.find(
        (known) =>
          known.stage === stage &&
          known.fact.subject === subject &&
          (period === undefined || known.fact.period === period),
      )?.fact;
  }

  /** 人员经费占基本支出的80%: part and whole are named, and their figures stand elsewhere. */
  share(fact: Fact): [Fact, Fact] | undefined {
    const named = /^([^/]{2,}?)占(.{2,}?)的?(?:比例|比重)?(?:为|达)?$/u.exec(fact.label);
    const [part, whole] = (named?.slice(1) ?? []).map((label) => {
      const concept = conceptOf(label, undefined);
      return this.find(concept, fact.subject, 'final', fact.period);
    });
    return part && whole && part !== whole ? [part, whole] : undefined;
  }

  whole(fact: Fact, of: string): Fact | undefined {
    const essence = essenceOf(of);
    const named = this.all.find(
      (known) =>
        known.stage === fact.stage &&
        known.fact.subject === fact.subject &&
        known.fact.period === fact.period &&
        essenceOf(known.label) === essence,
    )?.fact;
    return named ?? this.find(conceptOf(of, undefined), fact.subject, fact.stage, fact.period);
  }

  /** The one goal of that name and unit, if no two of them differ. */
  target(fact: Fact): Fact | undefined {
    const essence = essenceOf(fact.label);
    const found = this.goals.get(fact.unit)?.filter((known) => essenceOf(known.label) === essence) ?? [];
    const first = found[0]?.fact;
    return first && first !== fact && found.every((known) => known.fact.value === first.value) ? first : undefined;
  }
}

interface Known {
  fact: Fact;
  stage: Stage;
  label: string;
}

function put(map: Map<string, Known[]>, key: string, known: Known): void {
  const there = map.get(key);
  if (there) there.push(known);
  else map.set(key, [known]);
}
