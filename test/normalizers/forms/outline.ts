/** Forms in words, for tests: `收入合计 = 财政拨款 + 其他收入` (whole list), `≥` (open list), and figures one a line. */
import { FactBook } from '../../../normalizers/fact-book.js';
import { findForms } from '../../../normalizers/forms/index.js';
import { readTableFacts } from '../../../normalizers/table-facts.js';
import type { Fact, Line } from '../../../schemas/index.js';
import { rawArt } from '../../raw-art.js';

export interface Outline {
  kind: string;
  title: string;
  unit: string;
  rows: string[];
  columns: string[];
  facts: string[];
}

export function outline(art: string, year = '2024'): Outline[] {
  const identity = { title: '', province: '', county: '', department: '', year };
  const { tables } = findForms(rawArt(art), identity);
  const book = new FactBook();
  readTableFacts(tables, identity, book);
  return tables.map((table) => ({
    kind: table.kind,
    title: table.title,
    unit: table.unit,
    rows: relations(table.rows),
    columns: relations(table.columns),
    facts: book.facts.filter((fact) => fact.table === table.id).map(factLine),
  }));
}

function relations(lines: Line[]): string[] {
  return lines
    .filter((line) => line.parts)
    .map((line) => {
      const parts = lines.filter((part) => part.partOf === line.index).map((part) => part.label);
      return `${line.label} ${line.parts === 'complete' ? '=' : '≥'} ${parts.join(' + ')}`;
    });
}

function factLine(fact: Fact): string {
  const { concept, subject, stage, period, value, unit } = fact;
  return `${concept} | ${subject} | ${stage} ${period} | ${value} ${unit}`.trimEnd();
}
