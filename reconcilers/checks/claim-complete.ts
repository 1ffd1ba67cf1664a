import { Decimal, type Claim, type Fact, type Report } from '../../schemas/index.js';
import type { CheckRule, Remark } from '../check.js';
import { withUnit } from '../figure.js';
import { Ledger } from '../ledger.js';

export const check: CheckRule = {
  id: 'claim-complete',
  class: 'claim',
  title: { zh: '“全面完成”与完成率', en: '“All completed” against completion rates' },
  about: {
    zh: '文字说各项目标任务全面完成、全部完成，或各项完成率均达100%，而同一报告印有低于100%的完成率的，请人工看。只说某一件事按时完成的，不在此列；预算执行率不是完成率。',
    en: 'Where the text says that all goals are met, or that every rate is 100%, and the report prints a completion rate below 100%, an auditor should look. A single thing done in time is no such claim; the execution rate of the budget is no completion rate.',
  },
  examples: [
    {
      title: { zh: '有一项只完成了八成', en: 'One goal is met by four fifths' },
      text: '全年全面完成各项目标任务。\n\n造林1200亩，完成目标任务1500亩的80%。',
      outcome: 'fails',
    },
    {
      title: { zh: '均已完成', en: 'All are met' },
      text: '全年全面完成各项目标任务。\n\n造林1600亩，完成目标任务1500亩的106.67%。',
      outcome: 'silent',
    },
  ],
  remarks: (report) => {
    const ledger = Ledger.of(report);
    const below = unmet(report, ledger);
    const [first] = below;
    if (!first) return [];
    const [claim] = claimsOfAll(report);
    if (claim === undefined) return [];
    const list = below
      .slice(0, 3)
      .map((one) => `“${ledger.label(one)}”${withUnit(one.text, one.unit)}`)
      .join('、');
    const more =
      below.length > 3 ? { zh: `等${below.length}处`, en: ` and others (${below.length})` } : { zh: '', en: '' };
    return [
      {
        rule: 'claim-complete',
        key: `complete:${ledger.meaning(first)}`,
        severity: 'suspicious',
        subject: ledger.label(first),
        message: {
          zh: `文字说“${claim}”，但印有${list}${more.zh}。`,
          en: `The text says “${claim}”, but ${list}${more.en} is printed.`,
        },
        facts: below.map(({ id }) => id),
      } satisfies Remark,
    ];
  },
};

const EVERY = /各项|所有|全部|年度|年初|既定|预定|预期/u;
const GOALS = /目标|任务|指标/u;
const EVERY_RATE =
  /(?:各项|所有|全部)[^。；，]{0,16}(?:完成率|达标率|及时率)[^。；，]{0,8}(?:均|都|全部)?(?:达到?|为|是)了?100[%％]/gu;

/** Sentences that say it of all goals. */
function claimsOfAll(report: Report): string[] {
  const all = ({ kind, text }: Claim) =>
    kind === 'complete' && /全面|全部|圆满|均已|超额/u.test(text) && EVERY.test(text) && GOALS.test(text);
  return [
    ...report.claims.filter(all).map(({ text }) => text),
    ...report.passages.flatMap(({ text }) => [...text.matchAll(EVERY_RATE)].map(([phrase]) => phrase)),
  ];
}

/** Completion rates below 100%: said in a sentence, of this year, and no limit that something is kept below. */
function unmet(report: Report, ledger: Ledger): Fact[] {
  const { year } = report.identity;
  const found = new Set<Fact>();
  for (const { kind, stated, operands } of report.statements) {
    const rate = kind === 'completion' ? ledger.fact(stated) : undefined;
    if (!rate || rate.bound || (year !== '' && rate.period !== year) || !/[%％]$/u.test(rate.unit)) continue;
    if (!new Decimal(rate.value).lt(100)) continue;
    const words = [rate, ...operands.map((id) => ledger.fact(id))].map((one) => one?.label ?? '').join();
    if (!/失业|事故|投诉|逾期|超支|预算|执行|资金/u.test(words)) found.add(rate);
  }
  return [...found];
}
