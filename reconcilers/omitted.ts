import { Decimal, addUnder, type Cause } from '../schemas/index.js';
import type { Ledger } from './ledger.js';
import { quoted, withUnit } from './figure.js';
import type { Trial } from './test-all.js';

/** The sums of one total over all columns (or rows), none of which ties: a whole line is missing, or was not added. */
export interface Omission {
  trials: Trial[];
  cause: Cause;
}

const AXES: Readonly<Record<string, 'row' | 'column'>> = { 'column-sum': 'row', 'row-sum': 'column' };

/** As many columns as a chance does not break all in one direction. */
const LEAST = 3;

/**
 * Where each total of a line is too much (or too little) and no column ties, not every figure is wrong: a row that the
 * totals hold is not listed, or a listed one was not added.
 */
export function omissions(trials: readonly Trial[], ledger: Ledger): Omission[] {
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const { relation, stated } = trial.tested;
    const axis = AXES[relation.rule];
    if (!axis || relation.comparison !== 'equal' || stated === null || trial.facts.length < 3) continue;
    const fact = ledger.fact(relation.stated);
    if (fact?.table === undefined) continue;
    const key = `${relation.rule}|${fact.table}|${fact[axis]}`;
    addUnder(groups, key, trial);
  }
  return [...groups.values()].flatMap((group) => omission(group, ledger) ?? []);
}

function omission(group: Trial[], ledger: Ledger): Omission | null {
  const open = group.filter(({ tested }) => tested.outcome === 'fails');
  if (open.length < LEAST) return null;
  const tied = group.filter(({ tested }) => tested.outcome !== 'fails' && tested.stated?.isZero() === false);
  const signs = new Set(open.map(({ tested }) => tested.difference?.isNegative()));
  if (signs.size !== 1 || tied.length > 0) return null;
  const gaps = open.map(({ tested }) => tested.difference!.abs());
  // Parts of one missing line are as different as any: equal gaps are one mistake in each.
  if (new Set(gaps.map((gap) => gap.toFixed())).size < 2) return null;
  const told = open.map(({ tested }, at) => {
    const fact = ledger.fact(tested.relation.stated)!;
    return withUnit(gaps[at]!.toFixed(), fact.unit);
  });
  const less = signs.has(true);
  const line = less ? lineOf(open, ledger) : undefined;
  if (less && line === undefined) return null;
  const across = open[0]!.tested.relation.rule === 'column-sum';
  const [what, each] = across ? ['行', '栏'] : ['栏', '行'];
  return {
    trials: open,
    cause: less
      ? {
          kind: 'missingAddend',
          message: {
            zh: `各${each}合计都正好少了${quoted(line!)}，可能整${what}没有加进合计（${told.join('、')}）`,
            en: `every total is short by exactly ${quoted(line!)}: the whole ${across ? 'row' : 'column'} was perhaps left out of the totals (${told.join(', ')})`,
          },
        }
      : {
          kind: 'missingLine',
          message: {
            zh: `各${each}合计都多于所列各项之和（依次多${told.join('、')}），可能漏列了一${what}`,
            en: `every total is more than what is listed (by ${told.join(', ')}): a ${across ? 'row' : 'column'} is perhaps missing`,
          },
        },
  };
}

/** The line whose figures are the gaps, each in its place. */
function lineOf(open: readonly Trial[], ledger: Ledger): string | undefined {
  const [first] = open;
  const axis = AXES[first!.tested.relation.rule]!;
  const fits = ({ tested, facts }: Trial, index: number | undefined) =>
    facts.slice(1).some((id) => {
      const fact = ledger.fact(id);
      return (
        fact?.[axis] === index &&
        new Decimal(fact?.value ?? 0)
          .plus(tested.difference!)
          .abs()
          .lte(tested.tolerance ?? 0)
      );
    });
  for (const id of first!.facts.slice(1)) {
    const fact = ledger.fact(id);
    const table = ledger.table(fact?.table);
    if (fact && table && open.every((trial) => fits(trial, fact[axis])))
      return (axis === 'row' ? table.rows : table.columns).find(({ index }) => index === fact[axis])?.label;
  }
  return undefined;
}
