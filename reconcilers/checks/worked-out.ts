import { Decimal, type Fact, type Line, type ReportTable } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact, sum } from '../expression.js';
import { Ledger, path } from '../ledger.js';
import { namesOf } from '../names.js';
import { equation } from '../phrase.js';
import { isCounted, isSummable } from '../sums.js';

export const check: CheckRule = {
  id: 'worked-out',
  class: 'balance',
  title: { zh: '由其他各栏加减得出的栏', en: 'A line worked out from others' },
  about: {
    zh: '表中一行或一列名为结余、差额、净值、年末数等，若几乎每一格都等于另外几行（列）相加减，则每一格都应如此；没有这样的几行（列）时不核对。',
    en: 'A row or column that is called what is left, a difference, a net value or what is there in the end: where nearly all of its figures are the same few other lines added and taken away, all of them should be. Where no such lines are, nothing is checked.',
  },
  examples: [
    {
      title: { zh: '当期结余等于收入减支出', en: 'The balance is income less expenditure' },
      text: [
        '各险种基金收支（万元）',
        '| 险种 | 收入 | 支出 | 当期结余 | 累计结余 |',
        '| 职工医保 | 3862 | 3415 | 447 | 5126 |',
        '| 居民医保 | 4517 | 4629 | -112 | 1873 |',
        '| 生育保险 | 214 | 186 | 28 | 305 |',
      ].join('\n'),
      outcome: 'holds',
    },
    {
      title: { zh: '一行的年末结转不等于年初加收入减支出', en: 'One row in which it is not' },
      text: [
        '各单位收支（万元）',
        '| 单位 | 上年结转 | 收入 | 支出 | 转出 | 年末结转 |',
        '| 一中 | 12.60 | 862.40 | 851.25 | 3.00 | 20.75 |',
        '| 二中 | 8.15 | 740.85 | 722.33 | 2.20 | 24.47 |',
        '| 小学 | 6.35 | 515.40 | 508.18 | 1.45 | 21.12 |',
        '| 幼儿园 | 1.20 | 286.50 | 271.06 | 0.80 | 15.84 |',
      ].join('\n'),
      outcome: 'fails',
    },
    {
      title: { zh: '结余与其他各栏无关', en: 'What is left has nothing to do with the other columns' },
      text: [
        '项目支出情况（万元）',
        '| 项目名称 | 预算 | 支出 | 结余 |',
        '| 河道清淤 | 120.00 | 116.50 | 13.50 |',
        '| 水质监测 | 80.00 | 71.20 | 28.80 |',
        '| 堤防加固 | 300.00 | 290.25 | 2.05 |',
      ].join('\n'),
      outcome: 'silent',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.tables.flatMap((table) =>
      (['columns', 'rows'] as const).flatMap((axis) => {
        const lines = table[axis].filter(({ role }) => role === 'figure' || role === 'total');
        if (lines.length < 3 || lines.length > MOST_LINES) return [];
        return lines.filter(isWorkedOut).flatMap((line) => workedOut(table, line, lines, axis, ledger));
      }),
    );
  },
};

/** What a line is called that others are added up and taken away for. */
const WORKED_OUT =
  /结余|结存|结转|余额|剩余|[期年][末底]|净[值额增]|净资产|差[额异距]?$|差异[数额]|相差|增减|超[（(]?[支收额欠短计]|[欠缺]口|短[缺收]|空[编缺岗]|[缺超]编|节[约支省]|未(?:支|拨|付|完成|执行|使用|到位|缴|结)|盈亏|盈余|可用|调整后|变更后/u;
const BROUGHT_FORWARD = /(?:上年|[年期]初)/u;

function isWorkedOut(line: Line): boolean {
  const { label, path: words } = line;
  if (isOpenTotal(line)) return true;
  const name = /^[小合]计$/u.test(label) ? (words.at(-2) ?? label) : label;
  return WORKED_OUT.test(name) && !BROUGHT_FORWARD.test(name);
}

/** A total of which no header tells all the parts. */
function isOpenTotal({ label, parts }: Line): boolean {
  return parts !== 'complete' && /[合总小]计$/u.test(label);
}

/** More lines than these are not tried against each other; with up to `FEW_LINES` others, four of them are. */
const MOST_LINES = 11;
const FEW_LINES = 7;

/** Digits that must tie before it is more than chance. */
const ENOUGH = 6;

/** Lines that are added and lines that are taken away, by their place among the others. */
interface Way {
  plus: readonly number[];
  minus: readonly number[];
}

/** The figures of one cross line: the one that is worked out, and those of the others. */
interface Row {
  cross: Line;
  stated: Fact;
  value: Decimal;
  facts: readonly (Fact | undefined)[];
  values: readonly Decimal[];
}

function workedOut(
  table: ReportTable,
  line: Line,
  lines: readonly Line[],
  axis: 'rows' | 'columns',
  ledger: Ledger,
): Relation[] {
  const others = lines.filter((other) => other !== line);
  const rows = rowsOf(table, line, others, axis, ledger);
  if (rows.length < 3) return [];
  // Parts that the header tells are summed already, whether all of them are printed or not.
  const told = others.flatMap(({ partOf }, at) => (partOf === line.index ? at : []));
  const isTold = ({ plus, minus }: Way) =>
    minus.length === 0 && told.length > 0 && (plus.length <= told.length || told.some((at) => !plus.includes(at)));
  return bestWays(rows, others.length)
    .filter((way) => !isTold(way))
    .flatMap((way) => relationsOf(rows, way, table, line, ledger));
}

function relationsOf(rows: readonly Row[], way: Way, table: ReportTable, line: Line, ledger: Ledger): Relation[] {
  return rows.flatMap(({ cross, stated, facts }): Relation[] => {
    const plus = way.plus.flatMap((at) => facts[at] ?? []);
    const minus = way.minus.flatMap((at) => facts[at] ?? []);
    if (plus.length === 0 || plus.length + minus.length < 2) return [];
    const called = namesOf([stated, ...plus, ...minus], ledger);
    const above = plus.length > 1 ? sum(plus) : fact(plus[0]!);
    return [
      {
        rule: 'worked-out',
        key: `${ledger.tableName(table.id)}:${path(line)}@${path(cross)}`,
        subject: equation(called(stated), [plus.map(called).join(' + '), ...minus.map(called)].join(' − ')),
        stated: stated.id,
        formula: minus.length === 0 ? above : { op: 'subtract', left: above, right: sum(minus) },
        comparison: 'equal',
        exact: isCounted(stated, [...plus, ...minus]),
      },
    ];
  });
}

function rowsOf(
  table: ReportTable,
  line: Line,
  others: readonly Line[],
  axis: 'rows' | 'columns',
  ledger: Ledger,
): Row[] {
  const across = axis === 'rows' ? table.columns : table.rows;
  const at = (one: Line, cross: Line): Fact | undefined =>
    axis === 'rows' ? ledger.cell(table.id, one.index, cross.index) : ledger.cell(table.id, cross.index, one.index);
  return across.flatMap((cross): Row[] => {
    if (cross.role !== 'figure' && cross.role !== 'total') return [];
    const stated = at(line, cross);
    if (!stated || !isSummable(stated)) return [];
    const facts = others.map((other) => {
      const one = at(other, cross);
      return one && one.unit === stated.unit && isSummable(one) ? one : undefined;
    });
    const values = facts.map((one) => (one ? new Decimal(one.value) : ZERO));
    return [{ cross, stated, value: new Decimal(stated.value), facts, values }];
  });
}

const ZERO = new Decimal(0);

/**
 * The ways by which most rows tie, of as few lines as possible: one that only adds (折旧 + 净值) and one that takes away,
 * too (年初 + 增加 − 减少). None where several rows or more than a third do not tie.
 */
function bestWays(rows: readonly Row[], count: number): Way[] {
  // Whatever holds in all rows but one holds in one of the first two.
  const probes = rows.filter(({ value }) => !value.isZero()).slice(0, 2);
  const best = new Map<boolean, { way: Way; ties: number }>();
  for (const way of waysAmong(count)) {
    if (!isTiedIn(probes, way)) continue;
    const tied = tiedBy(way, rows);
    const missed = rows.length - tied.length;
    if (missed > 1 + Math.floor(rows.length / 8) || missed * 3 > rows.length || !isTelling(tied, way)) continue;
    const adds = way.minus.length === 0;
    if (tied.length > (best.get(adds)?.ties ?? 0)) best.set(adds, { way, ties: tied.length });
  }
  return [...best.values()].map(({ way }) => way);
}

function isTiedIn(rows: readonly Row[], way: Way): boolean {
  return rows.some((row) => ties(row, way));
}

function tiedBy(way: Way, rows: readonly Row[]): Row[] {
  return rows.filter((row) => ties(row, way));
}

function ties({ value, values }: Row, { plus, minus }: Way): boolean {
  let rest = value;
  for (let at = 0; at < plus.length; at++) rest = rest.minus(values[plus[at]!]!);
  for (let at = 0; at < minus.length; at++) rest = rest.plus(values[minus[at]!]!);
  return rest.isZero();
}

/**
 * Enough digits tie in lines that are no totals of the others; no line takes part with noughts alone, and none is the
 * same as what is worked out (当年结余 = 累计结余 + 支出 − 基本支出 − 项目支出): then the rest come to nought by themselves.
 */
function isTelling(tied: readonly Row[], { plus, minus }: Way): boolean {
  const own = tied.filter(({ cross, value }) => cross.role === 'figure' && !value.isZero());
  const digits = own.reduce((all, { value }) => all + value.abs().toString().replace(/\D/gu, '').length, 0);
  if (own.length < 2 || digits < ENOUGH) return false;
  return (
    [...plus, ...minus].every((at) => tied.some(({ values }) => !values[at]!.isZero())) &&
    plus.every((at) => tied.some(({ value, values }) => !values[at]!.eq(value)))
  );
}

const waysByCount = new Map<number, readonly Way[]>();

/** Hundreds, and the same for every line of a table and for most tables. */
function waysAmong(count: number): readonly Way[] {
  const ways = waysByCount.get(count) ?? [...waysOf(count)];
  waysByCount.set(count, ways);
  return ways;
}

/** Two lines, three, and of few lines four: A − B, A + B, A + B − C, A − B − C, A + B − C − D; A + B + C + … */
function* waysOf(count: number): Generator<Way> {
  const all = Array.from({ length: count }, (_, at) => at);
  for (const a of all) for (const b of all) if (a !== b) yield { plus: [a], minus: [b] };
  const couples = all.flatMap((a) => all.slice(a + 1).map((b) => [a, b] as const));
  for (const plus of couples) yield { plus, minus: [] };
  for (const couple of couples)
    for (const c of all) {
      if (couple.includes(c)) continue;
      yield { plus: couple, minus: [c] };
      yield { plus: [c], minus: couple };
    }
  // 合计 | 甲 | 乙 | 丙: lines side by side.
  for (const from of all) for (let to = from + 3; to <= count; to++) yield { plus: all.slice(from, to), minus: [] };
  if (count > FEW_LINES) return;
  for (const plus of couples)
    for (const minus of couples) if (!minus.some((at) => plus.includes(at))) yield { plus, minus };
}
