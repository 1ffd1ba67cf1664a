/** Turned pages of a PDF: by `/Rotate` alone, by their content, or by both so that they look upright again. */
import { init } from '@embedpdf/pdfium';
import { memoryOf, rawOf } from '../../extractors/pdf/pdfium-raw.js';

/** `rotate` and `content` in quarter turns, clockwise. */
export async function turnPages(bytes: Uint8Array, rotate: number, content: number): Promise<Buffer> {
  const module = await init({});
  module.PDFiumExt_Init();
  const raw = rawOf(module);
  const data = raw.malloc(bytes.length);
  memoryOf(module).HEAPU8.set(bytes, data);
  const document = module.FPDF_LoadMemDocument(data, bytes.length, '');
  const matrix = raw.malloc(24);
  for (let number = 0; number < module.FPDF_GetPageCount(document); number++) {
    const page = module.FPDF_LoadPage(document, number);
    const width = module.FPDF_GetPageWidthF(page);
    const height = module.FPDF_GetPageHeightF(page);
    if (content % 4 !== 0) {
      const [a, b, c, d, e, f] =
        content % 4 === 1
          ? [0, -1, 1, 0, 0, width]
          : content % 4 === 2
            ? [-1, 0, 0, -1, width, height]
            : [0, 1, -1, 0, height, 0];
      memoryOf(module).HEAPF32.set([a, b, c, d, e, f], matrix >> 2);
      module.FPDFPage_TransFormWithClip(page, matrix, 0);
      if (content % 2 === 1) module.FPDFPage_SetMediaBox(page, 0, 0, height, width);
      if (content % 2 === 1) module.FPDFPage_SetCropBox(page, 0, 0, height, width);
    }
    module.FPDFPage_SetRotation(page, rotate % 4);
    module.FPDF_ClosePage(page);
  }
  const writer = module.PDFiumExt_OpenFileWriter();
  module.PDFiumExt_SaveAsCopy(document, writer);
  const size = module.PDFiumExt_GetFileWriterSize(writer);
  const target = raw.malloc(size);
  module.PDFiumExt_GetFileWriterData(writer, target, size);
  return Buffer.from(memoryOf(module).HEAPU8.slice(target, target + size));
}
