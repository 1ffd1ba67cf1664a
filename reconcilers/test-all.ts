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
      const ready: Prepared[] = [];
      for (let at = 0; at < alternatives.length; at++) ready.push(prepared(alternatives[at]!, lookup));
      if (areMet(ready)) continue;
      let tested = testAsPrinted(ready[0]!);
      for (let at = 1; at < ready.length; at++) tested = better(testAsPrinted(ready[at]!), tested);
      trials.push({ tested, alternatives, facts: allFacts(ready) });
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
  const { alternatives } = trial;
  let tested = testRelation(alternatives[0]!, lookup, instead);
  for (let at = 1; at < alternatives.length; at++)
    tested = better(testRelation(alternatives[at]!, lookup, instead), tested);
  return tested;
}

const RANK = { holds: 0, rounding: 1, fails: 2, unknown: 3 } as const;

/** The better of two alternatives; the earlier one where none is. */
function better(one: Tested, earlier: Tested): Tested {
  return isBetter(one, earlier) ? one : earlier;
}

function isBetter(one: Tested, other: Tested): boolean {
  if (RANK[one.outcome] !== RANK[other.outcome]) return RANK[one.outcome] < RANK[other.outcome];
  return one.difference !== null && other.difference !== null && one.difference.abs().lt(other.difference.abs());
}

function allFacts(relations: readonly Prepared[]): string[] {
  const ids: string[] = [];
  for (let at = 0; at < relations.length; at++) {
    const { relation, shape } = relations[at]!;
    const { facts } = shape;
    ids.push(relation.stated);
    for (let part = 0; part < facts.length; part++) ids.push(facts[part]!);
  }
  for (let at = 0; at < relations.length; at++) {
    const { others } = relations[at]!.relation;
    if (others) ids.push(...others);
  }
  return ids.length > FEW || isAnyTwice(ids) ? [...new Set(ids)] : ids;
}

/** Few of them are compared faster than they are put into a set. */
const FEW = 8;

function isAnyTwice(ids: readonly string[]): boolean {
  for (let at = 1; at < ids.length; at++) if (ids.indexOf(ids[at]!) < at) return true;
  return false;
}

const inOrder: (rules: readonly CheckRule[]) => CheckRule[] = once((rules) => [...rules].sort(byPrecedence));

function byPrecedence(a: CheckRule, b: CheckRule): number {
  const rank = ({ id }: CheckRule) => (PRECEDENCE.indexOf(id) + PRECEDENCE.length + 1) % (PRECEDENCE.length + 1);
  return rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
