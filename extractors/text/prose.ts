import { addUnder } from '../../schemas/index.js';
import type { RawFurniture, RawProse } from '../../schemas/index.js';
import { isFigure } from './cells.js';
import { displayWidth, gist, isBlank, joinPieces, pieceOf, placeOf, type Line, type Piece } from './lines.js';
import { isRule } from './underlined.js';
import { BARE_NUMBER, CAPTION, FINISHED, ITEM, OUTLINE, PAGE_NUMBER } from './words.js';

/** How the prose of a document is set: where its lines are wrapped by hand, and whether paragraphs are indented. */
export interface Setting {
  /** Display columns of a full line; 0 where every paragraph is one line. */
  wrap: number;
  /** Signs of a full line, however wide they are; 0 where lines are not cut so. */
  signs: number;
  indented: boolean;
  /** Blank lines part the paragraphs, so that lines without one between them are of one paragraph. */
  spaced: boolean;
}

/** Measures the lines of all prose of a document. */
export function measure(lines: readonly Line[]): Setting {
  const widths: number[] = [];
  let indented = 0;
  for (const line of lines) {
    const width = displayWidth(line.text.trimEnd());
    if (width > 0) widths.push(Math.min(width, 4000));
    if (/^(?:\u3000{2}| {4,}|\t)\S/u.test(line.text.slice(0, 60))) indented++;
  }
  widths.sort((a, b) => a - b);
  const full = widths[Math.floor(widths.length * 0.97)] ?? 0;
  const near = widths.filter((width) => width >= full - 5 && width <= full + 3).length;
  const long = widths.filter((width) => width >= full / 2).length;
  const hard = full >= 30 && full <= 200 && near >= 3 && near >= long * 0.4;
  return {
    wrap: hard ? full : 0,
    signs: signsOf(lines),
    indented: indented >= 2,
    spaced: hard && isSpaced(lines, full),
  };
}

/** Some programs cut lines at so many signs, inside words and amounts: many have that length, and none has more. */
function signsOf(lines: readonly Line[]): number {
  let most = 0;
  for (const { text } of lines) most = Math.max(most, text.length);
  if (most < 20 || most > 120) return 0;
  let full = 0;
  let long = 0;
  for (const { text } of lines) {
    if (text.length === most) full++;
    if (text.length * 2 >= most) long++;
  }
  return full >= 4 && full * 3 >= long ? most : 0;
}

/** Short lines end paragraphs: in a spaced document a blank line stands behind nearly every one of them. */
function isSpaced(lines: readonly Line[], full: number): boolean {
  let parted = 0;
  let adjacent = 0;
  lines.forEach((line, at) => {
    const next = lines[at + 1];
    if (!next || isBlank(line) || displayWidth(line.text.trimEnd()) >= full - 12) return;
    if (isBlank(next) || next.index > line.index + 1) parted++;
    else adjacent++;
  });
  return parted >= 3 && adjacent * 10 <= parted;
}

export interface ProseReading {
  blocks: RawProse[];
  furniture: RawFurniture[];
}

/**
 * Lines → paragraphs and headings. A line goes on in the next when it is full or long, its sentence is unfinished and
 * the next does not begin something; so it does across the empty lines of a page end. Headings and list items are
 * never glued to what stands before them.
 */
export function readProse(
  lines: readonly Line[],
  setting: Setting,
  isFurniture: (line: Line) => boolean,
): ProseReading {
  const blocks: RawProse[] = [];
  const furniture: RawFurniture[] = [];
  let open: Piece[] = [];
  let last: Line | undefined;
  let gap = 0;
  let torn = false;
  const close = () => {
    if (open.length > 0) blocks.push(proseOf(open));
    open = [];
  };
  for (const line of lines) {
    if (line.breaks) {
      gap = Math.max(gap, 1);
      torn = true;
    }
    if (isBlank(line)) {
      if (line.taken) torn = true;
      gap = line.taken ? Math.max(gap, 1) : gap + 1;
      continue;
    }
    const piece = pieceOf(line);
    if (!piece) continue;
    if (isFurniture(line)) {
      furniture.push({ kind: furnitureKind(line), text: piece.text, place: placeOf(piece) });
      gap = Math.max(gap, 1);
      torn = true;
      continue;
    }
    // A stroke parts what stands above it from what stands below.
    if (isRule(line)) {
      close();
      blocks.push(proseOf([piece]));
      last = undefined;
      gap = 0;
      torn = false;
      continue;
    }
    const cells = cellsOf(line);
    if (cells.length > 0) {
      close();
      for (const cell of cells) blocks.push(proseOf([cell]));
      last = undefined;
      gap = 0;
      torn = false;
      continue;
    }
    if (!last || !goesOn(last, line, { gap, torn }, open, setting)) close();
    open.push(piece);
    last = line;
    gap = 0;
    torn = false;
  }
  close();
  return { blocks, furniture };
}

/**
 * The row of a table that no reader could place, cell by cell: 产出指标（50分） 数量指标（17分） 造林面积 100% 4. As one
 * sentence its figures would be taken for those of other labels. Nothing where the line is prose.
 */
function cellsOf(line: Line): Piece[] {
  if (line.text.length > 400 || /[，。；、！？]/u.test(line.text)) return [];
  const words = [...line.text.matchAll(/[^\s\u3000]+/gu)];
  const told = words.filter(
    ([word]) => isFigure(word) || /[（(]\d+(?:\.\d+)?分[)）]$|[:：]-?[\d,.]+(?:万元|元|%)?$/u.test(word),
  );
  if (told.length < 2 || words.length < 2 || words.length - told.length > 2 * told.length) return [];
  return words.flatMap((match) => pieceOf(line, match.index, match.index + match[0].length) ?? []);
}

/** Page numbers between empty lines or page ends, and lines that come back at the edge of page after page. */
export function findFurniture(lines: readonly Line[], prose: ReadonlySet<Line>): (line: Line) => boolean {
  const found = new Set<Line>();
  let bare = 0;
  lines.forEach((line, at) => {
    if (!prose.has(line)) return;
    const before = lines[at - 1];
    const after = lines[at + 1];
    const alone = !before || isBlank(before) || line.breaks;
    const ends = !after || isBlank(after) || after.breaks;
    if (!alone && !ends) return;
    const text = gist(line.text);
    if (PAGE_NUMBER.test(text) && !/^\s*\d+\s?\/\s?\d+\s*$/.test(text)) found.add(line);
    else if (BARE_NUMBER.test(text) && (ends || (alone && line.breaks))) {
      const number = Number.parseInt(line.text, 10);
      if (number > bare && number <= bare + 3) {
        bare = number;
        found.add(line);
      }
    }
  });
  const edges = new Map<string, Line[]>();
  lines.forEach((line, at) => {
    if (!line.breaks && lines[at + 1]?.breaks !== true) return;
    const key = line.text.trim().replace(/\d+/g, '0');
    if (!prose.has(line) || key === '' || key.length > 60) return;
    addUnder(edges, key, line);
  });
  for (const repeated of edges.values()) if (repeated.length >= 3) for (const line of repeated) found.add(line);
  return (line) => found.has(line);
}

function furnitureKind(line: Line): RawFurniture['kind'] {
  if (PAGE_NUMBER.test(gist(line.text)) || BARE_NUMBER.test(gist(line.text))) return 'pageNumber';
  return line.breaks ? 'header' : 'footer';
}

/** What stands behind a figure and begins no sentence. */
const PARTED_UNIT = /^\s*(?:万元|亿元|元|[%％]|个百分点|[人户个件次场项家名台辆亩](?=[，。；、,;]))/u;
/** Columns of a line that is no paragraph by itself where its sentence is unfinished. */
const BROKEN_OFF = 70;

/** Columns of two Han signs. */
const INDENT = 4;

const DATE_END = /年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$/u;

/** 310.40万元，项目支出92.80万元。详见下表： the end of a paragraph, no caption where its sentence began above. */
const TO_TABLE = /[，；。][^，；。]{0,12}(?:如下|下表|见下)[^。]{0,6}[:：]?\s*$/u;

/** 某县2024年度部门整体支出绩效评价 / 基础数据表: a centred title on two lines. */
function isSplitTitle(last: string, next: string): boolean {
  const [above, below] = [last.trim(), next.trim()];
  return (
    above.length <= 40 &&
    below.length <= 16 &&
    !/[\p{P}\s]$/u.test(above) &&
    /年度|部门|单位|支出|绩效|预算/u.test(above) &&
    !/^(?:附|表|\d)/u.test(below) &&
    /(?:报告|报告书|自评表|评分表|打分表|数据表|情况表|汇总表|明细表)$/u.test(below) &&
    !/(?:报告|报告书|表)$/u.test(above)
  );
}

/** `gap`: empty lines between two lines; `torn`: a page is known to end there. */
function goesOn(
  last: Line,
  line: Line,
  { gap, torn }: { gap: number; torn: boolean },
  open: readonly Piece[],
  setting: Setting,
): boolean {
  const next = gist(line.text);
  const before = gist(last.text);
  const isCut = gap === 0 && setting.signs > 0 && last.text.length === setting.signs;
  if (isCut && !(FINISHED.test(before) && (OUTLINE.test(next) || ITEM.test(next) || /[。！？!?]$/u.test(before))))
    return true;
  if (OUTLINE.test(next) || ITEM.test(next)) return false;
  if (gap === 0 && open.length === 1 && !OUTLINE.test(before) && isSplitTitle(before, next)) return true;
  if (CAPTION.test(next.slice(-60)) && !(TO_TABLE.test(next) && !FINISHED.test(before.slice(-60)))) return false;
  if (before.length <= 60 && CAPTION.test(before)) return false;
  const tail = last.text.slice(-60).trimEnd();
  const finished = FINISHED.test(tail) || DATE_END.test(tail);
  const width = displayWidth(last.text.trimEnd());
  // The first line of a paragraph that lost its indent is shorter by as much.
  const lost = open.length === 1 && !setting.indented && /[，：]/u.test(before) ? INDENT : 0;
  const full = setting.wrap > 0 && width >= setting.wrap - 8 - lost && width <= setting.wrap + 4;
  if (setting.spaced && gap === 0 && width >= setting.wrap - 24) return true;
  const indent = /^(?:\s{2}|\u3000)/u.test(line.text.slice(0, 2));
  if (finished) return gap === 0 && full && setting.indented && !indent && !tail.endsWith('：');
  if (setting.indented && indent) return false;
  if (open.length === 1 && isHeadingText(open[0]!.text)) return full && gap === 0;
  if (/[，、,（(《“]$/u.test(tail)) return gap <= 4;
  // 17.1万⏎元, 606⏎人，: a figure was parted from its unit.
  if (/[\d万亿]$/u.test(tail) && PARTED_UNIT.test(next)) return gap <= 4;
  // Pages set in letters of many widths have no common line length: a long line breaks off in the middle of a sentence.
  if (
    gap === 0 &&
    width >= BROKEN_OFF &&
    width <= 200 &&
    /[，、：；。]/u.test(before) &&
    !/\S\s+\S+\s+\S/u.test(before)
  )
    return true;
  if (full) return gap <= 4;
  // A sentence of many characters does not end without a stop: a page end cut it.
  return setting.wrap === 0 && gap > 0 && gap <= 4 && width >= (torn ? 40 : 80) && line.text.trim().length >= 4;
}

function proseOf(pieces: readonly Piece[]): RawProse {
  const { text, segments } = joinPieces(pieces, (left, right) =>
    /[\w%.,;:!?)]$/u.test(left.text.slice(-1)) && /^[A-Za-z(]/u.test(right.text.slice(0, 1)) ? ' ' : '',
  );
  return { kind: isHeadingText(text) ? 'heading' : 'paragraph', text, segments };
}

/** 一、部门概况 · （二）机构组成。 · 2. 资产管理情况 · …自评报告: short, and no sentence in it. */
export function isHeadingText(text: string): boolean {
  if (text.length > 60) return false;
  const body = text.trim();
  if (/[。；;！？，,].|[；;，,]$/u.test(body)) return false;
  if (OUTLINE.test(body)) return body.length <= 45 && !/[:：]./u.test(body);
  if (ITEM.test(body))
    return body.length <= 30 && !/[。:：]/u.test(body) && !/\d+(?:\.\d+)?\s?(?:万元|元|%|分)/u.test(body);
  return body.length >= 4 && body.length <= 45 && /(?:报告|报告书|[^如下附代发列填]表)$/u.test(body);
}
