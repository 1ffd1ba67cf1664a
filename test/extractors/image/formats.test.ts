import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, detect, extract } from '../../../extractors/index.js';
import { headerOf, paperOf } from '../../../extractors/image/paper.js';
import { pdfiumEngine } from '../../../extractors/pdf/pdfium.js';

/** A PNG whose pixels are `grey(x, y)`, of one channel or three, at so many dots an inch. */
function png(
  width: number,
  height: number,
  type: 0 | 2 | 6,
  dpi: number,
  grey: (x: number, y: number) => number,
): Uint8Array {
  const channels = { 0: 1, 2: 3, 6: 4 }[type];
  const rows = Buffer.alloc((width * channels + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < width * channels; i++)
      rows[y * (width * channels + 1) + 1 + i] = grey(Math.floor(i / channels), y);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, type], 8);
  const size = Buffer.alloc(9, 1);
  size.writeUInt32BE(Math.round(dpi / 0.0254), 0);
  size.writeUInt32BE(Math.round(dpi / 0.0254), 4);
  const chunk = (name: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    // The checksum is not looked at.
    return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)]);
  };
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', head),
      chunk('pHYs', size),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

const half = (x: number): number => (x < 100 ? 0 : 255);

describe('pictures are pages', () => {
  it.each([0, 2] as const)('a PNG of colour type %i is seen as it is', async (type) => {
    const bytes = png(400, 300, type, 200, half);
    expect(detect(bytes)?.format).toBe('image');
    const document = await pdfiumEngine.open(paperOf(headerOf(bytes)!));
    const page = await document.page(1);
    expect([page.width, page.height].map(Math.round)).toEqual([144, 108]);
    expect(page.imageCover).toBeCloseTo(1);
    expect(page.imageDpi).toBeCloseTo(200, 0);
    const { data, width } = await document.picture!(1, 200);
    expect([data[150 * width + 20], data[150 * width + 300]]).toEqual([0, 255]);
    await document.close();
  });

  it('one that does not say its size, or says that of a screen, is a sheet of A4', async () => {
    const document = await pdfiumEngine.open(paperOf(headerOf(png(827, 1169, 0, 72, half))!));
    const { width, height } = await document.page(1);
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
    await document.close();
  });

  it('says that it has to be recognised where that is not wanted', async () => {
    const read = await extract(png(400, 300, 0, 200, half), { limits: DEFAULT_LIMITS });
    expect(read).toMatchObject({ format: 'image', blocks: [] });
    expect(read.notices.map(({ code }) => code)).toEqual(['needs-ocr']);
  });

  it('with transparency is not taken for one that can be read', () => {
    expect(detect(png(400, 300, 6, 200, half))?.format).not.toBe('image');
  });
});
