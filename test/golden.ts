import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import type { ExpectedTable, Expectation } from '../fixtures/generate/expectation.js';
import { squeeze, type RawDocument, type RawTable } from '../schemas/index.js';

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
