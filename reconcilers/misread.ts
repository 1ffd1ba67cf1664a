import type { Cause, Fact } from '../schemas/index.js';
import type { Ledger } from './ledger.js';
import type { Trial } from './test-all.js';

/**
 * Tables of a text whose columns were guessed, and whose figures then fail to tie in so many places that the guess is
 * likelier wrong than the report. Tells the cause for a trial that rests on such a table; nothing for all others.
 *
 * One wrong figure breaks its row, its column and a total; columns that were mixed up break one rule in most rows. So a
 * table is misread where at least half of the relations of one rule fail, or a third of all; of a rule that was tested
 * but once nobody knows, and it accuses no one either.
 */
export function misreadTables(trials: readonly Trial[], ledger: Ledger): (trial: Trial) => Cause | undefined {
  if (!ledger.report.tables.some(({ guessed }) => guessed)) return () => undefined;
  const counts = new Map<string, Count>();
  for (const trial of trials) {
    const { outcome, relation } = trial.tested;
    if (outcome === 'unknown') continue;
    for (const table of guessedTablesOf(trial, ledger)) {
      for (const key of [table, `${table} ${relation.rule}`]) {
        const count = counts.get(key) ?? { failing: 0, all: 0 };
        counts.set(key, { failing: count.failing + (outcome === 'fails' ? 1 : 0), all: count.all + 1 });
      }
    }
  }
  const misread = new Set<string>();
  for (const [key, { failing, all }] of counts) {
    const [table = '', rule] = key.split(' ');
    if (rule === undefined ? failing * 3 >= all && failing > 1 : failing * 2 >= all && failing > 1) misread.add(table);
  }
  return (trial) => {
    const tables = guessedTablesOf(trial, ledger);
    const doubtful = tables.filter(
      (table) => misread.has(table) || counts.get(`${table} ${trial.tested.relation.rule}`)?.all === 1,
    );
    return doubtful.length > 0 ? causeOf(doubtful.map((table) => ledger.table(table)?.title ?? '')) : undefined;
  };
}

interface Count {
  failing: number;
  all: number;
}

function guessedTablesOf(trial: Trial, ledger: Ledger): string[] {
  const facts = trial.facts.flatMap((id) => ledger.fact(id) ?? []);
  const tables = new Set(facts.flatMap(({ table }: Fact) => (ledger.table(table)?.guessed ? (table ?? []) : [])));
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
