import { Decimal, type Fact, type Line, type ReportTable } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact, sum } from '../expression.js';
import { Ledger, path } from '../ledger.js';
import { lineAt } from '../neighbours.js';
import { equation } from '../phrase.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'stock',
  class: 'balance',
  title: { zh: '期初、增减与期末', en: 'Opening, movements and closing' },
  about: {
    zh: '表中期末（年末、未结、净值）等于期初加本期增加减本期减少；哪几栏相加减以多数行相符为准，多数行不符时不核对。',
    en: 'In a table, what is there at the end (closing, undecided, net value) is the opening figure plus what came and less what went. The columns are taken by their words and only where most rows tie.',
  },
  examples: [
    {
      title: { zh: '一行的年末数不等于年初数加减变动', en: 'One row in which it is not' },
      text: [
        '固定资产情况（万元）',
        '| 类别 | 年初数 | 本年增加 | 本年减少 | 年末数 |',
        '| 房屋 | 850.00 | 120.00 | 0.00 | 970.00 |',
        '| 设备 | 315.60 | 42.80 | 12.40 | 364.00 |',
        '| 家具 | 98.75 | 9.60 | 5.20 | 103.15 |',
      ].join('\n'),
      outcome: 'fails',
    },
    {
      title: { zh: '净值等于原值减折旧', en: 'Net value is gross value less depreciation' },
      text: [
        '固定资产情况（万元）',
        '| 类别 | 原值 | 累计折旧 | 净值 |',
        '| 房屋 | 850.00 | 120.00 | 730.00 |',
        '| 设备 | 315.60 | 142.80 | 172.80 |',
        '| 家具 | 98.75 | 9.60 | 89.15 |',
      ].join('\n'),
      outcome: 'holds',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.tables.flatMap((table) => stocks(table, ledger));
  },
};

/** What a column tells of a stock, by its header without its unit. */
const ROLES: readonly [role: 'opening' | 'closing' | 'more' | 'less', words: RegExp][] = [
  ['less', /折旧|摊销|减少|处置|报废|调出|审结|办结|结案数?$|退出|退休|调离|偿还|使用数|支出数?$/u],
  ['more', /增加|新增|新收|受理|购置|调入|新招|本年收入$/u],
  [
    'opening',
    /(?:期初|年初|旧存|上年末|上年结转|上年结余|存量)(?:数|余额|原值|净值|人数|金额|数量|结存|结余|结转)?$|^(?:账面|资产)?原值$/u,
  ],
  ['closing', /(?:期末|年末|未结|年底)(?:数|余额|原值|净值|人数|金额|数量|结存|结余|结转)?$|^(?:账面|资产)?净值$/u],
];

type Columns = Record<'opening' | 'closing' | 'more' | 'less', Line[]>;

function stocks(table: ReportTable, ledger: Ledger): Relation[] {
  if (!table.columns.some(({ label }) => /[末底]|未结|净值/u.test(label))) return [];
  const columns = rolesOf(table.columns);
  const [opening] = columns.opening;
  const [closing] = columns.closing;
  if (!opening || !closing || columns.opening.length > 1 || columns.closing.length > 1) return [];
  if (columns.more.length > 1 || columns.less.length > 1 || columns.more.length + columns.less.length === 0) return [];
  const found = table.rows.flatMap((row) => {
    const line = lineAt(ledger.report, table.id, row.index);
    const at = (column: Line | undefined) => (column ? line.get(column.index) : undefined);
    const [from, to, more, less] = [at(opening), at(closing), at(columns.more[0]), at(columns.less[0])];
    if (!from || !to || (!more && !less)) return [];
    const all = [from, to, more, less].flatMap((one) => one ?? []);
    if (new Set(all.map(({ unit }) => measureOf(unit).dimension)).size > 1) return [];
    if (all.some(({ unit }) => measureOf(unit).dimension === 'ratio')) return [];
    return [{ row, from, to, more, less }];
  });
  const tied = found.filter(({ from, to, more, less }) => {
    const ends = new Decimal(from.value).plus(more?.value ?? 0).minus(less?.value ?? 0);
    return ends.minus(to.value).abs().lt('0.05');
  });
  if (found.length < 3 || tied.length * 2 <= found.length) return [];
  return found.map(({ row, from, to, more, less }): Relation => {
    const called = (one: Fact) => ledger.label(one);
    const words = `${called(from)}${more ? ` + ${called(more)}` : ''}${less ? ` − ${called(less)}` : ''}`;
    const above = more ? sum([from, more]) : fact(from);
    return {
      rule: 'stock',
      key: `${ledger.tableName(table.id)}:${path(row)}`,
      subject: equation(called(to), words),
      stated: to.id,
      formula: less ? { op: 'subtract', left: above, right: fact(less) } : above,
      comparison: 'equal',
      exact: measureOf(to.unit).dimension !== 'money' && to.decimals === 0,
    };
  });
}

function rolesOf(lines: readonly Line[]): Columns {
  const columns: Columns = { opening: [], closing: [], more: [], less: [] };
  const years: Line[] = [];
  for (const line of lines) {
    if (line.role !== 'figure' && line.role !== 'total') continue;
    // 本期增加: 购置 | 调入 | 小计
    if (line.partOf !== null) continue;
    const name = /^[小合]计$/u.test(line.label) ? (line.path.at(-2) ?? line.label) : line.label;
    const label = name.replace(/[（(][^（()）]*[）)]$/u, '');
    // 2019年末 … 2020年末: the earlier is what the later began with.
    if (/^(?:19|20)\d\d年(?:年?[末底])(?:数|余额|人数)?$/u.test(label)) years.push(line);
    else {
      const role = ROLES.find(([, words]) => words.test(label))?.[0];
      if (role) columns[role].push(line);
    }
  }
  const [before, after, ...more] = years.toSorted((left, right) => (left.label < right.label ? -1 : 1));
  if (before && after && more.length === 0) {
    columns.opening.push(before);
    columns.closing.push(after);
  } else columns.closing.push(...years);
  return columns;
}
