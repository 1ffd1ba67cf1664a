import type { Identity, Notice, RawDocument, ReportTable } from '../../schemas/index.js';

/** The forms (logical tables) of a document: recognised by their labels, on their own grids, facts not yet read. */
export function findForms(_raw: RawDocument, _identity: Identity): { tables: ReportTable[]; notices: Notice[] } {
  return { tables: [], notices: [] };
}
