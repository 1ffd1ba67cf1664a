import type { Fact } from '../../schemas/index.js';
import type { CheckRule, Remark } from '../check.js';
import { Ledger } from '../ledger.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'stale-year',
  class: 'year',
  title: { zh: '旧年份', en: 'A stale year' },
  about: {
    zh: '文字中标着上年的数，正是本年表中同一项目的决算数，多半是沿用旧稿忘了改年份；与上年的比较、文件名不在此列。只作提示。',
    en: "A figure that a sentence dates to last year and that is this year's figure of the same concept in a table: probably an old text whose year was not changed. Comparisons and document names are none. Only pointed out.",
  },
  examples: [
    {
      title: { zh: '上年的数与本年的表不同，不提示', en: "Last year's figure is another one" },
      text: [
        '部门年度支出情况（万元）',
        '| 机构名称 | 支出合计 | 其中： | |',
        '| | | 基本支出 | 项目支出 |',
        '| 汇总 | 350.5 | 220.25 | 130.25 |',
        '',
        '2022年项目支出118.40万元。',
      ].join('\n'),
      outcome: 'silent',
    },
  ],
  remarks: (report) => {
    const ledger = Ledger.of(report);
    const { year } = report.identity;
    if (year === '') return [];
    const before = String(Number(year) - 1);
    const inTables = new Map<string, Fact>();
    for (const one of report.facts)
      if (one.source === 'table' && isNamedMoney(one))
        inTables.set(`${one.concept}|${one.period}|${one.value}|${one.unit}`, one);
    return report.facts.flatMap((one): Remark[] => {
      if (one.source !== 'prose' || one.period !== before || one.stage !== 'final' || !isNamedMoney(one)) return [];
      const figure = `${one.value}|${one.unit}`;
      const now = inTables.get(`${one.concept}|${year}|${figure}`);
      if (!now || now.stage !== 'final' || inTables.has(`${one.concept}|${before}|${figure}`)) return [];
      return [
        {
          rule: 'stale-year',
          key: `${ledger.meaning(one)}=${ledger.meaning(now)}`,
          severity: 'suspicious',
          subject: ledger.label(one),
          message: {
            zh: `文字写作${before}年的“${ledger.label(one)}”${one.text}${one.unit}，正是${year}年表中的“${ledger.label(now)}”，年份可能没有改。`,
            en: `“${ledger.label(one)}” ${one.text}${one.unit}, dated ${before} in the text, is “${ledger.label(now)}” of ${year} in the table; the year may be stale.`,
          },
          facts: [one.id, now.id],
        },
      ];
    });
  },
};

function isNamedMoney(one: Fact): boolean {
  return (
    one.concept !== 'unnamed' && measureOf(one.unit).dimension === 'money' && !/^0*$/u.test(one.value.replace('.', ''))
  );
}
