import type { Chunk } from './lines.js';
import type { Reading } from './stretch.js';
import { readTabBetween } from './tab-between.js';
import { readTabCells } from './tab-cells.js';
import { hasTab, isRowPerLine } from './tab-lines.js';
import { readTabRows } from './tab-rows.js';

/**
 * Tables whose cells are parted by tabs, from chunk `at` on: a tab before every cell with one cell a line and an empty
 * line between rows, a tab between cells of a line each, or a whole row on a line. Undefined where the chunk holds no tab.
 */
export function readTabs(chunks: readonly Chunk[], at: number): Reading | undefined {
  const chunk = chunks[at];
  if (!chunk || !chunk.lines.some(hasTab)) return undefined;
  const reading = readTabBetween(chunks, at);
  if (reading) return reading;
  return isRowPerLine(chunk) ? readTabRows(chunks, at) : readTabCells(chunks, at);
}
