import { Decimal } from '../../schemas/index.js';
import { metBy } from './criteria-words.js';
import { isZero } from './rule.js';
import type { Award, Count, Criterion, End, Proportion, Range, Rule, Step, Tier } from './rule.js';

/** Values by name: x; A and B (target and actual); w; a, b, c …: 1 where the criterion is met. */
export type Inputs = Readonly<Record<string, Decimal>>;

export interface Score {
  low: Decimal;
  high: Decimal;
  /** Names of the inputs without which the score cannot be narrowed further. */
  missing: string[];
}

const ZERO = new Decimal(0);
const HUNDRED = new Decimal(100);

/** The score that a rule gives, as the interval over all its accepted readings, within [0, M]. */
export function evaluateRule(rule: Readonly<Rule>, weight: Decimal | null, inputs: Inputs): Score {
  const most = weight ?? inputs['w'] ?? fullMarks(rule);
  if (inputs['na']?.gt(0)) return exactly(most);
  const first = rule.criteria.length === 0 ? inputs['a'] : undefined;
  if (inputs['veto']?.gt(0) || (rule.vetoes.length > 0 && first?.gt(0))) return exactly(ZERO);
  if (rule.notApplicable.length > 0 && first?.gt(0)) return exactly(most);
  if (rule.kind === 'notApplicable') return { low: ZERO, high: most, missing: ['a'] };
  if (onlyVetoes(rule)) return first ? exactly(most) : { low: ZERO, high: most, missing: ['a'] };
  const score = new Evaluation(rule, most, inputs).score();
  return { low: clamp(score.low, most), high: clamp(score.high, most), missing: [...new Set(score.missing)] };
}

/** 未公开的，不得分: nothing but what takes all away. */
function onlyVetoes(rule: Rule): boolean {
  return rule.kind === 'allOrNothing' && rule.criteria.length === 0 && rule.vetoes.length > 0;
}

/** The most that the rule prints: a maximum, the sum of its criteria, or its highest award. */
export function fullMarks(rule: Rule): Decimal {
  if (rule.full) return rule.full;
  const points = (award: Award): Decimal =>
    award.kind === 'points' ? award.points : award.kind === 'between' ? award.high : ZERO;
  const criteria = rule.criteria.map(({ award }) => points(award));
  const sum = rule.criteriaJoin === 'sum' ? criteria.reduce((a, b) => a.plus(b), ZERO) : Decimal.max(ZERO, ...criteria);
  const tiers = Decimal.max(ZERO, ...rule.tiers.map(({ award }) => points(award)));
  const checkpoints = rule.checkpoints.reduce((total, { points: value }) => total.plus(value), ZERO);
  return Decimal.max(sum.plus(tiers), checkpoints, rule.proportion?.factor ?? ZERO);
}

class Evaluation {
  private readonly missing: string[] = [];

  constructor(
    private readonly rule: Rule,
    private readonly most: Decimal,
    private readonly inputs: Inputs,
  ) {}

  score(): Score {
    const { rule } = this;
    if (rule.checkpoints.length > 0) return this.done(this.checkpoints());
    if (this.excused()) return this.done(point(this.most));
    const parts: [Decimal, Decimal][] = [];
    if (rule.tiers.length > 0 || rule.steps.length > 0 || rule.proportion || rule.counts.length > 0)
      parts.push(this.numeric());
    if (rule.criteria.length > 0 && !this.alternative()) parts.push(this.criteria());
    if (parts.length === 0) return this.done([ZERO, this.most]);
    const total = parts.reduce<[Decimal, Decimal]>(
      ([low, high], part) => [low.plus(part[0]), high.plus(part[1])],
      [ZERO, ZERO],
    );
    // A judge may take off more than the rule counts.
    if (rule.discretion && rule.criteria.length === 0) total[0] = ZERO;
    return this.done(total);
  }

  /** 未发现问题的得5分，否则按…扣分: one criterion that gives all, beside a rule for when it is not met. */
  private alternative(): boolean {
    const { rule } = this;
    const only = rule.criteria.length === 1 ? rule.criteria[0]!.award : null;
    if (!only) return false;
    const forbids = rule.tiers.length > 0 && isZeroOnly(rule.tiers);
    if (rule.steps.length === 0 && rule.counts.length === 0 && !rule.proportion && !forbids) return false;
    return only.kind === 'share' || (only.kind === 'points' && only.points.gte(this.most));
  }

  private excused(): boolean {
    return this.alternative() && this.inputs[this.rule.criteria[0]!.name]?.gt(0) === true;
  }

  private done([low, high]: [Decimal, Decimal]): Score {
    return { low, high, missing: this.missing };
  }

  private numeric(): [Decimal, Decimal] {
    const room = this.numericRoom();
    const x = this.quantity();
    if (x === null) {
      this.missing.push(...this.wanted());
      return [ZERO, room];
    }
    const given = this.tier(x, room);
    if (!given) return this.beyondTiers(x, room);
    // 达到90%得4分；每提高1个百分点加0.1分: what steps add to a tier.
    const gains = this.rule.steps.filter((step) => step.gain && step.reference !== null && bites(step, x));
    if (gains.length === 0) return given;
    const [low, high] = this.stepped(gains, x, room);
    return [given[0].plus(low), given[1].plus(high)];
  }

  private beyondTiers(x: Decimal, room: Decimal): [Decimal, Decimal] {
    const { rule } = this;
    const steps = rule.steps.filter((step) => bites(step, x));
    if (steps.length > 0) return this.stepped(steps, x, room);
    if (rule.proportion) return this.proportional(rule.proportion, x, room);
    if (rule.counts.length > 0) return this.counted(rule.counts, x, room);
    if (rule.steps.length > 0) return rule.steps.every((step) => step.gain) ? point(ZERO) : point(this.base(room));
    if (isZeroOnly(rule.tiers)) return point(room);
    if (rule.elsewhere) return this.award(rule.elsewhere, x, room);
    if (this.isWhole(x)) return point(room);
    return this.isBeyondBest(x, room) ? [ZERO, room] : point(ZERO);
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
  private isBeyondBest(x: Decimal, room: Decimal): boolean {
    const { tiers } = this.rule;
    const most = ({ award }: Tier): Decimal => this.award(award, HUNDRED, room)[1];
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

  /** What the numeric part may give: M less what the criteria beside it give. */
  private numericRoom(): Decimal {
    const { rule } = this;
    if (rule.criteria.length === 0 || rule.criteriaJoin !== 'sum' || this.alternative()) return this.most;
    const beside = rule.criteria.reduce(
      (sum, { award }) => sum.plus(award.kind === 'points' ? award.points : ZERO),
      ZERO,
    );
    const tiers = Decimal.max(ZERO, ...rule.tiers.map(({ award }) => (award.kind === 'points' ? award.points : ZERO)));
    return Decimal.max(tiers, this.most.minus(beside), ZERO);
  }

  /** x, or what A and B make of it: the completion in percent, or for deviations their distance from the target. */
  private quantity(): Decimal | null {
    const { x, A, B } = { x: this.inputs['x'], A: this.inputs['A'], B: this.inputs['B'] };
    const { rule } = this;
    if (x) return rule.absolute ? x.abs() : x;
    const names = rule.proportion;
    if (A && B && names?.numerator && names.denominator && /A/.test(names.numerator) && /B/.test(names.denominator))
      return B.isZero() ? null : A.div(B).times(HUNDRED);
    // 目标值/实际值: of what should be low, the target over what was reached.
    if (
      A &&
      B &&
      names?.numerator &&
      names.denominator &&
      TARGET.test(names.numerator) &&
      REACHED.test(names.denominator)
    )
      return B.isZero() ? HUNDRED : A.div(B).times(HUNDRED);
    if (A && B && !A.isZero()) {
      const rate = B.div(A).times(HUNDRED);
      const deviates = rule.steps.some((step) => step.reference === null) || /偏差|偏离|变动|差异/u.test(rule.quantity);
      return deviates ? rate.minus(HUNDRED).abs() : rate;
    }
    const unmet =
      rule.criteria.length === 0 ? Object.entries(this.inputs).filter(([name]) => /^[a-v]$/.test(name)) : [];
    if (rule.counts.length > 0 && unmet.length > 0)
      return new Decimal(unmet.filter(([, value]) => value.isZero()).length);
    return null;
  }

  private wanted(): string[] {
    const names = this.rule.proportion;
    if (names?.denominator) return ['A', 'B'].filter((name) => !this.inputs[name]);
    return this.inputs['A'] ? ['B'] : this.inputs['B'] ? ['A'] : ['x'];
  }

  /** What the tiers give at x; null where none holds it. An end that nobody told is read both ways. */
  private tier(x: Decimal, room: Decimal): [Decimal, Decimal] | null {
    // 90%以上得4分，80%以上得3分: at 90% the inner one.
    const perhaps = narrowest(this.rule.tiers.filter(({ range }) => holds(range, x) !== 'no'));
    if (perhaps.length === 0) return this.hole(x, room);
    const told = perhaps.filter(({ range }) => holds(range, x) === 'told');
    const claimed = perhaps.filter(({ range }) => holds(range, x) !== 'left');
    const decisive = [told, claimed, perhaps].find(({ length }) => length > 0) ?? [];
    return hull(decisive.map(({ award }) => this.award(award, x, room)));
  }

  /** 大于0小于10%得3分；大于10%不得分: 10 itself lies in neither; both neighbours are accepted. */
  private hole(x: Decimal, room: Decimal): [Decimal, Decimal] | null {
    const beside = this.rule.tiers.filter(({ range }) => shuns(range, x));
    if (beside.length < 2 || this.rule.steps.length > 0) return null;
    return hull(beside.map(({ award }) => this.award(award, x, room)));
  }

  private award(award: Award, x: Decimal, room: Decimal): [Decimal, Decimal] {
    switch (award.kind) {
      case 'points':
        return point(award.points);
      case 'off':
        return point(this.base(room).minus(award.points));
      case 'share':
        return point(award.share.times(room));
      case 'span':
        return [award.low.times(room), award.high.times(room)];
      case 'between':
        return [award.low, award.high];
      case 'proportional':
        return this.rule.proportion ? this.proportional(this.rule.proportion, x, room) : this.reached(x, room);
      case 'discretion':
        return [ZERO, room];
    }
  }

  /** 85%以上得满分，85%以下按比例得分: of the whole, or of the 85%. */
  private reached(x: Decimal, room: Decimal): [Decimal, Decimal] {
    const plain = Decimal.min(room, room.times(x).div(HUNDRED));
    const full = this.rule.tiers.find(
      ({ range: { low, high }, award }) =>
        award.kind !== 'proportional' && low?.value.gt(x) && (!high || high.value.gte(HUNDRED)),
    )?.range.low?.value;
    if (!full || full.gte(HUNDRED)) return point(plain);
    return hull([point(plain), point(room.times(x).div(full))]);
  }

  /** Full marks before steps bite: the best award of the tiers, else M. */
  private base(room: Decimal): Decimal {
    const awards = this.rule.tiers.map(({ award }) =>
      award.kind === 'points' ? award.points : award.kind === 'share' ? award.share.times(room) : ZERO,
    );
    const best = Decimal.max(ZERO, ...awards);
    return best.isZero() ? room : best;
  }

  /** 90%-95%得7分；90%以下每低1%扣0.5分: from full marks, or from what the tier beside the steps gives. */
  private baseOf(steps: readonly Step[], x: Decimal, room: Decimal): [Decimal, Decimal] {
    const best = point(this.base(room));
    const only = steps.length === 1 ? steps[0] : undefined;
    const { reference, side, onTop } = only ?? {};
    if (!reference || side === 'either') return best;
    const beside = this.rule.tiers.find(({ range }) =>
      (side === 'under' ? range.low : range.high)?.value.eq(reference),
    );
    if (!beside || isZero(beside.award)) return best;
    const given = this.award(beside.award, x, room);
    return onTop ? given : hull([best, given]);
  }

  private stepped(steps: Step[], x: Decimal, room: Decimal): [Decimal, Decimal] {
    let [low, high] = steps.every((step) => step.gain) ? point(ZERO) : this.baseOf(steps, x, room);
    for (const step of steps) {
      const near = step.upper && x.gt(step.reference ?? 0) ? Decimal.min(x, step.upper) : null;
      const distance = near ? x.minus(near) : step.reference === null ? x.abs() : x.minus(step.reference).abs();
      const exact = distance.div(step.step);
      const readings = step.reading === 'any' ? [exact, exact.floor(), exact.ceil()] : [WAYS[step.reading](exact)];
      const points = step.ofWeight ? step.points.div(HUNDRED).times(room) : step.points;
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

  private proportional(proportion: Proportion, x: Decimal, room: Decimal): [Decimal, Decimal] {
    const factor = proportion.factor ?? room;
    const share = proportion.complement
      ? Decimal.max(ZERO, HUNDRED.minus(x)).div(HUNDRED)
      : Decimal.max(ZERO, x.minus(proportion.from ?? ZERO)).div(proportion.goal ?? HUNDRED);
    // 按比例扣分 without a quotient takes off what was not reached; x is what was.
    const deducts = proportion.deducts && proportion.denominator !== null;
    if (deducts) return point(room.minus(factor.times(Decimal.max(share, 0))));
    if (proportion.inverse) return point(x.isZero() ? room : Decimal.min(room, factor.div(share)));
    return point(Decimal.min(room, factor.times(share)));
  }

  private counted(counts: Count[], x: Decimal, room: Decimal): [Decimal, Decimal] {
    let [low, high] = point(counts.every((count) => count.gain) ? ZERO : this.base(room));
    for (const count of counts) {
      const points = count.ofWeight ? count.points.div(HUNDRED).times(room) : count.points;
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

  private criteria(): [Decimal, Decimal] {
    const { criteria, criteriaJoin } = this.rule;
    const band = this.band();
    if (band) return band;
    const known = criteria.filter((criterion) => this.met(criterion) !== undefined);
    const unknown = criteria.filter((criterion) => this.met(criterion) === undefined);
    if (criteriaJoin === 'oneOf') {
      const met = known.find((criterion) => this.met(criterion));
      if (met) return this.criterionAward(met);
      this.missing.push(...unknown.map(({ name }) => name));
      return unknown.length === 0 ? point(ZERO) : hull(unknown.map((criterion) => this.criterionAward(criterion)));
    }
    this.missing.push(...unknown.map(({ name }) => name));
    return criteria.reduce<[Decimal, Decimal]>(
      ([low, high], criterion) => {
        const given = this.criterionAward(criterion);
        const met = !this.blocked(criterion.name) && this.met(criterion);
        if (met === undefined) return [low, high.plus(given[1])];
        if (met) return [low.plus(given[0]), high.plus(given[1])];
        return [low, criterion.otherwise === 'discretion' ? high.plus(given[1]) : high];
      },
      [ZERO, ZERO],
    );
  }

  /** Bands of the weight (100-80%, 80-50%, 50-0%) picked by the reached percentage, where no criterion picks one. */
  private band(): [Decimal, Decimal] | null {
    const { criteria } = this.rule;
    const x = this.quantity();
    if (x === null || criteria.some(({ name, award }) => award.kind !== 'span' || this.inputs[name])) return null;
    const share = Decimal.max(ZERO, Decimal.min(x, HUNDRED)).div(HUNDRED);
    const bands = criteria.flatMap(({ award }) =>
      award.kind === 'span' && award.low.lte(share) && award.high.gte(share) ? [award] : [],
    );
    return hull(bands.map(({ low, high }) => [low.times(this.most), high.times(this.most)]));
  }

  /** As somebody has judged, or as x tells it. */
  private met({ name, text }: Criterion): boolean | undefined {
    const { [name]: judged, x } = this.inputs;
    return judged ? judged.gt(0) : x && metBy(text, x);
  }

  private blocked(name: string): boolean {
    return this.rule.gates.some(
      ({ unless, blocked }) => blocked.includes(name) && this.inputs[unless]?.isZero() === true,
    );
  }

  private criterionAward({ award }: Criterion): [Decimal, Decimal] {
    return this.award(award, ZERO, this.most);
  }

  /** a, b, c … say that a checkpoint was met; x1, x2 … give the progress reached, for the part below the target. */
  private checkpoints(): [Decimal, Decimal] {
    return this.rule.checkpoints.reduce<[Decimal, Decimal]>(
      ([low, high], { target, points, partial }, index) => {
        const name = String.fromCharCode(97 + index);
        const reached = this.inputs[`x${index + 1}`];
        const met = this.inputs[name];
        if (reached) {
          const share = target.isZero() || reached.gte(target) ? points : points.times(reached).div(target);
          const given = partial || share.eq(points) ? share : ZERO;
          return [low.plus(given), high.plus(given)];
        }
        if (met?.gt(0)) return [low.plus(points), high.plus(points)];
        if (met && !partial) return [low, high];
        if (!met) this.missing.push(name);
        return [low, high.plus(points)];
      },
      [ZERO, ZERO],
    );
  }
}

const TARGET = /目标|计划|预期|标准值/u;
const REACHED = /实际|完成/u;

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

/** Whether x lies in the range, and how surely: at an end, by how the end is known. */
export function holds({ low, high }: Range, x: Decimal): End['certainty'] | 'no' {
  if ((low && x.lt(low.value)) || (high && x.gt(high.value))) return 'no';
  let certainty: End['certainty'] = 'told';
  for (const end of [low, high]) {
    if (!end || !x.eq(end.value)) continue;
    if (!end.closed && (end.certainty === 'told' || end.certainty === 'law')) return 'no';
    if (end.certainty === 'open' || end.certainty === 'left' || certainty === 'told') certainty = end.certainty;
  }
  return certainty;
}

/** A neighbour that begins right behind x and says so (超过20%) leaves x to the other side. */
function shuns({ low, high }: Range, x: Decimal): boolean {
  return [low, high].some((end) => end !== undefined && !end.closed && end.certainty === 'told' && end.value.eq(x));
}

/** Of ranges that lie in each other (60%以上, 80%以上) the innermost ones. */
function narrowest(tiers: Tier[]): Tier[] {
  return tiers.filter(
    (tier) =>
      !tiers.some((other) => other !== tier && inside(other.range, tier.range) && !inside(tier.range, other.range)),
  );
}

function inside(inner: Range, outer: Range): boolean {
  const low = !outer.low || (inner.low !== undefined && inner.low.value.gte(outer.low.value));
  const high = !outer.high || (inner.high !== undefined && inner.high.value.lte(outer.high.value));
  return low && high;
}

/** Tiers that only take away: outside of them stands full marks. */
const isZeroOnly = (tiers: readonly Tier[]): boolean =>
  tiers.every(({ award }) =>
    award.kind === 'points'
      ? award.points.isZero()
      : award.kind === 'off' || (award.kind === 'proportional' && award.deducts),
  );

const point = (value: Decimal): [Decimal, Decimal] => [value, value];

const exactly = (value: Decimal): Score => ({ low: value, high: value, missing: [] });

function hull(parts: [Decimal, Decimal][]): [Decimal, Decimal] {
  return [Decimal.min(...parts.map(([low]) => low)), Decimal.max(...parts.map(([, high]) => high))];
}

const clamp = (value: Decimal, most: Decimal): Decimal => Decimal.max(ZERO, Decimal.min(value, most));
