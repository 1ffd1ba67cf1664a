import type { Claim, Identity, Notice, Passage, RawDocument, ReportTable, Scoring, Statement } from '../../schemas/index.js';
import type { FactBook } from '../fact-book.js';

/** The figures, scores, claims and stated relations in sentences: paragraphs, layout frames and cells of prose. */
export function readProse(
  _raw: RawDocument,
  _tables: ReportTable[],
  _identity: Identity,
  _book: FactBook,
): { passages: Passage[]; scorings: Scoring[]; claims: Claim[]; statements: Statement[]; notices: Notice[] } {
  return { passages: [], scorings: [], claims: [], statements: [], notices: [] };
}
