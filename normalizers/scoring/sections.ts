import { squeeze, type ReportCell, type ReportTable, type ScoreNode } from '../../schemas/index.js';
import { BONUS, DEDUCTION } from '../vocabulary/score-columns.js';
import type { Columns, Grid } from './grid.js';
import { splitLabel } from './label.js';
import { isBlank, plainLabel, type Levels, type Numbers } from './levels.js';
import type { ScoreFacts } from './score-facts.js';
import type { ScoreTree } from './tree.js';

/** A section that stands open: its printed cell, its bare label and its node. */
interface Open {
  cell: ReportCell | undefined;
  label: string;
  node: ScoreNode;
}

/** Where a line belongs: its node in the tree, and its labels from the outermost. */
interface Placed {
  node: ScoreNode;
  labels: string[];
  path: string[];
}

/**
 * The sections that stand open while a sheet is read. A label repeated in a row belongs to the section that is open; a
 * blank one too.
 */
export class Sections {
  private open: Open[] = [];
  /** The sections that rows of their own opened, from the outermost: 预算管理（30分）, 二 | 过程 | 30. */
  private banners: Open[] = [];

  constructor(
    private readonly tree: ScoreTree,
    private readonly facts: ScoreFacts,
  ) {}

  get none(): boolean {
    return this.open.length === 0;
  }

  /** The section of a level, or the innermost that is open above it. */
  at(level: number): Open | undefined {
    return this.open[Math.min(level, this.open.length - 1)] ?? this.banners.at(-1);
  }

  pathTo(level: number): string[] {
    return [...this.banners, ...this.open.slice(0, level + 1)].map((each) => each.label);
  }

  close(): void {
    this.open = [];
    this.banners = [];
  }

  /** A row that is a section of the lines below it, until the next such row; `depth` is how many stand over it. */
  openBanner(table: ReportTable, cell: ReportCell, depth: number, numbers?: Numbers): void {
    const label = plainLabel(cell.text);
    const own = splitLabel(cell.text).weight;
    this.banners = this.banners.slice(0, depth);
    const node = this.tree.add(this.banners.at(-1)?.node ?? this.tree.root, label, 'section');
    node.deduction = DEDUCTION.test(label);
    const weight =
      this.facts.of(table, numbers?.weight, numbers?.weightTitle ?? '', [label], 'score.section', 'target') ??
      (own ? this.facts.add(table, cell, own, [label], 'score.section', 'target') : undefined);
    const score = this.facts.of(table, numbers?.score, numbers?.scoreTitle ?? '', [label], 'score.section', 'actual');
    this.facts.of(table, numbers?.deducted, numbers?.deductedTitle ?? '', [label], 'unnamed', 'actual');
    if (weight) node.weightFact = weight.id;
    if (score) node.scoreFact = score.id;
    if (numbers) this.facts.reviews(table, node, numbers, [label], 'score.section');
    this.banners.push({ cell, label, node });
    this.open = [];
  }

  /** Opens the sections of a row where their labels are new, and adds its line under the innermost. */
  place(table: ReportTable, levels: Levels, columns: Columns, line: Grid[number]): Placed {
    if (!levels.named) this.open = [];
    const texts = levels.cells.map((cell) => (cell && !isBlank(cell) ? plainLabel(cell.text) : ''));
    const depth = Math.max(
      0,
      texts.findLastIndex((text) => text !== ''),
    );
    const labels: string[] = [];
    const banner = levels.cells[0] === undefined ? [] : this.banners.map(({ label }) => label);
    let parent = this.banners.at(-1)?.node ?? this.tree.root;
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
      const weight = own && cell ? this.facts.add(table, cell, own, path, 'score.section', 'target') : undefined;
      if (weight) node.weightFact = weight.id;
      this.sectionNumbers(table, node, path, level, levels, columns, line);
      this.open[level] = { cell, label: text, node };
      parent = node;
    }
    const text = texts[depth] ?? '';
    const before = this.open[depth];
    // A blank last label goes on from the line above; a new section closes what was open below it.
    const name = text === '' && !fresh ? (before?.label ?? '') : text;
    labels[depth] = name;
    labels.unshift(...banner);
    for (let level = labels.length; level < 3; level++) labels[level] ??= '';
    const path = labels.filter((label) => label !== '');
    const node = this.tree.add(parent, name || (path.at(-1) ?? ''), 'line');
    const cell = levels.cells[depth];
    this.open.length = Math.min(this.open.length, depth);
    this.open[depth] = { cell, label: name, node };
    const own = cell ? splitLabel(cell.text).weight : null;
    const weight = own && cell ? this.facts.addOnce(table, cell, own, path, 'score.line', 'target') : undefined;
    if (weight && !BONUS.test(path.join(''))) node.weightFact = weight.id;
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
      const fact = this.facts.of(table, cell, columns[index]?.title ?? '', path, 'score.section', stage);
      if (fact && role === 'weight') node.weightFact = fact.id;
      if (fact && role === 'score') node.scoreFact = fact.id;
    }
  }
}

/** One short name over the whole width. */
export function isBanner(cell: ReportCell, line: Grid[number]): boolean {
  return line.length > 2 && line.every((each) => each === cell) && squeeze(cell.text).length <= 40;
}
