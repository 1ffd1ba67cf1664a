import { squeeze, type RawBlock, type RawDocument, type RawTable } from '../../schemas/index.js';
import { gridOf, regrid, stack, type FormCell, type Grid } from './grid.js';
import { rowTraits } from './row-traits.js';

/** A physical table, or several that go on over pages, with the lines printed right above it. */
export interface Physical {
  grid: Grid;
  title: string;
  /** Caption lines above, nearest last: titles, 单位：万元. */
  above: string[];
  pages: number[];
  /** Rows (of `grid`) at which another physical table goes on. */
  seams: number[];
}

/** All tables of a document in order, nested ones behind the one that holds them, continued ones joined. */
export function physicalTables(raw: RawDocument): Physical[] {
  const found: Physical[] = [];
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
    const grid = regrid(gridOf(block, number));
    const previous = found.at(-1);
    if (previous && !nested && goesOn(previous, grid, between)) {
      previous.seams.push(previous.grid.rows);
      previous.grid = stack(previous.grid, grid);
      previous.pages = [...new Set([...previous.pages, ...block.pages])];
    } else {
      found.push({ grid, title: block.title ?? '', above: captions(between), pages: [...block.pages], seams: [] });
    }
    between = [];
    for (const inner of nestedTables(block)) visit(inner, true);
  };
  for (const block of raw.blocks) visit(block, false);
  return found;
}

/** A physical table goes on: nothing but 续表 and units between, the same columns, no new header or section. */
function goesOn(previous: Physical, grid: Grid, between: readonly string[]): boolean {
  if (grid.columns !== previous.grid.columns || grid.columns < 2) return false;
  if (!between.every((text) => CONTINUED.test(squeeze(text)))) return false;
  const traits = rowTraits(grid);
  const first = traits[0];
  if (!first) return false;
  if (first.wide) return CONTINUED.test(squeeze(first.wide.text));
  if (!first.header) return true;
  const texts = rowText(first.printed);
  return rowTraits(previous.grid).some((row) => row.header && rowText(row.printed) === texts);
}

/** What a row prints, for comparing repeated headers. */
export function rowText(cells: readonly FormCell[]): string {
  return cells.map((cell) => squeeze(cell.text)).join('|');
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

function nestedTables(table: RawTable): RawTable[] {
  return table.cells.flatMap((cell) => cell.tables ?? []);
}
