import type { Notice, RawBlock, RawDocument } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import { toBlocks } from '../docx/blocks.js';
import type { ExtractOptions } from '../extractor.js';
import { readRtfStory } from './story.js';
import { tooLarge } from '../zip/refusals.js';

/** Rich Text Format (.rtf, and what older offices save under .doc). */
export async function readRtf(bytes: Uint8Array, { limits }: ExtractOptions): Promise<RawDocument> {
  const story = readRtfStory(bytes, limits.characters);
  const notices: Notice[] = [];
  const blocks: RawBlock[] = toBlocks(story.body, undefined, 0, notices);
  const tables = blocks.filter(({ kind }) => kind === 'table').length;
  if (story.notes.length > 0) blocks.push(...toBlocks(story.notes, 'footnotes', tables, notices));
  const cells = blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.cells.length : 0), 0);
  if (cells > limits.cells) throw tooLarge(`${cells} cells`);
  const furniture = story.furniture.map(({ kind, text }) => ({ kind, text, place: { part: kind, line: 1 } }));
  return { format: 'rtf', pages: [], blocks: addCaptions(blocks), furniture, notices };
}
