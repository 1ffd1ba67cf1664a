import { existsSync, readFileSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { MIGRATIONS } from './migrations.js';
import { foreignDatabase, isReadOnly, newerDatabase, noDatabase, refusalInUse, refusalToOpen } from './refusals.js';

export type Store = Database.Database;

/** Opens the store for writing, makes it where there is none, and brings an older one up to date. */
export function openStore(path: string): Store {
  let store: Store | undefined;
  try {
    store = new Database(path, { timeout: 30_000 });
    store.pragma('page_size = 8192');
    store.pragma('journal_mode = WAL');
    store.pragma('synchronous = NORMAL');
    // 32 MB of log: a page that several documents fill is copied into the database once.
    store.pragma('wal_autocheckpoint = 4000');
    store.pragma('foreign_keys = ON');
    migrate(store, path);
    return store;
  } catch (error) {
    store?.close();
    throw refusalToOpen(error, path);
  }
}

/**
 * Has an existing store read, and closes it.
 *
 * @throws ConfigurationError where there is none, or it cannot be read
 */
export function readStore<Result>(path: string, read: (store: Store) => Result): Result {
  if (!existsSync(path)) throw noDatabase(path);
  const store = openToRead(path);
  try {
    return read(store);
  } catch (error) {
    throw refusalInUse(error, path);
  } finally {
    store.close();
  }
}

/** From a disc or a share that may not be written, as a copy in memory: SQLite wants to put its log beside the file. */
function openToRead(path: string): Store {
  try {
    return openStore(path);
  } catch (error) {
    const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
    if (!isReadOnly(error) || !statSync(path).isFile() || (log && log.size > 0)) throw error;
    const bytes = readFileSync(path);
    // Versions of the format for writing and reading: 2 has a log beside the file, 1 has none.
    bytes.fill(1, 18, 20);
    const store = new Database(bytes);
    migrate(store, path);
    return store;
  }
}

function migrate(store: Store, path: string): void {
  const version = Number(store.pragma('user_version', { simple: true }));
  if (version > MIGRATIONS.length) throw newerDatabase(path);
  if (version === MIGRATIONS.length) return;
  const foreign = store.prepare("SELECT count(*) FROM sqlite_master WHERE type = 'table'").pluck().get();
  if (version === 0 && foreign !== 0) throw foreignDatabase(path);
  store
    .transaction(() => {
      // Read again inside the lock: another process may have been faster.
      const from = Number(store.pragma('user_version', { simple: true }));
      for (const migration of MIGRATIONS.slice(from)) store.exec(migration);
      store.pragma(`user_version = ${MIGRATIONS.length}`);
    })
    .immediate();
}
