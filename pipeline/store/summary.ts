import { Outcome, Severity } from '../../schemas/index.js';
import type { Message, Verdict } from '../../schemas/index.js';
import type { Store } from './store.js';

/** How a run ended: what it did, and what the store now holds of the files that it was given. */
export interface IngestSummary {
  documents: { found: number; read: number; unchanged: number; failed: number; vanished: number };
  failures: { path: string; code: string; message: Message }[];
  tables: number;
  facts: number;
  checks: Record<Outcome, number>;
  scores: Partial<Record<Verdict, number>>;
  findings: Record<Severity, number>;
  interrupted: boolean;
  seconds: number;
}

export interface RunCounts {
  read: number;
  unchanged: number;
  failed: number;
  vanished: number;
  interrupted: boolean;
  seconds: number;
}

/** Counts tables, facts, checks and findings of the documents at these locations, unchanged ones included. */
export function summarize(store: Store, locations: readonly string[], run: RunCounts): IngestSummary {
  store.exec('CREATE TEMP TABLE IF NOT EXISTS given (location TEXT PRIMARY KEY) STRICT; DELETE FROM given');
  const insert = store.prepare('INSERT OR IGNORE INTO given VALUES (?)');
  store.transaction(() => locations.forEach((location) => insert.run(location)))();
  const documents = "SELECT d.id FROM documents d JOIN given g ON g.location = d.location WHERE d.status <> 'vanished'";
  const count = (table: string): number =>
    Number(store.prepare(`SELECT count(*) FROM ${table} WHERE document_id IN (${documents})`).pluck().get());
  const counts = (table: string, column: string): Record<string, number> =>
    Object.fromEntries(
      store
        .prepare(`SELECT ${column}, count(*) FROM ${table} WHERE document_id IN (${documents}) GROUP BY 1 ORDER BY 1`)
        .raw()
        .all() as [string, number][],
    );
  const failures = store
    .prepare<[], { path: string; code: string; zh: string; en: string }>(
      `SELECT path, error_code AS code, error_zh AS zh, error_en AS en FROM documents
       WHERE id IN (${documents}) AND status = 'failed' ORDER BY path, id`,
    )
    .all();
  return {
    documents: {
      found: locations.length,
      read: run.read,
      unchanged: run.unchanged,
      failed: failures.length,
      vanished: run.vanished,
    },
    failures: failures.map(({ path, code, zh, en }) => ({ path, code, message: { zh, en } })),
    tables: count('tables'),
    facts: count('facts'),
    checks: every(Outcome.options, counts('checks', 'outcome')),
    scores: counts('scores', 'verdict'),
    findings: every(Severity.options, counts('findings', 'severity')),
    interrupted: run.interrupted,
    seconds: Math.round(run.seconds * 10) / 10,
  };
}

function every<Key extends string>(keys: readonly Key[], counts: Record<string, number>): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, counts[key] ?? 0])) as Record<Key, number>;
}
