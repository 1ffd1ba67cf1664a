import type { Glyph } from './engine.js';
import { isNumeric } from './chunks.js';
import type { Line } from './lines.js';
import { lineOf } from './lines.js';
import type { PageCell, PageTable } from './page.js';

/** Clear room (em) that a separator needs between the characters on both sides. */
const CLEAR = 0.5;
/** Fewer pieces with print are a title or a sentence. */
const LEAST = 3;

/**
 * Tables that are ruled only in part: a row without lines down, whose numbers stand below the columns of the header,
 * is parted at the header's separators. A merged cell with a sentence in it crosses them, and stays whole.
 */
export function splitUnruledCells(table: PageTable): PageTable {
  if (!table.cells.some(isWide)) return table;
  const columnAt = new Map<number, number>();
  for (const { x0, x1, column, colSpan } of table.cells) columnAt.set(x0, column).set(x1, column + colSpan);
  const separators = [...columnAt.keys()].sort((a, b) => a - b);
  const cells = table.cells.flatMap((cell) => {
    if (!isWide(cell)) return cell;
    const inner = separators.filter((x) => x > cell.x0 + 1 && x < cell.x1 - 1 && isClear(cell.lines, x));
    if (inner.length + 1 < LEAST || countPrinted(cell, inner) < LEAST) return cell;
    const pieces = parted(cell, inner, columnAt);
    const printed = pieces.filter((piece) => piece.lines.length > 0);
    const numeric = printed.filter((piece) => piece.lines.every((line) => isNumeric(line.text)));
    const meant = printed.length * 2 >= pieces.length && numeric.length * 2 >= printed.length - 1;
    return meant ? pieces : cell;
  });
  return { ...table, cells };
}

/** A cell of so many columns that it may be several, with text of its own. */
function isWide({ colSpan, lines, tables }: PageCell): boolean {
  return colSpan >= LEAST && lines.length > 0 && tables.length === 0;
}

function isClear(lines: readonly Line[], x: number): boolean {
  for (let i = 0; i < lines.length; i++) {
    const { glyphs, size } = lines[i]!;
    let left = glyphs.length - 1;
    while (left >= 0 && (glyphs[left]!.x0 + glyphs[left]!.x1) / 2 >= x) left--;
    let right = 0;
    while (right < glyphs.length && (glyphs[right]!.x0 + glyphs[right]!.x1) / 2 < x) right++;
    if (left < 0 || right === glyphs.length) continue;
    if (glyphs[right]!.x0 - glyphs[left]!.x1 <= CLEAR * size) return false;
  }
  return true;
}

/** How many of the pieces between these separators hold print. */
function countPrinted({ x0, x1, lines }: PageCell, inner: readonly number[]): number {
  const printed = new Set<number>();
  for (const { glyphs } of lines) {
    for (const glyph of glyphs) {
      const x = (glyph.x0 + glyph.x1) / 2;
      if (x < x0 || x >= x1) continue;
      let piece = 0;
      while (piece < inner.length && x >= inner[piece]!) piece++;
      printed.add(piece);
    }
  }
  return printed.size;
}

function parted(cell: PageCell, inner: readonly number[], columnAt: ReadonlyMap<number, number>): PageCell[] {
  const ends = [cell.x0, ...inner, cell.x1];
  return ends.slice(1).map((x1, i) => {
    const x0 = ends[i]!;
    const column = i === 0 ? cell.column : columnAt.get(x0)!;
    const end = i === inner.length ? cell.column + cell.colSpan : columnAt.get(x1)!;
    const within = ({ x0: a, x1: b }: Glyph): boolean => (a + b) / 2 >= x0 && (a + b) / 2 < x1;
    const lines = cell.lines.map((line) => lineOf(line.glyphs.filter(within))).filter((line) => line !== undefined);
    return { ...cell, x0, x1, column, colSpan: end - column, lines };
  });
}
