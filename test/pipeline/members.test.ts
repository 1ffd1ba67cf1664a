import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../extractors/index.js';
import { expandArchives, readMember } from '../../pipeline/archive.js';
import { UnreadableError } from '../../schemas/index.js';
import { makeZip } from '../extractors/zip/make-zip.js';
import { temporaryFolder } from './command.js';

const folder = temporaryFolder();
const TEXT = '支出合计1.00万元，其中：基本支出0.40万元，项目支出0.60万元。支出合计1.00万元。';
/** That text as a.txt, packed by Info-ZIP (`zip -P secret`) and by zip.js (AES of 128 and 256 bits, 勾稽 2031). */
const OLD =
  'UEsDBBQACQAIABWKdV1ruVERVQAAAG0AAAAFAAAAYS50eHQn+4NGA8yBlhPEvjuZubJgxvqmUcmzEK666omHvrYq2pwCwOMkXxvvSoO90CpAeGssz+pXJcyr46Eip9yCYlqKNiDWinnOOKqv2Y2uat5tbd9Uqw6DUEsHCGu5URFVAAAAbQAAAFBLAQIeAxQACQAIABWKdV1ruVERVQAAAG0AAAAFAAAAAAAAAAEAAACkgQAAAABhLnR4dFBLBQYAAAAAAQABADMAAACIAAAAAAA=';
const AES_128 =
  'UEsDBDMACQBjABWKdV0AAAAAAAAAAAAAAAAFAAsAYS50eHQBmQcAAgBBRQEIAL0LnuFFKw1cw4dU7m5VheeEpvHdU49FUV9ypUjvOvWG/2ocOSPKclnom/8TDAIeJ7WBpj5eMwJ71QolRno3Z7CPkkDp8kwTFjc/e1YUg1s2B47DB6q7a40euNmFaYIMUEsHCAAAAABfAAAAbQAAAFBLAQIAAzMACQBjABWKdV0AAAAAXwAAAG0AAAAFAAsAAAAAAAAAAACkgQAAAABhLnR4dAGZBwACAEFFAQgAUEsFBgAAAAABAAEAPgAAAJ0AAAAAAA==';
const AES_256 =
  'UEsDBDMACQBjABWKdV0AAAAAAAAAAAAAAAAFAAsAYS50eHQBmQcAAgBBRQMIAKmXl76UV+iPkoZj/t3ZqsyCu+YNZAszmYoMSgtzzqv+TaQTKNdwFeUyQj6MP19a4NNmXXb9yklSkQ5pB5kqyTX/4g874449yR62IghY+micFSZuatAxI8+3t2D94m9rlAnQkRaGiWJQSwcIAAAAAGcAAABtAAAAUEsBAgADMwAJAGMAFYp1XQAAAABnAAAAbQAAAAUACwAAAAAAAAAAAKSBAAAAAGEudHh0AZkHAAIAQUUDCABQSwUGAAAAAAEAAQA+AAAApQAAAAAA';

const zipOf = (name: string, bytes: Uint8Array): string => {
  const location = join(folder, name);
  writeFileSync(location, bytes);
  return location;
};
const read = (location: string, member: string, limits = {}, password?: string): Promise<string> =>
  readMember(location, member, { ...DEFAULT_LIMITS, ...limits }, password).then(
    (bytes) => Buffer.from(bytes).toString(),
    (error: unknown) => (error instanceof UnreadableError ? error.code : String(error)),
  );

test.each([
  ['old.zip', OLD, 'secret'],
  ['aes-128.zip', AES_128, '勾稽 2031'],
  ['aes-256.zip', AES_256, '勾稽 2031'],
])('%s opens with its password alone', async (name, packed, password) => {
  const location = zipOf(name, Buffer.from(packed, 'base64'));
  const [file] = await expandArchives([{ location, path: name }]);
  expect(file).toMatchObject({ path: `${name}/a.txt`, member: 'a.txt' });
  expect(await read(location, 'a.txt', {}, password)).toBe(TEXT);
  expect(await read(location, 'a.txt')).toBe('password-required');
  for (let n = 0; n < 20; n++) expect(await read(location, 'a.txt', {}, `wrong ${n}`)).toBe('wrong-password');
});

test('an archive may be larger than a file, and all its members together; no member may', async () => {
  const location = zipOf(
    'large.zip',
    makeZip({ 'a.txt': 'a'.repeat(900), 'b.txt': 'b'.repeat(900), 'c.txt': 'c'.repeat(1100) }),
  );
  const limits = { fileBytes: 10, unpackedBytes: 1000 };
  expect(await read(location, 'a.txt', limits)).toBe('a'.repeat(900));
  expect(await read(location, 'b.txt', limits)).toBe('b'.repeat(900));
  expect(await read(location, 'c.txt', limits)).toBe('too-large');
  expect(await read(location, 'd.txt', limits)).toBe('damaged');
});

test('an archive that changes between two members is opened anew; one that is gone says so', async () => {
  const location = zipOf('changing.zip', makeZip({ 'a.txt': '1', 'b.txt': '2' }));
  expect(await read(location, 'a.txt')).toBe('1');
  writeFileSync(location, makeZip({ 'b.txt': 'another' }));
  expect(await read(location, 'b.txt')).toBe('another');
  expect(await read(location, 'a.txt')).toBe('damaged');
  appendFileSync(location, Buffer.alloc(70_000));
  expect(await read(location, 'b.txt')).toBe('damaged');
  expect(await read(join(folder, 'gone.zip'), 'b.txt')).toMatch(/ENOENT/);
});

test('what systems leave in archives is no document; an office file called .zip stays whole', async () => {
  const names = [
    'a/水利局.docx',
    '__MACOSX/a/._水利局.docx',
    'a/~$水利局.docx',
    'a/Thumbs.db',
    '../b.txt',
    '.git/c.txt',
  ];
  const location = zipOf('aside.zip', makeZip(Object.fromEntries(names.map((name) => [name, 'x']))));
  const files = await expandArchives([
    { location, path: 'aside.zip' },
    { location: zipOf('office.zip', makeZip({ '[Content_Types].xml': '<Types/>' })), path: 'office.zip' },
    { location: zipOf('none.zip', Buffer.from('x')), path: 'none.zip' },
  ]);
  expect(files.map(({ path }) => path)).toEqual([
    'aside.zip/../b.txt',
    'aside.zip/a/水利局.docx',
    'office.zip',
    'none.zip',
  ]);
});
