import { unitNamed } from '../normalizers/number.js';
import { Decimal, remembered } from '../schemas/index.js';

/** What kind of quantity a printed unit measures, and how many base units (元, 1, 人 …) one of it is. */
export interface Measure {
  /** `money`, `ratio`, `score`, `count`, `plain` (no unit printed), or the unit itself. */
  dimension: string;
  factor: Decimal;
}

export const ONE = new Decimal(1);

/** Of a figure without a unit. */
export const PLAIN: Measure = { dimension: 'plain', factor: ONE };

/** The measure of a unit as printed; '' is `plain`. Persons and things are both counted: 5 名 and 5 人 are the same. */
export const measureOf: (unit: string) => Measure = remembered(read);

function read(unit: string): Measure {
  if (unit === '') return PLAIN;
  // 元/人·年: what it is money of is for the formula to say.
  const form = unitNamed(unit) ?? unitNamed(unit.replace(/[/／每].*$/u, ''));
  const factor = form && form.power !== 0 ? new Decimal(10).pow(form.power) : ONE;
  switch (form?.family) {
    case 'money':
    case 'score':
      return { dimension: form.family, factor };
    case 'percent':
    case 'point':
      return { dimension: 'ratio', factor: factor.div(100) };
    case 'head':
    case 'count':
      return { dimension: 'count', factor };
    default:
      return { dimension: unit, factor };
  }
}
