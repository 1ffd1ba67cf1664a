import type { Notice } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import type { Extractor } from '../extractor.js';
import { decodePage } from '../html/charset.js';
import type { Flow } from '../html/flow.js';
import { fileName, isArchive, pagesOf, picturesOf } from '../html/mht.js';

const SURE = /^\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]{0,600}?-->\s*)*<(!doctype\s+html|html)\b/i;
const LIKELY =
  /^\s*(<!--[\s\S]{0,600}?-->\s*)*<(head|body|table|meta|title|div|p|h[1-6]|center|font|style|script)\b[^<]*>/i;
/** A page with so little text is only a frame around pictures or another document. */
const LITTLE = 200;

/** Web pages: as county sites publish them, as Word, WPS and LibreOffice save them, and web archives (.mht). */
export const extractor: Extractor = {
  format: 'html',

  sniff(bytes) {
    if (isArchive(bytes)) return 0.9;
    const head = startOf(bytes);
    if (SURE.test(head)) return 0.95;
    return LIKELY.test(head) ? 0.75 : 0;
  },

  async extract(bytes, options) {
    // Loaded when the first page comes: the parser takes as long to load as the readers of all other formats together.
    const [{ parsePage }, { readFlow }] = await Promise.all([import('../html/dom.js'), import('../html/flow.js')]);
    const archived = isArchive(bytes);
    const pages = archived ? pagesOf(bytes) : [{ bytes, charset: undefined }];
    const pictureAt = picturesIn(archived && options.ocr ? bytes : undefined);
    const html = pages.map((page) => decodePage(page.bytes, page.charset)).join('\n');
    const flow = readFlow(parsePage(html), options.limits, (source) => pictureAt(source) !== undefined);
    if (!options.ocr || flow.shown.length === 0) {
      return {
        format: 'html',
        pages: [],
        blocks: addCaptions(flow.blocks),
        furniture: flow.furniture,
        notices: [...unread(flow), ...hidden(flow), ...cutOff(html)],
      };
    }
    const { EmbeddedPictures } = await import('../image/embedded.js');
    const embedded = new EmbeddedPictures(options, flow.shown.length);
    const inserts = flow.shown.map(({ before, source }, i) => ({
      before,
      picture: { part: source.startsWith('data:') ? `img-${i + 1}` : source, bytes: pictureAt(source)! },
    }));
    const blocks = await embedded.weave(flow.blocks, inserts);
    return {
      format: 'html',
      pages: embedded.pages,
      blocks: addCaptions(blocks),
      furniture: [...flow.furniture, ...embedded.furniture],
      notices: [
        ...embedded.notices(),
        ...unread({ ...flow, blocks, pictures: flow.pictures - inserts.length + embedded.unread }),
        ...cutOff(html),
      ],
    };
  },
};

/** The bytes of a picture by its source: those in a `data:` address, and those that the archive brings. */
function picturesIn(archive: Uint8Array | undefined): (source: string) => Uint8Array | undefined {
  const parts = archive && picturesOf(archive);
  return (source) => {
    const [, data] = /^data:image\/[\w.+-]+;base64,([\s\S]+)$/i.exec(source) ?? [];
    if (data !== undefined) return new Uint8Array(Buffer.from(data, 'base64'));
    return parts?.get(source) ?? parts?.get(fileName(source));
  };
}

/** The first markup as ASCII, of any encoding: zero bytes of UTF-16 and order marks left out. */
function startOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4096, bytes.length)).toString('latin1');
  return head.replace(/[\0\x80-\xff]+/g, '');
}

function unread({ blocks, pictures, frames }: Flow): Notice[] {
  const characters = blocks.reduce((sum, block) => sum + (block.kind === 'table' ? LITTLE : block.text.length), 0);
  if (characters >= LITTLE || pictures + frames === 0) return [];
  return [
    {
      code: 'pictures-not-read',
      message: {
        zh: `网页几乎没有文字，却有 ${pictures} 张图片、${frames} 个内嵌页面或文档，其中的内容没有读取。请取得原始文件。`,
        en: `The page has hardly any text but ${pictures} pictures and ${frames} embedded pages or documents, which were not read. Get the original file.`,
      },
    },
  ];
}

function hidden({ hidden: count }: Flow): Notice[] {
  if (count === 0) return [];
  return [
    {
      code: 'hidden-text',
      message: {
        zh: `网页里有 ${count} 个字符是隐藏的或已划去，没有读取。`,
        en: `${count} characters of the page are hidden or struck out and were not read.`,
      },
    },
  ];
}

/** Browsers close what is open, and so a page that was cut off looks whole. */
function cutOff(html: string): Notice[] {
  if (!/<(html|body)\b/i.test(html) || /<\/(html|body)\s*>/i.test(html)) return [];
  return [
    {
      code: 'cut-off',
      message: {
        zh: '网页没有结束标记，可能没有下载完整，末尾的内容或许缺失。请重新下载核对。',
        en: 'The page has no end tag and may be cut off: its last part could be missing. Fetch it again and compare.',
      },
    },
  ];
}
