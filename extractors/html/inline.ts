import { withoutInvisible } from '../invisible.js';

/** Stands for <br>, and for a line end inside <pre>, while white space is being collapsed. */
export const BREAK = '\u0001';

/** Han, kana and full-width signs: between two of them a line end of the source prints nothing. */
const WIDE = '[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uff60\\u3000-\\u303f\\u201c\\u201d\\u2018\\u2019\\u2014\\u2026]';
const SOURCE_LINE_END = new RegExp(`(?<=${WIDE})[ \\t\\f]*[\\r\\n][ \\t\\r\\n\\f]*(?=${WIDE})`, 'gu');

/**
 * The printed lines of a run of inline text: white space collapsed as browsers do, `<br>` kept as line end, no-break
 * spaces as blanks. Blank lines stay, as ''.
 */
export function printedLines(raw: string): string[] {
  return withoutInvisible(raw)
    .replace(SOURCE_LINE_END, '')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .split(BREAK)
    .map((line) => line.replaceAll('\u00a0', ' ').replace(/^ +| +$/g, ''));
}

/**
 * Lines gathered into paragraphs, for prose outside tables. Pages made by hand separate paragraphs by an empty line, by
 * a line that begins with two wide blanks, or by nothing but the `<br>`: a line goes on in the next only where it is
 * full, ends in the middle of a sentence, and no new item begins.
 */
export function paragraphsOf(lines: readonly string[]): string[] {
  if (lines.length === 1) return lines[0]!.trim() === '' ? [] : [lines[0]!.trim()];
  const full = 0.5 * Math.max(...lines.map((line) => line.trim().length));
  const paragraphs: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    const body = line.trim();
    if (body !== '') {
      if (goesOn && !/^(\u3000{2}| {4})/.test(line) && !ITEM.test(body))
        paragraphs.push(`${paragraphs.pop()}\n${body}`);
      else paragraphs.push(body);
    }
    goesOn = body !== '' && !/[。；;：:！？!?…]$/u.test(body) && (body.length >= full || /[，,、（(]$/u.test(body));
  }
  return paragraphs;
}

/** 二、 （三） 4. ⑤ 第六条 */
const ITEM =
  /^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?[\d０-９]{1,2}[）)、．]|\d{1,2}\.(?!\d)|[①-⑳]|第[一二三四五六七八九十\d]{1,3}[条章节、])/u;
