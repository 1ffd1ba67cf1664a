/** Writes the committed documents of fixtures/documents: `npx tsx scripts/make-fixtures.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECIPES, reportOf } from '../fixtures/generate/committed.js';
import { expectationOf } from '../fixtures/generate/expectation.js';
import { writeDocx } from '../fixtures/generate/write-docx.js';
import { writePdf } from '../fixtures/generate/write-pdf.js';
import { writeText } from '../fixtures/generate/write-txt.js';

const folder = join(import.meta.dirname, '../fixtures/documents');
mkdirSync(folder, { recursive: true });
for (const recipe of RECIPES) {
  const report = reportOf(recipe);
  const path = join(folder, recipe.name);
  writeFileSync(`${path}.txt`, writeText(report, recipe.text));
  writeFileSync(`${path}.docx`, await writeDocx(report));
  writeFileSync(`${path}.pdf`, await writePdf(report, recipe.pdf));
  writeFileSync(`${path}.json`, `${JSON.stringify(expectationOf(report), null, 1)}\n`);
  console.log(
    `${recipe.name}: ${report.figures.length} figures, ${report.ties.length} ties, ${report.faults.length} faults`,
  );
}
