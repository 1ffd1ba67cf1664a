import type { Finding, Severity } from '../../schemas/index.js';
import { ConfigurationError } from '../configuration.js';
import type { Store } from './store.js';

/** A flag of the store with its document, in the shape of `gouji findings --json`. */
export interface StoredFinding extends Finding {
  document: { id: string; path: string; county: string; department: string; year: string };
  decision: string | null;
}

interface Row {
  document_id: string;
  path: string;
  county: string;
  department: string;
  year: string;
  id: string;
  check_id: string | null;
  rule: string;
  severity: Severity;
  subject: string;
  stated: string | null;
  expected: string | null;
  difference: string | null;
  unit: string;
  operands: string;
  message_zh: string;
  message_en: string;
  causes: string;
  consequence_of: string | null;
  decision: string | null;
}

export interface FindingFilter {
  /** Id or path of a document. */
  document?: string;
  severity?: Severity;
}

/**
 * By document and then as printed.
 *
 * @throws ConfigurationError for a document that the store does not hold.
 */
export function storedFindings(store: Store, { document, severity }: FindingFilter): StoredFinding[] {
  const known = store.prepare(
    'SELECT 1 FROM documents WHERE id = @document OR path = @document OR location = @document',
  );
  if (document !== undefined && !known.get({ document })) {
    throw new ConfigurationError({
      zh: `数据库中没有文档 ${document}。请用编号或相对路径指定；gouji export 的 documents.csv 列有全部文档。`,
      en: `The database holds no document ${document}. Name it by id or relative path; documents.csv of gouji export lists them all.`,
    });
  }
  const rows = store
    .prepare<{ document: string | null; severity: string | null }, Row>(
      `SELECT d.id AS document_id, d.path, d.county, d.department, d.year, f.*, e.decision
       FROM findings f
       JOIN documents d ON d.id = f.document_id
       LEFT JOIN decisions e ON e.finding_id = f.id
       WHERE d.status = 'read' AND (@severity IS NULL OR f.severity = @severity)
         AND (@document IS NULL OR @document IN (d.id, d.path, d.location))
       ORDER BY d.path, d.id, f.position`,
    )
    .all({ document: document ?? null, severity: severity ?? null });
  return rows.map((row) => ({
    id: row.id,
    document: {
      id: row.document_id,
      path: row.path,
      county: row.county,
      department: row.department,
      year: row.year,
    },
    check: row.check_id,
    rule: row.rule,
    severity: row.severity,
    subject: row.subject,
    stated: row.stated,
    expected: row.expected,
    difference: row.difference,
    unit: row.unit,
    operands: JSON.parse(row.operands) as Finding['operands'],
    message: { zh: row.message_zh, en: row.message_en },
    causes: JSON.parse(row.causes) as Finding['causes'],
    consequenceOf: row.consequence_of,
    decision: row.decision,
  }));
}
