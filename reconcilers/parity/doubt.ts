import {
  DOUBTFUL,
  addUnder,
  once,
  squeeze,
  type Cause,
  type Fact,
  type Line,
  type ReportCell,
  type ReportTable,
} from '../../schemas/index.js';
import { quoted } from '../figure.js';
import type { Ledger } from '../ledger.js';

/**
 * Where a relation fails and something that it rests on was read doubtfully, the reader is likelier at fault than the
 * report: the cause that says so, or nothing when all is clear. It rests on its figures, on the words that say what
 * they are, and on every cell among them: one that was misread as no figure is missing from its sum.
 */
export function readingCause(facts: readonly Fact[], ledger: Ledger): Cause | undefined {
  const figures = facts.filter(isDoubtful);
  const words = wordsInDoubt(facts, ledger);
  if (figures.length + words.length === 0) return undefined;
  const name = (fact: Fact, or: string): string =>
    `${quoted(ledger.label(fact))} ${[fact.text, ...(fact.alternatives ?? []).slice(0, 2)].join(or)}`;
  return causeOf((or) => [...figures.map((fact) => name(fact, or)), ...words]);
}

/** What is doubtful besides the figures, quoted: the words that say what they are, and cells among them. */
export function wordsInDoubt(facts: readonly Fact[], ledger: Ledger): string[] {
  return [
    ...facts.filter(({ labelConfidence = 1 }) => labelConfidence < DOUBTFUL).map((fact) => quoted(ledger.label(fact))),
    ...cellsAround(facts, ledger).map(({ text }) => quoted(squeeze(text).slice(0, LONGEST))),
  ];
}

/** The cause where words, a rule or a target, were read doubtfully. */
export function wordingCause(words: string): Cause {
  return causeOf(() => [quoted(words.slice(0, LONGEST))]);
}

function causeOf(doubtful: (or: string) => string[]): Cause {
  const told = (or: string): string[] => [...new Set(doubtful(or))].slice(0, MOST);
  return {
    kind: 'reading',
    message: {
      zh: `读数存疑，更可能是识别有误：${told(' 或 ').join('；')}。请对照原图`,
      en: `reading doubtful, the reader is likelier at fault than the report: ${told(' or ').join('; ')}; compare with the picture`,
    },
  };
}

/** Whether a figure may be another one, as far as the picture tells. */
export function isDoubtful({ confidence = 1 }: Pick<Fact, 'confidence'>): boolean {
  return confidence < DOUBTFUL;
}

/** Doubtful stretches told in a message, and characters of each. */
const MOST = 6;
const LONGEST = 24;

/**
 * Doubtful cells that are none of the figures, in the rows and columns that these take up, labels included: what was
 * misread may be no figure any more, or no longer add up to be one of the parts.
 */
function cellsAround(facts: readonly Fact[], ledger: Ledger): ReportCell[] {
  const byTable = new Map<ReportTable, Fact[]>();
  for (const fact of facts) {
    const table = fact.source === 'table' ? ledger.table(fact.table) : undefined;
    if (!table) continue;
    addUnder(byTable, table, fact);
  }
  return [...byTable].flatMap(([table, own]) => {
    const ids = new Set(own.map(({ id }) => id));
    const doubtful = doubtfulCells(table).filter((cell) => !cell.facts.some((id) => ids.has(id)));
    if (doubtful.length === 0) return [];
    const rows = own.flatMap(({ row }) => row ?? []);
    const columns = own.flatMap(({ column }) => column ?? []);
    const [top, bottom] = [Math.min(...rows), Math.max(...rows)];
    const [left, right] = [Math.min(...columns), Math.max(...columns)];
    return doubtful.filter((cell) => {
      const inColumns =
        (cell.column <= right && cell.column + cell.colSpan > left) || isPart(cell.column, table.columns, columns);
      if (cell.row < table.headerRows) return inColumns;
      const inRows = (cell.row <= bottom && cell.row + cell.rowSpan > top) || isPart(cell.row, table.rows, rows);
      return inRows && (inColumns || (cell.column < left && cell.text.length <= LONGEST_LABEL));
    });
  });
}

/** Whether the line at `index` is a part of one of the totals. */
function isPart(index: number, lines: readonly Line[], totals: readonly number[]): boolean {
  const partOf = lines.find((line) => line.index === index)?.partOf ?? null;
  return partOf !== null && totals.includes(partOf);
}

/** Cells longer than this are sentences, not labels. */
const LONGEST_LABEL = 30;

const doubtfulCells: (table: ReportTable) => ReportCell[] = once((table) =>
  table.cells.filter(({ confidence = 1 }) => confidence < DOUBTFUL),
);
