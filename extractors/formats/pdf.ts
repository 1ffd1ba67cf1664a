import type { RawBlock, RawDocument, RawFurniture } from '../../schemas/index.js';
import type { ExtractOptions, Extractor } from '../extractor.js';
import { addCaptions } from '../caption.js';
import type { Engine, EngineDocument } from '../pdf/engine.js';
import { EngineAborted } from '../pdf/engine.js';
import { tooLarge } from '../pdf/errors.js';
import type { FurnitureKind } from '../pdf/furniture.js';
import { findFurniture } from '../pdf/furniture.js';
import type { JoinedTable } from '../pdf/joined-table.js';
import { joinFragments } from '../pdf/joined-table.js';
import type { Line } from '../pdf/lines.js';
import { boxOf } from '../pdf/lines.js';
import { needsRecognition } from '../pdf/trust.js';
import { readContent } from '../pdf/page.js';
import type { PageContent } from '../pdf/page.js';
import { pdfiumEngine } from '../pdf/pdfium.js';
import type { ProseLine } from '../pdf/prose.js';
import { paragraphsOf, settingOf } from '../pdf/prose.js';
import { rawTable } from '../pdf/raw-table.js';
import { readingOrder } from '../pdf/reading-order.js';

/**
 * Digital PDF: print → lines and cells → tables over pages, paragraphs, furniture. Pages without text that can be
 * trusted are reported as `needs-ocr`.
 */
export const extractor: Extractor = {
  format: 'pdf',
  sniff(bytes) {
    // The header may stand anywhere in the first kilobyte: mailers and web servers put lines before it.
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.length)).toString('latin1');
    const at = head.indexOf('%PDF-');
    return at < 0 ? 0 : at === 0 ? 1 : 0.9;
  },
  async extract(bytes, options) {
    try {
      return await readWith(pdfiumEngine, bytes, options);
    } catch (error) {
      if (!(error instanceof EngineAborted)) throw error;
    }
    // Loaded only when needed: it takes a third of a second.
    const { pdfjsEngine } = await import('../pdf/pdfjs.js');
    return readWith(pdfjsEngine, bytes, options);
  },
};

async function readWith(engine: Engine, bytes: Uint8Array, options: ExtractOptions): Promise<RawDocument> {
  const document = await engine.open(bytes, options.password);
  try {
    return await readDocument(document, options);
  } finally {
    await document.close();
  }
}

async function readDocument(document: EngineDocument, { limits }: ExtractOptions): Promise<RawDocument> {
  if (document.pageCount > limits.pages) throw tooLarge({ zh: '页', en: 'pages' }, document.pageCount, limits.pages);
  const result: RawDocument = { format: 'pdf', pages: [], blocks: [], furniture: [], notices: [] };
  const pages: PageContent[] = [];
  let characters = 0;
  let cells = 0;
  for (let number = 1; number <= document.pageCount; number++) {
    const page = await document.page(number);
    const { width, height, rotation } = page;
    result.pages.push({ number, width, height, ...(rotation === 0 ? {} : { rotation }) });
    characters += page.glyphs.length;
    if (characters > limits.characters)
      throw tooLarge({ zh: '个字符', en: 'characters' }, characters, limits.characters);
    const notice = needsRecognition(number, page);
    if (notice) result.notices.push(notice);
    const content = readContent(number, page);
    cells += content.tables.reduce((sum, table) => sum + table.cells.length, 0);
    if (cells > limits.cells) throw tooLarge({ zh: '个单元格', en: 'cells' }, cells, limits.cells);
    pages.push(content);
  }
  const furniture = findFurniture(pages);
  for (const [line, kind, page] of inPrintOrder(pages, furniture))
    result.furniture.push(rawFurniture(page, kind, line));
  const order = readingOrder(pages, furniture);
  const setting = settingOf(order.filter((item) => 'line' in item));
  let prose: ProseLine[] = [];
  let tables = 0;
  const flush = (): void => {
    result.blocks.push(...paragraphsOf(prose, setting));
    prose = [];
  };
  for (const item of order) {
    if ('line' in item) {
      prose.push(item);
      continue;
    }
    flush();
    const joined: JoinedTable = joinFragments(item.fragments);
    result.blocks.push(rawTable(joined, tables++) satisfies RawBlock);
    for (const { page, lines } of joined.repeated) {
      for (const line of lines) result.furniture.push(rawFurniture(page, 'header', line));
    }
  }
  flush();
  result.blocks = addCaptions(result.blocks);
  return result;
}

function* inPrintOrder(
  pages: readonly PageContent[],
  furniture: ReadonlyMap<Line, FurnitureKind>,
): Generator<[Line, FurnitureKind, PageContent]> {
  for (const page of pages) {
    for (const line of page.lines) {
      const kind = furniture.get(line);
      if (kind) yield [line, kind, page];
    }
    for (const line of page.slanted) yield [line, 'header', page];
  }
}

function rawFurniture(page: PageContent, kind: FurnitureKind, line: Line): RawFurniture {
  return { kind, text: line.text, place: { page: page.number, box: page.back(boxOf(line)) } };
}
