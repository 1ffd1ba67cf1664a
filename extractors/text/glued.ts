import { cellOf, emptyCell, isFigure, type TextCell, type TextRow } from './cells.js';
import { pieceOf, type Chunk, type Piece } from './lines.js';
import { aroundTable, noticeAt, type Reading } from './stretch.js';
import { Decimal, type Notice } from '../../schemas/index.js';

const PART = /^(?:0|[1-9]\d{0,9}|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,4})?%?$/;
/** 2031.3.24, 1.2.1: points between numbers that are no decimal points. */
const DATED = /^(?:(?:19|20)\d\d\.\d{1,2}(?:\.\d{1,2})?|\d{1,2}(?:\.\d{1,2}){2,3}\.?)$/;
const MOST = 300;

/** A cell is cut several times over while its table is read. */
const remembered = new Map<string, Cut[]>();

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
  if (text.length > 60 || !/^[\d.,%]{4,}$/.test(text)) return [];
  if (isFigure(text) && count === undefined) return [];
  if (DATED.test(text)) return [];
  const key = `${count ?? ''}:${text}`;
  const known = remembered.get(key);
  if (known) return known;
  const cuts: string[][] = [];
  const extend = (start: number, parts: string[]) => {
    if (cuts.length >= MOST) return;
    if (start === text.length) {
      if (parts.length > 1 && (count === undefined || parts.length === count)) cuts.push(parts);
      return;
    }
    if (count !== undefined && parts.length >= count) return;
    for (let end = start + 1; end <= text.length; end++) {
      const part = text.slice(start, end);
      if ((part.match(/[.%]/g)?.length ?? 0) > 2) break;
      if (PART.test(part) && text[end] !== '%' && text[end] !== '.') extend(end, [...parts, part]);
    }
  };
  extend(0, []);
  const ranked = cuts.map((parts) => ({ parts, score: scoreOf(parts) })).sort((a, b) => b.score - a.score);
  if (remembered.size > 500) remembered.clear();
  remembered.set(key, ranked);
  return ranked;
}

function scoreOf(parts: readonly string[]): number {
  const values = parts.map((part) => new Decimal(part.replace(/[,%]/g, '')));
  let score = -0.6 * parts.length;
  for (let at = 2; at < parts.length; at++) {
    const [left, right] = [values[at - 2]!, values[at - 1]!];
    if (!parts[at]!.endsWith('%')) {
      const total = values[at - 2]!.plus(values[at - 1]!);
      if (total.eq(values[at]!) || values[at - 1]!.plus(values[at]!).eq(left)) score += 3;
      continue;
    }
    if (left.isZero() || right.isZero()) continue;
    const stated = values[at]!;
    const near = (a: Decimal, b: Decimal) => a.div(b).times(100).minus(stated).abs().lte('0.06');
    if (near(right, left) || near(left, right)) score += 5;
  }
  const decimals = parts.filter((part) => !part.endsWith('%')).map((part) => part.split('.')[1]?.length ?? 0);
  const usual = new Set(decimals.filter((places) => places > 0));
  score -= usual.size > 1 ? usual.size - 1 : 0;
  score -= decimals.filter((places) => places > 2).length * 2;
  score -= decimals.filter((places) => places === 0).length * 0.5;
  score += new Set(parts).size < parts.length ? 1 : 0;
  return score;
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
    const glued = row.cells.findIndex(({ text, pieces }) => pieces.length === 1 && cutGlued(text).length > 0);
    if (glued < 0) continue;
    const missing = width - row.cells.length;
    const cell = row.cells[glued]!;
    if (missing > 0) row.cells.splice(glued, 1, ...cutCell(cell, cutGlued(cell.text, missing + 1), row.line, notices));
    else keepAlternatives(cell, row.line, notices);
  }
}

function keepAlternatives(cell: TextCell, line: number, notices: Notice[]): void {
  cell.alternatives = cutGlued(cell.text)
    .slice(0, 5)
    .map(({ parts }) => parts.join(' '));
  notices.push(gluedNotice(line, cell.text));
}

function cutCell(cell: TextCell, cuts: readonly Cut[], line: number, notices: Notice[]): TextCell[] {
  const best = cuts[0];
  if (!best) return [cell];
  const rivals = cuts
    .slice(1)
    .filter(({ score }) => score > best.score - 2)
    .slice(0, 4);
  if (rivals.length > 0) notices.push(gluedNotice(line, cell.text));
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
    return label && tail && !/[\d.。，；]$/u.test(label.text) && cutGlued(tail.text).length > 0
      ? { label, tail }
      : undefined;
  });
  const first = found.findIndex((entry) => entry !== undefined);
  if (first < 0) return undefined;
  let last = first;
  while (found[last + 1]) last++;
  const body = found.slice(first, last + 1) as { label: Piece; tail: Piece }[];
  if (body.length < 2) return undefined;
  const width = commonCount(body.map(({ tail }) => tail.text));
  const notices: Notice[] = [];
  const rows: TextRow[] = body.map(({ label, tail }) => {
    const cell = cellOf([tail]);
    const figures = width > 1 ? cutCell(cell, cutGlued(tail.text, width), tail.line, notices) : [cell];
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
