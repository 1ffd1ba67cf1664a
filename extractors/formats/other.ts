import { isCompound, namesStream } from '../compound/compound.js';
import type { Extractor } from '../extractor.js';
import { kindByStart, kindByStreams, notRead } from '../other/kinds.js';

/** What departments send besides (other archives, mail, presentations …): not read, but told what it is and what to do. */
export const extractor: Extractor = {
  format: 'other',

  // A compound file is at least that, where no reader knows it.
  sniff: (bytes) => (isCompound(bytes) ? 0.01 : kindByStart(bytes) ? 0.93 : 0),

  extract: (bytes) => {
    const kind = kindByStart(bytes) ?? kindByStreams((name) => namesStream(bytes, name));
    return Promise.reject(notRead(kind));
  },
};
