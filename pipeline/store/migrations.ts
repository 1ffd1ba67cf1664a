import { STRETCH } from './keys.js';
import { CHECK_OPERANDS } from './operands.js';
import { views } from './views.js';

/**
 * The store's versions: the n-th entry leads from version n to n + 1. Never change one that was released; add one.
 *
 * Amounts, rates and scores are decimal TEXT, exactly as printed (canonical). Beside an amount stands the same in fen
 * (0.01 元) as INTEGER, beside points the same in thousandths, for SUM() and ORDER BY; NULL where that is not exact.
 * JSON columns hold the same shapes as `gouji audit --json`.
 */
export const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'interrupted')),
  version TEXT NOT NULL,
  roots TEXT NOT NULL,
  read INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  vanished INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  path TEXT NOT NULL,
  location TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified_us INTEGER NOT NULL,
  format TEXT,
  pages INTEGER,
  status TEXT NOT NULL CHECK (status IN ('read', 'failed', 'vanished')),
  error_code TEXT,
  error_zh TEXT,
  error_en TEXT,
  title TEXT,
  province TEXT,
  county TEXT,
  department TEXT,
  year TEXT,
  version TEXT NOT NULL,
  run_id INTEGER REFERENCES runs (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX documents_sha256 ON documents (sha256);
CREATE INDEX documents_department ON documents (county, department, year);
CREATE INDEX documents_run_id ON documents (run_id);

CREATE TABLE tables (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  pages TEXT NOT NULL,
  unit TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  column_count INTEGER NOT NULL,
  PRIMARY KEY (document_id, position)
) STRICT;
CREATE INDEX tables_kind ON tables (kind);

CREATE TABLE cells (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  table_id TEXT NOT NULL,
  "row" INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  row_span INTEGER NOT NULL,
  column_span INTEGER NOT NULL,
  text TEXT NOT NULL,
  page INTEGER,
  place TEXT NOT NULL,
  PRIMARY KEY (document_id, position)
) STRICT;

CREATE TABLE facts (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  concept TEXT NOT NULL,
  label TEXT NOT NULL,
  subject TEXT NOT NULL,
  period TEXT NOT NULL,
  stage TEXT NOT NULL,
  text TEXT NOT NULL,
  value TEXT NOT NULL,
  unit TEXT NOT NULL,
  amount_fen INTEGER,
  decimals INTEGER NOT NULL,
  fineness INTEGER NOT NULL,
  bound TEXT,
  source TEXT NOT NULL CHECK (source IN ('table', 'prose')),
  table_id TEXT,
  "row" INTEGER,
  "column" INTEGER,
  page INTEGER,
  line INTEGER,
  place TEXT NOT NULL,
  confidence REAL,
  alternatives TEXT,
  PRIMARY KEY (document_id, position),
  UNIQUE (document_id, id)
) STRICT;
CREATE INDEX facts_concept ON facts (concept, stage, period);

CREATE TABLE indicators (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  level1 TEXT NOT NULL,
  level2 TEXT NOT NULL,
  level3 TEXT NOT NULL,
  target TEXT NOT NULL,
  actual TEXT NOT NULL,
  weight TEXT,
  weight_milli INTEGER,
  score TEXT,
  score_milli INTEGER,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  table_id TEXT,
  "row" INTEGER,
  page INTEGER,
  line INTEGER,
  place TEXT NOT NULL,
  PRIMARY KEY (document_id, position),
  UNIQUE (document_id, id)
) STRICT;

CREATE TABLE scores (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  indicator_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  weight TEXT,
  claimed TEXT,
  low TEXT,
  high TEXT,
  verdict TEXT NOT NULL,
  formula TEXT NOT NULL,
  inputs TEXT NOT NULL,
  missing TEXT NOT NULL,
  message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL,
  PRIMARY KEY (document_id, position)
) STRICT;
CREATE INDEX scores_indicator ON scores (document_id, indicator_id);
CREATE INDEX scores_verdict ON scores (verdict);

CREATE TABLE checks (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  rule TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('holds', 'rounding', 'fails', 'unknown')),
  subject_zh TEXT NOT NULL,
  subject_en TEXT NOT NULL,
  stated TEXT,
  computed TEXT,
  difference TEXT,
  tolerance TEXT,
  unit TEXT NOT NULL,
  operands TEXT NOT NULL,
  PRIMARY KEY (document_id, position),
  UNIQUE (document_id, id)
) STRICT;
CREATE INDEX checks_outcome ON checks (outcome, rule);

CREATE TABLE findings (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  check_id TEXT,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('discrepancy', 'suspicious', 'rounding')),
  subject TEXT NOT NULL,
  stated TEXT,
  expected TEXT,
  difference TEXT,
  unit TEXT NOT NULL,
  operands TEXT NOT NULL,
  message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL,
  causes TEXT NOT NULL,
  consequence_of TEXT,
  PRIMARY KEY (document_id, position),
  UNIQUE (document_id, id)
) STRICT;
CREATE INDEX findings_id ON findings (id);
CREATE INDEX findings_severity ON findings (severity, rule);

CREATE TABLE notices (
  document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL,
  place TEXT,
  PRIMARY KEY (document_id, position)
) STRICT;

-- Of an auditor, about a finding by its stable id: it outlives the rows of a document that is read again.
CREATE TABLE decisions (
  finding_id TEXT PRIMARY KEY,
  decision TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  decided_by TEXT NOT NULL DEFAULT '',
  decided_at TEXT NOT NULL
) STRICT;
` + views(),
  // What a document counts in the summary of a run, so that it need not be counted again; and no indexes whose places lie
  // far apart for the rows of one document: keeping them cost as much as the rows. Whole tables are read faster.
  `
ALTER TABLE documents ADD COLUMN tally TEXT;
DROP INDEX tables_kind;
DROP INDEX facts_concept;
DROP INDEX scores_verdict;
DROP INDEX checks_outcome;
`,
  // Two thirds of the bytes and a third of the time: operands as references to facts (operands.ts), and no index for each
  // row of the large tables (keys.ts). What is stored already is renumbered, and its operands stay whole. A document takes
  // its rows with it even where a browser of databases does not heed foreign keys.
  `
DROP VIEW income;
DROP VIEW expenditure;
DROP VIEW three_public;
DROP VIEW indicator_scores;
DROP VIEW open_findings;
ALTER TABLE documents ADD COLUMN first_key INTEGER;
UPDATE documents SET first_key = rowid * ${STRETCH};
CREATE UNIQUE INDEX documents_first_key ON documents (first_key);

ALTER TABLE cells RENAME TO old_cells;
CREATE TABLE cells (
  key INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  table_id TEXT NOT NULL,
  "row" INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  row_span INTEGER NOT NULL,
  column_span INTEGER NOT NULL,
  text TEXT NOT NULL,
  page INTEGER,
  place TEXT NOT NULL
) STRICT;
${renumbered('cells')}

ALTER TABLE facts RENAME TO old_facts;
ALTER TABLE old_facts ADD COLUMN name TEXT;
CREATE TABLE facts (
  key INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  concept TEXT NOT NULL,
  label TEXT NOT NULL,
  subject TEXT NOT NULL,
  period TEXT NOT NULL,
  stage TEXT NOT NULL,
  text TEXT NOT NULL,
  value TEXT NOT NULL,
  unit TEXT NOT NULL,
  amount_fen INTEGER,
  decimals INTEGER NOT NULL,
  fineness INTEGER NOT NULL,
  bound TEXT,
  source TEXT NOT NULL CHECK (source IN ('table', 'prose')),
  table_id TEXT,
  "row" INTEGER,
  "column" INTEGER,
  page INTEGER,
  line INTEGER,
  place TEXT NOT NULL,
  confidence REAL,
  alternatives TEXT,
  name TEXT
) STRICT;
${renumbered('facts')}

ALTER TABLE checks RENAME TO old_checks;
CREATE TABLE checks (
  key INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  rule TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('holds', 'rounding', 'fails', 'unknown')),
  subject_zh TEXT NOT NULL,
  subject_en TEXT NOT NULL,
  stated TEXT,
  computed TEXT,
  difference TEXT,
  tolerance TEXT,
  unit TEXT NOT NULL,
  operands TEXT NOT NULL
) STRICT;
${renumbered('checks')}

CREATE TRIGGER documents_rows AFTER DELETE ON documents BEGIN
${deletionOfRows(['cells', 'facts', 'checks'])}
END;
` +
    views() +
    CHECK_OPERANDS,
  // A quarter of the bytes that a document has written: the small tables like the large ones, and no index that nothing
  // looks up. Each of them had another page of the file written for each document.
  `
DROP VIEW income;
DROP VIEW expenditure;
DROP VIEW three_public;
DROP VIEW indicator_scores;
DROP VIEW open_findings;
DROP VIEW check_operands;
DROP TRIGGER documents_rows;
DROP INDEX documents_sha256;
DROP INDEX documents_department;
DROP INDEX documents_run_id;
DROP INDEX scores_indicator;
DROP INDEX findings_id;
DROP INDEX findings_severity;

ALTER TABLE tables RENAME TO old_tables;
CREATE TABLE tables (
  key INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  pages TEXT NOT NULL,
  unit TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  column_count INTEGER NOT NULL
) STRICT;
${renumbered('tables')}

ALTER TABLE indicators RENAME TO old_indicators;
CREATE TABLE indicators (
  key INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  level1 TEXT NOT NULL,
  level2 TEXT NOT NULL,
  level3 TEXT NOT NULL,
  target TEXT NOT NULL,
  actual TEXT NOT NULL,
  weight TEXT,
  weight_milli INTEGER,
  score TEXT,
  score_milli INTEGER,
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  table_id TEXT,
  "row" INTEGER,
  page INTEGER,
  line INTEGER,
  place TEXT NOT NULL
) STRICT;
${renumbered('indicators')}

ALTER TABLE scores RENAME TO old_scores;
CREATE TABLE scores (
  key INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  indicator_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  weight TEXT,
  claimed TEXT,
  low TEXT,
  high TEXT,
  verdict TEXT NOT NULL,
  formula TEXT NOT NULL,
  inputs TEXT NOT NULL,
  missing TEXT NOT NULL,
  message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL
) STRICT;
${renumbered('scores')}

ALTER TABLE findings RENAME TO old_findings;
CREATE TABLE findings (
  key INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  check_id TEXT,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('discrepancy', 'suspicious', 'rounding')),
  subject TEXT NOT NULL,
  stated TEXT,
  expected TEXT,
  difference TEXT,
  unit TEXT NOT NULL,
  operands TEXT NOT NULL,
  message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL,
  causes TEXT NOT NULL,
  consequence_of TEXT
) STRICT;
${renumbered('findings')}

ALTER TABLE notices RENAME TO old_notices;
CREATE TABLE notices (
  key INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  message_zh TEXT NOT NULL,
  message_en TEXT NOT NULL,
  place TEXT
) STRICT;
${renumbered('notices')}

CREATE TRIGGER documents_rows AFTER DELETE ON documents BEGIN
${deletionOfRows(['tables', 'cells', 'facts', 'indicators', 'scores', 'checks', 'findings', 'notices'])}
END;
` +
    views() +
    CHECK_OPERANDS,
];

function renumbered(table: string): string {
  return `INSERT INTO ${table} SELECT d.first_key + o.position, o.* FROM documents d JOIN old_${table} o ON o.document_id = d.id
  ORDER BY d.first_key, o.position;
DROP TABLE old_${table};`;
}

function deletionOfRows(tables: readonly string[]): string {
  return tables
    .map((table) => `  DELETE FROM ${table} WHERE key >= old.first_key AND key < old.first_key + ${STRETCH};`)
    .join('\n');
}
