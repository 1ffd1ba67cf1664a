import type { Extractor } from '../extractor.js';
import { lazily } from '../lazily.js';

const reader = lazily(() => import('../rtf/read.js'));

/** Rich Text Format (.rtf, and what older offices save under .doc). */
export const extractor: Extractor = {
  format: 'rtf',

  sniff(bytes) {
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).toString('latin1');
    return /^\uFEFF?(?:\xef\xbb\xbf)?\s*\{\\rtf/.test(head) ? 0.95 : 0;
  },

  extract: async (bytes, options) => (await reader()).readRtf(bytes, options),
};
