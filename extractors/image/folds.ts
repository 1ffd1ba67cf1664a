import { cut, solid } from './traces.js';
import type { Trace } from './traces.js';

/** Millimetres: what comes so near to an edge of the sheet runs on to it. */
const EDGE = 6;
/** Of all long lines, no more than this share are folds: else the picture shows nothing but a table. */
const FEW = 0.5;
/** So many lines as dark as those of tables come to one edge where it cuts off a table, and no folds. */
const CUT_OFF = 3;
/** Millimetres: lines that tell what lines of this page are like, and how solid they are. */
const LONG = 10;
const SOLID = 0.85;
/** A fold is fainter than the lines of tables are. */
const FAINTER = 0.75;
/** Millimetres: how far the pieces of a fold are from one another, and how far it strays on the way, as it runs askew. */
const APART = 5;
const ASTRAY = 2;

/**
 * The lines without those of the paper itself, folds and the shadows of its edges. They run on to the edges of the sheet,
 * which lines of a table do only on a picture that shows nothing else; folds are fainter than lines, or go through
 * from one edge to the other. A fold that runs into a line of a table is cut off where the table begins, unless the table
 * itself is cut off by the edge.
 * `length` is that of the sheet along the lines, in pixels.
 */
export function withoutFolds(traces: Trace[], length: number, millimetre: number): Trace[] {
  const atStart = ({ from }: Trace): boolean => from <= EDGE * millimetre;
  const atEnd = ({ to }: Trace): boolean => to >= length - EDGE * millimetre;
  const touching = traces.filter((trace) => atStart(trace) || atEnd(trace));
  if (touching.length === 0) return traces;
  const isLong = (trace: Trace): boolean => trace.to - trace.from >= LONG * millimetre && solid(trace) >= SOLID;
  const inner = traces.filter((trace) => isLong(trace) && !touching.includes(trace));
  const long = touching.filter(isLong);
  if (inner.length === 0 || long.length > FEW * (long.length + inner.length)) return traces;
  const depths = inner.map(({ depth }) => depth).sort((a, b) => a - b);
  const faintest = FAINTER * depths[depths.length >> 1]!;
  const folds = new Set(touching.filter((trace) => (atStart(trace) && atEnd(trace)) || trace.depth < faintest));
  for (const fold of folds) {
    for (const trace of traces) if (trace.depth < faintest && goesOn(fold, trace, millimetre)) folds.add(trace);
  }
  const dark = long.filter((trace) => !folds.has(trace));
  const first = dark.filter(atStart).length >= CUT_OFF ? 0 : Math.min(...inner.map(({ from }) => from));
  const last = dark.filter(atEnd).length >= CUT_OFF ? length : Math.max(...inner.map(({ to }) => to));
  return traces.flatMap((trace) => {
    if (folds.has(trace)) return [];
    const within = cut(trace, atStart(trace) ? first : trace.from, atEnd(trace) ? last : trace.to);
    return within.to > within.from ? [within] : [];
  });
}

/** Whether a trace lies where a fold goes on, in either direction. */
function goesOn(fold: Trace, trace: Trace, millimetre: number): boolean {
  if (Math.abs(fold.at - trace.at) > ASTRAY * millimetre) return false;
  const gap = Math.max(trace.from - fold.to, fold.from - trace.to);
  return gap <= APART * millimetre;
}
