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
 * Lines gathered into paragraphs, for prose outside tables. Pages made by hand separate paragraphs by an empty line,
 * or by a line that begins with two wide blanks; a single <br> only breaks a line.
 */
export function paragraphsOf(lines: readonly string[]): string[] {
  const paragraphs: string[][] = [];
  let blank = true;
  for (const line of lines) {
    if (line.trim() === '') blank = true;
    else if (blank || /^(\u3000{2}| {4})/.test(line)) {
      paragraphs.push([line]);
      blank = false;
    } else paragraphs.at(-1)?.push(line);
  }
  return paragraphs.map((paragraph) => paragraph.join('\n').trim());
}
