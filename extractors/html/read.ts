import type { Notice, RawDocument } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import type { ExtractOptions } from '../extractor.js';
import { decodePage } from './charset.js';
import { readFlow, type Flow } from './flow.js';
import { fileName, isArchive, pagesOf, picturesOf } from './mht.js';
import { parsePage } from './page.js';

/** A page with so little text is only a frame around pictures or another document. */
const LITTLE = 200;

/** A web page or a web archive. */
export async function readHtml(bytes: Uint8Array, options: ExtractOptions): Promise<RawDocument> {
  const archived = isArchive(bytes);
  const pages = archived ? pagesOf(bytes) : [{ bytes, charset: undefined }];
  const pictureAt = picturesIn(archived && options.ocr ? bytes : undefined);
  const html = pages.map((page) => decodePage(page.bytes, page.charset)).join('\n');
  // Loaded when a page has any: its readers are many.
  const readText = /<pre[\s>]/i.test(html) ? (await import('../text/read.js')).readText : undefined;
  const isHere = (source: string): boolean => pictureAt(source) !== undefined;
  const flow = readFlow(parsePage(html), options.limits, isHere, readText);
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
}

/** The bytes of a picture by its source: those in a `data:` address, and those that the archive brings. */
function picturesIn(archive: Uint8Array | undefined): (source: string) => Uint8Array | undefined {
  const parts = archive && picturesOf(archive);
  return (source) => {
    const start = /^data:image\/[\w.+-]+;base64,/i.exec(source.slice(0, 100))?.[0].length;
    if (start !== undefined) return new Uint8Array(Buffer.from(source.slice(start), 'base64'));
    return parts?.get(source) ?? parts?.get(fileName(source));
  };
}

/** A page that says next to nothing: what it is about stands elsewhere. */
function unread({ blocks, pictures, frames, attachments, scripts }: Flow): Notice[] {
  const characters = blocks.reduce((sum, block) => sum + (block.kind === 'table' ? LITTLE : block.text.length), 0);
  if (characters >= LITTLE || pictures + frames + attachments + scripts === 0) return [];
  const held = [
    { count: pictures, zh: '张图片', en: 'pictures' },
    { count: frames, zh: '个内嵌页面或文档', en: 'embedded pages or documents' },
    { count: attachments, zh: '个附件', en: 'attachments' },
    { count: scripts, zh: '段可能生成正文的脚本', en: 'scripts that may write its text' },
  ].filter(({ count }) => count > 0);
  const zh = held.map(({ count, zh: name }) => `${count} ${name}`).join('、');
  const en = held.map(({ count, en: name }) => `${count} ${name}`).join(', ');
  return [
    {
      code: 'pictures-not-read',
      message: {
        zh: `网页几乎没有文字，却有 ${zh}，其中的内容没有读取。请取得原始文件。`,
        en: `The page has hardly any text but ${en}, which were not read. Get the original file.`,
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
