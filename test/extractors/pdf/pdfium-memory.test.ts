import { init } from '@embedpdf/pdfium';
import { expect, test } from 'vitest';
import { PdfiumPages } from '../../../extractors/pdf/pdfium-page.js';
import { memoryOf, rawOf } from '../../../extractors/pdf/pdfium-raw.js';
import { line, paper, table } from './paper.js';

const MEGABYTE = 2 ** 20;

test('a page reads the same after the memory of the engine has grown', async () => {
  const bytes = await paper((page) => {
    line(page, 80, 60, '合计 12,345.67');
    const rows = Array.from({ length: 30 }, (_, row) => [`项目${row}`, `${row}.50`]);
    table(page, 80, 90, [100, 80], rows, 'thin');
  });
  const module = await init({});
  module.PDFiumExt_Init();
  const raw = rawOf(module);
  const pages = new PdfiumPages(module);
  const read = (): object => {
    const data = raw.malloc(bytes.length);
    memoryOf(module).HEAPU8.set(bytes, data);
    const document = module.FPDF_LoadMemDocument(data, bytes.length, '');
    const page = pages.read(document, 1);
    module.FPDF_CloseDocument(document);
    raw.free(data);
    return page;
  };
  const size = (): number => memoryOf(module).HEAPU8.length;

  const first = read();
  expect(first).toMatchObject({ width: expect.closeTo(595, 0) as number, imageCover: 0 });
  const before = size();
  raw.malloc(24 * MEGABYTE);
  expect(size()).toBeGreaterThan(before);
  expect(read()).toEqual(first);
});
