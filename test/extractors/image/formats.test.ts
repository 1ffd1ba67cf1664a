import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, detect, extract } from '../../../extractors/index.js';
import { engineOf } from '../../../extractors/image/engine.js';
import { imagePages } from '../../../extractors/image/pages.js';
import { HEIGHT, TIFFS, WIDTH, isBlack } from './tiffs.js';

/** The pixels that are drawn otherwise than `black` says, on every page, each looked at in its middle. */
async function wrongPixels(bytes: Uint8Array, black = isBlack, width = WIDTH, height = HEIGHT): Promise<number> {
  const document = await engineOf(imagePages(bytes)!).open(bytes);
  let wrong = 0;
  for (let number = 1; number <= document.pageCount; number++) {
    const page = await document.page(number);
    expect(page.imageCover).toBeCloseTo(1);
    const picture = await document.picture!(number, (72 * 8 * width) / page.width);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = Math.floor(((y + 0.5) * picture.height) / height) * picture.width;
        const grey = picture.data[at + Math.floor(((x + 0.5) * picture.width) / width)]!;
        if (grey < 128 !== black(x, y)) wrong++;
      }
    }
  }
  await document.close();
  return wrong;
}

async function sizeOf(bytes: Uint8Array): Promise<[number, number]> {
  const document = await engineOf(imagePages(bytes)!).open(bytes);
  const { width, height } = await document.page(1);
  await document.close();
  return [Math.round(width), Math.round(height)];
}

describe('TIFF', () => {
  it.each(Object.entries(TIFFS))('%s', async (name, base64) => {
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
    expect(detect(bytes)?.format).toBe('image');
    expect(imagePages(bytes)).toHaveLength(name.includes('two pages') ? 2 : 1);
    expect(await wrongPixels(bytes)).toBe(0);
  });

  it('whose chain of pages leads back has each page once', () => {
    const bytes = new Uint8Array(Buffer.from(TIFFS['Group 4, two pages']!, 'base64'));
    const view = new DataView(bytes.buffer);
    const first = view.getUint32(4, true);
    const second = view.getUint32(first + 2 + 12 * view.getUint16(first, true), true);
    view.setUint32(second + 2 + 12 * view.getUint16(second, true), first, true);
    expect(imagePages(bytes)).toHaveLength(2);
  });

  it('cut off anywhere is read as far as it goes, or refused with a sentence', async () => {
    for (const base64 of Object.values(TIFFS)) {
      const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
      for (let length = 8; length < bytes.length; length += 61) {
        const cut = bytes.slice(0, length);
        if (detect(cut)?.format !== 'image') continue;
        const outcome = await extract(cut, { limits: DEFAULT_LIMITS }).then(
          ({ format }) => format,
          (error: Error) => error.name,
        );
        expect(['image', 'UnreadableError']).toContain(outcome);
      }
    }
  });
});

/** A picture of `isBlack` in so many channels; the last of two or four is the opacity. */
function png(channels: 1 | 2 | 3 | 4, depth: 8 | 16, interlace: 'null' | 'Adam7' = 'null'): Uint8Array {
  const most = depth === 8 ? 255 : 65_535;
  const data = new (depth === 8 ? Uint8Array : Uint16Array)(WIDTH * HEIGHT * channels);
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / channels);
    const black = isBlack(pixel % WIDTH, Math.floor(pixel / WIDTH));
    const opacity = channels % 2 === 0 && i % channels === channels - 1;
    // Transparent black is the paper behind it.
    data[i] = opacity ? (black ? most : 0) : channels % 2 === 0 || black ? 0 : most;
  }
  return encode({ width: WIDTH, height: HEIGHT, data, depth, channels }, { interlace });
}

describe('PNG', () => {
  it.each([
    [1, 8],
    [2, 8],
    [3, 8],
    [4, 8],
    [1, 16],
    [3, 16],
    [4, 16],
  ] as const)('of %i channels of %i bits', async (channels, depth) => {
    expect(await wrongPixels(png(channels, depth))).toBe(0);
  });

  it('interlaced', async () => {
    expect(await wrongPixels(png(3, 8, 'Adam7'))).toBe(0);
    expect(await wrongPixels(png(4, 16, 'Adam7'))).toBe(0);
  });

  it('with a palette, some of it transparent', async () => {
    // 8 × 2 pixels of one bit, deflated without compression; the second colour is black but not there.
    const bytes = Buffer.from(
      '89504e470d0a1a0a' +
        '0000000d49484452000000080000000201030000001fc2f6f3' +
        '00000006504c5445000000000000a567b9cf' +
        '0000000274524e53ff00e5b7304a' +
        '0000000f4944415478010104' +
        '00fbff000f00f001ff0100' +
        '00000000' +
        '0000000049454e44ae426082',
      'hex',
    );
    expect(await wrongPixels(new Uint8Array(bytes), (x, y) => x < 4 === (y === 0), 8, 2)).toBe(0);
  });
});

/** A bitmap of Windows of `isBlack`, rows from the bottom up or from the top down. */
function bmp(bits: 1 | 8 | 24 | 32, upward: boolean): Uint8Array {
  const stride = ((WIDTH * bits + 31) >> 5) * 4;
  const colours = bits <= 8 ? 1 << bits : 0;
  const start = 54 + 4 * colours;
  const bytes = Buffer.alloc(start + stride * HEIGHT);
  bytes.write('BM');
  bytes.writeUInt32LE(start, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(WIDTH, 18);
  bytes.writeInt32LE(upward ? HEIGHT : -HEIGHT, 22);
  bytes.writeUInt16LE(bits, 28);
  bytes.fill(0xff, 58, start);
  for (let y = 0; y < HEIGHT; y++) {
    const row = start + (upward ? HEIGHT - 1 - y : y) * stride;
    for (let x = 0; x < WIDTH; x++) {
      if (isBlack(x, y)) continue;
      if (bits === 1) bytes[row + (x >> 3)]! |= 0x80 >> (x & 7);
      else bytes.fill(bits === 8 ? 1 : 255, row + (x * bits) / 8, row + ((x + 1) * bits) / 8);
    }
  }
  return new Uint8Array(bytes);
}

it.each([1, 8, 24, 32] as const)('BMP of %i bits, from the bottom and from the top', async (bits) => {
  expect(await wrongPixels(bmp(bits, true))).toBe(0);
  expect(await wrongPixels(bmp(bits, false))).toBe(0);
});

/** The JPEG of 16 × 8 pixels, the left half black, with an Exif part that says how it has to be turned. */
function jpeg(orientation: number): Uint8Array {
  const exif = Buffer.from('45786966000049492a0008000000010012010300010000000000000000000000', 'hex');
  exif.writeUInt16LE(orientation, 6 + 8 + 2 + 8);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return new Uint8Array(
    Buffer.concat([JPEG.subarray(0, 2), Buffer.from('ffe1', 'hex'), length, exif, JPEG.subarray(2)]),
  );
}
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRQBAwQEBQQFCQUFCRQNCw0UFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFP/AABEIAAgAEAMBEQACEQEDEQH/xAGiAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+gEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoLEQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgUQpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/APyqoA/qooA//9k=',
  'base64',
);

describe('JPEG', () => {
  const left = (x: number): boolean => x < 8;
  const top = (_x: number, y: number): boolean => y < 8;
  it.each([
    [1, left, 16, 8],
    [2, (x: number) => x >= 8, 16, 8],
    [3, (x: number) => x >= 8, 16, 8],
    [4, left, 16, 8],
    [5, top, 8, 16],
    [6, top, 8, 16],
    [7, (_x: number, y: number) => y >= 8, 8, 16],
    [8, (_x: number, y: number) => y >= 8, 8, 16],
  ] as const)('is turned as its Exif orientation %i says', async (orientation, black, width, height) => {
    expect(await wrongPixels(jpeg(orientation), black, width, height)).toBe(0);
  });
});

describe('the size of the sheet', () => {
  it('is what the file says', async () => {
    const bytes = bmp(1, true);
    new DataView(bytes.buffer).setInt32(38, Math.round(144 / 0.0254), true);
    new DataView(bytes.buffer).setInt32(42, Math.round(144 / 0.0254), true);
    expect(await sizeOf(bytes)).toEqual([WIDTH / 2, HEIGHT / 2]);
  });

  it('is that of A4 where it says nothing, or what a screen says', async () => {
    const data = new Uint8Array(827 * 1169).fill(255);
    expect(await sizeOf(encode({ width: 827, height: 1169, data, channels: 1 }))).toEqual([595, 842]);
  });

  it('of a fax has fewer rows than columns to the inch', async () => {
    const bytes = bmp(1, true);
    new DataView(bytes.buffer).setInt32(38, Math.round(204 / 0.0254), true);
    new DataView(bytes.buffer).setInt32(42, Math.round(98 / 0.0254), true);
    expect(await sizeOf(bytes)).toEqual([14, 18]);
  });
});

it('says that it has to be recognised where that is not wanted', async () => {
  const read = await extract(png(1, 8), { limits: DEFAULT_LIMITS });
  expect(read).toMatchObject({ format: 'image', blocks: [] });
  expect(read.notices.map(({ code }) => code)).toEqual(['needs-ocr']);
});

it('refuses a picture of more pixels than memory holds before it unpacks it', () => {
  const bytes = png(1, 8);
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(16, 60_000);
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(20, 60_000);
  expect(detect(bytes)?.format).not.toBe('image');
});

it.each([
  ['52494646ffffffff574542505650382000000000', 'WebP'],
  ['000000186674797068656963000000006d696631', 'HEIC'],
  ['474946383961010001008000000000ffffff2c00', 'GIF'],
])('tells a picture that it does not decode by name: %s', async (hex, kind) => {
  const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
  await expect(async () => extract(bytes, { limits: DEFAULT_LIMITS })).rejects.toMatchObject({
    code: 'unsupported-format',
    sentence: { en: expect.stringContaining(kind) as string },
  });
});

it('damaged TIFF code is read as far as it goes or refused, and never goes round in circles', async () => {
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  for (const base64 of Object.values(TIFFS)) {
    for (let round = 0; round < 12; round++) {
      const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
      for (let flips = 1 + random(6); flips > 0; flips--) bytes[random(bytes.length)] = random(256);
      for (const page of imagePages(bytes) ?? []) {
        const outcome = await page.open().then(
          () => 'read',
          () => 'refused',
        );
        expect(['read', 'refused']).toContain(outcome);
      }
    }
  }
}, 20_000);

it('puts a strip that was cut out of a page on paper as wide as one', async () => {
  const data = new Uint8Array(800 * 250).fill(255);
  expect(await sizeOf(encode({ width: 800, height: 250, data, channels: 1 }))).toEqual([595 + 80, 186 + 80]);
});
