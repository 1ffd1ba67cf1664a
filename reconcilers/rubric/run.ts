import { Decimal, decimalText } from '../../schemas/index.js';
import { evaluateRule } from './evaluate.js';
import { formulaOf } from './formula.js';
import { parseRule } from './parse.js';
import type { RuleKind } from './rule.js';

export interface RuleRequest {
  /** The rule's Chinese, as printed. */
  rule: string;
  /** The weight of the line in points. */
  weight?: string | number | null | undefined;
  /** x in percent or occurrences; A target, B actual; w weight; a, b, c …: 1 where the criterion is met, else 0. */
  inputs?: Readonly<Record<string, string | number | boolean | null>> | undefined;
}

export interface RuleAnswer {
  kind: RuleKind;
  formula: string;
  /** Least and greatest score over all accepted readings, decimal strings within [0, M]. */
  low: string;
  high: string;
  /** Names of the inputs that would narrow the score. */
  missing: string[];
}

/** One rule, parsed and evaluated: what `gouji rule` answers. Inputs that are no numbers count as missing. */
export function runRule({ rule: text, weight, inputs = {} }: RuleRequest): RuleAnswer {
  const rule = parseRule(text);
  const values: Record<string, Decimal> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const decimal = decimalOf(value);
    if (decimal) values[name] = decimal;
  }
  const { low, high, missing } = evaluateRule(rule, decimalOf(weight ?? null), values);
  const told = (points: Decimal) => decimalText(points.toDecimalPlaces(12));
  return { kind: rule.kind, formula: formulaOf(rule), low: told(low), high: told(high), missing };
}

function decimalOf(value: string | number | boolean | null): Decimal | null {
  if (typeof value === 'boolean') return new Decimal(value ? 1 : 0);
  const text = String(value ?? '')
    .trim()
    .replace(/%$/, '');
  return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? new Decimal(text) : null;
}
