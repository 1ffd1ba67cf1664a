import { squeeze, type ReportCell, type ReportTable } from '../../schemas/index.js';
import { SHEET_SUBTOTAL, SHEET_TOTAL, WHOLE, type ScoreRole } from '../vocabulary/score-columns.js';
import { columnRoles } from './column-roles.js';
import type { Columns, Grid } from './grid.js';
import { pointsIn, splitLabel } from './label.js';
import { isBlank, levelsOf, numbersOf, textOf, type Levels, type Numbers } from './levels.js';

/** One row of a sheet under its header. */
export interface SheetRow {
  table: ReportTable;
  row: number;
  line: Grid[number];
  columns: Columns;
  levels: Levels;
  numbers: Numbers;
  /** The first label of the row, or a total printed left of the label columns. */
  first: ReportCell | undefined;
  /** Whether any label begins in this row. */
  labelled: boolean;
  /** Whether points stand in its column of weights. */
  weighed: boolean;
  target: string;
  actual: string;
  /** The cell of the last column that has a role. */
  cellFor: (role: ScoreRole) => ReportCell | undefined;
}

export function sheetRow(
  table: ReportTable,
  line: Grid[number],
  row: number,
  columns: Columns,
  heads: Grid[number],
): SheetRow {
  const cellFor = (role: ScoreRole): ReportCell | undefined => {
    const index = columnRoles(columns).last.get(role);
    return index === undefined ? undefined : line[index];
  };
  const levels = levelsOf(line, columns, table.kind === 'budgetExecution' ? heads : []);
  const numbers = numbersOf(line, columns, levels);
  return {
    table,
    row,
    line,
    columns,
    levels,
    numbers,
    first:
      totalUnder(levels, row) ?? levels.cells.find((cell) => cell && !isBlank(cell)) ?? totalBeside(line, row, levels),
    labelled: begun(levels, row).length > 0,
    weighed: pointsIn(numbers.weight?.text ?? '') !== null,
    target: textOf(cellFor('target')),
    actual: textOf(cellFor('actual')) || textOf(cellFor('rate')),
    cellFor,
  };
}

/** The label of a row that adds up the sheet; undefined for another row. */
export function totalLabel(of: SheetRow): string | undefined {
  const { first, row, levels } = of;
  const named = begun(levels, row).filter(({ text }) => !pointsIn(text));
  if (!first || first.row !== row || named.length > 1) return undefined;
  const { label } = splitLabel(first.text);
  return SHEET_TOTAL.test(label) && !isMoney(of) ? label : undefined;
}

/** The level whose section a 小计 in this row adds up; undefined for another row. */
export function subtotalLevel(of: SheetRow): number | undefined {
  const at = of.levels.cells.findIndex((cell) => cell?.row === of.row && SHEET_SUBTOTAL.test(squeeze(cell.text)));
  return at < 0 || isMoney(of) ? undefined : Math.max(0, at - 1);
}

/** 合计 of the year's money is a line of the scoring, not its total. */
const isMoney = ({ table, first }: SheetRow): boolean =>
  table.kind === 'budgetExecution' && /^(?:合计|总计|小计)$/u.test(splitLabel(first?.text ?? '').label);

/** Whether a row says anything of a line, and belongs to a scoring; `open` where a section stands open above it. */
export function saysLine(row: SheetRow, open: boolean): boolean {
  const { table, levels, numbers, labelled, weighed } = row;
  if ((levels.labelled === 0 && !open) || isNote(row.line) || isBare(row)) return false;
  const pointed = weighed || numbers.score !== undefined;
  if ((!levels.named || table.kind === 'budgetExecution') && !pointed) return false;
  const told = [row.target, row.actual, textOf(row.cellFor('rule'))];
  return labelled || pointed || numbers.weight !== undefined || told.some((text) => text !== '');
}

/** What reaches into a row from above says nothing of it: the strip of a row that a page cut is no line. */
const isBare = ({ line, row }: SheetRow): boolean => line.every((cell) => !cell || cell.row !== row || isBlank(cell));

/** 注：定量指标若为正向指标，…: a sentence over the whole width. */
const isNote = (line: Grid[number]): boolean =>
  line.length > 2 && (line[0]?.text.length ?? 0) > 40 && line.every((cell) => cell === line[0]);

/** Whether nothing but its rule and its reason begins in a row: these go on from the row above. */
export function goesOn({ row, labelled, numbers, cellFor }: SheetRow): boolean {
  const begins = (cell: ReportCell | undefined) => cell !== undefined && cell.row === row && !isBlank(cell);
  const points = [numbers.weight, numbers.score].some((cell) => begins(cell) && pointsIn(cell!.text) !== null);
  if (labelled || points || (['target', 'actual'] as const).some((role) => begins(cellFor(role)))) return false;
  return (['rule', 'reason'] as const).some((role) => begins(cellFor(role)));
}

/** / under weight and score, or — : a line that does not apply. What is left blank may be missing. */
export function isStruck({ line, columns, row }: SheetRow): boolean {
  const under = (role: ScoreRole) => line.filter((cell, at) => columns[at]?.role === role && cell?.row === row);
  const struck = (cell: ReportCell | undefined) => /^(?:[/\\—–-]+|不适用|不涉及)$/u.test(squeeze(cell?.text ?? ''));
  const scores = under('score');
  if (scores.length === 0 || !scores.every(struck)) return false;
  const weights = under('weight');
  if (weights.length === 0) return false;
  return weights.every(struck) || line.some((cell) => ONE_OF.test(cell?.text ?? ''));
}

const ONE_OF = /[二两三]者?[选择]其?一|任选其一/u;

/** The labels that begin in a row. */
function begun({ cells }: Levels, row: number): ReportCell[] {
  return cells.filter((cell) => cell !== undefined && cell.row === row && !isBlank(cell)) as ReportCell[];
}

/** 总分 beside labels that reach into its row from above, as where nothing is drawn between them. */
function totalUnder(levels: Levels, row: number): ReportCell | undefined {
  const [own, other] = begun(levels, row);
  const label = own && !other ? splitLabel(own.text).label : '';
  return SHEET_TOTAL.test(label) && WHOLE.test(label) ? own : undefined;
}

/** 总分 left of the label columns, in the column of a frame beside them: its span is lost in print. */
function totalBeside(line: Grid[number], row: number, levels: Levels): ReportCell | undefined {
  const edge = levels.at.find((index) => index !== undefined) ?? 0;
  const beside = line.slice(0, edge).find((cell) => cell && cell.row === row && !isBlank(cell));
  return beside && SHEET_TOTAL.test(splitLabel(beside.text).label) ? beside : undefined;
}
