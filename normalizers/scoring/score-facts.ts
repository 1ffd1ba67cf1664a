import {
  SUMMARY,
  squeeze,
  type Concept,
  type Fact,
  type Identity,
  type ReportCell,
  type ReportTable,
  type ScoreNode,
  type Stage,
} from '../../schemas/index.js';
import { readCell } from '../cell.js';
import { figureReading } from '../doubt.js';
import type { FactBook } from '../fact-book.js';
import type { PrintedNumber } from '../number.js';
import { pointsIn, type Points } from './label.js';
import type { Numbers } from './levels.js';

/** The points of one scoring as facts: each cell is one figure, in however many lines it takes part. */
export class ScoreFacts {
  private readonly facts = new Map<string, Fact>();
  private readonly byCell = new Map<ReportCell, Fact>();

  constructor(
    private readonly identity: Identity,
    private readonly book: FactBook,
  ) {}

  /** The points of a cell, under the labels of its line and what its column is called; undefined where it has none. */
  of(
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
      this.reuse(table, cell, points, concept, stage) ?? this.add(table, cell, points, label, concept, stage);
    this.byCell.set(cell, fact);
    return fact;
  }

  /** Points that a label tells in brackets: 产出（25分）. */
  add(table: ReportTable, cell: ReportCell, points: Points, label: string[], concept: Concept, stage: Stage): Fact {
    const fact = this.print(table, cell, points, label, concept, stage, points.unit);
    this.facts.set(fact.id, fact);
    return fact;
  }

  /** As `add`, for a cell that tells nothing but these points, once. */
  addOnce(...told: Parameters<ScoreFacts['add']>): Fact | undefined {
    const [, cell] = told;
    if (this.byCell.has(cell)) return undefined;
    const fact = this.add(...told);
    this.byCell.set(cell, fact);
    return fact;
  }

  /** 9/10: what a score in a fraction is out of; undefined where it is out of nothing. */
  outOf(table: ReportTable, cell: ReportCell | undefined, path: string[], concept: Concept): Fact | undefined {
    const whole = cell && /^\d+(?:\.\d+)?分?\/(\d+(?:\.\d+)?)分?$/u.exec(squeeze(cell.text))?.[1];
    const points = whole === undefined ? null : pointsIn(whole);
    return points && cell ? this.add(table, cell, points, path, concept, 'target') : undefined;
  }

  /** The scores that others gave, as those of a node. */
  reviews(table: ReportTable, node: ScoreNode, { reviews }: Numbers, path: string[], concept: Concept): void {
    for (const { cell, title, column } of reviews) {
      const fact = this.of(table, cell, title, path, concept, 'actual');
      if (fact) node.reviewFacts = { ...node.reviewFacts, [column]: fact.id };
    }
  }

  /**
   * 2160 | 2100 | 97.22%: how much of the target of a line was reached. Targets and results that are more than a bare
   * whole number are read as sentences are.
   */
  reached(
    table: ReportTable,
    cells: Record<'target' | 'actual' | 'rate', ReportCell | undefined>,
    path: string[],
  ): void {
    const { target, actual, rate } = cells;
    if (!this.percent(table, rate, path, 'rate.completion')) return;
    for (const [cell, stage] of [[target, 'target'] as const, [actual, 'actual'] as const]) {
      // Sheets with rules have no sentences: there a fraction is read here, too.
      const bare = table.kind === 'scoreSheet' ? /^\d[\d,]*(?:\.\d+)?$/u : /^\d[\d,]*$/u;
      if (!cell || cell.facts.length > 0 || !bare.test(squeeze(cell.text))) continue;
      const figure = readCell(cell.text);
      if (figure.kind === 'number') this.measured(table, cell, figure.number, path, 'unnamed', stage, '');
    }
  }

  /** A percentage in the column of a rate: 得分率 | 96%. Gives back whether there is one. */
  percent(table: ReportTable, cell: ReportCell | undefined, path: string[], concept: Concept): boolean {
    const reading = cell && cell.facts.length === 0 ? readCell(cell.text) : undefined;
    if (!cell || reading?.kind !== 'number') return false;
    const { number } = reading;
    if (number.unit !== '%' && (number.unit !== '' || !this.header(table, cell).endsWith('%'))) return false;
    this.measured(table, cell, number, path, concept, 'actual', '%');
    return true;
  }

  byId(id: string | undefined): Fact | undefined {
    return id === undefined ? undefined : this.facts.get(id);
  }

  /** All points of one scoring are as fine as its finest. */
  finish(): void {
    let fineness = 0;
    for (const { decimals } of this.facts.values()) fineness = Math.max(fineness, decimals);
    for (const fact of this.facts.values()) fact.fineness = fineness;
  }

  private measured(
    table: ReportTable,
    cell: ReportCell,
    number: PrintedNumber,
    path: string[],
    concept: Concept,
    stage: Stage,
    unit: string,
  ): void {
    const label = [...path, this.header(table, cell)].filter((text) => text !== '');
    this.print(table, cell, number, label, concept, stage, unit);
  }

  /** What a cell prints, as a fact of its table. */
  private print(
    table: ReportTable,
    cell: ReportCell,
    { text, value, decimals }: Pick<PrintedNumber, 'text' | 'value' | 'decimals'>,
    label: readonly string[],
    concept: Concept,
    stage: Stage,
    unit: string,
  ): Fact {
    const printed: Omit<Fact, 'id'> = {
      concept,
      label: label.join(' / '),
      subject: table.project ?? SUMMARY,
      period: this.identity.year,
      stage,
      text,
      value,
      unit,
      decimals,
      fineness: decimals,
      source: 'table',
      table: table.id,
      row: cell.row,
      column: cell.column,
      place: cell.place,
    };
    // Nothing is spread: the engine knows an object by how it was made, and this one is asked with all other figures.
    if (cell.confidence !== undefined || cell.alternatives)
      Object.assign(printed, figureReading(cell, 0, cell.text.length));
    const fact = this.book.add(printed);
    cell.facts.push(fact.id);
    return fact;
  }

  private header(table: ReportTable, cell: ReportCell): string {
    return squeeze(table.columns[cell.column]?.label ?? '').replace(/\(%\)$/u, '%');
  }

  /** The figure may have been read already, as one of the table's; then it only learns that it is a score. */
  private reuse(
    { project }: ReportTable,
    cell: ReportCell,
    points: Points,
    concept: Concept,
    stage: Stage,
  ): Fact | undefined {
    if (cell.facts.length === 0) return undefined;
    const fact = this.book.facts.find((each) => cell.facts.includes(each.id) && each.value === points.value);
    if (!fact) return undefined;
    Object.assign(fact, { concept, stage, unit: points.unit, subject: project ?? SUMMARY });
    this.facts.set(fact.id, fact);
    return fact;
  }
}
