import type { RawDocument } from '../../schemas/index.js';
import type { ExtractOptions } from '../extractor.js';
import { EngineAborted } from './engine.js';
import { pdfiumEngine } from './pdfium.js';
import { readWith } from './read.js';

/**
 * PDF: print → lines and cells → tables over pages, paragraphs, furniture. Pages without text that can be trusted are
 * read from their picture, or reported as `needs-ocr` where that is not wanted.
 */
export async function readPdf(bytes: Uint8Array, options: ExtractOptions): Promise<RawDocument> {
  try {
    return await readWith(pdfiumEngine, 'pdf', bytes, options);
  } catch (error) {
    if (!(error instanceof EngineAborted)) throw error;
  }
  // Loaded only when needed: it takes a third of a second.
  const { pdfjsEngine } = await import('./pdfjs.js');
  return readWith(pdfjsEngine, 'pdf', bytes, options);
}
