import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ConfigurationError } from '../configuration.js';
import { MIGRATIONS } from './migrations.js';

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
    throw asConfigurationError(error, path);
  }
}

/** Opens an existing store for reading. */
export function openExistingStore(path: string): Store {
  if (!existsSync(path)) {
    throw new ConfigurationError({
      zh: `没有找到数据库 ${path}。请先运行 gouji ingest <文件夹> --db ${path}。`,
      en: `There is no database ${path}. Run gouji ingest <folder> --db ${path} first.`,
    });
  }
  return openStore(path);
}

function migrate(store: Store, path: string): void {
  const version = Number(store.pragma('user_version', { simple: true }));
  if (version > MIGRATIONS.length) {
    throw new ConfigurationError({
      zh: `数据库 ${path} 由更新版本的 gouji 写成。请升级 gouji，或用 --db 指定另一个文件。`,
      en: `The database ${path} was written by a newer gouji. Upgrade gouji, or name another file with --db.`,
    });
  }
  if (version === MIGRATIONS.length) return;
  const foreign = store.prepare("SELECT count(*) FROM sqlite_master WHERE type = 'table'").pluck().get();
  if (version === 0 && foreign !== 0) throw notOurs(path);
  store
    .transaction(() => {
      // Read again inside the lock: another process may have been faster.
      const from = Number(store.pragma('user_version', { simple: true }));
      for (const migration of MIGRATIONS.slice(from)) store.exec(migration);
      store.pragma(`user_version = ${MIGRATIONS.length}`);
    })
    .immediate();
}

function asConfigurationError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError) && !(error instanceof TypeError)) return error;
  if ('code' in error && error.code === 'SQLITE_NOTADB') return notOurs(path);
  return new ConfigurationError(
    {
      zh: `打不开数据库 ${path}（${error.message}）。请检查文件夹是否存在、可写，或用 --db 指定另一个文件。`,
      en: `The database ${path} cannot be opened (${error.message}). Check that its folder exists and may be written, or name another file with --db.`,
    },
    { cause: error },
  );
}

function notOurs(path: string): ConfigurationError {
  return new ConfigurationError({
    zh: `${path} 不是 gouji 的数据库。请用 --db 指定另一个文件。`,
    en: `${path} is not a database of gouji. Name another file with --db.`,
  });
}
