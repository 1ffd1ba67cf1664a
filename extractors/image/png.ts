import type { DecodedPng } from 'fast-png';
import { isSize, plainCoding } from './sheet.js';
import type { ImagePage, Sheet } from './sheet.js';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const METRE = 0.0254;

/** A PNG of any kind: grey, coloured, with a palette, of up to 16 bits, interlaced, transparent (over white paper). */
export function pngPages(bytes: Uint8Array): ImagePage[] | undefined {
  if (bytes.length < 33 || SIGNATURE.some((byte, i) => bytes[i] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return isSize(width, height) ? [{ width, height, open: () => sheetOf(bytes) }] : undefined;
}

async function sheetOf(bytes: Uint8Array): Promise<Sheet> {
  const { convertIndexedToRgb, decode } = await import('fast-png');
  const png = decode(bytes);
  const { width, height, resolution } = png;
  return {
    width,
    height,
    dpi: resolution?.unit === 1 ? { x: resolution.x * METRE, y: resolution.y * METRE } : undefined,
    ...opaque(png, png.palette ? convertIndexedToRgb(png) : png.data),
  };
}

/** Colours over white. */
function opaque(png: DecodedPng, data: DecodedPng['data']): Pick<Sheet, 'coding' | 'data'> {
  const { width, height, depth, palette } = png;
  const channels = palette ? palette[0]!.length : png.channels;
  const colours = channels >= 3 ? 3 : 1;
  const space = colours === 3 ? '/DeviceRGB' : '/DeviceGray';
  if (channels === colours && !(data instanceof Uint16Array)) {
    // Small depths come packed, as they are stored.
    return {
      coding: plainCoding(space, palette ? 8 : depth),
      data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    };
  }
  const high = data instanceof Uint16Array ? 8 : 0;
  const over = new Uint8Array(width * height * colours);
  for (let pixel = 0, to = 0; pixel < width * height; pixel++) {
    const from = pixel * channels;
    const alpha = channels === colours ? 255 : data[from + colours]! >> high;
    for (let k = 0; k < colours; k++) over[to++] = 255 - (((255 - (data[from + k]! >> high)) * alpha) / 255 + 0.5);
  }
  return { coding: plainCoding(space), data: over };
}
