import { append, gist, type Chunk, type Line } from './lines.js';
import { WIDE_GAP } from './spaced-lines.js';
import { isPageNumber } from './tab-lines.js';
import { CAPTION, OUTLINE } from './words.js';

const LONGEST = 2000;
/** Empty lines inside a table, at most; where a page ends a few more. */
const GAP = 2;
const PAGE_GAP = 6;

/** A line of a region with the empty lines above it and the chunk that it came from. */
export interface Entry {
  line: Line;
  gap: number;
  chunk: number;
}

export function isGapped({ text }: Line): boolean {
  return text.length <= LONGEST && !text.includes('\t') && text.trim().search(WIDE_GAP) > 0;
}

export interface Region {
  entries: Entry[];
  /** Page numbers inside. */
  aside: Line[];
  /** The chunk after the last one taken. */
  next: number;
  /** Index of the line of the last chunk, not taken, that heads another form. */
  title: number | undefined;
  last: Chunk;
}

/**
 * Lines that can be of one table: those of chunk `at` from line `from` to the next title below a gap, and where that
 * is the chunk's end, those of the chunks that follow, with what hangs between.
 */
export function gather(chunks: readonly Chunk[], at: number, from: number, most: number): Region {
  const chunk = chunks[at]!;
  const title = titleBelow(chunk.lines, from);
  const own = { ...chunk, lines: chunk.lines.slice(from, title) };
  const region: Region = { entries: entriesOf(own, at), aside: [], next: at + 1, title, last: chunk };
  let pending: { chunk: Chunk; index: number; number: boolean }[] = [];
  if (title !== undefined) return region;
  for (let index = at + 1; index < chunks.length && region.entries.length < most; index++) {
    const chunk = chunks[index]!;
    if (chunk.gap > (chunk.breaks ? PAGE_GAP : GAP) || !isPlain(chunk)) break;
    const number = isPageNumber(chunk);
    const heading = chunk.lines.findIndex(isTitle);
    if (!chunk.lines.some(isGapped)) {
      const hanging = chunk.lines.length <= 4 && heading < 0;
      if (!hanging && !number) break;
      pending.push({ chunk, index, number });
      if (pending.length > 3) break;
      continue;
    }
    for (const { chunk: waiting, index: home, number: isNumber } of pending) {
      if (isNumber) append(region.aside, waiting.lines);
      else append(region.entries, entriesOf(waiting, home));
    }
    pending = [];
    append(region.entries, entriesOf(heading < 0 ? chunk : { ...chunk, lines: chunk.lines.slice(0, heading) }, index));
    region.next = index + 1;
    region.last = chunk;
    if (heading >= 0) return { ...region, title: heading };
  }
  return region;
}

export function isPlain({ lines }: Chunk): boolean {
  return lines.every(({ text }) => text.length <= LONGEST && !text.includes('\t'));
}

function entriesOf({ lines, gap }: Chunk, chunk: number): Entry[] {
  return lines.map((line, at) => ({ line, gap: at === 0 ? gap : 0, chunk }));
}

/** The first title below a line with gaps, from a line on: there the next form begins. */
function titleBelow(lines: readonly Line[], from: number): number | undefined {
  let at = from;
  while (at < lines.length && !isGapped(lines[at]!)) at++;
  for (at++; at < lines.length; at++) if (isTitle(lines[at]!)) return at;
  return undefined;
}

/** A line of its own that heads the next form: its columns are others. */
export function isTitle(line: Line): boolean {
  if (isGapped(line)) return false;
  const text = gist(line.text).trim();
  return (
    OUTLINE.test(text) ||
    CAPTION.test(text) ||
    (text.length < 40 && /[（(](?:单位[:：])?(?:万|亿)?元[)）]$/u.test(text))
  );
}
