import { headerOf, paperOf } from '../image/paper.js';
import type { Extractor } from '../extractor.js';
import { pdfiumEngine } from '../pdf/pdfium.js';
import { damaged } from '../pdf/errors.js';
import { readWith } from '../pdf/read.js';

/** Pictures of a page (JPEG; PNG without transparency): a scan of one page. */
export const extractor: Extractor = {
  format: 'image',
  sniff: (bytes) => (headerOf(bytes) ? 0.99 : 0),
  extract(bytes, options) {
    const header = headerOf(bytes);
    if (!header) throw damaged(new Error('no image'));
    return readWith(pdfiumEngine, 'image', paperOf(header), options);
  },
};
