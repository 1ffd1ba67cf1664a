import type { Fact } from '../../schemas/index.js';
import type { Mention } from './reading.js';
import { isAlike, isPlain, isShare } from './ties.js';

/** The two figures that a rate is of by its name, numerator first: 受理案件56件，结案50件，结案率89.29%. */
export function rateByName(
  rate: Mention,
  back: readonly Mention[],
  totals: ReadonlyMap<Mention, Mention>,
): [Fact, Fact] | undefined {
  // 三公经费预算5万元，支出3.4万元，控制率68%
  const [planned, spent] = back.slice(-2).map(({ fact }) => fact);
  const both = planned?.stage === 'opening' && spent?.stage === 'final' && planned.concept === spent.concept;
  if (both && spent.concept !== 'unnamed' && rate.fact.label.endsWith('控制率')) return [spent, planned];
  const of = /^(.{2,8}?)(?:预算)?(?:执行|完成)率$/u.exec(rate.fact.label)?.[1];
  if (of && rate.fact.concept === 'unnamed') return budgetOf(of, back);
  const act = /^(.{1,8})率$/u.exec(rate.fact.label)?.[1];
  return act ? actAndAll(act, rate, back, totals) : undefined;
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

/** What was done and what there was to do; where the two before the rate do not give it, others of their kind may. */
function actAndAll(
  act: string,
  rate: Mention,
  back: readonly Mention[],
  totals: ReadonlyMap<Mention, Mention>,
): [Fact, Fact] | undefined {
  const told = back.filter((each) => isFigure(each));
  const figures = told.filter((each) => !totals.has(each) || totals.has(told.at(-1)!));
  const done = figures.findLast((each) => isDone(each.fact.label, act));
  if (!done) return undefined;
  const others = figures.filter((each) => each !== done && isAlike(each, done) && !isDone(each.fact.label, act));
  const fitting = others.find((each) => isShare(done.fact, each.fact, rate.fact));
  if (fitting) return [done.fact, fitting.fact];
  const asked = others.filter((each) => isAsked(each.fact.label, act));
  const all = asked.length > 0 ? asked : others;
  const [only] = all;
  const alike = figures.filter((each) => isAlike(each, done));
  const near = alike.at(-1) === done && alike.at(-2) === only;
  return only && all.length === 1 && (near || asked.length > 0) ? [done.fact, only.fact] : undefined;
}

/** Changes are figures too: 较概算节约119.5万元，节约率5.95%. */
function isFigure(mention: Mention): boolean {
  return (
    isPlain(mention) || (mention.fact.stage === 'change' && (mention.family === 'money' || mention.family === 'count'))
  );
}

/** 成功率 of 调解成功, 资金到位率 of 实际到位, 开工率 of 开工项目, 有效回收率 of 回收有效问卷; not of 应到位. */
function isDone(label: string, act: string): boolean {
  if (isAsked(label, act)) return false;
  const own = label.split(' / ').at(-1) ?? label;
  if (own.length >= 2 && (own.endsWith(act) || act.endsWith(own))) return true;
  // 审执结6705件，结案率98%
  if (own.length <= 4 && own.length > 1 && own.endsWith(act.charAt(0))) return true;
  const core = act.slice(-2);
  return core.length === 2 && !/^(?:控制|增长|变动)$/u.test(core) && (own.includes(core) || isCollected(own, act));
}

/** 实收水费 of 收缴率 */
function isCollected(label: string, act: string): boolean {
  const did = /^(?:实际|实|已)(.)/u.exec(label)?.[1];
  return did !== undefined && act.includes(did);
}

/** 应收, 应到位, 送审, 概算: what there was before anything was done. */
function isAsked(label: string, act: string): boolean {
  return /^(?:应|需|拟)(?!急)/u.test(label) || (/^核?减|审减/u.test(act) ? /送审|报审|申报/u.test(label) : false);
}
