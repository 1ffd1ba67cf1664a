import { isCompound, namesStream } from '../compound/compound.js';
import type { Extractor } from '../extractor.js';
import { lazily } from '../lazily.js';

const reader = lazily(() => import('../xls/read.js'));

/** Excel 97–2003 (.xls). */
export const extractor: Extractor = {
  format: 'xls',

  sniff: (bytes) => (isCompound(bytes) && ['Workbook', 'Book'].some((name) => namesStream(bytes, name)) ? 0.9 : 0),

  extract: async (bytes, options) => (await reader()).readXls(bytes, options),
};
