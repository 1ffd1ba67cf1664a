import type { Concept } from '../../schemas/index.js';
import { WHOLES } from '../vocabulary/labels.js';
import { PARTS_TRIGGER, WHOLE_LIST } from '../vocabulary/prose.js';
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
  colon: boolean;
  /** The separators seen between items. */
  commas: boolean;
  /** Index of the last mention that belongs to it. */
  last: number;
  closed: boolean;
}

/** Finds the lists of a sentence: totals, their triggers (其中, 包括, 分别为, 具体为), nested lists, where each ends. */
export function partLists({ mentions }: Sentence): PartList[] {
  const done: Open[] = [];
  const open: Open[] = [];
  for (const [index, mention] of mentions.entries()) {
    const between = mention.between;
    const trigger = PARTS_TRIGGER.exec(between);
    if (trigger && index > 0) {
      const behind = between.slice(trigger.index);
      const lead = between.slice(0, trigger.index);
      if (/[。]/u.test(lead)) open.length = 0;
      else closeAt(open, mention, index, lead, mentions);
      open.push(...startLists(mentions, index, behind, open));
      if (open.length > 8) open.splice(0, open.length - 8);
    } else closeAt(open, mention, index, between, mentions);
    for (let at = open.length - 1; at >= 0; at--) {
      const list = open[at]!;
      if (list.closed || !accepts(list, mention)) continue;
      if (list.items.length === 0) done.push(list);
      list.items.push(mention);
      list.last = index;
      break;
    }
  }
  for (const list of done) list.complete = isComplete(list);
  return done.filter((list) => list.items.length > 0);
}

function startLists(mentions: readonly Mention[], index: number, behind: string, open: readonly Open[]): Open[] {
  const lists: Open[] = [];
  const families = new Set<string>();
  const counted = index > 0 && mentions[index - 1]!.family === 'count' ? mentions[index - 1] : undefined;
  for (let at = index - 1; at >= 0 && at >= index - 8 && families.size < 2; at--) {
    const total = mentions[at]!;
    if (
      !['money', 'count', 'bare'].includes(total.family) ||
      total.fact.stage === 'change' ||
      total.range ||
      total.base
    )
      continue;
    const family = familyKey(total);
    if (families.has(family)) continue;
    // 9567人（占106.3%）…: what stands in a bracket is no total of what follows.
    if (/[（(][^）)]*$/u.test(total.between.slice(-12)) && at < index - 1) continue;
    families.add(family);
    lists.unshift({
      total,
      items: [],
      complete: WHOLE_LIST.test(behind) && !behind.includes('其中'),
      ...(counted && counted !== total ? { counted } : {}),
      colon: /[:：]/u.test(behind),
      commas: false,
      last: index,
      closed: false,
    });
  }
  // A new list at the same level ends the lists whose total is not a part just read.
  for (const list of open) {
    const nested = lists.some((each) => list.items.includes(each.total));
    if (!nested) list.closed = true;
  }
  return lists;
}

/** Closes the lists that the words before this mention end. */
function closeAt(open: Open[], mention: Mention, index: number, between: string, mentions: readonly Mention[]): void {
  for (const [at, list] of open.entries()) {
    if (list.closed) continue;
    const outer = at < open.length - 1;
    const sibling = WHOLES.some(
      ({ whole, parts }) => whole === list.total.fact.concept && parts.includes(mention.fact.concept),
    );
    const semicolon = /[；;]/u.test(between) && !sibling;
    if (semicolon && !outer && list.items.length > 0) {
      if (list.commas || !list.colon || open.length > 1) list.closed = list.commas || !list.colon || at > 0;
    }
    if (list.items.length > 0 && isSentencePart(between, mention, mentions[index - 1])) list.closed = true;
    if (/^(?:expenditure|income|threePublic|assets)\.total$|^budget\.total$/u.test(mention.fact.concept))
      list.closed = true;
    if (/[，,、]/u.test(between) && list.items.length > 0) list.commas ||= !semicolon;
  }
  while (open.length > 0 && open.at(-1)!.closed) open.pop();
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
  if (mention.fact.stage === 'change' || mention.range || mention === list.total) return false;
  if (familyKey(mention) !== familyKey(list.total)) return false;
  if (/在职|在编|编制/u.test(list.total.fact.label) && /退休|离休|遗属|临聘|聘用/u.test(mention.fact.label))
    return false;
  // 预算单位1个，其中：…未独立核算的下属单位1个: named, but not counted.
  if (NOT_COUNTED.test(mention.head)) return false;
  if (
    list.items.at(-1) &&
    mention.fact.label === list.items.at(-1)!.fact.label &&
    mention.fact.value === list.items.at(-1)!.fact.value
  )
    return false;
  // A budget is one of income or of expenditure; its parts tell which.
  const whole = WHOLES.find((each) => each.whole === list.total.fact.concept && each.whole !== 'budget.total');
  const home = WHOLES.find((each) => each.parts.includes(mention.fact.concept));
  if (whole && home && !whole.parts.includes(mention.fact.concept)) {
    return (
      isBelow(mention.fact.concept, whole.whole) &&
      (list.items.length === 0 || home.parts.includes(list.items.at(-1)!.fact.concept))
    );
  }
  return true;
}

const NOT_COUNTED =
  /(?:未|非|不)(?:实行)?(?:独立|单独)(?:核算|编制|预算)|不(?:含|包括|计入)|未(?:纳入|计入|包括)|另有|此外/u;

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
  if (/^[^，,；;。]{0,3}等(?![级次])/u.test(last.after)) return false;
  if (list.items.length > 1 && list.complete) return true;
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

/** 年初预算安排批复数…，其中基本支出…，项目支出…: the parts tell that the total is one of expenditure. */
function impliedWhole(list: PartList, whole: Concept): boolean {
  return whole === 'expenditure.total' && ['budget.total', 'unnamed'].includes(list.total.fact.concept);
}
