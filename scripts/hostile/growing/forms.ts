/** Forms of thousands of rows, columns, levels, parts and rules. */
import { wordFile } from '../build.js';
import { amount, each, named, type Growing } from './words.js';
import { report, table } from './report.js';

const UNIT = '（单位：万元）';
const LEVELS = ['产出指标', '效益指标', '满意度指标'];
const KINDS = ['数量指标', '质量指标', '时效指标', '成本指标', '经济效益', '社会效益'];
const THREE = [
  '三公经费合计',
  '公务接待费',
  '公务用车购置及运行费',
  '公务用车购置费',
  '公务用车运行费',
  '因公出国（境）费',
];
const MONEY = ['收入合计', '财政拨款', '其他收入', '支出合计', '基本支出', '项目支出'];

export const forms: Record<string, Growing> = {
  'units.docx': [
    500,
    (n) =>
      report(UNIT, [
        ['单位名称', ...MONEY],
        ...each(n, (i) => [`第${named(i)}站`, ...MONEY.map((_, c) => amount(i * 10 + c))]),
        ['合计', ...MONEY.map(() => '99999.00')],
      ]),
  ],
  'units-across.docx': [
    300,
    (n) =>
      report(UNIT, [
        ['项目', ...each(n, (i) => `第${named(i)}站`), '合计'],
        ...MONEY.map((label, row) => [label, ...each(n, (i) => amount(i + row)), '99.00']),
      ]),
  ],
  'years.docx': [
    300,
    (n) =>
      report(UNIT, [
        ['项目', ...each(n, (i) => `${1900 + i}年`)],
        ...THREE.map((label, row) => [label, ...each(n, (i) => amount(i + row))]),
      ]),
  ],
  'header-formulas.docx': [
    400,
    (n) =>
      report(UNIT, [
        ['项目', ...each(n, (i) => (i < 2 ? `第${i}列` : `${i + 1}=${i}+${i - 1}`))],
        ...each(20, (row) => [`项目${row}`, ...each(n, (i) => amount(i + row))]),
      ]),
  ],
  'three-public.docx': [
    500,
    (n) =>
      report(UNIT, [
        ['单位', ...THREE],
        ...each(n, (i) => [`第${named(i)}站`, ...THREE.map((_, c) => amount(i * 6 + c))]),
      ]),
  ],
  'nested-rows.docx': [2000, (n) => spending(n, (i) => `${'　'.repeat(i % 7)}${i % 7 ? '其中：' : ''}项目${named(i)}`)],
  'subtotals.docx': [2000, (n) => spending(n, (i) => (i % 5 === 4 ? '小计' : `项目${named(i)}`))],
  'nothing-but-totals.docx': [4000, (n) => spending(n, () => '合计')],
  'one-label.docx': [4000, (n) => spending(n, () => '基本支出')],
  'indicators.docx': [
    2000,
    (n) =>
      report('绩效目标表', [
        ['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分'],
        ...each(n, (i) => [LEVELS[i % 3]!, KINDS[i % 6]!, `完成第${named(i)}项`, `≥${i}个`, `${i + 1}个`, '10', '9.5']),
        ['总分', '', '', '', '', '100', '95'],
      ]),
  ],
  'score-sheet.docx': [
    2000,
    (n) =>
      report('评分表', [
        ['一级指标', '二级指标', '分值', '评分标准', '得分'],
        ...each(n, (i) => [
          `第${named(Math.floor(i / 5))}类`,
          `指标${named(i)}`,
          '5',
          `每低1个百分点扣0.${1 + (i % 9)}分`,
          '4.5',
        ]),
        ['合计', '', '100', '', '90'],
      ]),
  ],
  'many-tables.docx': [
    500,
    (n) =>
      report(
        ...each(n, (i) => [
          `表${i}：支出表${UNIT}`,
          [
            ['项目', '预算', '决算'],
            ...MONEY.slice(3).map((label, row) => [label, amount(i + row), amount(i + row + 1)]),
          ],
        ]).flat(),
      ),
  ],
  'rule-of-steps.docx': [
    2000,
    (n) => rule(each(n, (i) => `执行率≥${i}%计${i}分，每低1个百分点扣0.${1 + (i % 9)}分`).join('；')),
  ],
  'rule-of-bands.docx': [5000, (n) => rule(each(n, (i) => `${i}%（含）-${i + 1}%，计${i % 10}分`).join('；'))],
  'rule-of-brackets.docx': [10_000, (n) => rule(`${'（'.repeat(n)}执行率${'）'.repeat(n)}`)],
  'rule-of-sums.docx': [10_000, (n) => rule(`得分=${each(n, (i) => `执行数${i}`).join('+')}`)],
  'rule-of-lists.docx': [5000, (n) => rule(each(n, (i) => `（${i}）制度${named(i)}健全，1分`).join('；'))],
  'rule-of-stops.docx': [20_000, (n) => rule('，；。每'.repeat(n))],
  'long-label.docx': [
    100_000,
    (n) =>
      wordFile(
        table([
          ['项目', '预算'],
          ['支出'.repeat(n), '1.00'],
          ['合计', '1.00'],
        ]),
      ),
  ],
};

function spending(rows: number, label: (index: number) => string): Buffer {
  const body = each(rows, (i) => [label(i), amount(i), amount(i + 1)]);
  return report(UNIT, [['项目', '年初预算', '决算'], ...body, ['合计', '1.00', '2.00']]);
}

function rule(text: string): Buffer {
  return report('评分表', [
    ['指标', '分值', '评分标准', '得分'],
    ['预算执行率', '10', text, '9'],
    ['合计', '10', '', '9'],
  ]);
}
