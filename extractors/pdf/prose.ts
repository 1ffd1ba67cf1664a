import type { RawProse } from '../../schemas/index.js';
import { readingOf } from './doubts.js';
import type { Line } from './lines.js';
import { boxOf } from './lines.js';
import type { PageContent } from './page.js';
import type { Measure } from './wrap.js';
import { isWrapped, tailOf, wrapJoint } from './wrap.js';

/** A line of running text with the page that it stands on. */
export interface ProseLine {
  page: PageContent;
  line: Line;
}

/** What the document's running text looks like: margins by page width, the usual size and distance of lines. */
export interface Setting {
  measures: Map<number, Measure>;
  size: number;
  pitch: number;
}

/** A line that begins like this begins a paragraph, however full the line before it is. */
const NUMBERED =
  /^\s*(?:第[一二三四五六七八九十百]+[章节部分条]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|附件|附表|附：)/u;
const ITEM = /^\s*(?:\d{1,2}[、．.](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|[-•·●■◆▪]\s*)/u;
/** A title that is complete does not go on in the next line. */
const TITLE_END = /(?:报告|表|书|总结|说明|方案)\s*$/u;
const HANGING = /[，。、；：！？,.;:）)》」』”’]$/u;
/** Brackets of a few words, of which one line has the first half and the next one the second. */
const OPENED = /[（(《“][^（(《“）)》”]{0,12}$/u;
const CLOSED = /^[^（(《“）)》”]{0,12}[）)》”]/u;
const ENDED = /[。；：！？!?;:.…”」』）)]$/u;

/** Margins and sizes as most lines of the document have them. */
export function settingOf(lines: readonly ProseLine[]): Setting {
  const measures = new Map<number, Measure>();
  for (const width of new Set(lines.map(({ page }) => Math.round(page.width)))) {
    const here = lines.filter(({ page }) => Math.round(page.width) === width).map(({ line }) => line);
    // Closing punctuation may hang over the margin.
    const firm = here.filter(({ text }) => !HANGING.test(text));
    measures.set(width, { left: margin(here, 'x0'), right: margin(firm.length > 0 ? firm : here, 'x1') });
  }
  const steps: number[] = [];
  for (const [i, { page, line }] of lines.entries()) {
    const before = lines[i - 1];
    if (before?.page === page && line.y0 > before.line.y0 + 0.5 * line.size) steps.push(line.y0 - before.line.y0);
  }
  return { measures, size: usualSize(lines) ?? 12, pitch: median(steps) ?? 24 };
}

/** The size that half of the characters do not exceed. */
function usualSize(lines: readonly ProseLine[]): number | undefined {
  const counts = new Map<number, number>();
  let all = 0;
  for (const { line } of lines) {
    counts.set(line.size, (counts.get(line.size) ?? 0) + line.glyphs.length);
    all += line.glyphs.length;
  }
  let smaller = 0;
  for (const [size, count] of [...counts].sort(([a], [b]) => a - b)) {
    smaller += count;
    if (smaller > all >> 1) return size;
  }
  return undefined;
}

/** The outermost position that several lines share: a single overlong line is no margin. */
function margin(lines: readonly Line[], side: 'x0' | 'x1'): number {
  const sorted = lines.map((line) => line[side]).sort((a, b) => (side === 'x0' ? a - b : b - a));
  const needed = Math.max(1, Math.min(3, Math.ceil(lines.length / 20)));
  for (const [i, at] of sorted.entries()) {
    if (Math.abs((sorted[i + needed - 1] ?? Infinity) - at) <= 8) return at;
  }
  return sorted[0] ?? 0;
}

function median(values: number[]): number | undefined {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

/** Lines in reading order → paragraphs and headings; hard-wrapped lines are rejoined, also over a page break. */
export function paragraphsOf(lines: readonly ProseLine[], setting: Setting): RawProse[] {
  const blocks: RawProse[] = [];
  let group: ProseLine[] = [];
  for (const item of lines) {
    if (group.length > 0 && !goesOn(group, item, setting)) {
      blocks.push(blockOf(group, setting));
      group = [];
    }
    group.push(item);
  }
  if (group.length > 0) blocks.push(blockOf(group, setting));
  return blocks;
}

function goesOn(group: readonly ProseLine[], { page, line }: ProseLine, setting: Setting): boolean {
  const { page: pageBefore, line: before } = group.at(-1)!;
  if (Math.abs(before.size - line.size) > 0.12 * Math.max(before.size, line.size)) return false;
  const samePage = page === pageBefore;
  const step = line.y0 - before.y0;
  if (samePage && step > Math.max(2.2 * setting.pitch, 3 * line.size)) return false;
  if (samePage && step < 0.5 * line.size) return true;
  if (NUMBERED.test(line.text) || isNextItem(group[0]!.line.text, line.text)) return false;
  const measure = setting.measures.get(Math.round(page.width)) ?? { left: 0, right: page.width };
  if (samePage && isTitle(before, measure, setting) && isTitle(line, measure, setting)) {
    return step < 2.2 * line.size && !TITLE_END.test(before.text) && !/^[（(]/u.test(line.text);
  }
  const ended = ENDED.test(before.text);
  const indented = line.x0 > measure.left + 1.2 * line.size;
  // Where paragraphs are indented, a line at the margin goes on; a sentence that is still open does so anywhere.
  // Justification and punctuation may have left some room in the line before.
  const inside = !indented && group[0]!.line.x0 > measure.left + 1.2 * line.size;
  // A line that is broken before its end, as where words were spread over it.
  if (!indented && OPENED.test(before.text) && CLOSED.test(line.text)) return true;
  const play = inside || (!ended && !indented) ? 2.2 * line.size : 0;
  if (!isWrapped(before, line, { left: -Infinity, right: measure.right - play })) return false;
  if (ended && !inside && ITEM.test(line.text)) return false;
  if (!indented) return true;
  // A hanging paragraph: its second and later lines start alike.
  if (group.length > 1 && Math.abs(line.x0 - before.x0) < 0.5 * line.size) return true;
  return !ended;
}

/** Whether a line begins with the number that follows that of a paragraph, written the same way. */
function isNextItem(paragraph: string, line: string): boolean {
  const [before, after] = [ITEM_NUMBER.exec(paragraph), ITEM_NUMBER.exec(line)];
  if (!before || !after || before[1] !== after[1] || before[3] !== after[3]) return false;
  return Number(after[2]) === Number(before[2]) + 1;
}

const ITEM_NUMBER = /^\s*([（(]?)(\d{1,2})([、．.]|[）)])(?!\d)/u;

/** Larger than the running text and centred. */
function isTitle(line: Line, { left, right }: Measure, setting: Setting): boolean {
  return line.size > 1.15 * setting.size && Math.abs(line.x0 - left - (right - line.x1)) < 3 * line.size;
}

function blockOf(group: readonly ProseLine[], setting: Setting): RawProse {
  let text = '';
  let tail = '';
  const segments: RawProse['segments'] = [];
  const { page, line: first } = group[0]!;
  const measure = setting.measures.get(Math.round(page.width)) ?? { left: 0, right: page.width };
  const title = isTitle(first, measure, setting);
  for (const [i, { page, line }] of group.entries()) {
    const before = group[i - 1];
    const joint = before ? jointOf(before, { page, line }, tail, title && group.length < 5) : '';
    text += joint;
    const place = { page: page.number, box: page.back(boxOf(line)) };
    segments.push({ start: text.length, place });
    text += line.text;
    tail = tailOf(tail, joint + line.text);
  }
  const heading =
    title || (group.length === 1 && text.length <= 40 && NUMBERED.test(text) && !/[。；，;]$/u.test(text));
  const { confidence, doubts } = readingOf(
    text,
    group.map(({ line }) => line),
  );
  return {
    kind: heading ? 'heading' : 'paragraph',
    text,
    segments,
    ...(confidence === undefined ? {} : { confidence }),
    ...(doubts ? { doubts } : {}),
  };
}

function jointOf(before: ProseLine, item: ProseLine, tail: string, title: boolean): string {
  if (before.page === item.page && item.line.y0 - before.line.y0 < 0.5 * item.line.size) return '  ';
  return title ? '\n' : wrapJoint(tail, item.line.text);
}
