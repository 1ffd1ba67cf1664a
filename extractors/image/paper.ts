import { jpegHeader } from './jpeg.js';
import { pngHeader } from './png.js';

/** An image file as a PDF may hold it: pdfium decodes it, so that a picture is a scanned page like any other. */
export interface ImageHeader {
  width: number;
  height: number;
  /** Dots an inch, where the file says so. */
  dpi?: number | undefined;
  /** The entries of the image's dictionary that say how its pixels are coded. */
  coding: string;
  /** The coded pixels. */
  data: Uint8Array;
}

/** What can be told of an image, or nothing where it is none or coded in a way that no PDF can hold. */
export function headerOf(bytes: Uint8Array): ImageHeader | undefined {
  return jpegHeader(bytes) ?? pngHeader(bytes);
}

/** Inches: a photograph that does not say its size is one of a sheet of A4. */
const A4_SHORT = 8.27;
/** Screens call themselves 72 or 96 dots an inch; no scanner does. */
const LEAST_DPI = 100;

/** A PDF of one page that shows the image alone, at its own size. */
export function paperOf({ width, height, dpi, coding, data }: ImageHeader): Uint8Array {
  const scale = 72 / (dpi !== undefined && dpi >= LEAST_DPI ? dpi : Math.min(width, height) / A4_SHORT);
  const [w, h] = [(width * scale).toFixed(3), (height * scale).toFixed(3)];
  const draw = `q ${w} 0 0 ${h} 0 0 cm /I Do Q`;
  const objects: Uint8Array[][] = [
    [latin('<</Type/Catalog/Pages 2 0 R>>')],
    [latin('<</Type/Pages/Kids[3 0 R]/Count 1>>')],
    [latin(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${w} ${h}]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>`)],
    stream(`/Type/XObject/Subtype/Image/Width ${width}/Height ${height}${coding}`, data),
    stream('', latin(draw)),
  ];
  const parts: Uint8Array[] = [latin('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  const add = (part: Uint8Array): void => {
    parts.push(part);
    length += part.length;
  };
  for (const [i, object] of objects.entries()) {
    offsets.push(length);
    for (const part of [latin(`${i + 1} 0 obj\n`), ...object, latin('\nendobj\n')]) add(part);
  }
  const start = length;
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  add(latin(`xref\n0 6\n0000000000 65535 f \n${entries}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(parts));
}

function stream(entries: string, data: Uint8Array): Uint8Array[] {
  return [latin(`<<${entries}/Length ${data.length}>>stream\n`), data, latin('\nendstream')];
}

function latin(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
