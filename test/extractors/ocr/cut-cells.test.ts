import { expect, it } from 'vitest';
import { doubtCutCells } from '../../../extractors/ocr/cut-cells.js';
import type { Box, RawCell, RawTable } from '../../../schemas/index.js';

/** A cell of page 1, which is 500 points wide and 700 high. */
function table(text: string, box: Box): RawTable {
  const place = { page: 1, table: 0, row: 0, column: 0, box };
  const cell: RawCell = { row: 0, column: 0, rowSpan: 1, colSpan: 1, text, place };
  return { kind: 'table', rows: 1, columns: 1, cells: [cell], pages: [1], place: { page: 1 } };
}

it.each<[string, string, Box, readonly (readonly [number, readonly Box[]])[], boolean]>([
  ['an empty cell at the right edge', '', [400, 100, 499.8, 120], [[1, []]], true],
  ['an empty cell at the left edge', '', [0.2, 100, 90, 120], [[1, []]], true],
  ['an empty cell at the foot of a sheet that was turned', '', [100, 640, 120, 699.5], [[1, []]], true],
  ['a cell with print', '12.5', [400, 100, 499.8, 120], [[1, []]], false],
  ['an empty cell within the sheet', '', [400, 100, 480, 120], [[1, []]], false],
  ['an empty cell at the edge of a page that was printed', '', [400, 100, 500, 120], [[2, []]], false],
  ['an empty cell under a stamp', '', [400, 100, 480, 120], [[1, [[399, 99, 481, 121]]]], true],
  ['an empty cell beside a stamp', '', [400, 100, 480, 120], [[1, [[300, 99, 399, 121]]]], false],
  ['a cell with print under a stamp', '12.5', [400, 100, 480, 120], [[1, [[399, 99, 481, 121]]]], false],
])('%s', (_, text, box, recognized, doubtful) => {
  const pages = [1, 2].map((number) => ({ number, width: 500, height: 700 }));
  const block = table(text, box);
  doubtCutCells({ pages, blocks: [block] }, new Map(recognized));
  expect((block.cells[0]!.confidence ?? 1) < 0.5).toBe(doubtful);
});
