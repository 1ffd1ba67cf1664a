import { Decimal, type Fact, type Report, type ReportTable } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { quotient } from '../expression.js';
import { Ledger, path } from '../ledger.js';
import { lineAt } from '../neighbours.js';
import { equation } from '../phrase.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'share-column',
  class: 'ratio',
  title: { zh: '占比栏', en: 'A column of shares' },
  about: {
    zh: '占比（比重、进度）一栏等于同一行的数除以占比为100%的那一行的数。是哪一栏的占比，以多数行相符的一栏为准；多数行不符时不核对。',
    en: 'A column of shares (占比, 比重, 进度) is the figure of its row over that of the row whose share is 100 %. Of which column it is the share: the one that most rows tie by, and none where most rows do not.',
  },
  examples: [
    {
      title: { zh: '一行的占比算错', en: 'One share is wrong' },
      text: [
        '固定资产情况（万元）',
        '| 资产类别 | 年初数 | 年末数 | 占比 |',
        '| 房屋 | 500.00 | 520.00 | 52.00% |',
        '| 车辆 | 180.00 | 170.00 | 17.00% |',
        '| 通用设备 | 200.00 | 210.00 | 12.00% |',
        '| 家具 | 90.00 | 100.00 | 10.00% |',
        '| 合计 | 970.00 | 1000.00 | 100.00% |',
      ].join('\n'),
      outcome: 'fails',
    },
    {
      title: { zh: '达标比例不是占比', en: 'Rates of something else' },
      text: [
        '项目情况（万元）',
        '| 项目 | 预算数 | 决算数 | 合格比例 |',
        '| 道路 | 500.00 | 520.00 | 98.00% |',
        '| 桥梁 | 180.00 | 170.00 | 97.00% |',
        '| 绿化 | 200.00 | 210.00 | 100.00% |',
      ].join('\n'),
      outcome: 'silent',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.tables.flatMap((table) =>
      table.columns.filter(isShare).flatMap(({ index }) => sharesIn(table, index, ledger)),
    );
  },
};

function isShare({ label }: { label: string }): boolean {
  return SHARE.test(label) || PROGRESS.test(label);
}

const SHARE = /占比|比重|构成比|占.{0,8}(?:比例|百分比|[%％])|^占(?![地用]).{1,10}$/u;
const PROGRESS = /^(?:累计)?(?:资金|预算|经费)?(?:支出|累计|执行|支付|拨付)?进度(?:[（(]?[%％][）)]?)?$/u;

function sharesIn(table: ReportTable, column: number, ledger: Ledger): Relation[] {
  const lines = table.rows.flatMap((row) => {
    const line = lineAt(ledger.report, table.id, row.index);
    const share = line.get(column);
    return share && isRate(share) ? [{ row, line, share }] : [];
  });
  if (lines.length < 2) return [];
  const whole = lines.findLast(({ share }) => new Decimal(share.value).eq(100))?.line ?? totalOf(table, ledger);
  const parts = lines.filter((each) => each.line !== whole);
  const wholes = whole
    ? [...whole.entries()].filter(([, fact]) => !isRate(fact))
    : PROGRESS.test(table.columns[column]?.label ?? '')
      ? budgetsIn(ledger.report).flatMap((budget) => table.columns.map(({ index }) => [index, budget] as const))
      : [];
  const found = wholes
    .filter(([, total]) => !new Decimal(total.value).isZero())
    .map(([of, total]) => ({
      of,
      total,
      ties: parts.filter(({ line, share }) => {
        const part = line.get(of);
        return part?.unit === total.unit && isNear(part, total, share);
      }).length,
    }))
    .toSorted((one, other) => other.ties - one.ties)[0];
  if (!found || found.ties < 2 || found.ties * 2 <= parts.length) return [];
  const { of, total } = found;
  // The whole is all of itself, whatever its share says.
  const own = lines.filter(({ line, share }) => line.get(of) === total && !new Decimal(share.value).eq(100));
  return [...new Set([...parts, ...own])].flatMap(({ row, line, share }) => {
    const part = line.get(of);
    if (!part || part.unit !== total.unit) return [];
    return [
      {
        rule: 'share-column',
        key: `${ledger.tableName(table.id)}:${path(row)}:${column}`,
        subject: equation(ledger.label(share), `${ledger.label(part)} ÷ ${ledger.label(total)}`),
        stated: share.id,
        formula: quotient(part, total),
        comparison: 'equal' as const,
        exact: false,
        roles: { [part.id]: 'numerator' as const, [total.id]: 'denominator' as const },
      },
    ];
  });
}

/** The last line of a table that adds others up, where its own share is left blank. */
function totalOf(table: ReportTable, { report }: Ledger): Map<number, Fact> | undefined {
  const total = table.rows.findLast(({ role, partOf, parts }) => role === 'total' && partOf === null && parts);
  return total && lineAt(report, table.id, total.index);
}

const MOST_BUDGETS = 20;

/** The budgets that a report tells: how far spending has come along is measured by one of them, wherever it is printed. */
function budgetsIn({ facts }: Report): Fact[] {
  const budgets = new Map<string, Fact>();
  for (const fact of facts) {
    if (budgets.size === MOST_BUDGETS) break;
    const budget = fact.stage === 'adjusted' || fact.stage === 'opening';
    if (budget && measureOf(fact.unit).dimension === 'money') budgets.set(`${fact.value}${fact.unit}`, fact);
  }
  return [...budgets.values()];
}

function isRate({ unit, concept }: Fact): boolean {
  return measureOf(unit).dimension === 'ratio' || concept.startsWith('rate.');
}

/** Within one in the last place that is printed. */
function isNear(part: Fact, total: Fact, share: Fact): boolean {
  const step = new Decimal(10).pow(-share.decimals);
  return new Decimal(part.value).div(total.value).times(100).minus(share.value).abs().lte(step);
}
