import { columnOf, columnsOf, KINDS, type Column } from './align-row.js';
import type { TextCell } from './cells.js';
import { GIVEN, REMARK, SHARED } from './words.js';

/** The kind behind those of cells: a stroke, which may stand for anything. */
export const STROKES = KINDS.length;

/** What columns ask of their cells; tables of two dimensions row after row. */
export interface Frame {
  width: number;
  /** What a cell of each kind costs in each column. */
  costs: Float64Array;
  /** What it costs to leave out what lies between a column and one before it. */
  gaps: Float64Array;
  /** What it costs to begin a row in a column, and to end it there. */
  heads: number[];
  tails: number[];
  scored: boolean[];
  /** Columns of weights with one of scores right behind them. */
  weighed: boolean[];
  /** Columns that tell why points are missing. */
  remarks: boolean[];
  hasRemarks: boolean;
}

/** What the labels of a stream tell of their columns, without their rows. */
export type Traits = Map<string, Trait>;

interface Trait {
  weight: boolean;
  given: boolean;
  remark: boolean;
  /** As the first column and as another. */
  columns: [Column?, Column?];
}

/** The columns under labels, as the rows show them that are on them already. */
export function frameOf(leaves: readonly string[], rows: readonly (readonly TextCell[])[], known: Traits): Frame {
  const width = leaves.length;
  const traits = leaves.map((leaf) => traitOf(leaf, known));
  const learnt = rows.length > 2;
  const columns =
    rows.length > 0 ? columnsOf(leaves, rows) : leaves.map((leaf, at) => bareColumn(leaf, at, traits[at]!));
  const costs = new Float64Array((KINDS.length + 1) * width);
  columns.forEach(({ fit }, column) => {
    const shares = KINDS.map((kind) => fit[kind]);
    const most = Math.max(...shares);
    shares.forEach((share, kind) => {
      // A column of many kinds is none: what was seen of it costs what it is unlikely.
      let cost = learnt ? -0.5 * Math.log(Math.min(1, share)) : 1.6 * (1 - share / most) + 0.05;
      if (column === 0 && (KINDS[kind] === 'figure' || KINDS[kind] === 'percent')) cost += 0.8;
      costs[kind * width + column] = cost;
    });
    costs[STROKES * width + column] = 0.3;
  });
  const empty = leaves.map((_, at) => rows.filter((row) => row[at]!.text === '').length / Math.max(1, rows.length));
  const skip = (base: (at: number) => number) =>
    leaves.map((_, at) => (learnt ? 0.5 * base(at) + 0.5 * (0.05 + 0.7 * (1 - empty[at]!)) : base(at)));
  const firstFigure = columns.findIndex(({ fit }) => fit.figure > 0.5 || fit.percent > 0.5);
  const isStub = (at: number) => firstFigure < 0 || at < firstFigure;
  const middles = sums(skip((at) => (columns[at]!.open ? 0.1 : 0.6)));
  const tails = sums(skip((at) => (columns[at]!.open ? 0.1 : 0.35)));
  const gaps = new Float64Array(width * width);
  for (let column = 0; column < width; column++)
    for (let last = 0; last < column; last++) gaps[column * width + last] = middles[column]! - middles[last + 1]!;
  const remarks = traits.map(({ remark }) => remark);
  return {
    width,
    costs,
    gaps,
    heads: sums(skip((at) => (isStub(at) ? 0.12 : 0.6))),
    tails: leaves.map((_, at) => tails[width]! - tails[at + 1]!),
    scored: columns.map(({ scored }) => scored),
    weighed: traits.map(({ weight }, at) => weight && traits[at + 1]?.given === true),
    remarks,
    hasRemarks: remarks.includes(true),
  };
}

/** What all before each one come to. */
function sums(values: readonly number[]): number[] {
  const found = [0];
  for (const value of values) found.push(found[found.length - 1]! + value);
  return found;
}

function traitOf(label: string, known: Traits): Trait {
  let trait = known.get(label);
  if (!trait) {
    const given = GIVEN.test(label);
    trait = {
      weight: SHARED.test(label) && !given,
      given,
      remark: REMARK.test(label) && /原因|说明/u.test(label),
      columns: [],
    };
    known.set(label, trait);
  }
  return trait;
}

function bareColumn(label: string, at: number, { columns }: Trait): Column {
  return (columns[at === 0 ? 0 : 1] ??= columnOf(label, at, []));
}
