import type { Extractor } from '../extractor.js';
import { lazily } from '../lazily.js';
import { isArchive } from '../html/mht.js';

const SURE = /^\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]{0,600}?-->\s*)*<(!doctype\s+html|html)\b/i;
const LIKELY =
  /^\s*(<!--[\s\S]{0,600}?-->\s*)*<(head|body|table|meta|title|div|p|h[1-6]|center|font|style|script)\b[^<]*>/i;

const reader = lazily(() => import('../html/read.js'));

/** Web pages: as county sites publish them, as Word, WPS and LibreOffice save them, and web archives (.mht). */
export const extractor: Extractor = {
  format: 'html',

  sniff(bytes) {
    if (isArchive(bytes)) return 0.9;
    if (!beginsWithTag(bytes)) return 0;
    const head = startOf(bytes);
    if (SURE.test(head)) return 0.95;
    return LIKELY.test(head) ? 0.75 : 0;
  },

  async extract(bytes, options) {
    // Loaded when the first page comes: the parser takes as long to load as the readers of all other formats together.
    return (await reader()).readHtml(bytes, options);
  },
};

/** Whether the first ASCII letter that is no white space opens a tag. */
function beginsWithTag(bytes: Uint8Array): boolean {
  const first = bytes.subarray(0, 4096).find((byte) => byte > 0x20 && byte < 0x80);
  return first === 0x3c;
}

/** The first markup as ASCII, of any encoding: zero bytes of UTF-16 and order marks left out. */
function startOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4096, bytes.length)).toString('latin1');
  return head.replace(/[\0\x80-\xff]+/g, '');
}
