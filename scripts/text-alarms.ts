/**
 * Prints generated reports in which everything ties out as plain text in many layouts, and counts what the texts are
 * accused of. A table whose columns were misread must not turn into an accusation.
 *
 *   npx tsx scripts/text-alarms.ts [--documents 40] [--seed 7] [--only part-of-name] [--show]
 *
 * For each layout: documents with a discrepancy, discrepancies, and the F1 of the facts (concept, subject, period,
 * stage, value, unit) against those of the same report as Word file. `pdftotext` prints layouts of its own where it is
 * installed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { makeReport } from '../fixtures/generate/make-report.js';
import { FAMILIES } from '../fixtures/generate/report.js';
import { writeDocx } from '../fixtures/generate/write-docx.js';
import { writePdf } from '../fixtures/generate/write-pdf.js';
import { normalize } from '../normalizers/index.js';
import { assess } from '../reconcilers/index.js';
import type { RawDocument, Report } from '../schemas/index.js';
import { common } from './looks/form-score.js';
import { FLOWING } from './looks/text-layouts.js';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '40' },
    seed: { type: 'string', default: '7' },
    only: { type: 'string', default: '' },
    show: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
});

interface Printed {
  name: string;
  document: RawDocument;
  pdf: string;
}
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'gouji-alarms-'));
const converted = (...options: string[]) => ({
  name: ['pdftotext', ...options].join(' '),
  print: ({ pdf }: Printed) => execFileSync('pdftotext', [...options, pdf, '-'], { encoding: 'utf8' }),
});
const layouts = [
  ...FLOWING.map(({ name, print }) => ({ name, print: ({ document }: Printed) => print(document) })),
  ...(spawnSync('which', ['pdftotext']).status === 0
    ? [converted('-layout'), converted('-nodiag'), converted('-raw')]
    : []),
].filter(({ name }) => name.includes(values.only));

const reports: Printed[] = [];
for (let i = 0; i < Number(values.documents); i++) {
  const report = makeReport(Number(values.seed) * 1_000_000 + i, { family: FAMILIES[i % FAMILIES.length]! });
  const pdf = join(folder, `${report.name}.pdf`);
  writeFileSync(pdf, await writePdf(report));
  reports.push({
    name: report.name,
    document: await extract(Buffer.from(await writeDocx(report)), { limits: DEFAULT_LIMITS }),
    pdf,
  });
}
const totals = { accused: 0, alarms: 0 };
for (const layout of layouts) {
  let accused = 0;
  let alarms = 0;
  let facts = 0;
  for (const printed of reports) {
    const text = layout.print(printed);
    if (values.keep) writeFileSync(join(folder, `${printed.name}--${layout.name.replace(/[^\w]+/g, '-')}.txt`), text);
    const read = normalize(await extract(Buffer.from(text), { limits: DEFAULT_LIMITS }));
    const wanted = factsOf(normalize(printed.document));
    const mine = factsOf(read);
    const share = (2 * common(wanted, mine)) / Math.max(1, wanted.length + mine.length);
    facts += share;
    if (values.show && share < 1) console.log(`  ${printed.name} facts ${share.toFixed(3)}`);
    const findings = assess(read).findings.filter(({ severity }) => severity === 'discrepancy');
    alarms += findings.length;
    if (findings.length > 0) accused++;
    if (values.show) for (const { rule, message } of findings) console.log(`  ${printed.name} ${rule}: ${message.zh}`);
  }
  totals.accused += accused;
  totals.alarms += alarms;
  console.log(
    `${layout.name.padEnd(32)} accused ${String(accused).padStart(3)} of ${reports.length}, discrepancies ${String(alarms).padStart(4)}, facts ${(facts / reports.length).toFixed(3)}`,
  );
}
console.log(`${layouts.length} layouts: ${totals.alarms} discrepancies in ${totals.accused} texts`);
if (!values.keep) rmSync(folder, { recursive: true });

function factsOf({ facts }: Report): string[] {
  return facts.map(({ concept, subject, period, stage, value, unit }) =>
    [concept, subject, period, stage, value, unit].join(' '),
  );
}
