import type { Fact } from '../../schemas/index.js';
import { asidesIn } from './asides.js';
import type { KnownFacts } from './known-facts.js';
import { essenceOf } from './label.js';
import type { PartList } from './parts.js';
import type { Mention, Sentence } from './reading.js';
import type { Add } from './add.js';
import { isShare, wholeBehind } from './ties.js';

/** Shares, completions and rates with their numerators and denominators. */
export function addRatio(
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
export function lastBefore(sentences: readonly Sentence[], at: number): Mention | undefined {
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
