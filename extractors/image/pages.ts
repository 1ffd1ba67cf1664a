import { bmpPages } from './bmp.js';
import { jpegPages } from './jpeg.js';
import { pngPages } from './png.js';
import type { ImagePage } from './sheet.js';
import { tiffPages } from './tiff.js';

/** The pages of an image file (JPEG, PNG, TIFF, BMP), or nothing where the bytes are no such file. */
export function imagePages(bytes: Uint8Array): ImagePage[] | undefined {
  return jpegPages(bytes) ?? pngPages(bytes) ?? tiffPages(bytes) ?? bmpPages(bytes);
}
