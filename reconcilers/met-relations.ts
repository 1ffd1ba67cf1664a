import { addUnder } from '../schemas/index.js';
import { linearForm } from './expression.js';
import type { Relation } from './check.js';
import type { Prepared } from './relation-test.js';

/**
 * Tells whether one of some relations was met before, however it was written; if not, all of them are from now on.
 * 收入 − 支出 = 结余 and 收入 = 支出 + 结余 are one relation and tested once; rates keep their shape. Signatures are
 * compared where the sums of arbitrary numbers for their facts are the same: seldom else are two relations one.
 */
export function metRelations(): (relations: readonly Prepared[]) => boolean {
  const known = new Map<number, Relation[]>();
  const isKnown = ({ relation }: Prepared, key: number | undefined) => {
    const alike = known.get(key ?? 0);
    return alike?.some((other) => signature(other) === signature(relation)) === true;
  };
  return (relations) => {
    const keys = relations.map(sketch);
    if (relations.some((one, at) => isKnown(one, keys[at]))) return true;
    keys.forEach((key, at) => {
      const { relation } = relations[at]!;
      addUnder(known, key, relation);
    });
    return false;
  };
}

/** The same for relations of the same signature: their terms added up as numbers, whatever their order and sign. */
function sketch({ relation, shape, stated, parts }: Prepared): number {
  if (!stated) return 0;
  if (relation.comparison !== 'equal' || !shape.isLinear) return -stated.mark;
  let sum = -stated.mark;
  for (let at = 0; at < parts.length; at++) sum += shape.signs[at]! * parts[at]!.mark;
  return Math.abs(sum);
}

/** The relation as stated − Σ k·fact = 0, one signature for all ways to write it. */
function signature(relation: Relation): string {
  const form = relation.comparison === 'equal' ? linearForm(relation.formula) : null;
  if (!form) return `${relation.comparison}|${relation.stated}|${JSON.stringify(relation.formula)}`;
  form.set(relation.stated, (form.get(relation.stated) ?? 0) - 1);
  const terms = [...form].filter(([, factor]) => factor !== 0).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const sign = (terms[0]?.[1] ?? 1) < 0 ? -1 : 1;
  return terms.map(([id, factor]) => `${id}*${factor * sign}`).join('|');
}
