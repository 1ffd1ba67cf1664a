import { Decimal, type Claim, type Fact, type Report } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact } from '../expression.js';
import { Ledger } from '../ledger.js';

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
    const printed = printedBands(report, ledger);
    return report.claims.flatMap((claim): Relation[] => {
      if (claim.kind !== 'grade') return [];
      const index = bandIndex(claim.value);
      const known = BANDS[index];
      if (!known) return [];
      const band = printed.get(index) ?? { from: bound(known.from), to: bound(known.below), closed: false };
      return scoresOf(claim, report, ledger).flatMap((score): Relation[] => {
        const value = new Decimal(score.value);
        const above = band.to !== null && (band.closed ? value.gt(band.to.value) : value.gte(band.to.value));
        const limit = above ? band.to : band.from;
        if (!limit) return [];
        // In whole-number bands (80–89, 90–100) what lies between two of them has no grade at all.
        const distance = above ? value.minus(limit.value) : new Decimal(limit.value).minus(value);
        const hole = !value.isInteger() && distance.lt(1);
        const from = band.from && band.from.value !== '0' ? band.from.value : null;
        const to = band.to?.value ?? null;
        const right = gradeOf(value, printed, claim.value);
        const open = { zh: band.closed ? '（含）' : '（不含）', en: band.closed ? ' included' : ' excluded' };
        return [
          {
            rule: 'grade-band',
            key: `${claim.kind}:${claim.value}:${ledger.meaning(score)}`,
            subject: {
              zh: `等次写作“${claim.value}”（${from === null ? '' : `${from}分起`}${from !== null && to !== null ? '，' : ''}${to === null ? '' : `到${to}分${open.zh}`}）${right && `，而${score.text}分属“${right}”`}`,
              en: `the grade is told as ${claim.value} (${from === null ? '' : `from ${from}`}${from !== null && to !== null ? ' ' : ''}${to === null ? '' : `to ${to}${open.en}`})${right && `, while ${score.text} is ${right}`}`,
            },
            stated: score.id,
            formula: limit.fact ? fact(limit.fact) : { op: 'constant', value: limit.value },
            comparison: above ? (band.closed ? 'atMost' : 'below') : 'atLeast',
            exact: true,
            severity: hole ? 'suspicious' : 'discrepancy',
            ...(limit.fact ? { roles: { [limit.fact]: 'bound' as const } } : {}),
          },
        ];
      });
    });
  },
};

/** The grade that a score has, in the words of the grade that is claimed (一级 … 四级, 优 … 差); '' in a hole. */
function gradeOf(score: Decimal, printed: ReadonlyMap<number, Band>, claimed: string): string {
  const style = BANDS[bandIndex(claimed)]?.names.indexOf(claimed) ?? 0;
  const at = BANDS.findIndex(({ from, below }, index) => {
    const band = printed.get(index) ?? { from: bound(from), to: bound(below), closed: false };
    const above = band.from === null || score.gte(band.from.value);
    return above && (band.to === null || (band.closed ? score.lte(band.to.value) : score.lt(band.to.value)));
  });
  const right = BANDS[at]?.names[style] ?? BANDS[at]?.names[0] ?? '';
  return right === claimed ? '' : right;
}

interface Bound {
  value: string;
  fact?: string;
}

interface Band {
  from: Bound | null;
  to: Bound | null;
  /** Whether the upper end belongs to it, as in 80–89. */
  closed: boolean;
}

function bound(value: string | null): Bound | null {
  return value === null ? null : { value };
}

function bandIndex(name: string): number {
  return BANDS.findIndex(({ names }) => names.includes(name));
}

/** The bands that the report prints itself: 90分以上为优, 80-89分为良. */
function printedBands(report: Report, ledger: Ledger): Map<number, Band> {
  const bands = new Map<number, Band>();
  for (const claim of report.claims) {
    const index = claim.kind === 'gradeBand' ? bandIndex(claim.value) : -1;
    if (index < 0 || bands.has(index)) continue;
    const ends = claim.facts.flatMap((id) => ledger.fact(id) ?? []);
    const [first, second] = [...ends].sort((a, b) => new Decimal(a.value).cmp(b.value));
    if (!first) continue;
    const at = (one: Fact): Bound => ({ value: one.value, fact: one.id });
    if (second)
      bands.set(index, {
        from: at(first),
        to: at(second),
        closed: !second.value.endsWith('0') || second.value === '100',
      });
    else if (first.bound === 'atMost') bands.set(index, { from: null, to: at(first), closed: false });
    else bands.set(index, { from: at(first), to: null, closed: false });
  }
  return bands;
}

/** The scores that a grade goes with: the one it names, and every total that the report prints out of 100. */
function scoresOf(claim: Claim, report: Report, ledger: Ledger): Fact[] {
  const named = claim.facts.flatMap((id) => ledger.fact(id) ?? []).filter((one) => one.concept.startsWith('score.'));
  const totals = report.scorings.flatMap(({ nodes: [root] }) => {
    if (root?.level !== 'total' || root.scoreFact === undefined) return [];
    const weight = root.weightFact === undefined ? undefined : ledger.fact(root.weightFact);
    return weight && !new Decimal(weight.value).eq(100) ? [] : (ledger.fact(root.scoreFact) ?? []);
  });
  return [...new Set([...named.slice(0, 1), ...totals])];
}
