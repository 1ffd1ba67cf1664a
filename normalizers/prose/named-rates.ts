import type { Fact } from '../../schemas/index.js';
import { asidesIn } from './asides.js';
import type { Mention } from './reading.js';
import { isAlike, isPlain, isShare } from './ties.js';

/** What stands around a rate: the figures before it, the one behind it, what ends the sentence before, and the total of each listed item. */
interface Around {
  back: readonly Mention[];
  next: Mention | undefined;
  before: Mention | undefined;
  totals: ReadonlyMap<Mention, Mention>;
}

/** The two figures that a rate is of by its name, numerator first: 受理案件56件，结案50件，结案率89.29%. */
export function rateByName(rate: Mention, around: Around): [Fact, Fact] | undefined {
  const { back } = around;
  // 三公经费预算5万元，支出3.4万元，控制率68%
  const [planned, spent] = back.slice(-2).map(({ fact }) => fact);
  const both = planned?.stage === 'opening' && spent?.stage === 'final' && planned.concept === spent.concept;
  if (both && spent.concept !== 'unnamed' && rate.fact.label.endsWith('控制率')) return [spent, planned];
  // 合计编制60人，实有55人，控制率91.67%
  if (planned && spent && rate.fact.label.endsWith('控制率') && /编制/u.test(planned.label) && STAFF.test(spent.label))
    return [spent, planned];
  const of = /^(.{2,8}?)(?:预算)?(?:执行|完成)率$/u.exec(rate.fact.label)?.[1];
  if (of && rate.fact.concept === 'unnamed') return budgetOf(of, back);
  const act = /^(.{1,8})率$/u.exec(rate.fact.label)?.[1];
  return act ? actAndAll(act, rate, around) : undefined;
}

const STAFF = /^(?:年末|现)?(?:实有|在职|在岗|在编)/u;

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
function actAndAll(act: string, rate: Mention, around: Around): [Fact, Fact] | undefined {
  const { back, next, before, totals } = around;
  const told = back.filter((each) => isFigure(each));
  const figures = told.filter((each) => !totals.has(each) || totals.has(told.at(-1)!));
  const done = figures.findLast((each) => isDone(each.fact.label, act));
  if (!done) return undefined;
  // 规范管理10530人，规范管理率75.21%（在管14001人）
  const aside = next && /^\s*[（(][^，,）)]*$/u.test(next.between) && isAlike(next, done) && isPlain(next);
  const asides = asidesIn(back, rate.between);
  const others = figures.filter(
    (each) => each !== done && isAlike(each, done) && !isDone(each.fact.label, act) && !asides.has(each),
  );
  if (aside) others.push(next);
  // 结转结余率 is of what there was to spend, never of what was spent.
  const left = /结[转余]|节余|差异|偏差/u.test(act);
  if (left && before && isAlike(before, done) && isBudget(before)) others.unshift(before);
  const fitting = others.find((each) => isShare(done.fact, each.fact, rate.fact));
  if (fitting) return [done.fact, fitting.fact];
  if (left) {
    // 食堂收入312万元，支出308万元，结余4万元，结余率1.33%
    const all = others.findLast((each) => isBudget(each)) ?? others.findLast(({ fact }) => fact.label.endsWith('收入'));
    return all && [done.fact, all.fact];
  }
  // 无公害防治率 is not of all that was treated.
  if (!isOfAct(done.fact.label, act) || totals.has(done)) return undefined;
  if (aside) return [done.fact, next.fact];
  const clause = figures.findLastIndex((each) => /[；;]/u.test(each.between));
  const after = others.filter((each) => figures.indexOf(each) >= clause);
  const here = (after.length > 0 ? after : others).filter((each) => !/^\s*[）)]/u.test(each.after));
  const asked = here.filter((each) => isAsked(each.fact.label, act));
  const all = asked.length > 0 ? asked : here;
  const [only] = all;
  const alike = figures.filter((each) => isAlike(each, done));
  const near = alike.at(-1) === done && alike.at(-2) === only;
  return only && all.length === 1 && (near || asked.length > 0) ? [done.fact, only.fact] : undefined;
}

function isBudget({ fact }: Mention): boolean {
  return fact.stage === 'opening' || fact.stage === 'adjusted';
}

/** Does the label say all that the name of the rate says? */
function isOfAct(label: string, act: string): boolean {
  const own = label.split(' / ').at(-1) ?? label;
  const bare = act.replace(GENERAL, '');
  return own.includes(bare) || bare.endsWith(own) || own.endsWith(bare.charAt(0)) || isCollected(own, bare);
}

/** Words of rates that tell no kind of thing. */
const GENERAL = /^(?:有效|资金|经费|项目|案件|问题|隐患|按期|按时|及时|实际|总体|累计|综合)+(?=.{2})/u;

/** Changes are figures too: 较概算节约119.5万元，节约率5.95%. */
function isFigure(mention: Mention): boolean {
  return (
    isPlain(mention) || (mention.fact.stage === 'change' && (mention.family === 'money' || mention.family === 'count'))
  );
}

/** 成功率 of 调解成功, 资金到位率 of 实际到位, 开工率 of 开工项目, 有效回收率 of 回收有效问卷; not of 应到位. */
function isDone(label: string, act: string): boolean {
  if (isAsked(label, act) || /^[不未非]/u.test(label)) return false;
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
  return (
    /^(?:应|需|拟)(?!急)/u.test(label) ||
    (/^核减|审减/u.test(act) && /送审|报审|申报/u.test(label)) ||
    (/负债/u.test(act) && /(?<!净)资产/u.test(label))
  );
}
