import { isSize, plainCoding } from './sheet.js';
import type { ImagePage, Sheet } from './sheet.js';

const METRE = 0.0254;
const PLAIN = 0;
/** Masks for the colours follow the header; in practice they are those of 32 bits: blue, green, red, nothing. */
const MASKED = 3;

/** A bitmap of Windows without compression, of 1, 4, 8, 24 or 32 bits a pixel. */
export function bmpPages(bytes: Uint8Array): ImagePage[] | undefined {
  if (bytes[0] !== 0x42 || bytes[1] !== 0x4d || bytes.length < 54) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [header, width, height] = [
    view.getUint32(14, true),
    view.getInt32(18, true),
    Math.abs(view.getInt32(22, true)),
  ];
  const [bits, compression] = [view.getUint16(28, true), view.getUint32(30, true)];
  const plain = compression === PLAIN || (compression === MASKED && bits === 32);
  if (header < 40 || ![1, 4, 8, 24, 32].includes(bits) || !plain || !isSize(width, height)) return undefined;
  return [{ width, height, open: () => Promise.resolve(sheetOf(bytes, view, width, height, bits)) }];
}

function sheetOf(bytes: Uint8Array, view: DataView, width: number, height: number, bits: number): Sheet {
  const stride = ((width * bits + 31) >> 5) * 4;
  const from = view.getUint32(10, true);
  // Rows stand from the bottom up, unless the height is negative.
  const upward = view.getInt32(22, true) > 0;
  const row = (y: number): Uint8Array => {
    const at = from + (upward ? height - 1 - y : y) * stride;
    return bytes.subarray(at, at + stride);
  };
  const [x, y] = [view.getInt32(38, true) * METRE, view.getInt32(42, true) * METRE];
  const sheet = { width, height, dpi: x > 0 && y > 0 ? { x, y } : undefined };
  if (bits <= 8) {
    const packed = Math.ceil((width * bits) / 8);
    const data = new Uint8Array(packed * height);
    for (let at = 0; at < height; at++) data.set(row(at).subarray(0, packed), at * packed);
    return { ...sheet, coding: plainCoding(paletteOf(bytes, view, bits), bits), data };
  }
  const data = new Uint8Array(width * height * 3);
  const step = bits >> 3;
  for (let at = 0, to = 0; at < height; at++) {
    const pixels = row(at);
    for (let i = 0; i < width; i++) {
      for (const k of [2, 1, 0]) data[to++] = pixels[i * step + k] ?? 255;
    }
  }
  return { ...sheet, coding: plainCoding('/DeviceRGB'), data };
}

/** Colours stand behind the header as blue, green, red and a byte of nothing. */
function paletteOf(bytes: Uint8Array, view: DataView, bits: number): string {
  const start = 14 + view.getUint32(14, true);
  const count = Math.min(1 << bits, view.getUint32(46, true) || 1 << bits);
  let colours = '';
  for (let i = 0; i < count; i++) {
    for (const k of [2, 1, 0]) colours += (bytes[start + 4 * i + k] ?? 0).toString(16).padStart(2, '0');
  }
  return `[/Indexed/DeviceRGB ${count - 1}<${colours}>]`;
}
