/**
 * Writes a folder of generated documents, a third of them with faults:
 * `npx tsx scripts/make-corpus.ts <folder> --documents 200 --seed 1 --formats txt,docx,pdf`.
 * The formats take turns; the same arguments give the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { plantFaults } from '../fixtures/generate/faults.js';
import { makeReport } from '../fixtures/generate/make-report.js';
import { WRITERS } from '../fixtures/generate/writers.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    formats: { type: 'string', default: 'txt,docx,pdf' },
  },
});
const [folder] = positionals;
const formats = values.formats.split(',');
const unknown = formats.find((format) => !WRITERS[format]);
if (!folder || unknown !== undefined) {
  console.error(
    unknown === undefined
      ? 'Name the folder to write to.'
      : `No writer for ${unknown}: use ${Object.keys(WRITERS).join(', ')}.`,
  );
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const first = Number(values.seed) * 1_000_000;
for (let index = 0; index < Number(values.documents); index += 1) {
  const format = formats[index % formats.length] ?? 'txt';
  const clean = makeReport(first + index);
  const report = index % 3 === 2 ? plantFaults(clean, index) : clean;
  const bytes = await (WRITERS[format] as (typeof WRITERS)[string])(report);
  writeFileSync(join(folder, `${String(index).padStart(5, '0')}-${report.name}.${format}`), bytes);
}
