import { chunksOf, withBlanks } from '../chunks.js';
import type { Line } from '../lines.js';
import { lineOf } from '../lines.js';
import type { Room } from './columns.js';
import { isAt, MARGIN } from './columns.js';
import { NARROW } from './page-zone.js';
import { isFigure } from './pieces.js';
import type { Band, Section } from './sections.js';

/** So many that begin there make one. */
const SEEN = 3;
/** So many of the words begin at margins where all cells are set to the left, of those at one margin no more than `EACH`. */
const MOST = 0.9;
const EACH = 6;
/** A margin has this (em) before it at least; stretches that are so far apart are surely two. */
const LEAST = 0.3;
const WIDE = 0.9;
/** Letters that are spread over a line stand nearer than this (em), as far from one another within `EVEN`. */
const SPREAD = 1.5;
const EVEN = 0.06;
/** Two stretches that begin so nearly (points) at one place, one with much room before it, begin at a margin, too. */
const EXACT = 0.1;
/** Words of a column differ in width by this (em) where their margin tells how they are set. */
const WIDTHS = 0.5;
/** Cells have no more room than this (points) around their print that would tell where their border is. */
const PADDING = 6;
/** The same column of two sections begins at places that differ by no more (points). */
const APART = 2;

/** Where the columns of a table begin whose cells are all set to the left, and how much room borders leave before print. */
export interface Margins {
  /** From left to right, in points. */
  starts: readonly number[];
  padding: number;
}

/** A stretch, and how far (em) from what is before it on its line. */
interface Stretch {
  line: Line;
  room: number;
}

/**
 * The margins of a table's columns where nearly all its words begin at some, whichever their width; nothing where they
 * are set otherwise. `lines` are whole lines of print.
 */
export function marginsOf(lines: readonly Line[]): Margins | undefined {
  const stretches = lines.flatMap((line) => {
    const chunks = chunksOf(line, LEAST);
    return chunks.map((chunk, k): Stretch => {
      const before = chunks[k - 1];
      return { line: chunk, room: before ? (chunk.x0 - before.x1) / line.size : Infinity };
    });
  });
  const clusters = clustersOf(stretches);
  const sure = clusters.filter(isMargin);
  const words = (own: readonly Stretch[]): number =>
    own.filter((one) => one.room > WIDE && !isFigure(one.line.text)).length;
  const agree = sure.reduce((sum, own) => sum + Math.min(EACH, words(own)), 0);
  const others = clusters.reduce((sum, own) => sum + (sure.includes(own) ? 0 : words(own)), 0);
  if (sure.filter(isTelling).length < 2 || agree < MOST * (agree + others)) return undefined;
  const margins = [...sure, ...clusters.filter(isPair)];
  const least = Math.min(2 * PADDING, ...margins.flatMap((own) => own.map(({ line, room }) => room * line.size)));
  return { starts: margins.map((own) => own[own.length >> 1]!.line.x0), padding: least / 2 };
}

function clustersOf(stretches: readonly Stretch[]): Stretch[][] {
  const found: Stretch[][] = [];
  for (const one of [...stretches].sort((a, b) => a.line.x0 - b.line.x0)) {
    const last = found.at(-1);
    if (last && one.line.x0 - last[0]!.line.x0 < MARGIN) last.push(one);
    else found.push([one]);
  }
  return found;
}

/** Letters that are spread over a narrow column may end it at one place: somewhere there is much room, or nothing, before. */
function isMargin(own: readonly Stretch[]): boolean {
  return own.filter(({ room }) => room > WIDE).length >= SEEN && own.some(({ room }) => room > SPREAD);
}

/** Whether words of several widths begin there. */
function isTelling(own: readonly Stretch[]): boolean {
  const widths = own.map(({ line }) => line.x1 - line.x0);
  return Math.max(...widths) - Math.min(...widths) > WIDTHS * own[0]!.line.size;
}

/** Whether a stretch with much room before it begins exactly where another one does. */
function isPair(own: readonly Stretch[]): boolean {
  return (
    !isMargin(own) &&
    own.length > 1 &&
    own.some(({ room }) => room > SPREAD) &&
    own.every(({ line }) => line.x0 - own[0]!.line.x0 < EXACT)
  );
}

/** The stretches of a line: each begins at a margin, or apart from what is before it; not at a letter of one that is spread. */
export function stretchesOf(line: Line, { starts }: Margins): Line[] {
  const parts: Line[][] = [];
  for (const chunk of chunksOf(line, LEAST)) {
    const before = parts.at(-1)?.at(-1);
    const room = before ? (chunk.x0 - before.x1) / line.size : Infinity;
    if (!before || isAt(chunk.x0, starts) || (room > NARROW && !isSpread(before, chunk))) parts.push([chunk]);
    else parts.at(-1)!.push(chunk);
  }
  return parts.map((part) =>
    part.length === 1 ? part[0]! : lineOf(withBlanks(part.flatMap(({ glyphs }) => glyphs)))!,
  );
}

/** Whether two stretches are letters of words that are spread over their line: as far from one another as those beside them. */
function isSpread(before: Line, after: Line): boolean {
  const gap = after.x0 - before.x1;
  if (gap > SPREAD * before.size) return false;
  const [a, b] = [before.glyphs, after.glyphs];
  const gaps = [a.length > 1 && a.at(-1)!.x0 - a.at(-2)!.x1, b.length > 1 && b[1]!.x0 - b[0]!.x1];
  if (a.length === 1 && b.length === 1) return HAN.test(before.text) && HAN.test(after.text);
  return gaps.some((other) => other !== false && Math.abs(other - gap) < EVEN * before.size);
}
const HAN = /^\p{Script=Han}$/u;

/** Sections with their borders beside the margins at which their columns begin. */
export function flushSections(sections: readonly Section[], { padding }: Margins): Section[] {
  return sections.map((section) => {
    const begins = beginsIn(section);
    return {
      ...section,
      rooms: section.rooms.map((room, k): Room => {
        const start = begins[k + 1];
        return start === undefined ? room : { from: start - padding, to: start - padding };
      }),
    };
  });
}

/** Whether a column of one section begins elsewhere than that of another between the same rooms. */
export function beginApart(upper: readonly Band[], lower: readonly Band[], rooms: readonly Room[]): boolean {
  const [above, below] = [beginsIn({ bands: upper, rooms }), beginsIn({ bands: lower, rooms })];
  return above.some((x, c) => x !== undefined && below[c] !== undefined && Math.abs(x - below[c]) > APART);
}

/** Where each column begins: its words, or its figures where it has none; nothing where print stands further left. */
function beginsIn({ bands, rooms }: { bands: readonly Band[]; rooms: readonly Room[] }): (number | undefined)[] {
  const lines = bands.flatMap((band) => (band.title ? [] : band.lines));
  return Array.from({ length: rooms.length + 1 }, (_, c) => {
    const left = rooms[c - 1]?.from ?? -Infinity;
    const right = rooms[c]?.to ?? Infinity;
    const own = lines.filter(({ x0, x1 }) => x0 > left - 1 && x0 < right && x1 > left + 1);
    if (own.length === 0) return undefined;
    const words = own.filter(({ text }) => !isFigure(text));
    const told = words.length > 0 ? words : own;
    const start = Math.min(...own.map(({ x0 }) => x0));
    const near = told.filter(({ x0 }) => x0 - start < MARGIN);
    return near.length > 0.5 * told.length ? start : undefined;
  });
}
