import type { PageCell, PageTable } from './page.js';

/**
 * The cells of a table by where they stand. Print comes in reading order: most of it stands in the cell where the
 * character before it did, or in the next one.
 */
export class CellFinder {
  readonly #table: PageTable;
  #last = 0;

  constructor(table: PageTable) {
    this.#table = table;
  }

  /** The first cell that holds a point. Cells share their borders and nothing else. */
  at(x: number, y: number): PageCell | undefined {
    const { cells, x0, x1, y0, y1 } = this.#table;
    if (x < x0 || x > x1 || y < y0 || y > y1) return undefined;
    for (let i = this.#last; i < this.#last + 2 && i < cells.length; i++) {
      if (!isWithin(cells[i]!, x, y)) continue;
      this.#last = i;
      return cells[i];
    }
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      if (x < cell.x0 || x > cell.x1 || y < cell.y0 || y > cell.y1) continue;
      this.#last = i;
      return cell;
    }
    return undefined;
  }
}

/** Off the borders: there no other cell holds the point. */
function isWithin(cell: PageCell, x: number, y: number): boolean {
  return x > cell.x0 && x < cell.x1 && y > cell.y0 && y < cell.y1;
}
