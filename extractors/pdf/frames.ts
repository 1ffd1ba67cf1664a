import type { Edge, Edges } from '../grid/index.js';
import { isDrawn } from '../grid/index.js';
import type { Glyph } from './engine.js';
import { isBlank } from './lines.js';
import { endsWith } from './stripes.js';

/** Sides of a frame begin and end together, and its rules at them, within this (points); corners may be rounded. */
const CLOSE = 8;
/** Gaps wider than this (em) part columns. */
const WIDE = 0.9;
/** A gap that so many rows keep parts columns. */
const KEPT = 3;
/** Two rows may be signed side by side: they need so many gaps, or a rule that ends at one. */
const FIELDS = 3;
/** The share of the rows that hold print in which a gap is kept. */
const MANY = 0.5;
/** A page with more lines is ruled, or a picture. */
const MOST_SIDES = 24;
const MOST_RULES = 300;

/** A stretch that is free of print, from one x to another. */
type Gap = readonly [from: number, to: number];

/**
 * Lines without the sides of frames around level rules: there columns are parted by room alone, and two lines down would
 * make one cell of each row. A frame around rows of one cell each keeps its sides.
 */
export function withoutFrames({ level, upright }: Edges, print: readonly Glyph[]): Edges {
  const drawn = upright.filter(isDrawn);
  if (drawn.length < 2 || drawn.length > MOST_SIDES) return { level, upright };
  const sides = framesOf(drawn).filter(([left, right]) => {
    const rules = rulesIn(left, right, level);
    if (rules.length < KEPT || rules.length > MOST_RULES) return false;
    const bands = bandsOf(left, right, rules, upright, print);
    const merged = rules.some(({ from, to }) => from > left.at + CLOSE || to < right.at - CLOSE);
    const kept = (rows: number): number => keptGaps(bands, Math.max(rows, MANY * bands.length));
    return kept(KEPT) > 0 || kept(2) >= (merged ? 1 : FIELDS);
  });
  if (sides.length === 0) return { level, upright };
  const gone = new Set(sides.flat());
  return { level, upright: upright.filter((edge) => !gone.has(edge)) };
}

/** Pairs of lines down that begin and end together, with no other line down beside or between them. */
function framesOf(drawn: readonly Edge[]): [left: Edge, right: Edge][] {
  const frames: [Edge, Edge][] = [];
  for (const left of drawn) {
    const beside = drawn.filter((edge) => edge !== left && edge.from < left.to && edge.to > left.from);
    const [right] = beside;
    if (beside.length !== 1 || !right || right.at < left.at) continue;
    if (Math.abs(left.from - right.from) < CLOSE && Math.abs(left.to - right.to) < CLOSE) frames.push([left, right]);
  }
  return frames;
}

/** The level rules of a frame that end at its sides; none where one leaves it. */
function rulesIn(left: Edge, right: Edge, level: readonly Edge[]): Edge[] {
  const near = level.filter(
    ({ at, from, to }) => at > left.from - CLOSE && at < left.to + CLOSE && from < right.at && to > left.at,
  );
  if (near.some(({ from, to }) => from < left.at - CLOSE || to > right.at + CLOSE)) return [];
  return near.filter((edge) => isDrawn(edge) && endsWith(edge, left.at, right.at));
}

/** The gaps of each row that holds print, but for those where a border of paint stands. */
function bandsOf(
  left: Edge,
  right: Edge,
  rules: readonly Edge[],
  upright: readonly Edge[],
  print: readonly Glyph[],
): Gap[][] {
  const within = print.filter(
    (glyph) => glyph.angle % 90 === 0 && glyph.x0 > left.at - 1 && glyph.x1 < right.at + 1 && !isBlank(glyph),
  );
  const painted = upright.filter((edge) => !isDrawn(edge));
  const bands: Gap[][] = [];
  let top = left.from;
  for (const bottom of [...rules.map(({ at }) => at), left.to]) {
    const middle = (top + bottom) / 2;
    const inside = within.filter(({ y0, y1 }) => y0 + y1 > 2 * top && y0 + y1 < 2 * bottom);
    const borders = painted.filter(({ from, to }) => from < middle && to > middle);
    if (inside.length > 0)
      bands.push(gapsOf(inside).filter(([from, to]) => !borders.some(({ at }) => at > from && at < to)));
    top = bottom;
  }
  return bands;
}

/** How many gaps of one row so many rows have, itself among them; the most there are. */
function keptGaps(bands: readonly Gap[][], rows: number): number {
  let most = 0;
  for (const gaps of bands) {
    const kept = gaps.filter(([from, to]) => {
      const middle = (from + to) / 2;
      return bands.filter((others) => others.some((gap) => gap[0] < middle && gap[1] > middle)).length >= rows;
    });
    most = Math.max(most, kept.length);
  }
  return most;
}

/** Where nothing is printed in a row, between what is; nowhere where single characters are spread over it. */
function gapsOf(print: readonly Glyph[]): Gap[] {
  const gaps: Gap[] = [];
  let reach = Infinity;
  let words = false;
  for (const { x0, x1, size } of [...print].sort((a, b) => a.x0 - b.x0)) {
    if (x0 - reach > WIDE * size) gaps.push([reach, x0]);
    else if (reach !== Infinity && x0 > reach - 0.5 * size) words = true;
    reach = reach === Infinity ? x1 : Math.max(reach, x1);
  }
  return words ? gaps : [];
}
