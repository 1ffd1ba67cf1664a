import { Decimal, SUMMARY, type Claim, type Concept, type Fact, type Report } from '../../schemas/index.js';
import type { CheckRule, Remark } from '../check.js';
import { withUnit } from '../figure.js';
import { Ledger } from '../ledger.js';
import { topicOf } from '../summary-figures.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'claim-balance',
  class: 'claim',
  title: { zh: '“无结余”“未发生”与数字', en: '“No balance”, “none incurred” against the figures' },
  about: {
    zh: '文字说无结转结余，而同一报告印有本年不为零的结余；文字说没有发生因公出国、公务接待或公务用车费用，而印有本年不为零的该项费用的，请人工看。',
    en: 'Where the text says that nothing is carried out and the report prints a balance of this year that is not zero, or that nothing was spent abroad, on reception or on cars and prints such an expense, an auditor should look.',
  },
  examples: [
    {
      title: { zh: '印有结余却说没有', en: 'A balance is printed, and none is claimed' },
      text: '年末结转结余35.20万元。\n\n预算执行情况良好，全年无结转结余。',
      outcome: 'fails',
    },
    {
      title: { zh: '确实没有', en: 'There is none' },
      text: '年末结转结余0万元，全年无结转结余。公务接待费支出2.50万元，未发生因公出国（境）费用。',
      outcome: 'silent',
    },
  ],
  remarks: (report) => {
    const ledger = Ledger.of(report);
    const told = new Set<string>();
    return report.claims.flatMap((claim): Remark[] => {
      const concepts = denied(claim);
      const printed = concepts.flatMap((concept) => figuresOf(report, concept));
      const [first] = printed;
      if (!first || told.has(`${claim.kind}:${first.concept}`)) return [];
      told.add(`${claim.kind}:${first.concept}`);
      const figure = `“${ledger.label(first)}”${withUnit(first.text, first.unit)}`;
      return [
        {
          rule: 'claim-balance',
          key: `${claim.kind}:${first.concept}`,
          severity: 'suspicious',
          subject: ledger.label(first),
          message: {
            zh: `文字说“${claim.text}”，但印有${figure}。`,
            en: `The text says “${claim.text}”, but ${figure} is printed.`,
          },
          facts: [first.id],
        },
      ];
    });
  },
};

/** What a claim says there is none of; nothing where it speaks of some project or fund only. */
function denied({ kind, text }: Claim): Concept[] {
  if (kind === 'noBalance')
    return /项目|专项|基金|科目|单位/u.test(text) ? [] : ['balance.current', 'balance.accumulated'];
  if (kind !== 'noExpense') return [];
  const topic = topicOf(text);
  return topic?.startsWith('threePublic.') ? [topic] : [];
}

function figuresOf(report: Report, concept: Concept): Fact[] {
  const { year } = report.identity;
  return report.facts.filter(
    (fact) =>
      fact.concept === concept &&
      (fact.stage === 'final' || fact.stage === 'actual') &&
      fact.subject === SUMMARY &&
      fact.period === year &&
      year !== '' &&
      measureOf(fact.unit).dimension === 'money' &&
      !new Decimal(fact.value).isZero(),
  );
}
