import { Decimal, SUMMARY, type Identity, type ReportCell, type ReportTable } from '../../schemas/index.js';
import { readCell, type LabelledNumber } from '../cell.js';
import type { PrintedNumber } from '../number.js';
import { bareLabel, conceptOf, declaredUnit, nameIn, stageOf, unspaced, yearOf } from '../vocabulary/lookup.js';
import { DIVISION } from '../vocabulary/words.js';
import { draft, type Draft } from './draft.js';

/** 人员编制 | 149 | 实有人数 | 143: what a cover tells about staff. Scores and grades on it are read elsewhere. */
export function pairs(table: ReportTable, identity: Identity): Draft[] {
  const drafts: Draft[] = [];
  const ending = new Map<string, ReportCell>();
  for (const cell of table.cells) {
    const end = `${cell.row}:${cell.column + cell.colSpan}`;
    if (!ending.has(end)) ending.set(end, cell);
  }
  for (const cell of table.cells) {
    const left = ending.get(`${cell.row}:${cell.column}`);
    const concept = left && conceptOf(left.text);
    if (!left || !concept || concept.startsWith('score.') || concept === 'grade') continue;
    const reading = readCell(cell.text);
    if (reading.kind !== 'number') continue;
    const label = unspaced(left.text);
    const staff = concept.startsWith('staff.');
    const unit =
      reading.number.unit || declaredUnit(left.text) || (staff && concept !== 'staff.controlRate' ? '人' : '');
    const about = { concept, label, subject: SUMMARY, period: identity.year, stage: 'final' } as const;
    drafts.push(draft(table, cell, reading.number, about, unit));
  }
  return drafts;
}

/** 其中：一般公共预算：954.67: the cell says what it is; the line of cells above it (按收入性质分：) what it divides. */
export function labelled(
  table: ReportTable,
  year: string,
): (cell: ReportCell, pair: LabelledNumber, number: PrintedNumber) => Draft {
  let divisions: ReportCell[] | undefined;
  return (cell, pair, number) => {
    divisions ??= divisionCells(table);
    const above = divisions.findLast((other) => other.column === cell.column && other.row < cell.row);
    const own = unspaced(pair.label);
    const start = cell.place.start;
    const place =
      start === undefined || cell.text.includes('\n')
        ? cell.place
        : { ...cell.place, start: start + number.start, end: start + number.end };
    const stated = stageOf(own)?.stage;
    const about = {
      concept: conceptOf(own) ?? 'unnamed',
      label: [above && nameIn(above.text), own].filter((text) => text).join(' / '),
      subject: SUMMARY,
      period: yearOf(own) || year,
      stage: stated ?? stageOf(table.title)?.stage ?? (table.kind === 'budgetExecution' ? 'adjusted' : 'final'),
    } as const;
    const unit = number.unit || declaredUnit(own) || table.unit;
    return { ...draft(table, cell, number, about, unit, place), divides: stated === undefined };
  };
}

/** The cells that say what the labelled figures under them divide: 按收入性质分. */
function divisionCells(table: ReportTable): ReportCell[] {
  return table.cells.filter((cell) => cell.row >= table.headerRows && DIVISION.test(bareLabel(cell.text)));
}

/**
 * 按收入性质分 and 按支出性质分 do not say which of the budgets they divide: the one that they add up to, if there is
 * one, else what the title says.
 */
export function settleStage(drafts: Draft[]): void {
  const divided = drafts.filter(({ divides }) => divides).map(({ fact }) => fact);
  if (divided.length === 0) return;
  const totals = drafts.map(({ fact }) => fact).filter(({ concept }) => concept === 'budget.total');
  for (const family of ['income.', 'expenditure.']) {
    const parts = divided.filter((fact) => fact.concept.startsWith(family));
    if (parts.length === 0) continue;
    const sum = parts.reduce((all, part) => all.plus(part.value), new Decimal(0));
    const total = totals.find((fact) => sum.minus(fact.value).abs().lt('0.05'));
    if (!total) continue;
    for (const part of divided) part.stage = total.stage;
    return;
  }
}
