import { addUnder } from '../../schemas/index.js';
import type { Line } from '../../schemas/index.js';

const NONE: readonly Line[] = [];

/** The parts of each line, in their order; look-up in constant time. */
export function partsIndex(lines: readonly Line[]): (line: Line) => readonly Line[] {
  const parts = new Map<number, Line[]>();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.partOf === null) continue;
    addUnder(parts, line.partOf, line);
  }
  return (line) => parts.get(line.index) ?? NONE;
}
