import type { Notice, RawDocument, RawFurniture } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import { plainText, toBlocks } from './blocks.js';
import { hiddenText } from './hidden.js';
import { readNumbering } from './numbering.js';
import { illustrated, picturesNotRead } from './pictures.js';
import { readStory, type Story } from './story.js';
import { readStyles } from './styles.js';
import type { ExtractOptions } from '../extractor.js';
import { mainPart, openPackage } from '../zip/package.js';
import { damaged } from '../zip/refusals.js';
import { mayMention } from '../zip/xml.js';
import { noteRemarks } from '../zip/remarks.js';

/** Word since 2007 (.docx, .docm and templates). Why the parts are read raw: docs/adr/0003-docx-raw-parts.md. */
export async function readDocx(bytes: Uint8Array, options: ExtractOptions, depth = 0): Promise<RawDocument> {
  const opened = await openPackage(bytes, options.limits);
  const main = await mainPart(opened, 'word/document.xml');
  const xml = await opened.read(main);
  if (!xml) throw damaged(main);
  const related = await opened.relationships(main);
  const partsOf = (type: string): string[] => related.filter((one) => one.type === type).map(({ target }) => target);
  const readFirst = async (type: string): Promise<Uint8Array | undefined> => {
    const part = partsOf(type)[0];
    return part === undefined ? undefined : opened.read(part);
  };
  const styles = readStyles(await readFirst('styles'));
  const numbering = readNumbering(await readFirst('numbering'), (style) => styles.of(style).list);
  let { cells, characters } = options.limits;
  const read = (content: Uint8Array, part: string): Story => {
    const story = readStory(content, { part, styles, numbering, limits: { cells, characters } });
    cells -= story.cells;
    characters -= story.characters;
    return story;
  };

  const notices: Notice[] = [];
  const furniture: RawFurniture[] = [];
  const body = read(xml, main);
  const { blocks, pages, shown, unread, ...rest } = await illustrated(
    body.content,
    options,
    notices,
    async ({ relationship }) => {
      const part = related.find(({ id }) => id === relationship)?.target ?? '';
      return { part, bytes: (part === '' ? undefined : await opened.read(part)) ?? new Uint8Array() };
    },
    async ({ relationship }, firstTable) => {
      const part = related.find(({ id, external }) => id === relationship && !external)?.target;
      const content = part === undefined ? undefined : await opened.read(part);
      if (part === undefined || !content) return undefined;
      const { readChunk, placedIn } = await import('./chunk.js');
      const inside = await readChunk(
        content,
        { ...options, limits: { ...options.limits, cells, characters } },
        depth + 1,
      );
      if (!inside) return undefined;
      for (const block of inside.blocks) {
        if (block.kind === 'table') cells -= block.cells.length;
        else characters -= block.text.length;
      }
      notices.push(...inside.notices);
      furniture.push(...inside.furniture.map((one) => ({ ...one, place: { part, ...one.place } })));
      return placedIn(inside.blocks, part, firstTable);
    },
  );
  // Those in cells and charts stand in no stretch of pictures.
  let pictures = Math.max(0, body.pictures - shown) + unread;
  // Every document has parts for notes; what the text does not refer to is not printed.
  const kinds = mayMention(xml, 'noteReference') ? ['footnote', 'endnote'] : [];
  const notes = kinds.filter((kind) => mayMention(xml, `${kind}Reference`));
  for (const part of notes.flatMap((kind) => partsOf(`${kind}s`))) {
    const content = await opened.read(part);
    if (!content) continue;
    const story = read(content, part);
    const tables = blocks.filter(({ kind }) => kind === 'table').length;
    blocks.push(...toBlocks([...story.notes.values()].flat(), part, tables, notices));
    pictures += story.pictures;
  }

  furniture.push(...rest.furniture);
  for (const { kind, relationship } of body.furniture) {
    const part = related.find(({ id }) => id === relationship)?.target;
    const content = part === undefined ? undefined : await opened.read(part);
    if (part === undefined || !content) continue;
    const story = read(content, part);
    const text = plainText(story.content);
    if (text === '') continue;
    const bare = story.pageField && !/\p{L}/u.test(text.replace(/[第共页]/gu, ''));
    furniture.push({ kind: bare ? 'pageNumber' : kind, text, place: { part, line: 1 } });
  }
  notices.push(...(await noteRemarks(opened, related)));
  if (body.hidden > 0) notices.push(hiddenText(body.hidden));
  if (pictures > 0) notices.push(picturesNotRead(pictures));
  return {
    format: 'docx',
    pages,
    blocks: addCaptions(blocks),
    furniture,
    notices,
  };
}
