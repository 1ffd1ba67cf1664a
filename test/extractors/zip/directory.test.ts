import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../extractors/index.js';
import { openArchive } from '../../../extractors/zip/archive.js';
import { UnreadableError } from '../../../schemas/index.js';
import { makeZip } from './make-zip.js';

const ZIP = makeZip({ 'a.txt': '支出合计1.00万元', '空/': '', 'b/c.txt': '' });

/** Names and contents, or the code of the refusal. */
function read(zip: Buffer): Record<string, string> | string {
  try {
    const archive = openArchive(zip, DEFAULT_LIMITS);
    return Object.fromEntries(archive.names.map((name) => [name, Buffer.from(archive.read(name)!).toString()]));
  } catch (error) {
    return error instanceof UnreadableError ? error.code : String(error);
  }
}

const CONTENTS = { 'a.txt': '支出合计1.00万元', 'b/c.txt': '' };
const CENTRAL = ZIP.indexOf('PK\x01\x02', 0, 'latin1');
const END = ZIP.length - 22;

/** A copy with some bytes written over. */
function changed(zip: Buffer, at: number, ...bytes: number[]): Buffer {
  const copy = Buffer.from(zip);
  copy.set(bytes, at);
  return copy;
}

function withComment(comment: string): Buffer {
  const zip = Buffer.concat([ZIP, Buffer.from(comment)]);
  zip.writeUInt16LE(zip.length - ZIP.length, END + 20);
  return zip;
}

/** An archive of one entry as programs write those of more than 4 GB: numbers stand in fields of eight bytes. */
function zip64({ field = 28, signature = 'PK\x06\x06' } = {}): Buffer {
  const zip = makeZip({ 'a.txt': CONTENTS['a.txt'] });
  const start = zip.indexOf('PK\x01\x02', 0, 'latin1');
  const entry = zip.subarray(start, -22);
  const eight = (number: number): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(number));
    return bytes;
  };
  const numbers = [eight(entry.readUInt32LE(24)), eight(entry.readUInt32LE(20)), eight(entry.readUInt32LE(42))];
  // Another program's field comes first.
  const extra = Buffer.concat([Buffer.from([9, 9, 2, 0, 1, 2, 1, 0, field - 4, 0]), ...numbers]);
  const large = changed(entry, 20, ...Array.from({ length: 8 }, () => 0xff));
  large.fill(0xff, 42, 46);
  large.writeUInt16LE(field + 6, 30);
  const directory = Buffer.concat([large, extra.subarray(0, field + 6)]);
  const end = Buffer.alloc(56);
  end.write(signature, 'latin1');
  end.set([...eight(44), 45, 0, 45, 0], 4);
  end.set([...eight(1), ...eight(1), ...eight(directory.length), ...eight(start)], 24);
  const locator = Buffer.concat([
    Buffer.from('PK\x06\x07\0\0\0\0', 'latin1'),
    eight(start + directory.length),
    Buffer.from([1, 0, 0, 0]),
  ]);
  const usual = Buffer.alloc(22, 0xff);
  usual.write('PK\x05\x06\0\0\0\0', 'latin1');
  usual.writeUInt16LE(0, 20);
  return Buffer.concat([zip.subarray(0, start), directory, end, locator, usual]);
}

test.each<[string, Buffer, ReturnType<typeof read>]>([
  ['folders left out', ZIP, CONTENTS],
  ['a comment at the end', withComment('由办公室打包'), CONTENTS],
  ['a comment that looks like an end is taken for one', withComment('PK\x05\x06'.padEnd(40, '.')), 'damaged'],
  ['bytes after the end', Buffer.concat([ZIP, Buffer.alloc(9)]), 'damaged'],
  ['no end', ZIP.subarray(0, END), 'damaged'],
  ['nothing at all', Buffer.alloc(0), 'damaged'],
  ['the second of two disks', changed(ZIP, END + 4, 1), 'damaged'],
  ['more entries than there are', changed(ZIP, END + 10, 9), 'damaged'],
  ['more entries than anyone has', changed(ZIP, END + 10, 0xff, 0xff), 'too-large'],
  ['fewer entries than there are', changed(ZIP, END + 10, 1), { 'a.txt': CONTENTS['a.txt'] }],
  ['a directory beyond the end', changed(ZIP, END + 16, 0xff, 0xff, 0xff, 0xff), 'damaged'],
  ['a directory that is none', changed(ZIP, CENTRAL, 0), 'damaged'],
  ['a name longer than the archive', changed(ZIP, CENTRAL + 28, 0xff, 0xff), 'damaged'],
  ['encryption with certificates', changed(ZIP, CENTRAL + 8, 0x41), 'damaged'],
  ['stored, and of two sizes', changed(ZIP, CENTRAL + 10, 0), 'damaged'],
  ['an entry that is none', changed(ZIP, 0, 0), 'damaged'],
  ['an entry longer than the archive', changed(ZIP, CENTRAL + 21, 0xff), 'damaged'],
  ['an entry beyond the end', changed(ZIP, CENTRAL + 42, 0xff, 0xff, 0xff), 'damaged'],
  ['numbers of eight bytes', zip64(), { 'a.txt': CONTENTS['a.txt'] }],
  ['a number of eight bytes that is missing', zip64({ field: 20 }), 'damaged'],
  ['a pointer to no end of eight bytes', zip64({ signature: 'PK\x06\x05' }), 'damaged'],
])('%s', (_, zip, expected) => expect(read(zip)).toEqual(expected));
