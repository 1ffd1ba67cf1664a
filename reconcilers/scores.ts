import { once, type Expression, type ScoreNode, type Scoring } from '../schemas/index.js';
import { fact } from './expression.js';
import type { Ledger } from './ledger.js';

/** What the parts of a node come to: printed facts, and the lines for which nothing is printed. */
export interface Gathered {
  facts: string[];
  /** Deductions that are printed as positive points to take off. */
  off: string[];
  missing: ScoreNode[];
}

export function childrenOf(node: ScoreNode, ledger: Ledger): ScoreNode[] {
  return node.children.flatMap((id) => ledger.node(id) ?? []);
}

/** The weights right under a node; a child without one stands for its own children. Deductions are not added. */
export function weightsUnder(node: ScoreNode, ledger: Ledger): Gathered {
  const gathered: Gathered = { facts: [], off: [], missing: [] };
  for (const child of childrenOf(node, ledger)) {
    if (child.deduction) continue;
    const own = weightOf(child, ledger);
    if (own !== undefined) {
      if (!gathered.facts.includes(own)) gathered.facts.push(own);
    } else if (child.children.length > 0) {
      merge(gathered, weightsUnder(child, ledger));
    } else {
      gathered.missing.push(child);
    }
  }
  return gathered;
}

/** The weight of a node, its own or the one that is printed once over several lines. */
export function weightOf(node: ScoreNode, ledger: Ledger): string | undefined {
  if (node.weightFact !== undefined) return node.weightFact;
  for (const id of node.sharedWeight ?? []) {
    const shared = ledger.node(id)?.weightFact;
    if (shared !== undefined) return shared;
  }
  return undefined;
}

/** The scores right under a node; a child without one stands for its own children. `of` picks another's scores. */
export function scoresUnder(
  node: ScoreNode,
  ledger: Ledger,
  of: (node: ScoreNode) => string | undefined = ({ scoreFact }) => scoreFact,
): Gathered {
  const gathered: Gathered = { facts: [], off: [], missing: [] };
  for (const child of childrenOf(node, ledger)) {
    const score = of(child);
    if (score !== undefined) {
      const positive = child.deduction && !(ledger.fact(score)?.value.startsWith('-') ?? false);
      (positive ? gathered.off : gathered.facts).push(score);
    } else if (child.children.length > 0) {
      merge(gathered, scoresUnder(child, ledger, of));
    } else if (!child.deduction) {
      gathered.missing.push(child);
    }
  }
  return gathered;
}

/** The figures whose sum is the most that a node can score: printed scores, weights where a score is blank. */
export function reachOf(node: ScoreNode, ledger: Ledger): string[] | null {
  if (node.deduction) return [];
  if (node.scoreFact !== undefined) return [node.scoreFact];
  const weight = weightOf(node, ledger);
  const under = reachUnder(node, ledger);
  // A weight over lines of which none is scored says as much as their weights do, and is printed itself.
  if (weight !== undefined && (!under || scoresUnder(node, ledger).facts.length === 0)) return [weight];
  return under;
}

export function reachUnder(node: ScoreNode, ledger: Ledger): string[] | null {
  const children = childrenOf(node, ledger);
  if (children.length === 0) return null;
  const found = new Set<string>();
  for (const child of children) {
    const reach = reachOf(child, ledger);
    if (!reach) return null;
    for (const id of reach) found.add(id);
  }
  return [...found];
}

export function total({ facts, off }: Gathered): Expression {
  const [only] = facts;
  const left: Expression =
    facts.length === 1 && only !== undefined ? fact(only) : { op: 'add', terms: facts.map((id) => fact(id)) };
  return off.length === 0 ? left : { op: 'subtract', left, right: { op: 'add', terms: off.map((id) => fact(id)) } };
}

/** Name of a node in keys: the labels on the way down to it, with its place among its like where they repeat. */
export function nodeName(scoring: Scoring, node: ScoreNode): string {
  const parents = parentsIn(scoring);
  const names: string[] = [];
  for (let at: ScoreNode | undefined = node; at && names.length < 9; at = parents.get(at.id)) {
    const siblings = parents.get(at.id)?.children ?? [];
    names.unshift(`${at.label}#${siblings.indexOf(at.id)}`);
  }
  return `${scoring.source}:${names.join('/')}`;
}

/** The node that each one is a child of. */
const parentsIn: (scoring: Scoring) => ReadonlyMap<string, ScoreNode> = once(
  ({ nodes }) => new Map(nodes.flatMap((parent) => parent.children.map((id) => [id, parent] as const))),
);

function merge(into: Gathered, from: Gathered): void {
  for (const id of from.facts) if (!into.facts.includes(id)) into.facts.push(id);
  into.off.push(...from.off);
  into.missing.push(...from.missing);
}
