import { Decimal } from '../../schemas/index.js';
import { isZero, type Award, type Criterion, type End, type Rule, type Tier } from './rule.js';

/** 有1项不符扣1分，2项不符扣2分: so many occurrences, not so many times the points. */
export function joinCounts(rule: Rule): void {
  // 每项1分，每缺一项扣1分 says the same twice.
  if (rule.counts.some(({ gain }) => !gain)) rule.counts = rule.counts.filter(({ gain }) => !gain);
  const { counts, tiers } = rule;
  const ladder =
    counts.length > 1 && counts.every(({ per, gain }, at) => !gain && (at === 0 || per.gt(counts[at - 1]!.per)));
  if (!ladder || rule.steps.length > 0) return;
  const end = (value: Decimal, closed: boolean): End => ({ value, closed, certainty: 'told' });
  counts.forEach(({ per, points, ofWeight }, at) => {
    const next = counts[at + 1]?.per ?? tiers.find(({ range }) => range.low?.value.gt(per))?.range.low?.value;
    const range = { low: end(per, true), ...(next ? { high: end(next, false) } : {}) };
    tiers.push({
      range,
      award: ofWeight ? { kind: 'share', share: new Decimal(1).minus(points.div(100)) } : { kind: 'off', points },
    });
  });
  rule.counts = [];
}

/** 未超预算得5分；每超1%扣1分；超过5%不得分: steps from the whole beside tiers of a few percent are those of the excess. */
export function countExcess(rule: Rule): void {
  const ends = rule.tiers.flatMap(({ range }) => [range.low, range.high].filter((end) => end !== undefined));
  const over = rule.steps.every(({ side, implied, reference }) => side === 'over' && implied && reference?.eq(100));
  if (!over || rule.steps.length === 0 || ends.length === 0 || ends.some(({ value }) => value.gt(50))) return;
  rule.excess = true;
  rule.steps = rule.steps.map((step) => ({ ...step, reference: new Decimal(0) }));
}

/** Points that fall from full marks to nothing exclude each other (无结余 3 分；有结余… 2 分；… 不得分). */
export function joinCriteria(rule: Rule, text: string): void {
  const { criteria, vetoes } = rule;
  // 一年内未整改的不得分
  if (criteria.length > 0 && criteria.every(({ award }) => isZero(award))) {
    vetoes.push(...criteria.map((criterion) => criterion.text));
    rule.criteria = [];
  }
  if (criteria.length < 2 || rule.criteriaJoin === 'oneOf') return;
  const points = criteria.map(({ award }) =>
    award.kind === 'points' ? award.points : award.kind === 'share' ? award.share.times(1000) : highest(award),
  );
  const falling = points.every(
    (value, index) => index === 0 || (value !== null && points[index - 1]?.gt(value) === true),
  );
  const share = criteria.some(({ award }) => award.kind === 'share' || award.kind === 'span');
  if (falling && vetoes.length === 1)
    criteria.push(criterionOf(vetoes.pop()!, { kind: 'points', points: new Decimal(0) }, criteria.length));
  if (falling && (points.at(-1)?.isZero() === true || share || criteria.length > points.length))
    rule.criteriaJoin = 'oneOf';
  if (/择其一|择一/u.test(text) || areGrades(criteria.map((criterion) => criterion.text))) rule.criteriaJoin = 'oneOf';
}

/** The criterion at a place of the list, by the letter of its place. */
export const criterionOf = (text: string, award: Award, at: number): Criterion => ({
  name: String.fromCharCode(97 + (at % 26)),
  text,
  award,
  otherwise: 'nothing',
});

/**
 * 100%得5分，99%得4.5分，以此类推: the tiers go on as they begin. Gives back whether they do; what goes on in no even
 * steps cannot be read.
 */
export function goOnLikewise(rule: Rule): boolean {
  const { tiers, counts } = rule;
  const [once, ...oftener] = counts;
  if (once && oftener.length > 0 && tiers.length === 0) {
    rule.counts = [once];
    return oftener.every(({ points, per }) => points.div(per).eq(once.points.div(once.per)));
  }
  const [first, second, ...others] = tiers.map(exactPoints);
  if (!first || !second || tiers.length === 0) return false;
  const [by, off] = [second.x.minus(first.x), first.points.minus(second.points)];
  const even = others.every(
    (other, at) =>
      other !== undefined &&
      other.x.eq(first.x.plus(by.times(at + 2))) &&
      other.points.eq(first.points.minus(off.times(at + 2))),
  );
  if (!even || by.isZero() || off.lte(0)) return false;
  rule.tiers = tiers.slice(0, 1);
  rule.steps.push({
    reference: first.x,
    side: by.isNegative() ? 'under' : 'over',
    step: by.abs(),
    points: off,
    ofWeight: false,
    gain: false,
    reading: 'any',
  });
  return true;
}

function exactPoints({ range: { low, high }, award }: Tier): { x: Decimal; points: Decimal } | undefined {
  return low && high && low.value.eq(high.value) && award.kind === 'points'
    ? { x: low.value, points: award.points }
    : undefined;
}

/** 全部…/部分…, 及时…/基本…/未…: degrees of one thing, of which one applies. */
function areGrades([first = '', second = '']: readonly string[]): boolean {
  return /全部|完全|全面|均已|及时|优秀/u.test(first) && /部分|基本|较|良好/u.test(second);
}

const highest = (award: Award): Decimal | null =>
  award.kind === 'span' ? award.high.times(1000) : award.kind === 'between' ? award.high : null;
