import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import type { ExpectedTable, Expectation } from '../fixtures/generate/expectation.js';
import { squeeze, type RawDocument, type RawTable, type Report } from '../schemas/index.js';

const folder = join(import.meta.dirname, '../fixtures/documents');

export function expectation(name: string): Expectation {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Expectation;
}

export async function rawOf(name: string, format: string): Promise<RawDocument> {
  return extract(new Uint8Array(readFileSync(join(folder, `${name}.${format}`))), { limits: DEFAULT_LIMITS });
}

export const tablesOf = (raw: RawDocument): RawTable[] => raw.blocks.filter((block) => block.kind === 'table');

/** Row, column, both spans and text without white space: what makes a cell right. */
function cellKeys(tables: readonly (ExpectedTable | RawTable)[]): string[] {
  return tables.flatMap((table, index) =>
    table.cells.map((cell) =>
      'r' in cell
        ? [index, cell.r, cell.c, cell.rowspan, cell.colspan, squeeze(cell.text)].join('|')
        : [index, cell.row, cell.column, cell.rowSpan, cell.colSpan, squeeze(cell.text)].join('|'),
    ),
  );
}

/** Cell F1 of all tables of a document, with the first cells that differ, for the message of a failing test. */
export function cellF1(
  expected: readonly ExpectedTable[],
  got: readonly RawTable[],
): { f1: number; differences: string[] } {
  const wanted = cellKeys(expected);
  const found = cellKeys(got);
  const missing = without(wanted, found);
  const extra = without(found, wanted);
  const hits = wanted.length - missing.length;
  const f1 = wanted.length + found.length === 0 ? 1 : (2 * hits) / (wanted.length + found.length);
  return {
    f1,
    differences: [...missing.slice(0, 5).map((key) => `- ${key}`), ...extra.slice(0, 5).map((key) => `+ ${key}`)],
  };
}

/** The first list without the items of the second, counted. */
export function without(list: readonly string[], taken: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const item of taken) counts.set(item, (counts.get(item) ?? 0) + 1);
  return list.filter((item) => {
    const left = counts.get(item) ?? 0;
    counts.set(item, left - 1);
    return left <= 0;
  });
}

/** The texts of a table, row by row, blanks left out: all that a text file can promise. */
export function rowTexts(table: ExpectedTable | RawTable): string[] {
  const rows = new Map<number, string[]>();
  const cells = table.cells.map((cell) =>
    'r' in cell
      ? { row: cell.r, column: cell.c, text: cell.text }
      : { row: cell.row, column: cell.column, text: cell.text },
  );
  for (const cell of cells.sort((a, b) => a.row - b.row || a.column - b.column)) {
    if (squeeze(cell.text) === '') continue;
    rows.set(cell.row, [...(rows.get(cell.row) ?? []), squeeze(cell.text)]);
  }
  return [...rows.values()].map((texts) => texts.join(' | '));
}

/** All prose, white space taken out: paragraphs may be cut otherwise than they were written. */
export function proseOf(raw: RawDocument): string {
  return raw.blocks.flatMap((block) => (block.kind === 'table' ? [] : [squeeze(block.text)])).join('');
}

const MONEY_TABLES = new Set([
  'income',
  'expenditure',
  'threePublic',
  'assets',
  'baseData',
  'projectBudget',
  'budgetExecution',
]);

/** Serial numbers, 其中 and colons are print, not name. */
const bareName = (text: string): string =>
  squeeze(text)
    .replace(/^其中[:：]/, '')
    .replace(/^[\d一二三四五六七八九十]+[、.．]/, '')
    .replace(/[:：]$/, '');

interface FactLike {
  concept: string;
  subject: string;
  period: string;
  stage: string;
  value: string;
  unit: string;
}

/** A named figure by all of its meaning; what has no name in the contract by what is printed. */
const namedKey = (fact: FactLike): string =>
  [fact.concept, bareName(fact.subject), fact.period, fact.stage, fact.value, fact.unit].join('|');
const printedKey = (fact: FactLike): string => [fact.stage, fact.value, fact.unit].join('|');

export interface FactDifferences {
  /** Demanded by name and not there. */
  named: string[];
  /** Printed in a money table and no fact of it, or the other way round. */
  unread: string[];
  invented: string[];
}

export function tableFactDifferences(expected: Expectation, report: Report): FactDifferences {
  const kinds = new Map(report.tables.map((table) => [table.id, table.kind]));
  const got = report.facts.filter(
    (fact) => MONEY_TABLES.has(kinds.get(fact.table ?? '') ?? '') && !fact.concept.startsWith('score.'),
  );
  const wanted = expected.facts.filter((fact) => MONEY_TABLES.has(fact.kind) && !fact.concept.startsWith('score.'));
  const demanded = wanted.filter((fact) => fact.demanded && fact.concept !== 'unnamed');
  const values = (facts: readonly FactLike[]): string[] => facts.map((fact) => fact.value);
  return {
    named: without(demanded.map(namedKey), got.map(namedKey)),
    unread: [
      ...without(values(wanted), values(got)),
      ...without(wanted.filter((fact) => fact.demanded).map(printedKey), got.map(printedKey)),
    ],
    invented: without(values(got), values(wanted)),
  };
}

/** Amounts, rates and head counts of sentences: concept, value and unit, or value and unit where nothing is named. */
export function proseFactDifferences(expected: Expectation, report: Report): string[] {
  const got = report.facts.filter((fact) => fact.source === 'prose');
  const wanted = expected.facts.filter((fact) => fact.kind === 'prose' && fact.demanded);
  // Whether a group within a section is a section or a line is nobody's business but the score tree's.
  const key = (fact: FactLike): string =>
    [fact.concept.replace(/^score\.(section|line)$/, 'score'), fact.value, fact.unit].join('|');
  const bare = (fact: FactLike): string => [fact.value, fact.unit].join('|');
  return [
    ...without(wanted.filter((fact) => fact.concept !== 'unnamed').map(key), got.map(key)),
    ...without(wanted.map(bare), got.map(bare)),
  ];
}
