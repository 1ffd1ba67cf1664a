/**
 * Measures the whole pipeline on generated reports, clean ones and such with one to five planted faults:
 * `npx tsx scripts/evaluate.ts --documents 500 --seed 1 --format txt [--family hubei] [--verbose]`.
 * `figure first`: the first cause points at the planted figure; `first cause`: and gives the value that was printed before.
 * `locatable` are the faults that the ties alone single out; elsewhere no auditor could name the one wrong figure.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { FAULT_KINDS, plantFaults } from '../fixtures/generate/faults.js';
import { judge, REPAIRABLE, type FaultJudgement } from '../fixtures/generate/judge.js';
import { makeReport } from '../fixtures/generate/make-report.js';
import { FAMILIES, type Family, type GeneratedReport } from '../fixtures/generate/report.js';
import { writeDocx } from '../fixtures/generate/write-docx.js';
import { writePdf } from '../fixtures/generate/write-pdf.js';
import { writeText } from '../fixtures/generate/write-txt.js';
import { normalize } from '../normalizers/index.js';
import { assess } from '../reconcilers/index.js';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string', default: 'txt' },
    family: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const documents = Number(values.documents);
const first = Number(values.seed) * 10_000_000;
const families = values.family === undefined ? FAMILIES : FAMILIES.filter((family) => family === values.family);

interface Tally {
  documents: number;
  clean: number;
  silent: number;
  roots: number;
  falseAlarms: number;
  crashed: number;
}

const byFamily = new Map<Family, Tally>();
const judged: FaultJudgement[] = [];
const rulesOfFalseAlarms = new Map<string, number>();
let spent = 0;

for (let index = 0; index < documents; index += 1) {
  const family = families[index % families.length] ?? 'hunanFull';
  const clean = makeReport(first + index, { family });
  // Half of each family is clean.
  const faulty = Math.floor(index / families.length) % 2 === 1;
  await measure(faulty ? plantFaults(clean, index) : clean, faulty);
}
print();

async function measure(report: GeneratedReport, faulty: boolean): Promise<void> {
  const tally = byFamily.get(report.family) ?? {
    documents: 0,
    clean: 0,
    silent: 0,
    roots: 0,
    falseAlarms: 0,
    crashed: 0,
  };
  byFamily.set(report.family, tally);
  tally.documents += 1;
  const bytes = await write(report);
  const start = process.hrtime.bigint();
  try {
    const raw = await extract(new Uint8Array(bytes), { limits: DEFAULT_LIMITS });
    const { findings } = assess(normalize(raw));
    spent += Number(process.hrtime.bigint() - start) / 1e9;
    const judgement = judge(report, findings);
    judged.push(...judgement.faults);
    tally.roots += judgement.roots;
    tally.falseAlarms += judgement.falseAlarms.length;
    for (const { rule } of judgement.falseAlarms) rulesOfFalseAlarms.set(rule, (rulesOfFalseAlarms.get(rule) ?? 0) + 1);
    if (!faulty) {
      tally.clean += 1;
      if (judgement.roots === 0) tally.silent += 1;
    }
    if (values.verbose) tell(report, judgement);
  } catch (error) {
    tally.crashed += 1;
    console.log(`${report.name}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

async function write(report: GeneratedReport): Promise<Uint8Array> {
  if (values.format === 'docx') return writeDocx(report);
  if (values.format === 'pdf') return writePdf(report);
  return writeText(report);
}

function tell(report: GeneratedReport, judgement: ReturnType<typeof judge>): void {
  for (const finding of judgement.falseAlarms)
    console.log(`FALSE  ${report.name} ${finding.rule} ${finding.subject}: ${finding.message.zh}`);
  for (const { fault, found, rank } of judgement.faults) {
    const verdict = found ? (rank === 0 || !REPAIRABLE.has(fault.kind) ? '' : 'CAUSE') : 'MISSED';
    if (verdict !== '')
      console.log(
        `${verdict} ${report.name} ${fault.kind} ${fault.tableKind} ${fault.rowLabel.slice(0, 80)} / ${fault.columnLabel}: ${fault.before} → ${fault.after}`,
      );
  }
}

function print(): void {
  console.log(`\n${documents} documents as ${values.format}, seed ${values.seed}`);
  console.table(
    Object.fromEntries(
      [...byFamily].map(([family, tally]) => [
        family,
        {
          ...tally,
          'clean and silent': percent(tally.silent, tally.clean),
          precision: percent(tally.roots - tally.falseAlarms, tally.roots),
        },
      ]),
    ),
  );
  const rows = FAULT_KINDS.map((kind) => [kind, judged.filter(({ fault }) => fault.kind === kind)] as const);
  console.table(
    Object.fromEntries(
      [
        ...rows,
        ['all', judged] as const,
        ['numeric', judged.filter(({ fault }) => REPAIRABLE.has(fault.kind))] as const,
      ].map(([kind, list]) => [kind, row(list)]),
    ),
  );
  if (rulesOfFalseAlarms.size > 0) console.log('False alarms by rule:', Object.fromEntries(rulesOfFalseAlarms));
  console.log(`${(documents / spent).toFixed(1)} documents a second from bytes to findings, one thread`);
}

function row(list: readonly FaultJudgement[]): Record<string, string | number> {
  const repairable = list.filter(({ fault }) => REPAIRABLE.has(fault.kind));
  const locatable = repairable.filter(({ fault }) => fault.locatable);
  const named = (faults: readonly FaultJudgement[], within: number): string =>
    percent(faults.filter(({ rank }) => rank !== null && rank < within).length, faults.length);
  return {
    planted: list.length,
    found: percent(list.filter(({ found }) => found).length, list.length),
    'figure first': percent(repairable.filter((one) => one.named).length, repairable.length),
    'first cause': named(repairable, 1),
    'in first three': named(repairable, 3),
    locatable: locatable.length,
    'locatable, first': named(locatable, 1),
    'locatable, three': named(locatable, 3),
  };
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`;
}
