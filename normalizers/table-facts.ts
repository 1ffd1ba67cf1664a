import type { Identity, Line, ReportTable } from '../schemas/index.js';
import { readCell } from './cell.js';
import type { FactBook } from './fact-book.js';
import { fineness } from './fineness.js';
import { draft, type Draft } from './table-facts/draft.js';
import { labelled, pairs, settleStage } from './table-facts/labelled.js';
import { meanings, reportYear } from './table-facts/meaning.js';
import { fitsUnit, isAmount, units } from './table-facts/units.js';

/** Kinds whose every figure is a fact here. Score sheets, indicators and goals are read by the scoring readers. */
const FIGURE_KINDS: ReadonlySet<ReportTable['kind']> = new Set([
  'income',
  'expenditure',
  'threePublic',
  'assets',
  'baseData',
  'budgetExecution',
  'projectBudget',
  'generic',
]);

/** Reads every figure of the recognised tables into facts and notes their ids in the cells (score sheets excepted). */
export function readTableFacts(tables: ReportTable[], identity: Identity, book: FactBook): void {
  for (const table of tables) {
    const drafts = FIGURE_KINDS.has(table.kind)
      ? figures(table, identity)
      : table.kind === 'cover'
        ? pairs(table, identity)
        : [];
    const fine = fineness(drafts.map(({ fact }) => fact));
    for (let at = 0; at < drafts.length; at++) {
      const { fact, cell } = drafts[at]!;
      fact.fineness = fine[at]!;
      cell.facts.push(book.add(fact).id);
    }
  }
}

function figures(table: ReportTable, identity: Identity): Draft[] {
  const drafts: Draft[] = [];
  const year = reportYear(table, identity);
  const unitAt = units(table);
  const meaningAt = meanings(table, year);
  const labels = labelled(table, year);
  const first = firstFigure(table);
  const { cells, rows, columns, headerRows } = table;
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!;
    if (cell.row < headerRows) continue;
    const row = rows[cell.row];
    const column = columns[cell.column];
    if (!row || !column) continue;
    const reading = readCell(cell.text);
    if (reading.kind === 'labelled') {
      for (const pair of reading.pairs) if (pair.number) drafts.push(labels(cell, pair, pair.number));
      continue;
    }
    if (reading.kind !== 'number' || column.role === 'serial' || isLabel(column, first)) continue;
    const { number } = reading;
    // Remarks and numbers of documents tell no amounts of the form.
    if (column.role === 'caption' && number.unit === '') continue;
    if (number.shape === 'code' && number.value.length >= 10 && number.decimals === 0) continue;
    const unit = unitAt(row, column, number);
    const about = meaningAt(row, column);
    if (!fitsUnit(about.concept, unit)) about.concept = 'unnamed';
    // 同比 | 7.94%: the rate of the change.
    if (unit === '%' && about.stage === 'change' && isAmount(about.concept)) about.concept = 'rate.change';
    drafts.push(draft(table, cell, number, about, unit));
  }
  settleStage(drafts);
  return drafts;
}

function isLabel(column: Line, first: number): boolean {
  return column.role === 'caption' && column.index < first;
}

function firstFigure(table: ReportTable): number {
  return (
    table.columns.find((column) => column.role === 'figure' || column.role === 'total')?.index ?? table.columns.length
  );
}
