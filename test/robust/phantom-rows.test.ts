import { expect, test } from 'vitest';
import type { PageCell, PageTable } from '../../extractors/pdf/page.js';
import { withoutPhantomRows } from '../../extractors/pdf/phantom-rows.js';

/** A cell: first row, rows that it covers, column, upper and lower edge in points, whether it holds print. */
type Cell = [row: number, rowSpan: number, column: number, y0: number, y1: number, printed: boolean];

function kept(cells: Cell[], open: Partial<Pick<PageTable, 'openTop' | 'openBottom'>> = {}): string {
  const rows = Math.max(...cells.map(([row, rowSpan]) => row + rowSpan));
  const line = { text: '12.50' } as PageCell['lines'][number];
  const table = withoutPhantomRows({
    x0: 0,
    y0: 0,
    x1: 300,
    y1: 100,
    rows,
    columns: 3,
    drawn: 1,
    openTop: false,
    openBottom: false,
    ...open,
    cells: cells.map(([row, rowSpan, column, y0, y1, printed]) => {
      const x0 = column * 100;
      return { row, rowSpan, column, colSpan: 1, x0, x1: x0 + 100, y0, y1, tables: [], lines: printed ? [line] : [] };
    }),
  });
  const spans = table.cells.map(({ row, rowSpan, column }) => `${row}+${rowSpan}/${column}`);
  return `${table.rows} rows: ${spans.join(' ')}${table.unclosed ? ', goes on' : ''}`;
}

test.each<[string, Cell[], Parameters<typeof kept>[1], string]>([
  [
    'the gap between cells with borders of their own, where most cells go through, is no row',
    [
      [0, 3, 0, 0, 43, true],
      [0, 3, 2, 0, 43, true],
      [0, 1, 1, 0, 20, true],
      [1, 1, 1, 20, 23, false],
      [2, 1, 1, 23, 43, true],
    ],
    {},
    '2 rows: 0+2/0 0+2/2 0+1/1 1+1/1',
  ],
  [
    'a row of the height of print that was left empty is one',
    [
      [0, 1, 0, 0, 20, true],
      [0, 1, 1, 0, 20, true],
      [1, 1, 0, 20, 40, false],
      [1, 1, 1, 20, 40, false],
    ],
    {},
    '2 rows: 0+1/0 0+1/1 1+1/0 1+1/1',
  ],
  [
    'what a frame leaves free at the end of a page is none, and the table goes on',
    [
      [0, 1, 0, 0, 20, true],
      [0, 1, 1, 0, 20, true],
      [1, 1, 0, 20, 26, false],
      [1, 1, 1, 20, 26, false],
    ],
    { openBottom: true },
    '1 rows: 0+1/0 0+1/1, goes on',
  ],
  [
    'a thin row that holds print stays',
    [
      [0, 1, 0, 0, 20, true],
      [0, 1, 1, 0, 20, true],
      [1, 1, 0, 20, 26, true],
      [1, 1, 1, 20, 26, false],
    ],
    { openBottom: true },
    '2 rows: 0+1/0 0+1/1 1+1/0 1+1/1',
  ],
])('%s', (_, cells, open, expected) => {
  expect(kept(cells, open)).toBe(expected);
});
