import type { Statement } from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Failure } from '../failure.js';
import { COLUMNS, TABLE_NAMES } from './columns.js';
import type { TableName } from './columns.js';
import { STRETCH } from './keys.js';
import type { DocumentRows } from './rows.js';
import type { Store } from './store.js';

/** What the store knows of a file, to tell whether it must be read again. */
export interface StoredDocument {
  id: string;
  path: string;
  sha256: string;
  size: number;
  modified_us: number;
  status: 'read' | 'failed' | 'vanished';
  error_code: string | null;
  version: string;
}

/** A file as it was found on the disk. */
export interface FoundFile {
  /** Absolute path; a member of an archive has the archive before it. */
  location: string;
  /** Of a member: its name, and where the archive is. */
  member?: string;
  archive?: string;
  /** Relative to what was asked to be read, with "/" between. */
  path: string;
  size: number;
  /** Microseconds. */
  modified: number;
}

export interface DocumentResult {
  sha256: string;
  content: { rows: DocumentRows } | { failure: Failure };
}

/**
 * Writes documents. Each method is one transaction: a document is there whole or not at all. Every thread of a run has
 * a writer of its own; the store lets one write at a time.
 */
export class Writer {
  readonly #known: Statement<[string], StoredDocument>;
  readonly #inserts: Record<TableName, Insertion[]>;
  readonly #insertDocument: Statement;
  readonly #nextKey: Statement<[], number>;
  readonly #keep: Statement;
  readonly #deleteAt: Statement<[string]>;
  readonly #delete: Statement<[string]>;
  readonly #holder: Statement<[string], { location: string }>;

  constructor(
    readonly store: Store,
    readonly version: string,
    readonly run: number,
  ) {
    this.#known = store.prepare(
      'SELECT id, path, sha256, size, modified_us, status, error_code, version FROM documents WHERE location = ?',
    );
    this.#inserts = Object.fromEntries(
      TABLE_NAMES.map((table) => [
        table,
        AT_ONCE.map((rows) => ({ rows, statement: store.prepare(insertion(table, rows)) })),
      ]),
    ) as Record<TableName, Insertion[]>;
    this.#insertDocument = store.prepare(
      `INSERT INTO documents VALUES (@id, @path, @location, @sha256, @size, @modified, @format, @pages, @status,
        @code, @zh, @en, @title, @province, @county, @department, @year, @version, @run, @tally, @first)`,
    );
    this.#nextKey = store.prepare<[], number>(`SELECT coalesce(max(first_key), 0) + ${STRETCH} FROM documents`).pluck();
    this.#keep = store.prepare('UPDATE documents SET size = ?, modified_us = ?, status = ? WHERE id = ?');
    this.#deleteAt = store.prepare('DELETE FROM documents WHERE location = ?');
    this.#delete = store.prepare('DELETE FROM documents WHERE id = ?');
    this.#holder = store.prepare('SELECT location FROM documents WHERE id = ?');
  }

  known(location: string): StoredDocument | undefined {
    return this.#known.get(location);
  }

  /** The content is that of before: only what the disk says of the file is new. A vanished file is back. */
  keep(file: FoundFile, stored: StoredDocument): void {
    this.#keep.run(file.size, file.modified, stored.error_code === null ? 'read' : 'failed', stored.id);
  }

  /** Replaces what was there of this file by what was read now. */
  replace(file: FoundFile, result: DocumentResult): void {
    this.store.transaction(() => this.#replace(file, result)).immediate();
  }

  #replace(file: FoundFile, { sha256, content }: DocumentResult): void {
    this.#deleteAt.run(file.location);
    const { id, path } = this.#claim(file, sha256);
    const read = 'rows' in content ? content.rows : undefined;
    const failure = 'failure' in content ? content.failure : undefined;
    const first = this.#nextKey.get() ?? STRETCH;
    this.#insertDocument.run({
      id,
      path,
      location: file.location,
      sha256,
      size: file.size,
      modified: file.modified,
      format: read?.format ?? null,
      pages: read?.pages ?? null,
      status: failure ? 'failed' : 'read',
      code: failure?.code ?? null,
      zh: failure?.message.zh ?? null,
      en: failure?.message.en ?? null,
      title: read?.identity.title ?? null,
      province: read?.identity.province ?? null,
      county: read?.identity.county ?? null,
      department: read?.identity.department ?? null,
      year: read?.identity.year ?? null,
      version: this.version,
      run: this.run,
      tally: read ? JSON.stringify(read.tally) : null,
      first,
    });
    if (!read) return;
    for (const table of TABLE_NAMES) this.#insertRows(table, id, first, read.rows[table]);
  }

  #insertRows(table: TableName, id: string, first: number, rows: DocumentRows['rows'][TableName]): void {
    let position = 0;
    for (const { rows: count, statement } of this.#inserts[table]) {
      for (; position + count <= rows.length; position += count) {
        const values = ([] as unknown[]).concat(...rows.slice(position, position + count));
        statement.run({ key: first + position, id, position }, ...values);
      }
    }
  }

  /**
   * The id of a document is made of its content and its relative path, so that it is the same on every machine. Two
   * folders may hold the same file under the same relative path: then the second takes as much of its absolute path
   * as tells it apart. A row whose file is gone was the same folder in another place, and is taken over.
   */
  #claim(file: FoundFile, sha256: string): { id: string; path: string } {
    const parents = file.location.split(/[\\/]/).slice(0, -file.path.split('/').length);
    for (let { path } = file; ; path = `${parents.pop() ?? '.'}/${path}`) {
      const id = documentId(path, sha256);
      const other = this.#holder.get(id);
      if (other && existsSync(other.location)) continue;
      if (other) this.#delete.run(id);
      return { id, path };
    }
  }
}

export function documentId(path: string, sha256: string): string {
  // A leading letter, or a spreadsheet takes an id like 1234e567 for a number.
  const hash = createHash('sha256').update(`${path}\0${sha256}`).digest('hex');
  return `d${hash.slice(0, 15)}`;
}

interface Insertion {
  rows: number;
  statement: Statement;
}

/** So many rows a statement, as long as there are as many: each statement costs as much as a third of a row. */
const AT_ONCE = [16, 4, 1];

/** Binds @key and @position of the first row, @id, and the columns of all rows. */
function insertion(table: TableName, rows: number): string {
  const columns = ['key', 'document_id', 'position', ...COLUMNS[table]].map((name) => `"${name}"`).join(', ');
  const own = COLUMNS[table].map(() => '?').join(', ');
  const row = (at: number) => `(@key + ${at}, @id, @position + ${at}, ${own})`;
  return `INSERT INTO ${table} (${columns}) VALUES ${Array.from({ length: rows }, (_, at) => row(at)).join(', ')}`;
}
