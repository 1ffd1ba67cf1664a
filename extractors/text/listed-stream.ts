import { isFigure, type TextRow } from './cells.js';
import { cellFrom, DEAREST, isHeading, isShort, LONGEST_IN_BLOCK, MOST_GAP } from './listed-line.js';
import type { Chunk, Line } from './lines.js';
import { restoreRows } from './restore-rows.js';
import { cutStream } from './stream.js';
import { aroundTable, cellsLost, type Reading, type Stretch } from './stretch.js';
import { UNIT_TITLE } from './words.js';

/** Chunks that were looked at together and are no stream, so that nobody looks at them again. */
const noStream = new WeakSet<Chunk>();

/** Cells that are looked at together. */
const MOST_CELLS = 600;

/** Cell after cell, as the columns of a header tell; sentences may be among them. */
export function readStream(chunks: readonly Chunk[], at: number): Reading | undefined {
  if (noStream.has(chunks[at]!)) return undefined;
  const lines: { line: Line; chunk: number }[] = [];
  let figures = 0;
  let end = at;
  for (; end < chunks.length && lines.length < MOST_CELLS; end++) {
    const chunk = chunks[end]!;
    if ((end > at && chunk.gap > MOST_GAP) || !isShort(chunk, LONGEST_IN_BLOCK)) break;
    for (const line of chunk.lines) {
      lines.push({ line, chunk: end });
      if (isFigure(line.text)) figures++;
    }
  }
  const cut = figures < 4 ? undefined : cutStream(lines.map(({ line }) => line.text.trim()));
  if (!cut) {
    const known = end < chunks.length && lines.length >= MOST_CELLS ? at + Math.max(1, (end - at) >> 1) : end;
    for (let index = at; index < Math.max(known, at + 1); index++) noStream.add(chunks[index]!);
    return undefined;
  }
  const given: TextRow[] = cut.rows.map((start, row) => ({
    cells: lines.slice(start, cut.rows[row + 1] ?? cut.end).map(({ line }) => cellFrom(line)),
    line: lines[start]!.line.number,
    gap: 0,
  }));
  const { rows, unsure, cost } = restoreRows(given);
  if (cost > DEAREST) {
    noStream.add(chunks[at]!);
    return undefined;
  }
  const table: Stretch = {
    kind: 'run',
    run: { layout: 'merged', rows },
    lines: lines.slice(cut.start, cut.end).map(({ line }) => line),
    notices: unsure.length > 0 ? [cellsLost(unsure[0]!.line)] : [],
    // A form that no title parts from what stands above it may be the rest of a larger one.
    guessed: unsure.length > 0 || !isHeadedBy(lines[cut.start - 1]?.line) ? 'rows' : 'columns',
  };
  const last = lines[cut.end - 1]!.chunk;
  const rest = lines.slice(cut.end).filter(({ chunk }) => chunk === last);
  const before = lines.slice(0, cut.start).map(({ line }) => line);
  return { stretches: aroundTable(before, table, []), next: last + 1, rest: rest.map(({ line }) => line) };
}

function isHeadedBy(line: Line | undefined): boolean {
  if (!line) return true;
  const text = line.text.trim();
  return isHeading(line) || UNIT_TITLE.test(text) || /(?:情况|明细|如下)[:：。]?$/u.test(text);
}
