/**
 * Scores recognised pages against ground truth: how exactly figures are read, how many wrong ones are not marked as
 * doubtful, how many right ones are; cell F1; whether facts and findings are those of the digital print that lies
 * beside the scan; signs by kind; what it costs, with `--stages` by stage.
 *
 *   npx tsx scripts/score-scans.ts [files or folders of *.scan.pdf] [--truth folder] [--show] [--stages]
 *
 * A figure is a cell of the truth that holds digits and no Han characters. It is found in the cell at its place; a cell
 * that is not there counts as a silent error. ≦ and ≧, which the network does not know, count as ≤ and ≥.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DOUBTFUL, foldWidth, squeeze } from '../schemas/index.js';
import type { RawCell, RawTable } from '../schemas/index.js';
import { auditBytes, readBytes } from '../pipeline/document.js';
import { foundByKind } from './scans/kinds.js';
import type { Found } from './scans/kinds.js';
import { differences } from './scans/same.js';
import type { Difference } from './scans/same.js';
import { costOf, cpu, median } from './scans/stages.js';
import type { PageCost } from './scans/stages.js';
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

/** Truth cells against the tables that were read, paired by what is printed in them, wherever in them it stands. */
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
  for (const [wanted, best] of paired(truth, tables)) {
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

type Wanted = Truth['tables'][number];

/** Each table of the truth with the one that was read of it: those first that have most of their texts in common. */
function paired(truth: Truth, tables: readonly RawTable[]): Map<Wanted, RawTable | undefined> {
  const wanted = truth.tables.filter((table) => table.layout_box !== true);
  const pairs = new Map<Wanted, RawTable | undefined>(wanted.map((table) => [table, undefined]));
  const taken = new Set<RawTable>();
  const candidates = wanted
    .flatMap((one) => tables.map((table) => ({ one, table, alike: likeness(one, table) })))
    .sort((a, b) => b.alike - a.alike);
  for (const { one, table, alike } of candidates) {
    if (alike === 0 || pairs.get(one) || taken.has(table)) continue;
    pairs.set(one, table);
    taken.add(table);
  }
  return pairs;
}

/** The share of texts that two tables have in common, as often as both have them. */
function likeness({ cells: wanted }: Wanted, { cells }: RawTable): number {
  const texts = (all: readonly { text: string }[]): string[] =>
    all.map(({ text }) => same(text)).filter((text) => text !== '');
  const [theirs, left] = [texts(wanted), new Map<string, number>()];
  const own = texts(cells);
  for (const text of own) left.set(text, (left.get(text) ?? 0) + 1);
  let common = 0;
  for (const text of theirs) {
    const count = left.get(text) ?? 0;
    if (count > 0) common++;
    left.set(text, count - 1);
  }
  return common / Math.max(1, theirs.length + own.length - common);
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
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      truth: { type: 'string', default: '../shared/truth' },
      show: { type: 'boolean', default: false },
      stages: { type: 'boolean', default: false },
    },
  });
  const total = { figures: 0, exact: 0, silent: 0, right: 0, marked: 0 };
  const kinds = new Map<string, Found>();
  const costs: PageCost[] = [];
  const seconds: number[] = [];
  const tell = (text: string): void => {
    if (values.show) console.log(`  ${text}`);
  };
  for (const file of filesOf(positionals.length > 0 ? positionals : ['../shared/reports'])) {
    const name = basename(file).split('.')[0]!;
    const truthPath = join(values.truth, `${name}.json`);
    if (!existsSync(truthPath)) continue;
    const bytes = new Uint8Array(readFileSync(file));
    const before = cpu();
    const audited = await auditBytes(bytes.slice());
    const spent = (cpu() - before) / audited.raw.pages.length;
    seconds.push(...audited.raw.pages.map(() => spent));
    const tables = audited.raw.blocks.filter((block) => block.kind === 'table');
    const result = scoreScan(JSON.parse(readFileSync(truthPath, 'utf8')) as Truth, tables, tell);
    for (const key of ['figures', 'exact', 'silent', 'right', 'marked'] as const) total[key] += result[key];
    console.log(
      `${basename(file).padEnd(28)} ${line(result)}  cell F1 ${result.cellF1.toFixed(4)}  ${spent.toFixed(2)} CPU s/page`,
    );
    const original = join(dirname(file), `${name}.pdf`);
    if (existsSync(original)) {
      const digital = await readBytes(new Uint8Array(readFileSync(original)));
      for (const [kind, { printed, read }] of foundByKind(digital, audited.raw)) {
        const sum = kinds.get(kind) ?? { printed: 0, read: 0 };
        kinds.set(kind, { printed: sum.printed + printed, read: sum.read + read });
      }
      const { facts, findings } = differences(digital, audited);
      const doubts = audited.report.facts.filter(({ confidence = 1 }) => confidence < DOUBTFUL).length;
      console.log(
        `${''.padEnd(28)} ${sameness('facts', facts)}, ${doubts} doubtful; ${sameness('findings', findings)}`,
      );
      for (const { missing, extra } of [facts, findings]) {
        for (const one of missing) tell(`missing ${one}`);
        for (const one of extra) tell(`extra   ${one}`);
      }
    }
    if (values.stages) costs.push(...(await costOf(bytes)));
  }
  console.log(`${'all'.padEnd(28)} ${line(total)}`);
  for (const [kind, { printed, read }] of kinds) console.log(`  ${kind.padEnd(18)} ${read}/${printed}`);
  console.log(
    `${seconds.length} pages, median of the documents' CPU seconds a page ${median(seconds).toFixed(2)}, ` +
      `most memory ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`,
  );
  for (const stage of ['draw', 'layout', 'firstReading', 'secondReading'] as const) {
    if (values.stages)
      console.log(`  ${stage.padEnd(18)} ${median(costs.map((cost) => cost[stage])).toFixed(2)} CPU s/page (median)`);
  }
  if (values.stages) {
    const whole = costs.map(
      ({ draw, layout, firstReading, secondReading }) => draw + layout + firstReading + secondReading,
    );
    console.log(`  ${'together'.padEnd(18)} ${median(whole).toFixed(2)} CPU s/page (median)`);
  }
}

function sameness(what: string, { all, missing, extra }: Difference): string {
  return `${what} as in print ${all - missing.length}/${all}, ${extra.length} beyond`;
}

function line({ figures, exact, silent, right, marked }: Omit<ScanScore, 'cellF1'>): string {
  const share = (part: number, of: number): string => (of === 0 ? '—' : `${((100 * part) / of).toFixed(2)}%`);
  return `figures ${exact}/${figures} ${share(exact, figures)}  silent ${silent}  marked ${marked}/${right} ${share(marked, right)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
