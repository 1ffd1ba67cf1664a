import type { Notice } from '../../schemas/index.js';
import { censusOf } from './census.js';
import type { EnginePage, Glyph } from './engine.js';
import { isBlank } from './lines.js';

/** A page with more than this share of characters that no font explains, leaders aside, is not read, but recognised. */
const UNTRUSTED = 0.1;
/** Images that cover this share of a page without text are a scan. */
const SCAN = 0.3;
/** A scan with text of its own has nearly all of that unseen, under the picture: somebody's recognition, without lines. */
const UNSEEN = 0.9;
/** A page without text on which images cover so much, or outlines have so many points, may show print all the same. */
const [PICTURE, OUTLINES] = [0.02, 400];
/** Running heads and page numbers stand in so much of the page, at its head and foot, and have so many characters. */
const [MARGIN, FURNITURE] = [0.09, 80];
/** An image on which no character stands is a table or a photograph where it is so wide and, all together, so large. */
const [WIDE, LARGE] = [0.3, 0.05];

/** Whether the picture of a page need not be print: without it, the page as it is says all. */
export function mayBePhotograph(page: EnginePage): boolean {
  const { printed } = censusOf(page.glyphs);
  return printed === 0 ? page.imageCover < SCAN : page.imageCover >= SCAN && isHeadAndFoot(page);
}

/** Whether images stand beside the text of a page whose print, if they have any, nobody has read. */
export function hasPicturesBeside({ glyphs, pictures = [], width, height }: EnginePage): boolean {
  const printed = pictures.length === 0 ? [] : glyphs.filter((glyph) => !isBlank(glyph));
  const free = pictures.filter(([x0, y0, x1, y1]) => {
    const isOn = (glyph: Glyph): boolean => {
      const [x, y] = [(glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2];
      return x > x0 && x < x1 && y > y0 && y < y1;
    };
    return x1 - x0 >= WIDE * width && !printed.some(isOn);
  });
  const areas = free.map(([x0, y0, x1, y1]) => (x1 - x0) * (y1 - y0));
  return areas.reduce((sum, area) => sum + area, 0) >= LARGE * width * height;
}

function isHeadAndFoot({ glyphs, height }: EnginePage): boolean {
  const { printed } = censusOf(glyphs);
  const isInside = (glyph: Glyph): boolean => glyph.y1 > MARGIN * height && glyph.y0 < (1 - MARGIN) * height;
  return printed <= FURNITURE && !glyphs.some((glyph) => !isBlank(glyph) && isInside(glyph));
}

/** Says when a page's text layer is missing or cannot be trusted, so that the page is left to recognition. */
export function needsRecognition(number: number, page: EnginePage): Notice | undefined {
  const { printed, untrusted, leaders } = censusOf(page.glyphs);
  const place = { page: number };
  if (printed === 0) {
    if (page.imageCover < PICTURE && (page.outlines ?? 0) < OUTLINES) return undefined;
    if (page.imageCover < SCAN) return noText(number);
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
  if (page.imageCover >= SCAN && isHeadAndFoot(page)) {
    return {
      code: 'needs-ocr',
      message: {
        zh: `第 ${number} 页除页眉页脚外是图像，需要识别。`,
        en: `Page ${number} is an image but for its head and foot and has to be recognised.`,
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

function noText(number: number): Notice {
  return {
    code: 'needs-ocr',
    message: {
      zh: `第 ${number} 页没有文字，只有图片或画出来的图形；其中若有文字，需要识别。`,
      en: `Page ${number} has no text but pictures or drawn outlines; print in them has to be recognised.`,
    },
    place: { page: number },
  };
}
