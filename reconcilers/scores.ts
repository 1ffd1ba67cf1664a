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
  const { children } = node;
  const found: ScoreNode[] = [];
  for (let at = 0; at < children.length; at++) {
    const child = ledger.node(children[at]);
    if (child) found.push(child);
  }
  return found;
}

/** The weights right under a node; a child without one stands for its own children. Deductions are not added. */
export function weightsUnder(node: ScoreNode, ledger: Ledger): Gathered {
  const facts = new Set<string>();
  const missing: ScoreNode[] = [];
  for (const part of partsUnder(node, ledger, (child) => child.deduction || weightOf(child, ledger) !== undefined)) {
    const weight = weightOf(part, ledger);
    if (part.deduction) continue;
    if (weight === undefined) missing.push(part);
    else facts.add(weight);
  }
  return { facts: [...facts], off: [], missing };
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
  const [facts, off, missing]: [string[], string[], ScoreNode[]] = [[], [], []];
  const own = new Set(node.children);
  const seen = new Set<string>();
  for (const part of partsUnder(node, ledger, (child) => of(child) !== undefined)) {
    const score = of(part);
    if (score === undefined) {
      if (!part.deduction) missing.push(part);
    } else if (part.deduction && !(ledger.fact(score)?.value.startsWith('-') ?? false)) off.push(score);
    // 各3分: one figure is the score of each.
    else if (own.has(part.id) || !seen.has(score)) facts.push(score);
    if (score !== undefined) seen.add(score);
  }
  return { facts, off, missing };
}

/** The nodes right under one, in order; one of which nothing is told gives way to its own. */
function partsUnder(
  node: ScoreNode,
  ledger: Ledger,
  isTold: (node: ScoreNode) => boolean,
  parts: ScoreNode[] = [],
): ScoreNode[] {
  const children = childrenOf(node, ledger);
  for (let at = 0; at < children.length; at++) {
    const child = children[at]!;
    if (child.children.length === 0 || isTold(child)) parts.push(child);
    else partsUnder(child, ledger, isTold, parts);
  }
  return parts;
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
  const above = aboveIn(scoring);
  let up = above.get(node.id);
  let name = `${node.label}#${up?.position ?? -1}`;
  for (let depth = 1; up && depth < 9; depth++) {
    const { parent } = up;
    up = above.get(parent.id);
    name = `${parent.label}#${up?.position ?? -1}/${name}`;
  }
  return `${scoring.source}:${name}`;
}

/** The node that each one is a child of, and which of its children it is. */
const aboveIn: (scoring: Scoring) => ReadonlyMap<string, { parent: ScoreNode; position: number }> = once(
  ({ nodes }) => {
    const above = new Map<string, { parent: ScoreNode; position: number }>();
    for (let at = 0; at < nodes.length; at++) {
      const parent = nodes[at]!;
      const { children } = parent;
      for (let position = 0; position < children.length; position++)
        above.set(children[position]!, { parent, position });
    }
    return above;
  },
);
