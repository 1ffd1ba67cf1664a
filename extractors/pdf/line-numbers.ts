import { addUnder } from '../../schemas/index.js';
import { chunksOf } from './chunks.js';
import type { Line } from './lines.js';
import { lineOf } from './lines.js';
import type { PageContent } from './page.js';

/** Room (em) between a number and its line. */
const GAP = 0.5;
/** Numbers of one column begin or end within this (points), in type of one size (share of it). */
const SAME_PLACE = 0.8;
const SAME_SIZE = 0.05;
/** So many numbers at least are a column, and so many are missing, or out of order, at most (share of them). */
const FEWEST = 5;
const STRAY = 0.2;
/** Numbers are counted in ones, or every fifth or tenth line has one. */
const STEPS = [1, 2, 5, 10];
/** Numbers in smaller type than this share of what they stand beside are no words of the text. */
const SMALL = 0.8;

/** A number at the left of a line, and the line without it. */
interface Numbered {
  page: PageContent;
  line: Line;
  number: Line;
  rest: Line | undefined;
  value: number;
}

/**
 * Takes the numbers of lines out of the margins of drafts: integers below one another that count lines or paragraphs
 * up, left of all that is printed, or in smaller type at its left edge. Running numbers of a table have a title above
 * them, or words in columns beside them.
 */
export function takeLineNumbers(pages: readonly PageContent[]): void {
  const all = pages.flatMap(numberedLines);
  if (all.length < FEWEST) return;
  for (const column of columnsOf(all)) {
    if (!counts(column) || !(standsOutside(column) || isSmall(column))) continue;
    const rests = new Map(column.map(({ line, rest }) => [line, rest]));
    for (const own of byPage(column)) {
      const { page } = own[0]!;
      page.slanted.push(...own.map(({ number }) => number));
      page.lines = page.lines.flatMap((line) => (rests.has(line) ? (rests.get(line) ?? []) : [line]));
    }
  }
}

function numberedLines(page: PageContent): Numbered[] {
  return page.lines.flatMap((line): Numbered[] => {
    if (!beginsWithNumber(line)) return [];
    const [number] = chunksOf(line, GAP);
    if (!number || !/^\d{1,6}$/u.test(number.text)) return [];
    const others = line.glyphs.slice(number.glyphs.length);
    const rest = others.length === 0 ? undefined : lineOf(others);
    const text = line.text.slice(number.text.length).trimStart();
    return [{ page, line, number, rest: rest && { ...rest, text }, value: Number(number.text) }];
  });
}

/** Whether nothing but figures stands before the first gap of a line. */
function beginsWithNumber({ glyphs }: Line): boolean {
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = glyphs[i]!;
    const before = glyphs[i - 1];
    if (before && glyph.x0 - before.x1 >= GAP * Math.max(before.size, glyph.size)) return true;
    if (!isDigit(glyph.text.charCodeAt(0))) return false;
  }
  return true;
}

function isDigit(code: number): boolean {
  return code > 47 && code < 58;
}

/** Numbers in type of one size that begin, or end, at one place on their pages; from left to right. */
function columnsOf(all: readonly Numbered[]): Numbered[][] {
  const columns: Numbered[][] = [];
  const taken = new Set<Numbered>();
  for (const first of all) {
    if (taken.has(first)) continue;
    const free = all.filter(
      (one) => !taken.has(one) && Math.abs(one.number.size - first.number.size) < SAME_SIZE * first.number.size,
    );
    const [left, right] = (['x0', 'x1'] as const).map((side) =>
      free.filter(({ number }) => Math.abs(number[side] - first.number[side]) < SAME_PLACE),
    );
    const column = left!.length < right!.length ? right! : left!;
    for (const one of column) taken.add(one);
    if (column.length >= FEWEST) columns.push(column);
  }
  return columns.sort((a, b) => a[0]!.number.x0 - b[0]!.number.x0);
}

/** Whether the numbers of each page count up, nearly all in order and without holes; some may lie over one another. */
function counts(column: readonly Numbered[]): boolean {
  const multiples = (by: number): number => column.filter(({ value }) => value % by === 0).length;
  const step = STEPS.findLast((by) => multiples(by) >= (1 - STRAY) * column.length)!;
  let [next, pairs] = [0, 0];
  for (const own of byPage(column)) {
    const values = own.map(({ value }) => value);
    const follows = (value: number, i: number): boolean => i > 0 && value > values[i - 1]!;
    const ascending = values.filter(follows).length;
    values.sort((a, b) => a - b);
    const near = values.filter((value, i) => follows(value, i) && value - values[i - 1]! <= 2 * step).length;
    next += Math.min(ascending, near);
    pairs += values.length - 1;
  }
  return next >= FEWEST - 2 && next >= (1 - STRAY) * pairs;
}

/** Whether nothing on these pages stands as far left, and most numbers do not stand beside words in columns. */
function standsOutside(column: readonly Numbered[]): boolean {
  const prose = column.filter(({ rest }) => !rest || chunksOf(rest).length === 1);
  return (
    prose.length > 0.5 * column.length &&
    byPage(column).every((own) => {
      const { page } = own[0]!;
      const right = Math.max(...own.map(({ number }) => number.x1));
      const numbered = new Set(own.map(({ line }) => line));
      return (
        page.lines.every((line) => numbered.has(line) || line.x0 > right) &&
        page.tables.every(({ x0 }) => x0 > right - 1)
      );
    })
  );
}

/** Whether the numbers are set in smaller type than their lines, and nothing begins further left. */
function isSmall(column: readonly Numbered[]): boolean {
  const beside = column.filter(({ rest }) => rest);
  const small = beside.filter(({ number, rest }) => number.size < SMALL * rest!.size);
  return (
    small.length > (1 - STRAY) * beside.length &&
    byPage(column).every((own) => {
      const left = Math.min(...own.map(({ number }) => number.x0));
      return own[0]!.page.lines.every((line) => line.x0 > left - line.size);
    })
  );
}

function byPage(column: readonly Numbered[]): Numbered[][] {
  const pages = new Map<PageContent, Numbered[]>();
  for (const one of column) {
    addUnder(pages, one.page, one);
  }
  return [...pages.values()];
}
