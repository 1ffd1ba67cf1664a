import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { exportDatasets, orderedDatasets } from '../../pipeline/export.js';
import { rowsOf } from '../../pipeline/store/rows.js';
import { openStore } from '../../pipeline/store/store.js';
import type { Store } from '../../pipeline/store/store.js';
import { Writer } from '../../pipeline/store/writer.js';
import type { Fact } from '../../schemas/index.js';
import { audited } from './audited.js';
import { temporaryFolder } from './command.js';
import { readWorkbook } from './read-workbook.js';

const folder = temporaryFolder();
let stores = 0;

function storeWith(facts: Partial<Fact>[]): Store {
  const store = openStore(join(folder, `${++stores}.db`));
  store.prepare("INSERT INTO runs (id, started_at, status, version, roots) VALUES (1, '', 'done', '', '[]')").run();
  const writer = new Writer(store, '1', 1);
  const file = (path: string) => ({ path, location: join(folder, path), size: 10, modified: 0 });
  const content = { rows: rowsOf(audited(facts)) };
  writer.replace(file('b.pdf'), { sha256: 'ab'.repeat(32), content });
  writer.replace(file('=a.pdf'), { sha256: 'ab'.repeat(32), content });
  const message = { zh: '文件是空的。', en: 'The file is empty.' };
  writer.replace(file('c.pdf'), { sha256: '', content: { failure: { code: 'empty-file', message } } });
  return store;
}

interface Field {
  name: string;
  type: string;
  title: string;
  description: string;
  constraints?: { required?: boolean; enum?: string[] };
}
interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  schema: {
    fields: Field[];
    primaryKey: string[];
    foreignKeys?: { fields: string[]; reference: { resource: string; fields: string[] } }[];
  };
}

const TYPES: Record<string, RegExp> = {
  string: /^[^]*$/,
  number: /^-?\d+(\.\d+)?$/,
  integer: /^-?\d+$/,
  array: /^\[[^]*\]$/,
};

function read(out: string, path: string): Record<string, string>[] {
  return parse(readFileSync(join(out, path)), { bom: true, columns: true, record_delimiter: '\r\n' });
}

describe('each file is as datapackage.json describes it', () => {
  const out = join(folder, 'out');
  exportDatasets(storeWith([{}, { id: 'f2', value: '-0.5', text: '-0.5', concept: 'income.other' }]), {
    out,
    formats: ['csv'],
    bom: true,
  });
  const { resources } = JSON.parse(readFileSync(join(out, 'datapackage.json'), 'utf8')) as { resources: Resource[] };

  test('every file has a description and every description a file', () => {
    const paths = resources.map(({ path }) => path);
    expect([...paths, 'datapackage.json'].sort()).toEqual(readdirSync(out).sort());
  });

  test.each(resources.map((resource) => [resource.name, resource] as const))('%s', (_name, resource) => {
    const bytes = readFileSync(join(out, resource.path));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(resource.bytes).toBe(bytes.length);
    expect(resource.hash).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    const rows = read(out, resource.path);
    expect(rows.length).toBeGreaterThan(resource.name === 'three_public' || resource.name === 'expenditure' ? -1 : 0);
    const header = bytes.subarray(3).toString('utf8').split('\r\n', 1)[0];
    expect(header).toBe(resource.schema.fields.map(({ name }) => name).join(','));
    const keys = new Set<string>();
    for (const row of rows) {
      for (const { name, type, constraints } of resource.schema.fields) {
        const value = row[name]!;
        if (value === '') expect(constraints?.required, `${name} of ${resource.name}`).not.toBe(true);
        else expect(value, name).toMatch(TYPES[type]!);
        if (value !== '' && constraints?.enum) expect(constraints.enum).toContain(value);
      }
      keys.add(resource.schema.primaryKey.map((name) => row[name]).join('\0'));
    }
    expect(keys.size).toBe(rows.length);
    for (const { fields, reference } of resource.schema.foreignKeys ?? []) {
      const there = read(out, `${reference.resource}.csv`).map((row) => row[reference.fields[0]!]);
      for (const row of rows) expect(there).toContain(row[fields[0]!]);
    }
    for (const { title, description } of resource.schema.fields) {
      expect(title).toMatch(/[\u4e00-\u9fff]|SHA/);
      expect(description).not.toBe('');
    }
  });
});

test('formulas are neutralised in text, and signed numbers stay numbers', () => {
  const out = join(folder, 'neutral');
  exportDatasets(storeWith([{ value: '-3.5', text: '-3.50' }]), { out, formats: ['csv'], bom: false });
  expect(read(out, 'documents.csv').map(({ path, title, department }) => [path, title, department])).toEqual([
    ["'=a.pdf", `'=HYPERLINK("x")`, "'@局"],
    ['b.pdf', `'=HYPERLINK("x")`, "'@局"],
    ['c.pdf', '', ''],
  ]);
  expect(read(out, 'facts.csv')[0]).toMatchObject({ text: '-3.50', value: '-3.5', amount_yuan: '-35000' });
  expect(read(out, 'findings.csv')[0]).toMatchObject({ stated: '-1234.56' });
  expect(read(out, 'indicators.csv')[0]).toMatchObject({ level2: "'-", level3: "'+完成率", actual: "'=100%" });
});

/** Facts in, the line of the wide table out. */
test.each<[string, Partial<Fact>[], Record<string, string>]>([
  [
    'units are converted exactly',
    [
      { value: '12345678.9', unit: '元' },
      { concept: 'income.carriedIn', value: '0.000001', unit: '亿元' },
      { concept: 'income.other', value: '-0.5' },
      { concept: 'income.generalBudget', value: '0' },
    ],
    { total: '1234.56789', carried_in: '0.01', other: '-0.5', general_budget: '0', government_fund: '', unit: '万元' },
  ],
  [
    'the figure of the table of this kind comes first',
    [
      { value: '1', source: 'prose' },
      { value: '2', table: 'elsewhere' },
      { value: '3', table: 't1' },
      { value: '4', table: 't1' },
    ],
    { total: '3' },
  ],
  ['an approximate figure is no record', [{ value: '1', bound: 'about' }, { value: '2' }], { total: '2' }],
])('%s', (_title, facts, line) => {
  const out = join(folder, `wide-${++stores}`);
  exportDatasets(storeWith(facts), { out, formats: ['csv'], bom: false });
  const rows = read(out, 'income.csv');
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject(line);
});

test('a vanished document stays in documents.csv, and its data leave the others', () => {
  const store = storeWith([{}]);
  store.prepare("UPDATE documents SET status = 'vanished' WHERE path = 'b.pdf'").run();
  const out = join(folder, 'vanished');
  exportDatasets(store, { out, formats: ['csv'], bom: false });
  expect(read(out, 'documents.csv').map(({ status }) => status)).toEqual(['read', 'vanished', 'failed']);
  for (const { name } of orderedDatasets().slice(1)) {
    expect(new Set(read(out, `${name}.csv`).map((row) => row['document_id'])).size).toBeLessThan(2);
  }
});

test('the workbook holds what the CSV files hold, and what each column says', () => {
  const out = join(folder, 'workbook');
  const store = storeWith([{ value: '-3.5', text: '-3.50' }]);
  exportDatasets(store, { out, formats: ['csv', 'xlsx'], bom: false });
  const bytes = readFileSync(join(out, 'gouji.xlsx'));
  const sheets = readWorkbook(bytes);
  expect([...sheets.keys()]).toEqual([...orderedDatasets().map(({ name }) => name), 'columns']);
  for (const { name, fields } of orderedDatasets()) {
    const printed = fields.map((field) => field.name);
    const [head, ...rows] = sheets.get(name)!;
    expect(Object.values(head!)).toEqual(printed);
    const letters = Object.keys(head!);
    const texts = rows.map((row) => printed.map((_, at) => String(row[letters[at]!] ?? '')));
    const lines = read(out, `${name}.csv`).map((row) => printed.map((field) => row[field]!.replace(/^'/, '')));
    expect(texts).toEqual(lines);
  }
  expect(sheets.get('columns')).toHaveLength(1 + orderedDatasets().flatMap(({ fields }) => fields).length);
  const again = join(folder, 'workbook-again');
  exportDatasets(store, { out: again, formats: ['xlsx'], bom: false });
  expect(readdirSync(again)).toEqual(['gouji.xlsx']);
  expect(readFileSync(join(again, 'gouji.xlsx')).equals(bytes)).toBe(true);
});
