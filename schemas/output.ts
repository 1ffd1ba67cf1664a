import { z } from 'zod';
import { Check, Finding, ScoreVerdict } from './assessment.js';
import { Notice } from './notice.js';
import { Fact, Identity, Indicator, TableKind } from './report.js';

/** What `gouji tables --json` writes: anchor cells only, 0-based. */
export const TablesOutput = z.object({
  document: z.object({ path: z.string(), format: z.string(), pages: z.number().int() }),
  tables: z.array(
    z.object({
      title: z.string(),
      pages: z.array(z.number().int()),
      rows: z.number().int(),
      columns: z.number().int(),
      cells: z.array(
        z.object({
          row: z.number().int(),
          column: z.number().int(),
          rowSpan: z.number().int(),
          colSpan: z.number().int(),
          text: z.string(),
          confidence: z.number().optional(),
        }),
      ),
    }),
  ),
  paragraphs: z.array(z.string()),
  notices: z.array(Notice),
});
export type TablesOutput = z.infer<typeof TablesOutput>;

/** What `gouji audit --json` writes. */
export const AuditOutput = z.object({
  document: Identity.extend({
    path: z.string(),
    sha256: z.string(),
    format: z.string(),
    pages: z.number().int(),
  }),
  tables: z.array(
    z.object({
      id: z.string(),
      kind: TableKind,
      title: z.string(),
      pages: z.array(z.number().int()),
      unit: z.string(),
    }),
  ),
  facts: z.array(Fact),
  indicators: z.array(Indicator),
  scores: z.array(ScoreVerdict),
  checks: z.array(Check),
  findings: z.array(Finding),
  notices: z.array(Notice),
});
export type AuditOutput = z.infer<typeof AuditOutput>;
