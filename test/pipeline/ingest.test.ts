import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import type { IngestSummary } from '../../pipeline/store/summary.js';
import { line, paper } from '../extractors/pdf/paper.js';
import { build, differences, exported, gouji, temporaryFolder } from './command.js';
import { textReport, writeFiles, writeReports } from './reports.js';

const folder = temporaryFolder();

beforeAll(build, 180_000);

function ingest(paths: string[], db: string, ...flags: string[]): { code: number | null; summary: IngestSummary } {
  const { code, out, err } = gouji(['ingest', ...paths, '--db', db, '--json', ...flags]);
  if (out === '') throw new Error(err);
  return { code, summary: JSON.parse(out) as IngestSummary };
}

function rows(db: string, sql: string): unknown[] {
  const store = new Database(db, { readonly: true });
  try {
    return store.prepare(sql).raw().all();
  } finally {
    store.close();
  }
}

test('whatever the order of files and the number of threads, the export has the same bytes', () => {
  const [here, there] = [join(folder, 'here'), join(folder, 'elsewhere', 'there')];
  writeReports(here, 20);
  // The same files, written in another order, in another place.
  for (let number = 20; number >= 1; number--) {
    writeFiles(there, { [`batch-${number % 5}/report-${number}.txt`]: textReport(number) });
  }
  expect(ingest([here], join(folder, 'one.db'), '--jobs', '1').code).toBe(0);
  expect(ingest([there], join(folder, 'four.db'), '--jobs', '4').code).toBe(0);
  // File by file, last ones first, into a third store.
  const batches = [4, 3, 2, 1, 0].map((batch) => join(here, `batch-${batch}`));
  ingest(batches, join(folder, 'batches.db'), '--jobs', '3');
  const one = exported(join(folder, 'one.db'), join(folder, 'one'));
  expect(Object.keys(one)).toHaveLength(10);
  expect(one['documents.csv']!.split('\r\n')).toHaveLength(22);
  expect(differences(exported(join(folder, 'four.db'), join(folder, 'four')), one)).toEqual([]);
  expect(differences(exported(join(folder, 'batches.db'), join(folder, 'batches')), one)).toEqual([]);
}, 180_000);

test('a hostile folder: each bad file is recorded with code and sentence, the others are read', async () => {
  const hostile = join(folder, 'hostile');
  const locked = await paper((page) => line(page, 70, 100, '机密内容'), {
    userPassword: 'open',
    ownerPassword: 'owner',
  });
  writeFiles(hostile, {
    'good.txt': textReport(1),
    'empty.txt': '',
    'random.pdf': Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) % 256),
    'header-only.pdf': `%PDF-1.7\n${'x'.repeat(500)}`,
    'locked.pdf': locked,
    'truncated.docx': Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 8, 0, 8, 0, ...Array<number>(60).fill(7)]),
    'picture.png': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6]),
    'one-line.txt': '青溪县收入合计12.50万元，'.repeat(280_000),
    '.hidden.txt': 'no',
    '~$good.docx': 'no',
    'sub/also-good.txt': textReport(2),
  });
  symlinkSync('..', join(hostile, 'sub', 'loop'));
  symlinkSync('nowhere', join(hostile, 'dangling.txt'));
  const { code, summary } = ingest([hostile], join(folder, 'hostile.db'), '--timeout', '20');
  expect(code).toBe(1);
  const failures = Object.fromEntries(summary.failures.map(({ path, code }) => [path, code]));
  expect(failures).toMatchObject({
    'empty.txt': 'empty-file',
    'locked.pdf': 'password-required',
    'picture.png': 'unsupported-format',
    'dangling.txt': 'unreadable-file',
  });
  for (const path of ['random.pdf', 'header-only.pdf', 'truncated.docx']) {
    expect(failures[path], path).toMatch(/^(damaged|unsupported-format)/);
  }
  expect(failures).not.toHaveProperty('good.txt');
  expect(failures).not.toHaveProperty('sub/also-good.txt');
  expect(Object.values(failures)).not.toContain('internal-error');
  for (const { message } of summary.failures) {
    expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(message.en).toMatch(/[.)]$/);
  }
  expect(summary.documents.found).toBe(10);
  const listed = rows(join(folder, 'hostile.db'), 'SELECT path FROM documents ORDER BY path').flat();
  expect(listed).toHaveLength(10);
  expect(listed).not.toContain('.hidden.txt');
}, 180_000);

test('what is unchanged is not read again; what changed, came back or vanished is seen', () => {
  const reports = join(folder, 'changing');
  const db = join(folder, 'changing.db');
  writeReports(reports, 5);
  const file = join(reports, 'batch-1', 'report-1.txt');
  expect(ingest([reports], db).summary.documents).toEqual({ found: 5, read: 5, unchanged: 0, failed: 0, vanished: 0 });
  const before = rows(db, 'SELECT * FROM documents ORDER BY id');
  expect(ingest([reports], db).summary.documents).toMatchObject({ read: 0, unchanged: 5 });
  // Touched, but with the same content.
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  expect(ingest([reports], db).summary.documents).toMatchObject({ read: 0, unchanged: 5 });
  expect(rows(db, 'SELECT id FROM documents ORDER BY id')).toEqual(before.map((row) => (row as unknown[]).slice(0, 1)));

  writeFileSync(file, textReport(77));
  expect(ingest([reports], db).summary.documents).toMatchObject({ read: 1, unchanged: 4 });
  renameSync(file, join(folder, 'aside.txt'));
  expect(ingest([reports], db).summary.documents).toMatchObject({ found: 4, unchanged: 4, vanished: 1 });
  expect(rows(db, "SELECT path FROM documents WHERE status = 'vanished'")).toEqual([['batch-1/report-1.txt']]);
  expect(ingest([reports], db).summary.documents).toMatchObject({ found: 4, unchanged: 4, vanished: 0 });
  cpSync(join(folder, 'aside.txt'), file);
  expect(ingest([reports], db).summary.documents).toMatchObject({ found: 5, read: 0, unchanged: 5 });
  expect(rows(db, "SELECT count(*) FROM documents WHERE status = 'read'")).toEqual([[5]]);
}, 180_000);

test('the same content under two paths is two documents; a folder that was moved is the same documents', () => {
  const [a, b] = [join(folder, 'twins-a'), join(folder, 'twins-b')];
  const db = join(folder, 'twins.db');
  writeFiles(a, { 'x.txt': textReport(1), 'copy/x.txt': textReport(1) });
  ingest([a], db);
  const first = rows(db, 'SELECT id, path FROM documents ORDER BY path');
  expect(first).toHaveLength(2);
  renameSync(a, b);
  ingest([b], db);
  expect(rows(db, 'SELECT id, path FROM documents ORDER BY path')).toEqual(first);
  cpSync(b, a, { recursive: true });
  ingest([a], db);
  expect(rows(db, 'SELECT path FROM documents ORDER BY path').flat()).toEqual([
    'copy/x.txt',
    'twins-a/copy/x.txt',
    'twins-a/x.txt',
    'x.txt',
  ]);
}, 180_000);

test('a decision outlives a document that is read again', () => {
  const reports = join(folder, 'decided');
  const db = join(folder, 'decided.db');
  writeReports(reports, 1);
  ingest([reports], db);
  const store = new Database(db);
  store.prepare("INSERT INTO decisions VALUES ('f-1', 'dismissed', '', 'auditor', '2024-01-01')").run();
  store.close();
  writeFileSync(join(reports, 'batch-1', 'report-1.txt'), textReport(9));
  ingest([reports], db);
  expect(rows(db, 'SELECT finding_id FROM decisions')).toEqual([['f-1']]);
}, 180_000);

test('an empty folder and a folder of nothing but hidden files are no error', () => {
  const none = join(folder, 'none');
  mkdirSync(none);
  expect(ingest([none], join(folder, 'none.db'))).toMatchObject({ code: 0, summary: { documents: { found: 0 } } });
  rmSync(none, { recursive: true });
}, 180_000);
