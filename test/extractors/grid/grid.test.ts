import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grid, Ruling } from '../../../extractors/grid/index.js';
import { findGrids, mergeRulings } from '../../../extractors/grid/index.js';
import { rulingsOf } from './text-art.js';

/** Cells as `row,column` with `+rowSpan` and `×colSpan` where they are merged. */
function draw(grid: Grid): string {
  return grid.cells
    .map(
      ({ row, column, rowSpan, colSpan }) =>
        `${row},${column}${rowSpan > 1 ? `+${rowSpan}` : ''}${colSpan > 1 ? `×${colSpan}` : ''}`,
    )
    .join(' ');
}

const cases: [string, string[], string[]][] = [
  ['a plain grid', ['+--+--+', '|  |  |', '+--+--+', '|  |  |', '+--+--+'], ['0,0 0,1 1,0 1,1']],
  ['double lines are one', ['+==+==+', '|  |  |', '+==+==+', '|  |  |', '+==+==+'], ['0,0 0,1 1,0 1,1']],
  ['merged to the right', ['+--+--+', '|     |', '+--+--+', '|  |  |', '+--+--+'], ['0,0×2 1,0 1,1']],
  ['merged downwards', ['+--+--+', '|  |  |', '+  +--+', '|  |  |', '+--+--+'], ['0,0+2 0,1 1,1']],
  [
    'a header tree',
    ['+--+--+--+', '|  |     |', '+  +--+--+', '|  |  |  |', '+--+--+--+', '|  |  |  |', '+--+--+--+'],
    ['0,0+2 0,1×2 1,1 1,2 2,0 2,1 2,2'],
  ],
  ['two tables', ['+--+--+', '|  |  |', '+--+--+', '', '', '+--+', '|  |', '+--+'], ['0,0 0,1', '0,0']],
  [
    'without outer borders left and right',
    ['+--+--+--+', '   |  |   ', '+--+--+--+', '   |  |   ', '+--+--+--+'],
    ['0,0 0,1 0,2 1,0 1,1 1,2'],
  ],
  ['a notch in the outline', ['   +--+', '   |  |', '+--+--+', '|  |  |', '+--+--+'], ['0,1 1,0 1,1']],
  ['a merged cell that goes on below, as browsers leave it', ['+--+--+', '|  |  |', '+  +--+'], ['0,0 0,1']],
  [
    'a column merged over the whole page beside rows',
    ['   +--+', '|  |  |', '|  +--+', '|  |  |', '   +--+'],
    ['0,0+2 0,1 1,1'],
  ],
  [
    'rules at the left and top of each cell alone, a merged label among them',
    ['+--+--+', '|  |   ', '+--+--+', '|  |   ', '|  +--+', '|  |   '],
    ['0,0 0,1 1,0+2 1,1 2,1'],
  ],
  [
    'a last row without a rule, beside merged cells that reach further',
    [
      '+--+--+--+--+--+',
      '|  |  |  |  |   ',
      '|  +--+--+--+--+',
      '|  |  |  |  |   ',
      '|  |  |  |  |   ',
      '|  |            ',
      '|  |            ',
      '|  |            ',
    ],
    ['0,0+2 0,1 0,2 0,3 0,4 1,1 1,2 1,3 1,4'],
  ],
  [
    'a merged column that the page ends early, beside rows',
    ['   +--+', '|  |  |', '|  +--+', '   |  |', '   +--+'],
    ['0,0+2 0,1 1,1'],
  ],
  [
    'merged cells that end higher up than their row, as browsers leave them at the end of a page',
    [
      '+--+--+--+',
      '|  |  |  |',
      '|  |  +--+',
      '|  |  |  |',
      '+--+  |  |',
      '|     |  |',
      '|  +--+  |',
      '|        |',
      '|     +--+',
      '|  |  |  |',
      '+--+--+--+',
    ],
    ['0,0+2 0,1+2 0,2 1,2 2,0 2,1 2,2'],
  ],
  ['a frame', ['+-----+', '|     |', '|     |', '+-----+'], ['0,0']],
  [
    'a missing line cuts no cell in two shapes',
    ['+--+--+', '|  |  |', '+--+  +', '|     |', '+--+--+'],
    ['0,0 0,1+2 1,0'],
  ],
];

describe('findGrids', () => {
  it.each(cases)('%s', (_name, art, expected) => {
    expect(findGrids(rulingsOf(art)).map(draw)).toEqual(expected);
  });

  it('is the same for pieces, in any order, with gaps and overshoot', () => {
    const layout = fc.record({
      columns: fc.array(fc.integer({ min: 12, max: 60 }), { minLength: 1, maxLength: 5 }),
      rows: fc.array(fc.integer({ min: 12, max: 60 }), { minLength: 1, maxLength: 5 }),
      pieces: fc.integer({ min: 1, max: 4 }),
      gap: fc.integer({ min: -2, max: 2 }),
    });
    fc.assert(
      fc.property(layout, fc.integer(), ({ columns, rows, pieces, gap }, seed) => {
        const rulings = gridLines(columns, rows, pieces, gap);
        const shuffled = [...rulings].sort((a, b) => hash(a, seed) - hash(b, seed));
        const grids = findGrids(shuffled);
        expect(grids).toHaveLength(1);
        expect(grids[0]!.cells).toHaveLength(columns.length * rows.length);
        expect(grids[0]!.xs).toHaveLength(columns.length + 1);
      }),
    );
  });
});

describe('mergeRulings', () => {
  it('joins dots to a line and forgets stray ones', () => {
    const dots = Array.from({ length: 20 }, (_, i): Ruling => ({
      x0: i * 3,
      y0: 50,
      x1: i * 3 + 1,
      y1: 50,
      source: 'line',
    }));
    const stray: Ruling = { x0: 200, y0: 50, x1: 201, y1: 50, source: 'line' };
    expect(mergeRulings([...dots, stray]).level).toEqual([{ at: 50, from: 0, to: 58, drawn: expect.any(Number) }]);
  });

  it('tells borders of shaded areas from drawn lines', () => {
    const edge: Ruling = { x0: 0, y0: 10, x1: 100, y1: 10, source: 'edge' };
    const line: Ruling = { x0: 0, y0: 10.4, x1: 50, y1: 10.4, source: 'line' };
    expect(mergeRulings([edge, line]).level[0]).toMatchObject({ from: 0, to: 100, drawn: 0.5 });
  });
});

function gridLines(columns: readonly number[], rows: readonly number[], pieces: number, gap: number): Ruling[] {
  const xs = columns.reduce((all, width) => [...all, all.at(-1)! + width], [40]);
  const ys = rows.reduce((all, height) => [...all, all.at(-1)! + height], [40]);
  const cut = (from: number, to: number): [number, number][] =>
    Array.from({ length: pieces }, (_, i) => [
      from + ((to - from) * i) / pieces + gap / 2,
      from + ((to - from) * (i + 1)) / pieces - gap / 2,
    ]);
  return [
    ...ys.flatMap((y) => cut(xs[0]!, xs.at(-1)!).map(([x0, x1]): Ruling => ({ x0, y0: y, x1, y1: y, source: 'line' }))),
    ...xs.flatMap((x) => cut(ys[0]!, ys.at(-1)!).map(([y0, y1]): Ruling => ({ x0: x, y0, x1: x, y1, source: 'line' }))),
  ];
}

function hash({ x0, y0, x1, y1 }: Ruling, seed: number): number {
  return Math.sin((x0 * 31 + y0 * 17 + x1 * 7 + y1 * 3) * (1 + (seed % 97)));
}
