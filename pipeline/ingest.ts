import { existsSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Outcome } from './bell.js';
import type { Failure } from './failure.js';
import { RETRIED, unreadableFile } from './failure.js';
import { programVersion } from './fingerprint.js';
import { cacheBeside } from './page-cache.js';
import { Readers } from './readers.js';
import type { ReadersOptions } from './readers.js';
import { LogKeeper } from './store/log.js';
import { refusalInUse } from './store/refusals.js';
import { openStore } from './store/store.js';
import type { Store } from './store/store.js';
import { summarize } from './store/summary.js';
import type { IngestSummary } from './store/summary.js';
import { Writer } from './store/writer.js';
import type { FoundFile, StoredDocument } from './store/writer.js';
import { newTurn } from './turn.js';
import { locationOf, walk } from './walk.js';
import type { WalkedFile } from './walk.js';

/** Aborting the signal ends the run after the transaction that is under way. */
export interface IngestOptions extends ReadersOptions {
  db: string;
  progress?: IngestProgress;
}

export interface IngestProgress {
  start(total: number): void;
  /** One document is done with. */
  done(path: string, state: Outcome): void;
  /** A page of a document is being read from its picture. */
  page?(path: string, page: number, of: number): void;
  stop(): void;
}

/**
 * Reads files and folders into the store. What is unchanged (content and program version) is not read again, so that
 * a run that was killed goes on where it stood. A bad document is recorded as failed and never stops the run.
 *
 * @throws ConfigurationError for paths or a database that cannot be used.
 */
export async function ingest(paths: readonly string[], options: IngestOptions): Promise<IngestSummary> {
  const db = resolve(options.db);
  const readers = new Readers(options);
  try {
    // Into a database that is not there yet everything is read: the threads load while the folder is looked through.
    if (!existsSync(db)) readers.start();
    const { files: walked, folders } = await walk(paths, [db, cacheBeside(db)].flatMap(databaseFiles));
    // What a run with nothing to read does not need is loaded by need: such a run is over in the time that it takes.
    const archives = walked.some(({ location }) => /\.zip$/i.test(location));
    const files = archives ? await (await import('./archive.js')).expandArchives(walked) : walked;
    const store = openStore(db);
    try {
      return await run(store, files, folders, readers, options);
    } catch (error) {
      throw refusalInUse(error, db);
    } finally {
      // Before the store is: who closes it last copies the log into it.
      await readers.close();
      store.close();
    }
  } finally {
    await readers.close();
  }
}

async function run(
  store: Store,
  files: WalkedFile[],
  folders: string[],
  readers: Readers,
  options: IngestOptions,
): Promise<IngestSummary> {
  const started = Date.now();
  const { ocr = 'auto', signal, progress } = options;
  // Another way of reading scans is another result: such documents are read again.
  const version = ocr === 'auto' ? programVersion() : `${programVersion()}+ocr-${ocr}`;
  const runId = beginRun(store, version, folders);
  const writer = new Writer(store, version, runId);
  const turn = newTurn();
  const log = new LogKeeper(store, turn);
  const counts = { read: 0, failed: 0, unchanged: 0 };
  const finish = ({ path }: { path: string }, state: Outcome): void => {
    counts[state]++;
    if (state === 'read') log.add();
    progress?.done(path, state);
  };
  const fail = (file: FoundFile, failure: Failure): void => {
    writer.replace(file, { sha256: '', content: { failure } });
    finish(file, 'failed');
  };

  progress?.start(files.length);
  try {
    const reading = readers.into(
      { db: store.name, version, run: runId, turn },
      { page: ({ path }, { page, of }) => progress?.page?.(path, page, of), done: finish, lost: fail },
    );
    for (const [index, file] of files.entries()) {
      if (reading.over) break;
      const found = find(file);
      if ('error' in found) {
        const { error, ...rest } = found;
        fail({ ...rest, size: 0, modified: 0 }, unreadableFile(error));
        continue;
      }
      const stored = writer.known(found.location);
      const same = stored?.version === version && !mustRetry(stored, options);
      if (same && stored.size === found.size && stored.modified_us === found.modified) {
        if (stored.status === 'vanished') writer.keep(found, stored);
        finish(found, stored.error_code === null ? 'unchanged' : 'failed');
        continue;
      }
      await reading.add({ file: found, ...(same ? { stored } : {}) }, files.length - index);
    }
    await reading.end();
    const interrupted = signal?.aborted ?? false;
    const vanished = interrupted ? 0 : markVanished(store, folders, files);
    endRun(store, runId, interrupted ? 'interrupted' : 'done', { ...counts, vanished });
    const locations = files.map(locationOf);
    return summarize(store, locations, { ...counts, vanished, interrupted, seconds: (Date.now() - started) / 1000 });
  } finally {
    progress?.stop();
  }
}

/** What SQLite may put beside a database. */
function databaseFiles(db: string): string[] {
  return [db, `${db}-wal`, `${db}-shm`, `${db}-journal`];
}

interface Unfound {
  location: string;
  path: string;
  error: string;
}

/** Members of an archive have its size and time: while it stays as it is, so do they. */
function find(file: WalkedFile): FoundFile | Unfound {
  const { path, unlistable, member } = file;
  const location = locationOf(file);
  if (unlistable !== undefined) return { location, path, error: unlistable };
  try {
    const { size, mtimeMs } = statSync(file.location);
    const archive = member === undefined ? {} : { member, archive: file.location };
    return { location, path, size, modified: Math.round(mtimeMs * 1000), ...archive };
  } catch (error) {
    return { location, path, error: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' };
  }
}

function mustRetry(stored: StoredDocument, { password }: IngestOptions): boolean {
  if (stored.error_code === null) return false;
  if (stored.error_code === 'password-required' || stored.error_code === 'wrong-password')
    return password !== undefined;
  return RETRIED.has(stored.error_code);
}

function beginRun(store: Store, version: string, folders: readonly string[]): number {
  // A run that was killed could not say so itself.
  store.exec("UPDATE runs SET status = 'interrupted' WHERE status = 'running'");
  const insert = store.prepare(
    "INSERT INTO runs (started_at, status, version, roots) VALUES (datetime('now'), 'running', ?, ?)",
  );
  return Number(insert.run(version, JSON.stringify(folders)).lastInsertRowid);
}

function endRun(store: Store, id: number, status: string, counts: Record<string, number>): void {
  store
    .prepare(
      `UPDATE runs SET finished_at = datetime('now'), status = @status, read = @read, unchanged = @unchanged,
        failed = @failed, vanished = @vanished WHERE id = @id`,
    )
    .run({ id, status, ...counts });
}

/** Marks, below the folders that were walked whole, what the store knows and the disk no longer has. */
function markVanished(store: Store, folders: readonly string[], files: readonly WalkedFile[]): number {
  const present = new Set(files.map(locationOf));
  const below = store.prepare<[string, string], { id: string; location: string }>(
    "SELECT id, location FROM documents WHERE location >= ? AND location < ? AND status <> 'vanished'",
  );
  const mark = store.prepare("UPDATE documents SET status = 'vanished' WHERE id = ?");
  const gone = new Set<string>();
  for (const folder of folders) {
    const prefix = folder.endsWith(sep) ? folder : folder + sep;
    const end = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
    for (const { id, location } of below.iterate(prefix, end)) if (!present.has(location)) gone.add(id);
  }
  store.transaction(() => gone.forEach((id) => mark.run(id)))();
  return gone.size;
}
