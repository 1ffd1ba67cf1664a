import { areNumbers, isFigure, isVoid } from './cells.js';
import { findMiddles, gradedLines, type MiddleCost } from './middle-rows.js';
import type { Placed, PlacedLine } from './place-spans.js';
import { displayWidth } from './lines.js';
import { ITEM, OF_WHICH, OUTLINE } from './words.js';

/** Nobody prints a row of more lines. */
const TALLEST = 80;
/** What a row costs, and one of several cells without a figure among rows that have them. */
const ROW = 0.6;
const FIGURELESS = 1.8;
/** From here on no longer row is cheaper. */
const DEAR = 14;

/** Two stretches below one another in one column: what it costs to keep them in one cell, and to part them. */
interface Link {
  upper: number;
  join: number;
  cut: number;
  /** Neither is a figure. */
  words: boolean;
}

/**
 * Where rows begin (indices into `lines`, 0 included): the cheapest way to cut the lines. Text that fills its column goes
 * on below, figures below one another do not, and the cells of a row begin on one line or have one middle. `em`: columns
 * of a Han sign.
 */
export function findRowStarts(lines: readonly PlacedLine[], columns: number, em: number): number[] {
  const starts = cutRows(lines, columns, em, (start, end) => misfit(lines, start, end));
  const middles = findMiddles(lines, starts, columns);
  return middles ? cutRows(lines, columns, em, middles, WORDS) : starts;
}

/** Whether the figures of a table stand in the middle of its rows. */
export function areCentred(lines: readonly PlacedLine[], columns: number, em: number): boolean {
  const starts = cutRows(lines, columns, em, (start, end) => misfit(lines, start, end));
  return findMiddles(lines, starts, columns) !== undefined;
}

/** The share of what it costs to keep words in one cell where figures tell the middles of rows. */
const WORDS = 0.4;

/** `words`: the share of what it costs to keep two stretches of words in one cell. */
function cutRows(lines: readonly PlacedLine[], columns: number, em: number, fit: MiddleCost, words = 1): number[] {
  const linked = linksOf(lines, extentsOf(lines, columns, em), em);
  const below = linksBelow(linked);
  const gaps = lines.filter(({ gap }, at) => at > 0 && gap > 0).length;
  const parted = gaps * 4 >= lines.length;
  const graded = gradedLines(lines);
  const heads = lines.map(
    ({ spans }, at) =>
      spans[0]?.first === 0 && (graded[at] || spans.slice(1).some(({ piece }) => isFigure(piece.text))),
  );
  const bare = em === 1 ? bareLines(lines) : [];
  // 1 2 3=1+2: a row of its own between labels and figures.
  const serial = lines.map(({ spans }) => spans.length > 1 && areNumbers(spans.map(({ piece }) => piece.text)));
  const best = [0];
  const from = [0];
  for (let end = 1; end <= lines.length; end++) {
    best[end] = Infinity;
    let joins = 0;
    let figureless = true;
    for (let start = end - 1; start >= Math.max(0, end - TALLEST); start--) {
      for (const { lower, link } of below[start]!) {
        if (lower >= end) break;
        joins += link.words ? words * link.join : link.join;
      }
      // Two labels with figures beside them are two rows.
      if (start + 1 < end && heads[start] && heads[start + 1]) joins += 2;
      if (start + 1 < end && (serial[start] || serial[start + 1])) joins += 4;
      // Figures stand beside the first line of a label or its middle, hardly beside the last.
      if (start + 1 < end && !heads[start] && heads[start + 1] && lines[start]!.spans[0]?.first === 0) joins += 0.6;
      // An empty line below `start`, inside the row.
      if (start + 1 < end && lines[start + 1]!.gap > 0) joins += parted ? 4 : 2.5;
      if (joins > DEAR) break;
      figureless &&= bare[start] === true;
      const cuts = start === 0 ? 0 : cutAt(linked[start]!, start, lines[start]!, parted);
      const own = fit(start, end);
      if (own === Infinity) break;
      const cost = best[start]! + (figureless ? FIGURELESS : ROW) + joins + cuts + own;
      if (cost < best[end]! - 1e-9) [best[end], from[end]] = [cost, start];
    }
  }
  const starts: number[] = [];
  for (let at = lines.length; at > 0; at = from[at]!) starts.unshift(from[at]!);
  return starts;
}

/** Lines of several stretches without a figure, below the first that has one behind its label. */
function bareLines(lines: readonly PlacedLine[]): boolean[] {
  const figured = lines.map(({ spans }) => spans.slice(1).some(({ piece }) => isFigure(piece.text)));
  const body = figured.indexOf(true);
  return lines.map(({ spans }, at) => body >= 0 && at > body && spans.length > 1 && !figured[at]);
}

/** Lines below one that its links reach, at most. */
const FARTHEST = 12;

/** By line, the links that lead from it to lines below, the nearest first: they come into a row that grows upwards to it. */
function linksBelow(linked: readonly Link[][]): { lower: number; link: Link }[][] {
  const below: { lower: number; link: Link }[][] = linked.map(() => []);
  linked.forEach((links, lower) => {
    for (const link of links) if (lower - link.upper < FARTHEST) below[link.upper]!.push({ lower, link });
  });
  return below;
}

function cutAt(links: readonly Link[], start: number, line: PlacedLine, parted: boolean): number {
  let cuts = 0;
  for (const { upper, cut } of links) if (upper === start - 1) cuts += cut;
  return cuts + (parted && line.gap === 0 ? 1.5 : 0);
}

/** How wide a column is, in Han signs, and whether a stretch fills it. */
interface Extent {
  width: number;
  fills: (span: Placed) => boolean;
}

function extentsOf(lines: readonly PlacedLine[], columns: number, em: number): Extent[] {
  const rights = Array.from({ length: columns }, () => 0);
  const widths = Array.from({ length: columns }, () => 0);
  // Where every sign takes one column, edges do not tell how wide a stretch is on the paper.
  const widthOf = ({ left, right, piece }: Placed) => (em === 1 ? displayWidth(piece.text) : right - left);
  for (const { spans } of lines) {
    for (const span of spans) {
      const { first, last, right } = span;
      if (first !== last) continue;
      rights[first] = Math.max(rights[first]!, right);
      widths[first] = Math.max(widths[first]!, widthOf(span));
    }
  }
  return widths.map((width, column) => ({
    width: width / 2,
    fills: (span) =>
      em === 1 ? widthOf(span) >= width - Math.max(2, 0.12 * width) : span.right >= rights[column]! - 2,
  }));
}

/** Lines from one to another; those that stand between in columns where neither prints anything are of other heights. */
function distanceOf(lines: readonly PlacedLine[], upper: number, lower: number): number {
  if (lower - upper === 1 || lower - upper > 4) return lower - upper;
  const own = new Set([...lines[upper]!.spans, ...lines[lower]!.spans].map(({ first }) => first));
  let count = 1;
  for (let at = upper + 1; at < lower; at++) if (lines[at]!.spans.some(({ first }) => own.has(first))) count++;
  return count;
}

function linksOf(lines: readonly PlacedLine[], extents: readonly Extent[], em: number): Link[][] {
  const last: ({ at: number; span: Placed } | undefined)[] = Array.from({ length: extents.length });
  const graded = gradedLines(lines);
  const figures = lines.map(
    ({ spans }, at) => spans.filter(({ piece }) => isFigure(piece.text)).length + (graded[at] ? 1 : 0),
  );
  const body = figures.findIndex((count) => count > 0);
  return lines.map(({ spans, gap }, at) => {
    const links: Link[] = [];
    const under = at < body && areUnder(spans, at, last);
    for (const span of spans) {
      const above = last[span.first];
      if (above) {
        const { width, fills } = extents[above.span.first]!;
        const full = fills(above.span);
        links.push({
          upper: above.at,
          words: !isFigure(above.span.piece.text) && !isFigure(span.piece.text),
          ...costOf(above.span, span, {
            wraps: full && width >= 4 && gap === 0,
            narrow: full && width >= 2 && width < 4 && gap === 0,
            sure: width >= 8 && !(figures[at]! > 0 && (span.first === 0 || figures[above.at]! > 0)),
            long: width >= 12,
            distance: em === 1 ? distanceOf(lines, above.at, at) : at - above.at,
            around: at - above.at === 2 && figures[at - 1]! > 0 && figures[at] === 0 && figures[at - 2] === 0,
            widens: spans.length > lines[above.at]!.spans.length,
            header: under,
          }),
        });
      }
      for (let column = span.first; column <= span.last; column++) last[column] = { at, span };
    }
    return links;
  });
}

interface Circumstances {
  /** The upper stretch fills its column. */
  wraps: boolean;
  /** The upper stretch fills a column of two or three signs: it may be the first line of a label, or a label. */
  narrow: boolean;
  /** The column is so wide, and the lines so bare of figures, that this says something. */
  sure: boolean;
  /** A column of sentences: a figure may be what one ends with. */
  long: boolean;
  distance: number;
  /** The line between holds figures, and these two do not. */
  around: boolean;
  /** The lower line holds more stretches than the upper one. */
  widens: boolean;
  /** Labels that head columns, each below another: parts of a label would stand side by side. */
  header: boolean;
}

function costOf(
  upper: Placed,
  lower: Placed,
  { wraps, narrow, sure, long, distance, around, widens, header }: Circumstances,
): Pick<Link, 'join' | 'cut'> {
  const [above, below] = [upper.piece.text, lower.piece.text];
  const alike = upper.first === lower.first && upper.last === lower.last;
  if (around && alike && wraps) return { join: 0.4, cut: 0 };
  if (distance > 1) return { join: 3, cut: 0 };
  const [figureAbove, figureBelow] = [isFigure(above) || isVoid(above), isFigure(below) || isVoid(below)];
  if (figureAbove && figureBelow) return { join: 5, cut: 0 };
  if (figureAbove || (figureBelow && !(wraps && long))) return { join: 3, cut: 0 };
  if (!alike) return { join: 2.5, cut: 0 };
  if (OF_WHICH.test(above)) return { join: 3, cut: 0 };
  if (OUTLINE.test(below) || ITEM.test(below)) return wraps ? { join: 0.8, cut: 0.3 } : { join: 1.5, cut: 0 };
  // The sign that ends a sentence or a bracket cannot begin one.
  if (/^[，。、；：）)》”%％]/u.test(below)) return { join: 0, cut: 3 };
  // 绩效管理（48⏎分）: what a bracket holds is not parted.
  if (isOpen(above) && /^[^（(]*[)）]/u.test(below)) return { join: 0, cut: 4 };
  // 雨季影响，⏎已于次年完工
  if (/[，、]$/u.test(above)) return { join: 0, cut: 3 };
  // 效益指标（30分） is whole.
  if (WORTH.test(above)) return { join: 2.5, cut: 0 };
  if (header && (wraps || narrow)) return { join: 0.1, cut: 0.6 };
  if (wraps && !sure) return { join: 0.7, cut: 0.5 };
  if (wraps) return /[。；;]$/u.test(above) ? { join: 0.4, cut: 0.6 } : { join: 0, cut: 3 };
  if (narrow && !widens) return { join: 0.5, cut: 0.2 };
  return { join: widens ? 2 : 1.1, cut: 0 };
}

/** What a label says that it is worth, at its end. */
const WORTH = /[（(]\d+(?:\.\d+)?分[)）]$/u;

/** Whether each stretch of a header line stands below one of the same columns, all of them on one line. */
function areUnder(
  spans: readonly Placed[],
  at: number,
  above: readonly ({ at: number; span: Placed } | undefined)[],
): boolean {
  const line = above[spans[0]?.first ?? 0]?.at;
  // A label of one line stands in the middle beside those of two.
  if (line === undefined || at - line > 2) return false;
  return spans.every(({ first, last }) => {
    const upper = above[first];
    return upper?.at === line && upper.span.first === first && upper.span.last === last;
  });
}

/** A bracket that is not closed. */
function isOpen(text: string): boolean {
  return /[（(][^（()）]*$/u.test(text);
}

/** How far the cells of a row are from beginning on one line, or having one middle. */
function misfit(lines: readonly PlacedLine[], start: number, end: number): number {
  if (end - start === 1) return lines[start]!.spans[0]?.first === 0 ? 0 : 0.3;
  const blocks = new Map<number, { top: number; bottom: number }>();
  for (let at = start; at < end; at++) {
    for (const { first } of lines[at]!.spans) {
      const block = blocks.get(first);
      if (block) block.bottom = at;
      else blocks.set(first, { top: at, bottom: at });
    }
  }
  let sum = blocks.has(0) ? 0 : 0.3;
  // The tallest cell makes the height of its row.
  let tallest = 0;
  for (const { top, bottom } of blocks.values()) tallest = Math.max(tallest, bottom - top + 1);
  sum += Math.min(3, 0.8 * (end - start - tallest));
  for (const { top, bottom } of blocks.values()) {
    const above = top - start;
    const below = end - 1 - bottom;
    const centre = Math.max(0, Math.abs(above - below) - 1);
    sum += Math.min(1.5, 0.5 * Math.min(above, centre, below + 0.5));
  }
  return sum;
}
