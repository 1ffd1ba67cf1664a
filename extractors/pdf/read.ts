import type { Box, Notice, RawBlock, RawDocument, RawFurniture } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import type { ExtractOptions } from '../extractor.js';
import { doubtCutCells } from '../ocr/cut-cells.js';
import type { OcrOptions } from '../ocr/models.js';
import { recognizePage } from '../ocr/page.js';
import { pagesOn } from '../ocr/two-pages.js';
import { PageRecord } from '../ocr/record.js';
import { notOnPages } from './beside.js';
import type { Engine, EngineDocument, EnginePage } from './engine.js';
import { tooLarge } from './errors.js';
import { findForms } from './forms/index.js';
import type { FurnitureKind } from './furniture.js';
import { findFurniture } from './furniture.js';
import type { JoinedTable } from './joined-table.js';
import { joinFragments } from './joined-table.js';
import { takeLineNumbers } from './line-numbers.js';
import type { Line } from './lines.js';
import { boxOf } from './lines.js';
import { takeMarks } from './marks.js';
import type { PageContent } from './page.js';
import { readContent } from './page.js';
import type { ProseLine } from './prose.js';
import { paragraphsOf, settingOf } from './prose.js';
import { rawTable } from './raw-table.js';
import { readingOrder } from './reading-order.js';
import { columnsOf, type SheetPart } from './sheet.js';
import { hasPicturesBeside, mayBePhotograph, needsRecognition } from './trust.js';

/** Reads a document with one engine, page by page. */
export async function readWith(
  engine: Engine,
  format: string,
  bytes: Uint8Array,
  options: ExtractOptions,
): Promise<RawDocument> {
  const document = await engine.open(bytes, options.password);
  try {
    return await readDocument(document, format, options);
  } finally {
    await document.close();
  }
}

async function readDocument(
  document: EngineDocument,
  format: string,
  { limits, ocr }: ExtractOptions,
): Promise<RawDocument> {
  if (document.pageCount > limits.pages) throw tooLarge({ zh: '页', en: 'pages' }, document.pageCount, limits.pages);
  const result: RawDocument = { format, pages: [], blocks: [], furniture: [], notices: [] };
  result.notices.push(...notOnPages(document));
  const pages: PageContent[] = [];
  const recognized = new Map<number, Box[]>();
  const illustrated: number[] = [];
  let characters = 0;
  let cells = 0;
  /** How far apart the columns of sheets are, and the sheets that came before one that showed it. */
  let apart: number | undefined;
  const undecided: number[] = [];
  for (let number = 1; number <= document.pageCount; number++) {
    const page = await document.page(number);
    const { width, height, rotation } = page;
    result.pages.push({ number, width, height, ...(rotation === 0 ? {} : { rotation }) });
    characters += page.glyphs.length;
    if (characters > limits.characters)
      throw tooLarge({ zh: '个字符', en: 'characters' }, characters, limits.characters);
    if (hasPicturesBeside(page)) illustrated.push(number);
    const sheet = columnsOf(page, apart);
    if (sheet.undecided) undecided.push(number);
    if (apart === undefined && sheet.by !== undefined) {
      apart = sheet.by;
      for (const earlier of undecided) {
        const parted = columnsOf(await document.page(earlier), apart).parts;
        const at = pages.findIndex((content) => content.number === earlier);
        pages.splice(at, 1, ...parted.map((part) => readContent(earlier, part.page, part.back, pages[at - 1])));
      }
    }
    for (const content of await contentOf(
      document,
      number,
      page,
      sheet.parts,
      ocr,
      result.notices,
      recognized,
      pages.at(-1),
    )) {
      cells += content.tables.reduce((sum, table) => sum + table.cells.length, 0);
      if (cells > limits.cells) throw tooLarge({ zh: '个单元格', en: 'cells' }, cells, limits.cells);
      pages.push(content);
    }
  }
  if (recognized.size > 0) result.notices.push(wereRecognized([...recognized.keys()]));
  const told = new Set(result.notices.map(({ place }) => place?.page));
  const untold = illustrated.filter((number) => !recognized.has(number) && !told.has(number));
  if (untold.length > 0) result.notices.push(besideText(untold));
  takeMarks(pages);
  takeLineNumbers(pages);
  const furniture = findFurniture(pages);
  findForms(pages, furniture);
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
  if (recognized.size > 0) doubtCutCells(result, recognized);
  result.blocks = addCaptions(result.blocks);
  return result;
}

/** The content of a page: from its text (in `parts`) where that can be trusted, else from its picture, which may show two pages. */
async function contentOf(
  document: EngineDocument,
  number: number,
  page: EnginePage,
  parts: readonly SheetPart[],
  ocr: OcrOptions | undefined,
  notices: Notice[],
  recognizedPages: Map<number, Box[]>,
  before: PageContent | undefined,
): Promise<PageContent[]> {
  const printed = (): PageContent[] => parts.map((part) => readContent(number, part.page, part.back, before));
  const notice = needsRecognition(number, page);
  if (!notice && !(ocr?.mode === 'always' && page.imageCover + page.glyphs.length > 0)) return printed();
  if (!ocr || !document.picture || page.undrawn) {
    if (notice) notices.push(page.undrawn ? undrawn(notice) : notice);
    return printed();
  }
  ocr.watch?.begin(number, document.pageCount);
  try {
    const models = await ocr.models();
    const picture = await document.picture(number, resolutionOf(page));
    const record = ocr.cache && !models.lastResort ? new PageRecord(ocr.cache, picture) : undefined;
    const printOnly = ocr.printOnly === true || mayBePhotograph(page);
    const recognized = await recognizePage(page, picture, record ? { ...models, record } : models, printOnly);
    record?.close();
    if (!recognized) {
      notices.push(ocr.printOnly ? noPrint(number) : noPrintOnPage(number));
      return printed();
    }
    recognizedPages.set(number, recognized.hidden);
    if (recognized.isCovered) notices.push(isCovered(number));
    if (models.lastResort && recognizedPages.size === 1) notices.push(poorReader(number));
    return pagesOn(recognized).map((one) => readContent(number, one.page, (box) => one.back(box)));
  } finally {
    ocr.watch?.end();
  }
}

/** Recognition wants a picture of the page, which only a program with all fonts can make. */
function undrawn({ message: { zh, en }, ...notice }: Notice): Notice {
  return {
    ...notice,
    message: {
      zh: `${zh}这种文件的页面本程序画不出来：请用其阅读软件打印为 PDF 后再读。`,
      en: `${en} Pages of such a file cannot be drawn here: open it in its reader, print it as PDF and read that.`,
    },
  };
}

/** Dots an inch: those of the image, within what recognition can use; drawn pages have none of their own. */
function resolutionOf({ imageDpi, imageCover, width, height }: EnginePage): number {
  const own = imageDpi !== undefined && imageCover > 0.3 ? imageDpi : 200;
  const most = Math.min(300, (72 * MOST_PIXELS) / Math.max(width, height, 1));
  return Math.min(most, Math.max(150, own));
}
/** Pixels along the longer side: photographs come with page sizes of their own. */
const MOST_PIXELS = 4200;

function poorReader(page: number): Notice {
  return {
    code: 'poor-reader',
    message: {
      zh: '本机不能运行识别网络（onnxruntime），改用 tesseract 识别，所有读数都应视为存疑。请重新安装（npm ci）后再读一次。',
      en: 'The recognition network (onnxruntime) cannot run here; tesseract was used instead, and every reading is in doubt. Install anew (npm ci) and read again.',
    },
    place: { page },
  };
}

function isCovered(page: number): Notice {
  return {
    code: 'sheet-covered',
    message: {
      zh: `第 ${page} 页扫描时被另一张纸压住，表格在纸边处断开，被压住的行没有读到。请重新扫描该页。`,
      en: `Another sheet lay over page ${page} when it was scanned: a table breaks off at its edge, and the rows under it were not read. Scan that page again.`,
    },
    place: { page },
  };
}

function besideText(pages: readonly number[]): Notice {
  return {
    code: 'pictures-not-read',
    message: {
      zh: `第 ${ranges(pages, '、')} 页的文字之间有图片；图片里若有表格或文字，没有读取。`,
      en: `Pictures stand beside the text of page ${ranges(pages, ', ')}; tables and print in them, if any, were not read.`,
    },
    place: { page: pages[0]! },
  };
}

function noPrintOnPage(page: number): Notice {
  return {
    code: 'no-print',
    message: {
      zh: `第 ${page} 页的图片上没有认出文字。`,
      en: `No print was recognised in the pictures of page ${page}.`,
    },
    place: { page },
  };
}

/** Only among pictures that need not be print. */
function noPrint(page: number): Notice {
  return {
    code: 'no-print',
    message: { zh: `第 ${page} 幅图片上没有找到文字。`, en: `No print was found on picture ${page}.` },
    place: { page },
  };
}

function wereRecognized(pages: readonly number[]): Notice {
  return {
    code: 'pages-recognized',
    message: {
      zh: `第 ${ranges(pages, '、')} 页由图像识别得来，读数可能有误；存疑的读数已标出。`,
      en: `Read from pictures: page ${ranges(pages, ', ')}. Readings may be wrong; doubtful ones are marked.`,
    },
    place: { page: pages[0]! },
  };
}

/** 1, 2, 3, 7 → 1–3, 7 */
export function ranges(pages: readonly number[], comma: string): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && page === last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(comma);
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
