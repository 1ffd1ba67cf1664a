import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import CFB from 'cfb';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { openAgile } from '../../../extractors/locked/agile.js';
import { EVERYBODYS } from '../../../extractors/locked/lock.js';
import { unlockRc4 } from '../../../extractors/locked/rc4.js';
import { UnreadableError, type RawDocument } from '../../../schemas/index.js';
import { agileInfo, lockPackage } from './lock.js';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const PASSWORD = '勾稽 2031';
const bytesOf = (path: string): Uint8Array => Uint8Array.from(readFileSync(join(FIXTURES, path)));
const read = (bytes: Uint8Array, password?: string): Promise<RawDocument> =>
  extract(bytes, { limits: DEFAULT_LIMITS, ...(password === undefined ? {} : { password }) });
const codeOf = (reading: Promise<unknown>): Promise<string> =>
  reading.then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableError ? error.code : String(error)),
  );

describe.each([
  ['office/locked.docx', 'documents/prose-only-clean.docx'],
  ['office/locked-2007.docx', 'documents/prose-only-clean.docx'],
  ['office/locked.doc', 'documents/prose-only-clean.docx'],
  ['office/locked.xls', 'office/budget.xls'],
])('%s', (locked, plain) => {
  it('says with its password what it says without a lock', async () => {
    const [opened, twin] = await Promise.all([read(bytesOf(locked), PASSWORD), read(bytesOf(plain))]);
    const words = ({ blocks }: RawDocument): string[] =>
      blocks.flatMap((block) => (block.kind === 'table' ? block.cells.map(({ text }) => text) : [block.text.trim()]));
    expect(words(opened)).toEqual(words(twin));
  });

  it('asks for a password, and says when it is wrong', async () => {
    expect(await codeOf(read(bytesOf(locked)))).toBe('password-required');
    expect(await codeOf(read(bytesOf(locked), '勾稽2031'))).toBe('wrong-password');
  });
});

test.each<[string, () => Uint8Array]>([
  ['package', () => lockPackage(bytesOf('office/budget.xlsx'), PASSWORD, { spins: 10 })],
  ['document', () => bytesOf('office/locked.doc')],
  ['workbook', () => bytesOf('office/locked.xls')],
])('a locked %s is never more than unreadable when damaged', async (_, make) => {
  const whole = make();
  for (let n = 0; n < 60; n++) {
    const copy = whole.slice(0, n < 20 ? Math.floor((whole.length * (n + 1)) / 21) : whole.length);
    if (n >= 20) copy[Math.floor((whole.length * (n - 20)) / 40)]! ^= 0x5a;
    expect(await codeOf(read(copy, PASSWORD))).toMatch(/^(read|damaged|wrong-password|too-large|unsupported-format)$/);
  }
});

test('a workbook that everybody may read needs no password, and opens with any', async () => {
  const locked = lockPackage(bytesOf('office/budget.xlsx'), EVERYBODYS, { spins: 10 });
  expect((await read(locked)).format).toBe('xlsx');
  // That of another file of the folder.
  expect((await read(locked, '1')).format).toBe('xlsx');
});

test.each<[string, Parameters<typeof lockPackage>[2], string]>([
  ['128 bits, SHA-1', { bits: 128, hash: 'SHA1' }, 'read'],
  ['192 bits, SHA-384', { bits: 192, hash: 'SHA384' }, 'read'],
  ['256 bits, SHA-256', { bits: 256, hash: 'SHA256' }, 'read'],
  ['a certificate before the password', { certificate: true }, 'read'],
  ['years of rounds', { spins: 10, announced: 4_000_000_000 }, 'damaged'],
  ['a package shorter than it says', { longer: 1 << 20 }, 'damaged'],
  ['another version', { version: 3 }, 'unsupported-format'],
])('%s', async (_, options, expected) => {
  const locked = lockPackage(bytesOf('office/budget.xlsx'), PASSWORD, { spins: 10, ...options });
  expect(await codeOf(read(locked, PASSWORD))).toBe(expected);
});

test('a file under rights management says that no password helps', async () => {
  const box = CFB.utils.cfb_new();
  CFB.utils.cfb_add(box, 'EncryptedPackage', Buffer.alloc(5000));
  CFB.utils.cfb_add(box, 'DataSpaces', Buffer.alloc(10));
  const error: unknown = await read(Uint8Array.from(CFB.write(box, { type: 'buffer' }) as Buffer)).catch((e) => e);
  expect(error).toMatchObject({ code: 'unsupported-format', sentence: { en: expect.stringContaining('IRM') } });
});

test('agile encryption opens what it locked, of any length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 9000 }), fc.string({ maxLength: 12 }), (content, password) => {
      const { info, locked } = agileInfo(content, password, { spins: 3 });
      const view = new DataView(Uint8Array.from(info).buffer);
      expect(openAgile(view, locked, password)?.subarray(0, content.length)).toEqual(Buffer.from(content));
      expect(openAgile(view, locked, `${password}x`)).toBeUndefined();
    }),
    { numRuns: 20 },
  );
});

describe('RC4 by CryptoAPI', () => {
  /** The header that stands before the streams, and the first block of a stream under the same lock. */
  const header = (bits: number): DataView => {
    const salt = Buffer.alloc(16, 7);
    const first = createHash('sha1').update(salt).update(Buffer.from(PASSWORD, 'utf16le')).digest();
    const block = createHash('sha1').update(first).update(Buffer.alloc(4)).digest();
    const key = bits === 40 ? Buffer.concat([block.subarray(0, 5), Buffer.alloc(11)]) : block.subarray(0, bits / 8);
    const verifier = Buffer.alloc(16, 3);
    const both = rc4(key, Buffer.concat([verifier, createHash('sha1').update(verifier).digest()]));
    const words = (...numbers: number[]): Buffer => Buffer.from(Uint32Array.from(numbers).buffer);
    const about = words(4, 0, 0x6801, 0x8004, bits, 1, 0, 0);
    const all = Buffer.concat([
      Buffer.from('02000200', 'hex'),
      words(4, about.length),
      about,
      words(16),
      salt,
      both.subarray(0, 16),
      words(20),
      both.subarray(16),
    ]);
    return new DataView(Uint8Array.from(all).buffer);
  };

  it.each([40, 56, 128])('knows a key of %i bits', (bits) => {
    const lock = unlockRc4(header(bits), PASSWORD);
    const stream = new DataView(new ArrayBuffer(1300));
    // Its own inverse: what is opened twice is what it was.
    const once = lock.open(stream, 512);
    expect(once.some((byte) => byte !== 0)).toBe(true);
    expect(lock.open(new DataView(once.buffer), 512)).toEqual(new Uint8Array(1300));
    expect(() => unlockRc4(header(bits), '1')).toThrowError(/wrong-password/);
    expect(() => unlockRc4(header(bits), undefined)).toThrowError(/password-required/);
  });

  it.each([0, 3, 40, 60, 80])('is damaged when cut off after %i bytes', (length) => {
    const { buffer } = header(128);
    expect(() => unlockRc4(new DataView(buffer, 0, length), PASSWORD)).toThrowError(/damaged/);
  });

  it('refuses other versions with a sentence', () => {
    expect(() => unlockRc4(new DataView(new ArrayBuffer(200)), PASSWORD)).toThrowError(/unsupported-format/);
  });
});

/** The cipher once more, the plain way. */
function rc4(key: Buffer, bytes: Uint8Array): Uint8Array {
  const state = Array.from({ length: 256 }, (_, i) => i);
  let j = 0;
  for (let i = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) % 256;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  j = 0;
  return bytes.map((byte, n) => {
    const i = (n + 1) % 256;
    j = (j + state[i]!) % 256;
    [state[i], state[j]] = [state[j]!, state[i]!];
    const at = ((state[i] ?? 0) + (state[j] ?? 0)) % 256;
    return byte ^ (state[at] ?? 0);
  });
}
