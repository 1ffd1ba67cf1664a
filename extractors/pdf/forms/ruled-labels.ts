import { addUnder } from '../../../schemas/index.js';
import { middle } from '../lines.js';
import type { Piece } from './pieces.js';
import { gapBetween, isFigure } from './pieces.js';
import type { SetAt } from './set-at.js';

/** Gaps (em) that differ by no more are the same. */
const SAME_GAP = 0.12;
/** Lines of a cell are no further apart (em) than this. */
const WIDEST = 2;
/** Cells stand in the middle of their rows within this (em). */
const CENTRED = 0.35;

/** What stands in one column of one row. */
interface Block {
  row: number;
  y0: number;
  y1: number;
  pieces: Piece[];
}

/**
 * The pieces that go on in the cell of the piece above: lines of one row, or of a label that is merged over rows, which
 * stands in the middle of none of them. `bound` are those that surely do; rows end at `ys`.
 */
export function goingOn(
  pieces: readonly Piece[],
  ys: readonly number[],
  bound: ReadonlySet<Piece>,
  setAt: SetAt | undefined,
): Set<Piece> {
  const columns = columnsOf(pieces, ys);
  const found = new Set(bound);
  const inside: number[] = [];
  for (const { pieces: own } of columns.flat())
    for (const [i, piece] of own.slice(1).entries()) {
      found.add(piece);
      inside.push(gapBetween(own[i]!, piece));
    }
  const seen = (gap: number): boolean => inside.some((other) => gap < other + SAME_GAP && other < WIDEST);
  const centres = centresOf(columns.flat());
  const isOff = ({ row, y0, y1, pieces: [first] }: Block): boolean => {
    const others = centres.get(row)!.filter((centre) => centre !== (y0 + y1) / 2);
    const usual = others.length === 0 ? (ys[row]! + ys[row + 1]!) / 2 : others[others.length >> 1]!;
    return Math.abs((y0 + y1) / 2 - usual) > CENTRED * first!.line.size;
  };
  for (const blocks of columns) {
    for (const [i, lower] of blocks.slice(1).entries()) {
      const upper = blocks[i]!;
      const [last, first] = [upper.pieces.at(-1)!, lower.pieces[0]!];
      if (isFigure(first.line.text) || isFigure(last.line.text) || lower.row !== upper.row + 1) continue;
      const straddles = first.line.y0 < ys[lower.row]! - 0.1 * first.line.size;
      const apart = !setAt && seen(gapBetween(last, first)) && (isOff(upper) || isOff(lower));
      if (straddles || apart) found.add(first);
    }
  }
  return found;
}

/** The print of each column, or of the same ones, row by row. */
function columnsOf(pieces: readonly Piece[], ys: readonly number[]): Block[][] {
  const columns = new Map<string, Block[]>();
  for (const piece of pieces) {
    const { line, first, last } = piece;
    let row = 0;
    while (row < ys.length - 2 && ys[row + 1]! <= middle(line)) row++;
    const key = `${first},${last}`;
    const own = columns.get(key) ?? [];
    columns.set(key, own);
    const block = own.at(-1);
    if (block?.row === row) {
      block.y1 = Math.max(block.y1, line.y1);
      block.pieces.push(piece);
    } else own.push({ row, y0: line.y0, y1: line.y1, pieces: [piece] });
  }
  return [...columns.values()];
}

/** The middles of the blocks of each row, in order. */
function centresOf(blocks: readonly Block[]): Map<number, number[]> {
  const centres = new Map<number, number[]>();
  for (const { row, y0, y1 } of blocks) {
    addUnder(centres, row, (y0 + y1) / 2);
  }
  for (const own of centres.values()) own.sort((a, b) => a - b);
  return centres;
}
