import type { Edge } from '../../grid/index.js';
import type { Line } from '../lines.js';
import { middle } from '../lines.js';
import type { Piece } from './pieces.js';
import { isFigure } from './pieces.js';

/** A cell that covers the columns `from` … `to` in a band. */
interface Cover {
  from: number;
  to: number;
  band: number;
}

/** A section of a table: its print by bands, and the rules at the heights `ys` between them. */
interface Section {
  rows: Piece[][];
  pieces: readonly Piece[];
  xs: readonly number[];
  rulesAt: Edge[][];
  /** `parted[k][c]`: a rule between band k − 1 and band k in column c. */
  parted: boolean[][];
}

/** Where a piece's cell covers a border: `[border][band]`. */
export function openBorders(
  pieces: readonly Piece[],
  level: readonly Edge[],
  xs: readonly number[],
  ys: readonly number[],
): Uint8Array[] {
  const columns = xs.length - 1;
  const bands = ys.length - 1;
  const rulesAt: Edge[][] = ys.map(() => []);
  for (const edge of level)
    for (let k = indexAbove(ys, edge.at - 1.5); k < ys.length && ys[k]! < edge.at + 1.5; k++) rulesAt[k]!.push(edge);
  const parted = rulesAt.map((here) =>
    Array.from({ length: columns }, (_, c) => {
      const [from, to] = [xs[c]!, xs[c + 1]!];
      const length = here.reduce(
        (sum, rule) => sum + Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from)),
        0,
      );
      return length > 0.55 * (to - from);
    }),
  );
  const rows: Piece[][] = Array.from({ length: bands }, () => []);
  for (const piece of pieces)
    rows[Math.min(bands - 1, Math.max(0, indexAbove(ys, middle(piece.line)) - 1))]!.push(piece);
  const section: Section = { rows, pieces, xs, rulesAt, parted };
  const open = Array.from({ length: columns + 1 }, () => new Uint8Array(bands));
  const openRun = (border: number, column: number, band: number): void => {
    let [from, to] = [band, band];
    while (from > 0 && !parted[from]![column]) from--;
    while (to < bands - 1 && !parted[to + 1]![column]) to++;
    open[border]!.fill(1, from, to + 1);
  };
  for (const { from, to, band } of [
    ...crossing(section),
    ...sentences(section),
    ...alike(section),
    ...centred(section),
  ]) {
    for (let border = from + 1; border <= to; border++) {
      openRun(border, border - 1, band);
      openRun(border, border, band);
    }
  }
  return open;
}

/** The index of the first position beyond `value`. */
function indexAbove(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]! > value) high = mid;
    else low = mid + 1;
  }
  return low;
}

function crossing({ rows }: Section): Cover[] {
  return rows.flatMap((row, band) => row.map(({ first, last }) => ({ from: first, to: last, band })));
}

/** A sentence that needs more than its column has all the empty room beside it, as far as in the row above. */
function sentences({ rows, xs }: Section): Cover[] {
  const columns = xs.length - 1;
  const before = new Map<number, number>();
  const found: Cover[] = [];
  for (const [band, row] of rows.entries()) {
    for (const { last, first, line } of row) {
      if (last === first) continue;
      const alone = row.filter((other) => other.first === first).length === 1;
      const centre =
        alone &&
        Math.abs(line.x0 + line.x1 - xs[first]! - xs[last + 1]!) / 2 < line.size &&
        !isFlush(line, [...(rows[band - 1] ?? []), ...(rows[band + 1] ?? [])]);
      if (centre || line.x0 > xs[first]! + 1.5 * line.size) continue;
      const beside = Math.min(columns, ...row.flatMap((other) => (other.first > last ? [other.first] : [])));
      const above = before.get(first) ?? columns;
      const end = beside === columns && above > last ? above : beside;
      before.set(first, end);
      if (end > last + 1) found.push({ from: last, to: end - 1, band });
    }
  }
  return found;
}

/** Whether other words begin at the same place and end elsewhere: they are set from the left, and in no middle. */
function isFlush({ x0, x1, size }: Pick<Line, 'x0' | 'x1' | 'size'>, near: readonly Piece[]): boolean {
  return near.some(({ line }) => Math.abs(line.x0 - x0) < 0.05 * size && Math.abs(line.x1 - x1) > size);
}

/** Rows that are set like this one are looked for so many rows up and down. */
const ALIKE_WITHIN = 4;

/**
 * Words that fit into one column, in a row that is set like a near one whose words need more: their cells are as wide.
 */
function alike({ rows }: Section): Cover[] {
  const match = (piece: Piece, row: readonly Piece[]): Piece | undefined =>
    row.find(({ line, first }) => first === piece.first && Math.abs(line.x0 - piece.line.x0) < 0.3 * line.size);
  return rows.flatMap((row, band) => {
    const words = row.filter(({ line }) => !isFigure(line.text));
    const near = rows
      .slice(Math.max(0, band - ALIKE_WITHIN), band + ALIKE_WITHIN + 1)
      .filter((other) => other !== row && words.filter((piece) => match(piece, other)).length > 1);
    return words.flatMap((piece) => {
      const to = Math.max(...near.map((other) => match(piece, other)?.last ?? 0));
      const free = row.every((other) => other === piece || other.last < piece.first || other.first > to);
      return to > piece.last && free ? [{ from: piece.first, to, band }] : [];
    });
  });
}

/**
 * Titles that stand in the middle of several columns: above a rule that reaches below all of them, or with nothing
 * beside them as far as the middle says.
 */
function centred({ rows, pieces, xs, rulesAt, parted }: Section): Cover[] {
  const columns = xs.length - 1;
  const found: Cover[] = [];
  const texts = textEdges(pieces, xs);
  for (const [band, here] of rows.entries()) {
    if (here.length === 0) continue;
    const { line: title } = here[0]!;
    // A rule below it from side to side, and no end of a sentence.
    const words = !isFigure(title.text) && !/[。；]$/u.test(title.text);
    const narrow = words && title.x1 - title.x0 < 0.5 * (xs.at(-1)! - xs[0]!);
    const closed = parted[band + 1]!.every(Boolean);
    if (here.length === 1 && narrow && closed && Math.abs(title.x0 + title.x1 - xs[0]! - xs.at(-1)!) < 2 * title.size) {
      found.push({ from: 0, to: columns - 1, band });
      continue;
    }
    const next = rows[band + 1] ?? [];
    for (const rule of rulesAt[band + 1]!) {
      if (rule.to - rule.from > 0.95 * (xs.at(-1)! - xs[0]!)) continue;
      if (rule.drawn === 0) continue;
      const first = xs.findIndex((x) => x > rule.from - 3);
      const last = xs.findLastIndex((x) => x < rule.to + 3) - 1;
      if (first < 0 || last <= first) continue;
      const above = here.filter((piece) => piece.first >= first && piece.last <= last);
      const parts = new Set(
        next.filter((piece) => piece.first >= first && piece.last <= last).map((piece) => piece.first),
      );
      if (
        above.length === 1 &&
        parts.size > 1 &&
        Math.abs((above[0]!.line.x0 + above[0]!.line.x1 - rule.from - rule.to) / 2) < above[0]!.line.size
      )
        found.push({ from: first, to: last, band });
    }
    const header =
      new Set(here.map(({ first }) => first)).size > 1 &&
      next.length > here.length &&
      [...here, ...next].every(({ line }) => !isFigure(line.text));
    // One block of print a column: its own place, or a wider one in whose middle it stands.
    const filled = new Uint8Array(columns);
    for (const { first, last } of here) filled.fill(1, first, last + 1);
    const blocks = blocksOf(here);
    const near = [...(rows[band - 1] ?? []), ...next];
    for (const { first, last, x0, x1, size } of blocks) {
      if (isFlush({ x0, x1, size }, near)) continue;
      const middleX = (x0 + x1) / 2;
      const text = texts[first]!;
      const own = first === last && (x0 < text.left + 0.7 * size || x1 > text.right - 0.7 * size);
      if (own && !header && !(first === 0 && x0 > xs[0]! + 2.5 * size && x0 > text.left + 0.7 * size)) continue;
      let best = { from: first, to: last, off: Math.abs(middleX - (xs[first]! + xs[last + 1]!) / 2) };
      if (!header && best.off < 0.7 * size && !(first === last && best.off >= 0.5 * size)) continue;
      for (let from = first; from >= 0 && (from === first || !filled[from]); from--) {
        for (let to = last; to < columns && (to === last || !filled[to]); to++) {
          const off = Math.abs(middleX - (xs[from]! + xs[to + 1]!) / 2);
          const same = Array.from({ length: to - from }, (_, k) => from + k).every(
            (c) => parted[band]![c] === parted[band]![c + 1] && parted[band + 1]![c] === parted[band + 1]![c + 1],
          );
          const wider = header && off < 0.8 * size && to - from > best.to - best.from;
          if (same && (wider || off < best.off - 0.4 * size)) best = { from, to, off };
        }
      }
      if (best.off < 0.8 * size && (best.from < first || best.to > last))
        found.push({ from: best.from, to: best.to, band });
    }
  }
  return found;
}

/** Pieces of the same columns as one block. */
function blocksOf(pieces: readonly Piece[]): { first: number; last: number; x0: number; x1: number; size: number }[] {
  const blocks = new Map<string, { first: number; last: number; x0: number; x1: number; size: number }>();
  for (const { line, first, last } of pieces) {
    const key = `${first},${last}`;
    const block = blocks.get(key);
    if (block) [block.x0, block.x1] = [Math.min(block.x0, line.x0), Math.max(block.x1, line.x1)];
    else blocks.set(key, { first, last, x0: line.x0, x1: line.x1, size: line.size });
  }
  return [...blocks.values()];
}

/** Where the print of each column usually begins and ends. */
function textEdges(pieces: readonly Piece[], xs: readonly number[]): { left: number; right: number }[] {
  return xs.slice(1).map((_, column) => {
    const own = pieces.filter(({ first, last }) => first === column && last === column);
    return {
      left: Math.min(Infinity, ...own.map(({ line }) => line.x0)),
      right: Math.max(-Infinity, ...own.map(({ line }) => line.x1)),
    };
  });
}
