import { Decimal } from '../../schemas/index.js';
import { HUNDRED, hull, plus, point, ZERO, type Given } from './given.js';
import { holds, narrowest, shuns } from './range-fit.js';
import { isZero, type Award, type Count, type Proportion, type Rule, type Step, type Tier } from './rule.js';

/** What tiers, steps, counts and formulas of a rule give for x, of at most `room` points. */
export class NumericScore {
  constructor(
    private readonly rule: Rule,
    private readonly room: Decimal,
  ) {}

  at(x: Decimal): Given {
    const given = this.tier(x);
    if (!given) return this.beyondTiers(x);
    // 达到90%得4分；每提高1个百分点加0.1分: what steps add to a tier.
    const gains = this.rule.steps.filter((step) => step.gain && step.reference !== null && bites(step, x));
    if (gains.length === 0) return given;
    return plus(given, this.stepped(gains, x));
  }

  private beyondTiers(x: Decimal): Given {
    const { rule } = this;
    const steps = rule.steps.filter((step) => bites(step, x));
    if (steps.length > 0) return this.stepped(steps, x);
    if (rule.proportion) return this.proportional(rule.proportion, x);
    if (rule.counts.length > 0) return this.counted(rule.counts, x);
    if (rule.steps.length > 0) return rule.steps.every((step) => step.gain) ? point(ZERO) : point(this.base());
    if (isZeroOnly(rule.tiers)) return point(this.room);
    if (rule.elsewhere) return this.award(rule.elsewhere, x);
    if (this.isWhole(x)) return point(this.room);
    return this.isBeyondBest(x) ? [ZERO, this.room] : point(ZERO);
  }

  /** 未完成的按比例得分: the whole is full marks. */
  private isWhole(x: Decimal): boolean {
    const { tiers } = this.rule;
    return (
      x.lte(HUNDRED) &&
      tiers.some(({ range, award }) => award.kind === 'proportional' && range.high) &&
      tiers.every(({ range }) => range.high?.value.lte(x) === true)
    );
  }

  /** 80%-100%得10分 says nothing of 105%, but that it is no less; nobody knows whether it is too much. */
  private isBeyondBest(x: Decimal): boolean {
    const { tiers } = this.rule;
    const most = ({ award }: Tier): Decimal => this.award(award, HUNDRED)[1];
    const best = Decimal.max(...tiers.map(most));
    const isSpan = ({ range: { low, high }, award }: Tier): boolean =>
      high !== undefined && (low !== undefined || award.kind === 'proportional');
    const spans = tiers.filter((tier) => isSpan(tier) && most(tier).eq(best));
    const above = tiers.every(({ range }) => range.high?.value.lte(x) === true);
    const below = tiers.every(({ range }) => range.low?.value.gte(x) === true);
    return spans.some(({ range: { low, high } }) =>
      tiers.every(({ range }) =>
        above ? range.high!.value.lte(high!.value) : below && low !== undefined && range.low!.value.gte(low.value),
      ),
    );
  }

  /** What the tiers give at x; null where none holds it. An end that nobody told is read both ways. */
  private tier(x: Decimal): Given | null {
    // 90%以上得4分，80%以上得3分: at 90% the inner one.
    const perhaps = narrowest(this.rule.tiers.filter(({ range }) => holds(range, x) !== 'no'));
    if (perhaps.length === 0) return this.hole(x);
    const told = perhaps.filter(({ range }) => holds(range, x) === 'told');
    const claimed = perhaps.filter(({ range }) => holds(range, x) !== 'left');
    const decisive = [told, claimed, perhaps].find(({ length }) => length > 0) ?? [];
    return hull(decisive.map(({ award }) => this.award(award, x)));
  }

  /** 大于0小于10%得3分；大于10%不得分: 10 itself lies in neither; both neighbours are accepted. */
  private hole(x: Decimal): Given | null {
    const beside = this.rule.tiers.filter(({ range }) => shuns(range, x));
    if (beside.length < 2 || this.rule.steps.length > 0) return null;
    return hull(beside.map(({ award }) => this.award(award, x)));
  }

  award(award: Award, x: Decimal): Given {
    switch (award.kind) {
      case 'points':
        return point(award.points);
      case 'off':
        return point(this.base().minus(award.points));
      case 'share':
        return point(award.share.times(this.room));
      case 'span':
        return [award.low.times(this.room), award.high.times(this.room)];
      case 'between':
        return [award.low, award.high];
      case 'proportional':
        return this.rule.proportion ? this.proportional(this.rule.proportion, x) : this.reached(x);
      case 'discretion':
        return [ZERO, this.room];
    }
  }

  /** 85%以上得满分，85%以下按比例得分: of the whole, or of the 85%. */
  private reached(x: Decimal): Given {
    const plain = Decimal.min(this.room, this.room.times(x).div(HUNDRED));
    const full = this.rule.tiers.find(
      ({ range: { low, high }, award }) =>
        award.kind !== 'proportional' && low?.value.gt(x) && (!high || high.value.gte(HUNDRED)),
    )?.range.low?.value;
    if (!full || full.gte(HUNDRED)) return point(plain);
    return hull([point(plain), point(this.room.times(x).div(full))]);
  }

  /** Full marks before steps bite: the best award of the tiers, else M. */
  private base(): Decimal {
    const awards = this.rule.tiers.map(({ award }) =>
      award.kind === 'points' ? award.points : award.kind === 'share' ? award.share.times(this.room) : ZERO,
    );
    const best = Decimal.max(ZERO, ...awards);
    return best.isZero() ? this.room : best;
  }

  /** 90%-95%得7分；90%以下每低1%扣0.5分: from full marks, or from what the tier beside the steps gives. */
  private baseOf(steps: readonly Step[], x: Decimal): Given {
    const best = point(this.base());
    const only = steps.length === 1 ? steps[0] : undefined;
    const { reference, side, onTop } = only ?? {};
    if (!reference || side === 'either') return best;
    const beside = this.rule.tiers.find(({ range }) =>
      (side === 'under' ? range.low : range.high)?.value.eq(reference),
    );
    if (!beside || isZero(beside.award)) return best;
    const given = this.award(beside.award, x);
    return onTop ? given : hull([best, given]);
  }

  private stepped(steps: Step[], x: Decimal): Given {
    let [low, high] = steps.every((step) => step.gain) ? point(ZERO) : this.baseOf(steps, x);
    for (const step of steps) {
      const near = step.upper && x.gt(step.reference ?? 0) ? Decimal.min(x, step.upper) : null;
      const distance = near ? x.minus(near) : step.reference === null ? x.abs() : x.minus(step.reference).abs();
      const exact = distance.div(step.step);
      const readings = step.reading === 'any' ? [exact, exact.floor(), exact.ceil()] : [WAYS[step.reading](exact)];
      const points = step.ofWeight ? step.points.div(HUNDRED).times(this.room) : step.points;
      const least = Decimal.min(...readings).times(points);
      const greatest = Decimal.max(...readings).times(points);
      if (step.gain) [low, high] = [low.plus(least), high.plus(greatest)];
      else [low, high] = [low.minus(this.limited(greatest)), high.minus(this.limited(least))];
    }
    return [low, high];
  }

  private limited(deduction: Decimal): Decimal {
    return this.rule.mostDeducted ? Decimal.min(deduction, this.rule.mostDeducted) : deduction;
  }

  private proportional(proportion: Proportion, x: Decimal): Given {
    const factor = proportion.factor ?? this.room;
    const share = proportion.complement
      ? Decimal.max(ZERO, HUNDRED.minus(x)).div(HUNDRED)
      : Decimal.max(ZERO, x.minus(proportion.from ?? ZERO)).div(proportion.goal ?? HUNDRED);
    // 按比例扣分 without a quotient takes off what was not reached; x is what was.
    const deducts = proportion.deducts && proportion.denominator !== null;
    if (deducts) return point(this.room.minus(factor.times(Decimal.max(share, 0))));
    if (proportion.inverse) return point(x.isZero() ? this.room : Decimal.min(this.room, factor.div(share)));
    return point(Decimal.min(this.room, factor.times(share)));
  }

  private counted(counts: Count[], x: Decimal): Given {
    let [low, high] = point(counts.every((count) => count.gain) ? ZERO : this.base());
    for (const count of counts) {
      const points = count.ofWeight ? count.points.div(HUNDRED).times(this.room) : count.points;
      // 达到20场得满分，每少1场扣0.5分: x is how many there were, or how many were missing.
      const ways = count.from ? [x.minus(count.from).abs(), ...(x.lt(count.from) ? [x] : [])] : [x];
      const times = ways.map((way) => way.div(count.per));
      const least = Decimal.min(...times)
        .floor()
        .times(points);
      const greatest = Decimal.max(...times)
        .ceil()
        .times(points);
      if (count.gain) [low, high] = [low.plus(least), high.plus(greatest)];
      else [low, high] = [low.minus(this.limited(greatest)), high.minus(this.limited(least))];
    }
    return [low, high];
  }
}

/** How a broken step counts. */
const WAYS = {
  exact: (steps: Decimal) => steps,
  floor: (steps: Decimal) => steps.floor(),
  ceiling: (steps: Decimal) => steps.ceil(),
} as const;

function bites(step: Step, x: Decimal): boolean {
  if (step.reference === null || step.side === 'either') return true;
  return step.side === 'over' ? x.gt(step.reference) : x.lt(step.reference);
}

/** Tiers that only take away: outside of them stands full marks. */
export const isZeroOnly = (tiers: readonly Tier[]): boolean =>
  tiers.every(({ award }) =>
    award.kind === 'points'
      ? award.points.isZero()
      : award.kind === 'off' || (award.kind === 'proportional' && award.deducts),
  );
