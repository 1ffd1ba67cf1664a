import { Decimal, addUnder } from '../schemas/index.js';
import type { Repair, RepairSearch } from './repair.js';
import type { Trial } from './test-all.js';

export interface Roots {
  /** The trial that each consequence follows from. */
  rootOf: Map<Trial, Trial>;
  /** The repair that explains each root. */
  repairOf: Map<Trial, Repair>;
}

/** Beyond so many failures that hang together, a document is not mis-typed but mis-read: no search for causes. */
const MOST_FAILURES = 150;
/** Of so many failures in all, only the first are searched: a document of more has been misread. */
const MOST_SEARCHED = 600;

/**
 * Which failures are one. First by repair: the single figure that mends most and breaks least is taken to be wrong,
 * what it mends hangs together, and the search goes on with it mended. Then by flow: a total that ties with its parts
 * one way (units → summary) carries their gap the other way (basic + project → total).
 */
export function findRoots(
  failing: readonly Trial[],
  touching: ReadonlyMap<string, Trial[]>,
  repairsOf: RepairSearch,
): Roots {
  const roots: Roots = { rootOf: new Map(), repairOf: new Map() };
  let searched = 0;
  for (const component of components(failing)) {
    searched += component.length;
    if (component.length <= MOST_FAILURES && searched <= MOST_SEARCHED) repairComponent(component, repairsOf, roots);
  }
  followFlows(failing, touching, roots);
  return roots;
}

function repairComponent(component: readonly Trial[], repairsOf: RepairSearch, { rootOf, repairOf }: Roots): void {
  const values = new Map<string, Decimal>();
  let open = [...component];
  while (open.length > 0) {
    const [repair] = repairsOf(open, values);
    if (!repair || repair.repaired.length <= repair.broken.length) return;
    const root = rootAmong(repair);
    repairOf.set(root, repair);
    for (const trial of repair.repaired) if (trial !== root) rootOf.set(trial, root);
    values.set(repair.fact.id, repair.value);
    const mended = new Set(repair.repaired);
    open = open.filter((trial) => !mended.has(trial));
  }
}

/** The relation that states the wrong figure; else the shortest one that it is a part of. A suspicion is never a root. */
function rootAmong({ fact, repaired }: Repair): Trial {
  const rank = (trial: Trial) =>
    (trial.tested.relation.severity === 'suspicious' ? 10_000 : 0) +
    (trial.tested.relation.stated === fact.id ? 0 : 1000) +
    (trial.tested.relation.comparison === 'equal' ? 0 : 1000) +
    Math.min(trial.facts.length, 999);
  return repaired.reduce((a, b) => (rank(b) < rank(a) ? b : a));
}

/** Failing trials that share figures, in their order. */
function components(failing: readonly Trial[]): Trial[][] {
  const parent = failing.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] = parent[parent[at] ?? at] ?? at;
    return at;
  };
  const owner = new Map<string, number>();
  failing.forEach((trial, index) => {
    for (const id of trial.facts) {
      const other = owner.get(id);
      if (other === undefined) owner.set(id, index);
      else parent[find(index)] = find(other);
    }
  });
  const groups = new Map<number, Trial[]>();
  failing.forEach((trial, index) => {
    const root = find(index);
    addUnder(groups, root, trial);
  });
  return [...groups.values()];
}

function followFlows(
  failing: readonly Trial[],
  touching: ReadonlyMap<string, Trial[]>,
  { rootOf, repairOf }: Roots,
): void {
  const byStated = new Map<string, Trial>();
  for (const trial of failing) byStated.set(`${trial.tested.relation.rule}|${trial.tested.relation.stated}`, trial);
  for (const trial of failing) {
    if (rootOf.has(trial) || repairOf.has(trial)) continue;
    const { relation, difference, tolerance } = trial.tested;
    if (!difference || !tolerance) continue;
    for (const sum of touching.get(relation.stated) ?? []) {
      const across = sum.tested;
      if (sum === trial || across.relation.stated !== relation.stated || across.relation.comparison !== 'equal')
        continue;
      if (across.outcome !== 'holds' && across.outcome !== 'rounding') continue;
      const carried = sum.facts.slice(1).flatMap((id) => byStated.get(`${relation.rule}|${id}`) ?? []);
      if (carried.length === 0) continue;
      let gap = new Decimal(0);
      let slack = tolerance.plus(across.tolerance ?? 0);
      for (const { tested } of carried) {
        gap = gap.plus(tested.difference ?? 0);
        slack = slack.plus(tested.tolerance ?? 0);
      }
      if (gap.minus(difference).abs().gt(slack)) continue;
      const largest = carried.reduce((a, b) =>
        (b.tested.difference ?? new Decimal(0)).abs().gt((a.tested.difference ?? new Decimal(0)).abs()) ? b : a,
      );
      const root = rootOf.get(largest) ?? largest;
      if (root !== trial) rootOf.set(trial, root);
      break;
    }
  }
}
