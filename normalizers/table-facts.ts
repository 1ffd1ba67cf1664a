import {
  Decimal,
  SUMMARY,
  type Concept,
  type Fact,
  type Identity,
  type Line,
  type Place,
  type ReportCell,
  type ReportTable,
} from '../schemas/index.js';
import { readCell, type LabelledNumber } from './cell.js';
import type { FactBook } from './fact-book.js';
import { fineness } from './fineness.js';
import type { PrintedNumber } from './number.js';
import { unitNamed } from './number.js';
import { bareLabel, conceptOf, declaredUnit, nameIn, stageOf, unspaced, yearOf } from './vocabulary/lookup.js';
import { BARE_TOTAL, DIVISION, PART_OF_YEAR, TOTAL } from './vocabulary/words.js';

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

/** `divides`: a labelled figure that divides a total of unstated stage. */
type Draft = Omit<Fact, 'id' | 'fineness'> & { cell: ReportCell; divides?: boolean };

/** Reads every figure of the recognised tables into facts and notes their ids in the cells (score sheets excepted). */
export function readTableFacts(tables: ReportTable[], identity: Identity, book: FactBook): void {
  for (const table of tables) {
    const drafts = FIGURE_KINDS.has(table.kind)
      ? figures(table, identity)
      : table.kind === 'cover'
        ? pairs(table, identity)
        : [];
    const fine = fineness(drafts);
    for (const [at, { cell, divides: _divides, ...draft }] of drafts.entries())
      cell.facts.push(book.add({ ...draft, fineness: fine[at]! }).id);
  }
}

function figures(table: ReportTable, identity: Identity): Draft[] {
  const drafts: Draft[] = [];
  const year = reportYear(table, identity);
  const ratios = ratioColumns(table);
  for (const cell of table.cells) {
    if (cell.row < table.headerRows) continue;
    const row = table.rows[cell.row];
    const column = table.columns[cell.column];
    if (!row || !column) continue;
    const reading = readCell(cell.text);
    if (reading.kind === 'labelled') {
      for (const pair of reading.pairs) if (pair.number) drafts.push(labelled(table, cell, pair, pair.number, year));
      continue;
    }
    if (reading.kind !== 'number' || column.role === 'serial' || isLabel(table, cell)) continue;
    const { number } = reading;
    if (number.shape === 'code' && number.value.length >= 10 && number.decimals === 0) continue;
    drafts.push({
      ...meaning(table, row, column, year),
      ...printed(cell, number),
      unit: unitOf(table, row, column, number, ratios),
      cell,
    });
  }
  settleStage(drafts);
  return drafts.map((draft) => ({ ...draft, table: table.id }));
}

/**
 * 按收入性质分 and 按支出性质分 do not say which of the budgets they divide: the one that they add up to, if there is
 * one, else what the title says.
 */
function settleStage(drafts: Draft[]): void {
  const totals = drafts.filter((draft) => draft.concept === 'budget.total');
  const divided = drafts.filter((draft) => draft.divides);
  for (const family of ['income.', 'expenditure.']) {
    const parts = divided.filter((draft) => draft.concept.startsWith(family));
    if (parts.length === 0) continue;
    const sum = parts.reduce((all, part) => all.plus(part.value), new Decimal(0));
    const total = totals.find((draft) => sum.minus(draft.value).abs().lt('0.05'));
    if (!total) continue;
    for (const part of divided) part.stage = total.stage;
    return;
  }
}

/** 人员编制 | 149 | 实有人数 | 143: what a cover tells about staff. Scores and grades on it are read elsewhere. */
function pairs(table: ReportTable, identity: Identity): Draft[] {
  const drafts: Draft[] = [];
  for (const cell of table.cells) {
    const left = table.cells.find((other) => other.row === cell.row && other.column + other.colSpan === cell.column);
    const concept = left && conceptOf(left.text);
    if (!left || !concept || concept.startsWith('score.') || concept === 'grade') continue;
    const reading = readCell(cell.text);
    if (reading.kind !== 'number') continue;
    const label = unspaced(left.text);
    const staff = concept.startsWith('staff.');
    drafts.push({
      concept,
      label,
      subject: SUMMARY,
      period: identity.year,
      stage: 'final',
      ...printed(cell, reading.number),
      unit: reading.number.unit || declaredUnit(left.text) || (staff && concept !== 'staff.controlRate' ? '人' : ''),
      table: table.id,
      cell,
    });
  }
  return drafts;
}

type Printed = Pick<Fact, 'text' | 'value' | 'decimals' | 'source' | 'row' | 'column' | 'place'> &
  Partial<Pick<Fact, 'bound' | 'confidence' | 'alternatives'>>;

function printed(cell: ReportCell, number: PrintedNumber, place: Place = cell.place): Printed {
  return {
    text: number.text,
    value: number.value,
    decimals: number.decimals,
    ...(number.bound ? { bound: number.bound } : {}),
    source: 'table',
    row: cell.row,
    column: cell.column,
    place,
    ...(cell.confidence === undefined ? {} : { confidence: cell.confidence }),
    ...(cell.alternatives === undefined ? {} : { alternatives: cell.alternatives }),
  };
}

/** Concept, label, subject, period and stage of the figure where a row and a column meet. */
function meaning(
  table: ReportTable,
  row: Line,
  column: Line,
  year: string,
): Pick<Fact, 'concept' | 'label' | 'subject' | 'period' | 'stage'> {
  const words = column.path.filter((text) => text !== column.label || text === column.path.at(-1));
  const label = [...row.path, ...words].filter((text) => text !== '').join(' / ');
  const stated = column.stage ?? row.stage;
  const stage = stated ?? columnStage(column) ?? formStage(table);
  const period = column.period ?? row.period ?? (yearOf(table.title) || year);
  const last = year !== '' && Number.parseInt(year, 10) - 1;
  const previous =
    stage === 'previousFinal' ||
    (stage === 'final' && !column.concept?.startsWith('staff.') && last !== false && period === `${last}`);
  const explicit = (column.period ?? row.period) !== undefined;
  const concept = conceptAt(row, column);
  return {
    concept,
    label,
    subject: column.subject && column.subject !== SUMMARY ? column.subject : subjectAt(row, column),
    period: previous && !explicit && last !== false ? `${last}` : period,
    stage: previous ? 'previousFinal' : stage,
  };
}

function subjectAt(row: Line, column: Line): string {
  if (column.subject === SUMMARY) return SUMMARY;
  return row.subject || SUMMARY;
}

/** A rate says what the figure is whatever its line; else the line, unless both name different things. */
function conceptAt(row: Line, column: Line): Concept {
  const named = column.concept;
  if (SCORES.test(bareLabel(column.label))) return 'score.line';
  // A line that is called by its own name is a project, and its columns may say which money of it.
  const project = row.concept === 'expenditure.project' && isProject(row);
  if (column.subject && (!row.concept || project)) return 'unnamed';
  if (!named && !column.stage && !column.subject && !column.period && column.label !== '' && !isAmount(column))
    return 'unnamed';
  if (named?.startsWith('rate.') || named === 'staff.controlRate') return named;
  if (column.stage === undefined && !named && RATES.test(bareLabel(column.label))) return 'unnamed';
  if (named && row.concept && named !== row.concept && !project)
    return BARE_TOTAL.test(bareLabel(column.label)) ? row.concept : 'unnamed';
  // 教育支出 under 一般公共预算财政拨款 is a part of it that nobody has named.
  if (named && !row.concept && !row.subject && !row.stage && !isWhole(row)) return 'unnamed';
  return (project ? named : row.concept) ?? row.concept ?? named ?? 'unnamed';
}

/** A line about all of what its columns name: a total, a period, a line without a name. */
function isWhole(row: Line): boolean {
  const bare = bareLabel(row.label);
  return (
    row.role === 'total' ||
    row.period !== undefined ||
    bare === '' ||
    TOTAL.test(bare) ||
    /^(?:金额|数额|.{0,5}数)$/u.test(bare) ||
    PART_OF_YEAR.test(bare)
  );
}

function isAmount(column: Line): boolean {
  return AMOUNTS.test(bareLabel(column.label));
}

/** A line with a subject of its own and no column that says what it is: a project. */
function isProject(row: Line): boolean {
  return row.subject === nameIn(row.label);
}

/** Columns that say no more than that there is an amount. */
const AMOUNTS =
  /^(?:项目|专项|总|本年|年度|支出|资金|经费|预算|采购)*(?:金额|资金|支出|经费|预算|数额|总额|额|数|统计数|合计|总计|小计|全年|全年合计|汇总)$/u;
const SCORES = /^(?:分值|权重|满分|标准分|得分|自评得分|自评打分|自评分|自评分数)$/u;
const RATES = /(?:率|占比|比重|比例)$/u;

/** 其中：一般公共预算：954.67: the cell says what it is; the line of cells above it (按收入性质分：) what it divides. */
function labelled(
  table: ReportTable,
  cell: ReportCell,
  pair: LabelledNumber,
  number: PrintedNumber,
  year: string,
): Draft {
  const above = table.cells
    .filter((other) => other.column === cell.column && other.row < cell.row && other.row >= table.headerRows)
    .findLast((other) => DIVISION.test(bareLabel(other.text)));
  const own = unspaced(pair.label);
  const start = cell.place.start;
  const place =
    start === undefined || cell.text.includes('\n')
      ? cell.place
      : { ...cell.place, start: start + number.start, end: start + number.end };
  return {
    concept: conceptOf(own) ?? 'unnamed',
    label: [above && nameIn(above.text), own].filter((text) => text).join(' / '),
    subject: SUMMARY,
    period: yearOf(own) || year,
    stage:
      stageOf(own)?.stage ?? stageOf(table.title)?.stage ?? (table.kind === 'budgetExecution' ? 'adjusted' : 'final'),
    ...printed(cell, number, place),
    unit: number.unit || declaredUnit(own) || table.unit,
    cell,
    divides: stageOf(own) === undefined,
  };
}

/** Scores and rates are of no budget: a weight is what can be reached, a score what was. */
function columnStage(column: Line): Fact['stage'] | undefined {
  const bare = bareLabel(column.label);
  if (SCORES.test(bare)) return /分值|权重|满分|标准分/u.test(bare) ? 'target' : 'actual';
  return column.concept?.startsWith('rate.') || RATES.test(bare) ? 'final' : undefined;
}

/** What a form is about when neither row nor column says it: accounts unless its title tells of a budget. */
function formStage(table: ReportTable): Fact['stage'] {
  if (/实际|决算|支出情况|收支|执行/u.test(table.title)) return 'final';
  return stageOf(table.title)?.stage ?? 'final';
}

/** The year of the report; where nobody has told it, the latest that the headers name. */
function reportYear(table: ReportTable, identity: Identity): string {
  if (identity.year !== '') return identity.year;
  const years = table.columns.map((column) => column.period ?? '').filter((year) => year !== '');
  return years.sort().at(-1) ?? yearOf(table.title);
}

function isLabel(table: ReportTable, cell: ReportCell): boolean {
  const column = table.columns[cell.column]!;
  return column.role === 'caption' && column.index < firstFigure(table);
}

function firstFigure(table: ReportTable): number {
  return (
    table.columns.find((column) => column.role === 'figure' || column.role === 'total')?.index ?? table.columns.length
  );
}

/** The cell's own unit, its column's, its line's, its form's; bare percentages in a column of rates are percent. */
function unitOf(
  table: ReportTable,
  row: Line,
  column: Line,
  number: PrintedNumber,
  ratios: ReadonlySet<number>,
): string {
  if (number.unit !== '') return number.unit;
  const bare = bareLabel(column.label);
  if (RATES.test(bare) || column.concept?.startsWith('rate.') || column.unit === '%')
    return ratios.has(column.index) ? '' : '%';
  if (SCORES.test(bare)) return '分';
  if (column.unit) return column.unit;
  if (row.unit) return row.unit;
  if (/人数|编制/u.test(bare) || row.concept === 'staff.authorized' || row.concept === 'staff.actual') return '人';
  return /(?:数量|个数|次数|面积|规模)$/u.test(bare) && unitNamed(table.unit)?.family === 'money' ? '' : table.unit;
}

/** Columns of rates that print ratios (0.98) and not percentages: no percent sign, nothing beyond 1.5. */
function ratioColumns(table: ReportTable): Set<number> {
  const ratios = new Set<number>();
  for (const column of table.columns) {
    const cells = table.cells.filter((cell) => cell.column === column.index && cell.row >= table.headerRows);
    const numbers = cells
      .map((cell) => readCell(cell.text))
      .flatMap((reading) => (reading.kind === 'number' ? [reading.number] : []));
    if (numbers.length > 0 && numbers.every((number) => number.unit === '' && /^-?[01](?:\.|$)/u.test(number.value)))
      ratios.add(column.index);
  }
  return ratios;
}
