import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from './configuration.js';
import type { SqlValue } from './csv.js';
import { BOM, dataLines, headerLine } from './csv.js';
import type { WrittenFile } from './datapackage.js';
import { dataPackage } from './datapackage.js';
import type { Dataset } from './dataset.js';
import { datasets } from './exports/index.generated.js';
import type { Store } from './store/store.js';
import type { Sheet } from './workbook.js';
import { workbook } from './workbook.js';

/** What a data set can be written as: a CSV file each, or one workbook with a sheet each. */
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The order in which a reader wants them; what a new plug adds comes after, by name. */
const ORDER = [
  'documents',
  'income',
  'expenditure',
  'three_public',
  'indicators',
  'scores',
  'facts',
  'checks',
  'findings',
];

export interface ExportOptions {
  out: string;
  formats: readonly ExportFormat[];
  /** Whether CSV begins with a byte order mark. */
  bom: boolean;
}

export interface ExportedFile {
  path: string;
  rows: number;
  bytes: number;
}

export function orderedDatasets(): Dataset[] {
  return [...datasets].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

function rank({ name }: Dataset): number {
  return ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length;
}

/**
 * Writes the clean data set: CSV files with the `datapackage.json` that describes them, or the workbook `gouji.xlsx`.
 * All of it is one state of the store, and a file is there whole or not at all.
 */
export function exportDatasets(store: Store, { out, formats, bom }: ExportOptions): ExportedFile[] {
  try {
    mkdirSync(out, { recursive: true });
    return store.transaction(() => [
      ...(formats.includes('csv') ? writeCsv(store, out, bom) : []),
      ...(formats.includes('xlsx') ? [writeWorkbook(store, out)] : []),
    ])();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new ConfigurationError(
      {
        zh: `不能写入 ${out}（${error.message}）。请用 --out 指定可写的文件夹。`,
        en: `${out} cannot be written (${error.message}). Name a folder that can be written with --out.`,
      },
      { cause: error },
    );
  }
}

function writeCsv(store: Store, out: string, bom: boolean): ExportedFile[] {
  const written = orderedDatasets().map((dataset) => writeDataset(store, dataset, out, bom));
  const descriptor = JSON.stringify(dataPackage(written), null, 2) + '\n';
  const path = 'datapackage.json';
  writeWhole(join(out, path), [descriptor]);
  return [...written, { path, rows: 0, bytes: Buffer.byteLength(descriptor) }].map(({ path, rows, bytes }) => ({
    path,
    rows,
    bytes,
  }));
}

/** Rows that are written at once: of many, those read first outlive collections of the heap, which took half of an export. */
const BATCH = 64;

function writeDataset(store: Store, dataset: Dataset, out: string, bom: boolean): WrittenFile & { rows: number } {
  const statement = store.prepare(dataset.select).raw().safeIntegers();
  const path = `${dataset.name}.csv`;
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  function* chunks(): Generator<string> {
    yield (bom ? BOM : '') + headerLine(dataset.fields);
    let batch: SqlValue[][] = [];
    for (const row of statement.iterate()) {
      rows++;
      batch.push(row as SqlValue[]);
      if (batch.length === BATCH) {
        yield dataLines(dataset.fields, batch);
        batch = [];
      }
    }
    if (batch.length > 0) yield dataLines(dataset.fields, batch);
  }
  function* measured(): Generator<string> {
    for (const chunk of chunks()) {
      hash.update(chunk);
      bytes += Buffer.byteLength(chunk);
      yield chunk;
    }
  }
  writeWhole(join(out, path), measured());
  return { dataset, path, bytes, sha256: hash.digest('hex'), rows };
}

function writeWorkbook(store: Store, out: string): ExportedFile {
  let [rows, bytes] = [0, 0];
  function* counted<Item>(items: Iterable<Item>): Generator<Item> {
    for (const item of items) {
      rows++;
      yield item;
    }
  }
  function* chunks(): Generator<Uint8Array> {
    const ordered = orderedDatasets();
    const sheets = ordered.map((dataset) => {
      const select = store.prepare<[], SqlValue[]>(dataset.select).raw().safeIntegers();
      return { ...sheetOf(dataset), rows: counted({ [Symbol.iterator]: () => select.iterate() }) };
    });
    for (const chunk of workbook([...sheets, columnsSheet(ordered)])) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const path = 'gouji.xlsx';
  writeWhole(join(out, path), chunks());
  return { path, rows, bytes };
}

function sheetOf({ name, fields }: Dataset): Omit<Sheet, 'rows'> {
  const columns = fields.map(({ name, type }) => ({
    name,
    width: Math.max(name.length + 4, type === 'string' ? 16 : 10),
    numeric: type === 'number' || type === 'integer',
  }));
  return { name, columns };
}

/** What each column says, for whoever has the workbook alone. */
function columnsSheet(ordered: readonly Dataset[]): Sheet {
  const widths = { sheet: 14, column: 20, title_zh: 18, title_en: 24, description_zh: 60, description_en: 60 };
  return {
    name: 'columns',
    columns: Object.entries(widths).map(([name, width]) => ({ name, width, numeric: false })),
    rows: ordered.flatMap((dataset) =>
      dataset.fields.map(({ name, title, description }) => [
        dataset.name,
        name,
        title.zh,
        title.en,
        description.zh,
        description.en,
      ]),
    ),
  };
}

/** Beside the target first, then renamed: a reader never sees half a file. */
function writeWhole(target: string, chunks: Iterable<string | Uint8Array>): void {
  const partial = `${target}.partial`;
  try {
    writeSynced(partial, chunks);
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function writeSynced(path: string, chunks: Iterable<string | Uint8Array>): void {
  const file = openSync(path, 'w');
  try {
    for (const chunk of chunks) writeSync(file, typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
