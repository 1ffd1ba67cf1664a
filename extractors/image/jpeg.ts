import { isSize, plainCoding } from './sheet.js';
import type { ImagePage } from './sheet.js';
import { orientationIn, readDirectories, resolutionIn } from './tags.js';

/** Start of a frame: baseline, extended, progressive; the others (lossless, arithmetic) no PDF knows. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
const [JFIF, EXIF, ADOBE] = [0xe0, 0xe1, 0xee];

/** A JPEG is held as it is: the drawing engine decodes it. */
export function jpegPages(bytes: Uint8Array): ImagePage[] | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let dpi: { x: number; y: number } | undefined;
  let orientation = 1;
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
    if (marker === JFIF && bytes[at + 4] === 0x4a && at + 16 < bytes.length) {
      const scale = [0, 1, 2.54][bytes[at + 11]!] ?? 0;
      const [x, y] = [view.getUint16(at + 12) * scale, view.getUint16(at + 14) * scale];
      if (x > 0 && y > 0) dpi = { x, y };
    } else if (marker === EXIF && bytes[at + 4] === 0x45 && bytes[at + 5] === 0x78) {
      const tags = readDirectories(bytes.subarray(at + 10, at + 2 + length), 1)?.[0];
      if (tags) {
        orientation = orientationIn(tags);
        dpi ??= resolutionIn(tags);
      }
    } else if (marker === ADOBE) adobe = true;
    if (FRAMES.has(marker)) {
      const channels = bytes[at + 9];
      const space = channels === 1 ? '/DeviceGray' : channels === 4 ? '/DeviceCMYK' : '/DeviceRGB';
      // Programs of Adobe store the four inks the other way round.
      const inverted = channels === 4 && adobe ? '/Decode[1 0 1 0 1 0 1 0]' : '';
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      if (!isSize(width, height)) return undefined;
      const coding = `${plainCoding(space, 8, inverted)}/Filter/DCTDecode`;
      const sheet = { width, height, dpi, orientation, coding, data: bytes };
      return [{ width, height, open: () => Promise.resolve(sheet) }];
    }
    at += 2 + length;
  }
  return undefined;
}
