import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AuditOutput, TablesOutput } from '../../schemas/index.js';
import { COMMAND, build, gouji, temporaryFolder } from './command.js';
import { textReport, writeFiles, writeReports } from './reports.js';

const folder = temporaryFolder();
const db = join(folder, 'a.db');
const report = join(folder, 'reports', 'report.txt');
const empty = join(folder, 'empty.txt');
const cutOff = join(folder, 'cut.db');

beforeAll(() => {
  build();
  writeFiles(folder, { 'reports/report.txt': textReport(3), 'empty.txt': '' });
  gouji(['ingest', join(folder, 'reports'), '--db', db]);
  writeFileSync(cutOff, readFileSync(db).subarray(0, 100_000));
}, 180_000);

describe('wrong usage ends with 2 and a sentence that says what to do', () => {
  test.each<[string, string[], RegExp, RegExp]>([
    ['no arguments', [], /Usage: gouji/, /用法：gouji|用法： gouji/],
    [
      'unknown option',
      ['ingest', '--fast', 'x'],
      /unknown option '--fast'.*gouji --help/s,
      /没有选项 --fast.*gouji --help/s,
    ],
    ['no path', ['ingest'], /missing required argument 'path'/, /缺少文件或文件夹/],
    ['no such folder', ['ingest', '/nowhere/at/all'], /no such file or folder: \/nowhere/, /没有这个文件或文件夹/],
    ['a misspelt command', ['exprot'], /no such file or folder: exprot/, /没有这个文件或文件夹：exprot/],
    ['bad number', ['ingest', '.', '--jobs', '0'], /whole number from 1 up/, /--jobs .*不小于 1 的整数/],
    ['no such choice', ['findings', '--severity', 'bad'], /choices are discrepancy,/, /应为 discrepancy、suspicious/],
    ['no database', ['findings', '--db', '/nowhere.db'], /gouji ingest <folder>/, /请先运行 gouji ingest/],
    ['folder for audit', ['audit', folder], /gouji ingest/, /gouji ingest/],
    ['no such file', ['audit', join(folder, 'none.pdf')], /no such file/, /没有这个文件/],
    ['no --out', ['export', '--db', db], /--out/, /--out/],
    [
      'unknown format',
      ['export', '--db', db, '--out', folder, '--format', 'csv,ods'],
      /“ods” cannot be exported.*csv, xlsx/,
      /不能导出“ods”.*csv, xlsx/,
    ],
    ['review', ['review'], /not in this version/, /本版本尚无审核台/],
    ['not a database', ['findings', '--db', report], /not a database of gouji/, /不是 gouji 的数据库/],
    ['a database cut off', ['export', '--db', cutOff, '--out', folder], /damaged.*Restore/, /已损坏.*备份/],
    ['no such folder for it', ['ingest', '.', '--db', '/no/a.db'], /folder exists/, /文件夹是否存在/],
    ['unknown document', ['findings', '--db', db, '--document', 'x'], /no document x/, /没有文档 x/],
  ])('%s', (_title, args, en, zh) => {
    const english = gouji([...args, '--lang', 'en'].slice(args.length === 0 ? 2 : 0));
    expect(english.code).toBe(2);
    expect(english.err).toMatch(en);
    expect(english.out).toBe('');
    const chinese = gouji(args, { env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(chinese.code).toBe(2);
    expect(chinese.err).toMatch(zh);
  });
});

describe('--json writes nothing but JSON', () => {
  test.each<[string, string[], number]>([
    ['ingest', ['ingest', report, '--db', join(folder, 'b.db')], 0],
    ['ingest of what cannot be read', ['ingest', empty, '--db', join(folder, 'c.db')], 1],
    ['audit', ['audit', report], 0],
    ['audit of what cannot be read', ['audit', empty], 1],
    ['tables', ['tables', report], 0],
    ['findings', ['findings', '--db', db], 0],
    ['export', ['export', '--db', db, '--out', join(folder, 'out')], 0],
    ['export as a workbook too', ['export', '--db', db, '--out', join(folder, 'both'), '--format', 'csv,xlsx'], 0],
  ])('%s', (_title, args, code) => {
    const ran = gouji([...args, '--json']);
    expect(ran.code).toBe(code);
    expect(() => JSON.parse(ran.out) as unknown).not.toThrow();
  });

  test('audit and tables are as schemas/json describes them', () => {
    const audit = described('AuditOutput', gouji(['audit', report, '--json']).out) as AuditOutput;
    expect(audit.document).toMatchObject({ path: report, format: 'text' });
    expect(audit.document.sha256).toMatch(/^[0-9a-f]{64}$/);
    const tables = described('TablesOutput', gouji(['tables', report, '--json']).out) as TablesOutput;
    expect(tables.document).toEqual({ path: report, format: 'text', pages: 0 });
  });

  test('an unreadable file is an error with a code and a sentence in both languages', () => {
    expect(JSON.parse(gouji(['audit', empty, '--json']).out)).toMatchObject({
      document: { path: empty },
      error: { code: 'empty-file', message: { zh: expect.any(String), en: expect.any(String) } },
    });
  });
});

/** Parsed output, after it was held against the published schema. */
function described(schema: string, out: string): unknown {
  const path = new URL(`../../schemas/json/${schema}.json`, import.meta.url);
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(path, 'utf8')) as object);
  const output = JSON.parse(out) as unknown;
  expect(validate(output), JSON.stringify(validate.errors)).toBe(true);
  return output;
}

test('a folder by itself is an ingest', () => {
  const ran = gouji([join(folder, 'reports'), '--db', join(folder, 'd.db')]);
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/Done in .* database/);
  expect(ran.out).toMatch(/Documents +1 +read 1/);
});

test('rule answers a line with a line, and goes on after a bad one', () => {
  const rule = JSON.stringify({ rule: '每超过一个百分点扣0.5分，扣完为止', weight: '5', inputs: { x: '103' } });
  const { code, out } = gouji(['rule', '--json'], { input: `${rule}\nnot json\n\n${rule}\n` });
  expect(code).toBe(2);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toHaveLength(3);
  expect(Object.keys(lines[0]!).sort()).toEqual(['formula', 'high', 'kind', 'low', 'missing']);
  expect(lines[1]).toMatchObject({ error: { code: 'bad-request' } });
  expect(lines[2]).toEqual(lines[0]);
});

test('an interrupted run says so, ends with 130, and goes on when it is run again', async () => {
  const reports = join(folder, 'many');
  writeReports(reports, 150);
  const store = join(folder, 'interrupted.db');
  const child = spawn(process.execPath, [COMMAND, 'ingest', reports, '--db', store, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    if (err === '') setTimeout(() => child.kill('SIGINT'), 250);
    err += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  expect(code).toBe(130);
  expect(JSON.parse(out)).toMatchObject({ interrupted: true });
  const again = JSON.parse(gouji(['ingest', reports, '--db', store, '--json']).out) as Record<string, unknown>;
  expect(again).toMatchObject({ interrupted: false, documents: { found: 150, failed: 0 } });
}, 180_000);

test('a database of a newer version is refused', async () => {
  const { default: Database } = await import('better-sqlite3');
  const path = join(folder, 'newer.db');
  const store = new Database(path);
  store.pragma('user_version = 999');
  store.close();
  const { code, err } = gouji(['findings', '--db', path]);
  expect([code, err]).toEqual([2, expect.stringMatching(/newer gouji/)]);
  writeFileSync(path, '');
});
