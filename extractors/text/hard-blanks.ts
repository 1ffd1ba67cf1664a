import { isFigure } from './cells.js';
import type { Line } from './lines.js';

/** Blocks of lines that show that a hard blank stands before every cell. */
const FEWEST = 3;

/** A hard blank before a word, or an empty cell: paragraphs are indented by more, and lines of one are empty lines. */
const CELL = /^\u00a0(?:[^\s\u00a0]|\u00a0?$)/u;

/**
 * Turns the hard blank before every cell of a copied web table into the tab that it stands for, so that offsets stay: a
 * line a cell, an empty line between rows, one or two hard blanks alone for an empty cell.
 */
export function tabHardBlanks(lines: readonly Line[]): void {
  const blocks: Line[][] = [];
  let open: Line[] | undefined;
  for (const line of lines) {
    if (!CELL.test(line.text)) open = undefined;
    else if (open) open.push(line);
    else blocks.push((open = [line]));
  }
  const rows = blocks.filter((block) => block.length > 1 && block.some(({ text }) => text.trim() !== ''));
  if (rows.length < FEWEST || !rows.some((row) => row.some(({ text }) => isFigure(text.trim())))) return;
  for (const row of rows) for (const line of row) line.text = `\t${line.text.slice(1).trimEnd()}`;
}
