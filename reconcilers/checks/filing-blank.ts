import { addUnder } from '../../schemas/index.js';
import type { Indicator } from '../../schemas/index.js';
import type { CheckRule, Remark } from '../check.js';

export const check: CheckRule = {
  id: 'filing-blank',
  class: 'filing',
  title: { zh: '漏填', en: 'A value that was not filled in' },
  about: {
    zh: '指标表的某一列（指标值、实际完成值、分值、得分）其他行大多填了，而这一行空白的，提示漏填。整行空白的模板行、未写名称的行不提示。',
    en: 'Where a column of an indicator table (target, actual, weight, score) is filled in most rows and blank in one, the blank is pointed out. Template rows that are blank throughout, or have no name, are not.',
  },
  examples: [
    {
      title: { zh: '实际完成值漏填一行', en: 'One actual value is missing' },
      text: [
        '部门整体支出绩效自评表',
        '| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 |',
        '| 产出指标（90分） | 数量指标 | 培训期数 | 4期 | 4期 | 20 | 20 |',
        '| | | 检查企业家数 | 30家 | | 20 | 20 |',
        '| | 质量指标 | 培训合格率 | 100% | 100% | 20 | 20 |',
        '| | 时效指标 | 按期完成率 | 100% | 100% | 20 | 20 |',
        '| | 成本指标 | 培训成本 | 5万元 | 4.8万元 | 10 | 10 |',
        '| 总分 | | | | | 90 | 90 |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  remarks: (report) => {
    const tables = new Map<string, Indicator[]>();
    for (const indicator of report.indicators) {
      if (indicator.table === undefined || TEMPLATE.test(indicator.level3)) continue;
      addUnder(tables, indicator.table, indicator);
    }
    return [...tables].flatMap(([table, indicators]) => {
      const title = report.tables.find(({ id }) => id === table)?.title ?? '';
      const rows = indicators.filter((one) => one.weight !== null || COLUMNS.some(({ of }) => of(one) !== ''));
      return COLUMNS.flatMap(({ name, of }): Remark[] => {
        const blank = rows.filter((one) => of(one) === '');
        // More than one in five: the column is left blank on purpose (scores by section, goals without values).
        if (rows.length < 4 || blank.length === 0 || blank.length * 5 > rows.length) return [];
        const names = blank.map((one) => one.level3 || one.level2);
        const list = names.map((one) => `“${one}”`).join('、');
        return [
          {
            rule: 'filing-blank',
            key: `${name.en}:${names.join('/')}`,
            severity: 'suspicious',
            subject: names[0] ?? '',
            message: {
              zh: `${title && `“${title}”中`}其他指标都填了${name.zh}，${list}空白。`,
              en: `${title && `In “${title}” `}the other indicators have a ${name.en}; ${list} has none.`,
            },
            facts: blank.flatMap(({ scoreFact, weightFact }) => scoreFact ?? weightFact ?? []),
          },
        ];
      });
    });
  },
};

const TEMPLATE = /^(?:指标\s*\d*[:：]?|[.…·。、/—\-\s]*)$/u;

const COLUMNS: readonly { name: { zh: string; en: string }; of: (one: Indicator) => string }[] = [
  { name: { zh: '指标值', en: 'target' }, of: ({ target }) => target.trim() },
  { name: { zh: '实际完成值', en: 'actual value' }, of: ({ actual }) => actual.trim() },
];
