import { UnreadableError, type Notice } from '../../schemas/index.js';
import type { Extractor } from '../extractor.js';
import { lazily } from '../lazily.js';
import { decodeText, guessEncoding, SAMPLE, type Decoded, type Guess } from '../text/decode.js';

/** What other formats begin with. They are text, or damaged; either way this reader is not the one to take them. */
const FOREIGN = /^\s*(?:%PDF-|\{\\rtf|<\?xml|<!doctype|<html|<head|<table|mime-version:)/iu;
/** Zip, compound file, PDF: told at once, before a guess at the encoding takes its time. */
const MAGIC = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46, 0x2d],
];
const PDF = /%PDF-\d/;

const reader = lazily(() => import('../text/read.js'));

/**
 * Plain text, as it is copied out of Word, PDF and web pages: tables in many shapes, prose with line numbers.
 * Never surer than 0.5, so that every format with a structure of its own wins.
 */
export const extractor: Extractor = {
  format: 'text',

  sniff(bytes) {
    if (bytes.length === 0 || MAGIC.some((magic) => magic.every((byte, i) => bytes[i] === byte))) return 0;
    const guess = guessEncoding(bytes);
    if (!guess || isBinary(bytes, guess)) return 0;
    const head = decodeText(bytes.subarray(0, 1024), guess).text;
    if (PDF.test(head)) return 0;
    if (FOREIGN.test(head)) return 0.1;
    return Math.min(0.5, 0.3 * guess.certainty + (guess.bom > 0 || guess.encoding === 'utf-8' ? 0.2 : 0.1));
  },

  async extract(bytes, { limits }) {
    const guess = guessEncoding(bytes);
    if (!guess) {
      throw new UnreadableError('unsupported-format', {
        zh: '文件不是文本，或用了认不出的编码。请另存为 UTF-8 文本后再试。',
        en: 'The file is no text, or in an unknown encoding. Save it as UTF-8 text and try again.',
      });
    }
    const decoded = decodeText(bytes, guess);
    if (decoded.text.length > limits.characters) {
      throw new UnreadableError('too-large', {
        zh: `文本有 ${decoded.text.length} 个字符，超过上限 ${limits.characters}。请拆分后再读，或提高上限。`,
        en: `The text has ${decoded.text.length} characters, over the limit of ${limits.characters}. Split it or raise the limit.`,
      });
    }
    const lines = decoded.text.split('\n').length;
    if (lines > limits.cells) {
      throw new UnreadableError('too-large', {
        zh: `文本有 ${lines} 行，超过上限 ${limits.cells}。请拆分后再读，或提高上限。`,
        en: `The text has ${lines} lines, over the limit of ${limits.cells}. Split it or raise the limit.`,
      });
    }
    const { readText } = await reader();
    const read = readText(decoded.text, limits.cells);
    return { format: 'text', pages: [], ...read, notices: [...encodingNotices(decoded), ...read.notices] };
  },
};

/** Control characters far inside give away what only begins like text. UTF-16 is judged by its encoding alone. */
function isBinary(bytes: Uint8Array, { encoding, certainty }: Guess): boolean {
  // The guess saw every character, and none of them was a control.
  if (certainty === 1 && bytes.length <= SAMPLE) return false;
  if (bytes[0] === 0xff || bytes[0] === 0xfe || encoding.startsWith('utf-16')) return false;
  for (const part of [0.25, 0.5, 0.75, 1]) {
    const end = Math.floor(bytes.length * part);
    const window = bytes.subarray(Math.max(0, end - 4096), end);
    let controls = 0;
    for (const byte of window) if ((byte > 0 && byte < 9) || (byte > 13 && byte < 32 && byte !== 27)) controls++;
    if (controls > window.length * 0.02) return true;
  }
  return false;
}

function encodingNotices(decoded: Decoded): Notice[] {
  const notices: Notice[] = [];
  if (decoded.lies) {
    notices.push({
      code: 'encoding-mark-wrong',
      message: {
        zh: `文件开头的编码标记与内容不符，按 ${decoded.encoding} 读取。`,
        en: `The mark at the beginning tells another encoding; the text was read as ${decoded.encoding}.`,
      },
    });
  }
  if (decoded.damaged > 0) {
    notices.push({
      code: 'undecodable-characters',
      message: {
        zh: `有 ${decoded.damaged} 处字符按 ${decoded.encoding} 无法解码，以 \ufffd 代替。`,
        en: `${decoded.damaged} characters could not be decoded as ${decoded.encoding}; \ufffd stands for them.`,
      },
    });
  }
  return notices;
}
