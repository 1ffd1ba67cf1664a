import { Decimal, type Fact, type Line, type ReportTable } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact, sum } from '../expression.js';
import { Ledger, path } from '../ledger.js';
import { namesOf } from '../names.js';
import { lineAt } from '../neighbours.js';
import { equation } from '../phrase.js';
import { isCounted, isSummable } from '../sums.js';
import { isSlipAway } from '../unpromised.js';
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
    {
      title: { zh: '一列之中由年初到年末', en: 'From opening to closing down one column' },
      text: [
        '专项资金收支（万元）',
        '| 项目 | 金额 |',
        '| 年初结余 | 62.15 |',
        '| 加：本年收入 | 418.60 |',
        '| 减：本年支出 | 395.24 |',
        '| 年末结余 | 58.51 |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.tables.flatMap((table) => [...stocks(table, ledger), ...rolledDown(table, ledger)]);
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

/** Rows between an opening and a closing one that add to it and take from it. */
interface Roll {
  opening: Line;
  more: Line[];
  less: Line[];
  closing: Line;
  /** 加, 减 before their names: nothing else can be meant. */
  told: boolean;
}

/** 年初结余, 加：本年收入, 减：本年支出, 年末结余 one under the other: the same of each column. */
function rolledDown(table: ReportTable, ledger: Ledger): Relation[] {
  if (!table.rows.some(({ label }) => CLOSES.test(label))) return [];
  const columns = table.columns.filter(({ role }) => role === 'figure' || role === 'total');
  return rollsIn(table.rows).flatMap(({ opening, more, less, closing, told }) => {
    const found = columns.flatMap((column) => {
      const at = (row: Line) => ledger.cell(table.id, row.index, column.index);
      const of = (rows: readonly Line[]) => rows.flatMap((row) => at(row) ?? []);
      const [stated, plus, minus] = [at(closing), of([opening, ...more]), of(less)];
      const facts = stated ? [stated, ...plus, ...minus] : [];
      if (!stated || plus.length === 0 || facts.length < 3 || !facts.every((one) => isSummable(one))) return [];
      if (new Set(facts.map(({ unit }) => unit)).size > 1) return [];
      const gap = plus.reduce((sum, one) => sum.plus(one.value), new Decimal(0)).minus(stated.value);
      return [{ column, stated, plus, minus, gap: minus.reduce((sum, one) => sum.minus(one.value), gap) }];
    });
    const tied = found.some(({ gap }) => gap.abs().lt('0.05'));
    return found.flatMap(({ column, stated, plus, minus, gap }): Relation[] => {
      const right = [
        ...[stated, ...minus].map((one): [Fact, Decimal] => [one, gap.plus(one.value)]),
        ...plus.map((one): [Fact, Decimal] => [one, new Decimal(one.value).minus(gap)]),
      ];
      if (!told && !tied && !isSlipAway(right)) return [];
      const called = namesOf([stated, ...plus, ...minus], ledger);
      const above = sum(plus);
      return [
        {
          rule: 'stock',
          key: `${ledger.tableName(table.id)}:${path(closing)}@${path(column)}`,
          subject: equation(called(stated), [plus.map(called).join(' + '), ...minus.map(called)].join(' − ')),
          stated: stated.id,
          formula: minus.length > 0 ? { op: 'subtract', left: above, right: sum(minus) } : above,
          comparison: 'equal',
          exact: isCounted(stated, [...plus, ...minus]),
        },
      ];
    });
  });
}

const OPENS = /(?:期初|年初|上年(?:末|结转|结余)|上期)/u;
const CLOSES = /(?:期末|年末|年底|年终|本年(?:结转|结余)|结转下年|滚存|累计结余)/u;
const ADDS = /^加[:：]|(?:收入|增加|新增|追加|拨入|转入|调入|购置|提取|借入)/u;
const TAKES = /^减[:：]|(?:支出|减少|支付|使用|发放|上缴|收回|缴回|转出|调出|处置|报废|偿还|归还|化解|折旧|摊销)/u;

/** All between is added or taken away; a line that no word explains leaves open how the closing figure came about. */
function rollsIn(rows: readonly Line[]): Roll[] {
  const rolls: Roll[] = [];
  let open: Omit<Roll, 'closing'> | undefined;
  for (const row of rows) {
    if (row.partOf !== null || row.role === 'blank' || row.role === 'caption') continue;
    const label = row.label.replace(ORDINAL, '');
    if (open && CLOSES.test(label) && !OPENS.test(label)) {
      if (open.more.length + open.less.length > 0) rolls.push({ ...open, closing: row });
      open = undefined;
    } else if (OPENS.test(label)) open = { opening: row, more: [], less: [], told: false };
    else if (open && TAKES.test(label)) open.less.push(row);
    else if (open && ADDS.test(label)) open.more.push(row);
    else open = undefined;
    if (open && /^[加减][:：]/u.test(label)) open.told = true;
  }
  return rolls;
}

const ORDINAL = /^(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])+/u;

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
