import { squeeze, type Fact, type Indicator, type ReportCell, type ScoreNode } from '../../schemas/index.js';
import { BONUS } from '../vocabulary/score-columns.js';
import { pointsIn } from './label.js';
import { isBlank } from './levels.js';
import type { ScoreFacts } from './score-facts.js';
import type { SheetRow } from './sheet-row.js';
import type { ScoreTree } from './tree.js';

/** Weights and scores of lines: of their own, told in a label or a header, or printed once over several. */
export class LineWeights {
  private readonly shownScores = new Map<ReportCell, ScoreNode>();

  constructor(
    private readonly tree: ScoreTree,
    private readonly facts: ScoreFacts,
    private readonly indicators: readonly Indicator[],
  ) {}

  /** Gives a line its weight; `indicator` is not yet among those that were read. */
  weigh(of: SheetRow, node: ScoreNode, indicator: Indicator, path: string[]): void {
    const { table, numbers } = of;
    const weight =
      this.facts.of(table, numbers.weight, numbers.weightTitle, path, 'score.line', 'target') ??
      this.facts.outOf(table, numbers.weight ? undefined : numbers.score, path, 'score.line');
    if (weight) {
      told(indicator, weight);
      if (!BONUS.test(path.join(''))) this.tree.share(node, weight);
    } else if (node.weightFact !== undefined) {
      // 目标合理性（4分） in a sheet without a column of weights.
      indicator.weightFact = node.weightFact;
      indicator.weight = this.facts.byId(node.weightFact)?.value ?? null;
    } else {
      this.shareBlank(of, node, indicator);
      if (numbers.score && table.kind === 'budgetExecution') this.weighByHeader(of, node, path);
    }
  }

  /** A score printed over several lines is that of the lines together. */
  setScore(node: ScoreNode, cell: ReportCell, score: Fact): void {
    const shown = this.shownScores.get(cell);
    if (!shown) {
      this.shownScores.set(cell, node);
      node.scoreFact = score.id;
      return;
    }
    // The weight stands over both, too: they are one line to those that add up.
    if (node.weightFact !== undefined && shown.weightFact === node.weightFact) {
      this.tree.drop(node);
      return;
    }
    const known = this.indicators.some(({ id }) => id === shown.indicator);
    if (shown.level === 'line' && known && shown.weightFact !== node.weightFact) shown.complete = false;
  }

  /** 得分（20分×执行率） over the only score of the execution row: its weight stands in the header. */
  private weighByHeader({ table, columns }: SheetRow, node: ScoreNode, path: string[]): void {
    const head = columns.findLast((column) => column?.role === 'score')?.head;
    const points = head && /[(（](?:满分|分值)?[:：]?(\d+(?:\.\d+)?分)/u.exec(squeeze(head.text))?.[1];
    const weight = points ? pointsIn(points) : null;
    if (!head || !weight || node.weightFact !== undefined) return;
    const fact = this.facts.addOnce(table, head, weight, path, 'score.line', 'target');
    if (fact) node.weightFact = fact.id;
  }

  /** A blank weight under a weight, with a score of its own and no rule of its own: the weight is meant for both. */
  private shareBlank({ row, numbers, cellFor }: SheetRow, node: ScoreNode, indicator: Indicator): void {
    const [before, rule] = [this.indicators.at(-1), cellFor('rule')];
    const sibling = this.tree.nodes.findLast((each) => before !== undefined && each.indicator === before.id);
    const weight = this.facts.byId(sibling?.weightFact);
    if (!before?.score || !sibling || !weight || numbers.weight?.row !== row) return;
    const ruled = rule !== undefined && !isBlank(rule) && rule.row === row;
    const together = this.tree.nodes.some(
      ({ children }) => children.includes(node.id) && children.includes(sibling.id),
    );
    const short = Number(before.score) * 2 <= Number(weight.value);
    if (ruled || !together || !(short || sibling.sharedWeight)) return;
    this.tree.share(node, weight);
    told(indicator, weight);
  }
}

function told(indicator: Indicator, { id, value }: Fact): void {
  indicator.weight = value;
  indicator.weightFact = id;
}
