import { Decimal, addUnder, type Concept, type Fact, type Report } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { difference, sum } from '../expression.js';
import { Ledger } from '../ledger.js';
import { comparison, equation, terms } from '../phrase.js';
import { measureOf } from '../unit.js';

/** Whole = parts, for one unit of organisation, year and stage. */
const IDENTITIES: readonly { whole: Concept[]; needed: Concept[] }[] = [
  { whole: ['expenditure.total'], needed: ['expenditure.basic', 'expenditure.project'] },
  { whole: ['budget.total'], needed: ['expenditure.basic', 'expenditure.project'] },
  { whole: ['expenditure.basic'], needed: ['expenditure.personnel', 'expenditure.running'] },
  {
    whole: ['threePublic.total'],
    needed: ['threePublic.reception', 'threePublic.vehicle', 'threePublic.abroad'],
  },
  {
    whole: ['threePublic.total'],
    needed: [
      'threePublic.reception',
      'threePublic.vehicleRunning',
      'threePublic.vehiclePurchase',
      'threePublic.abroad',
    ],
  },
  { whole: ['threePublic.vehicle'], needed: ['threePublic.vehicleRunning', 'threePublic.vehiclePurchase'] },
];

/** What income is made of; a passage that tells two of these or more usually tells all. */
const INCOME: readonly Concept[] = [
  'income.carriedIn',
  'income.generalBudget',
  'income.governmentFund',
  'income.specialAccount',
  'income.other',
];

/** All that they speak of. */
const NAMED: ReadonlySet<string> = new Set([
  'income.total',
  ...INCOME,
  ...IDENTITIES.flatMap(({ whole, needed }) => [...whole, ...needed]),
]);

/** Identities over figures that are told by their labels alone: whole = plus − minus. */
const BY_LABEL = [
  {
    /** Stands in the label of the whole: asked first. */
    word: '净资产',
    whole: /净资产(?:总额|合计)?$/u,
    plus: /(?<!净|固定|流动|无形)资产(?:总额|总计|合计)$|^总资产$/u,
    minus: /负债(?:总额|总计|合计)?$/u,
  },
];

/** 五费合一: some counties put meetings and training under the three public expenses. */
const FIVE = /五费|五项|会议费|培训费/u;

export const check: CheckRule = {
  id: 'identity',
  class: 'sum',
  title: { zh: '固定等式', en: 'Fixed identities' },
  about: {
    zh: '同一单位、年度、阶段：总支出 = 基本支出 + 项目支出，基本支出 = 人员 + 公用，“三公”合计 = 接待 + 公车 + 出国，公车 = 购置 + 运行，净资产 = 资产 − 负债。用于一段文字中的数，表内已按层次核对的不重复。',
    en: 'Of one unit, year and stage: total = basic + project, basic = personnel + running, three public = reception + cars + abroad, cars = purchase + running, net assets = assets − debts. For figures of one passage; what a table tree covers is not tested twice.',
  },
  examples: [
    {
      title: { zh: '总支出等于两部分之和', en: 'The total is the sum of its two parts' },
      text: '2023年总支出1200.50万元。基本支出800.25万元，项目支出400.25万元。',
      outcome: 'holds',
    },
    {
      title: { zh: '单位写错', en: 'Wrong unit' },
      text: '年末资产总额2160.50万元，负债总额555.20万元，净资产1605.30元。',
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    // A sentence that lists the parts itself is tested with the list it gives.
    const lists: Lists = new Map(
      report.statements.flatMap(({ kind, stated, operands }) =>
        kind === 'parts' ? [[stated, operands] as const] : [],
      ),
    );
    const relations: Relation[] = [];
    const byTable = new Map<string, Fact[]>();
    for (const one of report.facts) {
      if (one.table === undefined || !isNamedMoney(one)) continue;
      addUnder(byTable, one.table, one);
    }
    for (const [table, named] of byTable) {
      const name = ledger.tableName(table);
      if (name !== 'projectBudget') relations.push(...identitiesAmong(name, named, lists, ledger));
    }
    for (const passage of report.passages) {
      if (passage.facts.length < 3) continue;
      const facts = ledger.facts(passage.facts);
      relations.push(...labelled(facts, ledger), ...identitiesAmong(PROSE, facts.filter(isNamedMoney), lists, ledger));
    }
    return relations;
  },
};

const PROSE = 'prose';

/** What each list of parts in a sentence gives, by its total. */
type Lists = ReadonlyMap<string, readonly string[]>;

function isNamedMoney({ concept, stage, source, unit }: Fact): boolean {
  if (!NAMED.has(concept) || stage === 'change') return false;
  // 调减41.17万元 is printed without its sign.
  return !(stage === 'adjustment' && source === 'prose') && measureOf(unit).dimension === 'money';
}

/** @param facts named amounts of one table, or of one passage */
function identitiesAmong(name: string, facts: readonly Fact[], lists: Lists, ledger: Ledger): Relation[] {
  // The whole and two parts at least.
  if (facts.length < 3) return [];
  const groups = new Map<string, Map<Concept, Fact[]>>();
  for (const one of facts) {
    const key = `${one.subject}|${one.period}|${one.stage}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = new Map()));
    addUnder(group, one.concept, one);
  }
  return [...groups].flatMap(([key, group]) => (group.size < 3 ? [] : identitiesIn(name, key, group, lists, ledger)));
}

function identitiesIn(
  name: string,
  key: string,
  group: ReadonlyMap<Concept, Fact[]>,
  lists: Lists,
  ledger: Ledger,
): Relation[] {
  const known = IDENTITIES.flatMap(({ whole, needed }): Relation[] => {
    if (group.size <= needed.length || !needed.every((concept) => group.has(concept))) return [];
    const total = whole.flatMap((concept) => single(group, concept) ?? [])[0];
    if (!total || FIVE.test(total.label) || isSummed(total, ledger.report)) return [];
    const parts = needed.flatMap((concept) => single(group, concept) ?? []);
    if (parts.length < needed.length) return [];
    // Its own list has more parts than these: 其他支出 beside 基本支出 and 项目支出.
    const own = lists.get(total.id);
    if (own && own.length > parts.length && parts.every(({ id }) => own.includes(id))) return [];
    return [
      {
        rule: 'identity',
        key: `${name}:${key}:${whole[0]}=${needed.join('+')}`,
        subject: comparison(ledger.label(total), '=', terms(parts.map((part) => ledger.label(part))), total.subject),
        stated: total.id,
        formula: sum(parts),
        comparison: 'equal',
        exact: false,
      },
    ];
  });
  return name === PROSE ? [...incomeOf(key, group, lists, ledger), ...known] : known;
}

/** Total income and its parts in one passage. The total may or may not hold what was carried in. */
function incomeOf(key: string, group: ReadonlyMap<Concept, Fact[]>, lists: Lists, ledger: Ledger): Relation[] {
  const total = single(group, 'income.total');
  const parts = INCOME.flatMap((concept) => single(group, concept) ?? []);
  if (!total || lists.has(total.id) || parts.length < 2) return [];
  const fresh = parts.filter((part) => part.concept !== 'income.carriedIn');
  const sumOf = (facts: readonly Fact[]) => facts.reduce((at, one) => at.plus(one.value), new Decimal(0));
  const above = [parts, fresh].every((facts) => sumOf(facts).gt(total.value));
  return (fresh.length < parts.length && fresh.length > 0 ? [parts, fresh] : [parts]).map((chosen, index) => ({
    rule: 'identity',
    key: `prose:${key}:income:${index}`,
    subject: comparison(ledger.label(total), '=', terms(chosen.map((part) => ledger.label(part))), total.subject),
    stated: total.id,
    formula: sum(chosen),
    comparison: 'equal',
    exact: false,
    // Less than the total may only mean that some part is not told.
    severity: above ? 'discrepancy' : 'suspicious',
    group: `identity:income:${total.id}`,
  }));
}

function labelled(facts: readonly Fact[], ledger: Ledger): Relation[] {
  return BY_LABEL.flatMap(({ word, whole, plus, minus }): Relation[] => {
    if (!facts.some(({ label }) => label.includes(word))) return [];
    const money = facts.filter((one) => one.source === 'prose' && measureOf(one.unit).dimension === 'money');
    const [net, gross, debt] = [whole, plus, minus].map((label) => {
      const found = money.filter((one) => label.test(one.label) && one.stage !== 'change');
      return found.length === 1 ? found[0] : undefined;
    });
    if (!net || !gross || !debt) return [];
    return [
      {
        rule: 'identity',
        key: `${PROSE}:${net.period}:${whole.source}`,
        subject: equation(ledger.label(net), `${ledger.label(gross)} − ${ledger.label(debt)}`),
        stated: net.id,
        formula: difference(gross, debt),
        comparison: 'equal',
        exact: false,
      },
    ];
  });
}

/** Does its table list all of its parts? 支出总计 may hold 年末结转 beside what was spent. */
function isSummed({ table, row, column, concept }: Fact, { tables }: Report): boolean {
  if (table === undefined) return false;
  const home = tables.find(({ id }) => id === table);
  return [home?.rows[row ?? -1], home?.columns[column ?? -1]].some(
    (line) => line?.concept === concept && line.parts === 'complete',
  );
}

/** The one figure of a concept; undefined where there is none, or where several differ. */
function single(group: ReadonlyMap<Concept, Fact[]>, concept: Concept): Fact | undefined {
  const facts = group.get(concept);
  const first = facts?.[0];
  if (!facts || facts.length === 1) return first;
  return facts.every((one) => one.value === first?.value && one.unit === first.unit) ? first : undefined;
}
