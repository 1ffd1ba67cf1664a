import type { Fact, ScoreNode, Scoring } from '../../schemas/index.js';

/** Grows the tree of one scoring: a root, sections by their labels, lines. Nodes are numbered in order of appearance. */
export class ScoreTree {
  readonly nodes: ScoreNode[] = [];
  readonly root: ScoreNode;
  /** A total is printed below what it adds up. */
  private summed = false;
  private serial = 0;
  /** How many children of the root a subtotal has closed. */
  private gathered = 0;
  /** How many children of the root a total has closed. */
  private sealed = 0;
  private readonly byId = new Map<string, ScoreNode>();
  private readonly shared = new Map<string, string[]>();

  constructor(
    readonly id: string,
    readonly source: Scoring['source'],
    label: string,
  ) {
    this.root = this.add(null, label, 'total');
  }

  add(parent: ScoreNode | null, label: string, level: ScoreNode['level']): ScoreNode {
    const id = `${this.id}n${++this.serial}`;
    const children: string[] = [];
    const node: ScoreNode = { id, label, level, children, deduction: false, complete: true };
    this.nodes.push(node);
    this.byId.set(node.id, node);
    parent?.children.push(node.id);
    return node;
  }

  /** The total of the whole is read: of what stands above it, or, where nothing does, of what comes. */
  close(): void {
    this.summed = this.root.children.length > 0;
  }

  /** What the root had so far is one section of it: 合计 | 100, 加分项 | 1, 总得分 | 101. */
  reopen(): void {
    const { root } = this;
    const lines = root.children;
    if (!this.summed) return;
    this.summed = false;
    const section = this.add(null, root.label, 'section');
    section.children = lines;
    if (root.weightFact !== undefined) section.weightFact = root.weightFact;
    if (root.scoreFact !== undefined) section.scoreFact = root.scoreFact;
    delete root.weightFact;
    delete root.scoreFact;
    root.children = [section.id];
    this.gathered = 0;
    this.sealed = 1;
  }

  /** What the root has had since the last subtotal. */
  since(): ScoreNode[] {
    return this.childrenOf(this.root).slice(this.gathered);
  }

  /** What the root has had since a total. */
  latest(): ScoreNode[] {
    return this.childrenOf(this.root).slice(this.sealed);
  }

  /** 小计: what the root has had since the last one is a section. */
  gather(label: string): ScoreNode {
    return this.sectionFrom(this.gathered++, label);
  }

  /** 合计 | 40, 合计 | 60, 总计 | 100: what the root has had since the first is a section like it. */
  seal(label: string): ScoreNode {
    return this.sectionFrom(this.sealed++, label);
  }

  private sectionFrom(at: number, label: string): ScoreNode {
    const section = this.add(null, label, 'section');
    section.children = this.root.children.splice(at);
    this.root.children.push(section.id);
    return section;
  }

  /** Takes a node without children off its parent. */
  remove(node: ScoreNode, parent: ScoreNode): void {
    parent.children = parent.children.filter((id) => id !== node.id);
    this.byId.delete(node.id);
    for (const ids of this.shared.values()) if (ids.includes(node.id)) ids.splice(ids.indexOf(node.id), 1);
    this.nodes.splice(this.nodes.indexOf(node), 1);
  }

  /** Takes off a line that counts for nothing, and the sections that hold nothing else. */
  drop(node: ScoreNode): void {
    const parent = this.nodes.find(({ children }) => children.includes(node.id));
    if (!parent) return;
    this.remove(node, parent);
    if (parent.level === 'section' && parent.children.length === 0 && !(parent.weightFact ?? parent.scoreFact))
      this.drop(parent);
  }

  /** One weight that is printed over several lines: every one of them names all. */
  share(node: ScoreNode, weight: Fact): void {
    const ids = this.shared.get(weight.id) ?? [];
    ids.push(node.id);
    this.shared.set(weight.id, ids);
    node.weightFact = weight.id;
    if (ids.length < 2) return;
    for (const id of ids) {
      const each = this.byId.get(id);
      if (each) each.sharedWeight = ids;
    }
  }

  childrenOf(node: ScoreNode): ScoreNode[] {
    return node.children.map((id) => this.byId.get(id)).filter((child) => child !== undefined);
  }

  /** The scoring, or undefined where no weight and no score is printed. */
  finish(table?: string): Scoring | undefined {
    if (!this.nodes.some((node) => node.weightFact ?? node.scoreFact)) return undefined;
    for (const node of this.nodes) {
      if (!node.sharedWeight) continue;
      if (node.sharedWeight.length > 1) node.sharedWeight = [...node.sharedWeight];
      else delete node.sharedWeight;
    }
    return { id: this.id, source: this.source, ...(table ? { table } : {}), nodes: this.nodes };
  }
}
