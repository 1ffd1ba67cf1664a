import type { Cause } from '../schemas/index.js';
import type { Ledger } from './ledger.js';
import type { Trial } from './test-all.js';

/** Tells why facts that do not tie may have been read in wrong columns; nothing where their tables are sure. */
export type MisreadCause = (facts: readonly string[], rule?: string) => Cause | undefined;

/**
 * Tables of a text whose columns were guessed, and whose figures then fail to tie in so many places that the guess is
 * likelier wrong than the report.
 *
 * One wrong figure breaks its row, its column and a total, which follow from one another; columns that were mixed up
 * break one rule in many rows. So a table is misread where half of the relations of one rule fail, or a quarter and
 * several of them for reasons of their own, or three. Of a rule that was tested but once nobody knows, nor where a line
 * beside the table could not be read: neither accuses anyone.
 */
export function misreadTables(
  trials: readonly Trial[],
  rootOf: ReadonlyMap<Trial, Trial>,
  ledger: Ledger,
): MisreadCause {
  if (!ledger.report.tables.some(({ guessed }) => guessed)) return () => undefined;
  const counts = new Map<string, Count>();
  const tablesOf = (facts: readonly string[]) => guessedTablesOf(facts, ledger);
  for (const trial of trials) {
    const { outcome, relation } = trial.tested;
    if (outcome === 'unknown') continue;
    for (const table of tablesOf(trial.facts)) {
      for (const key of [table, `${table} ${relation.rule}`]) {
        const count = counts.get(key) ?? { failing: 0, roots: 0, all: 0 };
        counts.set(key, count);
        count.all++;
        if (outcome !== 'fails') continue;
        count.failing++;
        if (!rootOf.has(trial)) count.roots++;
      }
    }
  }
  const misread = new Set(ledger.report.tables.flatMap(({ id, guessed }) => (guessed === 'rows' ? id : [])));
  for (const [key, { failing, roots, all }] of counts) {
    const [table = ''] = key.split(' ');
    const most = key === table ? roots > 2 || failing * 3 >= all : failing * 2 >= all;
    if (failing > 1 && (most || (roots > 1 && failing * 4 >= all))) misread.add(table);
  }
  return (facts, rule) => {
    const doubtful = tablesOf(facts).filter(
      (table) => misread.has(table) || (rule !== undefined && counts.get(`${table} ${rule}`)?.all === 1),
    );
    return doubtful.length > 0 ? causeOf(doubtful.map((table) => ledger.table(table)?.title ?? '')) : undefined;
  };
}

interface Count {
  failing: number;
  /** Failing ones that follow from no other. */
  roots: number;
  all: number;
}

function guessedTablesOf(facts: readonly string[], ledger: Ledger): string[] {
  const tables = new Set<string>();
  for (const id of facts) {
    const table = ledger.table(ledger.fact(id)?.table);
    if (table?.guessed) tables.add(table.id);
  }
  return [...tables];
}

function causeOf(titles: readonly string[]): Cause {
  const named = titles.filter((title) => title !== '').map((title) => `“${title}”`);
  return {
    kind: 'reading',
    message: {
      zh: `文本中没有列的界线，${named.join('、') || '此表'}的列是推断的，更可能是读错了列。请对照原件`,
      en: `the text shows no borders between columns; those of ${named.join(', ') || 'this table'} were guessed and are likelier wrong than the report; compare with the original`,
    },
  };
}
