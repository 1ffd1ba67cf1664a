import type { Message, Outcome, Severity, Verdict } from '../../schemas/index.js';
import type { Tally } from './rows.js';
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

const NO_CHECKS: Record<Outcome, number> = { holds: 0, rounding: 0, fails: 0, unknown: 0 };
const NO_FINDINGS: Record<Severity, number> = { discrepancy: 0, suspicious: 0, rounding: 0 };

interface Row {
  path: string;
  status: 'read' | 'failed';
  code: string | null;
  zh: string | null;
  en: string | null;
  tally: string | null;
}

/** Adds up the tables, facts, checks and findings of the documents at these locations, unchanged ones included. */
export function summarize(store: Store, locations: readonly string[], run: RunCounts): IngestSummary {
  store.exec('CREATE TEMP TABLE IF NOT EXISTS given (location TEXT PRIMARY KEY) STRICT; DELETE FROM given');
  const insert = store.prepare('INSERT OR IGNORE INTO given VALUES (?)');
  store.transaction(() => locations.forEach((location) => insert.run(location)))();
  const documents = store.prepare<[], Row>(
    `SELECT path, status, error_code AS code, error_zh AS zh, error_en AS en, tally
     FROM documents WHERE location IN (SELECT location FROM given) AND status <> 'vanished' ORDER BY path, id`,
  );
  const failures: IngestSummary['failures'] = [];
  const total = { tables: 0, facts: 0, checks: { ...NO_CHECKS }, scores: {}, findings: { ...NO_FINDINGS } };
  for (const { path, status, code, zh, en, tally } of documents.iterate()) {
    if (status === 'failed') failures.push({ path, code: code ?? '', message: { zh: zh ?? '', en: en ?? '' } });
    if (tally !== null) addTo(total, JSON.parse(tally) as Tally);
  }
  return {
    documents: {
      found: locations.length,
      read: run.read,
      unchanged: run.unchanged,
      failed: failures.length,
      vanished: run.vanished,
    },
    failures,
    ...total,
    scores: inOrder(total.scores),
    interrupted: run.interrupted,
    seconds: Math.round(run.seconds * 10) / 10,
  };
}

function addTo(total: Tally, tally: Tally): void {
  total.tables += tally.tables;
  total.facts += tally.facts;
  addCounts(total.checks, tally.checks);
  addCounts(total.scores, tally.scores);
  addCounts(total.findings, tally.findings);
}

function addCounts(total: Partial<Record<string, number>>, counts: Partial<Record<string, number>>): void {
  for (const [key, count] of Object.entries(counts)) total[key] = (total[key] ?? 0) + (count ?? 0);
}

function inOrder<Counts extends object>(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))) as Counts;
}
