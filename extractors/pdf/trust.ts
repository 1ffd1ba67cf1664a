import type { Notice } from '../../schemas/index.js';
import { censusOf } from './census.js';
import type { EnginePage } from './engine.js';

/** A page with more than this share of characters that no font explains, leaders aside, is not read, but recognised. */
const UNTRUSTED = 0.1;
/** Images that cover this share of a page without text are a scan. */
const SCAN = 0.3;
/** A scan with text of its own has nearly all of that unseen, under the picture: somebody's recognition, without lines. */
const UNSEEN = 0.9;

/** Says when a page's text layer is missing or cannot be trusted, so that the page is left to recognition. */
export function needsRecognition(number: number, page: EnginePage): Notice | undefined {
  const { printed, untrusted, leaders } = censusOf(page.glyphs);
  const place = { page: number };
  if (printed === 0) {
    if (page.imageCover < SCAN) return undefined;
    return {
      code: 'needs-ocr',
      message: {
        zh: `第 ${number} 页是图像，没有文字层，需要识别。`,
        en: `Page ${number} is an image without a text layer and has to be recognised.`,
      },
      place,
    };
  }
  if ((page.unseen ?? 0) >= UNSEEN * page.glyphs.length && page.imageCover >= SCAN) {
    return {
      code: 'needs-ocr',
      message: {
        zh: `第 ${number} 页是图像，其下的隐藏文字是别的软件识别的，没有表格线，需要重新识别。`,
        en: `Page ${number} is an image; the hidden text under it was recognised by other software, without the lines of tables, and has to be recognised anew.`,
      },
      place,
    };
  }
  if (untrusted <= UNTRUSTED * (printed - leaders)) return undefined;
  return {
    code: 'needs-ocr',
    message: {
      zh: `第 ${number} 页有 ${untrusted} 个字符的字体没有字符对照表，文字不可信，需要识别。`,
      en: `On page ${number} the fonts do not say what ${untrusted} characters are; the text cannot be trusted and has to be recognised.`,
    },
    place,
  };
}
