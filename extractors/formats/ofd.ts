import type { Extractor } from '../extractor.js';
import { entryNames, isZip } from '../zip/names.js';

/** Fixed pages as Chinese offices keep them (.ofd, GB/T 33190-2016), with text, pictures of pages, or both. */
export const extractor: Extractor = {
  format: 'ofd',

  sniff(bytes) {
    return isZip(bytes) && entryNames(bytes).some((name) => /^\/?OFD\.xml$/i.test(name)) ? 0.95 : 0;
  },

  async extract(bytes, options) {
    const [{ ofdEngine }, { readWith }] = await Promise.all([import('../ofd/engine.js'), import('../pdf/read.js')]);
    return readWith(ofdEngine(options.limits), 'ofd', bytes, options);
  },
};
