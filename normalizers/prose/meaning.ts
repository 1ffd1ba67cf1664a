import { SUMMARY, squeeze, type Concept, type Stage } from '../../schemas/index.js';
import {
  BARE_BUDGET,
  BARE_FLOW,
  HEAD_OFFICE,
  LAST_YEAR_FIGURE,
  PARALLEL,
  SPECIFIC,
  TOTAL_TOPIC,
} from '../vocabulary/prose.js';
import type { Amount } from './amounts.js';
import { conceptOf, essenceOf, labelOf, stageIn } from './label.js';
import type { Stretch } from './passages.js';
import { printedYear, yearBefore } from './period.js';
import type { Mention } from './reading.js';
import { lastClause } from './wording.js';

export interface Meaning {
  concept: Concept;
  label: string;
  stage: Stage;
  period: string;
  /** What the figure before it is compared with. */
  base?: boolean;
}

/** What stands around an amount, widths folded. */
export interface Surroundings {
  /** Words from the last comma or figure to the amount, without the noun of the figure before. */
  head: string;
  /** All words since the figure before; '' where only the noun behind the amount tells what it is. */
  between: string;
  /** Some characters behind its unit. */
  behind: string;
  /** The figure before it in its sentence. */
  last: Mention | undefined;
  /** The nearest figure before it that is neither a change nor what something is compared with. */
  current: Mention | undefined;
  /** The total whose parts are being listed. */
  total: Mention | undefined;
  /** What the heading above is about. */
  topic: Topic | undefined;
  /** Year that the sentence sets, year of the report. */
  year: string;
  reportYear: string;
  cell: Stretch['cell'];
  /** The unit of organisation that is spoken of. */
  subject: string;
}

export interface Topic {
  concept: Concept;
  label: string;
}

/** What a figure in a sentence is: its concept, label, stage and year. */
export function meaningOf(amount: Amount, around: Surroundings): Meaning {
  const { head, between, last, current, cell, reportYear } = around;
  const rate = amount.family === 'percent' || amount.family === 'point';
  const squeezed = squeeze(head);
  // A figure right behind a colon or a bracket is what the clause before it says.
  const words = labelOf(head) === '' ? lastClause(between) : head;
  const told = stageIn(head) ?? (words === head ? undefined : stageIn(words));
  const named = labelOf(words);
  const own = rate ? named : named.replace(WHOLE_OF, '');
  // 年初目标值为140人，实际完成值为0人: the second is of the same quantity.
  const formula = last && /^[=/÷×*+\-().%\d]+$/u.test(squeezed);
  const label = formula ? last.fact.label : last && REACHED.test(own) ? last.fact.label.replace(GOAL, '') : own;
  const set = printedYear(head) || printedYear(between) || yearBefore(head, reportYear);
  const compares = last !== undefined && (last.base || last.fact.stage === 'change');
  const running = compares ? (current ?? (last.base ? undefined : last)) : last;
  const period = set || running?.fact.period || around.year || reportYear;
  if (amount.family === 'score') {
    const stage: Stage = /满分|总分|分值|标准分|权重|共/u.test(head.slice(-6)) || head === '' ? 'target' : 'actual';
    return { concept: 'unnamed', label: label || cell?.label || '得分', stage, period };
  }
  if (cell?.stage) {
    const goal = (label || cell.label).replace(/^(?:指标|目标|任务):?\d*[:：.、]*/u, '');
    return { concept: 'unnamed', label: goal, stage: cell.stage, period };
  }
  if (rate) return rateMeaning(label, around, told, period);
  const again = toldAgain(amount, around);
  if (again) return again;
  const base = baseOf(amount, squeezed, around, set);
  if (base) return base;
  if (last && (/^(?:较|比|同比|与)/u.test(squeezed) || told === 'change')) {
    const of = current && isAlike(amount, current) ? current : last;
    return {
      concept: of === current ? of.fact.concept : 'unnamed',
      label: `${of.fact.label.split(' / ')[0] ?? ''} / ${label || squeezed}`,
      stage: 'change',
      period: of.fact.period,
    };
  }
  const parallel = last && last.fact.concept === 'unnamed' ? PARALLEL.exec(last.fact.label) : null;
  if (parallel?.[1] && conceptOf(parallel[2] ?? '', undefined) !== 'unnamed' && PARALLEL_ONLY.test(label)) {
    return { concept: 'unnamed', label: `${parallel[1]}${label}`, stage: told ?? 'final', period };
  }
  const money = amount.family === 'money' || amount.family === 'bare';
  const topic = money ? topicOf(around) : undefined;
  if (topic) return { ...topic, stage: stageOf(told, undefined, true), period };
  const moved = told === 'change' ? (COMPARED.exec(squeezed)?.[1] ?? label.replace(MOVED, '')) : '';
  const concept = conceptOf(moved === '' ? label : labelOf(moved), told);
  // 本级支出, where no table tells the units apart: not the department's.
  const partial = around.subject === SUMMARY && HEAD_OFFICE.test(label);
  const fits = !/^(?:rate|score|grade)/u.test(concept) && concept.startsWith('staff') === (amount.family === 'count');
  // …，其中：…；实际支出90万元: what was spent is no part of what was planned.
  const firm = told === 'final' && /实际|决算|执行|完成/u.test(squeezed);
  const inherited = around.total && money && !firm ? around.total.fact.stage : undefined;
  const stage = stageOf(told, inherited, money || concept.startsWith('staff'));
  const meaning: Meaning = { concept: fits && !partial ? concept : 'unnamed', label, stage, period };
  return isLastYears(amount, meaning, current) ? { ...meaning, base: true } : meaning;
}

/** 2022年会议费5元，2021年会议费6元: the second is what the first will be compared with. */
function isLastYears(amount: Amount, { label, period }: Meaning, current: Mention | undefined): boolean {
  if (!current || !isAlike(amount, current) || Number(period) + 1 !== Number(current.fact.period)) return false;
  return essenceOf(label) === essenceOf(current.fact.label);
}

/** 占总支出1250万元的40%: the whole. */
const WHOLE_OF = /^占(?![用地比])/u;
const REACHED = /^(?:实际)?(?:完成|达到)?(?:数|值)$|^实际(?:完成|达到)?$/u;
const GOAL = /(?:年初|年度|全年)?(?:设定)?(?:目标|任务|指标|计划)(?:值|数|任务)?$/u;
const PARALLEL_ONLY = /^(?:总|当期|本期|累计|滚存)?(?:收入|支出|结余|收入合计|支出合计)$/u;
/** “三公”经费比上年减少: what is moved, where its own figure is not told. */
const COMPARED = /^(.{2,24}?)(?:较|比|同比|与.{1,12}相比)/u;
const MOVED = /(?:增加|减少|增长|下降|降低|压缩|节约|上升)了?$/u;
const MOVES = /^(?:元|万元)?(?:的)?(?:相比|对比|比较|相较)?[\s，,]*(?:增(?!减)|减|下降|上升|提高|少|多|降|压|节约|超)/u;

/** 4,320,500.00元（432.05万元）: the figure before it in another unit. */
function toldAgain(amount: Amount, { between, behind, last }: Surroundings): Meaning | undefined {
  if (!last || !isInOtherUnit(amount, last) || !/^\s*[（(]\s*$/u.test(between) || !/^\s*[）)]/u.test(behind))
    return undefined;
  const { concept, label, stage, period } = last.fact;
  return { concept, label, stage, period };
}

function isInOtherUnit({ family, unit }: Amount, last: Mention): boolean {
  return family === 'money' && last.family === 'money' && unit !== last.fact.unit;
}

/** 较上年的4万元减少…, 上年支出4万元, 年初预算4万元 behind a figure: of the same quantity, in another year or stage. */
function baseOf(amount: Amount, squeezed: string, around: Surroundings, set: string): Meaning | undefined {
  const { head, behind, current, last } = around;
  const of = current && isAlike(amount, current) ? current : undefined;
  const compared =
    /^(?:较|比|同|与)[^增减少多升降压节超]*$/u.test(squeezed) && MOVES.test(behind) && !/^[-+]/u.test(amount.value);
  const subject = of ?? (compared ? last : undefined);
  if (!subject) return compared ? formerOf(head, around) : undefined;
  const budget = /预算|年初/u.test(squeezed);
  const goal = compared && /计划|目标|任务/u.test(squeezed);
  const aside = compared ? null : LAST_YEAR_FIGURE.exec(squeezed);
  if (!compared && (!aside || budget)) return undefined;
  const flow = aside?.[1] ?? '';
  if (flow !== '' && !flowFits(flow, subject)) return undefined;
  const before = String(Number(subject.fact.period) - 1);
  const { concept, label, stage } = subject.fact;
  const year = printedYear(head);
  if (aside && year === subject.fact.period) return undefined;
  return {
    concept,
    label: label.split(' / ')[0] ?? label,
    stage: goal
      ? 'target'
      : budget
        ? /调整|全年预算/u.test(squeezed)
          ? 'adjusted'
          : 'opening'
        : /上年|去年|上一年/u.test(squeezed) && stage === 'final'
          ? 'previousFinal'
          : stage,
    period: budget || goal ? subject.fact.period : year || (set !== subject.fact.period && set) || before,
    base: true,
  };
}

/** 与2020年决算支出14万元相比，增支1万元: last year's, where this year's figure stands in another sentence. */
function formerOf(head: string, { reportYear }: Surroundings): Meaning | undefined {
  const told = FORMER.exec(squeeze(head));
  const label = told ? labelOf(told[2] ?? '') : '';
  const concept = conceptOf(label, 'final');
  if (!told || reportYear === '' || concept === 'unnamed' || /预算|计划|目标/u.test(label)) return undefined;
  return { concept, label, stage: 'final', period: told[1] ?? String(Number(reportYear) - 1), base: true };
}

const FORMER = /^(?:与|较|比|同)(?:((?:19|20)\d\d)年度?|上年度?|去年)的?(.+)$/u;

/** 上年支出 is of what was spent, 上年收入 of what came in. */
function flowFits(flow: string, { fact }: Mention): boolean {
  if (flow === '收入') return /收入/u.test(fact.label);
  return !/收入|结余|结转/u.test(fact.label) && !fact.concept.startsWith('income');
}

/**
 * 支出, 决算数 or 年初预算 alone are of what the sentence speaks of: the figure before (“三公”经费预算5万元，实际支出4万元),
 * a clause before (公务接待费方面，2022年支出3万元) or the heading above. Undefined where the words say more, or nothing does.
 */
function topicOf(around: Surroundings): Topic | undefined {
  const dated = squeeze(around.head).replace(/^.*?(?:19|20)\d\d年度?(?:,)?/u, '');
  // 占年初预算60万元的…, 完成预算60万元的…: of the figure before, whatever it is called.
  const squeezed = dated.replace(/^(?:占|完成|为|达到)/u, '');
  const whole = squeezed !== dated;
  const flow = BARE_FLOW.test(squeezed);
  const budget = BARE_BUDGET.test(squeezed);
  if (!flow && !budget) return undefined;
  const { current } = around;
  if (current) {
    const { concept, label } = current.fact;
    // 其中公务接待费预算8万元，决算4.62万元: of the part just told, not of the whole.
    const part =
      current !== around.total && /^[^，,；;。]*[，,][^，,；;。]*$/u.test(around.between) && current === around.last;
    // 营养餐惠及786人，支出61万元: of what the sentence has been about, and not of the department.
    const other = concept === 'unnamed' && current.family !== 'money' && !around.total;
    if (other && !whole && FLOW_ALONE.test(squeezed)) return { concept, label: squeezed };
    const provided = flow && isProvided(around);
    if (provided) current.fact.stage = 'adjusted';
    if (provided && concept === 'unnamed') return { concept, label: label.split(' / ')[0] ?? label };
    const specific = (SPECIFIC.test(concept) || (whole && concept === 'unnamed')) && (!around.total || part);
    return specific ? { concept, label: (label.split(' / ')[0] ?? label).replace(STAGE_END, '') } : undefined;
  }
  const clauses = around.between.split(/([，,；;：:。\n])/u);
  for (let at = clauses.length - 3; at >= 0 && at >= clauses.length - 7; at -= 2) {
    const topic = namedTopic(clauses[at] ?? '', /[:：]/u.test(clauses[at + 1] ?? ''));
    if (topic) return topic;
  }
  return around.topic;
}

/** 人员经费449万元，支出445万元: right before what was spent of it stands what was provided for it. */
function isProvided({ head, between, current, last }: Surroundings): boolean {
  if (!current || current !== last || current.family !== 'money' || current.fact.stage !== 'final') return false;
  const own = current.fact.concept === 'unnamed' ? FOR_SOMETHING : /^(?:expenditure\.(?!total)|threePublic\.)/u;
  const named = own.test(current.fact.concept === 'unnamed' ? current.fact.label : current.fact.concept);
  return (
    named && !SPENT.test(current.head) && FLOW_ALONE.test(squeeze(head)) && /^\s*[，,][^，,；;。]*$/u.test(between)
  );
}

const FOR_SOMETHING = /(?:经费|资金|专项|补助|补贴|项目|工程)$/u;
const SPENT = /支出|决算|执行|使用|开支|完成|发放|拨付/u;
const FLOW_ALONE = /^(?:实际|共|共计|累计)?(?:支出|开支)(?:为|共|约|达)?$/u;

const STAGE_END = /(?:年初|全年|年度|调整后)?(?:的)?(?:支出)?(?:预算|决算)(?:数|额|安排)?$/u;

/** What a heading or the opening clause of a sentence is about, if that is one quantity. */
export function namedTopic(clause: string, opening: boolean): Topic | undefined {
  const words = squeeze(clause).replace(LIST_NUMBER, '');
  if (words === '' || words.length > 30) return undefined;
  if (/\d/u.test(words) && /\d/u.test(words.replace(/(?:19|20)\d\d年度?/gu, ''))) return undefined;
  const bare = ABOUT_ENDS.has(words.slice(-2)) ? words.replace(ABOUT, '') : words;
  const label = labelOf(bare);
  if (label === '' || TOTAL_TOPIC.test(label)) return undefined;
  const concept = conceptOf(label, undefined);
  if (SPECIFIC.test(concept)) return { concept, label };
  const nominal = (opening || words.endsWith('方面')) && concept === 'unnamed' && /费$|经费$|费用$/u.test(label);
  return nominal && label.length <= 14 ? { concept, label } : undefined;
}

const LIST_NUMBER = /^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|[①-⑳])/u;
const ABOUT_ENDS: ReadonlySet<string> = new Set(['情况', '方面', '分析', '说明']);
const ABOUT = /(?:(?:的|支出|使用|开支|管理|执行|控制|预算|决算|和|及|与|、)*(?:情况|方面|分析|说明))$/u;

function isAlike(amount: Amount, mention: Mention): boolean {
  if (isMoney(amount.family)) return isMoney(mention.family);
  return amount.family === mention.family && (amount.family !== 'count' || amount.unit === mention.fact.unit);
}

function isMoney(family: Amount['family']): boolean {
  return family === 'money' || family === 'bare';
}

/** A part is of its total's stage, unless its own words say more than 支出 or 收入 do. */
function stageOf(told: Stage | undefined, inherited: Stage | undefined, money: boolean): Stage {
  if (inherited && inherited !== 'change' && (told === undefined || told === 'final')) return inherited;
  if (told === 'final' || told === 'previousFinal') return money ? told : 'actual';
  return told ?? (money ? 'final' : 'actual');
}

function rateMeaning(label: string, around: Surroundings, told: Stage | undefined, period: string): Meaning {
  const { last, current } = around;
  const words = squeeze(around.head);
  const changes = CHANGES.test(words);
  const moved = last && (last.base || last.fact.stage === 'change') ? (current ?? last) : last;
  const subject = changes ? moved : last;
  const of = subject && subject.family !== 'score' ? `${ofChange(subject)} / ` : '';
  if (changes) return { concept: 'rate.change', label: `${of}${label || words}`, stage: 'change', period };
  if (/占(?!用|地)[^，。；]*$/u.test(words))
    return {
      concept: 'rate.share',
      label: /^.+占/u.test(label) ? label : `${of}${label || '占'}`,
      stage: 'actual',
      period,
    };
  if (
    /^的?$/u.test(words.replace(/^[）)]/u, '')) ||
    /^(?:完成|为|达到?|相当于)(?:比例|率|目标|任务|年初|预算|计划|全年|年度|调整).{0,10}$/u.test(words) ||
    (/^完成$/u.test(words) && (last?.fact.stage === 'target' || last?.fact.stage === 'change'))
  ) {
    const execution = /预算(?:执行|完成)率?|完成(?:年初|全年|年度|调整后?)?(?:部门|支出|收入)?预算/u.test(words);
    const concept = execution ? 'rate.execution' : 'rate.completion';
    return { concept, label: `${of}${label || '完成比例'}`, stage: 'actual', period };
  }
  const concept = conceptOf(label, undefined);
  const rate = concept.startsWith('rate.') || concept === 'staff.controlRate';
  return {
    concept: rate ? concept : 'unnamed',
    label: label || `${of}比例`,
    stage: told === 'target' || told === 'opening' ? 'target' : 'actual',
    period,
  };
}

const CHANGES =
  /(?:增长|增加|下降|减少|降低|压缩|压减|节约|节省|上升|提高|增幅|降幅|下降了|增长了|超支|多支|少支|增支|减支)(?:了|为|约|达|率|幅度|幅)*$/u;

function ofChange({ fact }: Mention): string {
  return fact.stage === 'change' ? (fact.label.split(' / ')[0] ?? '') : fact.label;
}
