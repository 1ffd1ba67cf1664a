import type { Fact } from '../../schemas/index.js';
import type { Add } from './add.js';
import { asidesIn } from './asides.js';
import type { KnownFacts } from './known-facts.js';
import { essenceOf } from './label.js';
import { rateByName } from './named-rates.js';
import type { Mention, Sentence } from './reading.js';
import { addShare, type Lists } from './shares.js';
import { isPlain, isShare } from './ties.js';

/** Shares, completions and rates with their numerators and denominators. */
export function addRatio(
  mentions: readonly Mention[],
  index: number,
  before: Mention | undefined,
  known: KnownFacts,
  ofLists: Lists,
  add: Add,
): void {
  const mention = mentions[index]!;
  const { totals } = ofLists;
  if (mention.family !== 'percent' || mention.range || mention.fact.bound || mention.fact.stage === 'change') return;
  const back = mentions.slice(Math.max(0, index - 6), index);
  const last = back.at(-1);
  const { concept } = mention.fact;
  if (concept === 'rate.execution' || concept === 'rate.adjustment') {
    const over = concept === 'rate.execution' ? ['final', 'actual'] : ['adjustment'];
    const under = concept === 'rate.execution' ? denominators(mention.head) : ['opening'];
    const top = back.findLast(
      (each) => each.family === 'money' && over.includes(each.fact.stage) && !LEFT.test(each.fact.label),
    );
    // 预算100万元，其中：…；支出90万元，执行率90%: what is spent of the whole is measured by the whole.
    const whole = top && totals.get(top);
    // …预算186万元，其中：接待费5万元，完成预算的77%: the budget of a part is not that of the whole.
    const from = whole ? back.indexOf(whole) + 1 : 0;
    const isWhole = (each: Mention): boolean => (whole ? back.indexOf(each) >= from : !totals.has(each));
    const bottom = under
      .map((stage) => back.findLast((each) => each.family === 'money' && each.fact.stage === stage && isWhole(each)))
      .find(Boolean);
    // 全年可用指标1599万元。全年支出1571万元，支出进度98.27%: the budget ends the sentence before.
    const told = before && under.includes(before.fact.stage) && top === back[0] ? before : undefined;
    const budget = bottom ?? told;
    if (top && budget) add('ratio', mention.fact, [top.fact, budget.fact]);
    // 两项共计65万元，已支出61.2万元，支出率94.15%: of what the sentence speaks of, and not of the budget.
    const share =
      top && !budget
        ? back.find((each) => each !== top && isPlain(each) && isShare(top.fact, each.fact, mention.fact))
        : undefined;
    if (top && share) {
      mention.fact.concept = 'unnamed';
      add('ratio', mention.fact, [top.fact, share.fact]);
    }
    const adjusted = back.findLast(
      (each) => each.family === 'money' && each.fact.stage === 'adjusted' && !totals.has(each),
    );
    // 年初预算1000万元，调整后预算1200万元，预算调整率20%: the adjustment is not told.
    if (concept === 'rate.adjustment' && !top && bottom && adjusted)
      add('growth', mention.fact, [adjusted.fact, bottom.fact]);
    return;
  }
  if (/使用率|利用率/u.test(mention.fact.label)) {
    const used = back.findLast((each) => each.fact.concept === 'assets.inUse');
    const own = used && totals.get(used);
    const wholes = [own, ...back.toReversed()].filter(
      (each) => each && (each === own || (each.fact.concept === 'assets.total' && isPlain(each))),
    );
    const all = (used && wholes.find((each) => isShare(used.fact, each!.fact, mention.fact))) ?? wholes[0];
    if (used && all) add('ratio', mention.fact, [used.fact, all.fact]);
    return;
  }
  const named = rateByName(mention, {
    back: mentions.slice(Math.max(0, index - 12), index),
    next: mentions[index + 1],
    before,
    totals,
  });
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
      .findLast(
        ({ family, fact, base }) =>
          family === last.family && fact.unit === last.fact.unit && fact.stage !== 'change' && !base,
      );
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
    // 治理面积28.5平方公里，完成率109.62%（目标26平方公里）
    const behind = mentions[index + 1];
    const aside = behind && /^\s*[（(][^，,）)]*$/u.test(behind.between) && behind.fact.unit === quantity.fact.unit;
    const goalOf = aside && isGoal(behind) ? behind.fact : known.target(quantity.fact);
    if (goalOf) add('completion', mention.fact, [quantity.fact, goalOf]);
    return;
  }
  if (concept === 'rate.share') addShare(mentions, index, quantity, known, ofLists, add);
}

/** 支出305万元，结余7万元，支出进度97.7%: what is left was not spent. */
const LEFT = /结余|结转|剩余|节余/u;

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

/** 完成412件，…，超出任务350件62件，完成率117.71%: where the figures beside a rate do not give it, others of their kind may. */
function fittingPair(rate: Mention, back: readonly Mention[], { family, fact }: Mention): [Fact, Fact] | undefined {
  const alike = back.filter((each) => each.family === family && each.fact.unit === fact.unit && !each.range);
  for (const one of alike)
    for (const other of alike)
      if (one !== other && isShare(one.fact, other.fact, rate.fact)) return [one.fact, other.fact];
  return undefined;
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
