import type { Claim, Identity, Indicator, Notice, ReportTable, Scoring } from '../../schemas/index.js';
import type { FactBook } from '../fact-book.js';
import { appendRules } from './appended-rules.js';
import { readCover } from './cover.js';
import { SheetReader } from './sheet.js';

/** Kinds whose lines are indicators or scores. */
const SHEETS = new Set(['scoreSheet', 'indicators', 'budgetExecution', 'goals']);
const NO_COVER = new Set(['scoreSheet', 'indicators', 'layout']);

/** Indicators, weights, scores and grades of score sheets, indicator tables and covers, and the trees they form. */
export function readScorings(
  tables: ReportTable[],
  identity: Identity,
  book: FactBook,
): { indicators: Indicator[]; scorings: Scoring[]; claims: Claim[]; notices: Notice[] } {
  const scorings: Scoring[] = [];
  const claims: Claim[] = [];
  const indicators: Indicator[] = [];
  const ids = {
    scoring: counter('s', () => scorings.length),
    claim: counter('g', () => claims.length),
  };
  let serial = 0;
  let indicatorSerial = 0;
  const reader = (): SheetReader =>
    new SheetReader(`s${++serial}`, identity, book, { indicator: () => `i${++indicatorSerial}`, claim: ids.claim });
  let sheet = reader();
  const close = (): void => {
    sheet.finish();
    const scoring = sheet.tree.finish(
      (sheet.tables.find(({ kind }) => kind !== 'budgetExecution') ?? sheet.tables[0])?.id,
    );
    const project = sheet.tables[0]?.project;
    if (scoring) scorings.push(project === undefined ? scoring : { ...scoring, project });
    indicators.push(...sheet.indicators);
    claims.push(...sheet.claims);
    sheet = reader();
  };
  for (const table of tables) {
    if (SHEETS.has(table.kind)) {
      if (sheet.closed || startsAnew(sheet, table) || isOther(sheet, table)) close();
      sheet.read(table);
    }
    if (NO_COVER.has(table.kind)) continue;
    const cover = readCover(table, identity, book, { scoring: () => `s${++serial}`, claim: ids.claim });
    scorings.push(...cover.scorings);
    claims.push(...cover.claims);
  }
  close();
  appendRules(
    indicators,
    tables.filter(({ kind }) => kind === 'generic'),
  );
  return { indicators, scorings, claims, notices: [] };
}

/** The form of another project, or of the department behind those of its projects. */
function isOther(sheet: SheetReader, table: ReportTable): boolean {
  return sheet.tables.length > 0 && sheet.tables[0]?.project !== table.project;
}

/** An execution row opens the national form; a sheet does not go on from a form of another kind that has scores. */
function startsAnew(sheet: SheetReader, table: ReportTable): boolean {
  if (sheet.tables.length === 0) return false;
  if (table.kind === 'budgetExecution') return sheet.kinds.has('scoreSheet') || sheet.kinds.has('indicators');
  const scored = sheet.tree.nodes.some((node) => node.weightFact ?? node.scoreFact);
  if (table.kind === 'scoreSheet')
    return (
      sheet.kinds.has('indicators') || sheet.kinds.has('goals') || (!scored && !sheet.kinds.has('budgetExecution'))
    );
  return sheet.kinds.has('scoreSheet');
}

function counter(prefix: string, count: () => number): () => string {
  let given = 0;
  return () => `${prefix}${Math.max(++given, count() + 1)}`;
}
