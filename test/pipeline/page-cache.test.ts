import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openPageCache } from '../../pipeline/page-cache.js';
import { temporaryFolder } from './command.js';

const folder = temporaryFolder();
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const text = (value: Uint8Array | undefined): string | undefined => value && Buffer.from(value).toString();

test('what one thread puts another one gets', () => {
  const file = join(folder, 'a.db-pages');
  const [one, other] = [openPageCache(file)!, openPageCache(file)!];
  one.put('page', bytes('read'));
  expect(text(other.get('page'))).toBe('read');
  other.put('page', bytes('read again'));
  expect(text(one.get('page'))).toBe('read again');
  expect(one.get('another page')).toBeUndefined();
});

test('what another version of the reader left is forgotten', () => {
  const file = join(folder, 'b.db-pages');
  openPageCache(file)!.put('page', bytes('read'));
  const raw = new Database(file);
  raw.exec("UPDATE pages SET reader = 'older'");
  raw.close();
  expect(openPageCache(file)!.get('page')).toBeUndefined();
});

test('a damaged file is begun anew', () => {
  const file = join(folder, 'c.db-pages');
  writeFileSync(file, 'no database at all, but longer than the header of one would be: '.repeat(40));
  const cache = openPageCache(file)!;
  cache.put('page', bytes('read'));
  expect(text(cache.get('page'))).toBe('read');
  expect(readFileSync(file).subarray(0, 6).toString()).toBe('SQLite');
});

test('where no file can be, nothing is kept and nothing fails', () => {
  expect(openPageCache(join(folder, 'no', 'such', 'folder'))).toBeUndefined();
});
