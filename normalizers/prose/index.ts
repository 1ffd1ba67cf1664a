import {
  SUMMARY,
  squeeze,
  type Claim,
  type Identity,
  type Notice,
  type Passage,
  type RawDocument,
  type ReportTable,
  type Scoring,
  type Statement,
} from '../../schemas/index.js';
import type { FactBook } from '../fact-book.js';
import { readClaims } from './claims.js';
import { stretchesOf } from './passages.js';
import { readStretches } from './reading.js';
import { readScores } from './scores.js';
import { readStatements } from './statements.js';

/** The figures, scores, claims and stated relations in sentences: paragraphs, layout frames and cells of prose. */
export function readProse(
  raw: RawDocument,
  tables: ReportTable[],
  identity: Identity,
  book: FactBook,
): { passages: Passage[]; scorings: Scoring[]; claims: Claim[]; statements: Statement[]; notices: Notice[] } {
  const stretches = stretchesOf(raw, tables);
  const reading = readStretches(stretches, identity, book, unitsOf(tables));
  const repeated: Statement[] = [];
  let serial = 0;
  const nextId = (): string => `st${++serial}`;
  const { scorings, total } = readScores(reading, 'p1', (stated, other) => {
    repeated.push({
      id: nextId(),
      kind: 'same',
      stated: stated.id,
      operands: [other.id],
      complete: true,
      place: stated.place,
    });
  });
  const statements = readStatements(reading.sentences, book, nextId);
  const silent = new Set(stretches.flatMap((stretch, index) => (stretch.silent ? [index] : [])));
  const claims = readClaims(reading, total, silent);
  return { passages: reading.passages, scorings, claims, statements: [...repeated, ...statements], notices: [] };
}

/** Printed names of the units that tables have rows of, longest first. */
function unitsOf(tables: readonly ReportTable[]): string[] {
  const names = new Set<string>();
  for (const table of tables) {
    if (table.project !== undefined) continue;
    for (const { subject } of table.rows) {
      if (subject === undefined || subject === SUMMARY) continue;
      const name = squeeze(subject).replace(/^\d+[、.]/u, '');
      if (name.length >= 3 && names.size < 60) names.add(name);
    }
  }
  return [...names].sort((left, right) => right.length - left.length || (left < right ? -1 : 1));
}
