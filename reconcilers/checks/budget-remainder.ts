import { Decimal, type Fact, type ReportTable } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { difference } from '../expression.js';
import { Ledger, path } from '../ledger.js';
import { lineAt } from '../neighbours.js';
import { equation } from '../phrase.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'budget-remainder',
  class: 'balance',
  title: { zh: '预算结余', en: 'What is left of a budget' },
  about: {
    zh: '表中结余（未执行数）一栏等于同一行的预算数减实际支出。由哪一栏预算、哪一栏支出相减，文字不说明，以本表多数行相符的两栏为准；多数行不符时不核对。',
    en: 'A column of what is left (结余, 未执行数) is the budget of its row less what was spent. No word tells which budget: the two columns that most rows tie by are taken, and none where most rows do not tie.',
  },
  examples: [
    {
      title: { zh: '一行的结余不等于预算减支出', en: 'One row in which it is not' },
      text: [
        '项目支出情况（万元）',
        '| 项目名称 | 年初预算 | 调整后预算 | 实际支出 | 结余 |',
        '| 河道清淤 | 120.00 | 150.00 | 146.50 | 3.50 |',
        '| 水质监测 | 80.00 | 80.00 | 71.20 | 8.80 |',
        '| 堤防加固 | 300.00 | 320.50 | 310.25 | 12.05 |',
      ].join('\n'),
      outcome: 'fails',
    },
    {
      title: { zh: '结余含上年结转，与预算无关', en: 'A balance that is none of the budget' },
      text: [
        '项目支出情况（万元）',
        '| 项目名称 | 年初预算 | 实际支出 | 结余 |',
        '| 河道清淤 | 120.00 | 116.50 | 13.50 |',
        '| 水质监测 | 80.00 | 71.20 | 28.80 |',
        '| 堤防加固 | 300.00 | 290.25 | 2.05 |',
      ].join('\n'),
      outcome: 'silent',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.tables.flatMap((table) => remainders(table, ledger));
  },
};

/** What is left, in the words of a column header; not what was brought forward. */
const LEFT = /^(?:年末|期末|本年|资金|预算)?(?:结余|结余数|结余资金|结转结余|结转和结余|未执行数?|剩余资金|余额)$/u;

type Line = ReadonlyMap<number, Fact>;

function remainders(table: ReportTable, ledger: Ledger): Relation[] {
  const left = table.columns.filter(({ label }) => LEFT.test(label.replace(/[（(].*[）)]$/u, '')));
  const [column] = left;
  if (!column || left.length > 1) return [];
  const lines = table.rows.flatMap((row) => {
    const line = lineAt(ledger.report, table.id, row.index);
    for (const [at, { unit }] of line) if (unit !== '' && measureOf(unit).dimension !== 'money') line.delete(at);
    return line.has(column.index) ? [{ row, line }] : [];
  });
  const pair = tyingColumns(
    lines.map(({ line }) => line),
    column.index,
  );
  if (!pair) return [];
  const [from, less] = pair;
  return lines.flatMap(({ row, line }) => {
    const [budget, spent, rest] = [line.get(from), line.get(less), line.get(column.index)];
    if (!budget || !spent || !rest) return [];
    return [
      {
        rule: 'budget-remainder',
        key: `${ledger.tableName(table.id)}:${path(row)}`,
        subject: equation(ledger.label(rest), `${ledger.label(budget)} − ${ledger.label(spent)}`),
        stated: rest.id,
        formula: difference(budget, spent),
        comparison: 'equal' as const,
        exact: false,
      },
    ];
  });
}

/** The two columns whose difference is what is left in most rows, and in two at least: the budget and the outturn. */
function tyingColumns(lines: readonly Line[], left: number): [number, number] | undefined {
  const counts = new Map<string, { pair: [number, number]; ties: number; rows: number }>();
  for (const line of lines) {
    const rest = line.get(left);
    if (!rest) continue;
    for (const budget of line.values()) {
      if (!PLANNED.has(budget.stage) || budget.column === undefined) continue;
      for (const spent of line.values()) {
        if (!SPENT.has(spent.stage) || spent === rest || spent.column === undefined || spent === budget) continue;
        const key = `${budget.column}|${spent.column}`;
        const count = counts.get(key) ?? { pair: [budget.column, spent.column], ties: 0, rows: 0 };
        count.rows += 1;
        if (new Decimal(budget.value).minus(spent.value).eq(rest.value)) count.ties += 1;
        counts.set(key, count);
      }
    }
  }
  const found = [...counts.values()].filter(({ ties, rows }) => ties >= 2 && ties * 2 > rows);
  return found.toSorted((one, other) => other.ties - one.ties)[0]?.pair;
}

const PLANNED: ReadonlySet<Fact['stage']> = new Set(['opening', 'adjusted', 'target']);
const SPENT: ReadonlySet<Fact['stage']> = new Set(['final', 'actual']);
