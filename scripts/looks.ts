/**
 * Prints and saves the shared reports in other looks and scores each against the truth: cell F1 of the tables, and
 * whether facts and discrepancies are those of the report as it came.
 *
 *   npx tsx scripts/looks.ts [--folder tmp/looks] [--only part-of-name] [--report part-of-name] [--verbose]
 *   npx tsx scripts/looks.ts --generated 15 … takes so many generated reports instead
 *
 * LibreOffice (`soffice`) and `chromium` print the PDFs; a look whose program is missing is left out, and said so. What
 * is in the folder already is not made again. Text cannot show merged cells: of .txt looks a cell is compared by its
 * text and the place where it begins, as `text-layouts.ts` does; the strict F1, spans included, stands behind the mean.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { normalize } from '../normalizers/index.js';
import { assess } from '../reconcilers/index.js';
import type { RawTable } from '../schemas/index.js';
import { LOOKS, type Look } from './looks/catalogue.js';
import { formScore } from './looks/form-score.js';
import { generatedSources, sharedSources, type Source } from './looks/sources.js';
import { turnPages } from './looks/turn.js';
import { score } from './score-tables.js';

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '../shared/reports' },
    truth: { type: 'string', default: '../shared/truth' },
    folder: { type: 'string', default: join(tmpdir(), 'gouji-looks') },
    only: { type: 'string', default: '' },
    report: { type: 'string', default: '' },
    generated: { type: 'string', default: '0' },
    verbose: { type: 'boolean', default: false },
  },
});

const generated = Number(values.generated);
const all = generated > 0 ? await generatedSources(generated) : sharedSources(values.reports, values.truth);
const sources = all.filter(({ id }) => id.includes(values.report));
const looks = LOOKS.filter(({ name }) => name.includes(values.only));
mkdirSync(values.folder, { recursive: true });
await makeAll();
await scoreAll();

function fileOf({ name, extension }: Look, { id }: Source): string {
  return join(values.folder, `${id}--${name.replace(/[^\w]+/g, '-')}.${extension}`);
}

async function makeAll(): Promise<void> {
  const forOffice: string[] = [];
  const missing = new Set<string>();
  const made: { look: Look; source: Source; raw: string; target: string }[] = [];
  for (const look of looks) {
    for (const source of sources) {
      const target = fileOf(look, source);
      if (existsSync(target)) continue;
      if (!look.by) {
        const bytes = await look.make(source);
        if (bytes) writeFileSync(target, bytes);
        continue;
      }
      if (spawnSync('which', [look.by.program]).status !== 0) {
        missing.add(look.by.program);
        continue;
      }
      const raw = join(values.folder, 'print', `${basename(target, '.pdf')}.${look.by.from}`);
      mkdirSync(join(values.folder, 'print'), { recursive: true });
      writeFileSync(raw, (await look.make(source))!);
      made.push({ look, source, raw, target });
      if (look.by.program === 'soffice') forOffice.push(raw);
      else {
        const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'];
        execFileSync('chromium', [...quiet, `--print-to-pdf=${raw.replace(/html$/, 'pdf')}`, pathToFileURL(raw).href], {
          stdio: 'ignore',
        });
      }
    }
  }
  if (forOffice.length > 0) {
    const profile = `-env:UserInstallation=${pathToFileURL(join(values.folder, 'profile')).href}`;
    const to = ['--headless', '--convert-to', 'pdf', '--outdir', join(values.folder, 'print')];
    execFileSync('soffice', [profile, ...to, ...forOffice], { stdio: 'ignore' });
  }
  for (const { look, raw, target } of made) {
    const print = raw.replace(/\.\w+$/, '.pdf');
    if (look.turn) writeFileSync(target, await turnPages(readFileSync(print), ...look.turn));
    else renameSync(print, target);
  }
  for (const program of missing) console.log(`(${program} is not installed: its looks are left out)`);
}

interface Meanings {
  facts: Set<string>;
  findings: Set<string>;
}

async function scoreAll(): Promise<void> {
  const originals = new Map<string, Meanings>();
  for (const source of sources) originals.set(source.id, (await read(source.docx)).meanings);
  const width = 36;
  // A column each for a few; of many, the mean and how many are whole.
  const each = sources.length < 9;
  const columns = each ? sources.map(({ id }) => id.slice(0, 12).padStart(20)).join('') : '';
  console.log(
    `${''.padEnd(width)}${columns}${'mean'.padStart(9)}${each ? '' : '  worst  same facts, findings'}\n` +
      `${''.padEnd(width)}${each ? sources.map(() => 'F1   facts findings'.padStart(20)).join('') : ''}`,
  );
  const means: { extension: string; mean: number; strict: number }[] = [];
  let [documents, accused] = [0, 0];
  for (const look of looks) {
    const scores: number[] = [];
    const stricts: number[] = [];
    let row = look.name.padEnd(width);
    let [sameFacts, sameFindings] = [0, 0];
    for (const source of sources) {
      const file = fileOf(look, source);
      if (!existsSync(file)) continue;
      try {
        const { tables, meanings } = await read(readFileSync(file));
        const { truth } = source;
        const strict = score(truth, tables).cell;
        const cell =
          look.extension === 'txt' || look.extension === 'pre' ? formScore(truth, tables, values.verbose) : strict;
        scores.push(cell);
        stricts.push(strict);
        const original = originals.get(source.id)!;
        const facts = differences(original.facts, meanings.facts);
        const findings = differences(original.findings, meanings.findings);
        if (facts.join('') === '') sameFacts++;
        if (findings.join('') === '') sameFindings++;
        documents++;
        if (findings[0] !== '') accused++;
        if (each)
          row += `${cell.toFixed(4)} ${facts.join('').padStart(7)}${findings.join('').padStart(6)}`.padStart(20);
        else if (values.verbose) console.log(`    ${source.id} ${cell.toFixed(4)}`);
        if (values.verbose) tell(source.id, original, meanings);
      } catch (error) {
        scores.push(0);
        stricts.push(0);
        row += ` ${String(error).slice(0, 19)}`.padStart(20);
      }
    }
    if (scores.length === 0) continue;
    const [mean, strict] = [average(scores), average(stricts)];
    means.push({ extension: look.extension, mean, strict });
    const behind = mean !== strict ? `  strict ${strict.toFixed(4)}` : '';
    const many = `${Math.min(...scores)
      .toFixed(4)
      .padStart(8)} ${sameFacts}, ${sameFindings} of ${scores.length}`;
    console.log(`${row}${mean.toFixed(4).padStart(9)}${each ? '' : many}${behind}${mean < 0.97 ? '  <' : ''}`);
  }
  console.log('F1: .txt cannot show merged cells, which are compared by text and the place where they begin');
  console.log('strict: F1 of cells with their spans; for all but .txt the two are one');
  console.log('facts, findings: +those that only this look has −those that only the report as it came has');
  console.log(`accused of what the report as it came is not: ${accused} of ${documents} documents`);
  for (const kind of [...new Set(means.map(({ extension }) => extension)), '']) {
    const own = means.filter(({ extension }) => kind === '' || extension === kind);
    const [mean, strict] = [average(own.map((one) => one.mean)), average(own.map((one) => one.strict))];
    console.log(
      `mean ${(kind || 'all').padEnd(5)} ${mean.toFixed(4)}  strict ${strict.toFixed(4)}  ${own.length} look(s)`,
    );
  }
}

function average(scores: readonly number[]): number {
  return scores.reduce((sum, one) => sum + one, 0) / Math.max(1, scores.length);
}

async function read(bytes: Buffer): Promise<{ tables: RawTable[]; meanings: Meanings }> {
  const raw = await extract(Uint8Array.from(bytes), { limits: DEFAULT_LIMITS });
  const report = normalize(raw);
  const { findings } = assess(report);
  return {
    tables: raw.blocks.filter((block) => block.kind === 'table'),
    meanings: {
      facts: new Set(
        report.facts.map(({ concept, subject, period, stage, value, unit }) =>
          [concept, subject, period, stage, value, unit].join(' '),
        ),
      ),
      findings: new Set(findings.filter(({ severity }) => severity === 'discrepancy').map(({ id }) => id)),
    },
  };
}

function differences(before: ReadonlySet<string>, after: ReadonlySet<string>): [string, string] {
  const extra = [...after].filter((one) => !before.has(one)).length;
  const lost = [...before].filter((one) => !after.has(one)).length;
  return [extra === 0 ? '' : `+${extra}`, lost === 0 ? '' : `−${lost}`];
}

function tell(id: string, before: Meanings, after: Meanings): void {
  for (const kind of ['facts', 'findings'] as const) {
    for (const one of after[kind]) if (!before[kind].has(one)) console.log(`    ${id} + ${one}`);
    for (const one of before[kind]) if (!after[kind].has(one)) console.log(`    ${id} − ${one}`);
  }
}
