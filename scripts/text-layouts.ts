/**
 * Prints the tables of the shared reports as plain text in many layouts and scores how they are read back.
 *
 *   npx tsx scripts/text-layouts.ts [--only part-of-name] [--report part-of-name] [--folder tmp/layouts] [--verbose]
 *
 * Two figures for each layout and report. F1: forms of the truth looked up in the tables that were read, each on its own
 * columns; a cell is right when row, column and text are right (spans and empty cells are ignored, for text cannot show
 * them everywhere). Facts: F1 of the facts (concept, subject, period, stage, value, unit) against those of the truth.
 * `pdftotext` and `soffice` print layouts of their own where they are installed. The text files are kept in the folder.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { normalize } from '../normalizers/index.js';
import type { RawDocument, RawTable } from '../schemas/index.js';
import { fromTruth, type Truth } from '../test/from-truth.js';
import { common, formScore } from './looks/form-score.js';
import { FLOWING } from './looks/text-layouts.js';

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '../shared/reports' },
    truth: { type: 'string', default: '../shared/truth' },
    folder: { type: 'string', default: join(tmpdir(), 'gouji-layouts') },
    only: { type: 'string', default: '' },
    report: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
  },
});

type Layout = { name: string; print: (document: RawDocument, id: string) => string | undefined };

const tools = new Map(['pdftotext', 'soffice'].map((name) => [name, spawnSync('which', [name]).status === 0]));
const pdftotext = (name: string, ...options: string[]): Layout => ({
  name,
  print: (_, id) =>
    tools.get('pdftotext')
      ? execFileSync('pdftotext', [...options, join(values.reports, `${id}.pdf`), '-'], { encoding: 'utf8' })
      : undefined,
});

const LAYOUTS: readonly Layout[] = [
  ...FLOWING,
  pdftotext('pdftotext -layout', '-layout'),
  pdftotext('pdftotext', '-nodiag'),
  pdftotext('pdftotext -raw', '-raw'),
  { name: 'soffice', print: (_, id) => byOffice(id) },
];

async function main(): Promise<void> {
  mkdirSync(values.folder, { recursive: true });
  const ids = readdirSync(values.truth)
    .filter((name) => name.endsWith('.json') && name.includes(values.report))
    .map((name) => basename(name, '.json'));
  const wide = 32;
  console.log(`${''.padEnd(wide)}${ids.map((id) => id.slice(0, 15).padStart(17)).join('')}             mean`);
  console.log(`${''.padEnd(wide)}${[...ids, ''].map(() => 'F1  facts'.padStart(17)).join('')}`);
  for (const layout of LAYOUTS) {
    if (!layout.name.includes(values.only)) continue;
    const cells: number[] = [];
    const facts: number[] = [];
    let line = layout.name.padEnd(wide);
    for (const id of ids) {
      const truth = JSON.parse(readFileSync(join(values.truth, `${id}.json`), 'utf8')) as Truth;
      const document = onOneLine(fromTruth(truth));
      const text = layout.print(document, id);
      if (text === undefined) {
        line += '-'.padStart(17);
        continue;
      }
      writeFileSync(join(values.folder, `${id}--${layout.name.replace(/[^\w]+/g, '-')}.txt`), text);
      const read = await extract(Buffer.from(text), { limits: DEFAULT_LIMITS });
      const form = truth.tables.length === 0 ? undefined : formScore(truth, tablesOf(read), values.verbose);
      const fact = overlap(factsOf(document), factsOf(read), id);
      if (form !== undefined) cells.push(form);
      facts.push(fact);
      line += `${form === undefined ? '-' : form.toFixed(3)}  ${fact.toFixed(3)}`.padStart(17);
    }
    const mean = [cells, facts].map((all) => all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length));
    console.log(
      `${line}${mean
        .map((one) => one.toFixed(3))
        .join('  ')
        .padStart(17)}`,
    );
  }
}

/** Most layouts have no lines inside cells: what is measured are the facts of cells without them. */
function onOneLine(document: RawDocument): RawDocument {
  const flat = (block: RawTable): RawTable => ({
    ...block,
    cells: block.cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s*\n\s*/g, '').trim() })),
  });
  return { ...document, blocks: document.blocks.map((block) => (block.kind === 'table' ? flat(block) : block)) };
}

function byOffice(id: string): string | undefined {
  if (!tools.get('soffice')) return undefined;
  const target = join(values.folder, `${id}.txt`);
  if (!existsSync(target)) {
    const profile = `-env:UserInstallation=${pathToFileURL(resolve(values.folder, 'profile')).href}`;
    const to = ['--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', values.folder];
    execFileSync('soffice', [profile, ...to, join(values.reports, `${id}.docx`)], { stdio: 'ignore' });
  }
  return readFileSync(target, 'utf8');
}

function tablesOf(document: RawDocument): RawTable[] {
  return document.blocks.filter((block) => block.kind === 'table');
}

function factsOf(document: RawDocument): string[] {
  return normalize(document).facts.map(({ concept, subject, period, stage, value, unit }) =>
    [concept, subject, period, stage, value, unit].join(' '),
  );
}

function overlap(wanted: readonly string[], mine: readonly string[], id: string): number {
  const hits = common(wanted, mine);
  if (values.verbose) {
    for (const one of wanted) if (!mine.includes(one)) console.log(`    ${id} − ${one}`);
    for (const one of mine) if (!wanted.includes(one)) console.log(`    ${id} + ${one}`);
  }
  return wanted.length + mine.length === 0 ? 1 : (2 * hits) / (wanted.length + mine.length);
}

await main();
