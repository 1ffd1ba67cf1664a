import type { Notice, RawDocument, RawFurniture } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import { openWordFile } from './file.js';
import { readFonts } from './fonts.js';
import { pictureIn } from './pictures.js';
import { readPieces } from './pieces.js';
import { readRuns } from './properties.js';
import { readLists } from './lists.js';
import { readStory, type Looks } from './story.js';
import { readStyles } from './styles.js';
import { hiddenText } from '../docx/hidden.js';
import { plainText, toBlocks } from '../docx/blocks.js';
import { illustrated, picturesNotRead } from '../docx/pictures.js';
import type { ExtractOptions } from '../extractor.js';
import { damaged, tooLarge } from '../zip/refusals.js';

/** Word 97–2003 (.doc, .dot): text from the piece table, cells and rows from the properties of their end marks. */
export async function readDoc(bytes: Uint8Array, options: ExtractOptions): Promise<RawDocument> {
  const { limits } = options;
  const file = openWordFile(bytes, options.password);
  try {
    const pieces = readPieces(file, limits.characters);
    const fonts = readFonts(file.extra('fonts'));
    const looks: Looks = {
      fonts,
      paragraphRuns: readRuns(file, 'paragraphPages'),
      characterRuns: readRuns(file, 'characterPages'),
      styles: readStyles(file.extra('styles')),
      numbering: readLists(file.extra('lists', true), file.extra('listOverrides'), fonts),
      hidden: 0,
    };
    const { body, footnotes, headers, macros, comments, endnotes, textBoxes } = file.stories;
    const story = (from: number, length: number) => readStory(pieces, from, from + length, looks);
    const notices: Notice[] = [];
    const { blocks, pages, unread, ...rest } = await illustrated(
      story(0, body),
      options,
      notices,
      ({ relationship }) => {
        const bytes = pictureIn(file.data, Number(relationship)) ?? new Uint8Array();
        return Promise.resolve({ part: `Data:${relationship}`, bytes });
      },
    );
    const behind = body + footnotes + headers + macros + comments;
    for (const [part, from, length] of [
      ['footnotes', body, footnotes],
      ['endnotes', behind, endnotes],
      ['textBoxes', behind + endnotes, textBoxes],
    ] as const) {
      const tables = blocks.filter(({ kind }) => kind === 'table').length;
      if (length > 0) blocks.push(...toBlocks(story(from, length), part, tables, notices));
    }
    const cells = blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.cells.length : 0), 0);
    if (cells > limits.cells) throw tooLarge(`${cells} cells`);
    const header = headers > 0 ? plainText(story(body + footnotes, headers)) : '';
    const furniture: RawFurniture[] =
      header === '' ? [] : [{ kind: 'header', text: header, place: { part: 'headers', line: 1 } }];
    furniture.push(...rest.furniture);
    if (looks.hidden > 0) notices.push(hiddenText(looks.hidden));
    if (unread > 0) notices.push(picturesNotRead(unread));
    return { format: 'doc', pages, blocks: addCaptions(blocks), furniture, notices };
  } catch (cause) {
    if (cause instanceof RangeError) throw damaged('WordDocument', cause);
    throw cause;
  }
}
