import type { Decimal } from '../schemas/index.js';
import type { CheckRule, Relation } from './check.js';
import { factsOf, type FactLookup } from './expression.js';
import { signature, testRelation, type Tested } from './relation-test.js';

/** A tested relation with the alternatives of its group (itself alone where it has none). */
export interface Trial {
  tested: Tested;
  alternatives: Relation[];
  /** Ids of every fact that takes part, the stated one first, each once. */
  facts: string[];
}

/**
 * Where two rules make the same relation, the one that tells more of where it stands keeps it. Rules that are not
 * named here follow in the order of their ids, so that the order of plugs changes nothing.
 */
const PRECEDENCE = [
  'row-sum',
  'column-sum',
  'header-formula',
  'balance',
  'sources-uses',
  'execution-rate',
  'statement-parts',
];

/** Tests every relation of every rule once. Of a group of alternatives the best one stands for all. */
export function testAll(
  rules: readonly CheckRule[],
  report: Parameters<NonNullable<CheckRule['relations']>>[0],
  lookup: FactLookup,
): Trial[] {
  const trials: Trial[] = [];
  const met = new Set<string>();
  for (const rule of inOrder(rules)) {
    const groups = new Map<string, Relation[]>();
    for (const relation of rule.relations?.(report) ?? []) {
      const name = relation.group ?? `#${groups.size}`;
      const there = groups.get(name);
      if (there) there.push(relation);
      else groups.set(name, [relation]);
    }
    for (const alternatives of groups.values()) {
      const signatures = alternatives.map(signature);
      if (signatures.some((one) => met.has(one))) continue;
      for (const one of signatures) met.add(one);
      trials.push({ tested: best(alternatives, lookup), alternatives, facts: allFacts(alternatives) });
    }
  }
  return trials;
}

/** Tests a trial again with other values in some places. */
export function retest(trial: Trial, lookup: FactLookup, instead: ReadonlyMap<string, Decimal>): Tested {
  if (instead.size === 0) return trial.tested;
  return best(trial.alternatives, lookup, instead);
}

const RANK = { holds: 0, rounding: 1, fails: 2, unknown: 3 } as const;

function best(alternatives: readonly Relation[], lookup: FactLookup, instead?: ReadonlyMap<string, Decimal>): Tested {
  return alternatives
    .map((relation) => testRelation(relation, lookup, instead))
    .reduce((found, tested) => (isBetter(tested, found) ? tested : found));
}

function isBetter(one: Tested, other: Tested): boolean {
  if (RANK[one.outcome] !== RANK[other.outcome]) return RANK[one.outcome] < RANK[other.outcome];
  return one.difference !== null && other.difference !== null && one.difference.abs().lt(other.difference.abs());
}

function allFacts(relations: readonly Relation[]): string[] {
  const ids = new Set<string>();
  for (const relation of relations) {
    ids.add(relation.stated);
    factsOf(relation.formula).forEach((id) => ids.add(id));
  }
  for (const relation of relations) relation.others?.forEach((id) => ids.add(id));
  return [...ids];
}

const orders = new WeakMap<readonly CheckRule[], CheckRule[]>();

function inOrder(rules: readonly CheckRule[]): CheckRule[] {
  let order = orders.get(rules);
  if (!order) orders.set(rules, (order = [...rules].sort(byPrecedence)));
  return order;
}

function byPrecedence(a: CheckRule, b: CheckRule): number {
  const rank = ({ id }: CheckRule) => (PRECEDENCE.indexOf(id) + PRECEDENCE.length + 1) % (PRECEDENCE.length + 1);
  return rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
