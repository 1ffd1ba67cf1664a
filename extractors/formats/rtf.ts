import type { Notice, RawBlock } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import { toBlocks } from '../docx/blocks.js';
import type { Extractor } from '../extractor.js';
import { readRtf } from '../rtf/story.js';
import { tooLarge } from '../zip/refusals.js';

/** Rich Text Format (.rtf, and what older offices save under .doc). */
export const extractor: Extractor = {
  format: 'rtf',

  sniff(bytes) {
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64)).toString('latin1');
    return /^\uFEFF?(?:\xef\xbb\xbf)?\s*\{\\rtf/.test(head) ? 0.95 : 0;
  },

  async extract(bytes, { limits }) {
    const story = readRtf(bytes, limits.characters);
    const notices: Notice[] = [];
    const blocks: RawBlock[] = toBlocks(story.body, undefined, 0, notices);
    const tables = blocks.filter(({ kind }) => kind === 'table').length;
    if (story.notes.length > 0) blocks.push(...toBlocks(story.notes, 'footnotes', tables, notices));
    const cells = blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.cells.length : 0), 0);
    if (cells > limits.cells) throw tooLarge(`${cells} cells`);
    const furniture = story.furniture.map(({ kind, text }) => ({ kind, text, place: { part: kind, line: 1 } }));
    return { format: 'rtf', pages: [], blocks: addCaptions(blocks), furniture, notices };
  },
};
