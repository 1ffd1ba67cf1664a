import { Decimal, SUMMARY, addUnder, type Fact, type Report } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact } from '../expression.js';
import { halfUnit } from '../interval.js';
import { Ledger } from '../ledger.js';
import { namesOf } from '../names.js';
import { comparison } from '../phrase.js';
import { testRelation } from '../relation-test.js';
import { slipBetween } from '../slips.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'same-quantity',
  class: 'same',
  title: { zh: '同一数量印了两次', en: 'One quantity printed twice' },
  about: {
    zh: '同一概念、同一单位、同一年度、同一阶段的数，在表与表、表与文字、文字与文字之间应当一致（元与万元按较粗的一方取整比较）。按含义比对，从不只凭数字相同；文字中的数若与另一机构（如局机关）的数相符，则是口径不同，不报。',
    en: 'A figure of the same concept, unit of organisation, year and stage is the same in every form and sentence (元 and 万元 compared as coarsely as the coarser one). Matched by meaning, never by digits alone; a figure in a sentence that is that of another unit (the head office, say) has another scope and is not flagged.',
  },
  examples: [
    {
      title: { zh: '万元与元，取整后相同', en: '万元 and 元, equal after rounding' },
      text: ['2023年“三公”经费决算数4.51万元。', '', '2023年“三公”经费决算数45120元。'].join('\n'),
      outcome: 'holds',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const groups = groupsIn(report);
    // Only where figures differ anybody asks for their likes.
    let likes: ReadonlyMap<string, readonly Fact[]> | undefined;
    const elsewhere = () => (likes ??= moneyInTables(report.facts));
    let gaps: readonly Fact[] | undefined;
    const carried = () =>
      (gaps ??= report.facts.filter(({ concept }) => concept === 'income.carriedIn' || concept.startsWith('balance.')));
    let listed: ReadonlySet<string> | undefined;
    let scoped: ((fact: Fact) => string) | undefined;
    const scopeOf = (one: Fact) => (scoped ??= scopes(report, ledger))(one);
    const relations: Relation[] = [];
    for (const group of groups) if (group.facts.length > 1) compare(group);
    relations.push(...namedInWords(report.facts, relationOf));
    relations.push(...ofNamedUnits(groups, elsewhere, relationOf));
    return relations;

    function compare({ key, facts: group }: Group): void {
      const tables = representatives(
        group.filter((one) => one.source === 'table'),
        (one) => one.table ?? '',
      );
      const prose = group.filter((one) => one.source === 'prose');
      const reference = tables[0] ?? prose[0];
      if (!reference) return;
      const others = [...tables.slice(1), ...prose].filter((one) => one !== reference);
      const conflicting = others.filter((one) => differs(one, reference, ledger));
      // Figures of one sentence that differ among themselves are several quantities, whatever they are called.
      const scattered = new Set(conflicting.map((one) => `${one.value}${one.unit}`)).size > 1;
      others.forEach((one, index) => {
        const fails = conflicting.includes(one);
        const elsewhereOf = fails ? otherScopes(one, reference, elsewhere()) : [];
        // The sentence speaks of another unit of organisation: what it says is that unit's figure.
        const own = elsewhereOf.find((other) => other.concept === one.concept && other.stage === one.stage);
        if (own) relations.push(relationOf(`${key}:${ledger.meaning(own)}:${index}`, one, own, 'discrepancy'));
        if (elsewhereOf.length > 0) return;
        // One total holds what was carried in (or out), the other does not; or one is that of the head office.
        if (fails && (isGap(one, reference, carried()) || scopeOf(one) !== scopeOf(reference))) return;
        // 结余76万元，其中结转下年46万元: a part is not its whole.
        if (fails && (listed ??= partsTold(report)).has(`${reference.id}|${one.id}`)) return;
        const slip = fails ? slipBetween(one, inUnit(reference, one.unit)) : null;
        if (fails && !slip && (scattered || !alikeInWords(one, reference) || !isNear(one, reference))) return;
        // Two unlike numbers under one name may be two quantities; a slip of the pen away from each other they are not.
        const severity = fails && !slip ? 'suspicious' : 'discrepancy';
        relations.push(
          relationOf(`${key}:${ledger.meaning(reference)}=${ledger.meaning(one)}:${index}`, one, reference, severity),
        );
      });
    }

    function relationOf(key: string, one: Fact, other: Fact, severity: 'discrepancy' | 'suspicious'): Relation {
      const called = namesOf([one, other], ledger);
      return {
        rule: 'same-quantity',
        key,
        subject: comparison(name(ledger, one, called), '=', bilingual(name(ledger, other, called))),
        stated: one.id,
        formula: fact(other),
        comparison: 'equal',
        exact: false,
        roles: { [other.id]: 'other' },
        severity,
      };
    }
  },
};

/** Which figure a sentence tells as a part of which: `whole|part` and the other way round. */
function partsTold({ statements }: Report): Set<string> {
  return new Set(
    statements.flatMap(({ kind, stated, operands }) =>
      kind === 'parts' ? operands.flatMap((part) => [`${stated}|${part}`, `${part}|${stated}`]) : [],
    ),
  );
}

interface Group {
  key: string;
  facts: Fact[];
}

/** Figures of one concept, unit of organisation, year and stage, in the order in which the first of each is told. */
function groupsIn(report: Report): Group[] {
  const { year } = report.identity;
  const before = String(Number(year) - 1);
  const groups = new Map<string, Group>();
  for (const one of report.facts) {
    if (one.concept === 'unnamed' || one.bound || one.period === '' || one.stage === 'change') continue;
    if (one.concept.startsWith('rate.') || measureOf(one.unit).dimension !== 'money') continue;
    // Last year's final account in this year's table is the final account of last year.
    const isBefore = one.stage === 'previousFinal';
    const period = isBefore && one.period === year ? before : one.period;
    const key = `${one.concept}|${one.subject}|${period}|${isBefore ? 'final' : one.stage}`;
    const there = groups.get(key);
    if (there) there.facts.push(one);
    else groups.set(key, { key, facts: [one] });
  }
  return [...groups.values()];
}

/** Amounts of all tables by their digits. */
function moneyInTables(facts: readonly Fact[]): Map<string, Fact[]> {
  const found = new Map<string, Fact[]>();
  for (const one of facts) {
    if (one.source !== 'table' || measureOf(one.unit).dimension !== 'money') continue;
    const key = significant(one);
    addUnder(found, key, one);
  }
  return found;
}

/** Are the two called by the same words, but for years, serial numbers and punctuation? */
function alikeInWords(one: Fact, other: Fact): boolean {
  const words = ({ label }: Fact) => lastOf(label).replace(/[^\p{Script=Han}]|年度?|本|全年/gu, '');
  return words(one) === words(other);
}

/** The innermost of the words that a label is made of. */
function lastOf(label: string): string {
  const at = label.lastIndexOf(' / ');
  return at < 0 ? label : label.slice(at + 3);
}

/** Less than twice the other: figures of another order are other things under the same short name. */
function isNear(one: Fact, other: Fact): boolean {
  const [a, b] = [new Decimal(one.value).abs(), inUnit(other, one.unit).abs()];
  return a.lt(b.times(2)) && b.lt(a.times(2));
}

type RelationOf = (key: string, one: Fact, other: Fact, severity: 'discrepancy' | 'suspicious') => Relation;

/** Shorter names (人数, 完成率) are those of many things; smaller numbers differ by a digit without being slips. */
const LONG_NAME = 6;
const LARGE = 3;
const SURE = new Set(['shiftedPoint', 'unit', 'transposed']);

/** Quantities of no known concept that a long name tells apart: 失业人员再就业3800人 in the goals and in the prose. */
function namedInWords(facts: readonly Fact[], relationOf: RelationOf): Relation[] {
  const firsts = new Map<string, Fact>();
  const relations: Relation[] = [];
  for (const one of facts) {
    if (one.source !== 'prose' || one.concept !== 'unnamed' || one.bound || one.stage === 'change') continue;
    const words = lastOf(one.label).replace(/[^\p{Script=Han}]/gu, '');
    if (words.length < LONG_NAME) continue;
    const digits = significant(one);
    if (digits === '') continue;
    const key = [words, one.unit, one.subject, one.period, one.stage].join('|');
    const first = firsts.get(key);
    if (!first) {
      firsts.set(key, one);
      continue;
    }
    const found = first.value !== one.value ? slipBetween(one, new Decimal(first.value)) : null;
    const sure = found && (digits.length >= LARGE || (digits.length === 2 && SURE.has(found.kind)));
    const slip = sure ? found : null;
    if (first.value === one.value || slip) relations.push(relationOf(`${key}:${one.value}`, one, first, 'discrepancy'));
  }
  return relations;
}

/** 本单位 in a sentence is one of the units of the tables: the one whose figure of that concept it prints. */
function ofNamedUnits(
  groups: readonly Group[],
  elsewhere: () => ReadonlyMap<string, readonly Fact[]>,
  relationOf: RelationOf,
): Relation[] {
  return groups.flatMap(({ key, facts }) => {
    const [first] = facts;
    if (!first || first.subject === SUMMARY || facts.some((one) => one.source === 'table')) return [];
    const found = (elsewhere().get(significant(first)) ?? []).filter(
      (other) => other.concept === first.concept && other.period === first.period && other.stage === first.stage,
    );
    const [own] = found;
    return own && found.length === 1 ? [relationOf(`${key}:${own.subject}`, first, own, 'discrepancy')] : [];
  });
}

/** Can the two not be one quantity, however they were rounded? */
function differs(one: Fact, reference: Fact, ledger: Ledger): boolean {
  if (one.value === reference.value && one.unit === reference.unit) return false;
  const same: Relation = {
    rule: '',
    key: '',
    subject: { zh: '', en: '' },
    stated: one.id,
    formula: fact(reference),
    comparison: 'equal',
    exact: false,
  };
  return testRelation(same, ledger.fact).outcome === 'fails';
}

/** One fact a context; a context that prints two different values under one name does not tell them apart. */
function representatives(facts: readonly Fact[], contextOf: (fact: Fact) => string): Fact[] {
  const contexts = new Map<string, Fact | null>();
  for (const one of facts) {
    const context = contextOf(one);
    const there = contexts.get(context);
    if (there === undefined) contexts.set(context, one);
    else if (there && there.value !== one.value) contexts.set(context, null);
  }
  return [...contexts.values()].filter((one): one is Fact => one !== null);
}

/** Does one of these figures make up the whole difference of two totals? */
function isGap(one: Fact, other: Fact, figures: readonly Fact[]): boolean {
  if (!/^(?:income|expenditure)\.total$/u.test(one.concept)) return false;
  const gap = inUnit(other, one.unit).minus(one.value).abs();
  return figures.some(
    (figure) => gap.gt(0) && inUnit(figure, one.unit).abs().minus(gap).abs().lte(halfUnit(one.fineness).times(4)),
  );
}

const SCOPE = /局机关|机关本级|[局委办厅]本级|本级机关|(?:下属|所属|二级|直属)(?:单位|机构)/u;

/** Whose figure a sentence says it is, where it names the head office or its subordinate units before the figure. */
function scopes(report: Report, ledger: Ledger): (fact: Fact) => string {
  const found = new Map<string, string>();
  for (const passage of report.passages) {
    if (!SCOPE.test(passage.text)) continue;
    let at = 0;
    for (const id of passage.facts) {
      const fact = ledger.fact(id);
      const start = fact ? passage.text.indexOf(fact.text, at) : -1;
      if (!fact || start < 0) continue;
      at = start;
      const before =
        passage.text
          .slice(0, start)
          .split(/[。；;\n]/u)
          .at(-1) ?? '';
      found.set(id, SCOPE.exec(before)?.[0] ?? '');
    }
  }
  return (fact) => found.get(fact.id) ?? '';
}

/** Figures of other units or names in the tables that the sentence's figure is. */
function otherScopes(one: Fact, reference: Fact, elsewhere: ReadonlyMap<string, readonly Fact[]>): Fact[] {
  if (one.source === 'table') return [];
  const digits = significant(one);
  if (digits.length < 3) return [];
  return (elsewhere.get(digits) ?? []).filter(
    (other) =>
      other !== reference &&
      (other.subject !== reference.subject || other.concept !== reference.concept || other.stage !== reference.stage),
  );
}

/** The digits of an amount, whatever its unit: 60158元 and 6.0158万元 share them. */
function significant(one: Fact): string {
  return one.value.replace(/[-.]/gu, '').replace(/^0+|0+$/gu, '');
}

function inUnit(one: Fact, unit: string): Decimal {
  return new Decimal(one.value).times(measureOf(one.unit).factor).div(measureOf(unit).factor);
}

function name(ledger: Ledger, one: Fact, called: (fact: Fact) => string): string {
  const table = ledger.table(one.table);
  return table?.title ? `${table.title}·${called(one)}` : called(one);
}

function bilingual(text: string) {
  return { zh: text, en: text };
}
