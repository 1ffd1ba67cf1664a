import { DEFAULT_LIMITS } from '../../extractors/extractor.js';
import { extractor } from '../../extractors/formats/text.js';
import type { RawDocument, RawTable } from '../../schemas/index.js';

/** The document that the text reader makes of a string. */
export function readString(text: string): Promise<RawDocument> {
  return extractor.extract(new TextEncoder().encode(text), { limits: DEFAULT_LIMITS });
}

/** A grid as text art: a line a row, cells parted by ` | `, spans in front: `r2c3:text`; ⏎ for a line end. */
export function draw(table: RawTable): string[] {
  return Array.from({ length: table.rows }, (_, row) =>
    table.cells
      .filter((cell) => cell.row === row)
      .map((cell) => {
        const spans = (cell.rowSpan > 1 ? `r${cell.rowSpan}` : '') + (cell.colSpan > 1 ? `c${cell.colSpan}` : '');
        return (spans ? `${spans}:` : '') + (cell.text.replace(/\n/g, '⏎') || '∅');
      })
      .join(' | '),
  );
}

/** Blocks as text art: tables between lines of dashes, `# ` before headings. */
export function drawBlocks(document: RawDocument): string[] {
  return document.blocks.flatMap((block) => {
    if (block.kind === 'table') return ['---', ...draw(block), '---'];
    return [(block.kind === 'heading' ? '# ' : '') + block.text];
  });
}

/** Whether every grid position belongs to exactly one cell. */
export function coversGrid(table: RawTable): boolean {
  const seen = new Set<number>();
  for (const cell of table.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.colSpan; column++) {
        const key = row * table.columns + column;
        if (row >= table.rows || column >= table.columns || seen.has(key)) return false;
        seen.add(key);
      }
    }
  }
  return seen.size === table.rows * table.columns;
}

/** Written form of a table with a tab before every cell, one cell a line, an empty line between rows. */
export function tabbed(...rows: string[][]): string {
  return rows.map((cells) => cells.map((cell) => `\t${cell}\n`).join('')).join('\n') + '\n';
}
