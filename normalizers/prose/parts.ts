import { Decimal, squeeze, type Concept } from '../../schemas/index.js';
import { WHOLES } from '../vocabulary/labels.js';
import { AND_OTHERS, EXHAUSTIVE, MADE_OF, PARTS_TRIGGER, TRAILING_SUM, WHOLE_LIST } from '../vocabulary/prose.js';
import { essenceOf } from './label.js';
import type { Mention, Sentence } from './reading.js';

/** A total with the figures that its sentence lists as its parts. */
export interface PartList {
  total: Mention;
  items: Mention[];
  /** Whether the words promise a whole list, or the parts are known to make up the total. */
  complete: boolean;
  /** The figure before the list that counts its items: 项目22个，具体为：… */
  counted?: Mention;
}

interface Open extends PartList {
  /** How many brackets stand open where the list begins; outside of them it ends. */
  floor: number;
  /** How many stand open around its items: 甲（5万元）、乙（4万元） has one more than its floor. */
  level: number | undefined;
  /** 由A和B构成: the words that promise a list stand behind it. */
  madeOf: boolean;
  /** 60名（行政22名、事业38名）: a bracket behind the total, without a word that promises a list. */
  aside: boolean;
  colon: boolean;
  /** The separators seen between items. */
  commas: boolean;
  /** Index of the last mention that belongs to it. */
  last: number;
  closed: boolean;
}

/** Finds the lists of a sentence: totals, their triggers (其中, 包括, 分别为, 具体为), nested lists, where each ends. */
export function partLists({ mentions, bracketed }: Sentence): PartList[] {
  if (mentions.length < 2) return [];
  const done: Open[] = [];
  const open: Open[] = [];
  const depths: number[] = [];
  let depth = 0;
  for (let index = 0; index < mentions.length; index++) {
    const mention = mentions[index]!;
    const between = mention.between;
    const trigger = index > 0 ? triggerIn(between) : undefined;
    const lead = trigger ? between.slice(0, trigger.at) : between;
    let floor = 0;
    if (bracketed) {
      const { least } = bracketsIn(lead, depth);
      if (trigger) floor = bracketsIn(between.slice(0, trigger.end), depth).depth;
      depth = bracketsIn(between, depth).depth;
      for (const list of open) if (least < list.floor) list.closed = true;
    }
    depths.push(depth);
    if (trigger) {
      if (/[。]/u.test(lead) || isBeyond(mentions[index - 1]!, mention)) open.length = 0;
      else closeAt(open, mention, index, lead, mentions);
      open.push(...startLists(mentions, index, trigger, floor, depths, open));
      if (open.length > 8) open.splice(0, open.length - 8);
    } else closeAt(open, mention, index, between, mentions);
    for (let at = open.length - 1; at >= 0; at--) {
      const list = open[at]!;
      if (list.closed || !isLevel(list, depth, mention) || !accepts(list, mention)) continue;
      if (list.items.length === 0) done.push(list);
      list.level = depth;
      list.items.push(mention);
      list.last = index;
      break;
    }
  }
  const lists = done.filter((list) => isList(list) && !isOfSeveral(list, mentions));
  for (const list of lists) {
    list.items = withoutNext(ofOneStage(list), list);
    list.complete = isComplete(list);
    // 共33个，其中甲19个、乙11个、其他3个: a rest is many things.
    if (OTHERS.test(list.items.at(-1)!.fact.label)) delete list.counted;
    list.total = wholeOf(list, mentions);
  }
  return withCarried(lists.filter((list) => !isBeyondBalance(list)));
}

/** 支出868万元，结余7万元。其中招商经费426万元: what is left over is not what is divided. */
function isBeyondBalance({ total, items }: Open): boolean {
  if (!total.fact.concept.startsWith('balance.')) return false;
  return items.some((item) => new Decimal(item.fact.value).gt(total.fact.value) && !isLeft(item));
}

function isLeft({ fact }: Mention): boolean {
  return /结[余转]/u.test(fact.label);
}

/** 其中接待费预算8万元，决算4万元；…: of parts that are told as planned and as spent, those that are what the total is. */
function ofOneStage({ total, items }: Open): Mention[] {
  const twice = items.some(({ fact }, at) => {
    const before = items[at - 1]?.fact;
    return (
      before !== undefined &&
      before.concept === fact.concept &&
      fact.concept !== 'unnamed' &&
      before.stage !== fact.stage
    );
  });
  const own = twice ? items.filter(({ fact }) => fact.stage === total.fact.stage) : items;
  return own.length > 0 ? own : items;
}

/** 学生1782人，其中七年级608人、八年级596人、九年级578人，寄宿生1120人: a comma behind items joined by 、 ends them. */
function withoutNext(items: Mention[], { total, complete }: Open): Mention[] {
  const next = items.findIndex(({ between }, at) => at > 1 && /^[^，,；;、]{0,4}[，,；;]/u.test(between));
  if (complete || next < 0 || !items.slice(1, next).every(({ between }) => /^[^，,；;、]{0,4}、/u.test(between)))
    return items;
  const sum = items.reduce((at, { fact }) => at.plus(fact.value), new Decimal(0));
  const alike = items.every(({ fact }) => fact.unit === total.fact.unit);
  return alike && sum.gt(total.fact.value) ? items.slice(0, next) : items;
}

/**
 * 原值2310万元，折旧1105万元，净值1205万元。其中房屋…: of figures told side by side any may be the whole. The nearest is,
 * unless the parts exceed it and not one of the others.
 */
function wholeOf(list: Open, mentions: readonly Mention[]): Mention {
  const { total, items, last } = list;
  const own = namedWhole(list, mentions);
  if (own) return own;
  if (list.aside) return total;
  const left = total.fact.concept.startsWith('balance.') && !items.some(isLeft);
  if ((total.fact.concept !== 'unnamed' && !left) || items.length < 2) return total;
  const sum = items.reduce((at, { fact }) => at.plus(fact.value), new Decimal(0));
  if (items.some(({ fact }) => fact.unit !== total.fact.unit) || sum.lte(total.fact.value)) return total;
  const at = mentions.indexOf(total);
  const beside: Mention[] = [];
  if (last <= at) return total;
  for (const [back, mention] of mentions
    .slice(Math.max(0, at - 5), at)
    .toReversed()
    .entries()) {
    // 采购1042万元，执行率93%，节约77万元。其中…: a rate between them is of one of them.
    if (mention.family === 'percent' && /^[，,、；;]/u.test(mentions[at - back]!.between.trimStart())) continue;
    const sibling = familyKey(mention) === familyKey(total) && mention.fact.unit === total.fact.unit;
    const aside = mention.base || mention.range || mention.fact.stage === 'change';
    if (!sibling || aside || !/^[，,、；;]/u.test(mentions[at - back]!.between.trimStart())) break;
    beside.push(mention);
  }
  return beside.find(({ fact }) => sum.eq(fact.value)) ?? beside.find(({ fact }) => sum.lt(fact.value)) ?? total;
}

/** 总收入A，总支出B，结余C。其中基本支出D、项目支出E: known parts are of the total that they are known to be of. */
function namedWhole({ total, items }: Open, mentions: readonly Mention[]): Mention | undefined {
  if (!total.fact.concept.startsWith('balance.')) return undefined;
  const home = WHOLES.find(({ parts }) => items.every(({ fact }) => parts.includes(fact.concept)));
  const at = mentions.indexOf(total);
  return mentions
    .slice(Math.max(0, at - 4), at)
    .findLast((each) => each.fact.concept === home?.whole && each.fact.stage === total.fact.stage && !each.base);
}

function isList({ items, madeOf, aside, total }: Open): boolean {
  const last = items.at(-1);
  if (!last) return false;
  if (madeOf) return MADE.test(last.after);
  if (!aside) return true;
  // 支出80万元（预算90万元、上年85万元）: what is told beside a figure to compare it with is no part of it.
  const other = items.some(({ fact }) => OTHER_STAGE.has(fact.stage) && fact.stage !== total.fact.stage);
  const alike = items.every(({ fact }) => fact.period === total.fact.period && fact.unit === total.fact.unit);
  return items.length > 1 && !other && alike && /^\s*[）)]/u.test(last.after);
}

/** 应收A，实收B，欠缴C。其中：甲应收D，实收E；乙应收F，实收G: each part tells all of them, and none adds up to the last. */
function isOfSeveral({ total, items, last }: Open, mentions: readonly Mention[]): boolean {
  const at = mentions.indexOf(total);
  if (items.length < 2 || last < at) return false;
  const told = mentions
    .slice(Math.max(0, at - 6), at)
    .filter((each) => familyKey(each) === familyKey(total) && !each.base && each.fact.stage !== 'change');
  return items.some(({ fact }) => told.some((each) => each.fact.label === fact.label && fact.label.length > 1));
}

const OTHER_STAGE: ReadonlySet<string> = new Set(['opening', 'adjusted', 'adjustment', 'previousFinal', 'target']);

/** 收入100万元（含上年结转10万元），其中财政拨款80万元，其他收入10万元: the total holds what was carried in. */
function withCarried(lists: readonly Open[]): Open[] {
  const within = new Map<Mention, Open>();
  return lists.filter((list) => {
    const before = within.get(list.total);
    if (!before) within.set(list.total, list);
    else if (before.items.every(({ fact }) => fact.concept === 'income.carriedIn')) {
      if (!list.items.some(({ fact }) => fact.concept === 'income.carriedIn')) before.items.push(...list.items);
      else before.items.splice(0, before.items.length, ...list.items);
      before.complete = list.complete;
      return false;
    } else list.complete = false;
    return true;
  });
}

/** Words are missing between two figures: 其中 begins a sentence of its own. */
function isBeyond(before: Mention, { passage, start, between }: Mention): boolean {
  return before.passage === passage && start - between.length > before.end;
}

const MADE = /^[^,，。；;]{0,8}(?:构成|组成)/u;

const AMONG = /^\s?\p{Script=Han}{0,8}中[，,：:]/u;

interface Trigger {
  at: number;
  end: number;
  words: string;
  madeOf?: boolean;
  aside?: boolean;
}

function triggerIn(between: string): Trigger | undefined {
  const told = PARTS_TRIGGER.exec(between);
  if (told) return { at: told.index, end: told.index + told[0].length, words: between.slice(told.index) };
  // 4682名教师中，研究生328人、本科3610人
  const among = between.includes('中') ? AMONG.exec(between) : null;
  if (among) return { at: 0, end: among[0].length, words: '其中' };
  const made = MADE_OF.exec(between);
  if (made) return { at: made.index, end: made.index + made[0].length, words: '', madeOf: true };
  // 全年支出100万元：人员经费60万元，…
  const colon = /^\s?[:：]/u.exec(between);
  if (colon) return { at: 0, end: colon[0].length, words: ':' };
  const aside = /^\s?[（(]/u.exec(between);
  return aside ? { at: 0, end: aside[0].length, words: '', aside: true } : undefined;
}

/** The brackets that stand open behind some words, and the fewest that stood open within them. */
function bracketsIn(words: string, open: number): { depth: number; least: number } {
  let depth = open;
  let least = open;
  BRACKETS.lastIndex = 0;
  while (BRACKETS.test(words)) {
    const character = words.charAt(BRACKETS.lastIndex - 1);
    if (character === '(' || character === '（') depth++;
    else if (depth > 0) depth--;
    if (depth < least) least = depth;
  }
  return { depth, least };
}

const BRACKETS = /[（）()]/gu;

/** Items stand where the first one does: side by side with their total's words, or each in brackets of its own. */
function isLevel(list: Open, depth: number, mention: Mention): boolean {
  if (list.level !== undefined) return depth === list.level;
  if (depth === list.floor) return true;
  return depth === list.floor + 1 && /[（(]\s*$/u.test(mention.between) && /^\s*[）)]/u.test(mention.after);
}

function startLists(
  mentions: readonly Mention[],
  index: number,
  trigger: Trigger,
  floor: number,
  depths: readonly number[],
  open: readonly Open[],
): Open[] {
  const lists: Open[] = [];
  const families = new Set<string>();
  const behind = trigger.words;
  const counted = index > 0 && mentions[index - 1]!.family === 'count' ? mentions[index - 1] : undefined;
  for (let at = index - 1; at >= 0 && at >= index - 8 && families.size < 2; at--) {
    const total = mentions[at]!;
    if (!DIVIDED.has(total.family) || total.fact.stage === 'change' || total.range || total.base) continue;
    const family = familyKey(total);
    if (families.has(family)) continue;
    // 完成36个，占计划38个的94.74%，其中：…: the parts are not of what was planned.
    if (OF_ANOTHER.test(total.head) || isMeasure(total)) continue;
    // 补助2136万元，人均80元，其中中央…: what each gets is not what is divided.
    if (PER_ONE.test(total.head) || EACH.test(total.fact.label)) continue;
    // 9567人（占106.3%）…: what stands in a bracket is no total of what follows it.
    if (depths[at]! > floor) continue;
    families.add(family);
    const items: Mention[] = [];
    const list: Open = {
      total,
      items,
      complete: trigger.madeOf === true || (WHOLE_LIST.test(behind) && !behind.includes('其中')),
      colon: /[:：]/u.test(behind),
      commas: false,
      last: index,
      closed: false,
      floor,
      level: undefined,
      madeOf: trigger.madeOf ?? false,
      aside: trigger.aside ?? false,
    };
    if (counted && counted !== total) list.counted = counted;
    lists.unshift(list);
    if (trigger.aside || (trigger.at === 0 && trigger.words === ':')) break;
  }
  // A new list at the same level ends the lists whose total is not a part just read.
  for (const list of trigger.aside ? [] : open) {
    const nested = lists.some((each) => list.items.includes(each.total));
    if (!nested) list.closed = true;
  }
  return lists;
}

const DIVIDED: ReadonlySet<string> = new Set(['money', 'count', 'bare']);

/** Closes the lists that the words before this mention end. */
function closeAt(open: Open[], mention: Mention, index: number, between: string, mentions: readonly Mention[]): void {
  for (let at = 0; at < open.length; at++) {
    const list = open[at]!;
    if (list.closed) continue;
    const inner = open.slice(at + 1);
    const outer = list.colon ? inner.length > 0 : inner.some(({ items, closed }) => items.length > 0 && !closed);
    // 甲438人，占85.55%；乙74人，占14.45%: each item with its share.
    const shared = isShared(mentions[index - 1]) && isShared(mentions[index + 1]);
    const semicolon = /[；;]/u.test(between) && !shared && !isKnownPart(mention, list);
    if (semicolon && !outer && list.items.length > 0) {
      if (list.commas || !list.colon || open.length > 1) list.closed = list.commas || !list.colon || at > 0;
    }
    if (list.items.length > 0 && isSentencePart(between, mention, mentions[index - 1])) list.closed = true;
    if (/^(?:expenditure|income|threePublic|assets)\.total$|^budget\.total$/u.test(mention.fact.concept))
      list.closed = true;
    // 甲5万元，占60%；乙4万元，占40%: the comma before a share parts no items.
    const item = mention.family !== 'percent' && mention.family !== 'point';
    if (item && /[，,、]/u.test(between) && list.items.length > 0) list.commas ||= !semicolon;
  }
  while (open.length > 0 && open.at(-1)!.closed) open.pop();
}

function isKnownPart({ fact }: Mention, { total }: Open): boolean {
  return WHOLES.some(({ whole, parts }) => whole === total.fact.concept && parts.includes(fact.concept));
}

function isShared(mention: Mention | undefined): boolean {
  return mention?.fact.concept === 'rate.share';
}

/** Whether words stand between two figures that make a clause of its own: …，完成…任务，投入 */
function isSentencePart(between: string, mention: Mention, before: Mention | undefined): boolean {
  if (mention.family === 'percent' || mention.family === 'point') return false;
  const bare = between.replace(/[（(][^（）()]*[）)]/gu, '').replace(/^[^，,；;、。]*[）)]/u, '');
  const clauses = bare.split(/[，,；;。]/u).filter((each) => each.trim() !== '');
  if (clauses.length > 1) return true;
  // Two figures of one item (5人4158元) or a percent in between do not part the list.
  return before !== undefined && /[。]/u.test(bare) && before.family !== 'percent';
}

function accepts(list: Open, mention: Mention): boolean {
  if (mention.fact.stage === 'change' || mention.range || mention.base || mention === list.total) return false;
  // 10亿元以上项目3个: a limit is no part.
  if (mention.fact.bound === 'atLeast' || mention.fact.bound === 'atMost') return false;
  if (familyKey(mention) !== familyKey(list.total)) return false;
  if (/在职|在编|编制/u.test(list.total.fact.label) && /退休|离休|遗属|临聘|聘用/u.test(mention.fact.label))
    return false;
  // 负债总额A，其中应付B、应缴C，净资产D
  if (/负债/u.test(list.total.fact.label) && /净资产|权益/u.test(mention.fact.label)) return false;
  // 甲5万元，乙4万元，两项合计9万元: what adds the items up is none of them.
  if (list.items.length > 0 && TRAILING_SUM.test(squeeze(mention.head))) {
    list.closed = true;
    return false;
  }
  // 车均3.19万元, 人均标准: what one of them costs adds up to nothing.
  if (PER_ONE.test(mention.head) || /^[\s，,；;]*节(?:约|省|余)/u.test(mention.between)) return false;
  // 预算单位1个，其中：…未独立核算的下属单位1个: named, but not counted.
  if (NOT_COUNTED.test(mention.head)) return false;
  if (
    list.items.at(-1) &&
    mention.fact.label === list.items.at(-1)!.fact.label &&
    mention.fact.value === list.items.at(-1)!.fact.value
  )
    return false;
  // 支出A，其中：基本支出B，项目支出C，执行率D，年末结余E: what is left is no part of what all parts are told of.
  if (mention.fact.concept.startsWith('balance.') && isKnownWhole(list)) {
    list.closed = true;
    return false;
  }
  if (mention.fact.concept === 'unnamed') return true;
  // A budget is one of income or of expenditure; its parts tell which.
  const whole = WHOLES.find((each) => each.whole === list.total.fact.concept && each.whole !== 'budget.total');
  const before = list.items.at(-1)?.fact.concept;
  const home = WHOLES.find((each) => each.parts.includes(mention.fact.concept));
  if (whole && home && !whole.parts.includes(mention.fact.concept)) {
    return (
      isBelow(mention.fact.concept, whole.whole) &&
      (before === undefined || before === 'unnamed' || home.parts.includes(before))
    );
  }
  return true;
}

const OF_ANOTHER = /^\s*占(?![用地比])|^\s*(?:完成|为)(?:年度|全年|年初)?(?:计划|任务|目标)/u;

/** 完成年初预算8500万元的102% */
function isMeasure({ head, after }: Mention): boolean {
  return /^\s*(?:为|完成|达到?)[^,，]*预算/u.test(head) && /^\s*的\s*$/u.test(after);
}

const NOT_COUNTED =
  /(?:未|非|不)(?:实行)?(?:独立|单独)(?:核算|编制|预算)|不(?:含|包括|计入)|未(?:纳入|计入|包括)|另有|此外/u;

const PER_ONE =
  /(?:[人户车辆台家村校次件月日天亩]均|平均)(?:支出|费用?|维护费|运行费|成本)?(?:为|是|约)?\s*$|^每[^,，]{0,8}$|(?:单价|标准)(?:为|是)?\s*$/u;

const EACH = /(?:^|\/ ?)(?:[人户车辆台家村校次件月日天亩床笔场]均|平均)/u;

function isBelow(concept: Concept, whole: Concept): boolean {
  return concept.split('.')[0] === whole.split('.')[0];
}

function familyKey(mention: Mention): string {
  if (mention.family === 'bare') return 'money';
  if (mention.family !== 'count') return mention.family;
  return /^(?:人|名|位)$/u.test(mention.fact.unit) ? '人' : mention.fact.unit;
}

/** Parts that are all of a known whole make a complete list under 其中 too; 等 behind the last makes none. */
function isComplete(list: Open): boolean {
  const last = list.items.at(-1)!;
  if (AND_OTHERS.test(last.after)) return false;
  if (list.items.length > 1 && (list.complete || OTHERS.test(last.fact.label))) return true;
  // 本年收入6520万元（一般公共预算4020万元、政府性基金2500万元）: what a bracket splits a total into is all of it.
  const whole = WHOLES.find((each) => each.whole === list.total.fact.concept);
  if (list.aside && list.items.length > 1 && list.items.every(({ fact }) => whole?.parts.includes(fact.concept)))
    return true;
  const concepts = new Set(list.items.map((item) => item.fact.concept));
  const wholes = WHOLES.filter(({ whole }) => whole === list.total.fact.concept || impliedWhole(list, whole));
  if (wholes.some(({ complete }) => complete.some((set) => set.every((concept) => concepts.has(concept))))) return true;
  const vehicles = ['threePublic.vehicle', 'threePublic.vehicleRunning', 'threePublic.vehiclePurchase'] as const;
  if (
    concepts.has('threePublic.reception') &&
    concepts.has('threePublic.abroad') &&
    vehicles.some((each) => concepts.has(each))
  )
    return true;
  const labels = list.items.map((item) => essenceOf(item.fact.label));
  return ['货物', '工程', '服务'].every((word) => labels.some((label) => label.startsWith(word)));
}

/** What is named so leaves nothing over; 其他收入 and 其他支出 may be a class beside others. */
const OTHERS = /(?:^|\/ ?)(?:其他|其它|其余)(?:各?项|各类|项目|方面|经费|费用|用途)*$/u;

/** Are the items, by what they are, all of the total? */
function isKnownWhole({ total, items }: PartList): boolean {
  const concepts = new Set(items.map(({ fact }) => fact.concept));
  return WHOLES.some(
    ({ whole, complete }) =>
      whole === total.fact.concept && complete.some((set) => set.every((concept) => concepts.has(concept))),
  );
}

/** 城市低保A户、农村低保B户; 一季度…四季度: words that leave nothing over. */
export function isWholeByWords(items: readonly Mention[]): boolean {
  if (items.length < 2 || AND_OTHERS.test(items.at(-1)!.after)) return false;
  const labels = items.map(({ fact, head }) => [fact.label, squeeze(head)]);
  return EXHAUSTIVE.some((words) => {
    // 男30人，女20人，党员25人: one more is of another division. Between 以上 and 以下 stand as many steps as there are.
    if (words.length !== items.length && !(words.length === 2 && isLadder(labels))) return false;
    return words.every((word) => labels.some((each) => each.some((label) => word.test(label))));
  });
}

function isLadder(labels: readonly string[][]): boolean {
  const [first, last] = [labels[0], labels.at(-1)].map((each) => (each ?? []).join(' '));
  return /以[上下]/u.test(first ?? '') && /以[上下]/u.test(last ?? '');
}

/** 年初预算安排批复数…，其中基本支出…，项目支出…: the parts tell that the total is one of expenditure. */
function impliedWhole(list: PartList, whole: Concept): boolean {
  return whole === 'expenditure.total' && ['budget.total', 'unnamed'].includes(list.total.fact.concept);
}
