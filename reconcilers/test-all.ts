import { once, type Decimal } from '../schemas/index.js';
import type { CheckRule, Relation } from './check.js';
import type { FactLookup } from './amount.js';
import { metRelations } from './met-relations.js';
import { prepared, testAsPrinted, testRelation, type Prepared, type Tested } from './relation-test.js';

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
  const areMet = metRelations();
  for (const rule of inOrder(rules)) {
    const relations = rule.relations?.(report) ?? [];
    if (relations.length === 0) continue;
    for (const alternatives of alternativesAmong(relations)) {
      const ready = alternatives.map((one) => prepared(one, lookup));
      if (areMet(ready)) continue;
      trials.push({ tested: best(ready.map(testAsPrinted)), alternatives, facts: allFacts(ready) });
    }
  }
  return trials;
}

/** In the order of the first of each group. */
function alternativesAmong(relations: readonly Relation[]): Relation[][] {
  const groups = new Map<string, Relation[]>();
  const all: Relation[][] = [];
  for (const relation of relations) {
    const there = relation.group === undefined ? undefined : groups.get(relation.group);
    if (there) {
      there.push(relation);
      continue;
    }
    const alternatives = [relation];
    all.push(alternatives);
    if (relation.group !== undefined) groups.set(relation.group, alternatives);
  }
  return all;
}

/** Tests a trial again with other values in some places. */
export function retest(trial: Trial, lookup: FactLookup, instead: ReadonlyMap<string, Decimal>): Tested {
  if (instead.size === 0) return trial.tested;
  return best(trial.alternatives.map((one) => testRelation(one, lookup, instead)));
}

const RANK = { holds: 0, rounding: 1, fails: 2, unknown: 3 } as const;

function best(alternatives: readonly Tested[]): Tested {
  return alternatives.reduce((found, tested) => (isBetter(tested, found) ? tested : found));
}

function isBetter(one: Tested, other: Tested): boolean {
  if (RANK[one.outcome] !== RANK[other.outcome]) return RANK[one.outcome] < RANK[other.outcome];
  return one.difference !== null && other.difference !== null && one.difference.abs().lt(other.difference.abs());
}

function allFacts(relations: readonly Prepared[]): string[] {
  const ids: string[] = [];
  for (const { relation, shape } of relations) ids.push(relation.stated, ...shape.facts);
  for (const { relation } of relations) if (relation.others) ids.push(...relation.others);
  return ids.length > FEW || isAnyTwice(ids) ? [...new Set(ids)] : ids;
}

/** Few of them are compared faster than they are put into a set. */
const FEW = 8;

function isAnyTwice(ids: readonly string[]): boolean {
  for (let at = 1; at < ids.length; at++)
    for (let before = 0; before < at; before++) if (ids[at] === ids[before]) return true;
  return false;
}

const inOrder: (rules: readonly CheckRule[]) => CheckRule[] = once((rules) => [...rules].sort(byPrecedence));

function byPrecedence(a: CheckRule, b: CheckRule): number {
  const rank = ({ id }: CheckRule) => (PRECEDENCE.indexOf(id) + PRECEDENCE.length + 1) % (PRECEDENCE.length + 1);
  return rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
