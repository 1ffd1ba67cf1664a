import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../extractors/extractor.js';
import { extractor } from '../../extractors/formats/text.js';
import { squeeze, type RawTable } from '../../schemas/index.js';

/**
 * Real reports lie outside the repository; where they are missing these tests are skipped. A form of the truth is
 * looked up in the tables read from text and re-gridded on its own columns; then row, column, both spans and text of
 * every cell are compared.
 */
const SHARED = '../shared';

interface Cell {
  r: number;
  c: number;
  rowspan: number;
  colspan: number;
  text: string;
}
interface Form {
  title: string;
  nrows: number;
  ncols: number;
  cells: Cell[];
}

const flat = (text: string) => squeeze(text);

function rowTexts(cells: readonly Cell[], row: number): string {
  return cells
    .filter((cell) => cell.r === row && flat(cell.text) !== '')
    .map((cell) => flat(cell.text))
    .join('|');
}

/** Rows `first` … of a table as a form: spans cut at the edge, columns that no cell begins in left out. */
function regrid(table: RawTable, first: number, rows: number): Form {
  const cells: Cell[] = table.cells
    .filter((cell) => cell.row >= first && cell.row < first + rows)
    .map((cell) => ({
      r: cell.row - first,
      c: cell.column,
      rowspan: Math.min(cell.rowSpan, first + rows - cell.row),
      colspan: cell.colSpan,
      text: cell.text,
    }));
  const starts = [...new Set(cells.map((cell) => cell.c))].sort((a, b) => a - b);
  const column = (at: number) => starts.filter((start) => start < at).length;
  return {
    title: '',
    nrows: rows,
    ncols: starts.length,
    cells: cells.map((cell) => ({
      ...cell,
      c: column(cell.c),
      colspan: column(cell.c + cell.colspan) - column(cell.c),
    })),
  };
}

function find(tables: readonly RawTable[], form: Form): Form | undefined {
  let best: { form: Form; equal: number } | undefined;
  for (const table of tables) {
    for (let first = 0; first + form.nrows <= table.rows; first++) {
      const mine = regrid(table, first, form.nrows);
      let equal = 0;
      for (let row = 0; row < form.nrows; row++) if (rowTexts(mine.cells, row) === rowTexts(form.cells, row)) equal++;
      if (!best || equal > best.equal) best = { form: mine, equal };
    }
  }
  return best?.form;
}

const key = (cell: Cell) => [cell.r, cell.c, cell.rowspan, cell.colspan, flat(cell.text)].join('\t');
const inColumn = (cell: Cell) => [cell.r, cell.c, flat(cell.text)].join('\t');

function score(mine: Form, truth: Form, by: (cell: Cell) => string): number {
  const keys = new Set(truth.cells.map(by));
  const right = mine.cells.filter((cell) => keys.has(by(cell))).length;
  return (2 * right) / (mine.cells.length + truth.cells.length);
}

async function tablesOf(id: string): Promise<RawTable[]> {
  const bytes = new Uint8Array(readFileSync(`${SHARED}/reports/${id}.txt`));
  const { blocks } = await extractor.extract(bytes, { limits: DEFAULT_LIMITS });
  return blocks.filter((block): block is RawTable => block.kind === 'table');
}

const reports: [id: string, atLeast: number][] = [
  ['yueyanglou-2020', 1],
  ['taojiang-2024', 0.99],
  ['wuhan-2019', 1],
  ['ebian-2023', 1],
];

test.each(reports)('forms of %s are those of the truth', async (id, atLeast) => {
  const path = `${SHARED}/truth/${id}.json`;
  if (!existsSync(path)) return console.log(`skipped: ${path} is missing`);
  const truth = JSON.parse(readFileSync(path, 'utf8')) as { logical_tables: Form[] };
  const tables = await tablesOf(id);
  const scores = truth.logical_tables.map((form) => {
    const mine = find(tables, form) ?? { title: '', nrows: 0, ncols: 0, cells: [] };
    return { title: form.title, cells: score(mine, form, key), columns: score(mine, form, inColumn) };
  });
  const all = scores.reduce((sum, one) => sum + one.cells, 0) / scores.length;
  const low = scores.filter((one) => one.cells < 1);
  console.log(id, `cell F1 ${all.toFixed(4)} over ${scores.length} forms`, low);
  expect(all).toBeGreaterThanOrEqual(atLeast);
});
