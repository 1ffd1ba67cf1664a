import { cellOf, emptyCell, isFigure, type TextCell, type TextRow } from './cells.js';
import { pieceOf, type Chunk, type Piece } from './lines.js';
import { aroundTable, noticeAt, type Reading } from './stretch.js';
import { Decimal, remembered, type Notice } from '../../schemas/index.js';

const PART = /^(?:[-−]|[-−]?(?:0|[1-9]\d{0,9}|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,4})?%?)$/;
/** 2031.3.24, 1.2.1: points between numbers that are no decimal points. */
const DATED = /^(?:(?:19|20)\d\d\.\d{1,2}(?:\.\d{1,2})?|\d{1,2}(?:\.\d{1,2}){2,3}\.?)$/;
/** Nobody prints more figures in a row. */
const MOST_PARTS = 16;
/** Ways to cut the beginning of a string into so many parts that are followed. */
const KEPT = 14;
/** Ways to cut a whole string into so many parts that are held against sums and quotients. */
const WEIGHED = 60;
const LONGEST = 120;
const LONGEST_PART = 16;
/** Lines by which the number of figures in all of them is told. */
const SAMPLE = 100;

/** One way to cut a string of glued figures. `score` tells how much speaks for it. */
export interface Cut {
  parts: string[];
  score: number;
}

/**
 * All ways to cut figures that lost the space between them, likeliest first: 194.9194.9100% → 194.9 194.9 100%.
 * What speaks for a cut: a percentage that is the quotient of the two figures before it, a figure that is the sum of
 * others, equal figures, as many decimals everywhere. Empty where the text is one figure or none.
 */
export function cutGlued(text: string, count?: number): Cut[] {
  if (!isRun(text) || (isFigure(text) && count === undefined)) return [];
  return count === undefined ? cutsIn(text) : count > 1 && count <= MOST_PARTS ? cutsInto(`${count} ${text}`) : [];
}

/** A cell is cut several times over while its table is read. */
const cutsIn: (text: string) => Cut[] = remembered((text) => cutsOf(text), { capacity: 500 });
/** `3 194.9194.9100%`: into three parts, without looking at other numbers of them. */
const cutsInto: (text: string) => Cut[] = remembered(
  (text) => cutsOf(text.slice(text.indexOf(' ') + 1), Number.parseInt(text, 10)),
  { capacity: 500 },
);

const RUN = /^[-−]*\d[\d.,%−-]+$/;

function isRun(text: string): boolean {
  return text.length <= LONGEST && RUN.test(text) && !DATED.test(text);
}

/** Figures without a blank between them that cannot be one figure. */
export function isRunTogether(text: string): boolean {
  return text.length >= 4 && canBeCut(text);
}

/** Whether any way to cut it is there: told without weighing them. */
function canBeCut(text: string): boolean {
  return isRun(text) && !isFigure(text) && isMadeOfParts(text);
}

const isMadeOfParts = remembered((text) => {
  // The least number of parts in which a beginning of the text can be cut.
  const least: number[] = [0];
  for (let start = 0; start < text.length; start++) {
    const count = (least[start] ?? Infinity) + 1;
    if (count > MOST_PARTS) continue;
    for (const end of endsFrom(text, start)) least[end] = Math.min(least[end] ?? Infinity, count);
  }
  return least[text.length] !== undefined;
});

/** Where a part may end that begins at `start`. */
function endsFrom(text: string, start: number): number[] {
  const ends: number[] = [];
  for (let end = start + 1; end <= Math.min(text.length, start + LONGEST_PART); end++) {
    const next = text[end];
    if (next !== '%' && next !== '.' && next !== ',' && PART.test(text.slice(start, end))) ends.push(end);
  }
  return ends;
}

/**
 * Ways to cut neighbours into `count` figures together, likeliest first; a blank between two of them is a border that is
 * known. What is one figure may stay one.
 */
export function cutTogether(texts: readonly string[], count: number): { parts: string[][]; score: number }[] {
  if (texts.length === 1)
    return cutGlued(texts[0]!, count)
      .slice(0, KEPT)
      .map(({ parts, score }) => ({ parts: [parts], score }));
  let open: { parts: string[][]; count: number; score: number }[] = [{ parts: [], count: 0, score: 0 }];
  texts.forEach((text, at) => {
    const rest = texts.length - at - 1;
    const ways: Cut[] = isFigure(text) || text.length === 1 ? [{ parts: [text], score: -0.6 }] : [];
    const seen = new Map<number, number>();
    for (const cut of text.length > 1 ? cutsIn(text) : []) {
      const known = seen.get(cut.parts.length) ?? 0;
      if (known < 4) ways.push(cut);
      seen.set(cut.parts.length, known + 1);
    }
    open = open
      .flatMap((way) =>
        ways.map(({ parts, score }) => ({
          parts: [...way.parts, parts],
          count: way.count + parts.length,
          score: way.score + score,
        })),
      )
      .filter((way) => way.count + rest <= count)
      .sort((a, b) => b.score - a.score)
      .slice(0, KEPT * 8);
  });
  return open
    .filter((way) => way.count === count)
    .map(({ parts }) => ({ parts, score: scoreOf(parts.flat()) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, KEPT);
}

/** The likeliest cuts of every number of parts, or of one number: the beginnings of the string are cut first. */
function cutsOf(text: string, only?: number): Cut[] {
  const open: Cut[][][] = Array.from({ length: text.length + 1 }, () => []);
  open[0]![0] = [{ parts: [], score: 0 }];
  for (let start = 0; start < text.length; start++) {
    if (open[start]!.length === 0) continue;
    const ends = endsFrom(text, start).map((end) => {
      const part = text.slice(start, end);
      return { part, end, score: likelihood(part) };
    });
    for (const [count, cuts] of open[start]!.entries()) {
      if (!cuts || count === (only ?? MOST_PARTS)) continue;
      const best = cuts.length > KEPT ? cuts.sort((a, b) => b.score - a.score).slice(0, KEPT) : cuts;
      for (const { part, end, score } of ends)
        for (const cut of best)
          (open[end]![count + 1] ??= []).push({ parts: [...cut.parts, part], score: cut.score + score });
    }
    open[start] = [];
  }
  const values = new Map<string, Decimal>();
  const whole = only === undefined ? open[text.length]! : [open[text.length]![only]];
  return whole
    .flatMap((cuts) => cuts?.sort((a, b) => b.score - a.score).slice(0, WEIGHED) ?? [])
    .filter(({ parts }) => parts.length > 1)
    .map(({ parts }) => ({ parts, score: scoreOf(parts, values) }))
    .sort((a, b) => b.score - a.score);
}

/** Amounts have two decimals, sometimes one, or are 0; what has none is short. */
function likelihood(part: string): number {
  const decimals = part.split('.')[1]?.replace('%', '').length ?? 0;
  // A stroke for an empty cell or a sign before the figure.
  const share = (part.endsWith('%') ? 0.5 : 0) - (/^[-−]/u.test(part) ? 0.8 : 0);
  if (decimals > 0) return share + (decimals === 2 ? 0 : decimals === 1 ? -0.7 : -3);
  if (part.length === 1 && share < 0) return -1;
  return share + (part === '0' ? -0.6 : -1 - 0.1 * part.length);
}

function valueOf(part: string): Decimal {
  return new Decimal(part.length === 1 && /[-−]/u.test(part) ? 0 : part.replace(/[,%]/g, '').replace('−', '-'));
}

/** `known`: values of parts that stand in other cuts, too. */
function scoreOf(parts: readonly string[], known = new Map<string, Decimal>()): number {
  const values = parts.map((part) => {
    let value = known.get(part);
    if (!value) known.set(part, (value = valueOf(part)));
    return value;
  });
  let score = -0.6 * parts.length;
  for (let at = 2; at < parts.length; at++) {
    const [left, right] = [values[at - 2]!, values[at - 1]!];
    if (!parts[at]!.endsWith('%')) {
      const total = left.plus(right);
      if (total.eq(values[at]!) || right.plus(values[at]!).eq(left)) score += 3;
      continue;
    }
    if (left.isZero() || right.isZero()) continue;
    const stated = values[at]!;
    const near = (a: Decimal, b: Decimal) => a.times(100).minus(stated.times(b)).abs().lte(b.abs().times('0.06'));
    if (near(right, left) || near(left, right)) score += 5;
  }
  if (parts.length > 3 && addUp(values)) score += 3;
  const decimals = parts.filter((part) => !part.endsWith('%')).map((part) => part.split('.')[1]?.length ?? 0);
  const usual = new Set(decimals.filter((places) => places > 0));
  score -= usual.size > 1 ? usual.size - 1 : 0;
  score -= decimals.filter((places) => places > 2).length * 2;
  score -= decimals.filter((places) => places === 0).length * 0.5;
  // Who sets commas sets them everywhere.
  if (parts.some((part) => part.includes(',')))
    score -= 2 * parts.filter((part) => /\d{4}/.test(part.split('.')[0]!)).length;
  score += new Set(parts).size < parts.length ? 1 : 0;
  return score;
}

/** Whether the first or the last is the sum of all others. */
function addUp(values: readonly Decimal[]): boolean {
  const all = values.reduce((sum, value) => sum.plus(value));
  const near = (total: Decimal) => all.minus(total.times(2)).abs().lte('0.02');
  return !all.isZero() && (near(values[0]!) || near(values[values.length - 1]!));
}

/**
 * Rows with too few cells, one of which holds figures that ran together, get as many cells as the others. Where other
 * cuts are as likely, each cell keeps them as alternatives, and a notice says so.
 */
export function splitGluedCells(rows: readonly TextRow[], notices: Notice[]): void {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  for (const row of rows) {
    const glued = row.cells.findIndex(({ text, pieces }) => pieces.length === 1 && canBeCut(text));
    if (glued < 0) continue;
    const missing = width - row.cells.length;
    const cell = row.cells[glued]!;
    if (missing > 0) {
      const parts = cutCell(cell, cutGlued(cell.text, missing + 1));
      if (parts.some(({ alternatives }) => alternatives)) notices.push(gluedNotice(row.line, cell.text));
      row.cells.splice(glued, 1, ...parts);
    } else keepAlternatives(cell, row.line, notices);
  }
}

function keepAlternatives(cell: TextCell, line: number, notices: Notice[]): void {
  cell.alternatives = cutGlued(cell.text)
    .slice(0, 5)
    .map(({ parts }) => parts.join(' '));
  notices.push(gluedNotice(line, cell.text));
}

/** The cells that the first cut gives, with what the next ones that are nearly as likely would put in their place. */
export function cutCell(cell: TextCell, cuts: readonly Cut[]): TextCell[] {
  const best = cuts[0];
  if (!best) return [cell];
  const rivals = cuts
    .slice(1)
    .filter(({ score }) => score > best.score - 2)
    .slice(0, 4);
  const [piece] = cell.pieces;
  let offset = 0;
  return best.parts.map((part, at) => {
    const start = piece!.start + offset;
    offset += part.length;
    const own = cellOf([{ text: part, line: piece!.line, start, end: start + part.length }]);
    const others = [...new Set(rivals.map(({ parts }) => parts[at]!))].filter((other) => other !== part);
    return others.length > 0 ? { ...own, alternatives: others } : own;
  });
}

/** Lines of a label and glued figures, one under the other: 项目支出194.9194.9100%. */
export function readGlued(chunks: readonly Chunk[], at: number): Reading | undefined {
  const { lines } = chunks[at]!;
  const found = lines.map((line) => {
    if (line.text.length > 120) return undefined;
    const match = /[\d.,%]{4,}\s*$/.exec(line.text);
    const label = match && match.index > 0 ? pieceOf(line, 0, match.index) : undefined;
    const tail = match ? pieceOf(line, match.index) : undefined;
    return label && tail && !/[\d.。，；]$/u.test(label.text) && canBeCut(tail.text) ? { label, tail } : undefined;
  });
  const first = found.findIndex((entry) => entry !== undefined);
  if (first < 0) return undefined;
  let last = first;
  while (found[last + 1]) last++;
  const body = found.slice(first, last + 1) as { label: Piece; tail: Piece }[];
  if (body.length < 2) return undefined;
  const width = commonCount(body.slice(0, SAMPLE).map(({ tail }) => tail.text));
  const notices: Notice[] = [];
  const rows: TextRow[] = body.map(({ label, tail }) => {
    const cell = cellOf([tail]);
    const figures = width > 1 ? cutCell(cell, cutGlued(tail.text, width)) : [cell];
    if (figures.some(({ alternatives }) => alternatives)) notices.push(gluedNotice(tail.line, tail.text));
    if (width <= 1) keepAlternatives(cell, tail.line, notices);
    const cells = [cellOf([label]), ...figures];
    while (cells.length <= width) cells.push(emptyCell());
    return { cells, line: label.line, gap: 0 };
  });
  const taken = lines.slice(first, last + 1);
  const stretch = {
    kind: 'run' as const,
    run: { layout: 'slots' as const, rows },
    lines: taken,
    notices,
    guessed: 'columns' as const,
  };
  return { stretches: aroundTable(lines.slice(0, first), stretch, []), next: at + 1, rest: lines.slice(last + 1) };
}

/** The number of figures into which every line can be cut, and most likely so; 0 where there is none. */
function commonCount(texts: readonly string[]): number {
  const totals = new Map<number, { score: number; lines: number }>();
  for (const text of texts) {
    const best = new Map<number, number>();
    for (const { parts, score } of cutGlued(text)) {
      if (!best.has(parts.length)) best.set(parts.length, score);
    }
    for (const [count, score] of best) {
      const total = totals.get(count) ?? { score: 0, lines: 0 };
      totals.set(count, { score: total.score + score, lines: total.lines + 1 });
    }
  }
  const shared = [...totals].filter(([, { lines }]) => lines === texts.length);
  return shared.sort((a, b) => b[1].score - a[1].score || a[0] - b[0])[0]?.[0] ?? 0;
}

function gluedNotice(line: number, text: string): Notice {
  return noticeAt(
    'glued-figures',
    line,
    `数字“${text}”之间的空格丢失，有几种切分方法，其余的留作备选。`,
    `the spaces inside “${text}” are lost and several cuts are possible; the others are kept as alternatives.`,
  );
}
