import { crc32 } from 'node:zlib';
import { encode } from 'fast-png';
import type { Picture } from '../../../extractors/image/raster.js';
import { pdfiumEngine } from '../../../extractors/pdf/pdfium.js';
import { line, paper, table } from '../pdf/paper.js';
import type { Row } from '../pdf/paper.js';

/** The pages of a PDF as a scanner sees them, in grey. */
export async function scansOf(pdf: Uint8Array, dpi = 150): Promise<Picture[]> {
  const document = await pdfiumEngine.open(pdf.slice());
  const pictures: Picture[] = [];
  for (let page = 1; page <= document.pageCount; page++) pictures.push(await document.picture!(page, dpi));
  await document.close();
  return pictures;
}

/** Small sheets, each with a line and a table: fast to read, and enough to tell whether they were. */
export function smallSheets(sheets: readonly { title: string; rows: readonly Row[] }[]): Promise<Uint8Array> {
  return paper(
    (page) => {
      for (const { title, rows } of sheets) {
        page.addPage({ size: [420, 240], margin: 0 });
        line(page, 20, 12, title, 12);
        const columns = rows[0]!.length;
        table(
          page,
          20,
          36,
          Array.from({ length: columns }, () => 280 / columns),
          rows,
        );
      }
    },
    { autoFirstPage: false },
  );
}

export function pngOf({ width, height, data, dpi }: Picture): Uint8Array {
  const png = encode({ width, height, data, depth: 8, channels: 1 });
  // The encoder writes no resolution: 21 bytes of it behind the header.
  const size = Buffer.alloc(21);
  size.writeUInt32BE(9, 0);
  size.write('pHYs', 4, 'latin1');
  size.writeUInt32BE(Math.round(dpi / 0.0254), 8);
  size.writeUInt32BE(Math.round(dpi / 0.0254), 12);
  size[16] = 1;
  size.writeUInt32BE(crc32(size.subarray(4, 17)), 17);
  return new Uint8Array(Buffer.concat([png.subarray(0, 33), size, png.subarray(33)]));
}

/** A TIFF of several grey pages without compression. */
export function tiffOf(pictures: readonly Picture[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from('49492a0000000000', 'hex')];
  let length = 8;
  let link = { part: parts[0]!, at: 4 };
  for (const { width, height, data, dpi } of pictures) {
    const tags: [number, number, number][] = [
      [256, 4, width],
      [257, 4, height],
      [258, 3, 8],
      [259, 3, 1],
      [262, 3, 1],
      [273, 4, length],
      [277, 3, 1],
      [278, 4, height],
      [279, 4, data.length],
      [282, 5, length + data.length],
      [283, 5, length + data.length],
    ];
    const rest = Buffer.alloc(8 + 2 + 12 * tags.length + 4);
    rest.writeUInt32LE(Math.round(dpi), 0);
    rest.writeUInt32LE(1, 4);
    rest.writeUInt16LE(tags.length, 8);
    for (const [i, [tag, type, value]] of tags.entries()) {
      const at = 10 + 12 * i;
      rest.writeUInt16LE(tag, at);
      rest.writeUInt16LE(type, at + 2);
      rest.writeUInt32LE(1, at + 4);
      rest.writeUInt32LE(value, at + 8);
    }
    link.part.writeUInt32LE(length + data.length + 8, link.at);
    link = { part: rest, at: rest.length - 4 };
    parts.push(Buffer.from(data), rest);
    length += data.length + rest.length;
  }
  return new Uint8Array(Buffer.concat(parts));
}
