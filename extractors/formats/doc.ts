import { isCompound, namesStream } from '../compound/compound.js';
import type { Extractor } from '../extractor.js';

/** Word 97–2003 (.doc, .dot). */
export const extractor: Extractor = {
  format: 'doc',

  sniff: (bytes) => (isCompound(bytes) && namesStream(bytes, 'WordDocument') ? 0.95 : 0),

  extract: async (bytes, options) => (await import('../doc/read.js')).readDoc(bytes, options),
};
