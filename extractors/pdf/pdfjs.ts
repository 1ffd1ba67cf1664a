import { fileURLToPath } from 'node:url';
import { getDocument, OPS, PasswordResponses, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/pdf.js';
import { readOperators } from './pdfjs-operators.js';
import type { Engine, EngineDocument, EnginePage } from './engine.js';
import { damaged, passwordRequired } from './errors.js';

/**
 * pdf.js reads glyphs and paths from the operator list. Its own text layer is not used: it glues characters into
 * items, puts spaces between Han characters and digits, and costs as much again as the operators.
 */
export const pdfjsEngine: Engine = {
  name: 'pdfjs',
  async open(bytes, password): Promise<EngineDocument> {
    const task = getDocument({
      // pdf.js takes the buffer over; the caller keeps its own.
      data: bytes.slice(),
      ...(password === undefined ? {} : { password }),
      // Without these, fonts that are not embedded yield no text at all, and only a warning.
      cMapUrl: asset('cmaps'),
      standardFontDataUrl: asset('standard_fonts'),
      cMapPacked: true,
      fontExtraProperties: true,
      useSystemFonts: false,
      isEvalSupported: false,
      maxImageSize: 1,
      stopAtErrors: false,
      verbosity: VerbosityLevel.ERRORS,
    });
    try {
      const document = await task.promise;
      return {
        pageCount: document.numPages,
        page: (number) => readPage(document, number),
        close: () => task.destroy(),
      };
    } catch (error) {
      await task.destroy();
      const { name, code } = error as { name?: string; code?: number };
      if (name === 'PasswordException') throw passwordRequired(code === PasswordResponses.INCORRECT_PASSWORD, error);
      throw damaged(error);
    }
  },
};

async function readPage(document: PDFDocumentProxy, number: number): Promise<EnginePage> {
  try {
    const page = await document.getPage(number);
    try {
      // Annotations are remarks about the page, not its print.
      const list = await page.getOperatorList({ annotationMode: 0 });
      return readOperators(list, OPS, page.commonObjs, page.view, page.rotate);
    } finally {
      page.cleanup();
    }
  } catch (error) {
    throw damaged(error);
  }
}

/** A folder of the package as a path with a trailing slash, which is what pdf.js wants in Node. */
function asset(folder: string): string {
  return fileURLToPath(new URL(`./${folder}/`, import.meta.resolve('pdfjs-dist/package.json')));
}
