import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { DEFAULT_LIMITS } from '../../../extractors/extractor.js';
import type { ExtractOptions } from '../../../extractors/extractor.js';
import { extractor } from '../../../extractors/formats/pdf.js';
import type { RawDocument } from '../../../schemas/index.js';

export type Paper = PDFKit.PDFDocument;

const FONT = fileURLToPath(
  new URL('400Regular/NotoSansSC_400Regular.ttf', import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json')),
);

/** A PDF as bytes: A4, Chinese type of 10 pt, everything placed by hand. */
export function paper(write: (paper: Paper) => void, options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: 'A4', margin: 0, ...options });
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    document.on('error', reject);
    document.font(FONT).fontSize(10);
    write(document);
    document.end();
  });
}

/** One line of text, its top left corner at x, y. */
export function line(document: Paper, x: number, y: number, text: string, size = 10): void {
  document.fontSize(size).text(text, x, y, { lineBreak: false }).fontSize(10);
}

/** `<` goes on from the left, `^` from above; `/` parts the lines of a cell. */
export type Row = string[];

/**
 * A ruled table. Borders are drawn around each cell, so that inner ones come twice. `styles` says how:
 * strokes, thin filled rectangles, or dashes of one point.
 */
export function table(
  document: Paper,
  x: number,
  y: number,
  widths: readonly number[],
  rows: readonly Row[],
  style: 'stroke' | 'thin' | 'dots' = 'stroke',
  height = 24,
): number {
  const xs = widths.reduce((all, width) => [...all, all.at(-1)! + width], [x]);
  for (const [r, row] of rows.entries()) {
    for (const [c, text] of row.entries()) {
      if (text === '<' || text === '^') continue;
      let across = 1;
      while (row[c + across] === '<') across++;
      let down = 1;
      while (rows[r + down]?.[c] === '^') down++;
      const [x0, x1, y0, y1] = [xs[c]!, xs[c + across]!, y + r * height, y + (r + down) * height];
      if (style === 'stroke') document.rect(x0, y0, x1 - x0, y1 - y0).stroke();
      else {
        for (const at of [y0, y1]) rule(document, x0, at, x1 - x0, true, style);
        for (const at of [x0, x1]) rule(document, at, y0, y1 - y0, false, style);
      }
      const lines = text === '' ? [] : text.split('/');
      const top = (y0 + y1) / 2 - lines.length * 6;
      for (const [i, words] of lines.entries()) line(document, x0 + 4, top + i * 12 - 1, words, 9);
    }
  }
  return y + rows.length * height;
}

function rule(document: Paper, x: number, y: number, length: number, level: boolean, style: 'thin' | 'dots'): void {
  const step = style === 'dots' ? 2.5 : length;
  for (let at = 0; at < length; at += step) {
    const run = style === 'dots' ? Math.min(1, length - at) : length;
    if (level) document.rect(x + at, y - 0.25, run, 0.5).fill('black');
    else document.rect(x - 0.25, y + at, 0.5, run).fill('black');
  }
}

export function read(bytes: Uint8Array, options: Partial<ExtractOptions> = {}): Promise<RawDocument> {
  return extractor.extract(bytes, { limits: DEFAULT_LIMITS, ...options });
}

/** Blocks as text: tables between lines of dashes. */
export function show(document: RawDocument, draw: (table: never) => string[]): string[] {
  return document.blocks.flatMap((block) =>
    block.kind === 'table' ? ['---', ...draw(block as never), '---'] : [block.text],
  );
}
