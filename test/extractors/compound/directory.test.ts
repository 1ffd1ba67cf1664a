import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import CFB from 'cfb';
import { describe, expect, it, test } from 'vitest';
import { rootNames } from '../../../extractors/compound/directory.js';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import type { RawDocument } from '../../../schemas/index.js';

const OFFICE = join(import.meta.dirname, '../../../fixtures/office');
const read = (bytes: Uint8Array): Promise<RawDocument> => extract(bytes, { limits: DEFAULT_LIMITS });

/** The streams of a file in another one: under other names, with others beside them or in storages of their own. */
function packed(name: string, rename: (name: string) => string, more: Record<string, Uint8Array> = {}): Uint8Array {
  const from = CFB.read(readFileSync(join(OFFICE, name)), { type: 'buffer' });
  const to = CFB.utils.cfb_new();
  CFB.utils.cfb_del(to, '/\u0001Sh33tJ5');
  for (const [path, content] of Object.entries(more)) CFB.utils.cfb_add(to, path, content);
  for (const [i, { type, content }] of from.FileIndex.entries()) {
    const path = from.FullPaths[i]!.replace(/^[^/]*\//, '');
    if (type === 2) CFB.utils.cfb_add(to, `/${rename(path)}`, content);
  }
  return new Uint8Array(CFB.write(to, { type: 'buffer' }) as Buffer);
}

const [DOC, XLS] = ['hubei-clean.doc', 'budget.xls'];
const upper = (name: string): string => name.toUpperCase();
const same = (name: string): string => name;

describe('streams are found', () => {
  it.each([
    [DOC, upper],
    [DOC, (name: string) => name.toLowerCase()],
    [XLS, upper],
    [XLS, (name: string) => (name === 'Workbook' ? 'Book' : name)],
  ])('whatever the case of their names: %s', async (name, rename) => {
    const [usual, other] = [await read(readFileSync(join(OFFICE, name))), await read(packed(name, rename))];
    expect(other).toEqual(usual);
  });

  it('of the file, not of a document inside it', async () => {
    const inside = packed(XLS, same, {
      '/MBD0000A1B2/WordDocument': new Uint8Array(5000),
      '/MBD0000A1B2/EncryptedPackage': new Uint8Array(5000),
    });
    expect((await read(inside)).format).toBe('xls');
    expect((await read(packed(DOC, same, { '/ObjectPool/_1/Workbook': new Uint8Array(5000) }))).format).toBe('doc');
  });

  it('in sectors that only a list outside the header tells of', () => {
    expect(rootNames(farDirectory(14_000, 'Workbook'))).toEqual(new Set(['WORKBOOK']));
  });
});

test.each([
  ['no directory', new Uint8Array(40)],
  ['a directory that goes round', ring()],
])('%s has no names', (_, bytes) => {
  expect(rootNames(bytes)).toBeUndefined();
});

test.each([
  ['Word 6', 'WordDocument', [0xdc, 0xa5, 0x65, 0], /Word 95/],
  ['Excel 5', 'Book', [9, 8, 8, 0, 0, 5, 5, 0], /Excel 95/],
])('what is older is told so: %s', async (_, name, start, message) => {
  const old = CFB.utils.cfb_new();
  CFB.utils.cfb_add(old, `/${name}`, Uint8Array.from([...start, ...new Uint8Array(6000)]));
  const reason = await read(new Uint8Array(CFB.write(old, { type: 'buffer' }) as Buffer)).catch(
    (error: unknown) => error,
  );
  expect(reason).toMatchObject({
    code: 'unsupported-format',
    sentence: { en: expect.stringMatching(message) as string },
  });
});

/** A file whose chain of directory sectors leads back to its beginning, all of it blank. */
function ring(): Uint8Array {
  const bytes = new Uint8Array(512 * 3);
  const view = new DataView(bytes.buffer);
  view.setUint16(0x1e, 9, true);
  view.setUint32(0x30, 1, true);
  view.setUint32(0x4c, 0, true);
  view.setUint32(512 + 4, 1, true);
  return bytes;
}

/** A file with its directory in a sector that the header's own list does not reach, and its only stream in the next. */
function farDirectory(sector: number, name: string): Uint8Array {
  const bytes = new Uint8Array((sector + 3) * 512);
  const view = new DataView(bytes.buffer);
  const at = (number: number): number => (number + 1) * 512;
  view.setUint16(0x1e, 9, true);
  view.setUint32(0x30, sector, true);
  // Sector 0 goes on with the list that the header begins; sector 1 says what follows the directory's sectors.
  view.setUint32(0x44, 0, true);
  view.setUint32(at(0), 1, true);
  view.setUint32(at(1) + (sector - 109 * 128) * 4, sector + 1, true);
  view.setUint32(at(1) + (sector + 1 - 109 * 128) * 4, 0xfffffffe, true);
  view.setUint32(at(sector) + 0x4c, 4, true);
  const entry = at(sector + 1);
  for (const [i, letter] of [...name].entries()) view.setUint16(entry + 2 * i, letter.charCodeAt(0), true);
  view.setUint16(entry + 0x40, 2 * name.length + 2, true);
  view.setUint32(entry + 0x44, 0xffffffff, true);
  view.setUint32(entry + 0x48, 0xffffffff, true);
  return bytes;
}
