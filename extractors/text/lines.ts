import type { Place, Segment } from '../../schemas/index.js';

/** One line of the file: `number` is 1-based; `breaks` says that a form feed (page end) stands before it. */
export interface Line {
  number: number;
  text: string;
  breaks: boolean;
  /** Where `text` begins in the line of the file; not 0 only after a form feed. */
  offset: number;
  /** Position among all lines of the document. */
  index: number;
  /** Form feeds before it. */
  page: number;
  /** Furniture of a page stood here. */
  taken?: boolean;
}

/** A stretch of one line that went into a cell or a paragraph; offsets are 0-based in the line, end exclusive. */
export interface Piece {
  text: string;
  line: number;
  start: number;
  end: number;
}

/** Consecutive lines without an empty one between; `gap` counts the empty lines before (a page end counts as one). */
export interface Chunk {
  lines: Line[];
  gap: number;
  breaks: boolean;
}

/** Control characters but tabs and line ends; the byte order mark that concatenation leaves inside counts as one. */
const CONTROL = /(?![\t\n\r\u0085])[\p{Cc}\ufeff]/u;
const CONTROLS = /(?!\t)[\p{Cc}\ufeff]/gu;

/**
 * The lines of a text, whatever ends them (LF, CRLF, lone CR, NEL, U+2028/9); a form feed ends a line's piece too,
 * but not the count. NUL and other control characters become spaces, so that offsets stay those of the file.
 */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let number = 0;
  let page = 0;
  const controlled = CONTROL.test(text);
  for (const raw of text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u)) {
    number++;
    if (!controlled || !CONTROL.test(raw)) {
      lines.push({ number, text: raw, breaks: false, offset: 0, index: lines.length, page });
      continue;
    }
    let offset = 0;
    let breaks = false;
    for (const part of raw.split(/[\f\v]/)) {
      if (breaks) page++;
      const clean = part.replace(ESCAPES, (escape) => ' '.repeat(escape.length)).replace(CONTROLS, ' ');
      lines.push({ number, text: clean, breaks, offset, index: lines.length, page });
      offset += part.length + 1;
      breaks = true;
    }
  }
  return lines;
}

/** Colours and moves of a terminal: ␛[31m. */
// oxlint-disable-next-line no-control-regex
const ESCAPES = /\x1b\[[\d;?]{0,20}[A-Za-z]/g;

/** What tools leave behind when they turn a document into text: `<p>`, `<br/>`, `&emsp;`, `[bookmark: _GoBack]`. */
const MARK =
  /<\/?(?:p|br|div|span|font|b|strong|td|tr|table)(?:\s[^<>]{0,200})?\/?>|&(?:nbsp|e[mn]sp|thinsp);|\[bookmark:[^[\]]{0,60}\]/giu;

/** What makes a text look for marks at all: few have any. */
const ANY_MARK = /<|\[b|&(?:nbsp|e[mn]sp|thinsp);|^ {0,3}#{1,6} /imu;

/** # 一、部门概况, > 注：…: the signs that Markdown puts before headings and quotations. */
const MARKDOWN = /^ {0,3}(?:#{1,6}(?= \S)|>(?= \S))/u;
/** **（一）基本支出**: a line that is set bold. */
const BOLD = /^( {0,3})\*\*(?![*\s])[^*]{1,100}\*\*\s*$/u;

/** Blanks out left-over marks, so that offsets stay, and returns them. */
export function takeMarks(text: string, lines: Line[]): Piece[] {
  if (!ANY_MARK.test(text)) return [];
  const marks: Piece[] = [];
  const headed = /^#{1,6} \S/mu.test(text);
  for (const line of lines) {
    const take = (mark: string, at: number): string => {
      const start = at + line.offset;
      marks.push({ text: mark, line: line.number, start, end: start + mark.length });
      return ' '.repeat(mark.length);
    };
    if (/[<&]|\[b/u.test(line.text)) line.text = line.text.replace(MARK, take);
    if (!headed || !/[#>*]/u.test(line.text)) continue;
    line.text = line.text.replace(MARKDOWN, take);
    const bold = BOLD.exec(line.text);
    if (!bold) continue;
    const [from, to] = [bold[1]!.length, line.text.lastIndexOf('**')];
    line.text = line.text.slice(0, from) + take('**', from) + line.text.slice(from + 2, to) + take('**', to);
  }
  return marks;
}

/** A line with nothing to see in it. A line that holds a tab is an empty cell, not an empty line. */
export function isBlank({ text }: Line): boolean {
  if (text === '') return true;
  const first = text.charCodeAt(0);
  // Most lines begin in Han, and no white space is there.
  if (first > 0x3000 && first < 0xf900) return false;
  return !text.includes('\t') && text.trim() === '';
}

export function splitChunks(lines: readonly Line[]): Chunk[] {
  const chunks: Chunk[] = [];
  let gap = 0;
  let stretch = 0;
  let breaks = false;
  let open: Chunk | undefined;
  for (const line of lines) {
    if (line.breaks) {
      breaks = true;
      gap = Math.max(gap, 1);
      stretch = 0;
      open = undefined;
    }
    if (isBlank(line)) {
      stretch = line.taken ? 0 : stretch + 1;
      gap = Math.max(gap, stretch);
      open = undefined;
      continue;
    }
    if (open) open.lines.push(line);
    else chunks.push((open = { lines: [line], gap, breaks }));
    gap = stretch = 0;
    breaks = false;
  }
  return chunks;
}

/** The trimmed stretch of a line between two offsets; undefined where nothing but space stands there. */
export function pieceOf(line: Line, start = 0, end = line.text.length): Piece | undefined {
  const { text, offset } = line;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return start === end
    ? undefined
    : { text: text.slice(start, end), line: line.number, start: start + offset, end: end + offset };
}

export function placeOf(piece: Piece): Place {
  return { line: piece.line, start: piece.start, end: piece.end };
}

/** Pieces joined into one text with the segments that lead back; `glue` gives what stands between two of them. */
export function joinPieces(
  pieces: readonly Piece[],
  glue: (left: Piece, right: Piece) => string,
): { text: string; segments: Segment[] } {
  const parts: string[] = [];
  const segments: Segment[] = [];
  let length = 0;
  pieces.forEach((piece, at) => {
    const before = at === 0 ? '' : glue(pieces[at - 1]!, piece);
    length += before.length;
    segments.push({ start: length, place: placeOf(piece) });
    parts.push(before, piece.text);
    length += piece.text.length;
  });
  return { text: parts.join(''), segments };
}

/** Columns that a text takes on a terminal: Han and full-width signs take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at++) width += text.charCodeAt(at) >= 0x2e80 ? 2 : 1;
  return width;
}

function isSpace(code: number): boolean {
  if (code < 0xa0) return code === 32 || (code >= 9 && code <= 13);
  // Thin and zero-width ones, too: editors of web pages leave them behind.
  return code === 0x3000 || code === 0xa0 || (code >= 0x2000 && code <= 0x200d) || code === 0x202f || code === 0x2060;
}

/**
 * What patterns are matched against: a short text itself, of a long one both ends. Keeps every pattern linear, however
 * long a line is.
 */
export function gist(text: string): string {
  if (text.length <= 200) return text;
  const body = text.trim();
  return body.length <= 200 ? body : `${body.slice(0, 100)}…${body.slice(-100)}`;
}

/** Nobody prints a table of more columns: a line with more signs that part cells is none of its rows. */
export const MOST_COLUMNS = 1000;

/** Whether a line has not too many signs that part cells to be a row. `sign` has to be a global pattern. */
export function isRowOf(text: string, sign: RegExp): boolean {
  if (text.length <= MOST_COLUMNS) return true;
  let count = 0;
  for (const _ of text.matchAll(sign)) if (++count > MOST_COLUMNS) return false;
  return true;
}

/** The greatest of many numbers: spreading a hundred thousand arguments would overflow the stack. */
export function greatest(numbers: Iterable<number>, atLeast: number): number {
  let most = atLeast;
  for (const number of numbers) if (number > most) most = number;
  return most;
}

/** Appends many items, without spreading them over the stack. */
export function append<T>(to: T[], items: Iterable<T>): void {
  for (const item of items) to.push(item);
}
