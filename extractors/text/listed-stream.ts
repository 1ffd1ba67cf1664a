import { cellOf, isFigure, type TextRow } from './cells.js';
import { DEAREST, isHeading, isShort, LONGEST_IN_BLOCK, MOST_GAP } from './listed-line.js';
import { pieceOf, type Chunk, type Line } from './lines.js';
import { restoreRows } from './restore-rows.js';
import { cutStream } from './stream.js';
import { aroundTable, cellsLost, type Reading, type Stretch } from './stretch.js';
import { OF_WHICH, UNIT_TITLE } from './words.js';
import { arePartedByBlanks, joinWrapped } from './wrapped-cells.js';

/** Chunks that were looked at together and are no stream, so that nobody looks at them again. */
const noStream = new WeakSet<Chunk>();

/** Cells that are looked at together. */
const MOST_CELLS = 600;

/** Cell after cell, as the columns of a header tell; sentences may be among them. */
export function readStream(chunks: readonly Chunk[], at: number): Reading | undefined {
  if (noStream.has(chunks[at]!)) return undefined;
  let end = at;
  for (let count = 0; end < chunks.length && count < MOST_CELLS; end++) {
    const chunk = chunks[end]!;
    if ((end > at && chunk.gap > MOST_GAP) || !isShort(chunk, LONGEST_IN_BLOCK)) break;
    count += chunk.lines.length;
  }
  const run = chunks.slice(at, end);
  const parted = arePartedByBlanks(run);
  const items = run.flatMap((chunk, index) =>
    (parted ? joinWrapped(chunk.lines) : chunk.lines.map((line) => [line])).map((lines) => ({
      lines,
      chunk: at + index,
    })),
  );
  const figures = items.filter(({ lines }) => lines.some(({ text }) => isFigure(text))).length;
  const cut =
    figures < 4 ? undefined : cutStream(items.map(({ lines }) => lines.map(({ text }) => text.trim()).join('')));
  if (!cut) {
    const known = end < chunks.length && items.length >= MOST_CELLS ? at + Math.max(1, (end - at) >> 1) : end;
    for (let index = at; index < Math.max(known, at + 1); index++) noStream.add(chunks[index]!);
    return undefined;
  }
  const given: TextRow[] = cut.rows.map((start, row) => ({
    cells: items
      .slice(start, cut.rows[row + 1] ?? cut.end)
      .map(({ lines }) => cellOf(lines.flatMap((line) => pieceOf(line) ?? []))),
    line: items[start]!.lines[0]!.number,
    gap: 0,
  }));
  const { rows, unsure, cost } = restoreRows(given);
  if (cost > DEAREST) {
    noStream.add(chunks[at]!);
    return undefined;
  }
  const linesOf = (from: number, to: number) => items.slice(from, to).flatMap(({ lines }) => lines);
  const torn =
    parted &&
    items
      .slice(cut.start, cut.end - 1)
      .some(
        ({ lines, chunk }, index) => items[cut.start + index + 1]!.chunk === chunk && !OF_WHICH.test(lines[0]!.text),
      );
  const table: Stretch = {
    kind: 'run',
    run: { layout: 'merged', rows },
    lines: linesOf(cut.start, cut.end),
    notices: unsure.length > 0 ? [cellsLost(unsure[0]!.line)] : [],
    // A form that no title parts from what stands above it may be the rest of a larger one.
    guessed: unsure.length > 0 || torn || !isHeadedBy(items[cut.start - 1]?.lines[0]) ? 'rows' : 'columns',
  };
  const last = items[cut.end - 1]!.chunk;
  const rest = items.slice(cut.end).flatMap(({ lines, chunk }) => (chunk === last ? lines : []));
  return { stretches: aroundTable(linesOf(0, cut.start), table, []), next: last + 1, rest };
}

function isHeadedBy(line: Line | undefined): boolean {
  if (!line) return true;
  const text = line.text.trim();
  return isHeading(line) || UNIT_TITLE.test(text) || /(?:情况|明细|如下)[:：。]?$/u.test(text);
}
