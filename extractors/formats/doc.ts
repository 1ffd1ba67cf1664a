import { isCompound, namesStream } from '../compound/compound.js';
import type { Extractor } from '../extractor.js';
import { lazily } from '../lazily.js';

const reader = lazily(() => import('../doc/read.js'));

/** Word 97–2003 (.doc, .dot). */
export const extractor: Extractor = {
  format: 'doc',

  sniff: (bytes) => (isCompound(bytes) && namesStream(bytes, 'WordDocument') ? 0.95 : 0),

  extract: async (bytes, options) => (await reader()).readDoc(bytes, options),
};
