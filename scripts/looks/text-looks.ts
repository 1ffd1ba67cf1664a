/** Grids printed as plain text, in the shapes in which tables reach us once their document was copied or converted. */
import type { RawCell, RawTable } from '../../schemas/index.js';

export type TextLook = (table: RawTable) => string;

type Align = 'left' | 'right' | 'centre' | 'mixed';

/** Columns that a text takes: Han and full-width signs take two, and in Chinese fonts so do the signs of frames. */
const widthOf = (text: string, wideFrames = false): number =>
  [...text].reduce((sum, sign) => sum + (sign >= (wideFrames ? '\u2500' : '\u2e80') ? 2 : 1), 0);
const flat = (text: string): string => text.replace(/\s*\n\s*/g, '').trim();
export const isFigure = (text: string): boolean => /^[-+(]?\d[\d,.]*[)%]?$/.test(text);

/** The texts of each row by position; a merged cell stands at its first position, the others are ''. */
export function slots(table: RawTable): string[][] {
  const grid = Array.from({ length: table.rows }, () => Array.from({ length: table.columns }, () => ''));
  for (const { row, column, text } of table.cells) grid[row]![column] = flat(text);
  return grid;
}

/** The texts of each row as Word writes them: a cell over several columns once, the rest of a tall cell as ''. */
export function onceARow(table: RawTable): string[][] {
  return Array.from({ length: table.rows }, (_, row) =>
    table.cells
      .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
      .sort((a, b) => a.column - b.column)
      .map((cell) => (cell.row === row ? flat(cell.text) : '')),
  );
}

export const filled = (texts: readonly string[]): string[] => texts.filter((text) => text !== '');

export const tabBeforeCell: TextLook = (table) =>
  onceARow(table)
    .map((row) => row.map((text) => `\t${text}\n`).join(''))
    .join('\n');
export const tabRows: TextLook = (table) => joined(slots(table), '\t');
export const tabRowsMergedOnce: TextLook = (table) => joined(onceARow(table), '\t');
export const bars: TextLook = (table) => joined(slots(table), ' | ');
export const markdown: TextLook = (table) => {
  const [head = [], ...rest] = slots(table).map((row) => `| ${row.join(' | ')} |`);
  return [head, `|${' --- |'.repeat(table.columns)}`, ...rest].join('\n') + '\n';
};
const quoted = (separator: string): TextLook => {
  const quote = (text: string) =>
    text.includes(separator) || text.includes('"') ? `"${text.replace(/"/g, '""')}"` : text;
  return (table) =>
    joined(
      slots(table).map((row) => row.map(quote)),
      separator,
    );
};
export const commas = quoted(',');
export const semicolons = quoted(';');
/** A line a cell, a blank line between rows, empty cells lost. */
export const blocks: TextLook = (table) => joined(onceARow(table).map(filled), '\n', '\n\n');
/** A line a cell and nothing else. */
export const items: TextLook = (table) => joined(onceARow(table).map(filled), '\n');
/** A line a cell, blank lines between all of them. */
export const looseItems: TextLook = (table) => joined(onceARow(table).map(filled), '\n\n', '\n\n');
/** A line a cell, an empty line for an empty one. */
export const itemsWithBlanks: TextLook = (table) => joined(onceARow(table), '\n');
/** Single blanks between cells. */
export const narrow: TextLook = (table) => joined(onceARow(table).map(filled), ' ');
/** Labels apart, figures of a row without anything between. */
export const glued: TextLook = (table) =>
  onceARow(table)
    .map(filled)
    .map((row) => row.reduce((line, text, at) => line + (at > 0 && !isFigure(text) ? ' ' : '') + text, ''))
    .join('\n') + '\n';

export function joined(rows: readonly (readonly string[])[], between: string, after = '\n'): string {
  return rows.map((row) => row.join(between)).join(after) + '\n';
}

/** A cell laid out: the lines of its text and the column and row in which the first stands. */
interface Laid {
  cell: RawCell;
  lines: string[];
  left: number;
  width: number;
}

interface Layout {
  lefts: number[];
  /** First line of each row; one entry more than rows. */
  tops: number[];
  cells: Laid[];
}

/** Gives columns widths by what stands in them, at most `most`, and rows heights by the lines of their cells. */
function lay(table: RawTable, most: number, gap: number, between: number, even = false): Layout {
  const widths = Array.from({ length: table.columns }, () => 4);
  const bySpan = [...table.cells].sort((a, b) => a.colSpan - b.colSpan);
  for (const { column, colSpan, text } of bySpan) {
    const wanted = Math.min(widthOf(flat(text)), most * colSpan);
    let have = gap * (colSpan - 1);
    for (let at = column; at < column + colSpan; at++) have += widths[at]!;
    // A figure is never broken.
    if (wanted > have && (colSpan === 1 || isFigure(flat(text)))) widths[column + colSpan - 1]! += wanted - have;
  }
  if (even) widths.forEach((width, at) => (widths[at] = width + (width % 2)));
  const lefts = [0];
  for (const width of widths) lefts.push(lefts.at(-1)! + width + gap);
  const cells = table.cells.map((cell): Laid => {
    const width = lefts[cell.column + cell.colSpan]! - lefts[cell.column]! - gap;
    return { cell, lines: wrap(flat(cell.text), width), left: lefts[cell.column]!, width };
  });
  const heights = Array.from({ length: table.rows }, () => 1);
  for (const { cell, lines } of [...cells].sort((a, b) => a.cell.rowSpan - b.cell.rowSpan)) {
    let have = between * (cell.rowSpan - 1);
    for (let at = cell.row; at < cell.row + cell.rowSpan; at++) have += heights[at]!;
    if (lines.length > have) heights[cell.row + cell.rowSpan - 1]! += lines.length - have;
  }
  const tops = [0];
  for (const height of heights) tops.push(tops.at(-1)! + height + between);
  return { lefts, tops, cells };
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let open = '';
  for (const part of text.match(/[\d.,%]+|./gu) ?? []) {
    if (open !== '' && widthOf(open) + widthOf(part) > width) {
      lines.push(open);
      open = '';
    }
    open += part;
  }
  lines.push(open);
  return lines;
}

/** Paper of characters, on which a sign of two columns takes two places. */
class Paper {
  private readonly rows: string[][] = [];

  constructor(private readonly wideFrames = false) {}

  write(row: number, column: number, text: string): void {
    while (this.rows.length <= row) this.rows.push([]);
    const line = this.rows[row]!;
    let at = column;
    for (const sign of text) {
      while (line.length < at) line.push(' ');
      line[at] = sign;
      if (widthOf(sign, this.wideFrames) === 2) line[at + 1] = '';
      at += widthOf(sign, this.wideFrames);
    }
  }

  print(): string {
    return (
      this.rows
        .map((line) =>
          Array.from(line, (sign) => sign ?? ' ')
            .join('')
            .trimEnd(),
        )
        .join('\n') + '\n'
    );
  }
}

export interface Spacing {
  align: Align;
  /** Where a cell stands in a row that is taller than it. */
  vertical?: 'top' | 'middle';
  /** Greatest width of a column, in half-width signs. */
  most?: number;
  gap?: number;
  /** Empty lines between rows. */
  between?: number;
}

/** Columns held apart by spaces, as pdftotext -layout prints them. */
export function spaced({ align, vertical = 'top', most = 24, gap = 3, between = 0 }: Spacing): TextLook {
  return (table) => {
    const { tops, cells } = lay(table, most, gap, between);
    const paper = new Paper();
    for (const { cell, lines, left, width } of cells) {
      const room = tops[cell.row + cell.rowSpan]! - tops[cell.row]! - between;
      const top = tops[cell.row]! + (vertical === 'middle' ? Math.floor((room - lines.length) / 2) : 0);
      const how =
        align !== 'mixed'
          ? align
          : isFigure(lines[0]!)
            ? 'right'
            : cell.colSpan > 1 || cell.row === 0
              ? 'centre'
              : 'left';
      lines.forEach((line, at) => {
        const spare = Math.max(0, width - widthOf(line));
        const indent = how === 'right' ? spare : how === 'centre' ? Math.floor(spare / 2) : 0;
        paper.write(top + at, left + indent, line);
      });
    }
    return paper.print();
  };
}

export interface Strokes {
  level: string;
  upright: string;
  /** By arms: up 1, right 2, down 4, left 8. */
  corners: string;
}
export const BOX: Strokes = { level: '─', upright: '│', corners: ' ╵╶└╷│┌├╴┘─┴┐┤┬┼' };
export const HEAVY: Strokes = { level: '━', upright: '┃', corners: ' ╹╺┗╻┃┏┣╸┛━┻┓┫┳╋' };
export const DOUBLE: Strokes = { level: '═', upright: '║', corners: ' ║═╚║║╔╠═╝═╩╗╣╦╬' };
export const PLUS: Strokes = { level: '-', upright: '|', corners: ' |-+||++-+-+++++' };

/** Every cell in its frame. `wide`: frame signs take two columns, as Chinese terminals print them. */
export function framed(strokes: Strokes, most = 16, wide = false): TextLook {
  const unit = wide ? 2 : 1;
  return (table) => {
    const { lefts, tops, cells } = lay(table, most, 2 + unit, 1, wide);
    const x = (column: number) => lefts[column]!;
    const owner = new Map<string, RawCell>();
    for (const { cell } of cells)
      for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
        for (let column = cell.column; column < cell.column + cell.colSpan; column++)
          owner.set(`${row},${column}`, cell);
    const differs = (r1: number, c1: number, r2: number, c2: number) =>
      owner.get(`${r1},${c1}`) !== owner.get(`${r2},${c2}`);
    const paper = new Paper(wide);
    const right = (row: number, column: number) => column < table.columns && differs(row - 1, column, row, column);
    const down = (row: number, column: number) => row < table.rows && differs(row, column - 1, row, column);
    for (let row = 0; row <= table.rows; row++) {
      for (let column = 0; column <= table.columns; column++) {
        const arms =
          (row > 0 && down(row - 1, column) ? 1 : 0) +
          (right(row, column) ? 2 : 0) +
          (down(row, column) ? 4 : 0) +
          (column > 0 && right(row, column - 1) ? 8 : 0);
        if (arms > 0) paper.write(tops[row]!, x(column), strokes.corners[arms]!);
        if (right(row, column)) {
          const room = x(column + 1) - x(column) - unit;
          paper.write(tops[row]!, x(column) + unit, strokes.level.repeat(room / (wide ? 2 : 1)));
        }
        if (down(row, column))
          for (let line = tops[row]! + 1; line < tops[row + 1]!; line++) paper.write(line, x(column), strokes.upright);
      }
    }
    for (const { cell, lines } of cells)
      lines.forEach((line, at) => paper.write(tops[cell.row]! + 1 + at, x(cell.column) + unit + 1, line));
    return paper.print();
  };
}

/** A text on pages: a form feed, a running head and a page number every `height` lines, as pdftotext leaves them. */
export function paged(text: string, title: string, height: number): string {
  const lines = text.split('\n');
  const pages: string[] = [];
  for (let at = 0; at < lines.length; at += height) {
    const number = pages.length + 1;
    pages.push(
      [`${' '.repeat(20)}${title}`, '', ...lines.slice(at, at + height), '', `${' '.repeat(38)}- ${number} -`, ''].join(
        '\n',
      ),
    );
  }
  return pages.join('\f');
}
