import type { Statement } from '../../schemas/index.js';
import type { FactBook } from '../fact-book.js';
import { WHOLES } from '../vocabulary/labels.js';
import type { Add } from './add.js';
import { addComparison } from './comparisons.js';
import { addDifferences } from './differences.js';
import { addExecution } from './execution.js';
import { addGroupedSums } from './grouped-sums.js';
import { KnownFacts } from './known-facts.js';
import { membersAfter } from './members.js';
import { knownParts, namedLists } from './named-wholes.js';
import { isWholeByWords, partLists, type PartList } from './parts.js';
import { addPoints } from './points.js';
import { addProducts } from './products.js';
import { addRatio, lastBefore } from './rates.js';
import type { Mention, Sentence } from './reading.js';
import { addRunningSums } from './running-sums.js';
import { addSharesInTurn, isWholeByShares, type Lists } from './shares.js';
import { addTrailingSums } from './trailing-sums.js';

/**
 * The relations that sentences state. Operands in order: `parts` the parts; `difference` what is added, then (`less`) what is taken off;
 * `growth` this, last (or this, change where the second has stage `change`); `share` part, whole; `completion` actual,
 * target; `ratio` numerator, denominator; `product` heads, what each gets; `count` the items (or none, with `members` as printed); `same` the other print.
 */
export function readStatements(sentences: readonly Sentence[], book: FactBook, nextId: () => string): Statement[] {
  const known = new KnownFacts(book.facts);
  const statements: Statement[] = [];
  let above = NO_TOTALS;
  const add: Add = (kind, stated, operands, complete = true, { members, less } = {}) => {
    const ids = operands.map((fact) => fact.id);
    const statement: Statement = {
      id: nextId(),
      kind,
      stated: stated.id,
      operands: ids,
      complete,
      place: stated.place,
    };
    if (members) statement.members = members;
    if (less !== undefined && less !== operands.length - 1) statement.less = less;
    statements.push(statement);
  };
  for (let at = 0; at < sentences.length; at++) {
    const sentence = sentences[at]!;
    if (sentence.silent) continue;
    if (sentence.mentions.length === 0) {
      above = NO_TOTALS;
      continue;
    }
    const totals = new Map<Mention, Mention>();
    const lists = partLists(sentence);
    for (const list of lists) {
      list.complete ||= isWholeByShares(sentence.mentions, list.items) || isWholeByWords(list.items);
      addParts(list, add);
      for (const item of list.items) totals.set(item, list.total);
    }
    for (const { total, items, complete } of [...namedLists(sentences, at), ...knownParts(sentences, at)]) {
      if (items.some((item) => totals.has(item))) continue;
      add(
        'parts',
        total.fact,
        items.map(({ fact }) => fact),
        complete || isWholeByShares(sentence.mentions, items) || isWholeByWords(items),
      );
      for (const item of items) totals.set(item, total);
    }
    const ofLists: Lists = { lists, totals };
    const last = sentences[at - 1];
    const before = last?.passage === sentence.passage ? last.mentions : [];
    addDifferences(sentence.mentions, before, ofLists, known, add);
    addTrailingSums(sentences, at, ofLists, add);
    addRunningSums(sentence.mentions, add);
    addGroupedSums(sentence.mentions, before, ofLists, add);
    addPoints(sentence.mentions, add);
    addProducts(sentence.mentions, ofLists, add);
    // 预算100万元，其中财政拨款90万元、其他10万元。支出95万元，执行率95%: what the sentence before ends with is told in its total.
    const ending = lastBefore(sentences, at);
    const ended = ending && (above.get(ending) ?? ending);
    above = totals;
    const inTurn = addSharesInTurn(sentence.mentions, ofLists, known, add);
    for (let index = 0; index < sentence.mentions.length; index++) {
      const mention = sentence.mentions[index]!;
      addComparison(sentence.mentions, index, { known, lists, before }, add);
      const told = statements.length;
      if (!inTurn.has(mention)) addRatio(sentence.mentions, index, ended, known, ofLists, add);
      if (statements.length === told) addExecution(sentences, at, index, known, add);
      if (isToldAgain(mention, sentence.mentions[index - 1]))
        add('same', mention.fact, [sentence.mentions[index - 1]!.fact]);
      const members =
        mention.family === 'count' && !mention.range && !mention.fact.bound ? membersAfter(mention) : undefined;
      if (members) add('count', mention.fact, [], true, { members });
    }
  }
  return statements;
}

const NO_TOTALS: ReadonlyMap<Mention, Mention> = new Map();

/** 4,320,500.00元（432.05万元） */
function isToldAgain({ family, fact, between, after, range }: Mention, before: Mention | undefined): boolean {
  if (family !== 'money' || before?.family !== 'money' || before.fact.unit === fact.unit) return false;
  if (range || fact.bound || before.range || before.fact.bound || before.fact.label !== fact.label) return false;
  return /^\s*[（(]\s*$/u.test(between) && /^\s*[）)]/u.test(after);
}

function addParts(list: PartList, add: Add): void {
  const { total, items, complete, counted } = list;
  const own = total.fact.concept;
  if (own === 'budget.total' || own === 'unnamed' || items.some((item) => item.fact.concept === own)) retype(list);
  // 全年预算A，其中年初预算B，追加C，调减D: what the budget became, and no list of its parts.
  const stages = new Set(items.map(({ fact }) => fact.stage));
  if (!complete && stages.has('opening') && stages.has('adjustment')) return;
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
