import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findGrids } from '../../../extractors/grid/index.js';
import type { Ruling } from '../../../extractors/grid/index.js';
import { CellFinder } from '../../../extractors/pdf/cell-finder.js';
import type { PageTable } from '../../../extractors/pdf/page.js';

/** A table of lines at these places, in which some stretches of the inner lines are left out. */
function tableOf(xs: readonly number[], ys: readonly number[], gone: ReadonlySet<number>): PageTable | undefined {
  const rulings: Ruling[] = [];
  let i = 0;
  for (const [r, y] of ys.entries()) {
    for (let c = 0; c + 1 < xs.length; c++) {
      const outer = r === 0 || r === ys.length - 1;
      if (outer || !gone.has(i++)) rulings.push({ x0: xs[c]!, y0: y, x1: xs[c + 1]!, y1: y, source: 'line' });
    }
  }
  for (const [c, x] of xs.entries()) {
    for (let r = 0; r + 1 < ys.length; r++) {
      const outer = c === 0 || c === xs.length - 1;
      if (outer || !gone.has(i++)) rulings.push({ x0: x, y0: ys[r]!, x1: x, y1: ys[r + 1]!, source: 'line' });
    }
  }
  const [grid] = findGrids(rulings);
  if (!grid) return undefined;
  return {
    x0: grid.xs[0]!,
    y0: grid.ys[0]!,
    x1: grid.xs.at(-1)!,
    y1: grid.ys.at(-1)!,
    rows: grid.ys.length - 1,
    columns: grid.xs.length - 1,
    cells: grid.cells.map((cell) => ({ ...cell, lines: [], tables: [] })),
    drawn: 1,
    openTop: false,
    openBottom: false,
  };
}

const places = fc
  .array(fc.integer({ min: 20, max: 80 }), { minLength: 1, maxLength: 6 })
  .map((widths) => widths.reduce<number[]>((ends, width) => [...ends, ends.at(-1)! + width], [50]));

test('the cell at a point is the first one that holds it, whatever was asked before', () => {
  fc.assert(
    fc.property(
      places,
      places,
      fc.uniqueArray(fc.nat({ max: 60 }), { maxLength: 20 }),
      fc.array(fc.tuple(fc.integer({ min: 40, max: 560 }), fc.integer({ min: 40, max: 560 })), { maxLength: 60 }),
      (xs, ys, gone, points) => {
        const table = tableOf(xs, ys, new Set(gone));
        if (!table) return;
        const finder = new CellFinder(table);
        // Some of the points stand exactly on borders.
        const all = [...points, ...xs.flatMap((x) => ys.map((y) => [x, y] as const))];
        for (const [x, y] of all) {
          const holds = table.cells.find((cell) => x >= cell.x0 && x <= cell.x1 && y >= cell.y0 && y <= cell.y1);
          expect(finder.at(x, y)).toBe(holds);
        }
      },
    ),
    { numRuns: 60 },
  );
});
