import { once, type Fact, type Report } from '../schemas/index.js';
import type { Ledger } from './ledger.js';

/**
 * The facts that stand with a figure: of a table those in its row (in its column where the row has nothing else), of a
 * sentence those of the same passage.
 */
export function near(ledger: Ledger): (fact: Fact) => Fact[] {
  return (fact) => {
    if (fact.table !== undefined) {
      const { rows, columns } = linesIn(ledger.report).get(fact.table) ?? NOWHERE;
      const row = (rows[fact.row ?? -1] ?? []).filter((other) => other !== fact);
      if (row.length > 0) return row;
      return (columns[fact.column ?? -1] ?? []).filter((other) => other !== fact);
    }
    const others: Fact[] = [];
    for (const id of ledger.passageOf(fact.id)?.facts ?? []) {
      const other = ledger.fact(id);
      if (other && other !== fact) others.push(other);
    }
    return others;
  };
}

/** The figures in one row of a table by their columns. */
export function lineAt(report: Report, table: string, row: number): Map<number, Fact> {
  const byColumn = new Map<number, Fact>();
  for (const fact of linesIn(report).get(table)?.rows[row] ?? []) {
    if (fact.column !== undefined) byColumn.set(fact.column, fact);
  }
  return byColumn;
}

/** The figures of a table by row and by column. */
interface Lines {
  rows: Fact[][];
  columns: Fact[][];
}

const NOWHERE: Lines = { rows: [], columns: [] };

const linesIn = once(({ facts }: Report): ReadonlyMap<string, Lines> => {
  const tables = new Map<string, Lines>();
  for (const fact of facts) {
    if (fact.table === undefined) continue;
    let lines = tables.get(fact.table);
    if (!lines) tables.set(fact.table, (lines = { rows: [], columns: [] }));
    if (fact.row !== undefined) (lines.rows[fact.row] ??= []).push(fact);
    if (fact.column !== undefined) (lines.columns[fact.column] ??= []).push(fact);
  }
  return tables;
});
