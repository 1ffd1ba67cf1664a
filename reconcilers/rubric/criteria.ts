import { Decimal } from '../../schemas/index.js';
import { metBy } from './criteria-words.js';
import { HUNDRED, hull, point, ZERO, type Given } from './given.js';
import { NumericScore } from './numeric.js';
import { quantityOf, type Inputs } from './quantity.js';
import type { Criterion, Rule } from './rule.js';

/** What the criteria of a rule give, as somebody has judged them, or as x tells it. */
export class CriteriaScore {
  /** The criteria that nobody has judged. */
  readonly missing: string[] = [];
  private readonly numeric: NumericScore;

  constructor(
    private readonly rule: Rule,
    private readonly most: Decimal,
    private readonly inputs: Inputs,
  ) {
    this.numeric = new NumericScore(rule, most);
  }

  given(): Given {
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
    return criteria.reduce<Given>(
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
  private band(): Given | null {
    const { criteria } = this.rule;
    const x = quantityOf(this.rule, this.inputs);
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

  private criterionAward({ award }: Criterion): Given {
    return this.numeric.award(award, ZERO);
  }
}
