import type { ImageHeader } from './paper.js';

/** Start of a frame: baseline, extended, progressive; the others (lossless, arithmetic) no PDF knows. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);

export function jpegHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let dpi: number | undefined;
  let adobe = false;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (marker === 0xe0 && bytes[at + 4] === 0x4a && at + 16 < bytes.length) {
      const density = view.getUint16(at + 12);
      if (bytes[at + 11] === 1) dpi = density;
      else if (bytes[at + 11] === 2) dpi = density * 2.54;
    }
    if (marker === 0xee) adobe = true;
    if (FRAMES.has(marker)) {
      const channels = bytes[at + 9];
      const space = channels === 1 ? 'DeviceGray' : channels === 4 ? 'DeviceCMYK' : 'DeviceRGB';
      // Programs of Adobe store the four inks the other way round.
      const inverted = channels === 4 && adobe ? '/Decode[1 0 1 0 1 0 1 0]' : '';
      return {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        dpi,
        coding: `/ColorSpace/${space}/BitsPerComponent 8/Filter/DCTDecode${inverted}`,
        data: bytes,
      };
    }
    at += 2 + length;
  }
  return undefined;
}
