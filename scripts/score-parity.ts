/**
 * How many doubtful figures the sums settle, whether any wrongly, and why they leave the others open, on generated
 * reports whose figures are known:
 *
 *   npx tsx scripts/score-parity.ts [--documents 300] [--seed 1] [--share 0.04] [--show]
 *
 * Figures in cells and sentences are made doubtful at random with the misreadings that recognition makes (like digits,
 * a lost digit, point or minus). In half of the cases the wrong reading stands in the text, in a tenth the right one is
 * not even among the readings. Every second report has planted faults of its own.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { plantFaults } from '../fixtures/generate/faults.js';
import { makeReport } from '../fixtures/generate/make-report.js';
import { Random } from '../fixtures/generate/random.js';
import { FAMILIES } from '../fixtures/generate/report.js';
import { writePdf } from '../fixtures/generate/write-pdf.js';
import { normalize } from '../normalizers/index.js';
import { assess, withSettledReadings } from '../reconcilers/index.js';
import { decideReadings } from '../reconcilers/parity/settle.js';
import { Decimal } from '../schemas/index.js';
import type { Finding, RawDocument } from '../schemas/index.js';
import { doubted, rightBlocks } from './parity/doubt.js';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '0.04' },
    show: { type: 'boolean', default: false },
  },
});
const WHY = {
  none: 'with no reading that ties',
  words: 'among doubtful words',
  alone: 'in no relation but limits',
  weak: 'with too weak a witness',
  several: 'with several readings that tie',
  unread: 'with unread neighbours',
};
const open = new Map<string, number>();
const total = { doubtful: 0, tied: 0, settled: 0, wrongly: 0, clean: 0, accused: 0 };
for (let i = 0; i < Number(values.documents); i++) {
  const random = new Random(`${values.seed} parity ${i}`);
  const family = FAMILIES[i % FAMILIES.length]!;
  const clean = makeReport(Number(values.seed) * 1_000_000 + i, { family });
  const faulty = Math.floor(i / FAMILIES.length) % 2 === 1;
  const pdf = await writePdf(faulty ? plantFaults(clean, i) : clean);
  const printed = await extract(pdf, { limits: DEFAULT_LIMITS });
  // What the reader of the print itself misreads says nothing of doubt.
  if (!faulty && accusations(printed).length > 0) continue;
  const { raw, doubts } = doubted(printed, Number(values.share), random);
  const report = normalize(raw);
  const decisions = decideReadings(report);
  const settlements = decisions.flatMap(({ fact, text }) => (text === undefined ? [] : [{ fact, text }]));
  for (const { open: why } of decisions) if (why) open.set(why, (open.get(why) ?? 0) + 1);
  const after = withSettledReadings(raw, settlements);
  total.doubtful += doubts;
  total.tied += report.facts.filter(({ confidence = 1 }) => confidence < 0.5).length;
  for (const { right, read, decided } of rightBlocks(printed, after)) {
    if (!decided) continue;
    total.settled++;
    if (valueOf(right) === valueOf(read)) continue;
    total.wrongly++;
    if (values.show) console.log(`${clean.name}${faulty ? ' faulty' : ''}: ${right} settled as ${read}`);
  }
  if (faulty) continue;
  total.clean++;
  const accusing = accusations(after);
  if (accusing.length > 0) total.accused++;
  if (values.show) for (const { message } of accusing) console.log(`${clean.name} accused: ${message.zh}`);
}
console.log(
  `${values.documents} reports, ${total.doubtful} doubtful figures, ${total.tied} of them facts: ` +
    `${total.settled} settled by sums (${((100 * total.settled) / total.tied).toFixed(1)}%), ${total.wrongly} wrongly; ` +
    `${total.accused} of ${total.clean} clean reports accused`,
);

function accusations(raw: RawDocument): Finding[] {
  return assess(normalize(raw)).findings.filter(({ severity }) => severity === 'discrepancy');
}

console.log(
  `left open: ${[...open]
    .sort(([, a], [, b]) => b - a)
    .map(([why, count]) => `${count} ${WHY[why as keyof typeof WHY]}`)
    .join(', ')}`,
);

/** 0.00 and 0.0 are one value. */
function valueOf(text: string): string {
  const digits = /-?\d[\d,]*(?:\.\d+)?/u.exec(text)?.[0].replaceAll(',', '') ?? '';
  return digits === '' ? text : new Decimal(digits).toFixed();
}
