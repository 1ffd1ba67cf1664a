import {
  SUMMARY,
  squeeze,
  type Concept,
  type Fact,
  type Identity,
  type Indicator,
  type ReportCell,
  type ReportTable,
  type ScoreNode,
  type Stage,
} from '../../schemas/index.js';
import { figureReading } from '../doubt.js';
import type { FactBook } from '../fact-book.js';
import { joinLines } from '../joined-lines.js';
import { BLANKS } from '../vocabulary/blanks.js';
import { BONUS, DEDUCTION, SHEET_SUBTOTAL, SHEET_TOTAL, type ScoreRole } from '../vocabulary/score-columns.js';
import { gridOf, readHeader, type Columns, type Grid } from './grid.js';
import { pointsIn, splitLabel, type Points } from './label.js';
import { ScoreTree } from './tree.js';

/** A section that stands open: its printed cell, its bare label and its node. */
interface Open {
  cell: ReportCell | undefined;
  label: string;
  node: ScoreNode;
}

/**
 * Reads the lines of one scoring, which may go on over several tables (execution row, indicators, a sheet broken by a
 * page). A label repeated in a row belongs to the section that is open; a blank one too.
 */
export class SheetReader {
  readonly tree: ScoreTree;
  readonly indicators: Indicator[] = [];
  readonly kinds = new Set<string>();
  readonly tables: ReportTable[] = [];
  closed = false;
  private open: Open[] = [];
  /** The section that a row over the whole width opened: 预算管理（30分）. */
  private banner: Open | undefined;
  private readonly facts: Fact[] = [];
  private readonly byCell = new Map<ReportCell, Fact>();
  private readonly shownScores = new Map<ReportCell, ScoreNode>();

  constructor(
    id: string,
    private readonly identity: Identity,
    private readonly book: FactBook,
    private readonly nextIndicator: () => string,
  ) {
    this.tree = new ScoreTree(id, 'sheet', '总分');
  }

  read(table: ReportTable): void {
    this.kinds.add(table.kind);
    this.tables.push(table);
    const grid = gridOf(table);
    let columns: Columns | undefined;
    let headerAbove = false;
    let heads: Grid[number] = [];
    for (const [row, line] of grid.entries()) {
      const header = readHeader(line, row, headerAbove ? columns : undefined);
      if (header) [columns, heads] = [header, line];
      else if (columns) this.readLine(table, grid, row, columns, heads);
      headerAbove = header !== undefined;
    }
  }

  finish(): void {
    const fineness = Math.max(0, ...this.facts.map((fact) => fact.decimals));
    for (const fact of this.facts) fact.fineness = fineness;
  }

  private readLine(table: ReportTable, grid: Grid, row: number, columns: Columns, heads: Grid[number]): void {
    const line = grid[row] ?? [];
    const cellFor = (role: ScoreRole): ReportCell | undefined => {
      const index = columns.findLastIndex((column) => column?.role === role);
      return index < 0 ? undefined : line[index];
    };
    const levels = this.levelsOf(line, columns, table.kind === 'budgetExecution' ? heads : []);
    const numbers = this.numbersOf(line, columns, levels);
    const own = levels.cells.filter((cell) => cell && !isBlank(cell) && cell.row === row);
    const ruleCell = cellFor('rule');
    const weighed = pointsIn(numbers.weight?.text ?? '') !== null;
    if (own.length === 0 && !weighed && !numbers.score && this.continueLine(cellFor, row)) return;

    const first = levels.cells.find((cell) => cell && !isBlank(cell));
    const head = splitLabel(first?.text ?? '');
    // 合计 of the year's money is a line of the scoring, not its total.
    const money = table.kind === 'budgetExecution' && /^(?:合计|总计)$/u.test(head.label);
    if (first && first.row === row && !money && SHEET_TOTAL.test(head.label) && levels.labelled === 1) {
      this.readTotal(table, row, first, head.label, numbers);
      return;
    }
    const subtotal = levels.cells.findIndex((cell) => cell?.row === row && SHEET_SUBTOTAL.test(squeeze(cell.text)));
    if (subtotal >= 0) {
      this.readSubtotal(table, row, Math.max(0, subtotal - 1), numbers);
      return;
    }
    const target = textOf(cellFor('target'));
    const actual = textOf(cellFor('actual')) || textOf(cellFor('rate'));
    if (levels.labelled === 0 && this.open.length === 0) return;
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
      this.readBanner(table, first);
      return;
    }
    const { node, labels, path } = this.place(table, levels, columns, line);
    const indicator: Indicator = {
      id: this.nextIndicator(),
      level1: labels[0] ?? '',
      level2: labels[1] ?? '',
      level3: labels[2] || (target === '' ? '' : goalName(target)),
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
    const weight = this.fact(table, numbers.weight, numbers.weightTitle, path, 'score.line', 'target');
    if (weight) {
      indicator.weight = weight.value;
      indicator.weightFact = weight.id;
      if (!BONUS.test(path.join(''))) this.tree.share(node, weight);
    } else {
      this.shareBlankWeight(node, indicator, numbers.weight, ruleCell, row);
      if (numbers.score && table.kind === 'budgetExecution') this.weighByHeader(table, node, columns, path);
    }
    const score = this.fact(table, numbers.score, numbers.scoreTitle, path, 'score.line', 'actual');
    if (score && numbers.score) {
      indicator.score = score.value;
      indicator.scoreFact = score.id;
      this.setScore(node, numbers.score, score);
    }
    if (numbers.review) this.fact(table, numbers.review, numbers.reviewTitle, path, 'score.line', 'actual');
    this.indicators.push(indicator);
  }

  /** 得分（20分×执行率） over the only score of the execution row: its weight stands in the header. */
  private weighByHeader(table: ReportTable, node: ScoreNode, columns: Columns, path: string[]): void {
    const head = columns.findLast((column) => column?.role === 'score')?.head;
    const points = head && /[(（](?:满分|分值)?[:：]?(\d+(?:\.\d+)?分)/u.exec(squeeze(head.text))?.[1];
    const weight = points ? pointsIn(points) : null;
    if (!head || !weight || node.weightFact !== undefined || this.byCell.has(head)) return;
    const fact = this.add(table, head.row, head, weight, path, 'score.line', 'target');
    this.byCell.set(head, fact);
    node.weightFact = fact.id;
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
    const weight = this.facts.find((fact) => fact.id === sibling?.weightFact);
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

  /** 预算管理（30分） over the whole width: a section of the lines below it, until the next such row. */
  private readBanner(table: ReportTable, cell: ReportCell): void {
    const label = plainLabel(cell.text);
    const own = splitLabel(cell.text).weight;
    const node = this.tree.add(this.tree.root, label, 'section');
    node.deduction = DEDUCTION.test(label);
    if (own) node.weightFact = this.add(table, cell.row, cell, own, [label], 'score.section', 'target').id;
    this.banner = { cell, label, node };
    this.open = [];
  }

  private readTotal(table: ReportTable, row: number, cell: ReportCell, label: string, numbers: Numbers): void {
    this.tree.root.label = label;
    const weight = this.fact(table, numbers.weight, numbers.weightTitle, [label], 'score.total', 'target');
    const score = this.fact(table, numbers.score, numbers.scoreTitle, [label], 'score.total', 'actual');
    if (numbers.review) this.fact(table, numbers.review, numbers.reviewTitle, [label], 'score.total', 'actual');
    const own = splitLabel(cell.text).weight;
    const labelled = own && !weight ? this.add(table, row, cell, own, [label], 'score.total', 'target') : undefined;
    const root = this.tree.root;
    if (weight ?? labelled) root.weightFact = (weight ?? labelled)!.id;
    if (score) root.scoreFact = score.id;
    if (weight ?? score) this.closed = true;
    this.open = [];
    this.banner = undefined;
  }

  private readSubtotal(table: ReportTable, _row: number, level: number, numbers: Numbers): void {
    const section = this.open[Math.min(level, this.open.length - 1)];
    if (!section) return;
    const path = [...this.open.slice(0, level + 1).map((each) => each.label), '小计'];
    const weight = this.fact(table, numbers.weight, numbers.weightTitle, path, 'score.section', 'target');
    const score = this.fact(table, numbers.score, numbers.scoreTitle, path, 'score.section', 'actual');
    if (weight && !section.node.weightFact) section.node.weightFact = weight.id;
    if (score && !section.node.scoreFact) section.node.scoreFact = score.id;
  }

  /** The label cells of a row by level; without label columns, the words left of the first figure column. */
  private levelsOf(line: Grid[number], columns: Columns, heads: Grid[number]): Levels {
    const cells: (ReportCell | undefined)[] = [];
    const at: number[] = [];
    for (const [index, column] of columns.entries()) {
      const level = column && /^level([1-4])$/u.exec(column.role)?.[1];
      if (!level) continue;
      const cell = line[index];
      if (cells.includes(cell) && cell) continue;
      cells[Number(level) - 1] = cell;
      at[Number(level) - 1] = index;
    }
    if (cells.length === 0) {
      const edge = columns.findIndex((column) => column !== undefined);
      const named = [...new Set(line.slice(0, edge < 0 ? 0 : line.length)), ...(heads[0] ? [heads[0]] : [])];
      const words = named.filter((cell) => cell && /\p{Script=Han}/u.test(cell.text) && cell.text.length < 40);
      // A name that stands beside the header and its only line (预算执行情况（20分）) names the line; a longer one is a frame.
      const label = words.find((cell) => cell?.rowSpan === 1) ?? words.find((cell) => cell?.rowSpan === 2);
      return { cells: label ? [label] : [], at: [], labelled: label ? 1 : 0, named: false };
    }
    const labelled = cells.filter((cell) => cell && !isBlank(cell)).length;
    return { cells: Array.from(cells), at, labelled, named: true };
  }

  private numbersOf(line: Grid[number], columns: Columns, levels: Levels): Numbers {
    const deepest = Math.max(-1, ...levels.at.filter((index) => index !== undefined));
    const found: Numbers = { weightTitle: '', scoreTitle: '', reviewTitle: '' };
    for (const [index, column] of columns.entries()) {
      const cell = line[index];
      if (!column || !cell || index < deepest || levels.cells.includes(cell)) continue;
      if (column.role === 'weight' && !found.weight) [found.weight, found.weightTitle] = [cell, column.title];
      else if (column.role === 'score' && !found.score) [found.score, found.scoreTitle] = [cell, column.title];
      else if ((column.role === 'review' || column.role === 'score') && !found.review && cell !== found.score) {
        [found.review, found.reviewTitle] = [cell, column.title];
      }
    }
    if (!found.score && found.review) {
      [found.score, found.scoreTitle] = [found.review, found.reviewTitle];
      delete found.review;
    }
    for (const key of ['weight', 'score', 'review'] as const) {
      const cell = found[key];
      if (cell && !pointsIn(cell.text) && key !== 'weight') delete found[key];
    }
    return found;
  }

  /** Opens the sections of a row where their labels are new, and adds its line under the innermost. */
  private place(
    table: ReportTable,
    levels: Levels,
    columns: Columns,
    line: Grid[number],
  ): { node: ScoreNode; labels: string[]; path: string[] } {
    if (!levels.named) this.open = [];
    const texts = levels.cells.map((cell) => (cell && !isBlank(cell) ? plainLabel(cell.text) : ''));
    const depth = Math.max(
      0,
      texts.findLastIndex((text) => text !== ''),
    );
    const labels: string[] = [];
    const banner = this.banner === undefined || levels.cells[0] === undefined ? [] : [this.banner.label];
    let parent = this.banner?.node ?? this.tree.root;
    let fresh = false;
    for (let level = 0; level < depth; level++) {
      const cell = levels.cells[level];
      const text = texts[level] ?? '';
      const current = this.open[level];
      if (current && !fresh && (text === '' || text === current.label || current.cell === cell)) {
        labels[level] = current.label;
        parent = current.node;
        continue;
      }
      fresh = true;
      this.open.length = Math.min(this.open.length, level);
      labels[level] = text;
      if (text === '') continue;
      const node = this.tree.add(parent, text, 'section');
      node.deduction = DEDUCTION.test(text);
      const path = [...banner, ...labels].filter((label) => label !== '');
      const own = cell ? splitLabel(cell.text).weight : null;
      const weight = own && cell ? this.add(table, cell.row, cell, own, path, 'score.section', 'target') : undefined;
      if (weight) node.weightFact = weight.id;
      this.sectionNumbers(table, node, path, level, levels, columns, line);
      this.open[level] = { cell, label: text, node };
      parent = node;
    }
    const text = texts[depth] ?? '';
    const before = this.open[depth];
    // A blank last label goes on from the line above; a new section closes what was open below it.
    labels[depth] = text === '' && !fresh ? (before?.label ?? '') : text;
    labels.unshift(...banner);
    for (let level = labels.length; level < 3; level++) labels[level] ??= '';
    const own = levels.cells[depth] ? splitLabel(levels.cells[depth]?.text ?? '').weight : null;
    const path = labels.filter((label) => label !== '');
    const name = labels[banner.length + depth] ?? '';
    const node = this.tree.add(parent, name || (path.at(-1) ?? ''), 'line');
    this.open.length = Math.min(this.open.length, depth);
    this.open[depth] = { cell: levels.cells[depth], label: name, node };
    const cell = levels.cells[depth];
    if (own && cell && !this.byCell.has(cell)) {
      const weight = this.add(table, cell.row, cell, own, path, 'score.line', 'target');
      node.weightFact = weight.id;
      this.byCell.set(cell, weight);
    }
    return { node, labels, path };
  }

  /** Weights and scores of a section that stand in columns of their own between the label columns. */
  private sectionNumbers(
    table: ReportTable,
    node: ScoreNode,
    path: string[],
    level: number,
    levels: Levels,
    columns: Columns,
    line: Grid[number],
  ): void {
    const from = levels.at[level];
    const to = levels.at.slice(level + 1).find((index) => index !== undefined);
    if (from === undefined || to === undefined) return;
    for (let index = from + 1; index < to; index++) {
      const role = columns[index]?.role;
      const cell = line[index];
      if (!cell || (role !== 'weight' && role !== 'score')) continue;
      const stage = role === 'weight' ? 'target' : 'actual';
      const fact = this.fact(table, cell, columns[index]?.title ?? '', path, 'score.section', stage);
      if (fact && role === 'weight') node.weightFact = fact.id;
      if (fact && role === 'score') node.scoreFact = fact.id;
    }
  }

  private fact(
    table: ReportTable,
    cell: ReportCell | undefined,
    title: string,
    path: string[],
    concept: Concept,
    stage: Stage,
  ): Fact | undefined {
    if (!cell) return undefined;
    const known = this.byCell.get(cell);
    if (known) return known;
    const points = pointsIn(cell.text);
    if (!points) return undefined;
    const label = title === '' ? path : [...path, title];
    const fact =
      this.reuse(cell, points, concept, stage) ?? this.add(table, cell.row, cell, points, label, concept, stage);
    this.byCell.set(cell, fact);
    return fact;
  }

  /** The figure may have been read already, as one of the table's; then it only learns that it is a score. */
  private reuse(cell: ReportCell, points: Points, concept: Concept, stage: Stage): Fact | undefined {
    if (cell.facts.length === 0) return undefined;
    const fact = this.book.facts.find((each) => cell.facts.includes(each.id) && each.value === points.value);
    if (!fact) return undefined;
    Object.assign(fact, { concept, stage, unit: points.unit, subject: this.tables[0]?.project ?? SUMMARY });
    this.facts.push(fact);
    return fact;
  }

  private add(
    table: ReportTable,
    row: number,
    cell: ReportCell,
    points: Points,
    label: string[],
    concept: Concept,
    stage: Stage,
  ): Fact {
    const fact = this.book.add({
      concept,
      label: label.join(' / '),
      subject: table.project ?? SUMMARY,
      period: this.identity.year,
      stage,
      text: points.text,
      value: points.value,
      unit: points.unit,
      decimals: points.decimals,
      fineness: points.decimals,
      source: 'table',
      table: table.id,
      row,
      column: cell.column,
      place: cell.place,
      ...figureReading(cell, 0, cell.text.length),
    });
    this.facts.push(fact);
    cell.facts.push(fact.id);
    return fact;
  }
}

interface Levels {
  cells: (ReportCell | undefined)[];
  /** Grid column of each level. */
  at: number[];
  /** How many label cells are filled. */
  labelled: number;
  /** Whether the header names label columns at all. */
  named: boolean;
}

interface Numbers {
  weight?: ReportCell;
  weightTitle: string;
  score?: ReportCell;
  scoreTitle: string;
  review?: ReportCell;
  reviewTitle: string;
}

/** One short name over the whole width. */
function isBanner(cell: ReportCell, line: Grid[number]): boolean {
  return line.length > 2 && line.every((each) => each === cell) && squeeze(cell.text).length <= 40;
}

function isBlank(cell: ReportCell): boolean {
  return BLANKS.has(squeeze(cell.text));
}

function textOf(cell: ReportCell | undefined): string {
  return cell && !isBlank(cell) ? cell.text.trim() : '';
}

/** A label without its points and without an explanation in brackets (产出目标（按工作实绩填列，…）). */
function plainLabel(text: string): string {
  const { label } = splitLabel(text);
  const bare = label.replace(/\([^()]{12,}\)$/u, '');
  return bare === '' ? label : bare;
}

/** 指标1：新增岗位800个。 → 新增岗位800个: what a goal is called that has no label column. */
function goalName(target: string): string {
  const [only, second] = joinLines(target);
  if (!only || second || only.text.length > 60) return '';
  return squeeze(only.text)
    .replace(/^(?:指标|目标|任务):?[\d一二三四五六七八九十]*[:.、]?/u, '')
    .replace(/[。;]$/u, '');
}
