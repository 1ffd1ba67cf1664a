import { addUnder } from '../../schemas/index.js';
import type { Fact, Report } from '../../schemas/index.js';
import type { CheckRule, Remark } from '../check.js';
import { quoted, withUnit } from '../figure.js';
import { Ledger } from '../ledger.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'stale-year',
  class: 'year',
  title: { zh: '旧年份', en: 'A stale year' },
  about: {
    zh: '文字中标着上年的数，正是本年同一项目的决算数（表中或文字中），或全文只有上年而没有本年的收支总数，多半是沿用旧稿忘了改年份；与上年的比较、文件名不在此列。只作提示。',
    en: "A figure that a sentence dates to last year and that is this year's figure of the same concept elsewhere, or a report that tells the main totals of last year alone: probably an old text whose year was not changed. Comparisons and document names are none. Only pointed out.",
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
    const finals = report.facts.filter((one) => one.stage === 'final' && isNamedMoney(one));
    const known = new Map<string, Fact>();
    const ofThisYear = new Set<string>();
    for (const one of finals) {
      const key = `${one.concept}|${one.period}|${digitsOf(one)}`;
      if (one.source === 'table' || !known.has(key)) known.set(key, one);
      if (one.period === year) ofThisYear.add(one.concept);
    }
    const compared = comparedWithBefore(report, before, ledger);
    const told = new Set<string>();
    const stale = finals.flatMap((one): Stale[] => {
      if (one.source !== 'prose' || one.period !== before) return [];
      const figure = digitsOf(one);
      const now = known.get(`${one.concept}|${year}|${figure}`);
      const twin = known.get(`${one.concept}|${before}|${figure}`);
      const same = now && twin?.source !== 'table';
      const orphan = !now && MAIN.has(one.concept) && !ofThisYear.has(one.concept) && !LAST_YEAR.test(one.label);
      if ((!same && !orphan && !compared.has(one.id)) || told.has(one.concept)) return [];
      told.add(one.concept);
      return [{ one, now, compared: compared.has(one.id) }];
    });
    // One year that was not changed dates all figures of its paragraph.
    const paragraphs = new Map<unknown, Stale[]>();
    for (const each of stale) {
      const passage = ledger.passageOf(each.one.id) ?? each;
      addUnder(paragraphs, passage, each);
    }
    return [...paragraphs.values()].map((together) => remarkOf(together, { year, before }, ledger));
  },
};

/** A figure that is dated to last year, and the same figure of this year where there is one. */
interface Stale {
  one: Fact;
  now: Fact | undefined;
  /** Its own sentence compares it with the year before. */
  compared: boolean;
}

function remarkOf(stale: readonly Stale[], { year, before }: { year: string; before: string }, ledger: Ledger): Remark {
  const [first] = stale as readonly [Stale];
  const told = (of: readonly Stale[], mark: string) =>
    of.map(({ one }) => `${quoted(ledger.label(one))}${mark}${withUnit(one.text, one.unit)}`);
  const same = stale.filter(({ now }) => now !== undefined);
  const alone = stale.filter(({ now }) => now === undefined);
  const twins = same.flatMap(({ now }) => (now ? quoted(ledger.label(now)) : []));
  const only = alone.some(({ compared }) => compared);
  const zh = [
    ...(same.length > 0
      ? [`文字写作${before}年的${told(same, '').join('、')}，正是${year}年的${twins.join('、')}`]
      : []),
    ...(alone.length > 0
      ? [
          `${told(alone, '').join('、')}标为${before}年，而${only ? `文中只把它与上年相比，没有${year}年的比较` : `全文没有${year}年的这一项`}`,
        ]
      : []),
  ];
  const en = [
    ...(same.length > 0
      ? [
          `${told(same, ' ').join(', ')}, dated ${before} in the text, ${same.length > 1 ? 'are' : 'is'} ${twins.join(', ')} of ${year}`,
        ]
      : []),
    ...(alone.length > 0
      ? [
          `${told(alone, ' ').join(', ')} ${alone.length > 1 ? 'are' : 'is'} dated ${before}, and ${only ? `it alone is compared with the year before, no figure of ${year} is` : `the report has no such figure of ${year}`}`,
        ]
      : []),
  ];
  return {
    rule: 'stale-year',
    key: `${ledger.meaning(first.one)}=${first.now ? ledger.meaning(first.now) : ''}`,
    severity: 'suspicious',
    subject: ledger.label(first.one),
    message: { zh: `${zh.join('；')}，年份可能没有改。`, en: `${en.join('; ')}; the year may be stale.` },
    facts: stale.flatMap(({ one, now }) => (now ? [one.id, now.id] : [one.id])),
  };
}

/** What every report tells of its own year. */
const MAIN = new Set<string>(['income.total', 'expenditure.total', 'expenditure.basic', 'expenditure.project']);

const LAST_YEAR = /上年|去年|上一年|同期/u;

/**
 * Figures of last year that their own sentence compares with 上年, where no sentence compares this year's: the whole
 * sentence is that of the report before.
 */
function comparedWithBefore(report: Report, before: string, ledger: Ledger): Set<string> {
  const found = new Map<string, Set<string>>();
  const current = new Set<string>();
  for (const passage of report.passages) {
    if (passage.facts.length < 2) continue;
    const facts = ledger.facts(passage.facts);
    for (const one of facts) {
      if (one.stage !== 'final' || one.period === '' || !isNamedMoney(one)) continue;
      if (!isToldOfYearBefore(one.concept, facts)) continue;
      if (one.period === before) found.set(one.concept, (found.get(one.concept) ?? new Set()).add(one.id));
      else current.add(one.concept);
    }
  }
  return new Set([...found].flatMap(([concept, ids]) => (current.has(concept) ? [] : [...ids])));
}

function isToldOfYearBefore(concept: string, facts: readonly Fact[]): boolean {
  return facts.some((other) => other.concept === concept && other.stage === 'previousFinal');
}

/** 3373.53万元 and 33735300元 are one figure. */
function digitsOf(one: Fact): string {
  return one.value.replace(/[-.]/gu, '').replace(/^0+|0+$/gu, '');
}

function isNamedMoney(one: Fact): boolean {
  return (
    one.concept !== 'unnamed' && measureOf(one.unit).dimension === 'money' && !/^0*$/u.test(one.value.replace('.', ''))
  );
}
