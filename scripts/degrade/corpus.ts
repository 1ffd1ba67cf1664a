import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import type { EnginePage } from '../../extractors/pdf/engine.js';
import { pdfiumEngine } from '../../extractors/pdf/pdfium.js';
import { expectationOf } from '../../fixtures/generate/expectation.js';
import type { Expectation } from '../../fixtures/generate/expectation.js';
import { makeReport } from '../../fixtures/generate/make-report.js';
import { Random } from '../../fixtures/generate/random.js';
import { FAMILIES } from '../../fixtures/generate/report.js';
import { writePdf } from '../../fixtures/generate/write-pdf.js';
import { normalize } from '../../normalizers/index.js';
import { assess } from '../../reconcilers/index.js';
import { scoreScan } from '../score-scans.js';
import { DAMAGES } from './damages.js';
import { picturePdf, sheetOf } from './sheet.js';
import type { Sheet } from './sheet.js';

/** A generated report as a digital PDF, with what is printed in it. */
export interface Original {
  name: string;
  pdf: Uint8Array;
  pages: number;
  truth: Expectation;
}

/**
 * Clean reports of all families in different sizes of type, upright and across, until there are enough pages. Those
 * that the digital reader itself does not read exactly, or finds fault with, say nothing about scans and are left out.
 */
export async function corpusOf(seed: number, pages: number): Promise<Original[]> {
  const corpus: Original[] = [];
  let count = 0;
  for (let i = 0; count < pages; i++) {
    const random = new Random(`${seed} degrade ${i}`);
    const report = makeReport(seed * 1_000_000 + i, {
      family: FAMILIES[i % FAMILIES.length]!,
      units: random.int(1, 4),
    });
    const pdf = await writePdf(report, {
      rules: 'ruled',
      fontSize: random.pick([8, 9, 9.5, 10.5, 12]),
      landscape: random.chance(0.15),
    });
    const truth = expectationOf(report);
    const raw = await extract(Uint8Array.from(pdf), { limits: DEFAULT_LIMITS });
    const { cellF1 } = scoreScan(
      truth,
      raw.blocks.filter((block) => block.kind === 'table'),
    );
    const accused = assess(normalize(raw)).findings.some(({ severity }) => severity === 'discrepancy');
    if (cellF1 < 1 || accused) continue;
    corpus.push({ name: report.name, pdf, pages: raw.pages.length, truth });
    count += raw.pages.length;
  }
  return corpus;
}

/** The damaged sheets of a report; the same seed does the same damage. */
export async function damagedSheets({ name, pdf, truth }: Original, kind: string, seed: number): Promise<Sheet[]> {
  const damage = DAMAGES[kind];
  if (!damage) throw new Error(`no such damage: ${kind}; there are ${Object.keys(DAMAGES).join(', ')}`);
  const document = await pdfiumEngine.open(Uint8Array.from(pdf));
  const random = new Random(`${seed} ${name} ${kind}`);
  const sheets: Sheet[] = [];
  try {
    for (let number = 1; number <= document.pageCount; number++) {
      const page: EnginePage = await document.page(number);
      const sheet = sheetOf(await document.picture!(number, damage.dpi));
      const owner = truth.identity.county + truth.identity.department.slice(truth.identity.county.length);
      sheets.push(await damage.apply({ sheet, page, owner }, random));
    }
  } finally {
    await document.close();
  }
  return sheets;
}

/** The damaged report as a scanner would hand it in: pictures alone. */
export async function damagedPdf(original: Original, kind: string, seed: number): Promise<Uint8Array> {
  return picturePdf(await damagedSheets(original, kind, seed));
}
