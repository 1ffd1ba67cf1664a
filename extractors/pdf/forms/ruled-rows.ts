import type { Edge } from '../../grid/index.js';
import { middle } from '../lines.js';
import type { Piece } from './pieces.js';
import type { Setting } from './rows.js';
import { findRows } from './rows.js';
import { goingOn } from './ruled-labels.js';
import { spansBetween } from './ruled-spans.js';
import type { Ends } from './spans.js';

/** Lines that meet do within this (points). */
const CLOSE = 4;

/** A stretch of a table between two rules that go through from side to side. */
export interface Section {
  top: number;
  bottom: number;
  /** Where columns are parted somewhere in it, outer borders included, and the borders themselves. */
  xs: number[];
  upright: Edge[];
  pieces: Piece[];
  /** Rules within it, none of which goes through. */
  rules: Edge[];
  ends: Ends;
}

/** Rules between the rows of a section, but where cells are merged over them. */
export function rulesIn(section: Section, setting: Setting): Edge[] {
  const { top, bottom, xs, pieces, rules, ends } = section;
  const whole = (at: number): Edge => ({ at, from: xs[0]!, to: xs.at(-1)!, drawn: 0 });
  const through = [whole(bottom)];
  if (xs.length < 2) return through;
  const { ends: own, bound, between } = findRows(pieces, xs, setting);
  const ys = [top, ...(rules.length === 0 ? own : endsBetween(section, setting)), bottom];
  const found = { bound: goingOn(pieces, ys, bound, setting.setAt), between, whole: true };
  const spans = spansBetween(pieces, xs, ys, section.upright, ends, { ends: own, ...found });
  return [...partedRules(xs, ys, spans), ...through];
}

/** Where rows end between the rules of a section, which are ends themselves. */
function endsBetween({ top, bottom, xs, pieces, rules }: Section, setting: Setting): number[] {
  const found: number[] = [];
  let from = top;
  for (const to of [...rules.map(({ at }) => at), bottom]) {
    if (to - from < CLOSE) continue;
    const [above, below] = [from, to].map((y) => rules.filter(({ at }) => Math.abs(at - y) < CLOSE));
    const [upper, lower] = [from, to];
    const band = pieces.filter(
      (piece) =>
        middle(piece.line) > upper &&
        middle(piece.line) < lower &&
        !isBeside(piece, above!, xs) &&
        !isBeside(piece, below!, xs),
    );
    found.push(...findRows(band, xs, setting).ends, to);
    from = to;
  }
  return found.slice(0, -1);
}

/** Whether a label stands beside rules of one height that end before its column: it may be merged over the rows on both sides. */
function isBeside({ line, first, last }: Piece, rules: readonly Edge[], xs: readonly number[]): boolean {
  const [rule] = rules;
  if (!rule || line.y0 - line.size > rule.at || line.y1 + line.size < rule.at) return false;
  return rules.every(({ from, to }) => xs[last + 1]! < from + CLOSE || xs[first]! > to - CLOSE);
}

/** Rules between the rows that end at `ys`, but where cells are merged over them. */
export function partedRules(
  xs: readonly number[],
  ys: readonly number[],
  spans: readonly (readonly boolean[])[],
): Edge[] {
  const made: Edge[] = [];
  for (const [r, at] of ys.slice(1, -1).entries()) {
    // Between row r and row r + 1.
    let start: number | undefined;
    for (let column = 0; column < xs.length; column++) {
      const open = column === xs.length - 1 || spans[column]![r]!;
      if (!open && start === undefined) start = column;
      if (open && start !== undefined) {
        made.push({ at, from: xs[start]!, to: xs[column]!, drawn: 0 });
        start = undefined;
      }
    }
  }
  return made;
}
