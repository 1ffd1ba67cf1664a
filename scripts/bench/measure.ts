import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import {
  assess,
  DEFAULT_LIMITS,
  extract,
  normalize,
  openStore,
  pdfiumEngine,
  rowsOf,
  setMemoryFlags,
  sha256Of,
  Writer,
} from './built.js';
import { removeDatabase } from './database.js';
import type { STAGES, Times } from './times.js';

/** Before what runs often is compiled: 60 documents get hardly faster after some 1,200. */
const WARM_UP = 20;
/** After that. Other programs come and go: the median counts. */
const ROUNDS = 5;

setMemoryFlags();

export function filesOf(folder: string, extension: string): Uint8Array[] {
  return readdirSync(folder)
    .filter((file) => extname(file) === `.${extension}` && !file.includes('.scan.'))
    .map((file) => Uint8Array.from(readFileSync(join(folder, file))));
}

export async function warmUp(files: readonly Uint8Array[], extension: string): Promise<void> {
  for (let round = 0; round < WARM_UP; round++) await measure(files, extension);
}

/** The median of each stage for itself. */
export async function medianOf(files: readonly Uint8Array[], extension: string): Promise<Times> {
  const rounds: Times[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(files, extension));
  const middle = { ...rounds[0]! };
  for (const stage of Object.keys(middle) as (keyof Times)[]) {
    middle[stage] = rounds.map((times) => times[stage]).sort((a, b) => a - b)[rounds.length >> 1]!;
  }
  return middle;
}

/** Reads documents and writes them into a store of their own. */
async function measure(files: readonly Uint8Array[], extension: string): Promise<Times> {
  const times: Times = { pages: 0, found: 0, engine: 0, tables: 0, normalize: 0, reconcile: 0, store: 0 };
  const db = join(tmpdir(), `gouji-stages-${process.pid}.db`);
  const store = openStore(db);
  const writer = new Writer(store, 'bench', newRun(store));
  let at = cpu();
  const lap = (stage: (typeof STAGES)[number]): number => {
    const now = cpu();
    const spent = now - at;
    times[stage] += spent;
    at = now;
    return spent;
  };
  for (const [index, bytes] of files.entries()) {
    at = cpu();
    const raw = await extract(bytes.slice(), { limits: DEFAULT_LIMITS });
    lap('tables');
    const report = normalize(raw);
    lap('normalize');
    const assessment = assess(report);
    lap('reconcile');
    const sha256 = sha256Of(bytes);
    const rows = rowsOf({ sha256, raw, report, assessment });
    const path = `${index}.${extension}`;
    writer.replace({ location: path, path, size: bytes.length, modified: 0 }, { sha256, content: { rows } });
    lap('store');
    times.pages += Math.max(1, raw.pages.length);
    times.found += report.tables.length;
    if (extension !== 'pdf') continue;
    const opened = await pdfiumEngine.open(bytes.slice());
    for (let page = 1; page <= opened.pageCount; page++) await opened.page(page);
    await opened.close();
    times.tables -= lap('engine');
  }
  at = cpu();
  store.close();
  lap('store');
  removeDatabase(db);
  return times;
}

function newRun(store: ReturnType<typeof openStore>): number {
  const insert = store.prepare(
    "INSERT INTO runs (started_at, status, version, roots) VALUES (datetime('now'), 'running', 'bench', '[]')",
  );
  return Number(insert.run().lastInsertRowid);
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
