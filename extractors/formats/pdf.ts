import type { Extractor } from '../extractor.js';
import { lazily } from '../lazily.js';

const reader = lazily(() => import('../pdf/document.js'));

/** PDF with text, pictures of pages, or both. */
export const extractor: Extractor = {
  format: 'pdf',
  sniff(bytes) {
    // The header may stand anywhere in the first kilobyte: mailers and web servers put lines before it.
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.length)).toString('latin1');
    const at = head.indexOf('%PDF-');
    return at < 0 ? 0 : at === 0 ? 1 : 0.9;
  },
  extract: async (bytes, options) => (await reader()).readPdf(bytes, options),
};
