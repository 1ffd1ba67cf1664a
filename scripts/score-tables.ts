/**
 * Scores extracted tables against ground truth: cell F1 and adjacency F1 of each file.
 *
 *   npx tsx scripts/score-tables.ts [folder of reports] [folder of truth] [extensions]
 *   npx tsx scripts/score-tables.ts ../shared/reports ../shared/truth docx,pdf
 *
 * A cell is right when row, column, both spans and text (white space removed, widths folded) are right. Adjacency is
 * that of the ICDAR 2013 table competition: pairs of neighbouring non-empty cells, to the right and downwards, blank
 * cells skipped. Tables are paired by greatest agreement, in any order. A frame around prose (`layout_box`) is a table
 * to some readers and prose to others: one-cell tables count neither for nor against when the truth has such a frame.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { foldWidth, squeeze, type RawTable } from '../schemas/index.js';

interface TruthCell {
  r: number;
  c: number;
  rowspan: number;
  colspan: number;
  text: string;
}
interface TruthTable {
  nrows: number;
  ncols: number;
  cells: TruthCell[];
  layout_box?: boolean;
}
export interface Truth {
  tables: TruthTable[];
}

/** A table as bags of what is counted. */
interface Counted {
  cells: Map<string, number>;
  pairs: Map<string, number>;
}

export interface Score {
  cell: number;
  adjacency: number;
  /** `a/b/c`: right ones, in the truth, extracted. */
  cells: string;
  pairs: string;
  tables: string;
}

/** Scores one document's tables. */
export function score(truth: Truth, tables: readonly RawTable[]): Score {
  const framed = truth.tables.some((table) => table.layout_box === true);
  const wanted = truth.tables
    .filter((table) => table.layout_box !== true)
    .map((table) =>
      countTable(
        table.cells.map(({ r, c, rowspan, colspan, text }) => ({
          row: r,
          column: c,
          rowSpan: rowspan,
          colSpan: colspan,
          text,
        })),
      ),
    );
  const found = tables.filter((table) => !(framed && table.cells.length === 1)).map((table) => countTable(table.cells));
  const paired = pair(wanted, found);
  const measure = (pick: (table: Counted) => Map<string, number>): [number, string] => {
    const right = paired.reduce((total, [a, b]) => total + common(pick(a), pick(b)), 0);
    const expected = size(wanted.map(pick));
    const got = size(found.map(pick));
    return [expected + got === 0 ? 1 : (2 * right) / (expected + got), `${right}/${expected}/${got}`];
  };
  const [cell, cells] = measure((table) => table.cells);
  const [adjacency, pairs] = measure((table) => table.pairs);
  return { cell, adjacency, cells, pairs, tables: `${found.length}/${wanted.length}` };
}

type PlainCell = Pick<RawTable['cells'][number], 'row' | 'column' | 'rowSpan' | 'colSpan' | 'text'>;

function countTable(source: readonly PlainCell[]): Counted {
  const cells = source.map((cell) => ({ ...cell, text: squeeze(foldWidth(cell.text)) }));
  const bag = new Map<string, number>();
  for (const { row, column, rowSpan, colSpan, text } of cells)
    add(bag, [row, column, rowSpan, colSpan, text].join('\u0001'));
  return { cells: bag, pairs: adjacencies(cells) };
}

function adjacencies(cells: readonly PlainCell[]): Map<string, number> {
  const at = new Map<string, PlainCell>();
  let rows = 0;
  let columns = 0;
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.colSpan; column++) at.set(`${row},${column}`, cell);
    rows = Math.max(rows, cell.row + cell.rowSpan);
    columns = Math.max(columns, cell.column + cell.colSpan);
  }
  const seen = new Set<string>();
  const bag = new Map<string, number>();
  const walk = (from: PlainCell, direction: 'right' | 'down', row: number, column: number): void => {
    const [stepRow, stepColumn] = direction === 'right' ? [0, 1] : [1, 0];
    for (let r = row, c = column; r < rows && c < columns; r += stepRow, c += stepColumn) {
      const to = at.get(`${r},${c}`);
      if (to === undefined || to.text === '') continue;
      const key = `${from.row},${from.column},${to.row},${to.column},${direction}`;
      if (!seen.has(key)) add(bag, [direction, from.text, to.text].join('\u0001'));
      seen.add(key);
      return;
    }
  };
  for (const cell of cells) {
    if (cell.text === '') continue;
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) walk(cell, 'right', row, cell.column + cell.colSpan);
    for (let column = cell.column; column < cell.column + cell.colSpan; column++)
      walk(cell, 'down', cell.row + cell.rowSpan, column);
  }
  return bag;
}

/** Pairs tables so that the ones that agree most come together first. */
function pair(wanted: readonly Counted[], found: readonly Counted[]): [Counted, Counted][] {
  const candidates = wanted.flatMap((a, i) =>
    found.map((b, j) => ({ a, b, i, j, worth: common(a.cells, b.cells) + common(a.pairs, b.pairs) })),
  );
  candidates.sort((x, y) => y.worth - x.worth || Math.abs(x.i - x.j) - Math.abs(y.i - y.j));
  const usedWanted = new Set<number>();
  const usedFound = new Set<number>();
  const pairs: [Counted, Counted][] = [];
  for (const { a, b, i, j } of candidates) {
    if (usedWanted.has(i) || usedFound.has(j)) continue;
    usedWanted.add(i);
    usedFound.add(j);
    pairs.push([a, b]);
  }
  return pairs;
}

function size(bags: readonly Map<string, number>[]): number {
  return bags.reduce((total, bag) => total + [...bag.values()].reduce((a, b) => a + b, 0), 0);
}

function common(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let count = 0;
  for (const [key, times] of a) count += Math.min(times, b.get(key) ?? 0);
  return count;
}

function add(bag: Map<string, number>, key: string): void {
  bag.set(key, (bag.get(key) ?? 0) + 1);
}

async function main(): Promise<void> {
  const [reports = '../shared/reports', truths = '../shared/truth', extensions = 'docx,html,doc,pdf'] =
    process.argv.slice(2);
  for (const extension of extensions.split(',')) {
    for (const name of readdirSync(reports).sort()) {
      const id = basename(name, `.${extension}`);
      const truthPath = join(truths, `${id}.json`);
      if (extname(name) !== `.${extension.split('.').at(-1)}` || !existsSync(truthPath)) continue;
      try {
        const started = performance.now();
        const document = await extract(readFileSync(join(reports, name)), { limits: DEFAULT_LIMITS });
        const took = performance.now() - started;
        const tables = document.blocks.filter((block) => block.kind === 'table');
        const result = score(JSON.parse(readFileSync(truthPath, 'utf8')) as Truth, tables);
        console.log(
          `${name.padEnd(26)} cell F1 ${result.cell.toFixed(4)} (${result.cells})  adjacency F1 ` +
            `${result.adjacency.toFixed(4)} (${result.pairs})  tables ${result.tables}  ${took.toFixed(0)} ms`,
        );
      } catch (error) {
        console.log(`${name.padEnd(26)} ${String(error)}`);
      }
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
