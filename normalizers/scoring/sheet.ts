import {
  squeeze,
  type Claim,
  type Identity,
  type Indicator,
  type ReportCell,
  type ReportTable,
} from '../../schemas/index.js';
import type { FactBook } from '../fact-book.js';
import { joinLines } from '../joined-lines.js';
import { DEDUCTION } from '../vocabulary/score-columns.js';
import { readAcross, rowsAcross } from './across.js';
import { gridOf, ofYear, readHeader, withoutShares, type Columns, type Grid } from './grid.js';
import { isBlank, textOf } from './levels.js';
import { LineWeights } from './line-weights.js';
import { ScoreFacts } from './score-facts.js';
import { sectionRows, type SectionRows } from './section-rows.js';
import { isBanner, Sections } from './sections.js';
import { goesOn, isStruck, saysLine, sheetRow, subtotalLevel, totalLabel, type SheetRow } from './sheet-row.js';
import { Totals } from './totals.js';
import { ScoreTree } from './tree.js';

/** Names for what a sheet yields, counted over the whole report. */
export interface SheetIds {
  indicator: () => string;
  claim: () => string;
}

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
  private readonly totals: Totals;
  private readonly weights: LineWeights;

  constructor(
    id: string,
    private readonly identity: Identity,
    book: FactBook,
    private readonly ids: SheetIds,
  ) {
    this.tree = new ScoreTree(id, 'sheet', '总分');
    this.facts = new ScoreFacts(identity, book);
    this.sections = new Sections(this.tree, this.facts);
    this.totals = new Totals(this.tree, this.facts, this.sections, ids.claim);
    this.weights = new LineWeights(this.tree, this.facts, this.indicators);
  }

  get claims(): readonly Claim[] {
    return this.totals.claims;
  }

  read(table: ReportTable): void {
    this.kinds.add(table.kind);
    this.tables.push(table);
    const grid = gridOf(table);
    const across = table.kind === 'scoreSheet' ? rowsAcross(table, grid) : undefined;
    if (across) {
      const { indicators, closed } = readAcross(table, grid, across, this.tree, this.facts, this.ids.indicator);
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
      if (header) [columns, heads] = [ofYear(header, this.identity.year), line];
      else if (columns) {
        if (headerAbove) {
          columns = withoutShares(columns, grid, row - 1);
          sections = sectionRows(grid, row - 1, columns);
        }
        this.readRow(sheetRow(table, line, row, columns, heads), sections);
      }
      headerAbove = header !== undefined;
    }
  }

  finish(): void {
    this.facts.finish();
  }

  private readRow(of: SheetRow, sections: SectionRows): void {
    const { table, row, line, first, numbers, weighed } = of;
    if (goesOn(of) && this.continueLine(of)) return;
    const total = totalLabel(of);
    if (total !== undefined) {
      if (this.totals.readTotal(of, total)) this.closed = true;
      return;
    }
    const subtotal = subtotalLevel(of);
    if (subtotal !== undefined) {
      this.totals.readSubtotal(of, subtotal);
      return;
    }
    if (!saysLine(of, !this.sections.none)) return;
    const depth = sections.get(row);
    if (first && isBanner(first, line) && !weighed && !numbers.score) this.sections.openBanner(table, first, 0);
    else if (first && depth !== undefined) this.sections.openBanner(table, first, depth, numbers);
    else this.readLine(of);
  }

  private readLine(of: SheetRow): void {
    const { table, row, levels, numbers, target, actual, cellFor } = of;
    this.tree.reopen();
    const { node, labels, path } = this.sections.place(table, levels, of.columns, of.line);
    const indicator: Indicator = {
      id: this.ids.indicator(),
      level1: labels[0] ?? '',
      level2: labels[1] ?? '',
      level3: labels[3] || labels[2] || (CATEGORY.test(path.at(-1) ?? '') ? goalName(target) : ''),
      target,
      actual,
      weight: null,
      score: null,
      rule: textOf(cellFor('rule')),
      reason: textOf(cellFor('reason')),
      place: (levels.cells.findLast((cell) => cell && !isBlank(cell)) ?? numbers.weight ?? numbers.score)?.place ?? {},
      table: table.id,
      row,
    };
    node.indicator = indicator.id;
    this.weights.weigh(of, node, indicator, path);
    node.deduction = DEDUCTION.test(path.join('')) || indicator.weight?.startsWith('-') === true;
    const score = this.facts.of(table, numbers.score, numbers.scoreTitle, path, 'score.line', 'actual');
    if (score && numbers.score) {
      indicator.score = score.value;
      indicator.scoreFact = score.id;
      this.weights.setScore(node, numbers.score, score);
    }
    this.facts.reviews(table, node, numbers, path, 'score.line');
    this.facts.of(table, numbers.deducted, numbers.deductedTitle, path, 'unnamed', 'actual');
    if (table.kind !== 'budgetExecution') {
      const cells = { target: cellFor('target'), actual: cellFor('actual'), rate: cellFor('rate') };
      this.facts.reached(table, cells, path);
      this.facts.percent(table, cellFor('scoreRate'), path, 'unnamed');
    }
    this.indicators.push(indicator);
    if (isStruck(of)) this.tree.drop(node);
  }

  /** A rule or a reason that was cut by the page, or stands in rows of its own. */
  private continueLine({ row, cellFor }: SheetRow): boolean {
    const last = this.indicators.at(-1);
    if (!last) return false;
    const more = (cell: ReportCell | undefined) => (cell?.row === row ? textOf(cell) : '');
    last.rule = joined(last.rule, more(cellFor('rule')));
    last.reason = joined(last.reason, more(cellFor('reason')));
    return true;
  }
}

/** What is numbered begins a line of its own; the rest goes on where it was cut. */
const joined = (text: string, more: string): string =>
  /^\s*(?:[①-⑳]|[(（]?\d{1,2}[)）.、])/u.test(more) && text !== '' ? `${text}\n${more}` : text + more;

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
