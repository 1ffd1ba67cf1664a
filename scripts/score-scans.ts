/**
 * Scores recognised pages against ground truth: how exactly figures are read, how many wrong ones are not marked as
 * doubtful, how many right ones are; cell F1; what it costs.
 *
 *   npx tsx scripts/score-scans.ts [files or folders of *.scan.pdf] [--truth folder] [--show]
 *   npx tsx scripts/score-scans.ts ../shared/reports --truth ../shared/truth
 *
 * A figure is a cell of the truth that holds digits and no Han characters. It is found in the cell at its place; a cell
 * that is not there counts as a silent error. ≦ and ≧, which the network does not know, count as ≤ and ≥.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { DOUBTFUL, foldWidth, squeeze } from '../schemas/index.js';
import type { RawCell, RawTable } from '../schemas/index.js';
import { ocrOptions } from '../pipeline/ocr-models.js';
import { score } from './score-tables.js';
import type { Truth } from './score-tables.js';

export interface ScanScore {
  figures: number;
  exact: number;
  /** Wrong and not marked as doubtful. */
  silent: number;
  /** Right cells of any content, and those of them that are marked all the same. */
  right: number;
  marked: number;
  cellF1: number;
}

/** Truth cells against the tables that were read, paired in order of greatest agreement. */
export function scoreScan(
  truth: Truth,
  tables: readonly RawTable[],
  tell: (line: string) => void = () => {},
): ScanScore {
  const found: ScanScore = {
    figures: 0,
    exact: 0,
    silent: 0,
    right: 0,
    marked: 0,
    cellF1: score(plainTruth(truth), plain(tables)).cell,
  };
  const left = [...tables];
  for (const wanted of truth.tables) {
    if (wanted.layout_box === true) continue;
    const best = left
      .map((table) => ({ table, score: score({ tables: [wanted] }, plain([table])).cell }))
      .sort((a, b) => b.score - a.score)[0]?.table;
    if (best) left.splice(left.indexOf(best), 1);
    const at = new Map(best?.cells.map((cell): [string, RawCell] => [`${cell.row},${cell.column}`, cell]));
    for (const { r, c, text } of wanted.cells) {
      const cell = at.get(`${r},${c}`);
      const right = cell !== undefined && same(cell.text) === same(text);
      const doubtful = cell?.confidence !== undefined && cell.confidence < DOUBTFUL;
      if (right) {
        found.right++;
        if (doubtful) found.marked++;
      }
      if (!isFigure(text)) continue;
      found.figures++;
      if (right) found.exact++;
      else {
        if (!doubtful) found.silent++;
        tell(
          `  ${doubtful ? 'doubtful' : 'SILENT'} ${r},${c} ${text} read as ${cell?.text ?? 'no cell'} (${cell?.confidence}; ${cell?.alternatives?.join(' ') ?? ''})`,
        );
      }
    }
  }
  return found;
}

function isFigure(text: string): boolean {
  return /\d/u.test(text) && !/\p{Script=Han}/u.test(text);
}

function same(text: string): string {
  return squeeze(foldWidth(text)).replace(/≦/gu, '≤').replace(/≧/gu, '≥').replace(/…+/gu, '…');
}

function plain(tables: readonly RawTable[]): RawTable[] {
  return tables.map((table) => ({ ...table, cells: table.cells.map((cell) => ({ ...cell, text: same(cell.text) })) }));
}

function plainTruth(truth: Truth): Truth {
  return {
    tables: truth.tables.map((table) => ({
      ...table,
      cells: table.cells.map((cell) => ({ ...cell, text: same(cell.text) })),
    })),
  };
}

function filesOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => name.endsWith('.scan.pdf'))
          .sort()
          .map((name) => join(path, name))
      : [path],
  );
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const show = args.includes('--show');
  const flag = args.indexOf('--truth');
  const truths = flag >= 0 ? args[flag + 1]! : '../shared/truth';
  const paths = args.filter((arg, i) => !arg.startsWith('--') && i !== flag + 1);
  const total = { figures: 0, exact: 0, silent: 0, right: 0, marked: 0 };
  for (const file of filesOf(paths.length > 0 ? paths : ['../shared/reports'])) {
    const truthPath = join(truths, `${basename(file).split('.')[0]}.json`);
    if (!existsSync(truthPath)) continue;
    const before = process.cpuUsage();
    const document = await extract(new Uint8Array(readFileSync(file)), {
      limits: DEFAULT_LIMITS,
      ocr: ocrOptions('auto')!,
    });
    const { user, system } = process.cpuUsage(before);
    const tables = document.blocks.filter((block) => block.kind === 'table');
    const result = scoreScan(JSON.parse(readFileSync(truthPath, 'utf8')) as Truth, tables, (line) => {
      if (show) console.log(line);
    });
    for (const key of ['figures', 'exact', 'silent', 'right', 'marked'] as const) total[key] += result[key];
    console.log(
      `${basename(file).padEnd(34)} ${line(result)}  cell F1 ${result.cellF1.toFixed(4)}  ` +
        `${((user + system) / 1e6 / document.pages.length).toFixed(2)} CPU s/page  ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
    );
  }
  console.log(`${'all'.padEnd(34)} ${line(total)}`);
}

function line({ figures, exact, silent, right, marked }: Omit<ScanScore, 'cellF1'>): string {
  const share = (part: number, of: number): string => (of === 0 ? '—' : `${((100 * part) / of).toFixed(2)}%`);
  return `figures ${exact}/${figures} ${share(exact, figures)}  silent ${silent}  marked ${marked}/${right} ${share(marked, right)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
