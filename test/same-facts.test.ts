/**
 * The figures of one real report are the same from its text, Word and PDF print, and none of them is missing. Runs
 * where the shared reports are.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { FactBook } from '../normalizers/fact-book.js';
import { findForms } from '../normalizers/forms/index.js';
import { identify } from '../normalizers/identity.js';
import { readCell } from '../normalizers/cell.js';
import { readTableFacts } from '../normalizers/table-facts.js';
import type { Fact, RawDocument, ReportTable } from '../schemas/index.js';
import { squeeze } from '../schemas/index.js';
import { fromTruth, type Truth } from './from-truth.js';

const SHARED = '../shared';
const here = existsSync(`${SHARED}/reports`);
const ids = here
  ? readdirSync(`${SHARED}/truth`)
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -5))
  : [];

const FIGURES = new Set<ReportTable['kind']>([
  'income',
  'expenditure',
  'threePublic',
  'assets',
  'baseData',
  'budgetExecution',
  'projectBudget',
  'generic',
]);

describe.skipIf(!here)('figures of the shared reports (skipped without ../shared)', () => {
  for (const id of ids) {
    const truth = here ? (JSON.parse(readFileSync(`${SHARED}/truth/${id}.json`, 'utf8')) as Truth) : undefined;
    it.each(['txt', 'docx', 'pdf', 'doc', 'html'])(
      `${id}: the same facts from %s as from the truth`,
      async (format) => {
        const raw = await extract(readFileSync(`${SHARED}/reports/${id}.${format}`), { limits: DEFAULT_LIMITS });
        expect(meanings(figures(raw).facts)).toEqual(meanings(figures(fromTruth(truth!)).facts));
      },
    );

    it(`${id}: every number of a figure table is a fact`, () => {
      const { tables, facts } = figures(fromTruth(truth!));
      for (const logical of truth!.logical_tables) {
        const forms = tables.filter(
          ({ kind, sources }) => FIGURES.has(kind) && sources.some((rows) => overlap(rows, logical)),
        );
        if (forms.length === 0) continue;
        const numbers = logical.cells
          .filter((cell) => cell.r >= logical.header_rows)
          .flatMap((cell) => printedNumbers(cell.text));
        const read = facts
          .filter((fact) => forms.some((form) => form.id === fact.table))
          .map((fact) => squeeze(fact.text));
        expect(read.sort()).toEqual(numbers.sort());
      }
    });
  }
});

function overlap(rows: ReportTable['sources'][number], logical: Truth['logical_tables'][number]): boolean {
  return rows.table === logical.table && rows.firstRow <= logical.last_row && rows.lastRow >= logical.first_row;
}

function figures(raw: RawDocument): { tables: ReportTable[]; facts: Fact[] } {
  const identity = identify(raw);
  const { tables } = findForms(raw, identity);
  const book = new FactBook();
  readTableFacts(tables, identity, book);
  return { tables, facts: book.facts };
}

function meanings(facts: readonly Fact[]): string[] {
  return facts
    .map(({ concept, subject, period, stage, value, unit }) =>
      [concept, squeeze(subject), period, stage, value, unit].join(' | '),
    )
    .sort();
}

function printedNumbers(text: string): string[] {
  const reading = readCell(text);
  if (reading.kind === 'number') return [squeeze(reading.number.text)];
  if (reading.kind !== 'labelled') return [];
  return reading.pairs.flatMap(({ number }) => (number ? [squeeze(number.text)] : []));
}
