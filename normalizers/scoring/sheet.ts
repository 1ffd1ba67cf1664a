import {
  Decimal,
  squeeze,
  type Concept,
  type Fact,
  type Identity,
  type Indicator,
  type ReportCell,
  type ReportTable,
  type ScoreNode,
} from '../../schemas/index.js';
import type { FactBook } from '../fact-book.js';
import { joinLines } from '../joined-lines.js';
import { BONUS, DEDUCTION, SHEET_SUBTOTAL, SHEET_TOTAL, type ScoreRole } from '../vocabulary/score-columns.js';
import { readAcross, rowsAcross } from './across.js';
import { gridOf, readHeader, withoutShares, type Columns, type Grid } from './grid.js';
import { pointsIn, splitLabel } from './label.js';
import { isBlank, levelsOf, numbersOf, textOf, type Levels, type Numbers } from './levels.js';
import { ScoreFacts } from './score-facts.js';
import { sectionRows, type SectionRows } from './section-rows.js';
import { isBanner, Sections } from './sections.js';
import { ScoreTree } from './tree.js';

/**
 * Reads the lines of one scoring, which may go on over several tables (execution row, indicators, a sheet broken by a
 * page).
 */
export class SheetReader {
  readonly tree: ScoreTree;
  readonly indicators: Indicator[] = [];
  readonly kinds = new Set<string>();
  readonly tables: ReportTable[] = [];
  closed = false;
  private readonly facts: ScoreFacts;
  private readonly sections: Sections;
  private readonly shownScores = new Map<ReportCell, ScoreNode>();

  constructor(
    id: string,
    identity: Identity,
    book: FactBook,
    private readonly nextIndicator: () => string,
  ) {
    this.tree = new ScoreTree(id, 'sheet', '总分');
    this.facts = new ScoreFacts(identity, book);
    this.sections = new Sections(this.tree, this.facts);
  }

  read(table: ReportTable): void {
    this.kinds.add(table.kind);
    this.tables.push(table);
    const grid = gridOf(table);
    const across = table.kind === 'scoreSheet' ? rowsAcross(table, grid) : undefined;
    if (across) {
      const { indicators, closed } = readAcross(table, grid, across, this.tree, this.facts, this.nextIndicator);
      this.indicators.push(...indicators);
      this.closed ||= closed;
      return;
    }
    let columns: Columns | undefined;
    let headerAbove = false;
    let heads: Grid[number] = [];
    let sections: SectionRows = new Map();
    for (const [row, line] of grid.entries()) {
      const header = readHeader(line, row, headerAbove ? columns : undefined);
      if (header) [columns, heads] = [header, line];
      else if (columns) {
        if (headerAbove) {
          columns = withoutShares(columns, grid, row - 1);
          sections = sectionRows(grid, row - 1, columns);
        }
        this.readLine(table, grid, row, columns, heads, sections);
      }
      headerAbove = header !== undefined;
    }
  }

  finish(): void {
    this.facts.finish();
  }

  private readLine(
    table: ReportTable,
    grid: Grid,
    row: number,
    columns: Columns,
    heads: Grid[number],
    sections: SectionRows,
  ): void {
    const line = grid[row] ?? [];
    const cellFor = (role: ScoreRole): ReportCell | undefined => {
      const index = columns.findLastIndex((column) => column?.role === role);
      return index < 0 ? undefined : line[index];
    };
    const levels = levelsOf(line, columns, table.kind === 'budgetExecution' ? heads : []);
    const numbers = numbersOf(line, columns, levels);
    const own = levels.cells.filter((cell) => cell && !isBlank(cell) && cell.row === row);
    const ruleCell = cellFor('rule');
    const weighed = pointsIn(numbers.weight?.text ?? '') !== null;
    if (own.length === 0 && !weighed && !numbers.score && this.continueLine(cellFor, row)) return;

    const first = levels.cells.find((cell) => cell && !isBlank(cell)) ?? totalBeside(line, row, levels);
    const head = splitLabel(first?.text ?? '');
    // 合计 of the year's money is a line of the scoring, not its total.
    const money = table.kind === 'budgetExecution' && /^(?:合计|总计|小计)$/u.test(head.label);
    if (first && first.row === row && !money && SHEET_TOTAL.test(head.label) && levels.labelled <= 1) {
      this.readTotal(table, first, head.label, numbers);
      return;
    }
    const subtotal = levels.cells.findIndex((cell) => cell?.row === row && SHEET_SUBTOTAL.test(squeeze(cell.text)));
    if (subtotal >= 0 && !money) {
      this.readSubtotal(table, Math.max(0, subtotal - 1), numbers);
      return;
    }
    const target = textOf(cellFor('target'));
    const actual = textOf(cellFor('actual')) || textOf(cellFor('rate'));
    if (levels.labelled === 0 && this.sections.none) return;
    if ((!levels.named || table.kind === 'budgetExecution') && !weighed && !numbers.score) return;
    if (
      own.length === 0 &&
      !numbers.weight &&
      !numbers.score &&
      target === '' &&
      actual === '' &&
      textOf(ruleCell) === ''
    )
      return;

    if (first && isBanner(first, line) && !weighed && !numbers.score) {
      this.sections.openBanner(table, first, 0);
      return;
    }
    const depth = sections.get(row);
    if (first && depth !== undefined) {
      this.sections.openBanner(table, first, depth, numbers);
      return;
    }
    this.tree.reopen();
    const { node, labels, path } = this.sections.place(table, levels, columns, line);
    const indicator: Indicator = {
      id: this.nextIndicator(),
      level1: labels[0] ?? '',
      level2: labels[1] ?? '',
      level3: labels[3] || labels[2] || (CATEGORY.test(path.at(-1) ?? '') ? goalName(target) : ''),
      target,
      actual,
      weight: null,
      score: null,
      rule: textOf(ruleCell),
      reason: textOf(cellFor('reason')),
      place: (levels.cells.findLast((cell) => cell && !isBlank(cell)) ?? numbers.weight ?? numbers.score)?.place ?? {},
      table: table.id,
      row,
    };
    node.indicator = indicator.id;
    node.deduction = DEDUCTION.test(path.join(''));
    const weight = this.facts.of(table, numbers.weight, numbers.weightTitle, path, 'score.line', 'target');
    if (weight) {
      indicator.weight = weight.value;
      indicator.weightFact = weight.id;
      if (!BONUS.test(path.join(''))) this.tree.share(node, weight);
    } else if (node.weightFact !== undefined) {
      // 目标合理性（4分） in a sheet without a column of weights.
      indicator.weightFact = node.weightFact;
      indicator.weight = this.facts.byId(node.weightFact)?.value ?? null;
    } else {
      this.shareBlankWeight(node, indicator, numbers.weight, ruleCell, row);
      if (numbers.score && table.kind === 'budgetExecution') this.weighByHeader(table, node, columns, path);
    }
    const score = this.facts.of(table, numbers.score, numbers.scoreTitle, path, 'score.line', 'actual');
    if (score && numbers.score) {
      indicator.score = score.value;
      indicator.scoreFact = score.id;
      this.setScore(node, numbers.score, score);
    }
    this.setReviews(table, node, numbers, path, 'score.line');
    this.facts.of(table, numbers.deducted, numbers.deductedTitle, path, 'unnamed', 'actual');
    if (table.kind !== 'budgetExecution') {
      const cells = { target: cellFor('target'), actual: cellFor('actual'), rate: cellFor('rate') };
      this.facts.reached(table, cells, path);
      this.facts.percent(table, cellFor('scoreRate'), path, 'unnamed');
    }
    this.indicators.push(indicator);
    if (isStruck(line, columns, row)) this.tree.drop(node);
  }

  /** 得分（20分×执行率） over the only score of the execution row: its weight stands in the header. */
  private weighByHeader(table: ReportTable, node: ScoreNode, columns: Columns, path: string[]): void {
    const head = columns.findLast((column) => column?.role === 'score')?.head;
    const points = head && /[(（](?:满分|分值)?[:：]?(\d+(?:\.\d+)?分)/u.exec(squeeze(head.text))?.[1];
    const weight = points ? pointsIn(points) : null;
    if (!head || !weight || node.weightFact !== undefined) return;
    const fact = this.facts.addOnce(table, head, weight, path, 'score.line', 'target');
    if (fact) node.weightFact = fact.id;
  }

  private setReviews(table: ReportTable, node: ScoreNode, numbers: Numbers, path: string[], concept: Concept): void {
    for (const { cell, title, column } of numbers.reviews) {
      const fact = this.facts.of(table, cell, title, path, concept, 'actual');
      if (fact) node.reviewFacts = { ...node.reviewFacts, [column]: fact.id };
    }
  }

  /** A score printed over several lines is that of the lines together. */
  private setScore(node: ScoreNode, cell: ReportCell, score: Fact): void {
    const shown = this.shownScores.get(cell);
    if (!shown) {
      this.shownScores.set(cell, node);
      node.scoreFact = score.id;
      return;
    }
    const indicator = this.indicators.find(({ id }) => id === shown.indicator);
    if (shown.level === 'line' && indicator && shown.weightFact !== node.weightFact) shown.complete = false;
  }

  /** A blank weight under a weight, with a score of its own and no rule of its own: the weight is meant for both. */
  private shareBlankWeight(
    node: ScoreNode,
    indicator: Indicator,
    cell: ReportCell | undefined,
    rule: ReportCell | undefined,
    row: number,
  ): void {
    const before = this.indicators.at(-1);
    const sibling = this.tree.nodes.findLast((each) => before !== undefined && each.indicator === before.id);
    const weight = this.facts.byId(sibling?.weightFact);
    if (!cell || !before?.score || !sibling || !weight || cell.row !== row) return;
    const ruled = rule !== undefined && !isBlank(rule) && rule.row === row;
    const together = this.tree.nodes.some(
      (each) => each.children.includes(node.id) && each.children.includes(sibling.id),
    );
    const short = Number(before.score) * 2 <= Number(weight.value);
    if (ruled || !together || !(short || sibling.sharedWeight)) return;
    this.tree.share(node, weight);
    indicator.weight = weight.value;
    indicator.weightFact = weight.id;
  }

  private continueLine(cellFor: (role: ScoreRole) => ReportCell | undefined, row: number): boolean {
    const last = this.indicators.at(-1);
    const rule = cellFor('rule');
    const reason = cellFor('reason');
    const more = [rule, reason].filter((cell) => cell && cell.row === row && !isBlank(cell));
    const other = ['target', 'actual', 'explain'].some((role) => {
      const cell = cellFor(role as ScoreRole);
      return role !== 'explain' && cell && cell.row === row && !isBlank(cell);
    });
    if (!last || more.length === 0 || other) return false;
    if (rule && more.includes(rule)) last.rule += rule.text.trim();
    if (reason && more.includes(reason)) last.reason += reason.text.trim();
    return true;
  }

  private readTotal(table: ReportTable, cell: ReportCell, label: string, numbers: Numbers): void {
    this.tree.reopen();
    this.tree.root.label = label;
    const weight = this.facts.of(table, numbers.weight, numbers.weightTitle, [label], 'score.total', 'target');
    const score = this.facts.of(table, numbers.score, numbers.scoreTitle, [label], 'score.total', 'actual');
    this.setReviews(table, this.tree.root, numbers, [label], 'score.total');
    this.facts.of(table, numbers.deducted, numbers.deductedTitle, [label], 'unnamed', 'actual');
    const own = splitLabel(cell.text).weight;
    const labelled = own && !weight ? this.facts.add(table, cell, own, [label], 'score.total', 'target') : undefined;
    const root = this.tree.root;
    if (weight ?? labelled) root.weightFact = (weight ?? labelled)!.id;
    if (score) root.scoreFact = score.id;
    if (weight ?? score) {
      this.closed = true;
      this.tree.close();
    }
    this.sections.close();
  }

  /** 小计 | 100 before 加分项 | 20 and 总计 | 120: what adds up the sections above it, and not the last one alone. */
  private sumsSeveral(section: ScoreNode, numbers: Numbers): boolean {
    const sections = this.tree.since();
    const printed = pointsIn((numbers.weight ?? numbers.score)?.text ?? '');
    if (sections.length < 2 || !printed) return false;
    const key = numbers.weight ? 'weightFact' : 'scoreFact';
    const sum = sections.reduce((all, each) => all.plus(this.sumOf(each, key)), new Decimal(0));
    return sum.eq(printed.value) && !this.sumOf(section, key).eq(printed.value);
  }

  /** What is printed of a node, or what its lines come to. */
  private sumOf(node: ScoreNode, key: 'weightFact' | 'scoreFact'): Decimal {
    const own = this.facts.byId(node[key]);
    if (own) return new Decimal(own.value);
    return this.tree.childrenOf(node).reduce((sum, child) => sum.plus(this.sumOf(child, key)), new Decimal(0));
  }

  private readSubtotal(table: ReportTable, level: number, numbers: Numbers): void {
    const section = this.sections.at(level);
    if (!section) return;
    const several = level === 0 && this.sumsSeveral(section.node, numbers);
    const node = several ? this.tree.gather('小计') : section.node;
    const path = several ? ['小计'] : [...this.sections.pathTo(level), '小计'];
    const weight = this.facts.of(table, numbers.weight, numbers.weightTitle, path, 'score.section', 'target');
    const score = this.facts.of(table, numbers.score, numbers.scoreTitle, path, 'score.section', 'actual');
    if (weight && !node.weightFact) node.weightFact = weight.id;
    if (score && !node.scoreFact) node.scoreFact = score.id;
    if (!node.reviewFacts) this.setReviews(table, node, numbers, path, 'score.section');
    if (several) this.sections.close();
  }
}

/** 总分 left of the label columns, in the column of a frame beside them: its span is lost in print. */
function totalBeside(line: Grid[number], row: number, levels: Levels): ReportCell | undefined {
  const edge = levels.at.find((index) => index !== undefined) ?? 0;
  const beside = line.slice(0, edge).find((cell) => cell && cell.row === row && !isBlank(cell));
  return beside && SHEET_TOTAL.test(splitLabel(beside.text).label) ? beside : undefined;
}

/** / under weight and score, or — : a line that does not apply. What is left blank may be missing. */
function isStruck(line: Grid[number], columns: Columns, row: number): boolean {
  const under = (role: ScoreRole) => line.filter((cell, at) => cell?.row === row && columns[at]?.role === role);
  const struck = (cell: ReportCell | undefined) => /^(?:[/\\—–-]+|不适用|不涉及)$/u.test(squeeze(cell?.text ?? ''));
  const [weights, scores] = [under('weight'), under('score')];
  if (weights.length === 0 || scores.length === 0 || !scores.every(struck)) return false;
  return weights.every(struck) || line.some((cell) => ONE_OF.test(cell?.text ?? ''));
}

const ONE_OF = /[二两三]者?[选择]其?一|任选其一/u;

/** 数量指标, 社会效益: a kind of indicators, and the name of none. */
const CATEGORY =
  /^$|(?:指标|目标|任务|产出|投入|过程|效果|效益|影响|数量|质量|时效|成本|满意度?)(?:\d|[一二三四五六七八九十])*$/u;

/** ≥95%, 不少于2000平方米, 365期: what is to be reached, and no name. */
const VALUE = /^\D{0,4}\d[\d,.]*[^\d,.。;]{0,6}$/u;

/** 指标1：新增岗位800个。 → 新增岗位800个: what a goal is called that has no label column. */
function goalName(target: string): string {
  const [only, second] = joinLines(target);
  if (!only || second || only.text.length > 60 || VALUE.test(squeeze(only.text))) return '';
  return squeeze(only.text)
    .replace(/^(?:指标|目标|任务):?[\d一二三四五六七八九十]*[:.、]?/u, '')
    .replace(/[。;]$/u, '');
}
