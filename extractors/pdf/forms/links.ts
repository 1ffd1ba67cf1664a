import { isNumeric } from '../chunks.js';
import type { Line } from '../lines.js';
import { isWrapped } from '../wrap.js';
import type { Leading } from './leading.js';
import type { Piece } from './pieces.js';
import { figuresByLevel, gapBetween, isFigure, levelNeighbours, neighbours, onOneLevel } from './pieces.js';
import type { SetAt } from './set-at.js';

/** Two pieces below one another in one column: what it costs to keep them in one cell, and to part them. */
export interface Link {
  upper: number;
  lower: number;
  join: number;
  cut: number;
  /** Whether both are surely one cell's, even where a row ends between them. */
  bound?: boolean;
}

/** From this cost on two lines are surely one cell's. */
export const BOUND = 3;

/** Lines that are nearer (em) than rows of figures by this belong to one cell. */
const TIGHT = 0.6;

/** The lines of a cell are hardly further apart (em). */
const LINES = 1;

/** Figures that are further apart stand in rows of several lines. */
const LOOSE = 2.6;

/** Lines of one label begin, end or have their middle no further (em) from one another. */
const ELSEWHERE = 2;

/** Where lines are set exactly, those that are further apart by this (em) than a cell's are two rows'. */
const SET = 0.1;

/**
 * Neighbours below one another that share a column. `leading` is the gap (em) between lines of a cell, where known;
 * `setAt` says where cells are set in their rows, unless in the middle.
 */
export function linksOf(
  pieces: readonly Piece[],
  xs: readonly number[],
  leading: Leading | undefined,
  setAt: SetAt | undefined,
): Link[] {
  const limits = rightLimits(pieces, xs, setAt !== undefined);
  const pairs = neighbours(pieces);
  const wrapped = ([u, l]: [number, number]): boolean => {
    const [upper, lower] = [pieces[u]!, pieces[l]!];
    if (upper.first !== lower.first || !isSetAlike(upper.line, lower.line)) return false;
    return isWrapped(upper.line, lower.line, limits(upper));
  };
  const wordy = wordyColumns(pieces);
  const figures = pairs.flatMap(([u, l]) =>
    isFigure(pieces[u]!.line.text) && isFigure(pieces[l]!.line.text) ? [gapBetween(pieces[u]!, pieces[l]!)] : [],
  );
  const rowGap = Math.min(
    lowest(figures) ?? Infinity,
    ...levelNeighbours(pieces).map(([upper, lower]) => gapBetween(upper[0]!, lower[0]!)),
  );
  // As far apart as rows are, and further than lines: where no cell has several, rows alone are seen.
  const within = (gap: number | undefined): number | undefined =>
    gap !== undefined && gap > LINES && gap > rowGap - SET ? undefined : gap;
  const gaps = pairs.filter(wrapped).map(([u, l]) => gapBetween(pieces[u]!, pieces[l]!));
  const usual = leading?.lines ?? within(lowest(gaps));
  const exact = leading !== undefined || (usual !== undefined && isExact(gaps.map((gap) => gap - usual)));
  const least = usual ?? within(lowest(pairs.map(([u, l]) => gapBetween(pieces[u]!, pieces[l]!)))) ?? 0.3;
  // Only where most rows of a column are that far apart, near lines tell something.
  const isLoose = (column: number): boolean => {
    const own = pairs.filter(([u, l]) => pieces[u]!.first === column && pieces[l]!.first === column);
    const apart = own.filter(([u, l]) => gapBetween(pieces[u]!, pieces[l]!) > rowGap - 0.3);
    return rowGap < LOOSE && apart.length >= 0.5 * own.length;
  };
  const counted = figuresByLevel(pieces);
  const parts = setAt && cellEdges(pieces, pairs.filter(wrapped), wordy, setAt);
  const rests = brokenFigures(pieces, pairs.filter(wrapped));
  return pairs.map((pair): Link => {
    const [upper, lower] = [pieces[pair[0]]!, pieces[pair[1]]!];
    const far = gapBetween(upper, lower) - least;
    const base = { upper: pair[0], lower: pair[1] };
    if (rests.has(lower)) return { ...base, join: 0, cut: BOUND, bound: true };
    if (isFigure(upper.line.text) && isFigure(lower.line.text)) return { ...base, join: 4, cut: 0 };
    // Each beside figures of its own, in one column.
    if (upper.first === lower.first && counted(upper).some((column) => counted(lower).includes(column)))
      return { ...base, join: 4, cut: 0 };
    if (parts?.(setAt === 'top' ? lower : upper)) return { ...base, join: 4, cut: 0 };
    const label = upper.first === lower.first && isShort(upper.line) && isShort(lower.line);
    if (label && isInBrackets(upper.line.text, lower.line.text)) return { ...base, join: 0, cut: BOUND };
    if (label && isSetApart(upper.line, lower.line) && (exact ? far > SET : gapBetween(upper, lower) > rowGap - SET))
      return { ...base, join: 3, cut: 0 };
    if (label && setAt && /[）)]$/u.test(upper.line.text)) return { ...base, join: 1.8, cut: 0 };
    const aligned = upper.first === lower.first && (upper.last === lower.last || isRest(upper, lower));
    if (leading !== undefined && far < 0.5 * SET && (aligned || isSetAlike(upper.line, lower.line))) {
      const words = !isFigure(upper.line.text) && (!isFigure(lower.line.text) || wrapped(pair));
      if (upper.first === lower.first && words)
        return { ...base, join: 0, cut: wrapped(pair) ? BOUND : 1.5, bound: true };
    }
    // Paragraphs of one cell, nearer than rows ever are.
    const words = !isFigure(upper.line.text) && !isFigure(lower.line.text);
    const apart = setAt === 'foot' ? undefined : leading?.rows;
    if (leading && apart !== undefined && words && upper.first === lower.first && far < apart - leading.lines - 0.3)
      return { ...base, join: 0, cut: 1, bound: true };
    if (far > (leading?.room === undefined ? 0.7 : leading.room - leading.lines - SET))
      return { ...base, join: 4, cut: 0 };
    if (!aligned && upper.first !== lower.first) return { ...base, join: 3, cut: 0 };
    if (Math.abs(upper.line.size - lower.line.size) > 0.15 * lower.line.size) return { ...base, join: 3, cut: 0 };
    // The end of a sentence may be a figure, in columns of sentences.
    const sentence = wrapped(pair) && far < 0.25 && wordy(upper);
    if (isFigure(lower.line.text) && !/[*×/（(]/u.test(lower.line.text) && !sentence)
      return { ...base, join: wrapped(pair) ? 1.1 : 1.8, cut: 0 };
    // An amount ends its cell, and words below it begin another, but where a sentence breaks off at a figure.
    if (isNumeric(upper.line.text) && !isFigure(lower.line.text) && !wrapped(pair) && !wordy(upper))
      return { ...base, join: 2.5, cut: 0 };
    // Much nearer than rows ever are.
    if (aligned && isLoose(upper.first) && gapBetween(upper, lower) < rowGap - TIGHT && !isFigure(lower.line.text))
      return { ...base, join: 0, cut: wrapped(pair) ? BOUND : 2, bound: true };
    if (wrapped(pair) && /[。；;]$/u.test(upper.line.text)) return { ...base, join: far > 0.2 ? 1 : 0.3, cut: 0.5 };
    if (exact && far > (leading === undefined ? SET : 0.5 * SET)) {
      const paragraph = /[。；;：:！？]$/u.test(upper.line.text) || !wordy(upper);
      return { ...base, join: leading === undefined || paragraph ? 1.6 : 3, cut: 0 };
    }
    if (wrapped(pair)) return far > 0.35 ? { ...base, join: 0.8, cut: 0.8 } : { ...base, join: 0, cut: 3 };
    if (!aligned) return { ...base, join: 2, cut: 0 };
    const ended = /[。；;]$/u.test(upper.line.text) ? 0.2 : 0;
    // Labels of the first column below one another are rows; sentences further right may be one cell's.
    const first = upper.first === 0 ? 0.6 : 0;
    return { ...base, join: far > 0.2 ? 1.6 : 0.5 + ended + first, cut: 0 };
  });
}

/** Whether gaps (em, beyond the usual one) are the usual one, or clearly another. */
function isExact(gaps: readonly number[]): boolean {
  const near = gaps.filter((gap) => gap < 0.35);
  const same = near.filter((gap) => Math.abs(gap) < 0.04);
  const between = near.filter((gap) => gap >= 0.04 && gap <= SET + 0.02);
  return same.length >= Math.max(6, 0.5 * near.length) && between.length <= 0.03 * near.length;
}

/** Whether two lines of one cell may be set so: from one margin, the first indented perhaps, or around one middle. */
function isSetAlike(upper: Line, lower: Line): boolean {
  const [left, right] = [(upper.x0 - lower.x0) / lower.size, (upper.x1 - lower.x1) / lower.size];
  const indented = left > 1.4 && left < 2.7;
  return Math.abs(left) < 0.6 || indented || Math.abs(left + right) < 1 || Math.abs(right) < 0.3;
}

/** Whether two lines have neither a margin nor their middle in common, by far: a title over several columns above one of those. */
function isSetApart(upper: Line, lower: Line): boolean {
  const [left, right] = [(upper.x0 - lower.x0) / lower.size, (upper.x1 - lower.x1) / lower.size];
  return Math.min(Math.abs(left), Math.abs(right), Math.abs(left + right) / 2) > ELSEWHERE;
}

/** Whether the lower line is the short rest of a sentence that reaches over more columns. */
function isRest(upper: Piece, lower: Piece): boolean {
  return lower.last < upper.last && Math.abs(upper.line.x0 - lower.line.x0) < 0.3 * lower.line.size;
}

/** Whether the columns of a piece hold words, but for a few lines. */
function wordyColumns(pieces: readonly Piece[]): (piece: Piece) => boolean {
  const counts = new Map<string, [words: number, figures: number]>();
  for (const { line, first, last } of pieces) {
    const key = `${first},${last}`;
    const count = counts.get(key) ?? [0, 0];
    count[isFigure(line.text) ? 1 : 0]++;
    counts.set(key, count);
  }
  return ({ first, last }) => {
    const [words, figures] = counts.get(`${first},${last}`)!;
    return words > 2 * figures;
  };
}

/** 2,399.8 and below it 5: the last digits of amounts for which a column is too narrow, and nothing else beside them. */
function brokenFigures(
  pieces: readonly Piece[],
  wrapped: readonly (readonly [upper: number, lower: number])[],
): Set<Piece> {
  const rests = new Set<Piece>();
  for (const [u, l] of wrapped)
    if (/\d[.,]\d*$/u.test(pieces[u]!.line.text) && /^\d{1,3}$/u.test(pieces[l]!.line.text)) rests.add(pieces[l]!);
  if (rests.size === 0) return rests;
  for (const row of onOneLevel(pieces))
    if (!row.every((piece) => rests.has(piece))) for (const piece of row) rests.delete(piece);
  return rests;
}

/** A label, no sentence. */
function isShort({ text }: Line): boolean {
  return text.length < 10 && !/[。；，]/u.test(text);
}

/** Whether a bracket that the upper line opens is still open at its end, and the lower one closes it or goes on in it. */
function isInBrackets(upper: string, lower: string): boolean {
  const opened = /[（(][^）)]*$/u.test(upper);
  const closes = /^[^（(]*[）)]/u.test(lower);
  return opened || closes;
}

/**
 * Whether a piece begins (or ends) a cell, where cells are set at the top (or at the foot): a figure stands beside the
 * first (or last) line of each. Columns whose lines run on beside figures hold labels that are merged over rows: they
 * tell nothing.
 */
function cellEdges(
  pieces: readonly Piece[],
  wrapped: readonly (readonly [upper: number, lower: number])[],
  wordy: (piece: Piece) => boolean,
  setAt: SetAt,
): (piece: Piece) => boolean {
  const key = ({ first, last }: Piece): string => `${first},${last}`;
  const runOn = new Set(wrapped.map(([upper, lower]) => pieces[setAt === 'top' ? lower : upper]!));
  const beside = new Set<Piece>();
  const counts = new Map<string, number>();
  const numbered = onOneLevel(pieces).filter((row) =>
    row.some((piece) => piece.first > 0 && isFigure(piece.line.text) && !wordy(piece)),
  );
  for (const row of numbered) {
    for (const piece of row) {
      beside.add(piece);
      if (!runOn.has(piece)) counts.set(key(piece), (counts.get(key(piece)) ?? 0) + 1);
    }
  }
  // What stands above the first figures is the header's.
  const first = new Set(setAt === 'top' ? numbered[0]?.filter(({ line }) => !/^[（(]/u.test(line.text)) : []);
  return (piece) => first.has(piece) || (beside.has(piece) && (counts.get(key(piece)) ?? 0) >= 0.8 * numbered.length);
}

/** The margins between which the text of a piece's columns is set. */
function rightLimits(
  pieces: readonly Piece[],
  xs: readonly number[],
  atTop: boolean,
): (piece: Piece) => { left: number; right: number } {
  const groups = new Map<string, { x0: number; x1: number; starts: number[]; ends: number[]; size: number }>();
  for (const { line, first, last } of pieces) {
    const key = `${first},${last}`;
    const group = groups.get(key);
    if (!group) groups.set(key, { x0: line.x0, x1: line.x1, starts: [line.x0], ends: [line.x1], size: line.size });
    else {
      [group.x0, group.x1] = [Math.min(group.x0, line.x0), Math.max(group.x1, line.x1)];
      group.starts.push(line.x0);
      group.ends.push(line.x1);
    }
  }
  return ({ first, last }) => {
    const { x0, x1, starts, ends, size } = groups.get(`${first},${last}`)!;
    const border = xs[last + 1]!;
    const reaching = ends.filter((end) => end > x1 - 1.1 * size).length;
    const flush = starts.filter((start) => start < x0 + 0.5 * size).length;
    const set =
      flush > 0.5 * starts.length && reaching >= 3 && reaching >= 0.3 * ends.length && x1 - x0 > (atTop ? 2 : 5) * size;
    const right = border - x1 < 0.9 * size || set ? x1 : Math.max(x1, border - 0.6 * size);
    return { left: Math.min(x0, xs[first]! + 0.6 * size), right };
  };
}

function lowest(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 5)];
}
