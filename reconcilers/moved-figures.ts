import { Decimal } from '../schemas/index.js';
import type { Ledger } from './ledger.js';
import type { Trial } from './test-all.js';

/** Rows whose gaps are tried together; of more, two. */
const MOST_TOGETHER = 10;

/**
 * Row sums of a table that fail although every column adds up and nothing is off in the row of the totals.
 *
 * Where all columns add up, the row of their totals is off by what its rows are off by together. One wrong figure in a report
 * is missed by that row too; a figure that was read into another row of its column is not: one row lacks what the other has
 * too much.
 */
export function movedFigures(columns: readonly Trial[], rows: readonly Trial[], ledger: Ledger): ReadonlySet<Trial> {
  const moved = new Set<Trial>();
  const totalOf = new Map<string, string>();
  const summed = new Set<string>();
  for (const { tested, facts } of columns) {
    if (tested.outcome === 'fails') continue;
    for (const id of facts) {
      summed.add(id);
      if (id !== tested.relation.stated) totalOf.set(id, tested.relation.stated);
    }
  }
  const byStated = new Map<string, Trial>();
  for (const trial of rows) if (isTold(trial)) byStated.set(trial.tested.relation.stated, trial);
  const members = new Map<Trial, Trial[]>();
  for (const trial of byStated.values()) {
    const total = byStated.get(totalOf.get(trial.tested.relation.stated) ?? '');
    if (!total || ![...trial.facts, ...total.facts].every((id) => summed.has(id))) continue;
    members.set(total, [...(members.get(total) ?? []), trial]);
  }
  const columnsOf = ({ facts }: Trial) => facts.map((id) => ledger.fact(id)?.column);
  for (const [total, parts] of members) {
    const all = new Set(columnsOf(total));
    if (!parts.every((part) => columnsOf(part).every((column) => all.has(column)))) continue;
    const failing = parts.filter(fails);
    const tolerance = toleranceOf([total, ...parts]);
    const off = !fails(total) || sumOf(parts).minus(gapOf(total)).abs().gt(tolerance);
    if (off && fails(total)) moved.add(total);
    for (const trial of failing) if (off || isMadeUpFor(trial, failing)) moved.add(trial);
  }
  return moved;
}

/** Whether other rows are off by as much the other way. */
function isMadeUpFor(trial: Trial, failing: readonly Trial[]): boolean {
  const others = failing.filter((other) => other !== trial);
  const most = others.length > MOST_TOGETHER ? 1 : others.length;
  const seek = (from: number, chosen: readonly Trial[]): boolean =>
    others.slice(from).some((other, at) => {
      const all = [...chosen, other];
      return sumOf(all).abs().lte(toleranceOf(all)) || (all.length <= most && seek(from + at + 1, all));
    });
  return seek(0, [trial]);
}

const isTold = ({ tested: { relation, difference } }: Trial) => relation.comparison === 'equal' && difference !== null;
const fails = ({ tested }: Trial): boolean => tested.outcome === 'fails';
const gapOf = ({ tested }: Trial): Decimal => tested.difference ?? new Decimal(0);
const sumOf = (trials: readonly Trial[]): Decimal =>
  trials.reduce((sum, trial) => sum.plus(gapOf(trial)), new Decimal(0));
const toleranceOf = (trials: readonly Trial[]): Decimal =>
  trials.reduce((sum, { tested }) => sum.plus(tested.tolerance ?? 0), new Decimal(0));
