import type { Claim, Identity, Indicator, Notice, ReportTable, Scoring } from '../../schemas/index.js';
import type { FactBook } from '../fact-book.js';

/** Indicators, weights, scores and grades of score sheets, indicator tables and covers, and the trees they form. */
export function readScorings(
  _tables: ReportTable[],
  _identity: Identity,
  _book: FactBook,
): { indicators: Indicator[]; scorings: Scoring[]; claims: Claim[]; notices: Notice[] } {
  return { indicators: [], scorings: [], claims: [], notices: [] };
}
