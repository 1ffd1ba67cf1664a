import type { RawDocument, Report } from '../schemas/index.js';
import { carryDoubts } from './doubt.js';
import { FactBook } from './fact-book.js';
import { findForms } from './forms/index.js';
import { identify } from './identity.js';
import { readProse } from './prose/index.js';
import { readScorings } from './scoring/index.js';
import { readTableFacts } from './table-facts.js';

/**
 * RawDocument → Report: who and when, the forms inside the physical tables, the figures in them and in the sentences,
 * the indicators and score trees. A pure function; judges nothing.
 */
export function normalize(raw: RawDocument): Report {
  const book = new FactBook();
  const identity = identify(raw);
  const forms = findForms(raw, identity);
  readTableFacts(forms.tables, identity, book);
  const scorings = readScorings(forms.tables, identity, book);
  const prose = readProse(raw, forms.tables, identity, book);
  carryDoubts({ tables: forms.tables, indicators: scorings.indicators });
  return {
    identity,
    tables: forms.tables,
    facts: book.facts,
    indicators: scorings.indicators,
    scorings: [...scorings.scorings, ...prose.scorings],
    claims: [...scorings.claims, ...prose.claims],
    statements: prose.statements,
    passages: prose.passages,
    notices: [...forms.notices, ...scorings.notices, ...prose.notices],
  };
}
