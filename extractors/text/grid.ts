import type { Place, RawCell, RawTable } from '../../schemas/index.js';
import type { TextRun } from './cells.js';
import { greatest, type Piece } from './lines.js';
import type { PlacedCell, Section } from './placed.js';
import { placeMerged } from './sections.js';
import { placeSlots } from './slots.js';
import { mergeDown } from './spans.js';

/**
 * One table for one run of rows, however many forms it holds: the grid is as wide as the widest form, the last column
 * of a narrower one spans what is left, titles span all. Forms that are re-gridded on their own columns come out as
 * if each had stood alone. `index` is the number of the table in the document; `guessed` says that spans of a header
 * had equal rivals.
 */
export function gridOf(run: TextRun, index: number): { table: RawTable; guessed: boolean } {
  const sections = sectionsOf(run);
  const columns = greatest(
    sections.map((section) => section.width),
    1,
  );
  const cells: RawCell[] = [];
  let row = 0;
  for (const section of sections) {
    for (const { cells: placed } of section.rows) {
      for (const cell of placed) if (!cell.merged) cells.push(rawCell(cell, row, section, columns, index));
      row++;
    }
  }
  const line = run.rows[0]?.line;
  return {
    table: { kind: 'table', rows: row, columns, cells, pages: [], place: line === undefined ? {} : { line } },
    guessed: sections.some((section) => section.guessed),
  };
}

function sectionsOf(run: TextRun): Section[] {
  if (run.layout === 'drawn') return [run.section];
  const sections = run.layout === 'slots' ? placeSlots(run.rows) : placeMerged(run.rows);
  for (const section of sections) mergeDown(section);
  return sections;
}

function rawCell(placed: PlacedCell, row: number, section: Section, columns: number, table: number): RawCell {
  const { cell, column } = placed;
  const atEnd = column + placed.columns === section.width;
  const colSpan = atEnd ? columns - column : placed.columns;
  const { text, pieces, alternatives } = cell;
  const place = placeIn(table, row, column, pieces[0]);
  const raw: RawCell = { row, column, rowSpan: placed.rows, colSpan, text, place };
  if (pieces.length > 1) raw.fragments = pieces.map((piece) => placeIn(table, row, column, piece));
  if (alternatives) raw.alternatives = alternatives;
  return raw;
}

function placeIn(table: number, row: number, column: number, piece: Piece | undefined): Place {
  if (!piece) return { table, row, column };
  return { table, row, column, line: piece.line, start: piece.start, end: piece.end };
}
