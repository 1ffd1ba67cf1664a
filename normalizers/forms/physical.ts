import { squeeze, type RawBlock, type RawDocument, type RawTable } from '../../schemas/index.js';
import { gridOf, regrid, stack, type FormCell, type Grid } from './grid.js';
import { restoreSpans } from './lost-spans.js';
import { rowTraits } from './row-traits.js';
import { alignShortRows } from './short-rows.js';

/** A physical table, or several that go on over pages, with the lines printed right above it. */
export interface Physical {
  grid: Grid;
  title: string;
  /** Caption lines above, nearest last: titles, 单位：万元. */
  above: string[];
  pages: number[];
  /** Rows (of `grid`) at which another physical table goes on. */
  seams: number[];
  /** Nothing is printed between it and the table before. */
  adjoins: boolean;
}

/** All tables of a document in order, nested ones behind the one that holds them, continued ones joined. */
export function physicalTables(raw: RawDocument): Physical[] {
  const found: Pieces[] = [];
  let between: string[] = [];
  let count = 0;
  const visit = (block: RawBlock, nested: boolean): void => {
    if (block.kind !== 'table') {
      between.push(block.text);
      if (between.length > 4) between.shift();
      return;
    }
    const number = block.place.table ?? count;
    count = Math.max(count, number) + 1;
    const grid = regrid(restoreSpans(alignShortRows(gridOf(block, number))));
    const previous = found.at(-1);
    if (previous && !nested && previous.goesOn(grid, between)) previous.add(grid, block.pages);
    else
      found.push(new Pieces(grid, block, captions(between), previous !== undefined && !nested && between.length === 0));
    between = [];
    for (let at = 0; at < block.cells.length; at++) {
      const { tables } = block.cells[at]!;
      if (tables) for (const inner of tables) visit(inner, true);
    }
  };
  for (const block of raw.blocks) visit(block, false);
  return found.map((pieces) => pieces.joined());
}

/** A table with what may go on from it, put together when all of it is known. */
class Pieces {
  private readonly grids: Grid[];
  private readonly seams: number[] = [];
  private readonly pages: Set<number>;
  private rows: number;
  /** Texts of the header rows of the first `read` grids together. */
  private readonly headers = new Set<string>();
  private read = 0;
  /** Nothing but captions stands in the grids before the last of these. */
  private top = true;

  constructor(
    private readonly first: Grid,
    private readonly block: RawTable,
    private readonly above: string[],
    private readonly adjoins: boolean,
  ) {
    this.grids = [first];
    this.pages = new Set(block.pages);
    this.rows = first.rows;
  }

  add(grid: Grid, pages: readonly number[]): void {
    this.seams.push(this.rows);
    this.grids.push(grid);
    this.rows += grid.rows;
    for (const page of pages) this.pages.add(page);
  }

  joined(): Physical {
    const { seams, above, block, adjoins } = this;
    return { grid: stack(this.grids), title: block.title ?? '', above, pages: [...this.pages], seams, adjoins };
  }

  /** It goes on: nothing but 续表 and units between, the same columns, no new header or section. */
  goesOn(grid: Grid, between: readonly string[]): boolean {
    if (grid.columns !== this.first.columns || grid.columns < 2) return false;
    if (!between.every((text) => CONTINUED.test(squeeze(text)))) return false;
    const first = rowTraits(grid, 1)[0];
    if (!first) return false;
    if (first.wide) return CONTINUED.test(first.wide.squeezed);
    return !first.header || this.hasHeader(rowText(first.printed));
  }

  /** Whether a row above is a header with this text. What is a header depends on the rows below it, of the next piece too. */
  private hasHeader(text: string): boolean {
    for (; this.read < this.grids.length; this.read++) {
      const piece = this.grids[this.read]!;
      const before = this.grids[this.read - 1];
      const both = stack(before ? [before, piece] : [piece]);
      const traits = rowTraits(both, both.rows, this.top);
      for (const row of traits) if (row.header) this.headers.add(rowText(row.printed));
      this.top &&= traits.slice(0, before?.rows ?? 0).every((row) => row.wide ?? row.printed.length === 0);
    }
    return this.headers.has(text);
  }
}

/** What a row prints, for comparing repeated headers. */
export function rowText(cells: readonly FormCell[]): string {
  return cells.map((cell) => cell.squeezed).join('|');
}

/** 续表, （续）, 接上页, cont., and lines that only repeat the unit. */
export const CONTINUED =
  /^(?:$|.{0,30}[((]?续(?:表|上表|前表)?\d*[))]?(?:[((]?(?:金额)?单位[::].{1,6}[))]?)?|接上页|.*cont(?:inued|\.)?|[((]?(?:金额)?单位[::].{1,6})$/iu;

function captions(between: readonly string[]): string[] {
  const lines: string[] = [];
  for (const text of [...between].reverse()) {
    const squeezed = squeeze(text);
    if (squeezed === '') continue;
    if (squeezed.length > 45 || /[。;；]$/u.test(squeezed)) break;
    lines.unshift(text);
    if (lines.length === 3) break;
  }
  return lines;
}
