import type { Extractor } from '../extractor.js';
import { EngineAborted } from '../pdf/engine.js';
import { pdfiumEngine } from '../pdf/pdfium.js';
import { readWith } from '../pdf/read.js';

/**
 * PDF: print → lines and cells → tables over pages, paragraphs, furniture. Pages without text that can be trusted are
 * read from their picture, or reported as `needs-ocr` where that is not wanted.
 */
export const extractor: Extractor = {
  format: 'pdf',
  sniff(bytes) {
    // The header may stand anywhere in the first kilobyte: mailers and web servers put lines before it.
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.length)).toString('latin1');
    const at = head.indexOf('%PDF-');
    return at < 0 ? 0 : at === 0 ? 1 : 0.9;
  },
  async extract(bytes, options) {
    try {
      return await readWith(pdfiumEngine, 'pdf', bytes, options);
    } catch (error) {
      if (!(error instanceof EngineAborted)) throw error;
    }
    // Loaded only when needed: it takes a third of a second.
    const { pdfjsEngine } = await import('../pdf/pdfjs.js');
    return readWith(pdfjsEngine, 'pdf', bytes, options);
  },
};
