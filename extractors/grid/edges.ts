import { addUnder } from '../../schemas/index.js';
import type { Ruling } from './ruling.js';

/**
 * A merged line: `at` is its y (level) or x (upright), `from`–`to` its extent. `drawn` is the share of its length
 * that was drawn as a line and is not merely the border of a filled area.
 */
export interface Edge {
  at: number;
  from: number;
  to: number;
  drawn: number;
  /** Where it was drawn in pieces that meet, cell by cell: the positions (along it) at which they do. */
  joints?: number[];
}

export interface Edges {
  level: Edge[];
  upright: Edge[];
}

/** Whether most of it was drawn as a line. */
export function isDrawn({ drawn }: Edge): boolean {
  return drawn > 0.5;
}

/** From the least on, without those that lie within so much (points) of the one kept before. */
export function distinct(values: readonly number[], within: number): number[] {
  const found: number[] = [];
  for (const value of [...values].sort((a, b) => a - b))
    if (value - (found.at(-1) ?? -Infinity) > within) found.push(value);
  return found;
}

/** The index of the value that is nearest to this one, among values from the least on. */
export function nearest(sorted: readonly number[], value: number): number {
  let next = 0;
  while (next < sorted.length && sorted[next]! < value) next++;
  if (next === 0) return 0;
  return next === sorted.length || value - sorted[next - 1]! <= sorted[next]! - value ? next - 1 : next;
}

/** Double borders and the two sides of a thick one lie this close (points), and never two rows. */
const DOUBLE = 2.6;
/** Dashes, dots and the pieces that programs draw cell by cell leave gaps up to this (points). */
const GAP = 3.2;
/** What stays shorter is a tick or a stray dot. */
const SHORT = 4;

/** Lines as drawn → lines as meant: double ones made one, pieces joined, strays dropped. */
export function mergeRulings(rulings: readonly Ruling[]): Edges {
  const level = new Map<number, Piece[]>();
  const upright = new Map<number, Piece[]>();
  for (let i = 0; i < rulings.length; i++) {
    const { x0, y0, x1, y1, source } = rulings[i]!;
    if (y0 === y1 && x1 > x0) addUnder(level, y0, { at: y0, from: x0, to: x1, drawn: source === 'line' });
    else if (x0 === x1 && y1 > y0) addUnder(upright, x0, { at: x0, from: y0, to: y1, drawn: source === 'line' });
  }
  return { level: merge(level), upright: merge(upright) };
}

/** Dots and dashes meet much more often than cells. */
const MOST_JOINTS = 40;

interface Piece {
  at: number;
  from: number;
  to: number;
  drawn: boolean;
}

/** Programs draw cell by cell: there are few positions, and along each of them the pieces mostly come in order. */
function merge(lines: ReadonlyMap<number, Piece[]>): Edge[] {
  const positions = [...lines.keys()].sort((a, b) => a - b);
  const edges: Edge[] = [];
  for (let start = 0; start < positions.length;) {
    let end = start + 1;
    while (end < positions.length && positions[end]! - positions[start]! <= DOUBLE) end++;
    const pieces = inOrder(lines.get(positions[start]!)!);
    const doubled = positions.slice(start + 1, end).flatMap((at) => inOrder(lines.get(at)!));
    joinAlong(edges, doubled.length === 0 ? pieces : [...pieces, ...doubled]);
    start = end;
  }
  return edges;
}

/** By extent; sorted in place, unless they are. */
function inOrder(pieces: Piece[]): Piece[] {
  for (let i = 1; i < pieces.length; i++) {
    const before = pieces[i - 1]!;
    const { from, to } = pieces[i]!;
    if (before.from > from || (before.from === from && before.to > to))
      return pieces.sort((a, b) => a.from - b.from || a.to - b.to);
  }
  return pieces;
}

/** Adds the pieces of one line, joined where they touch; the position is the mean, weighted by length. */
function joinAlong(edges: Edge[], pieces: Piece[]): void {
  let weight = 0;
  let sum = 0;
  let sorted = true;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!;
    const length = piece.to - piece.from;
    weight += length;
    sum += length * piece.at;
    if (i > 0 && pieces[i - 1]!.from > piece.from) sorted = false;
  }
  if (!sorted) pieces.sort((a, b) => a.from - b.from);
  const at = sum / weight;
  let last: Edge | undefined;
  let joints: number[] = [];
  /** The length that was drawn as a line, and how far along. */
  let drawn = 0;
  let reach = -Infinity;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!;
    const { from, to } = piece;
    if (last && from - last.to <= GAP) {
      if (Math.abs(from - last.to) < 0.6) joints.push(from);
      if (to > last.to) last.to = to;
    } else {
      if (last) addEdge(edges, last, drawn, joints);
      last = { at, from, to, drawn: 0 };
      joints = [];
      drawn = 0;
      reach = -Infinity;
    }
    if (!piece.drawn) continue;
    if (to <= reach) continue;
    drawn += to - (from > reach ? from : reach);
    reach = to;
  }
  if (last) addEdge(edges, last, drawn, joints);
}

/** Adds a line that is long enough; `drawn` is the length of it that was drawn as a line. */
function addEdge(edges: Edge[], edge: Edge, drawn: number, joints: number[]): void {
  const length = edge.to - edge.from;
  if (length < SHORT) return;
  edge.drawn = drawn / length;
  if (joints.length > 0 && joints.length < MOST_JOINTS) edge.joints = joints;
  edges.push(edge);
}
