import type { OcrMode } from '../ocr-models.js';

/** The options of each command as they come from the command line. */
interface ReadFlags {
  timeout: number;
  memory: number;
  password?: string;
  ocr: OcrMode;
  json?: true;
}

export interface IngestFlags extends ReadFlags {
  db: string;
  jobs: number;
  failOn?: FailOn;
}

export interface AuditFlags extends ReadFlags {
  failOn?: FailOn;
}

export type TablesFlags = ReadFlags;

export interface FindingsFlags {
  db: string;
  document?: string;
  severity?: 'discrepancy' | 'suspicious' | 'rounding';
  failOn?: FailOn;
  json?: true;
}

export interface RuleFlags {
  json?: true;
}

export interface ExportFlags {
  out: string;
  db: string;
  format: string;
  bom: boolean;
  json?: true;
}

export interface ReviewFlags {
  db: string;
  port?: number;
}

export type FailOn = 'discrepancy' | 'suspicious';
