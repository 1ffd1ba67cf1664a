import type { Extractor } from '../extractor.js';
import { lazily } from '../lazily.js';
import { entryNames, isZip } from '../zip/names.js';

const reader = lazily(() => import('../xlsx/read.js'));

/** Spreadsheets since Excel 2007 (.xlsx, .xlsm). */
export const extractor: Extractor = {
  format: 'xlsx',

  sniff(bytes) {
    return isZip(bytes) && entryNames(bytes).some((name) => /^\/?xl\//i.test(name)) ? 0.95 : 0;
  },

  extract: async (bytes, options) => (await reader()).readXlsx(bytes, options),
};
