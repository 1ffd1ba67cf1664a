import type { Notice, RawDocument } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import { toBlocks } from '../docx/blocks.js';
import { hiddenText } from '../docx/hidden.js';
import { illustrated, picturesNotRead } from '../docx/pictures.js';
import type { ExtractOptions } from '../extractor.js';
import { readRtfStory } from './story.js';
import { tooLarge } from '../zip/refusals.js';

/** Rich Text Format (.rtf, and what older offices save under .doc). */
export async function readRtf(bytes: Uint8Array, options: ExtractOptions): Promise<RawDocument> {
  const { limits } = options;
  const story = readRtfStory(bytes, limits.characters);
  const notices: Notice[] = [];
  const { blocks, pages, unread, ...rest } = await illustrated(story.body, options, notices, ({ relationship }) =>
    Promise.resolve({ part: `pict:${relationship}`, bytes: story.pictures[Number(relationship)] ?? new Uint8Array() }),
  );
  const tables = blocks.filter(({ kind }) => kind === 'table').length;
  if (story.notes.length > 0) blocks.push(...toBlocks(story.notes, 'footnotes', tables, notices));
  const cells = blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.cells.length : 0), 0);
  if (cells > limits.cells) throw tooLarge(`${cells} cells`);
  const furniture: RawDocument['furniture'] = story.furniture.map(({ kind, text }) => ({
    kind,
    text,
    place: { part: kind, line: 1 },
  }));
  furniture.push(...rest.furniture);
  // Those in cells beside words are not parted from them.
  const pictures = unread + story.pictures.length - rest.shown;
  if (story.hidden > 0) notices.push(hiddenText(story.hidden));
  if (pictures > 0) notices.push(picturesNotRead(pictures));
  return { format: 'rtf', pages, blocks: addCaptions(blocks), furniture, notices };
}
