/**
 * Prints and saves the shared reports in other looks and scores each against the truth: cell F1 of the tables, and
 * whether facts and findings are those of the report as it came.
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
import * as word from './looks/docx-looks.js';
import { gb18030, utf16 } from './looks/encode.js';
import { formScore } from './looks/form-score.js';
import * as web from './looks/html-looks.js';
import { generatedSources, sharedSources, type Rules, type Source } from './looks/sources.js';
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

interface Look {
  name: string;
  extension: 'docx' | 'pdf' | 'html' | 'mht' | 'txt' | 'doc' | 'rtf';
  /** Nothing where a source cannot be had in this look. */
  make(source: Source): Promise<Buffer | undefined> | Buffer | undefined;
  /** The program that turns what `make` gives into the document, and the extension that it takes. */
  by?: { program: 'soffice' | 'chromium'; from: 'docx' | 'html' };
  turn?: [rotate: number, content: number];
}

const office = { program: 'soffice', from: 'docx' } as const;
const browser = { program: 'chromium', from: 'html' } as const;
const docx = (name: string, look: (source: Source) => word.DocxLook): Look => ({
  name,
  extension: 'docx',
  make: (source) => word.editDocx(source.docx, look(source)),
});
const printed = (name: string, look: (source: Source) => word.DocxLook, turn?: Look['turn']): Look => ({
  ...docx(name, look),
  extension: 'pdf',
  by: office,
  ...(turn && { turn }),
});
const page = (name: string, make: (source: Source) => Buffer, extension: Look['extension'] = 'html'): Look => ({
  name,
  extension,
  make,
});
const browsed = (name: string, look: (source: Source) => web.HtmlLook, turn?: Look['turn']): Look => ({
  name,
  extension: 'pdf',
  by: browser,
  make: (source) => Buffer.from(look(source)(source.html)),
  ...(turn && { turn }),
});

const pressed = (name: string, rules: Rules): Look => ({
  name,
  extension: 'pdf',
  make: async ({ press }) => press && Buffer.from(await press(rules)),
});

const same: word.DocxLook = () => {};
const LOOKS: readonly Look[] = [
  docx('docx', () => same),
  docx('docx tracked changes', () => word.trackedChanges),
  docx('docx nested tables', () => word.nestedTables),
  docx('docx text boxes', () => word.textBoxes),
  docx('docx content controls', () => word.contentControls),
  docx('docx full-width digits', () => word.wideDigits),
  page('html', ({ html }) => Buffer.from(html)),
  page('html gb18030', ({ html }) => gb18030(declare(html, 'gb2312'))),
  page('html gb18030 undeclared', ({ html }) => gb18030(declare(html, undefined))),
  page('html utf-16le mark', ({ html }) => utf16(declare(html, 'utf-16'), 'le', true)),
  page('html utf-16be mark', ({ html }) => utf16(declare(html, 'utf-16'), 'be', true)),
  page('html utf-16le bare', ({ html }) => utf16(declare(html, undefined), 'le', false)),
  page('html utf-16be bare', ({ html }) => utf16(declare(html, undefined), 'be', false)),
  page('html wrong charset', ({ html }) => Buffer.from(declare(html, 'gb2312'))),
  page('html careless', ({ html }) => Buffer.from(web.carelessHtml(html))),
  page('html full-width digits', ({ html }) => Buffer.from(web.wideDigits(html))),
  page('county page, layout tables', ({ html }) => gb18030(web.countyPage(html))),
  page('county page, modern', ({ html }) => Buffer.from(web.modernPage(html))),
  page('mht quoted-printable', ({ html }) => web.archive('quoted-printable', Buffer.from(html), 'utf-8'), 'mht'),
  page('mht base64 gb2312', ({ html }) => web.archive('base64', gb18030(declare(html, 'gb2312')), 'gb2312'), 'mht'),
  page('txt', ({ txt }) => Buffer.from(txt), 'txt'),
  page('txt gb18030', ({ txt }) => gb18030(txt), 'txt'),
  page('txt utf-16le mark', ({ txt }) => utf16(txt, 'le', true), 'txt'),
  page('txt utf-16be mark', ({ txt }) => utf16(txt, 'be', true), 'txt'),
  page('txt utf-16le bare', ({ txt }) => utf16(txt, 'le', false), 'txt'),
  page('txt utf-16be bare', ({ txt }) => utf16(txt, 'be', false), 'txt'),
  page('txt crlf', ({ txt }) => Buffer.from(txt.replace(/\r?\n/g, '\r\n')), 'txt'),
  page('txt full-width digits', ({ txt }) => Buffer.from(word.toWide(txt)), 'txt'),
  printed('pdf office', () => same),
  printed('pdf office level rules', () => word.levelRules),
  printed('pdf office three rules', ({ headers }) => word.threeRules(headers)),
  printed('pdf office no rules', () => word.noRules),
  printed('pdf office stripes', () => word.stripes),
  printed('pdf office landscape', () => word.landscape),
  printed('pdf office repeated headers', ({ headers }) => word.repeatedHeaders(headers)),
  printed('pdf office running header', ({ title }) => word.runningHeader(title)),
  printed('pdf office 8 point', () => word.eightPoint),
  printed('pdf office full-width digits', () => word.wideDigits),
  printed('pdf office nested tables', () => word.nestedTables),
  printed('pdf office /Rotate 90', () => same, [1, 0]),
  printed('pdf office /Rotate 180', () => same, [2, 0]),
  printed('pdf office sideways text', () => same, [0, 1]),
  printed('pdf office sideways text 270', () => same, [0, 3]),
  printed('pdf office turned back', () => same, [3, 1]),
  printed('pdf office sideways level rules', () => word.levelRules, [1, 0]),
  browsed('pdf browser', () => web.plainPrint),
  browsed('pdf browser level rules', () => web.levelRules),
  browsed('pdf browser no rules', () => web.noRules),
  browsed('pdf browser stripes', () => web.stripes),
  browsed('pdf browser landscape', () => web.landscape),
  browsed('pdf browser repeated headers', ({ headers }) => web.repeatedHeaders(headers)),
  browsed('pdf browser running header', ({ title }) => web.runningHeader(title)),
  browsed('pdf browser 8 point', () => web.eightPoint),
  browsed('pdf browser 6 point', () => web.tinyPoint),
  browsed('pdf browser dotted rules', () => web.dotted),
  browsed('pdf browser double rules', () => web.doubled),
  browsed('pdf browser thin grey rules', () => web.thin),
  browsed('pdf browser sideways text', () => web.plainPrint, [0, 3]),
  pressed('pdf press', 'ruled'),
  pressed('pdf press level rules', 'horizontal'),
  pressed('pdf press no rules', 'bare'),
];

const generated = Number(values.generated);
const all = generated > 0 ? await generatedSources(generated) : sharedSources(values.reports, values.truth);
const sources = all.filter(({ id }) => id.includes(values.report));
const looks = LOOKS.filter(({ name }) => name.includes(values.only));
mkdirSync(values.folder, { recursive: true });
await makeAll();
await scoreAll();

function declare(html: string, charset: string | undefined): string {
  return html.replace(
    /<meta[^>]*charset[^>]*>/i,
    charset === undefined ? '' : `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`,
  );
}

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
        const cell = look.extension === 'txt' ? formScore(truth, tables, values.verbose) : strict;
        scores.push(cell);
        stricts.push(strict);
        const original = originals.get(source.id)!;
        const facts = differences(original.facts, meanings.facts);
        const findings = differences(original.findings, meanings.findings);
        if (facts.join('') === '') sameFacts++;
        if (findings.join('') === '') sameFindings++;
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
    const behind = look.extension === 'txt' ? `  strict ${strict.toFixed(4)}` : '';
    const many = `${Math.min(...scores)
      .toFixed(4)
      .padStart(8)} ${sameFacts}, ${sameFindings} of ${scores.length}`;
    console.log(`${row}${mean.toFixed(4).padStart(9)}${each ? '' : many}${behind}${mean < 0.97 ? '  <' : ''}`);
  }
  console.log('F1: .txt cannot show merged cells, which are compared by text and the place where they begin');
  console.log('strict: F1 of cells with their spans; for all but .txt the two are one');
  console.log('facts, findings: +those that only this look has −those that only the report as it came has');
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
