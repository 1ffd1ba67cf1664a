import { Decimal, type Expression, type Fact, type Line, type ReportTable } from '../../schemas/index.js';
import { bareLabel } from '../../normalizers/vocabulary/lookup.js';
import { AVERAGE, UNIT_PRICE } from '../../normalizers/vocabulary/words.js';
import type { CheckRule, Relation } from '../check.js';
import { fact } from '../expression.js';
import { Ledger, path } from '../ledger.js';
import { namesOf } from '../names.js';
import { equation } from '../phrase.js';
import { testRelation } from '../relation-test.js';
import { slipBetween } from '../slips.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'priced-line',
  class: 'ratio',
  title: { zh: '表中数量乘单价', en: 'Number times price in a table' },
  about: {
    zh: '表中有单价（标准、定额、均价、人均）一栏，若多数行的金额等于数量乘单价（或再乘月数、次数），则每一行都应如此。哪几栏相乘以多数行相符为准。',
    en: 'A column of prices (单价, 标准, 定额, 人均): where the amount of most rows is a number times the price, or times a number of months, too, that of every row should be. The columns are those that most rows tie by; where none do, nothing is checked.',
  },
  examples: [
    {
      title: { zh: '一行的金额不等于数量乘单价', en: 'One row in which it is not' },
      text: [
        '苗木采购明细',
        '| 树种 | 数量（株） | 单价（元） | 金额（万元） |',
        '| 香樟 | 1200 | 185.00 | 22.20 |',
        '| 桂花 | 860 | 240.00 | 20.64 |',
        '| 红叶石楠 | 3400 | 36.00 | 21.24 |',
      ].join('\n'),
      outcome: 'fails',
    },
    {
      title: { zh: '标准、人数、月数相乘', en: 'A rate of payment, persons and months' },
      text: [
        '补贴发放（元）',
        '| 类别 | 人数 | 月标准 | 月数 | 金额 |',
        '| 一级 | 52 | 360 | 12 | 224640 |',
        '| 二级 | 37 | 280 | 12 | 124320 |',
        '| 三级 | 64 | 150 | 9 | 86400 |',
      ].join('\n'),
      outcome: 'holds',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.tables.flatMap((table) =>
      table.columns.flatMap((column) => (isPrice(column) ? priced(table, column, ledger) : [])),
    );
  },
};

function isPrice({ label, role }: Line): boolean {
  return (role === 'figure' || role === 'total') && UNIT_PRICE.test(bareLabel(label));
}

/** More columns than these are not tried against each other. */
const MOST_COLUMNS = 12;

/** The columns that are multiplied by the price, and the one that comes of it. */
interface Way {
  numbers: readonly Line[];
  amount: Line;
}

interface Row {
  line: Line;
  price: Fact;
  at: (column: Line) => Fact | undefined;
}

function priced(table: ReportTable, column: Line, ledger: Ledger): Relation[] {
  const rows = table.rows.flatMap((line): Row[] => {
    const at = (other: Line) => ledger.cell(table.id, line.index, other.index);
    const price = at(column);
    const told = price && !new Decimal(price.value).isZero() && dimension(price) !== 'ratio';
    return told ? [{ line, price, at }] : [];
  });
  if (rows.length < 2) return [];
  const others = table.columns.filter(
    (other) => other !== column && (other.role === 'figure' || other.role === 'total'),
  );
  if (others.length < 2 || others.length > MOST_COLUMNS) return [];
  const average = AVERAGE.test(bareLabel(column.label));
  let best: { relations: Relation[]; ties: number } | undefined;
  for (const way of waysOf(others)) {
    if (!rows.slice(0, 3).some((row) => isNear(row, way))) continue;
    const relations = rows.flatMap((row) => relationOf(row, way, average, table, column, ledger));
    const ties = relations.filter((one) => TIES.has(testRelation(one, ledger.fact).outcome)).length;
    if (ties >= 2 && ties * 3 >= relations.length * 2 && ties > (best?.ties ?? 0)) best = { relations, ties };
  }
  return best?.relations ?? [];
}

const TIES: ReadonlySet<string> = new Set(['holds', 'rounding']);

/** Number × price = amount, number × months × price = amount. */
function* waysOf(others: readonly Line[]): Generator<Way> {
  for (const amount of others) {
    const numbers = others.filter((other) => other !== amount);
    for (const number of numbers) yield { numbers: [number], amount };
    for (const [at, number] of numbers.entries())
      for (const more of numbers.slice(at + 1)) yield { numbers: [number, more], amount };
  }
}

function relationOf(
  { line, price, at }: Row,
  { numbers, amount }: Way,
  average: boolean,
  table: ReportTable,
  column: Line,
  ledger: Ledger,
): Relation[] {
  const whole = at(amount);
  const factors = numbers.flatMap((number) => at(number) ?? []);
  if (!whole || factors.length < numbers.length || !fits(price, factors, whole)) return [];
  const called = namesOf([whole, price, ...factors], ledger);
  const product = factors.reduce<Expression>(
    (left, right) => ({ op: 'multiply', left, right: fact(right) }),
    fact(price),
  );
  const relation: Relation = {
    rule: 'priced-line',
    key: `${ledger.tableName(table.id)}:${path(column)}:${path(line)}`,
    subject: equation(called(whole), [price, ...factors].map(called).join(' × ')),
    stated: whole.id,
    formula: product,
    comparison: 'equal',
    exact: false,
    roles: Object.fromEntries([price, ...factors].map(({ id }) => [id, 'factor'])),
  };
  // A rate of payment is paid in part sometimes; a slip of the pen away from it, it is not.
  return average || isSlip(whole, price, factors) ? [relation] : [{ ...relation, severity: 'suspicious' }];
}

/** The unit that a price without one is in. */
function moneyUnit(price: Fact, whole: Fact): string {
  return dimension(price) === 'plain' ? whole.unit : price.unit;
}

/** Money is a number of something times money: a price is in 元 or has the unit of the amounts. */
function fits(price: Fact, factors: readonly Fact[], whole: Fact): boolean {
  const money = [whole, price].every((one) => dimension(one) === 'money' || dimension(one) === 'plain');
  if (!money) return false;
  return factors.every((one) => dimension(one) !== 'money' && dimension(one) !== 'ratio' && dimension(one) !== 'score');
}

/** Is the product near the amount, by one in a hundred? More is for the intervals to say. */
function isNear({ price, at }: Row, { numbers, amount }: Way): boolean {
  const whole = at(amount);
  const factors = numbers.flatMap((number) => at(number) ?? []);
  if (!whole || factors.length < numbers.length || !fits(price, factors, whole)) return false;
  const [stated, product] = [base(whole), productOf(price, factors, whole)];
  return !stated.isZero() && product.minus(stated).abs().lte(stated.abs().times('0.01'));
}

function isSlip(whole: Fact, price: Fact, factors: readonly Fact[]): boolean {
  const product = productOf(price, factors, whole);
  if (product.isZero()) return false;
  const off = base(whole).div(product);
  return [whole, price, ...factors].some((one) => {
    const right = one === whole ? new Decimal(one.value).div(off) : new Decimal(one.value).times(off);
    return off.eq(1) || slipBetween(one, right.toDecimalPlaces(Math.min(one.fineness, 6))) !== null;
  });
}

function productOf(price: Fact, factors: readonly Fact[], whole: Fact): Decimal {
  const money = new Decimal(price.value).times(measureOf(moneyUnit(price, whole)).factor);
  return factors.reduce((product, one) => product.times(base(one)), money);
}

function base({ value, unit }: Fact): Decimal {
  return new Decimal(value).times(measureOf(unit).factor);
}

function dimension({ unit }: Fact): string {
  return measureOf(unit).dimension;
}
