import type { Notice, Place, RawBlock, RawCell, RawFurniture, RawPage, RawTable } from '../../schemas/index.js';
import { UnreadableError } from '../../schemas/index.js';
import type { ExtractOptions } from '../extractor.js';
import { ranges, readWith } from '../pdf/read.js';
import { engineOf } from './engine.js';
import { imagePages } from './pages.js';
import type { ImagePage } from './sheet.js';

/** A picture inside a document of another format. */
export interface EmbeddedPicture {
  /** Which part of the document it is. */
  part: string;
  bytes: Uint8Array;
}

/** A picture and how many blocks stand before it. */
export interface Insert {
  before: number;
  picture: EmbeddedPicture;
}

/** Smaller pictures are logos, icons and signatures. */
const [LEAST_SIDE, LEAST_PIXELS] = [80, 60_000];

/**
 * Reads the pictures that stand in a document, where they are pages or tables. Each counts as a page of the document,
 * in their order; photographs and logos, in which no print is found, are left out.
 */
export class EmbeddedPictures {
  readonly pages: RawPage[] = [];
  readonly furniture: RawFurniture[] = [];
  /** Pictures that were not read: too small, without print, damaged, of another kind; all where none are wanted. */
  unread = 0;
  #seen = 0;

  /** @param of how many pictures the document has, for the progress */
  constructor(
    private readonly options: ExtractOptions,
    private readonly of: number,
  ) {}

  /** What stands on pictures that follow one another, as one document; its tables are numbered from `firstTable` on. */
  async read(pictures: readonly EmbeddedPicture[], firstTable: number): Promise<RawBlock[]> {
    const { ocr } = this.options;
    const { unread } = this;
    const sheets: ImagePage[] = [];
    const parts: string[] = [];
    for (const { part, bytes } of pictures) {
      const found = ocr ? (imagePages(bytes) ?? []).filter(isLarge) : [];
      if (found.length === 0) this.unread++;
      sheets.push(...found);
      parts.push(...found.map(() => part));
    }
    if (!ocr || sheets.length === 0) return [];
    const before = this.#seen;
    this.#seen += sheets.length;
    const { watch } = ocr;
    const shifted = {
      begin: (page: number): void => watch?.begin(before + page, Math.max(this.of, this.#seen)),
      end: (): void => watch?.end(),
    };
    const options = { ...this.options, ocr: { ...ocr, watch: shifted, printOnly: true } };
    try {
      const read = await readWith(engineOf(sheets), 'image', new Uint8Array(), options);
      const place = (at: Place): Place => ({
        ...at,
        ...(at.page === undefined ? {} : { page: at.page + before, part: parts[at.page - 1]! }),
        ...(at.table === undefined ? {} : { table: at.table + firstTable }),
      });
      const printed = new Set(
        read.notices.filter(({ code }) => code === 'no-print').map((notice) => notice.place?.page),
      );
      this.unread += printed.size;
      for (const page of read.pages) {
        if (!printed.has(page.number)) this.pages.push({ ...page, number: page.number + before });
      }
      this.furniture.push(...read.furniture.map((item) => ({ ...item, place: place(item.place) })));
      return read.blocks.map((block) => moved(block, before, place));
    } catch (error) {
      // One damaged picture is not a damaged document, and takes none of its neighbours with it.
      if (!(error instanceof UnreadableError) || error.code !== 'damaged') throw error;
      this.#seen = before;
      this.unread = unread;
      return this.#readEach(pictures, firstTable);
    }
  }

  /** Blocks with what stands on pictures between them; tables are numbered anew. */
  async weave(blocks: readonly RawBlock[], inserts: readonly Insert[]): Promise<RawBlock[]> {
    const woven: RawBlock[] = [];
    let at = 0;
    let added = 0;
    const upTo = (end: number): void => {
      const shift = added;
      const later = (place: Place): Place =>
        place.table === undefined || shift === 0 ? place : { ...place, table: place.table + shift };
      woven.push(...blocks.slice(at, end).map((block) => moved(block, 0, later)));
      at = end;
    };
    for (let i = 0; i < inserts.length;) {
      const { before } = inserts[i]!;
      const together: EmbeddedPicture[] = [];
      while (inserts[i]?.before === before) together.push(inserts[i++]!.picture);
      upTo(before);
      const read = await this.read(together, tablesIn(woven));
      added += tablesIn(read);
      woven.push(...read);
    }
    upTo(blocks.length);
    return woven;
  }

  async #readEach(pictures: readonly EmbeddedPicture[], firstTable: number): Promise<RawBlock[]> {
    if (pictures.length === 1) {
      this.unread++;
      return [];
    }
    const blocks: RawBlock[] = [];
    for (const picture of pictures) {
      blocks.push(...(await this.read([picture], firstTable + tablesIn(blocks))));
    }
    return blocks;
  }

  /** That print was read from pictures, where it was. */
  notices(): Notice[] {
    const [first] = this.pages;
    if (!first) return [];
    const numbers = this.pages.map(({ number }) => number);
    return [
      {
        code: 'pages-recognized',
        message: {
          zh: `文档里的第 ${ranges(numbers, '、')} 幅图片由图像识别得来，读数可能有误；存疑的读数已标出。`,
          en: `Read from pictures in the document: number ${ranges(numbers, ', ')}. Readings may be wrong; doubtful ones are marked.`,
        },
        place: { page: first.number },
      },
    ];
  }
}

function tablesIn(blocks: readonly RawBlock[]): number {
  return blocks.filter(({ kind }) => kind === 'table').length;
}

function isLarge({ width, height }: ImagePage): boolean {
  return Math.min(width, height) >= LEAST_SIDE && width * height >= LEAST_PIXELS;
}

function moved(block: RawBlock, pages: number, place: (at: Place) => Place): RawBlock {
  if (block.kind === 'table') return movedTable(block, pages, place);
  return { ...block, segments: block.segments.map((segment) => ({ ...segment, place: place(segment.place) })) };
}

function movedTable(table: RawTable, pages: number, place: (at: Place) => Place): RawTable {
  const cells = table.cells.map((cell): RawCell => {
    const { fragments, tables } = cell;
    return {
      ...cell,
      place: place(cell.place),
      ...(fragments && { fragments: fragments.map(place) }),
      ...(tables && { tables: tables.map((inner) => movedTable(inner, pages, place)) }),
    };
  });
  return { ...table, cells, pages: table.pages.map((page) => page + pages), place: place(table.place) };
}
