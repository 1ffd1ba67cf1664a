import { addUnder } from '../schemas/index.js';
import { linearForm } from './expression.js';
import type { Prepared } from './relation-test.js';

/**
 * Tells whether one of some relations was met before, however it was written; if not, all of them are from now on.
 * 收入 − 支出 = 结余 and 收入 = 支出 + 结余 are one relation and tested once; rates keep their shape. Signatures are
 * compared where the sums of arbitrary numbers for their facts are the same: seldom else are two relations one.
 */
export function metRelations(): (relations: readonly Prepared[]) => boolean {
  const known = new Map<number, Prepared[]>();
  return (relations) => {
    const keys: number[] = [];
    for (let at = 0; at < relations.length; at++) {
      const key = sketch(relations[at]!);
      if (isAmong(known.get(key), relations[at]!)) return true;
      keys.push(key);
    }
    for (let at = 0; at < relations.length; at++) addUnder(known, keys[at]!, relations[at]!);
    return false;
  };
}

function isAmong(alike: readonly Prepared[] | undefined, one: Prepared): boolean {
  return alike !== undefined && alike.some((other) => signature(other) === signature(one));
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
function signature({ relation, shape }: Prepared): string {
  const form = relation.comparison === 'equal' ? linearForm(shape) : null;
  if (!form) return `${relation.comparison}|${relation.stated}|${JSON.stringify(relation.formula)}`;
  form.set(relation.stated, (form.get(relation.stated) ?? 0) - 1);
  const terms = [...form].filter(([, factor]) => factor !== 0).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const sign = (terms[0]?.[1] ?? 1) < 0 ? -1 : 1;
  return terms.map(([id, factor]) => `${id}*${factor * sign}`).join('|');
}
