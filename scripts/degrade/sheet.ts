import { deflateSync } from 'node:zlib';
import type { Picture } from '../../extractors/image/raster.js';
import type { Random } from '../../fixtures/generate/random.js';

/** A sheet as a camera or scanner sees it: red, green, blue, one byte each, rows from the top. */
export interface Sheet {
  width: number;
  height: number;
  dpi: number;
  data: Uint8Array;
}

export function sheetOf({ width, height, data, dpi }: Picture): Sheet {
  const rgb = new Uint8Array(3 * data.length);
  for (const [i, grey] of data.entries()) rgb.fill(grey, 3 * i, 3 * i + 3);
  return { width, height, dpi, data: rgb };
}

export function plainSheet(width: number, height: number, dpi: number, colour: readonly number[]): Sheet {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < data.length; i++) data[i] = colour[i % 3]!;
  return { width, height, dpi, data };
}

/** Every channel of every pixel changed; `change` sees the value and the pixel. */
export function shaded(sheet: Sheet, change: (value: number, x: number, y: number, channel: number) => number): Sheet {
  const { width, height, data } = sheet;
  const changed = new Uint8Array(data.length);
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++, at++) changed[at] = clamped(change(data[at]!, x, y, c));
    }
  }
  return { ...sheet, data: changed };
}

/** One value for all three channels: what a grey scanner sees. */
export function grey(sheet: Sheet, change: (grey: number) => number = (value) => value): Sheet {
  const { data } = sheet;
  const changed = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 3) {
    const value = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
    changed.fill(clamped(change(value)), at, at + 3);
  }
  return { ...sheet, data: changed };
}

/** A bell curve around 0 of spread 1, nearly. */
export function bell(random: Random): number {
  return Math.sqrt(3) * (random.next() + random.next() + random.next() + random.next() - 2);
}

/** Blurred by a bell of the given spread in pixels. */
export function blurred(sheet: Sheet, spread: number): Sheet {
  const reach = Math.ceil(2.5 * spread);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * spread ** 2)));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const pass = ({ width, height, data }: Sheet, step: number, length: number, lineStep: number, lines: number) => {
    const soft = new Uint8Array(3 * width * height);
    for (let line = 0; line < lines; line++) {
      for (let i = 0; i < length; i++) {
        for (let c = 0; c < 3; c++) {
          let sum = 0;
          for (let k = -reach; k <= reach; k++) {
            const j = Math.min(length - 1, Math.max(0, i + k));
            sum += weights[k + reach]! * data[3 * (line * lineStep + j * step) + c]!;
          }
          soft[3 * (line * lineStep + i * step) + c] = sum / all + 0.5;
        }
      }
    }
    return soft;
  };
  const { width, height } = sheet;
  const across = { ...sheet, data: pass(sheet, 1, width, width, height) };
  return { ...sheet, data: pass(across, width, height, 1, width) };
}

/** A filled rectangle, cut to the sheet. */
export function fill(sheet: Sheet, x0: number, y0: number, x1: number, y1: number, colour: readonly number[]): void {
  for (let y = Math.max(0, Math.round(y0)); y < Math.min(sheet.height, Math.round(y1)); y++) {
    for (let x = Math.max(0, Math.round(x0)); x < Math.min(sheet.width, Math.round(x1)); x++) {
      sheet.data.set(colour, 3 * (y * sheet.width + x));
    }
  }
}

/**
 * The sheets as a PDF of pictures alone, one a page of the size that the sheet's resolution gives; black and white
 * ones with one bit a pixel, grey ones with eight.
 */
export function picturePdf(sheets: readonly Sheet[]): Uint8Array {
  const bodies: Buffer[] = [];
  const kids = sheets.map((_, i) => `${3 + 3 * i} 0 R`).join(' ');
  bodies.push(Buffer.from('<</Type/Catalog/Pages 2 0 R>>'));
  bodies.push(Buffer.from(`<</Type/Pages/Kids[${kids}]/Count ${sheets.length}>>`));
  for (const [i, sheet] of sheets.entries()) {
    const [w, h] = [(sheet.width * 72) / sheet.dpi, (sheet.height * 72) / sheet.dpi].map((size) => size.toFixed(2));
    const number = 3 + 3 * i;
    bodies.push(
      Buffer.from(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${w} ${h}]/Resources<</XObject<</I ${number + 1} 0 R>>>>/Contents ${number + 2} 0 R>>`,
      ),
    );
    const { space, bits, data } = coded(sheet);
    bodies.push(
      stream(
        `/Type/XObject/Subtype/Image/Width ${sheet.width}/Height ${sheet.height}/ColorSpace/${space}/BitsPerComponent ${bits}/Filter/FlateDecode`,
        deflateSync(data, { level: 1 }),
      ),
    );
    bodies.push(stream('', Buffer.from(`q ${w} 0 0 ${h} 0 0 cm /I Do Q`)));
  }
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  for (const [i, body] of bodies.entries()) {
    offsets.push(length);
    const object = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    parts.push(object);
    length += object.length;
  }
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const count = bodies.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${entries}trailer\n<</Size ${count}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

function stream(entries: string, data: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`<<${entries}/Length ${data.length}>>stream\n`), data, Buffer.from('\nendstream')]);
}

function coded({ width, height, data }: Sheet): { space: string; bits: number; data: Uint8Array } {
  let [coloured, soft] = [false, false];
  for (let at = 0; at < data.length; at += 3) {
    const value = data[at]!;
    if (value !== data[at + 1] || value !== data[at + 2]) coloured = true;
    if (value !== 0 && value !== 255) soft = true;
  }
  if (coloured) return { space: 'DeviceRGB', bits: 8, data };
  if (soft) return { space: 'DeviceGray', bits: 8, data: data.filter((_, i) => i % 3 === 0) };
  const row = Math.ceil(width / 8);
  const bits = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (data[3 * (y * width + x)]) bits[y * row + (x >> 3)]! |= 0x80 >> (x & 7);
  }
  return { space: 'DeviceGray', bits: 1, data: bits };
}

function clamped(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : Math.round(value);
}
