import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../pipeline/store/migrations.js';
import { openStore } from '../../pipeline/store/store.js';
import { summarize } from '../../pipeline/store/summary.js';
import { Writer } from '../../pipeline/store/writer.js';
import type { DocumentRows } from '../../pipeline/store/rows.js';
import { temporaryFolder } from './command.js';

const folder = temporaryFolder();
const RUN = { read: 1, unchanged: 0, failed: 0, vanished: 0, interrupted: false, seconds: 1 };

function rows(findings: number): DocumentRows {
  const list = Array.from({ length: findings }, (_, i) => [
    `i${i}`,
    null,
    'r',
    'suspicious',
    's',
    null,
    null,
    null,
    '',
    '[]',
    '中',
    'e',
    '[]',
    null,
  ]);
  return {
    format: 'text',
    pages: 0,
    identity: { title: '', province: '', county: '', department: '', year: '' },
    tally: { tables: 0, facts: 0, checks: { holds: 3 }, scores: { verified: 1 }, findings: { suspicious: findings } },
    rows: { tables: [], cells: [], facts: [], indicators: [], scores: [], checks: [], findings: list, notices: [] },
  };
}

test('a store of the first version is brought up to date with all that it holds', () => {
  const path = join(folder, 'old.db');
  const old = new Database(path);
  old.exec(MIGRATIONS[0]!);
  old.pragma('user_version = 1');
  old.exec(
    "INSERT INTO documents VALUES ('d1','a.txt','/a.txt','00',1,2,'text',0,'read',NULL,NULL,NULL,'','','','','','1',NULL)",
  );
  old.close();
  const store = openStore(path);
  expect(store.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
  expect(store.prepare('SELECT id, tally FROM documents').all()).toEqual([{ id: 'd1', tally: null }]);
  expect(summarize(store, ['/a.txt'], RUN)).toMatchObject({ documents: { found: 1 }, tables: 0, failures: [] });
  store.close();
});

test('two writers of one store take turns; what is replaced is counted once', () => {
  const path = join(folder, 'two.db');
  const stores = [openStore(path), openStore(path)];
  stores[0]!.exec("INSERT INTO runs (id, started_at, status, version, roots) VALUES (1, '', 'running', '', '')");
  const writers = stores.map((store) => new Writer(store, '1', 1));
  const file = (name: string) => ({ location: `/x/${name}`, path: name, size: 1, modified: 2 });
  for (let number = 0; number < 6; number++) {
    writers[number % 2]!.replace(file(`${number}.txt`), { sha256: `${number}`, content: { rows: rows(2) } });
  }
  writers[1]!.replace(file('0.txt'), { sha256: '0', content: { rows: rows(5) } });
  const failure = { code: 'damaged', message: { zh: '坏', en: 'bad' } };
  writers[0]!.replace(file('1.txt'), { sha256: '1', content: { failure } });
  const locations = [0, 1, 2, 3, 4, 5].map((number) => `/x/${number}.txt`);
  expect(summarize(stores[1]!, locations, RUN)).toMatchObject({
    failures: [{ path: '1.txt', code: 'damaged' }],
    checks: { holds: 15, rounding: 0, fails: 0, unknown: 0 },
    scores: { verified: 5 },
    findings: { discrepancy: 0, suspicious: 13, rounding: 0 },
  });
  expect(stores[0]!.prepare('SELECT count(*) FROM findings').pluck().get()).toBe(13);
  for (const store of stores) store.close();
});
