import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { datasets } from '../../pipeline/exports/index.generated.js';
import { TABLE_NAMES } from '../../pipeline/store/columns.js';
import { LogKeeper, leaveLog } from '../../pipeline/store/log.js';
import { MIGRATIONS } from '../../pipeline/store/migrations.js';
import { rowsOf } from '../../pipeline/store/rows.js';
import { openStore } from '../../pipeline/store/store.js';
import { summarize } from '../../pipeline/store/summary.js';
import { Writer } from '../../pipeline/store/writer.js';
import type { DocumentRows } from '../../pipeline/store/rows.js';
import type { Store } from '../../pipeline/store/store.js';
import type { Check, Fact, Operand } from '../../schemas/index.js';
import { newTurn } from '../../pipeline/turn.js';
import { audited } from './audited.js';
import { temporaryFolder } from './command.js';

const folder = temporaryFolder();
type Row = Record<string, unknown>;
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

/** What checks.csv says that the operands of each check are. */
function exportedOperands(store: Store): unknown[] {
  const { select } = datasets.find(({ name }) => name === 'checks')!;
  return store
    .prepare<[], { operands: string }>(select)
    .all()
    .map(({ operands }) => JSON.parse(operands) as unknown);
}

test('a store of the first version is brought up to date with all that it holds', () => {
  const path = join(folder, 'old.db');
  const old = new Database(path);
  old.exec(MIGRATIONS[0]!);
  old.pragma('user_version = 1');
  const operand = { fact: 'f1', role: 'stated', label: '合计', text: '3', value: '3', unit: '元', place: { line: 4 } };
  old.exec(`
    INSERT INTO documents VALUES ('d1','a.txt','/a.txt','00',1,2,'text',0,'read',NULL,NULL,NULL,'','','','','','1',NULL);
    INSERT INTO documents VALUES ('d0','b.txt','/b.txt','01',1,2,'text',0,'read',NULL,NULL,NULL,'','','','','','1',NULL);
  `);
  for (const document of ['d0', 'd1']) {
    old.exec(`
      INSERT INTO cells VALUES ('${document}',0,'t1',0,0,1,1,'甲',NULL,'{}'), ('${document}',1,'t1',0,1,1,1,'乙',NULL,'{}');
      INSERT INTO facts VALUES ('${document}',0,'f1','unnamed','合计','summary','2023','final','3','3','元',300,0,0,NULL,
        'prose',NULL,NULL,NULL,NULL,4,'{"line":4}',NULL,NULL);
      INSERT INTO tables VALUES ('${document}',0,'t1','income','表一','[1]','元',1,2);
      INSERT INTO indicators VALUES ('${document}',0,'i1','产出','数量','甲','1','1','5',5000,'5',5000,'','','t1',0,1,NULL,'{}');
      INSERT INTO scores VALUES ('${document}',0,'i1','','5','5','5','5','verified','','[]','[]','中','e');
      INSERT INTO findings VALUES ('${document}',0,'x1','c1','sum','rounding','summary','3','3','0','元','[]','中','e','[]',NULL);
      INSERT INTO notices VALUES ('${document}',0,'code','中','e',NULL);
    `);
    old
      .prepare(`INSERT INTO checks VALUES (?,0,'c1','sum','holds','甲','a','3','3','0','0','元',?)`)
      .run(document, JSON.stringify([operand]));
  }
  old.close();
  const store = openStore(path);
  expect(store.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
  expect(store.prepare('SELECT id, tally FROM documents ORDER BY id').all()).toEqual([
    { id: 'd0', tally: null },
    { id: 'd1', tally: null },
  ]);
  expect(store.prepare('SELECT document_id, text FROM cells ORDER BY key').raw().all()).toEqual([
    ['d1', '甲'],
    ['d1', '乙'],
    ['d0', '甲'],
    ['d0', '乙'],
  ]);
  expect(store.prepare('SELECT document_id, id, amount_fen, name FROM facts ORDER BY key').raw().all()).toEqual([
    ['d1', 'f1', 300, null],
    ['d0', 'f1', 300, null],
  ]);
  expect(exportedOperands(store)).toEqual([[operand], [operand]]);
  expect(
    store
      .prepare('SELECT document_id, verdict, position FROM indicator_scores JOIN tables USING (document_id)')
      .raw()
      .all(),
  ).toEqual([
    ['d1', 'verified', 0],
    ['d0', 'verified', 0],
  ]);
  expect(summarize(store, ['/a.txt'], RUN)).toMatchObject({ documents: { found: 1 }, tables: 0, failures: [] });
  // What is read anew takes the place of what was there, and no row of it stays.
  store.exec("INSERT INTO runs (id, started_at, status, version, roots) VALUES (1, '', 'running', '', '')");
  new Writer(store, '2', 1).replace(
    { location: '/a.txt', path: 'a.txt', size: 1, modified: 2 },
    { sha256: '02', content: { rows: rows(0) } },
  );
  for (const table of TABLE_NAMES) {
    expect(store.prepare(`SELECT DISTINCT document_id FROM ${table}`).pluck().all(), table).toEqual(['d0']);
  }
  expect(store.pragma('integrity_check', { simple: true })).toBe('ok');
  store.close();
});

test('operands come back as they were, whether they are copies of facts or not', () => {
  const document = audited([{}, { id: 'f2', label: '其他', value: '-0.5', text: '“-0.50”\u0007\\' }]);
  const [first, second] = document.report.facts as [Fact, Fact];
  const of = ({ id, label, text, value, unit, place }: Fact, more: Partial<Operand> = {}): Operand => ({
    fact: id,
    role: 'part',
    label,
    text,
    value,
    unit,
    place,
    ...more,
  });
  const { fact: _, ...bare } = of(first);
  const operands: Operand[][] = [
    [of(first, { role: 'stated' }), of(second, { label: '甲·其他' })],
    [of(second, { label: '甲·其他', role: 'numerator' }), of(first)],
    [],
    [of(second, { label: '乙·其他' }), of(first, { text: '1234.560' }), of(first, { place: { line: 3 } })],
    [of(first, { fact: 'f9' }), bare],
  ];
  const [check] = document.assessment.checks as [Check];
  document.assessment.checks = operands.map((list, number) => ({ ...check, id: `c${number}`, operands: list }));
  const store = openStore(join(folder, 'operands.db'));
  store.exec("INSERT INTO runs (id, started_at, status, version, roots) VALUES (1, '', 'running', '', '')");
  const writer = new Writer(store, '1', 1);
  const content = { rows: rowsOf(document) };
  for (const path of ['a.txt', 'b.txt'])
    writer.replace({ location: `/y/${path}`, path, size: 1, modified: 2 }, { sha256: path, content });
  const { select } = datasets.find(({ name }) => name === 'checks')!;
  const texts = store
    .prepare<[], { operands: string }>(select)
    .all()
    .map((row) => row.operands);
  expect(texts).toEqual([...operands, ...operands].map((list) => JSON.stringify(list)));
  const spelled = store.prepare<[], Row>('SELECT * FROM check_operands ORDER BY document_id, check_id, position').all();
  expect(spelled.map(({ role, label, text, value, unit, place }) => [role, label, text, value, unit, place])).toEqual(
    [...operands, ...operands].flatMap((list) =>
      list.map(({ role, label, text, value, unit, place }) => [role, label, text, value, unit, JSON.stringify(place)]),
    ),
  );
  expect(store.prepare('SELECT name FROM facts').pluck().all()).toEqual([null, '甲·其他', null, '甲·其他']);
  store.close();
});

test('a document takes its rows with it, and only its own, foreign keys heeded or not', () => {
  const path = join(folder, 'gone.db');
  const store = openStore(path);
  store.exec("INSERT INTO runs (id, started_at, status, version, roots) VALUES (1, '', 'running', '', '')");
  const writer = new Writer(store, '1', 1);
  // More rows than go into one statement, and fewer.
  for (const count of [1, 16, 33]) {
    const facts = Array.from({ length: count }, (_, number) => ({ id: `f${number}` }));
    const file = { location: `/z/${count}`, path: `${count}`, size: 1, modified: 2 };
    writer.replace(file, { sha256: `${count}`, content: { rows: rowsOf(audited(facts)) } });
  }
  const counts = (table: string) =>
    store
      .prepare(
        `SELECT d.path, count(*) FROM documents d JOIN ${table} t ON t.document_id = d.id GROUP BY 1 ORDER BY d.size, d.rowid`,
      )
      .raw()
      .all();
  expect(counts('facts')).toEqual([
    ['1', 1],
    ['16', 16],
    ['33', 33],
  ]);
  expect(
    store.prepare('SELECT id FROM facts WHERE document_id = (SELECT id FROM documents WHERE path = 33)').pluck().all(),
  ).toEqual(Array.from({ length: 33 }, (_, number) => `f${number}`));
  store.pragma('foreign_keys = OFF');
  store.exec("DELETE FROM documents WHERE path = '16'");
  for (const table of TABLE_NAMES) {
    const orphans = `SELECT count(*) FROM ${table} WHERE document_id NOT IN (SELECT id FROM documents)`;
    expect(store.prepare(orphans).pluck().get(), table).toBe(0);
    expect(counts(table).map((row) => (row as unknown[])[0])).toEqual(['1', '33']);
  }
  store.close();
});

test('the log of many documents is copied back by who does not write, and begun anew', () => {
  const path = join(folder, 'log.db');
  const [keeping, writing] = [openStore(path), leaveLog(openStore(path))];
  keeping.exec("INSERT INTO runs (id, started_at, status, version, roots) VALUES (1, '', 'running', '', '')");
  const log = new LogKeeper(keeping, newTurn());
  const writer = new Writer(writing, '1', 1);
  const sizes: number[] = [];
  for (let number = 0; number < 600; number++) {
    const file = { location: `/l/${number}`, path: `${number}`, size: 1, modified: 2 };
    writer.replace(file, { sha256: `${number}`, content: { rows: rows(9) } });
    log.add();
    if (number % 300 === 299) sizes.push(statSync(`${path}-wal`).size);
  }
  // Not copied back, twice as many documents have more than twice the log.
  expect(sizes[1]! / sizes[0]!).toBeLessThan(1.7);
  // A disk that cannot be written is told of by who writes.
  keeping.close();
  for (let number = 0; number < 200; number++) log.add();
  writing.close();
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
