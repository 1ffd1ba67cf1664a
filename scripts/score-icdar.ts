/**
 * Scores table finding on the ICDAR 2013 table competition (complete task, no hints): adjacency relations of non-blank
 * neighbouring cells, pooled per document, macro F1 over documents. Texts are compared as NFKC word characters in
 * lower case.
 *
 *   npx tsx scripts/score-icdar.ts [folder] [--verbose] [documents…]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from 'cheerio';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import type { RawTable } from '../schemas/index.js';

interface Cell {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  text: string;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { verbose: { type: 'boolean' } } });
const folder = positionals[0] ?? '../shared/benchmarks/icdar2013-eu';
const wanted = positionals.slice(1);
if (!existsSync(folder)) {
  console.error(`${folder} does not exist: nothing to score.`);
  process.exit(2);
}
const scores: number[] = [];
let cpu = 0;
let pages = 0;
for (const name of readdirSync(folder)
  .filter((file) => file.endsWith('.pdf'))
  .sort()) {
  const id = name.replace('.pdf', '');
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const started = process.cpuUsage();
  const document = await extract(new Uint8Array(readFileSync(join(folder, name))), { limits: DEFAULT_LIMITS });
  const used = process.cpuUsage(started);
  cpu += (used.user + used.system) / 1000;
  pages += document.pages.length;
  const found = document.blocks
    .filter((block): block is RawTable => block.kind === 'table')
    .map((table) => table.cells);
  const ours = found.flatMap((cells) => relations(cells));
  const truths = [`${id}-str.xml`, `${id}b-str.xml`].filter((file) => existsSync(join(folder, file)));
  const results = truths.map((file) => {
    const tables = readTruth(readFileSync(join(folder, file), 'utf8'));
    return {
      tables,
      ...score(
        ours,
        tables.flatMap((cells) => relations(cells)),
      ),
    };
  });
  const best = results.sort((a, b) => b.f1 - a.f1)[0];
  if (!best) continue;
  scores.push(best.f1);
  console.log(
    `${id}  F1 ${best.f1.toFixed(3)}  precision ${best.precision.toFixed(3)}  recall ${best.recall.toFixed(3)}  tables ${found.length}/${best.tables.length}`,
  );
  if (values.verbose) {
    for (const relation of best.missing.slice(0, 25)) console.log(`    - ${relation}`);
    for (const relation of best.extra.slice(0, 25)) console.log(`    + ${relation}`);
  }
}
const mean = scores.reduce((sum, f1) => sum + f1, 0) / scores.length;
console.log(`macro F1 ${mean.toFixed(4)} over ${scores.length} documents, ${(cpu / pages).toFixed(1)} CPU ms a page`);

function readTruth(xml: string): Cell[][] {
  const $ = load(xml, { xml: true });
  return $('table')
    .toArray()
    .map((table) =>
      $(table)
        .find('region')
        .toArray()
        .flatMap((region) => {
          const [down, right] = ['row-increment', 'col-increment'].map((name) => Number($(region).attr(name) ?? 0));
          return $(region)
            .find('cell')
            .toArray()
            .map((cell): Cell => {
              const number = (attribute: string): number => Number($(cell).attr(attribute));
              const [row, column] = [number('start-row'), number('start-col')];
              const [endRow, endColumn] = [$(cell).attr('end-row') ?? row, $(cell).attr('end-col') ?? column].map(
                Number,
              );
              return {
                row: row + down!,
                column: column + right!,
                rowSpan: endRow! - row + 1,
                colSpan: endColumn! - column + 1,
                text: $(cell).find('content').text(),
              };
            });
        }),
    );
}

/** `first > second` to the right and `first v second` downwards, blank cells skipped. */
function relations(cells: readonly Cell[]): string[] {
  const grid = new Map<string, Cell>();
  let [rows, columns] = [0, 0];
  for (const cell of cells) {
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
      for (let c = cell.column; c < cell.column + cell.colSpan; c++) grid.set(`${r},${c}`, cell);
    }
    rows = Math.max(rows, cell.row + cell.rowSpan);
    columns = Math.max(columns, cell.column + cell.colSpan);
  }
  const pairs = new Map<Cell, Set<Cell>[]>();
  const next = (cell: Cell, r: number, c: number, dr: number, dc: number): void => {
    for (let [y, x] = [r + dr, c + dc]; y < rows && x < columns; [y, x] = [y + dr, x + dc]) {
      const other = grid.get(`${y},${x}`);
      if (!other || other === cell || plain(other.text) === '') continue;
      const sets = pairs.get(cell) ?? [new Set(), new Set()];
      sets[dr]!.add(other);
      pairs.set(cell, sets);
      return;
    }
  };
  for (const cell of cells) {
    if (plain(cell.text) === '') continue;
    for (let r = cell.row; r < cell.row + cell.rowSpan; r++) next(cell, r, cell.column + cell.colSpan - 1, 0, 1);
    for (let c = cell.column; c < cell.column + cell.colSpan; c++) next(cell, cell.row + cell.rowSpan - 1, c, 1, 0);
  }
  return [...pairs].flatMap(([cell, sets]) =>
    sets.flatMap((others, down) =>
      [...others].map((other) => `${plain(cell.text)} ${down ? 'v' : '>'} ${plain(other.text)}`),
    ),
  );
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '');
}

function score(ours: readonly string[], truth: readonly string[]) {
  const left = new Map<string, number>();
  for (const relation of truth) left.set(relation, (left.get(relation) ?? 0) + 1);
  let right = 0;
  const extra: string[] = [];
  for (const relation of ours) {
    const count = left.get(relation) ?? 0;
    if (count > 0) {
      left.set(relation, count - 1);
      right += 1;
    } else extra.push(relation);
  }
  const missing = [...left].flatMap(([relation, count]) => Array.from({ length: count }, () => relation));
  const precision = ours.length === 0 ? 0 : right / ours.length;
  const recall = truth.length === 0 ? 0 : right / truth.length;
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall), missing, extra };
}
