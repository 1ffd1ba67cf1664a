import type { Notice, RawBlock, RawFurniture, RawPage } from '../../schemas/index.js';
import type { ExtractOptions } from '../extractor.js';
import type { EmbeddedPicture } from '../image/embedded.js';
import { toBlocks } from './blocks.js';
import type { CellDraft, ChunkDraft, Draft, PictureDraft, TableDraft } from './draft.js';

/** The blocks of a story with what stands on its pictures. */
export interface Illustrated {
  blocks: RawBlock[];
  pages: RawPage[];
  furniture: RawFurniture[];
  /** Pictures and documents outside of cells, and those of them that were not read. */
  shown: number;
  unread: number;
}

/**
 * Turns a story into blocks, its pictures and the documents inside of it read where they stand. `pictureAt` finds the
 * bytes of a picture, `chunkAt` reads a document; it gives nothing where it cannot.
 */
export async function illustrated(
  content: readonly Draft[],
  options: ExtractOptions,
  notices: Notice[],
  pictureAt: (draft: PictureDraft) => Promise<EmbeddedPicture>,
  chunkAt?: (draft: ChunkDraft, firstTable: number) => Promise<RawBlock[] | undefined>,
): Promise<Illustrated> {
  const stretches = stretchesOf(content);
  const shown = stretches.reduce((sum, stretch) => sum + ('pictures' in stretch ? stretch.pictures.length : 0), 0);
  const blocks: RawBlock[] = [];
  let chunks = 0;
  let lost = 0;
  const readChunk = async (chunk: ChunkDraft): Promise<void> => {
    const inside = await chunkAt?.(chunk, tables());
    chunks++;
    if (inside) blocks.push(...inside);
    else lost++;
  };
  const tables = (): number => blocks.filter(({ kind }) => kind === 'table').length;
  if (shown === 0 || !options.ocr) {
    for (const stretch of stretches) {
      if ('chunk' in stretch) await readChunk(stretch.chunk);
      else if ('content' in stretch) blocks.push(...toBlocks(stretch.content, undefined, tables(), notices));
    }
    return { blocks, pages: [], furniture: [], shown: shown + chunks, unread: shown + lost };
  }
  // Loaded when the first picture comes: few documents have any.
  const { EmbeddedPictures } = await import('../image/embedded.js');
  const embedded = new EmbeddedPictures(options, shown);
  for (const stretch of stretches) {
    if ('chunk' in stretch) await readChunk(stretch.chunk);
    else if ('content' in stretch) blocks.push(...toBlocks(stretch.content, undefined, tables(), notices));
    else blocks.push(...(await embedded.read(await Promise.all(stretch.pictures.map(pictureAt)), tables())));
  }
  notices.push(...embedded.notices());
  return {
    blocks,
    pages: embedded.pages,
    furniture: embedded.furniture,
    shown: shown + chunks,
    unread: embedded.unread + lost,
  };
}

/** What is said of pictures that were not read. */
export function picturesNotRead(count: number): Notice {
  return {
    code: 'pictures-not-read',
    message: {
      zh: `文档里有 ${count} 处图片、图表或嵌入对象，其中的文字没有读取。`,
      en: `The document holds ${count} pictures, charts or embedded objects; the print in them was not read.`,
    },
  };
}

/** A stretch of a story: text and tables, pictures that follow one another, or another document. */
type Stretch = { content: Draft[] } | { pictures: PictureDraft[] } | { chunk: ChunkDraft };

/**
 * Parts a story where pictures stand. Scans are pasted page after page, each into a paragraph of its own, often with
 * empty ones between: they are one stretch.
 */
function stretchesOf(content: readonly Draft[]): Stretch[] {
  const stretches: Stretch[] = [];
  const add = (draft: Draft): void => {
    const last = stretches.at(-1);
    if (draft.kind === 'picture') {
      if (last && 'pictures' in last) last.pictures.push(draft);
      else stretches.push({ pictures: [draft] });
    } else if (draft.kind === 'chunk') stretches.push({ chunk: draft });
    // An empty one parts two tables, not two pictures.
    else if (last && 'content' in last) last.content.push(draft);
    else if (draft.kind === 'paragraph' && draft.text.trim() === '') return;
    else stretches.push({ content: [draft] });
  };
  for (const draft of content) for (const item of unframed(draft)) add(item);
  return stretches;
}

function onlyCell({ rows }: TableDraft): CellDraft | undefined {
  let only: CellDraft | undefined;
  for (const { deleted, cells } of rows) {
    if (deleted) continue;
    for (const cell of cells) {
      if (only) return undefined;
      only = cell;
    }
  }
  return only;
}

/** A picture in a table of one cell, without words, has a frame about it. */
function unframed(draft: Draft): readonly Draft[] {
  if (draft.kind !== 'table') return [draft];
  const inside = onlyCell(draft)?.content ?? [];
  const bare = inside.every(
    (item) => item.kind === 'picture' || (item.kind === 'paragraph' && item.text.trim() === ''),
  );
  return bare && inside.some(({ kind }) => kind === 'picture') ? inside : [draft];
}
