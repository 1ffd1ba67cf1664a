import type { Decimal } from '../../schemas/index.js';
import { KINDS, kindOf } from './align-row.js';
import { isFigure, type TextCell } from './cells.js';
import { STROKES, type Frame } from './stream-frame.js';
import { amountOf } from './weights.js';
import { OVERALL } from './words.js';

/** What is known of each cell of a stream, whatever columns it may have. */
export interface Items {
  texts: readonly string[];
  cells: readonly TextCell[];
  /** Index into `KINDS`, or `STROKES`. */
  kinds: readonly number[];
  /** Of figures. */
  amounts: readonly (Decimal | undefined)[];
  overall: readonly boolean[];
}

/** Cells on columns; `starts` and `columns` count from the first cell. */
export interface Rows {
  starts: number[];
  /** Of each cell. */
  columns: number[];
  end: number;
  cost: number;
}

/** What a cell that finds its column is worth. */
const GAIN = 0.45;
const NEW_ROW = 0.15;
/** A label that lost all its figures. */
const LONE = 0.5;

export function itemsOf(texts: readonly string[]): Items {
  return {
    texts,
    cells: texts.map((text) => ({ text, pieces: [] })),
    kinds: texts.map((text) => {
      const kind = kindOf(text);
      return kind === 'void' && /^[-—－−─–/]+$/u.test(text) ? STROKES : KINDS.indexOf(kind);
    }),
    amounts: texts.map((text) => (isFigure(text) ? amountOf(text) : undefined)),
    overall: texts.map((text) => OVERALL.test(text)),
  };
}

/** Cells from one to another (exclusive) cut into rows at the least cost, as far as that pays. */
export function cutRows(items: Items, from: number, to: number, frame: Frame, base: number): Rows | undefined {
  const { costs, gaps, heads, weighed, remarks, scored, width } = frame;
  const count = Math.max(0, to - from);
  const kinds = items.kinds;
  const amount = (at: number) => (at < 0 ? undefined : items.amounts[from + at]);
  // Weight and score right before a cell: whether points are missing, or nothing is known.
  const lacks = (at: number): boolean | undefined => {
    const [weight, score] = [amount(at - 1), amount(at)];
    return weight && score ? !weight.eq(score) : undefined;
  };
  const cost = new Float64Array(count * width);
  /** Column of the cell before, −1 where a row begins. */
  const back = new Int8Array(count * width);
  const endOf = (at: number): { cost: number; column: number } => {
    let [end, column] = [Infinity, -1];
    const lacking = frame.hasRemarks && lacks(at) === true;
    for (let last = 0; last < width; last++) {
      let rest = frame.tails[last]!;
      if (last === 0) rest = Math.min(rest, LONE);
      if (lacking && remarks[last + 1] && weighed[last - 1]) rest += 0.2;
      if (cost[at * width + last]! + rest < end) [end, column] = [cost[at * width + last]! + rest, last];
    }
    return { cost: end, column };
  };
  let ended = base;
  let bestEnd = 0;
  let least = Infinity;
  for (let at = 0; at < count; at++) {
    const kind = kinds[from + at]!;
    const own = amount(at);
    const before = amount(at - 1);
    const leap = at > 0 && kind === FIGURE && items.overall[from + at - 1]!;
    const heavier = own !== undefined && before !== undefined && own.gt(before);
    const lacking = at > 0 && frame.hasRemarks ? lacks(at - 1) : undefined;
    const above = (at - 1) * width;
    for (let column = 0; column < width; column++) {
      let best = ended + NEW_ROW + heads[column]! + (own && column > 0 ? 0.5 : 0);
      let source = -1;
      if (at > 0) {
        const gap = column * width;
        for (let last = 0; last < column; last++) {
          let step = cost[above + last]!;
          if (leap && last === 0 && scored[column]) step += 0.02;
          else step += gaps[gap + last]!;
          if (last === column - 1) {
            if (heavier && weighed[last]) step += 1.5;
            if (lacking !== undefined && remarks[column] && weighed[last - 1]) step += lacking ? -0.3 : 0.8;
          }
          if (step < best) {
            best = step;
            source = last;
          }
        }
      }
      cost[at * width + column] = best + costs[kind * width + column]! - GAIN;
      back[at * width + column] = source;
    }
    ended = endOf(at).cost;
    if (ended < least) [least, bestEnd] = [ended, at + 1];
  }
  if (bestEnd === 0) return undefined;
  const placed: number[] = [];
  const starts: number[] = [];
  let column = -1;
  for (let at = bestEnd - 1; at >= 0; at--) {
    if (column < 0) column = endOf(at).column;
    placed[at] = column;
    const source = back[at * width + column]!;
    if (source < 0) starts.push(at);
    column = source;
  }
  return { starts: starts.reverse(), columns: placed, end: bestEnd, cost: least };
}

const FIGURE = KINDS.indexOf('figure');
