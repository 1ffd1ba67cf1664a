import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pictureIn } from '../../../extractors/doc/pictures.js';
import { imagePages } from '../../../extractors/image/pages.js';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { loadModels } from '../../../pipeline/ocr-models.js';

function record(type: number, instance: number, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(instance << 4, 0);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** A picture's frame with records behind it, after ten bytes of something else. */
function data(records: Buffer, name = ''): DataView {
  const head = Buffer.alloc(0x44);
  const named = name === '' ? Buffer.alloc(0) : Buffer.from(String.fromCharCode(name.length) + name, 'latin1');
  head.writeUInt32LE(head.length + named.length + records.length, 0);
  head.writeUInt16LE(head.length, 4);
  head.writeUInt16LE(name === '' ? 0x64 : 0x66, 6);
  const bytes = Buffer.concat([Buffer.alloc(10, 0xee), head, named, records, Buffer.alloc(10, 0xee)]);
  return new DataView(Uint8Array.from(bytes).buffer);
}

const prints = (count: number): Buffer => Buffer.alloc(16 * count + 1, 7);
const file = Buffer.from('a picture');
const shape = record(0xf004, 0, Buffer.alloc(30));
const stored = (inner: Buffer): Buffer => record(0xf007, 5, Buffer.concat([Buffer.alloc(36), inner]));

describe('the picture of a frame', () => {
  it.each([
    ['alone', record(0xf01e, 0x6e0, Buffer.concat([prints(1), file])), ''],
    ['behind a shape', Buffer.concat([shape, record(0xf01d, 0x46a, Buffer.concat([prints(1), file]))]), ''],
    ['in a store entry', Buffer.concat([shape, stored(record(0xf01e, 0x6e0, Buffer.concat([prints(1), file])))]), ''],
    ['with two fingerprints', record(0xf01d, 0x46b, Buffer.concat([prints(2), file])), ''],
    ['behind the name of a file', record(0xf01e, 0x6e0, Buffer.concat([prints(1), file])), 'scan.png'],
  ])('%s', (_where, records, name) => {
    expect(Buffer.from(pictureIn(data(records, name), 10)!)).toEqual(file);
  });

  it('that is a bitmap gets the header of a file', () => {
    const bitmap = Buffer.alloc(40 + 8 + 2 * 400);
    bitmap.writeUInt32LE(40, 0);
    bitmap.writeInt32LE(32, 4);
    bitmap.writeInt32LE(200, 8);
    bitmap.writeUInt16LE(1, 14);
    const found = pictureIn(data(record(0xf01f, 0x7a8, Buffer.concat([prints(1), bitmap]))), 10)!;
    expect(imagePages(found)).toMatchObject([{ width: 32, height: 200 }]);
    expect(Buffer.from(found).readUInt32LE(10)).toBe(62);
  });

  it.each([
    ['is a drawing', shape],
    ['is cut off', stored(Buffer.alloc(0)).subarray(0, 20)],
  ])('that %s is none', (_what, records) => {
    expect(pictureIn(data(records), 10)).toBeUndefined();
    expect(pictureIn(data(records), 100_000)).toBeUndefined();
  });
});

it('a scan that is pasted into Word 97 is read where it stands', async () => {
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, 'scan.doc')));
  const { blocks, notices } = await extract(bytes, {
    limits: DEFAULT_LIMITS,
    ocr: { mode: 'auto', models: loadModels },
  });
  const texts = blocks.map((block) =>
    block.kind === 'table' ? block.cells.map(({ text }) => text).join(' ') : block.text,
  );
  expect(texts).toEqual(['一、收支情况', '甲县水利局收支表', '基本支出 350.04 项目支出 178.52', '二、绩效情况']);
  expect(notices.map(({ code }) => code)).toEqual(['pages-recognized']);
});
