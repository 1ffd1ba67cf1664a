import { SUMMARY, type Concept, type Fact, type Identity, type Line, type ReportTable } from '../../schemas/index.js';
import { bareLabel, nameIn, stageOf, yearOf } from '../vocabulary/lookup.js';
import { BARE_TOTAL, PART_OF_YEAR, RATE_COLUMN, TOTAL, SCORE_COLUMN } from '../vocabulary/words.js';

type Meaning = Pick<Fact, 'concept' | 'label' | 'subject' | 'period' | 'stage'>;

/** Concept, label, subject, period and stage of the figure where a row and a column meet. */
export function meanings(table: ReportTable, year: string): (row: Line, column: Line) => Meaning {
  const rows: RowWords[] = [];
  const columns: ColumnWords[] = [];
  const formed = formStage(table);
  const titled = yearOf(table.title) || year;
  const last = year === '' ? undefined : `${Number.parseInt(year, 10) - 1}`;
  return (row, column) => {
    const across = (rows[row.index] ??= rowWords(row));
    const down = (columns[column.index] ??= columnWords(column));
    const stage = column.stage ?? row.stage ?? down.stage ?? formed;
    const stated = column.period ?? row.period;
    const period = stated ?? titled;
    const previous =
      stage === 'previousFinal' || (stage === 'final' && !down.staff && last !== undefined && period === last);
    return {
      concept: conceptAt(row, across, column, down),
      label: across.label === '' || down.label === '' ? across.label + down.label : `${across.label} / ${down.label}`,
      subject: subjectAt(row, column, table.project ?? SUMMARY),
      period: previous && stated === undefined && last !== undefined ? last : period,
      stage: previous ? 'previousFinal' : stage,
    };
  };
}

/** What a line says by itself, told once for all of its figures. */
interface RowWords {
  label: string;
  /** Called by its own name: a project, and its columns may say which money of it. */
  project: boolean;
  whole: boolean;
}

function rowWords(row: Line): RowWords {
  return {
    label: row.path.filter((text) => text !== '').join(' / '),
    project: row.concept === 'expenditure.project' && isProject(row),
    whole: isWhole(row),
  };
}

interface ColumnWords {
  label: string;
  stage: Fact['stage'] | undefined;
  staff: boolean;
  score: boolean;
  rate: boolean;
  amount: boolean;
  bareTotal: boolean;
}

function columnWords(column: Line): ColumnWords {
  const bare = bareLabel(column.label);
  const words = column.path.filter((text) => text !== column.label || text === column.path.at(-1));
  return {
    label: words.filter((text) => text !== '').join(' / '),
    stage: columnStage(column),
    staff: column.concept?.startsWith('staff.') ?? false,
    score: SCORE_COLUMN.test(bare),
    rate: RATE_COLUMN.test(bare),
    amount: AMOUNTS.test(bare),
    bareTotal: BARE_TOTAL.test(bare),
  };
}

/** The unit or project that the column or the row names, else the whole of the form: the department or its one project. */
function subjectAt(row: Line, column: Line, whole: string): string {
  const subject = column.subject || row.subject || SUMMARY;
  return subject === SUMMARY ? whole : subject;
}

/** A rate says what the figure is whatever its line; else the line, unless both name different things. */
function conceptAt(row: Line, { project, whole }: RowWords, column: Line, down: ColumnWords): Concept {
  const named = column.concept;
  if (down.score) return 'score.line';
  if (column.subject && (!row.concept || project)) return 'unnamed';
  if (!named && !column.stage && !column.subject && !column.period && column.label !== '' && !down.amount)
    return 'unnamed';
  if (named?.startsWith('rate.') || named === 'staff.controlRate') return named;
  if (column.stage === undefined && !named && down.rate) return 'unnamed';
  if (named && row.concept && named !== row.concept && !project) return down.bareTotal ? row.concept : 'unnamed';
  // 教育支出 under 一般公共预算财政拨款 is a part of it that nobody has named.
  if (named && !row.concept && !row.subject && !row.stage && !whole) return 'unnamed';
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

/** A line with a subject of its own and no column that says what it is: a project. */
function isProject(row: Line): boolean {
  return row.subject === nameIn(row.label);
}

/** Columns that say no more than that there is an amount. */
const AMOUNTS =
  /^(?:项目|专项|总|本年|年度|支出|资金|经费|预算|采购)*(?:金额|资金|支出|经费|预算|数额|总额|额|数|统计数|合计|总计|小计|全年|全年合计|汇总)$/u;

/** Scores and rates are of no budget: a weight is what can be reached, a score what was. */
function columnStage(column: Line): Fact['stage'] | undefined {
  const bare = bareLabel(column.label);
  if (SCORE_COLUMN.test(bare)) return /分值|权重|满分|标准分/u.test(bare) ? 'target' : 'actual';
  return column.concept?.startsWith('rate.') || RATE_COLUMN.test(bare) ? 'final' : undefined;
}

/** What a form is about when neither row nor column says it: accounts unless its title tells of a budget. */
function formStage(table: ReportTable): Fact['stage'] {
  if (/实际|决算|支出情况|收支|执行/u.test(table.title)) return 'final';
  return stageOf(table.title)?.stage ?? 'final';
}

/** The year of the report; where nobody has told it, the latest that the headers name. */
export function reportYear(table: ReportTable, identity: Identity): string {
  if (identity.year !== '') return identity.year;
  const years = table.columns.map((column) => column.period ?? '').filter((year) => year !== '');
  return years.sort().at(-1) ?? yearOf(table.title);
}
