import Database from 'better-sqlite3';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusalInUse } from '../../pipeline/store/refusals.js';
import { openStore, readStore } from '../../pipeline/store/store.js';
import { temporaryFolder } from './command.js';

test.each<[code: string, zh: RegExp, en: RegExp]>([
  ['SQLITE_FULL', /写不进去（why）。请检查磁盘空间/, /cannot be written \(why\)/],
  ['SQLITE_BUSY', /写不进去/, /cannot be written/],
  ['SQLITE_IOERR_WRITE', /写不进去/, /cannot be written/],
  ['SQLITE_READONLY_DBMOVED', /写不进去/, /cannot be written/],
  ['SQLITE_CORRUPT', /已损坏（why）。请用备份恢复/, /is damaged \(why\)/],
])('%s is said in a sentence', (code, zh, en) => {
  const refusal = refusalInUse(new Database.SqliteError('why', code), 'a.db');
  expect(refusal).toMatchObject({ sentence: { zh: expect.stringMatching(zh), en: expect.stringMatching(en) } });
});

test.each(['SQLITE_CONSTRAINT_NOTNULL', 'SQLITE_ERROR'])('%s is our own bug', (code) => {
  const error = new Database.SqliteError('why', code);
  expect(refusalInUse(error, 'a.db')).toBe(error);
});

// Nothing is read-only to the superuser.
test.skipIf(process.getuid?.() === 0)('a store in a folder that may not be written is read all the same', () => {
  const folder = join(temporaryFolder(), 'read-only');
  mkdirSync(folder);
  const path = join(folder, 'a.db');
  openStore(path).close();
  chmodSync(path, 0o444);
  chmodSync(folder, 0o555);
  try {
    expect(readStore(path, (store) => store.prepare('SELECT count(*) FROM documents').pluck().get())).toBe(0);
    expect(() => openStore(path)).toThrow(/cannot be opened/);
  } finally {
    chmodSync(folder, 0o755);
  }
});
