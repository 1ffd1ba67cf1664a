import type { Raster } from './raster.js';
import type { Trace } from './traces.js';

/** Millimetres: a line that comes so near to an edge of the sheet was cut off there. */
const EDGE = 1;
/** Millimetres: by how little lines miss those that they meet; no column is as narrow as this. */
const NEAR = 0.9;
const NARROW = 2.5;

/**
 * Upright lines with one at an edge of the sheet where it cuts off tables: level lines of a table run on to it, and no
 * line ends them. Its cells are cells, though what stands in them may be cut off, too.
 */
export function withCutEdges(
  upright: readonly Trace[],
  level: readonly Trace[],
  { width }: Raster,
  millimetre: number,
): readonly Trace[] {
  const edge = EDGE * millimetre;
  const added = [
    { at: 0.5, cut: level.filter(({ from }) => from <= edge) },
    { at: width - 0.5, cut: level.filter(({ to }) => to >= width - edge) },
  ].flatMap(({ at, cut }) => edgesAt(at, cut, upright, millimetre));
  return added.length > 0 ? [...upright, ...added] : upright;
}

function edgesAt(at: number, cut: readonly Trace[], upright: readonly Trace[], millimetre: number): Trace[] {
  const near = NEAR * millimetre;
  const lines = [...cut].sort((a, b) => a.at - b.at);
  return lines.flatMap((line, i): Trace[] => {
    const above = lines[i - 1];
    if (!above) return [];
    const between = upright.filter(({ from, to }) => from <= above.at + near && to >= line.at - near);
    if (between.length === 0 || between.some((other) => Math.abs(other.at - at) <= NARROW * millimetre)) return [];
    const [from, to] = [Math.floor(above.at), Math.ceil(line.at) + 1];
    const dark = new Uint8Array(to - from).fill(1);
    return [{ at, from, to, dark, depth: line.depth, alone: 1, inked: 1 }];
  });
}
