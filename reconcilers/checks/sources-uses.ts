import { addUnder } from '../../schemas/index.js';
import type { Expression, Fact } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { sum } from '../expression.js';
import { Ledger } from '../ledger.js';
import { comparison, terms } from '../phrase.js';

const SOURCES = [
  'income.generalBudget',
  'income.governmentFund',
  'income.specialAccount',
  'income.carriedIn',
  'income.other',
];
const USES = ['expenditure.basic', 'expenditure.project'];
const TOTALS = ['budget.total', 'income.total', 'expenditure.total'];

export const check: CheckRule = {
  id: 'sources-uses',
  class: 'balance',
  title: { zh: '按收入性质分与按支出性质分', en: 'By source and by use' },
  about: {
    zh: '国家格式自评表中，年度资金按收入性质和按支出性质两种分法的合计应当相等，并等于年度资金总额。表中有年初预算、全年预算、执行数几个总额，只要与其中一个相符即可。',
    en: 'In the national form the yearly funds split by source and by use come to the same sum, and to the yearly total. Of the totals printed (opening, whole-year, final) one that fits is enough.',
  },
  examples: [
    {
      title: { zh: '两种分法等于全年预算数', en: 'Both splits equal the whole-year budget' },
      text: [
        '部门整体支出绩效自评表',
        '| 年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分 |',
        '| | 年度资金总额 | 800 | 850.5 | 840.5 | 10 | 98.82% | 9.88 |',
        '| | 按收入性质分： | | | 按支出性质分： | | | |',
        '| | 其中：一般公共预算：850.5 | | | 其中：基本支出：600.5 | | | |',
        '| | 政府性基金拨款： | | | 项目支出：250 | | | |',
      ].join('\n'),
      outcome: 'holds',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const relations: Relation[] = [];
    if (!report.tables.some(({ kind }) => kind === 'budgetExecution')) return relations;
    const byTable = new Map<string, Fact[]>();
    for (const fact of report.facts) {
      if (fact.table === undefined) continue;
      addUnder(byTable, fact.table, fact);
    }
    for (const table of report.tables) {
      if (table.kind !== 'budgetExecution') continue;
      const facts = byTable.get(table.id) ?? [];
      const sources = facts.filter((fact) => SOURCES.includes(fact.concept));
      const uses = facts.filter((fact) => USES.includes(fact.concept));
      const totals = facts.filter((fact) => TOTALS.includes(fact.concept));
      // Where the parts stand in the columns of the totals, stage by stage, they are ordinary sums.
      const isSplit = (parts: Fact[]) =>
        parts.length > 0 && new Set(parts.map((fact) => fact.concept)).size === parts.length;
      const name = ledger.tableName(table.id);
      const [first, ...rest] = sources;
      if (first && isSplit(sources) && isSplit(uses)) {
        relations.push({
          rule: 'sources-uses',
          key: `${name}:both`,
          subject: comparison(words(sources).zh, '=', words(uses)),
          stated: first.id,
          formula: less(sum(uses), rest),
          comparison: 'equal',
          exact: false,
        });
      }
      for (const [side, parts] of [
        ['sources', sources],
        ['uses', uses],
      ] as const) {
        if (!isSplit(parts)) continue;
        for (const total of totals) {
          relations.push({
            rule: 'sources-uses',
            key: `${name}:${side}:${total.stage}`,
            subject: comparison(ledger.label(total), '=', words(parts)),
            stated: total.id,
            formula: sum(parts),
            comparison: 'equal',
            exact: false,
            group: `sources-uses:${name}:${side}`,
          });
        }
      }
    }
    return relations;

    function words(parts: readonly Fact[]) {
      return terms(parts.map((fact) => fact.label.split(' / ').at(-1) ?? fact.label));
    }
  },
};

function less(left: Expression, facts: readonly Fact[]): Expression {
  return facts.length === 0 ? left : { op: 'subtract', left, right: sum(facts) };
}
