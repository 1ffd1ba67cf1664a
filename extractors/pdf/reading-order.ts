import type { FurnitureKind } from './furniture.js';
import type { Fragment } from './joined-table.js';
import type { Line } from './lines.js';
import type { PageContent, PageTable } from './page.js';
import type { ProseLine } from './prose.js';

/** A line of running text, or a table with its stretches on all pages. */
export type Item = ProseLine | { fragments: Fragment[] };

/** Words that announce the rest of a table. */
const CONTINUED = /续表|[（(]\s*续\s*[）)]?|\bcont(?:inued|['’]?d|\.)/iu;
/** How much of the page (share of its height) may stay empty below a table that goes on. */
const UNFILLED = 0.25;
/** A row of this share of the free space counts as one that did not fit: margins and spacing take the rest. */
const TALL = 0.6;
/** Tables of one width belong together; this is the play (share of the width). */
const SAME_WIDTH = 0.02;

/** All pages in reading order; a table that goes on over a page break is one item. */
export function readingOrder(pages: readonly PageContent[], furniture: ReadonlyMap<Line, FurnitureKind>): Item[] {
  const items: Item[] = [];
  const floor = bodyFloor(pages, furniture);
  for (const page of pages) {
    const lines = page.lines.filter((line) => !furniture.has(line));
    const all: (Line | PageTable)[] = [...lines, ...page.tables].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
    const announced = continuedAt(all);
    for (const [i, item] of all.entries()) {
      if ('glyphs' in item) {
        items.push({ page, line: item });
        continue;
      }
      const last = lastTable(items, announced > 0 && i === announced ? announced : 0);
      const before = last?.fragments.at(-1);
      const first = i === 0 || i === announced;
      // Two pages may lie on one sheet.
      const follows = before !== undefined && before.page !== page && before.page.number >= page.number - 1;
      if (last && before && first && follows && fits(before, item, page, floor, i > 0)) {
        last.fragments.push({ page, table: item });
        // The announcement stays where it is read, before the table's next neighbour.
      } else items.push({ fragments: [{ page, table: item }] });
    }
  }
  return items;
}

/** The index of the first table of a page when only lines that announce a continuation stand above it; else 0. */
function continuedAt(all: readonly (Line | PageTable)[]): number {
  const at = all.findIndex((item) => !('glyphs' in item));
  if (at < 1 || at > 3) return 0;
  return all.slice(0, at).some((item) => 'glyphs' in item && CONTINUED.test(item.text)) ? at : 0;
}

/** The table that ended the page before, looking past the lines that announce its continuation. */
function lastTable(items: readonly Item[], announcing: number): { fragments: Fragment[] } | undefined {
  const last = items.at(-1 - announcing);
  return last && 'fragments' in last ? last : undefined;
}

function fits(before: Fragment, table: PageTable, page: PageContent, floor: number, announced: boolean): boolean {
  const upper = before.table;
  if (Math.abs(before.page.width - page.width) > 1) return false;
  const [wide, width] = [upper.x1 - upper.x0, table.x1 - table.x0];
  const soft = upper.soft === true && table.soft === true && upper.columns === table.columns;
  if (Math.abs(wide - width) > (announced || soft ? 0.1 : SAME_WIDTH) * Math.max(wide, width)) return false;
  if (upper.cells.length === 1 || table.cells.length === 1) {
    if (upper.cells.length !== table.cells.length) return false;
  }
  const free = floor - upper.y1;
  return (
    announced ||
    goesOn(upper, table) ||
    sameColumns(upper, table) ||
    free < UNFILLED * page.height ||
    // A row that is not to be broken goes to the next page as a whole.
    (Math.abs(upper.x0 - table.x0) < 1 && firstRowHeight(table) > TALL * free)
  );
}

/** Browsers close a table only where it ends, and push a row that does not fit to the next page, however much is free. */
function goesOn(upper: PageTable, lower: PageTable): boolean {
  return (
    upper.openBottom ||
    upper.unclosed === true ||
    lower.openTop ||
    lower.unclosed === true ||
    upper.cells.some((cell) => cell.openBelow === true)
  );
}

/** Rows under one merged label stay together where rows are not to be broken; an open cell is longer than the page. */
function firstRowHeight({ cells }: PageTable): number {
  const first = cells.filter(({ row }) => row === 0);
  return Math.max(...first.map(({ y0, y1, openBelow }) => (openBelow ? Infinity : y1 - y0)));
}

function sameColumns(a: PageTable, b: PageTable): boolean {
  const [upper, lower] = [columnEnds(a), columnEnds(b)];
  const shared = lower.filter((x) => upper.some((y) => Math.abs(x - y) < 1)).length;
  if (shared >= MANY && shared + 1 >= lower.length) return true;
  return a.columns === b.columns && a.columns > 1 && upper.every((x, i) => Math.abs(x - (lower[i] ?? Infinity)) < 4);
}

/** So many columns that another table has, too, but for one, are no chance: it has others for other rows. */
const MANY = 6;

function columnEnds(table: PageTable): number[] {
  return [...new Set(table.cells.map((cell) => Math.round(cell.x0 - table.x0)))].sort((a, b) => a - b);
}

/** How far down (points) the pages of this document are filled. */
function bodyFloor(pages: readonly PageContent[], furniture: ReadonlyMap<Line, FurnitureKind>): number {
  let floor = 0;
  for (const page of pages) {
    for (const table of page.tables) floor = Math.max(floor, Math.min(page.height, table.y1));
    for (const line of page.lines) if (!furniture.has(line)) floor = Math.max(floor, line.y1);
  }
  return floor;
}
