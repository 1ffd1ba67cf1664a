import { Decimal, type Expression, type Fact, type Line, type ReportTable } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { difference, fact, quotient, sum } from '../expression.js';
import { Ledger, path } from '../ledger.js';
import { namesOf } from '../names.js';
import { equation } from '../phrase.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'derived-line',
  class: 'ratio',
  title: { zh: '由另两行（列）算出的率', en: 'A rate worked out from two other lines' },
  about: {
    zh: '表中一行或一列名为“…率”“…幅度”的百分数，若多数等于另两行（列）相除，或等于两者之差与其一相除，则每一个都应如此；没有这样的两行（列）时不核对。',
    en: 'A row or column of percentages that is called a rate: where most of them are the quotient of the same two other lines (or of their difference and one of them), all of them should be. Where no two lines do, nothing is checked.',
  },
  examples: [
    {
      title: { zh: '采购执行率一行', en: 'Rates in a row' },
      text: [
        '政府采购情况（万元）',
        '| 项目 | 货物 | 工程 | 服务 | 合计 |',
        '| 采购预算 | 580.00 | 120.00 | 96.50 | 796.50 |',
        '| 实际采购 | 566.20 | 118.00 | 95.30 | 779.50 |',
        '| 采购执行率 | 97.62% | 98.33% | 98.76% | 97.87% |',
      ].join('\n'),
      outcome: 'holds',
    },
    {
      title: { zh: '一项比率与其余各项的算法不符', en: 'One rate that is worked out otherwise' },
      text: [
        '政府采购情况（万元）',
        '| 项目 | 货物 | 工程 | 服务 | 合计 |',
        '| 采购预算 | 580.00 | 120.00 | 96.50 | 796.50 |',
        '| 实际采购 | 566.20 | 118.00 | 95.30 | 779.50 |',
        '| 采购执行率 | 96.72% | 98.33% | 98.76% | 97.87% |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const relations: Relation[] = [];
    for (const table of report.tables) {
      const rates = (line: Line) => RATE.test(line.label.replace(/[（(][^（()）]*[）)]$/u, ''));
      for (const row of table.rows) if (rates(row)) relations.push(...derived(table, row, 'rows', ledger));
      for (const column of table.columns)
        if ((rates(column) && !ELSEWHERE.has(column.concept ?? '')) || isOfSeveral(column, table))
          relations.push(...derived(table, column, 'columns', ledger));
    }
    return relations;
  },
};

const RATE =
  /(?:率|同比(?:增长|增减|变动)?|[增降减]幅|幅度|进度|占(?:总|全部|合计|计划|目标|任务|合同|批复|概算)\p{Script=Han}{1,6}|(?:完成|执行|支出|到位|支付|拨付|付款)(?:任务|预算|计划)?(?:比例|[%％]))$/u;

/** Columns that checks of their own test by their words. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'rate.execution',
  'rate.change',
  'rate.share',
  'staff.controlRate',
  'rate.adjustment',
]);

/** 12月数 | 本年累计 | 上年同期累计 | 增减%: of which of this year's columns a change is, no word says. */
function isOfSeveral({ concept, stage, partOf }: Line, { columns }: ReportTable): boolean {
  if (concept !== 'rate.change' || stage !== 'change' || partOf !== null) return false;
  const plain = columns.filter((one) => one.role === 'figure' && !one.concept && !one.subject && !one.period);
  return plain.filter((one) => one.stage === 'final' || one.stage === undefined).length > 1;
}

/** Lines beyond this many are not tried in pairs. */
const MOST_LINES = 14;

/** Printed places of the rates that tie, the whole number as one: below this they may tie by chance. */
const ENOUGH = 4;

/** One way to work a line out: which of the others, and how. */
interface Way {
  over: readonly Line[];
  formula(facts: readonly Fact[]): Expression;
  percent(values: readonly Decimal[]): Decimal | null;
  words(names: readonly string[]): string;
}

function derived(table: ReportTable, line: Line, axis: 'rows' | 'columns', ledger: Ledger): Relation[] {
  const across = axis === 'rows' ? table.columns : table.rows;
  const at = (one: Line, other: Line): Fact | undefined =>
    axis === 'rows' ? ledger.cell(table.id, one.index, other.index) : ledger.cell(table.id, other.index, one.index);
  const stated = across.flatMap((cross) => {
    const rate = at(line, cross);
    return rate && rate.source === 'table' && measureOf(rate.unit).dimension === 'ratio' ? [{ cross, rate }] : [];
  });
  if (stated.length < 3) return [];
  // Where all is done or nothing is, any two lines will do.
  const telling = stated.filter(({ rate }) => !['0', '100'].includes(new Decimal(rate.value).toString()));
  if (new Set(telling.map(({ rate }) => rate.value)).size < 2) return [];
  const others = table[axis].filter((other) => other !== line && (other.role === 'figure' || other.role === 'total'));
  if (others.length < 2 || others.length > MOST_LINES) return [];
  const figures = (way: Way, cross: Line): Fact[] | undefined => {
    const facts = way.over.flatMap((other) => at(other, cross) ?? []);
    const alike = new Set(facts.map(({ unit }) => measureOf(unit).dimension + unit)).size === 1;
    return facts.length === way.over.length && alike && !facts.some(isShare) ? facts : undefined;
  };
  const ties = (way: Way) =>
    telling.filter(({ cross, rate }) => {
      const facts = figures(way, cross);
      const value = facts && way.percent(facts.map((one) => new Decimal(one.value)));
      return value !== null && value !== undefined && isNear(value, rate);
    });
  let best: { way: Way; ties: number; weight: number } | undefined;
  for (const way of waysOf(others)) {
    const tied = ties(way);
    // 95% is soon met by chance, 94.74% is not.
    const weight = tied.reduce((all, { rate }) => all + 1 + rate.decimals, 0);
    if (tied.length > (best?.ties ?? 0)) best = { way, ties: tied.length, weight };
  }
  if (!best || best.ties < 2 || best.weight < ENOUGH || best.ties * 2 <= telling.length) return [];
  const { way } = best;
  return stated.flatMap(({ cross, rate }): Relation[] => {
    const facts = figures(way, cross);
    if (!facts || !way.percent(facts.map((one) => new Decimal(one.value)))) return [];
    const called = namesOf([rate, ...facts], ledger);
    const [above, below] = [facts[0]!, facts.at(-1)!];
    // 112% done is told as 100% by many.
    const value = new Decimal(rate.value);
    const capped =
      (value.eq(100) && new Decimal(above.value).gt(below.value)) ||
      // 104% done scores no more than the weight.
      (value.gt(100) && above.unit === '分' && new Decimal(above.value).eq(below.value));
    return capped
      ? []
      : [
          {
            rule: 'derived-line',
            key: `${ledger.tableName(table.id)}:${path(line)}:${path(cross)}`,
            subject: equation(called(rate), way.words(facts.map(called))),
            stated: rate.id,
            formula: way.formula(facts),
            comparison: 'equal',
            exact: false,
            roles: { [above.id]: 'numerator', [below.id]: 'denominator' },
          },
        ];
  });
}

/** A over B, A − B over B, A over B and C together. */
function* waysOf(others: readonly Line[]): Generator<Way> {
  for (const one of others)
    for (const other of others) {
      if (one === other) continue;
      yield {
        over: [one, other],
        formula: ([above, below]) => quotient(above!, below!),
        percent: ([above, below]) => (below!.isZero() ? null : above!.div(below!).times(100)),
        words: ([above, below]) => `${above} ÷ ${below}`,
      };
      yield {
        over: [one, other],
        formula: ([now, before]) => ({ op: 'divide', left: difference(now!, before!), right: fact(before!) }),
        percent: ([now, before]) => (before!.isZero() ? null : now!.minus(before!).div(before!).times(100)),
        words: ([now, before]) => `(${now} − ${before}) ÷ ${before}`,
      };
    }
  if (others.length > 8) return;
  for (const one of others)
    for (const [at, other] of others.entries())
      for (const third of others.slice(at + 1)) {
        if (one === other || one === third) continue;
        yield {
          over: [one, other, third],
          formula: ([above, ...below]) => ({ op: 'divide', left: fact(above!), right: sum(below) }),
          percent: ([above, left, right]) => {
            const below = left!.plus(right!);
            return below.isZero() ? null : above!.div(below).times(100);
          },
          words: ([above, left, right]) => `${above} ÷ (${left} + ${right})`,
        };
      }
}

function isShare({ unit, concept }: Fact): boolean {
  return measureOf(unit).dimension === 'ratio' || concept.startsWith('rate.');
}

/** Within one in the last place that is printed. */
function isNear(value: Decimal, rate: Fact): boolean {
  return value.minus(rate.value).abs().lte(new Decimal(10).pow(-rate.decimals));
}
