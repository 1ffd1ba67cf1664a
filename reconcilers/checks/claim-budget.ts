import { Decimal, type Claim, type Fact, type Report } from '../../schemas/index.js';
import type { CheckRule, Remark } from '../check.js';
import { withUnit } from '../figure.js';
import { Ledger } from '../ledger.js';
import { summaryFigures, topicOf } from '../summary-figures.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'claim-budget',
  class: 'claim',
  title: { zh: '“控制在预算内”与数字', en: '“Within budget” against the figures' },
  about: {
    zh: '文字说控制在预算内、小于年初预算、零增长或与上年持平，而同一项目的决算数大于预算数（大于上年数、与上年数明显不同）的，请人工看。预算有年初和调整后两种时，都超过才提示。',
    en: 'Where the text says within budget, below the opening budget, no growth or level with last year, and the final figure of that item is above its budgets (above or unlike last year), an auditor should look. Of an opening and an adjusted budget both must be exceeded.',
  },
  examples: [
    {
      title: { zh: '超出了所说的预算', en: 'Above the budget that it claims to keep' },
      text: '“三公”经费年初预算12.00万元，决算13.50万元，控制在年初预算内。',
      outcome: 'fails',
    },
    {
      title: { zh: '确在预算之内', en: 'Within the budget indeed' },
      text: '“三公”经费年初预算12.00万元，决算11.50万元，控制在年初预算内。',
      outcome: 'silent',
    },
  ],
  remarks: (report) => {
    const ledger = Ledger.of(report);
    const told = new Set<string>();
    return report.claims.flatMap((claim): Remark[] => {
      const against = contradiction(claim, report, ledger);
      if (!against) return [];
      const { now, limits, zh, en } = against;
      const key = `${claim.kind}:${now.concept}`;
      if (told.has(key)) return [];
      told.add(key);
      const list = limits.map((one) => `“${ledger.label(one)}”${withUnit(one.text, one.unit)}`).join('、');
      const figure = `“${ledger.label(now)}”${withUnit(now.text, now.unit)}`;
      return [
        {
          rule: 'claim-budget',
          key,
          severity: 'suspicious',
          subject: ledger.label(now),
          message: {
            zh: `文字说“${claim.text}”，但${figure}${zh}${list}。`,
            en: `The text says “${claim.text}”, but ${figure} is ${en} ${list}.`,
          },
          facts: [now.id, ...limits.map(({ id }) => id)],
        },
      ];
    });
  },
};

interface Contradiction {
  now: Fact;
  limits: Fact[];
  zh: string;
  en: string;
}

function contradiction(claim: Claim, report: Report, ledger: Ledger): Contradiction | null {
  const kinds = new Set(['withinBudget', 'belowBudget', 'zeroGrowth']);
  if (!kinds.has(claim.kind)) return null;
  const near = claim.facts.flatMap((id) => ledger.fact(id) ?? []);
  const named = topicOf(claim.text) ?? near.findLast(({ concept }) => concept !== 'unnamed')?.concept;
  if (named === undefined || /^(?:rate|score|staff|grade)/u.test(named)) return null;
  const [now] = summaryFigures(report, named, ['final', 'actual']);
  if (!now) return null;
  if (claim.kind === 'zeroGrowth') {
    const [before] = summaryFigures(report, named, ['previousFinal']);
    if (!before) return null;
    const change = amount(now).minus(amount(before));
    const level = /持平/u.test(claim.text);
    // 持平 is said of what is nearly level; 零增长 of anything that did not grow.
    const much = amount(before).abs().times('0.02');
    const wrong = level ? change.abs().gt(much) : change.gt(much);
    return wrong ? { now, limits: [before], zh: level ? '与上年不同：' : '大于上年：', en: 'unlike last year:' } : null;
  }
  const opening = summaryFigures(report, named, ['opening']).slice(0, 1);
  const adjusted = /年初/u.test(claim.text) ? [] : summaryFigures(report, named, ['adjusted']).slice(0, 1);
  const limits = [...opening, ...adjusted].filter((one) => one.id !== now.id);
  const strict = claim.kind === 'belowBudget';
  const exceeded = (limit: Fact) => {
    const gap = amount(now).minus(amount(limit));
    return gap.gt(unitOf(now)) || (strict && gap.isZero());
  };
  return limits.length > 0 && limits.every(exceeded) ? { now, limits, zh: '不小于', en: 'not below' } : null;
}

function amount(fact: Fact): Decimal {
  return new Decimal(fact.value).times(measureOf(fact.unit).factor);
}

/** A unit in the last place, in base units: within it the two are one rounded figure. */
function unitOf(fact: Fact): Decimal {
  return new Decimal(10).pow(-fact.decimals).times(measureOf(fact.unit).factor);
}
