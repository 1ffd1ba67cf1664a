import type { Extractor } from '../extractor.js';
import { lazily } from '../lazily.js';
import { entryNames, isZip } from '../zip/names.js';

const reader = lazily(() => import('../docx/read.js'));

/** Word since 2007 (.docx, .docm and templates). Why the parts are read raw: docs/adr/0003-docx-raw-parts.md. */
export const extractor: Extractor = {
  format: 'docx',

  sniff(bytes) {
    if (!isZip(bytes)) return 0;
    const names = entryNames(bytes);
    if (names.some((name) => /^\/?word\//i.test(name))) return 0.95;
    // A cut-off file may have lost all but its first parts.
    return names.some((name) => /^\/?\[Content_Types\]\.xml$/i.test(name)) &&
      !names.some((name) => /^\/?(xl|ppt|visio)\//i.test(name))
      ? 0.3
      : 0;
  },

  extract: async (bytes, options) => (await reader()).readDocx(bytes, options),
};
