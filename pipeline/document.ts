import { createHash } from 'node:crypto';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import type { Limits } from '../extractors/index.js';
import { normalize } from '../normalizers/index.js';
import { assess, settleReadings, withSettledReadings } from '../reconcilers/index.js';
import type { Assessment, AuditOutput, RawDocument, RawTable, Report, TablesOutput } from '../schemas/index.js';
import type { OcrMode } from './ocr-models.js';
import { ocrOptions } from './ocr-models.js';

export interface ReadOptions {
  /** How the document is called in the output; nothing else depends on it. */
  path?: string;
  password?: string;
  limits?: Partial<Limits>;
  /** When pictures of pages are read; `auto` by default. */
  ocr?: OcrMode;
  /** A file that keeps what was read on scanned pages, for the next time. */
  ocrCache?: string;
}

/** All stages of one document, joined. */
export interface AuditedDocument {
  sha256: string;
  raw: RawDocument;
  report: Report;
  assessment: Assessment;
}

/**
 * bytes → RawDocument → Report → Assessment.
 *
 * @throws UnreadableError for what cannot be read.
 */
export async function auditBytes(bytes: Uint8Array, options: ReadOptions = {}): Promise<AuditedDocument> {
  // First: a reader may hand its bytes over to an engine that keeps them.
  const sha256 = sha256Of(bytes);
  const read = await readBytes(bytes, options);
  const first = normalize(read);
  // Doubtful readings of a scan that the sums decide are read again with them.
  const settlements = settleReadings(first);
  const raw = settlements.length > 0 ? withSettledReadings(read, settlements) : read;
  const report = raw === read ? first : normalize(raw);
  return { sha256, raw, report, assessment: assess(report) };
}

/** bytes → RawDocument. */
export function readBytes(bytes: Uint8Array, options: ReadOptions = {}): Promise<RawDocument> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const ocr = ocrOptions(options.ocr ?? 'auto', options.ocrCache);
  return extract(bytes, {
    limits,
    ...(options.password === undefined ? {} : { password: options.password }),
    ...(ocr ? { ocr } : {}),
  });
}

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What `gouji audit --json` writes. */
export function auditOutput({ sha256, raw, report, assessment }: AuditedDocument, path: string): AuditOutput {
  return {
    document: { path, sha256, format: raw.format, pages: raw.pages.length, ...report.identity },
    tables: report.tables.map(({ id, kind, title, pages, unit }) => ({ id, kind, title, pages, unit })),
    facts: report.facts,
    indicators: report.indicators,
    scores: assessment.scores,
    checks: assessment.checks,
    findings: assessment.findings,
    notices: [...raw.notices, ...report.notices, ...assessment.notices],
  };
}

/** What `gouji tables --json` writes: a table inside a cell follows the table that it stands in. */
export function tablesOutput(raw: RawDocument, path: string): TablesOutput {
  const tables: TablesOutput['tables'] = [];
  const add = (table: RawTable): void => {
    tables.push({
      title: table.title ?? '',
      pages: table.pages,
      rows: table.rows,
      columns: table.columns,
      cells: table.cells.map(({ row, column, rowSpan, colSpan, text, confidence }) => ({
        row,
        column,
        rowSpan,
        colSpan,
        text,
        ...(confidence === undefined ? {} : { confidence }),
      })),
    });
    for (const cell of table.cells) cell.tables?.forEach(add);
  };
  const paragraphs: string[] = [];
  for (const block of raw.blocks) {
    if (block.kind === 'table') add(block);
    else paragraphs.push(block.text);
  }
  return {
    document: { path, format: raw.format, pages: raw.pages.length },
    tables,
    paragraphs,
    notices: raw.notices,
  };
}
