/**
 * Damages generated reports, or given ones, as scanners, cameras and fax machines do, reads the pictures with the whole program, and
 * tells what came of it by kind of damage. The reports tie out and their text is known.
 *
 *   npx tsx scripts/degrade.ts [--only clean150,seal,photo] [--pages 12] [--seed 1] [--show] [--save folder]
 *                              [--font "family"] [digital.pdf …]
 *
 * figures    cells with digits and no Han characters that were read exactly, in their place
 * silent     figures that are wrong or missing and not marked as doubtful
 * marked     right cells that are marked as doubtful all the same
 * accused    pages with a figure in a discrepancy that is not in the digital print: these are false
 * findings   how many of the digital print's are found (generated reports have none)
 * settled    doubtful figures that the sums decided, and how many of them wrongly
 *
 * `--show` tells each error; `--save` keeps the damaged documents; `--font` has LibreOffice print the reports in a font
 * of this machine (`fc-list :lang=zh family`). Digital PDFs may be given instead: their text is then what is to be read.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpusOf, damagedPdf, givenCorpus } from './degrade/corpus.js';
import { DAMAGES } from './degrade/damages.js';
import { measure, nothingYet } from './degrade/measure.js';
import type { Outcome } from './degrade/measure.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: Object.keys(DAMAGES).join(',') },
    pages: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    show: { type: 'boolean', default: false },
    save: { type: 'string' },
    font: { type: 'string' },
  },
});
const seed = Number(values.seed);
const pages = Number(values.pages);
const corpus =
  positionals.length > 0 ? await givenCorpus(positionals, pages) : await corpusOf(seed, pages, { font: values.font });
console.log(
  `${corpus.length} reports, ${corpus.reduce((sum, { pages }) => sum + pages, 0)} pages, seed ${seed}: ` +
    corpus.map(({ name }) => name).join(', '),
);
console.log(
  '| damage | pages | figures | exact | silent | marked | cell F1 | prose | accused pages | findings | settled | CPU s/page |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|');
const total = nothingYet();
for (const kind of values.only.split(',')) {
  const outcome = nothingYet();
  for (const original of corpus) {
    const bytes = await damagedPdf(original, kind, seed);
    if (values.save !== undefined) {
      mkdirSync(values.save, { recursive: true });
      writeFileSync(join(values.save, `${original.name}.${kind}.pdf`), bytes);
    }
    await measure(original, bytes, outcome, (line) => {
      if (values.show) console.log(`  ${line}`);
    });
  }
  console.log(row(kind, outcome));
  for (const key of Object.keys(total) as (keyof Outcome)[]) total[key] += outcome[key];
}
console.log(row('all', total));

function row(kind: string, outcome: Outcome): string {
  const share = (part: number, of: number): string => (of === 0 ? '–' : `${((100 * part) / of).toFixed(2)}%`);
  const { pages, figures, exact, right, marked, prose, proseExact, doubtful, settled, settledWrongly } = outcome;
  return `| ${[
    kind,
    pages,
    figures,
    share(exact, figures),
    outcome.silent,
    share(marked, right),
    (outcome.cellF1 / pages).toFixed(4),
    share(proseExact, prose),
    share(outcome.accusedPages, pages),
    `${outcome.found}/${outcome.findings}`,
    `${settled}/${doubtful}, ${settledWrongly} wrong`,
    (outcome.seconds / pages).toFixed(2),
  ].join(' | ')} |`;
}
