import { addUnder } from '../../schemas/index.js';
import type { Fact } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { difference, fact } from '../expression.js';
import { factsTold } from '../facts-told.js';
import { Ledger, path } from '../ledger.js';
import { equation } from '../phrase.js';
import { testRelation } from '../relation-test.js';

export const check: CheckRule = {
  id: 'balance',
  class: 'balance',
  title: { zh: '收入、支出与结余', en: 'Income, expenditure and balance' },
  about: {
    zh: '同一单位的收入合计减支出合计等于当年结余，收入与支出可以印在同一份报告的不同表中；本表其他行有结余而本行空白时，按零结余核对。',
    en: 'Of one unit, total income less total expenditure is the current balance, though the two stand in different forms; where other rows print a balance and this one is blank, it is checked as zero.',
  },
  examples: [
    {
      title: { zh: '收支相抵后等于结余', en: 'The balance ties' },
      text: [
        '年度收入情况（万元）',
        '| 机构名称 | 收入合计 | 其中： | |',
        '| | | 公共财政拨款 | 其他收入 |',
        '| 汇总 | 360.5 | 300 | 60.5 |',
        '| 1、局机关 | 210.5 | 170 | 40.5 |',
        '| 2、服务中心 | 150 | 130 | 20 |',
        '年度支出和结余情况（万元）',
        '| 机构名称 | 支出合计 | 其中： | | 结余 |',
        '| | | 基本支出 | 项目支出 | 当年结余 |',
        '| 汇总 | 350.5 | 220.25 | 130.25 | 10 |',
        '| 1、局机关 | 200.5 | 120.25 | 80.25 | 10 |',
        '| 2、服务中心 | 150 | 100 | 50 | |',
      ].join('\n'),
      outcome: 'holds',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const incomes = new Map<string, Fact[]>();
    const balances = new Map<string, Fact[]>();
    const carried = new Map<string, Fact[]>();
    for (const one of factsTold(report, 'income.total')) if (isYear(one)) addUnder(incomes, ownerOf(one), one);
    for (const one of factsTold(report, 'income.carriedIn')) if (isYear(one)) addUnder(carried, ownerOf(one), one);
    for (const one of factsTold(report, 'balance.current'))
      if (one.source === 'table') addUnder(balances, `${one.table}|${one.row}`, one);
    const relations: Relation[] = [];
    const implied: Relation[] = [];
    for (const spent of factsTold(report, 'expenditure.total').filter(isYear)) {
      const received = incomes.get(ownerOf(spent)) ?? [];
      const [income] = received;
      // Several totals of income of one unit: which of them the balance is struck from cannot be told.
      if (!income || received.length > 1) continue;
      const hasBalance = report.tables
        .find((table) => table.id === spent.table)
        ?.columns.some((column) => column.concept === 'balance.current');
      const left = balances.get(`${spent.table}|${spent.row}`) ?? [];
      const row = ledger.table(spent.table)?.rows.find((line) => line.index === spent.row);
      const key = `${ledger.tableName(spent.table ?? '')}:${path(row)}`;
      const [balance] = left;
      if (balance && left.length === 1) {
        const before = carried.get(ownerOf(spent))?.[0];
        const closing = CLOSING.test(balance.label);
        // What is left at the end of a year holds what the year began with, and that is printed nowhere.
        if (closing && !before) continue;
        const words = `${ledger.label(income)} − ${ledger.label(spent)}`;
        const year: Relation = {
          rule: 'balance',
          key,
          subject: equation(ledger.label(balance), words, spent.subject),
          stated: balance.id,
          formula: difference(income, spent),
          comparison: 'equal',
          exact: false,
          group: `balance:${balance.id}`,
        };
        // Income may or may not hold what was carried in: wrong only if neither reading ties.
        if (before)
          relations.push({
            ...year,
            key: `${key}:carried`,
            subject: equation(ledger.label(balance), `${ledger.label(before)} + ${words}`, spent.subject),
            formula: { op: 'add', terms: [fact(before), difference(income, spent)] },
          });
        relations.push(year);
      } else if (hasBalance && left.length === 0) {
        implied.push({
          rule: 'balance',
          key: `${key}:0`,
          subject: equation(ledger.label(spent), ledger.label(income), spent.subject),
          stated: spent.id,
          formula: fact(income),
          comparison: 'equal',
          exact: false,
        });
      }
    }
    const ties = relations.filter((relation) => testRelation(relation, ledger.fact).outcome !== 'fails').length;
    return ties > 0 ? [...relations, ...implied] : relations;
  },
};

/** 年末结转和结余, 结转下年: what is left at the end, not what the year left. */
const CLOSING = /[年期][末未]|结转下年/u;

/** Whose figure it is, and of which year. */
function ownerOf({ subject, period }: Fact): string {
  return `${subject}|${period}`;
}

/** A figure in a table of what a year came to. */
function isYear({ source, stage }: Fact): boolean {
  return source === 'table' && (stage === 'final' || stage === 'actual');
}
