import type { Claim, Report } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { Ledger } from '../ledger.js';
import { Decimal } from '../../schemas/index.js';

/** The national bands, as they hold where a report prints no other. `below` is not part of the band. */
const BANDS: readonly { names: string[]; from: string; below: string | null }[] = [
  { names: ['优', '优秀', '一级', 'A', 'A级', '优等'], from: '90', below: null },
  { names: ['良', '良好', '二级', 'B', 'B级', '良等'], from: '80', below: '90' },
  { names: ['中', '合格', '三级', '一般', '中等', 'C', 'C级', '较好'], from: '60', below: '80' },
  { names: ['差', '不合格', '四级', 'D', 'D级', '较差'], from: '0', below: '60' },
];

export const check: CheckRule = {
  id: 'grade-band',
  class: 'score',
  title: { zh: '等次与得分相符', en: 'Grade and score agree' },
  about: {
    zh: '优（优秀、一级）90分以上，良（良好、二级）80至90分，中（合格、三级）60至80分，差（不合格、四级）60分以下；报告自己印有分档的，以它为准。整数分档之间的小数（如89.5）落在空档里，只作提示。',
    en: '优 from 90, 良 80 to 90, 中 60 to 80, 差 below 60; a report that prints bands of its own is held to those. A score in the hole between whole-number bands (89.5) is pointed out, not accused.',
  },
  examples: [
    {
      title: { zh: '得分与等次相符', en: 'They agree' },
      text: '我单位2023年度部门整体支出绩效自评得分为87.5分，评价等级为良。',
      outcome: 'holds',
    },
    {
      title: { zh: '评分与评级不符', en: 'They do not' },
      text: '我单位2023年度部门整体支出绩效自评得分为87.5分，评价等级为优。',
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    return report.claims.flatMap((claim): Relation[] => {
      if (claim.kind !== 'grade') return [];
      const band = BANDS.find(({ names }) => names.includes(claim.value));
      const score = scoreOf(claim, report, ledger);
      if (!band || !score) return [];
      const value = new Decimal(score.value);
      const tooHigh = band.below !== null && value.gte(band.below);
      const whole = value.isInteger();
      const limit = tooHigh ? (band.below ?? band.from) : band.from;
      const text = band.below === null ? `≥ ${band.from}` : `[${band.from}, ${band.below})`;
      // In whole-number bands (80–89, 90–100) what lies between two of them has no grade at all.
      const hole = !whole && (tooHigh ? value.minus(limit) : new Decimal(limit).minus(value)).lt(1);
      return [
        {
          rule: 'grade-band',
          key: `${claim.kind}:${claim.value}:${ledger.meaning(score)}`,
          subject: { zh: `等次“${claim.value}”：得分 ${text}`, en: `grade ${claim.value}: score in ${text}` },
          stated: score.id,
          formula: { op: 'constant', value: limit },
          comparison: tooHigh ? 'below' : 'atLeast',
          exact: true,
          severity: hole ? 'suspicious' : 'discrepancy',
        },
      ];
    });
  },
};

/** The score that a grade goes with: the one it names, else that of its table or sentence, else the report's total. */
function scoreOf(claim: Claim, report: Report, ledger: Ledger) {
  for (const id of claim.facts) {
    const fact = ledger.fact(id);
    if (fact?.concept.startsWith('score.')) return fact;
  }
  const totals = report.scorings.flatMap((scoring) => {
    const root = scoring.nodes[0];
    return root?.level === 'total' && root.scoreFact !== undefined ? (ledger.fact(root.scoreFact) ?? []) : [];
  });
  const beside = totals.find((fact) => fact.place.table !== undefined && fact.place.table === claim.place.table);
  return beside ?? totals[0];
}
