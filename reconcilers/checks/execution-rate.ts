import { Decimal, addUnder, type Fact, type Report } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact, quotient, sum } from '../expression.js';
import { factsTold } from '../facts-told.js';
import { Ledger } from '../ledger.js';
import { namesOf } from '../names.js';
import { near } from '../neighbours.js';
import { equation } from '../phrase.js';
import { measureOf } from '../unit.js';

const MONEY = [
  'budget.total',
  'expenditure.total',
  'income.total',
  'unnamed',
  'expenditure.basic',
  'expenditure.project',
];

export const check: CheckRule = {
  id: 'execution-rate',
  class: 'ratio',
  title: { zh: '预算执行率', en: 'Execution rate' },
  about: {
    zh: '执行率 = 执行数 ÷ 预算数。分母可能是年初预算或全年（调整后）预算；只有都不相符时才报。四舍五入和截尾都算相符。',
    en: 'Execution rate = final ÷ budget. The denominator may be the opening or the adjusted budget; only when none fits is it wrong. Rounding and truncation both pass.',
  },
  examples: [
    {
      title: { zh: '执行率相符', en: 'The rate follows from its figures' },
      text: [
        '部门整体支出绩效自评表',
        '| 年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分 |',
        '| | 年度资金总额 | 800 | 850.5 | 840.5 | 10 | 98.82% | 9.88 |',
      ].join('\n'),
      outcome: 'holds',
    },
    {
      title: { zh: '执行率与任何分母都不符', en: 'No denominator gives the rate' },
      text: [
        '部门整体支出绩效自评表',
        '| 年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分 |',
        '| | 年度资金总额 | 800 | 850.5 | 840.5 | 10 | 89.82% | 8.98 |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const around = near(ledger);
    const relations: Relation[] = [];
    const rates = factsTold(report, 'rate.execution').filter(({ stage }) => stage !== 'target');
    if (rates.length === 0) return relations;
    let totals: ReadonlyMap<string, Fact[]> | undefined;
    const totalsOf = ({ subject, period }: Fact) => (totals ??= totalsIn(report)).get(`${subject}|${period}`) ?? [];
    // 预算170万元，实际支出162万元，执行率95.29%: the sentence itself says what the rate is of.
    const told = new Set<string>();
    const ratios = new Set<string>();
    for (const { kind, stated, operands } of report.statements) {
      if (kind !== 'ratio') continue;
      told.add([stated, ...operands].join('|'));
      ratios.add(stated);
    }
    for (const rate of rates) {
      const beside = around(rate);
      const group = inGroup(rate, beside, ledger);
      const close = concerned(rate, pairs(group).length > 0 ? group : beside);
      // 2022年: 预算数 | 决算数 | 执行率 beside the same of 2023年: each rate is of its own year.
      const own = pairs(
        close.filter((fact) => fact.period === rate.period),
        rate.stage,
      );
      const here = own.length > 0 && rate.source === 'table' ? own : pairs(close);
      // The rate of one line of a table belongs to that line; a rate in a sentence may be about figures told elsewhere.
      const far = here.length === 0 && rate.source === 'prose' ? pairs(totalsOf(rate)) : [];
      const pairsOf = here.length > 0 ? here : far;
      // Of many figures in a paragraph none may be what the rate is of: then only a fit says anything.
      if (rate.source === 'prose' && pairsOf.length > FEW_PAIRS && !pairsOf.some((pair) => isOf(rate, pair, told)))
        continue;
      // …，人员经费449万元，支出445万元，执行率99%: of those two, which are not the department's.
      const said =
        ratios.has(rate.id) && !pairsOf.some((pair) => told.has([rate, ...pair].map(({ id }) => id).join('|')));
      if (said) continue;
      for (const [final, budget] of pairsOf) {
        const called = namesOf([rate, final, budget], ledger);
        relations.push({
          rule: 'execution-rate',
          key: `${ledger.meaning(rate)}:${ledger.meaning(final)}/${ledger.meaning(budget)}`,
          subject: equation(called(rate), `${called(final)} ÷ ${called(budget)}`),
          stated: rate.id,
          formula: quotient(final, budget),
          comparison: 'equal',
          exact: false,
          roles: { [final.id]: 'numerator', [budget.id]: 'denominator' },
          severity:
            (here.length > 0 && rate.source === 'table') || told.has([rate.id, final.id, budget.id].join('|'))
              ? 'discrepancy'
              : 'suspicious',
          group: `execution-rate:${rate.id}`,
        });
      }
      relations.push(...changed(rate, here.length > 0 ? here : [], close, ledger));
    }
    return relations;
  },
};

/** What was budgeted and spent in all, by unit of organisation and year. */
function totalsIn({ facts }: Report): Map<string, Fact[]> {
  const totals = new Map<string, Fact[]>();
  for (const one of facts) {
    if (one.concept !== 'budget.total' && one.concept !== 'expenditure.total') continue;
    const key = `${one.subject}|${one.period}`;
    addUnder(totals, key, one);
  }
  return totals;
}

/** 年初预算 | 调整 | 决算 | 执行率 without the budget after its change: that is the sum of the two. */
function changed(rate: Fact, here: readonly [Fact, Fact][], close: readonly Fact[], ledger: Ledger): Relation[] {
  const openings = new Set(here.map(([, budget]) => budget));
  const finals = new Set(here.map(([final]) => final));
  const [opening] = openings;
  const [final] = finals;
  if (rate.source !== 'table' || !opening || !final || openings.size > 1 || finals.size > 1) return [];
  const changes = close.filter((fact) => fact.stage === 'adjustment' && fact.period === opening.period);
  const change = changes.length === 1 ? changes[0] : changes.find(({ label }) => /[小合]计$/u.test(label));
  if (opening.stage !== 'opening' || !change) return [];
  const called = namesOf([rate, final, opening, change], ledger);
  return [
    {
      rule: 'execution-rate',
      key: `${ledger.meaning(rate)}:${ledger.meaning(final)}/${ledger.meaning(opening)}+${ledger.meaning(change)}`,
      subject: equation(called(rate), `${called(final)} ÷ (${called(opening)} + ${called(change)})`),
      stated: rate.id,
      formula: { op: 'divide', left: fact(final), right: sum([opening, change]) },
      comparison: 'equal',
      exact: false,
      roles: { [final.id]: 'numerator', [opening.id]: 'denominator', [change.id]: 'denominator' },
      severity: 'discrepancy',
      group: `execution-rate:${rate.id}`,
    },
  ];
}

/** 财政拨款: 预算数 | 执行数 | 执行率 beside the same of 其他资金: the figures of the rate's own group of columns. */
function inGroup(rate: Fact, row: readonly Fact[], ledger: Ledger): Fact[] {
  const table = ledger.table(rate.table);
  const own = table?.columns[rate.column ?? -1]?.path;
  if (!table || !own || own.length < 2) return [];
  const group = own.slice(0, -1).join('|');
  return row.filter(({ column }) => {
    const path = table.columns[column ?? -1]?.path ?? [];
    return path.length === own.length && path.slice(0, -1).join('|') === group;
  });
}

/** Money that a rate may be of; in a line of a table that has none of it (其中：财政拨款) the money of that line. */
function concerned(rate: Fact, close: readonly Fact[]): Fact[] {
  const known = close.filter((fact) => MONEY.includes(fact.concept));
  if (rate.source !== 'table' || pairs(known).length > 0) return known;
  const money = close.filter((fact) => measureOf(fact.unit).dimension === 'money');
  // 人员经费 | 全年预算 | 一季度 … | 全年累计: what the line is of, and columns without a name.
  const named = new Set(money.map(({ concept }) => concept).filter((concept) => concept !== 'unnamed'));
  return named.size === 1 ? money : known;
}

/** Whether a sentence says that the rate is of these two, or the two give it. */
function isOf(rate: Fact, [final, budget]: [Fact, Fact], told: ReadonlySet<string>): boolean {
  if (told.has([rate.id, final.id, budget.id].join('|'))) return true;
  const below = new Decimal(budget.value);
  if (below.isZero() || final.unit !== budget.unit) return false;
  return new Decimal(final.value).div(below).times(100).minus(rate.value).abs().lte('0.01');
}

/** A paragraph with more pairs than these says by no word which is meant. */
const FEW_PAIRS = 6;

/** More ways to read one rate than these tell nothing. */
const MOST_PAIRS = 24;

/** Every final figure over every budget that it could be measured by; each pair of values once. */
function pairs(facts: readonly Fact[], stage: Fact['stage'] = 'final'): [Fact, Fact][] {
  const finals = distinct(
    facts.filter((one) => (one.stage === stage || one.stage === 'final' || one.stage === 'actual') && !isProvided(one)),
  );
  const budgets = distinct(
    facts.filter(
      (one) => one.stage === 'opening' || one.stage === 'adjusted' || one.stage === 'target' || isProvided(one),
    ),
  );
  return finals
    .slice(0, MOST_PAIRS)
    .flatMap((final) => budgets.slice(0, MOST_PAIRS).map((budget): [Fact, Fact] => [final, budget]))
    .slice(0, MOST_PAIRS);
}

/** 实际到位875万元，支出868万元: what was provided is what the rate is of, as a budget is. */
function isProvided({ label, source }: Fact): boolean {
  return source === 'prose' && /(?:到位|下达|可用)(?:资金|指标|预算|财力)?(?:数|总?额|合计)?$/u.test(label);
}

/** The first of those that print the same. */
function distinct(facts: readonly Fact[]): Fact[] {
  const found = new Map<string, Fact>();
  for (const one of facts) if (!found.has(`${one.value}${one.unit}`)) found.set(`${one.value}${one.unit}`, one);
  return [...found.values()];
}
