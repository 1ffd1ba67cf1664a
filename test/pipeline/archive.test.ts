import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { makeZip } from '../extractors/zip/make-zip.js';
import { build, gouji, temporaryFolder } from './command.js';
import { textReport } from './reports.js';

const folder = temporaryFolder();

beforeAll(build, 180_000);

test('the documents inside an archive are documents of their own; a bad one fails alone', () => {
  const reports = join(folder, 'reports');
  const db = join(folder, 'archive.db');
  mkdirSync(reports);
  const zip = makeZip({
    'a/水利局.txt': textReport(1),
    'b.txt': textReport(2),
    'bad.pdf': '%PDF-1.7 broken',
    '__MACOSX/._b.txt': 'x',
    '.DS_Store': 'x',
  });
  writeFileSync(join(reports, '2031.zip'), zip);
  writeFileSync(join(reports, 'named.pdf'), zip);
  writeFileSync(join(reports, 'not-really.zip'), textReport(3));

  const read = (): { documents: Record<string, number>; failures: { path: string; code: string }[] } =>
    JSON.parse(gouji(['ingest', reports, '--db', db, '--json']).out) as never;
  const first = read();
  expect(first.documents).toMatchObject({ read: 3, failed: 2 });
  const store = new Database(db, { readonly: true });
  expect(store.prepare('SELECT path, status, error_code FROM documents ORDER BY path').raw().all()).toEqual([
    ['2031.zip/a/水利局.txt', 'read', null],
    ['2031.zip/b.txt', 'read', null],
    ['2031.zip/bad.pdf', 'failed', 'damaged'],
    ['named.pdf', 'failed', 'archive'],
    ['not-really.zip', 'read', null],
  ]);
  store.close();
  expect(read().documents).toMatchObject({ read: 0, unchanged: 3 });

  writeFileSync(join(reports, '2031.zip'), makeZip({ 'b.txt': textReport(2) }));
  expect(read().documents).toMatchObject({ vanished: 2 });
}, 120_000);
