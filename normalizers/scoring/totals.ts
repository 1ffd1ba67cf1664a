import { Decimal, squeeze, type Claim, type Concept, type ReportTable, type ScoreNode } from '../../schemas/index.js';
import { gradeIn } from './cover.js';
import { pointsIn, splitLabel } from './label.js';
import type { Numbers } from './levels.js';
import type { ScoreFacts } from './score-facts.js';
import type { Sections } from './sections.js';
import type { SheetRow } from './sheet-row.js';
import type { ScoreTree } from './tree.js';

/** Reads the rows of a sheet that add up others, and the grade that the last of them tells. */
export class Totals {
  readonly claims: Claim[] = [];

  constructor(
    private readonly tree: ScoreTree,
    private readonly facts: ScoreFacts,
    private readonly sections: Sections,
    private readonly nextClaim: () => string,
  ) {}

  /** 合计 of the sheet; gives back whether it closes it. */
  readTotal(of: SheetRow, label: string): boolean {
    const { table, numbers, first } = of;
    this.tree.reopen();
    const latest = this.tree.latest();
    const part = latest.length > 0 && latest.length < this.tree.root.children.length && this.sums(latest, numbers);
    const node = part ? this.tree.seal(label) : this.tree.root;
    node.label = label;
    const { weight, score } = this.points(table, node, numbers, [label], part ? 'score.section' : 'score.total');
    const own = first && splitLabel(first.text).weight;
    const told = own && !weight ? this.facts.add(table, first, own, [label], 'score.total', 'target') : weight;
    if (told) node.weightFact = told.id;
    if (score) node.scoreFact = score.id;
    this.facts.of(table, numbers.deducted, numbers.deductedTitle, [label], 'unnamed', 'actual');
    this.sections.close();
    if (part || !(weight ?? score)) return false;
    this.tree.close();
    // Grades are told of scores out of a hundred.
    if (score && this.sumOf(this.tree.root, 'weightFact').eq(100)) this.readGrade(of, score.id);
    return true;
  }

  /** 小计 of the section of a level, or of all sections since the last. */
  readSubtotal({ table, numbers }: SheetRow, level: number): void {
    const section = this.sections.at(level);
    if (!section) return;
    const several = level === 0 && this.sumsSeveral(section.node, numbers);
    const node = several ? this.tree.gather('小计') : section.node;
    const path = several ? ['小计'] : [...this.sections.pathTo(level), '小计'];
    const reviewed = node.reviewFacts;
    const { weight, score } = this.points(table, node, numbers, path, 'score.section');
    if (reviewed) node.reviewFacts = reviewed;
    if (weight && !node.weightFact) node.weightFact = weight.id;
    if (score && !node.scoreFact) node.scoreFact = score.id;
    if (several) this.sections.close();
  }

  private points(table: ReportTable, node: ScoreNode, numbers: Numbers, path: string[], concept: Concept) {
    const weight = this.facts.of(table, numbers.weight, numbers.weightTitle, path, concept, 'target');
    const score = this.facts.of(table, numbers.score, numbers.scoreTitle, path, concept, 'actual');
    this.facts.reviews(table, node, numbers, path, concept);
    return { weight, score };
  }

  /** 合计 | 100 | 93 | 优 */
  private readGrade({ table, row, line, levels, numbers }: SheetRow, score: string): void {
    const cells = new Set(line.filter((cell) => cell?.row === row && !levels.cells.includes(cell)));
    for (const cell of cells) {
      if (!cell || cell === numbers.weight || cell === numbers.score) continue;
      const told = squeeze(cell.text).replace(/^(?:评价|自评|绩效)*(?:等级|等次|评级|级别|档次)[:为]?/u, '');
      const grade = gradeIn(told);
      if (!grade) continue;
      const text = `${table.title} ${squeeze(cell.text)}`.trim();
      this.claims.push({ id: this.nextClaim(), kind: 'grade', text, value: grade, facts: [score], place: cell.place });
    }
  }

  /** 小计 | 100 before 加分项 | 20 and 总计 | 120: what adds up the sections above it, and not the last one alone. */
  private sumsSeveral(section: ScoreNode, numbers: Numbers): boolean {
    const sections = this.tree.since();
    const printed = pointsIn((numbers.weight ?? numbers.score)?.text ?? '');
    if (sections.length < 2 || !printed) return false;
    const key = numbers.weight ? 'weightFact' : 'scoreFact';
    return this.sum(sections, key).eq(printed.value) && !this.sumOf(section, key).eq(printed.value);
  }

  /** Whether weight or score of a total is what some nodes come to, and not what all under the root do. */
  private sums(nodes: readonly ScoreNode[], numbers: Numbers): boolean {
    const all = this.tree.childrenOf(this.tree.root);
    return (['weight', 'score'] as const).some((column) => {
      const printed = pointsIn(numbers[column]?.text ?? '');
      const key = `${column}Fact` as const;
      return printed && this.sum(nodes, key).eq(printed.value) && !this.sum(all, key).eq(printed.value);
    });
  }

  private sum(nodes: readonly ScoreNode[], key: 'weightFact' | 'scoreFact'): Decimal {
    return nodes.reduce((all, node) => all.plus(this.sumOf(node, key)), new Decimal(0));
  }

  /** What is printed of a node, or what its lines come to. */
  private sumOf(node: ScoreNode, key: 'weightFact' | 'scoreFact'): Decimal {
    const own = this.facts.byId(node[key]);
    return own ? new Decimal(own.value) : this.sum(this.tree.childrenOf(node), key);
  }
}
