import type { Box, Guessed } from '../../schemas/index.js';
import { addUnder } from '../../schemas/index.js';
import type { Edge, Grid, GridCell } from '../grid/index.js';
import { findConnected, gridsOf, mergeRulings, takeInParallels } from '../grid/index.js';
import { alignWithin, findAligned } from './aligned.js';
import { withoutBands } from './bands.js';
import { joinBoxes } from './boxes.js';
import { CellFinder } from './cell-finder.js';
import type { Census } from './census.js';
import { censusOf } from './census.js';
import type { EnginePage, Glyph, Shade } from './engine.js';
import type { Line } from './lines.js';
import { withoutFrames } from './frames.js';
import { hangingFrom } from './hanging.js';
import { isBlank, lineOf, linesOf } from './lines.js';
import { withoutGutters } from './gutters.js';
import type { Ledger, PartedRegions } from './ledgers.js';
import { partLedgers } from './ledgers.js';
import { levelMarks } from './marks.js';
import { turned, turnUpright } from './orientation.js';
import { withoutPhantomRows } from './phantom-rows.js';
import { splitUnruledCells } from './split-cells.js';
import { partStripes } from './stripes.js';
import { withTracking } from './tracking.js';
import type { Measure } from './wrap.js';

/** A cell with the visual lines that stand in it. */
export interface PageCell extends GridCell {
  lines: Line[];
  /** Ruled tables inside the cell; their text is theirs alone. */
  tables: PageTable[];
  /** The margins of its text where no lines down show them. */
  measure?: Measure;
}

/** A table as far as it stands on one page. */
export interface PageTable {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  rows: number;
  columns: number;
  cells: PageCell[];
  /** The share of its lines that was drawn as lines; the rest are borders of shaded areas. */
  drawn: number;
  openTop: boolean;
  openBottom: boolean;
  /** Whether rows have no lower border, so that only the next page tells whether the last one is whole. */
  loose?: boolean;
  /** Whether it goes on over the page, although its rows on this page are whole. */
  unclosed?: boolean;
  /** Whether its columns were found from the text: their borders then vary from page to page. */
  soft?: boolean;
  /** Whether cells were found from the text that no rule parts: `rows` where some show that they are not whole. */
  guessed?: Guessed;
}

/** A page with its print sorted into tables, lines outside of them, and slanted print (watermarks, stamps). */
export interface PageContent {
  number: number;
  width: number;
  height: number;
  tables: PageTable[];
  lines: Line[];
  slanted: Line[];
  /** Level rules outside of the tables, where tables without lines down are still to be found among the lines. */
  level?: Edge[];
  /** Shaded rows and cells that are no grid of their own. */
  stripes?: Shade[];
  /** Tables whose columns are drawn, and whose rows are not. */
  ledgers?: Ledger[];
  /** A table that no rule closes below, as if it were one of those. */
  open?: Ledger;
  /** From the upright page to the page as shown. */
  back(box: Box): Box;
}

/**
 * Print → tables with their text, and the lines outside of them, from top to bottom. `back` leads from the page as
 * printed to the page as shown, where a picture was turned before it was read. `before` is the page before, if any.
 */
export function readContent(
  number: number,
  printed: EnginePage,
  back?: (box: Box) => Box,
  before?: PageContent,
): PageContent {
  const upright = withoutBands(turnUpright(printed));
  const page = { ...upright, glyphs: withTracking(upright.glyphs) };
  // Chinese print is set in squares without blanks: there forms of words alone can be told from prose.
  const han = isHan(page.glyphs);
  const drawn = mergeRulings(page.rulings);
  const lines = han ? withoutFrames(drawn, page.glyphs) : drawn;
  const { edges, stripes, tiles } = partStripes(lines, han ? page.shades : [], page.glyphs);
  const all = findConnected(edges);
  const { regions, ledgers, open }: PartedRegions = han
    ? partLedgers(all, page.glyphs, before?.ledgers?.at(-1))
    : { regions: all, ledgers: [] };
  const grids = [...joinBoxes(gridsOf(takeInParallels(regions))), ...tiles];
  const boxed = grids.map(tableOf).sort((a, b) => area(a) - area(b));
  const sorted = sortPrint(page, boxed);
  const { inside, slanted } = sorted;
  let { free } = sorted;
  let known: Map<number, Glyph[]> | undefined;
  const levels = (): Map<number, Glyph[]> => (known ??= levelsOf(sorted.free));
  for (const table of boxed) {
    for (const cell of table.cells) {
      const cut = table.openBottom && cell.row + cell.rowSpan === table.rows;
      if (!cut && !cell.openBelow) continue;
      const own = below(cell, free, cut, levels, inside.get(cell));
      if (own.size === 0) continue;
      inside.set(cell, [...(inside.get(cell) ?? []), ...own]);
      free = free.filter((glyph) => !own.has(glyph));
    }
  }
  const hanging = hangingFrom(boxed, free);
  for (const [glyph, cell] of hanging) inside.set(cell, [...(inside.get(cell) ?? []), glyph]);
  if (hanging.size > 0) free = free.filter((glyph) => !hanging.has(glyph));
  const tables: PageTable[] = [];
  for (const [i, table] of boxed.entries()) {
    const home = homeOf(table, boxed.slice(i + 1));
    if (isTable(table, page, inside, home !== undefined)) (home?.tables ?? tables).push(table);
    else if (home) inside.set(home, [...(inside.get(home) ?? []), ...glyphsOf(table, inside)]);
    else free.push(...glyphsOf(table, inside));
  }
  const read = (glyphs: readonly Glyph[]): Line[] => readLines(glyphs, page);
  const fill = (table: PageTable): void => {
    for (const cell of table.cells) {
      const print = inside.get(cell);
      if (print) cell.lines = read(print);
      for (const inner of cell.tables) fill(inner);
    }
  };
  for (const [i, table] of tables.entries()) {
    fill(table);
    tables[i] = withoutGutters(withoutPhantomRows(table));
  }
  const ruled = [...tables, ...ledgers];
  const level = edges.level.filter(
    ({ at, from, to }) => !ruled.some(({ x0, y0, x1, y1 }) => at >= y0 - 2 && at <= y1 + 2 && from < x1 && to > x0),
  );
  const outside = read(free);
  const aligned = han ? { tables: [], lines: outside } : findAligned(outside, level);
  const refined = tables.map((table) => {
    const rules = rulesOf(table);
    if (rules.length > MOST_RULES || table.cells.some((cell) => cell.tables.length > 0))
      return splitUnruledCells(table);
    return alignWithin(read(glyphsOf(table, inside)), table, rules) ?? splitUnruledCells(table);
  });
  const found = [...refined, ...aligned.tables];
  return {
    number,
    width: page.width,
    height: page.height,
    tables: found.sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0),
    lines: aligned.lines,
    slanted: slantedLines(slanted),
    ...(han ? { level, stripes, ledgers } : {}),
    ...(open && { open }),
    back: (box) => (back ? back(page.back(box)) : page.back(box)),
  };
}

/** Whether a good part of the letters is Han characters; a page of a table may hold little but figures. */
function isHan(glyphs: readonly Glyph[]): boolean {
  const { han, letters } = censusOf(glyphs);
  return han > 0.25 * (han + letters);
}

/** The print of a page by where it stands: in which cell, outside of all, or over other print: at a slant, or large. */
interface Sorted {
  inside: Map<PageCell, Glyph[]>;
  free: Glyph[];
  slanted: Glyph[];
}

/** `tables` come smallest first. What stands off the paper is nowhere. */
function sortPrint(page: EnginePage, tables: readonly PageTable[]): Sorted {
  const inside = new Map<PageCell, Glyph[]>();
  const free: Glyph[] = [];
  const { glyphs, slanted } = levelPrint(page);
  const places = tables.map((table) => new CellFinder(table));
  // Print comes in stretches: what stands in one cell was mostly printed in one go.
  for (let start = 0; start < glyphs.length;) {
    const home = cellAt(places, glyphs[start]!);
    let end = start + 1;
    while (end < glyphs.length && cellAt(places, glyphs[end]!) === home) end++;
    const known = home ? inside.get(home) : free;
    if (known) for (let i = start; i < end; i++) known.push(glyphs[i]!);
    else inside.set(home!, glyphs.slice(start, end));
    start = end;
  }
  return { inside, free, slanted };
}

/** What is printed on the paper: as text, and at a slant or over other print. */
function levelPrint(page: EnginePage): { glyphs: readonly Glyph[]; slanted: Glyph[] } {
  const { glyphs } = page;
  const marks = levelMarks(page);
  const { upright, core } = censusOf(glyphs);
  if (upright && !marks && touches(core, page)) return { glyphs, slanted: [] };
  const slants = (glyph: Glyph): boolean => glyph.angle % 90 !== 0 || marks?.has(glyph) === true;
  const printed = glyphs.filter((glyph) => touches(glyph, page));
  return { glyphs: printed.filter((glyph) => !slants(glyph)), slanted: printed.filter(slants) };
}

/** The cell where the middle of a character stands; an inner table wins over the cell around it. */
function cellAt(tables: readonly CellFinder[], { x0, y0, x1, y1 }: Glyph): PageCell | undefined {
  for (let i = 0; i < tables.length; i++) {
    const found = tables[i]!.at((x0 + x1) / 2, (y0 + y1) / 2);
    if (found) return found;
  }
  return undefined;
}

function tableOf({ xs, ys, cells, drawn, openTop, openBottom, loose }: Grid): PageTable {
  return {
    x0: xs[0]!,
    y0: cells.reduce((top, cell) => Math.min(top, cell.y0), ys[0]!),
    x1: xs.at(-1)!,
    y1: cells.reduce((bottom, cell) => Math.max(bottom, cell.y1), ys.at(-1)!),
    rows: ys.length - 1,
    columns: xs.length - 1,
    cells: cells.map((cell): PageCell => {
      const { x0, y0, x1, y1, row, column, rowSpan, colSpan } = cell;
      // A literal with another one inside is several times dearer than two.
      const lines: Line[] = [];
      const tables: PageTable[] = [];
      const made: PageCell = { x0, y0, x1, y1, row, column, rowSpan, colSpan, lines, tables };
      if (cell.openAbove) made.openAbove = true;
      if (cell.openBelow) made.openBelow = true;
      return made;
    }),
    drawn,
    openTop,
    openBottom,
    ...(loose && { loose }),
  };
}

function area({ x0, y0, x1, y1 }: PageTable): number {
  return (x1 - x0) * (y1 - y0);
}

/** Programs leave print outside of the paper (crop marks, hidden notes); nobody sees it. */
function touches({ x0, y0, x1, y1 }: Census['core'], paper: EnginePage): boolean {
  return x1 > 0 && x0 < paper.width && y1 > 0 && y0 < paper.height;
}

/** A table with more level separators is read cell by cell; this is enough to know that it is one. */
const MOST_RULES = 6;

/** Where level separators stand, from top to bottom; no more than tell that there are too many. */
function rulesOf({ cells }: PageTable): number[] {
  const rules = new Set<number>();
  for (const cell of cells) {
    rules.add(cell.y0).add(cell.y1);
    if (rules.size > MOST_RULES) break;
  }
  return [...rules].sort((a, b) => a - b);
}

/**
 * Print that overflows an open cell, in which `print` stands: browsers draw its sides only as far as the last whole row
 * of the page. `levels` gives the print outside of all cells by the height at which it stands, from left to right.
 */
function below(
  cell: PageCell,
  free: readonly Glyph[],
  cut: boolean,
  levels: () => ReadonlyMap<number, readonly Glyph[]>,
  print: readonly Glyph[] = [],
): Set<Glyph> {
  const isWithin = ({ x0, x1 }: Glyph): boolean => x0 >= cell.x0 - 1 && x1 <= cell.x1 + 1;
  const beneath = free
    .filter((glyph) => glyph.y0 > cell.y1 - glyph.size && isWithin(glyph))
    .sort((a, b) => a.y0 - b.y0);
  const own = new Set<Glyph>();
  // How near (em) print of the same line stands outside of the cell, by the height of the line.
  const rooms = new Map<number, number>();
  if (beneath.length > 0)
    for (const [y, line] of levels())
      for (let i = 1; i < line.length; i++) {
        const [left, right] = [line[i - 1]!, line[i]!];
        if (isWithin(left) !== isWithin(right))
          rooms.set(y, Math.min(rooms.get(y) ?? Infinity, (right.x0 - left.x1) / right.size));
      }
  const roomBeside = (glyph: Glyph): number => rooms.get(Math.round(glyph.y0)) ?? Infinity;
  // A title whose characters stand below one another, each a line of its own.
  const goesOn = (glyph: Glyph): boolean => Math.abs(size - glyph.size) < 0.1 * size && roomBeside(glyph) > 1;
  let reach = print.reduce((bottom, { y1 }) => Math.max(bottom, y1), cell.y1);
  let size = print.at(-1)?.size ?? 0;
  for (const glyph of beneath) {
    // A row that the page cuts ends with its sides; at most a line straddles their ends.
    const gap = glyph.y0 - reach;
    if (cut ? glyph.y0 > cell.y1 : gap > STACKED * glyph.size || (gap > glyph.size && !goesOn(glyph))) break;
    // A line of text below the table runs on over its sides.
    if (!cut && roomBeside(glyph) < TOUCHING) break;
    reach = Math.max(reach, glyph.y1);
    size = glyph.size;
    own.add(glyph);
  }
  return own;
}

function levelsOf(glyphs: readonly Glyph[]): Map<number, Glyph[]> {
  const levels = new Map<number, Glyph[]>();
  for (const glyph of glyphs) addUnder(levels, Math.round(glyph.y0), glyph);
  for (const line of levels.values()) line.sort((a, b) => a.x0 - b.x0);
  return levels;
}

/** Characters of one line are no further apart (em) than those of two cells ever are. */
const TOUCHING = 0.15;
/** Characters of a title that stand below one another are no further apart (em). */
const STACKED = 1.6;

/** The cell of a larger table in which a table stands. A frame around tables is none. */
function homeOf(table: PageTable, larger: readonly PageTable[]): PageCell | undefined {
  for (const outer of larger) {
    if (outer.cells.length < 2) continue;
    const home = outer.cells.find((cell) => holds(cell, table));
    if (home) return home;
  }
  return undefined;
}

function glyphsOf(table: PageTable, inside: ReadonlyMap<PageCell, readonly Glyph[]>): Glyph[] {
  return table.cells.flatMap((cell) => [
    ...(inside.get(cell) ?? []),
    ...cell.tables.flatMap((inner) => glyphsOf(inner, inside)),
  ]);
}

function holds(cell: GridCell, table: PageTable): boolean {
  return table.x0 >= cell.x0 - 1 && table.x1 <= cell.x1 + 1 && table.y0 >= cell.y0 - 1 && table.y1 <= cell.y1 + 1;
}

/** Whether a grid of lines is meant as a table, and not as a picture, a shaded line of text or a border of the page. */
function isTable(
  table: PageTable,
  page: EnginePage,
  inside: ReadonlyMap<PageCell, readonly Glyph[]>,
  nested: boolean,
): boolean {
  const printed = table.cells.some(
    (cell) => cell.tables.length > 0 || inside.get(cell)?.some((glyph) => !isBlank(glyph)) === true,
  );
  if (!printed) return false;
  // Shading behind words, in one piece or line by line, is no grid.
  const shaded = table.drawn < 0.5;
  if (table.cells.length > 1) return !(shaded && table.columns === 1);
  // A box around words inside a cell is an ornament, and so is a shaded line of text.
  if (nested || shaded) return false;
  const margin = 0.07 * Math.min(page.width, page.height);
  const aroundPage =
    table.x0 < margin && table.y0 < margin && table.x1 > page.width - margin && table.y1 > page.height - margin;
  // A ticked box in a sentence is a character.
  const tiny = table.x1 - table.x0 < 24 || table.y1 - table.y0 < 8;
  return !aroundPage && !tiny;
}

/** Upright characters as lines, and those turned by a quarter beside them, each with its box on the page. */
function readLines(glyphs: readonly Glyph[], page: EnginePage): Line[] {
  if (censusOf(page.glyphs).upright || glyphs.every((glyph) => glyph.angle === 0)) return inOrder(linesOf(glyphs));
  const lines = linesOf(glyphs.filter((glyph) => glyph.angle === 0));
  for (const angle of [90, 180, 270]) {
    const others = glyphs.filter((glyph) => glyph.angle === angle);
    if (others.length === 0) continue;
    const upright = turned(others, angle, page.width, page.height);
    for (const line of linesOf(upright.glyphs)) {
      const [x0, y0, x1, y1] = upright.back([line.x0, line.y0, line.x1, line.y1]);
      lines.push({ ...line, x0, y0, x1, y1 });
    }
  }
  return inOrder(lines);
}

function inOrder(lines: Line[]): Line[] {
  return lines.length < 2 ? lines : lines.sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
}

/** Print at a slant (watermarks, stamps) in the order in which it was drawn. */
function slantedLines(glyphs: readonly Glyph[]): Line[] {
  const lines: Line[] = [];
  for (const angle of new Set(glyphs.map((glyph) => glyph.angle))) {
    const same = glyphs.filter((glyph) => glyph.angle === angle && !isBlank(glyph));
    const first = same[0] && lineOf([same[0]]);
    if (!first) continue;
    lines.push({
      ...first,
      glyphs: same,
      text: same.map((glyph) => glyph.text).join(''),
      x0: Math.min(...same.map((glyph) => glyph.x0)),
      y0: Math.min(...same.map((glyph) => glyph.y0)),
      x1: Math.max(...same.map((glyph) => glyph.x1)),
      y1: Math.max(...same.map((glyph) => glyph.y1)),
    });
  }
  return lines;
}
