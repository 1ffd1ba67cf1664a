import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import type { EnginePage } from '../../extractors/pdf/engine.js';
import { pdfiumEngine } from '../../extractors/pdf/pdfium.js';
import { expectationOf } from '../../fixtures/generate/expectation.js';
import type { Expectation } from '../../fixtures/generate/expectation.js';
import { makeReport } from '../../fixtures/generate/make-report.js';
import { Random } from '../../fixtures/generate/random.js';
import { FAMILIES } from '../../fixtures/generate/report.js';
import { writeDocx } from '../../fixtures/generate/write-docx.js';
import { writePdf } from '../../fixtures/generate/write-pdf.js';
import { normalize } from '../../normalizers/index.js';
import { assess } from '../../reconcilers/index.js';
import type { RawDocument, RawTable } from '../../schemas/index.js';
import { editDocx } from '../looks/docx-looks.js';
import { scoreScan } from '../score-scans.js';
import { DAMAGES } from './damages.js';
import { picturePdf, sheetOf } from './sheet.js';
import type { Sheet } from './sheet.js';

/** A digital PDF, with what is printed in it. */
export interface Original {
  name: string;
  pdf: Uint8Array;
  pages: number;
  truth: Pick<Expectation, 'tables' | 'paragraphs'>;
  /** Whose seal is on it. */
  owner: string;
  /** What is rightly found in it: findings by their id. */
  findings: ReadonlySet<string>;
}

/** How reports are printed: by the fixtures' own writer, or by LibreOffice in a font of this machine. */
export interface Print {
  font?: string | undefined;
}

/**
 * Clean reports of all families in different sizes of type, upright and across, until there are enough pages. Those
 * that the digital reader itself does not read exactly, or finds fault with, say nothing about scans and are left out.
 */
export async function corpusOf(seed: number, pages: number, { font }: Print = {}): Promise<Original[]> {
  const corpus: Original[] = [];
  let count = 0;
  for (let i = 0; count < pages; i++) {
    const random = new Random(`${seed} degrade ${i}`);
    const report = makeReport(seed * 1_000_000 + i, {
      family: FAMILIES[i % FAMILIES.length]!,
      units: random.int(1, 4),
    });
    const fontSize = random.pick([8, 9, 9.5, 10.5, 12]);
    const landscape = random.chance(0.15);
    const pdf =
      font === undefined
        ? await writePdf(report, { rules: 'ruled', fontSize, landscape })
        : await printedByOffice(await writeDocx(report), font);
    const truth = expectationOf(report);
    const raw = await extract(Uint8Array.from(pdf), { limits: DEFAULT_LIMITS });
    const { cellF1 } = scoreScan(truth, tablesOf(raw));
    const accused = assess(normalize(raw)).findings.some(({ severity }) => severity === 'discrepancy');
    if (cellF1 < 1 || accused) continue;
    const { county, department } = truth.identity;
    const owner = county + department.slice(county.length);
    corpus.push({ name: report.name, pdf, pages: raw.pages.length, truth, owner, findings: new Set() });
    count += raw.pages.length;
  }
  return corpus;
}

/** Digital PDFs as they came: what is printed in them is what the digital reader reads and finds. */
export async function givenCorpus(files: readonly string[], pages: number): Promise<Original[]> {
  const corpus: Original[] = [];
  let count = 0;
  for (const file of files) {
    if (count >= pages) break;
    const pdf = new Uint8Array(readFileSync(file));
    const raw = await extract(Uint8Array.from(pdf), { limits: DEFAULT_LIMITS });
    const report = normalize(raw);
    const tables = tablesOf(raw).map(({ title, rows, columns, cells }) => ({
      title: title ?? '',
      nrows: rows,
      ncols: columns,
      cells: cells.map(({ row, column, rowSpan, colSpan, text }) => ({
        r: row,
        c: column,
        rowspan: rowSpan,
        colspan: colSpan,
        text,
      })),
      forms: [],
    }));
    const paragraphs = raw.blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text]));
    const { county, department } = report.identity;
    corpus.push({
      name: basename(file, '.pdf'),
      pdf,
      pages: raw.pages.length,
      truth: { tables, paragraphs },
      owner: department.startsWith(county) ? department : county + department,
      findings: new Set(assess(report).findings.flatMap(({ id, severity }) => (severity === 'rounding' ? [] : [id]))),
    });
    count += raw.pages.length;
  }
  return corpus;
}

function tablesOf({ blocks }: RawDocument): RawTable[] {
  return blocks.filter((block) => block.kind === 'table');
}

/** A Word document in one font, as LibreOffice prints it. */
async function printedByOffice(docx: Uint8Array, font: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-degrade-'));
  try {
    const edited = await editDocx(docx, (xml) => {
      xml('w\\:r').each((_, run) => {
        const element = xml(run);
        if (element.children('w\\:rPr').length === 0) element.prepend('<w:rPr/>');
        element
          .children('w\\:rPr')
          .prepend(`<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`);
      });
    });
    writeFileSync(join(folder, 'report.docx'), edited);
    const profile = `-env:UserInstallation=${pathToFileURL(join(tmpdir(), 'gouji-degrade-profile')).href}`;
    const to = ['--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'report.docx')];
    execFileSync('soffice', [profile, ...to], { stdio: 'ignore' });
    return new Uint8Array(readFileSync(join(folder, 'report.pdf')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The damaged sheets of a report; the same seed does the same damage. */
export async function damagedSheets({ name, pdf, owner }: Original, kind: string, seed: number): Promise<Sheet[]> {
  const damage = DAMAGES[kind];
  if (!damage) throw new Error(`no such damage: ${kind}; there are ${Object.keys(DAMAGES).join(', ')}`);
  const document = await pdfiumEngine.open(Uint8Array.from(pdf));
  const random = new Random(`${seed} ${name} ${kind}`);
  const sheets: Sheet[] = [];
  try {
    for (let number = 1; number <= document.pageCount; number++) {
      const page: EnginePage = await document.page(number);
      const sheet = sheetOf(await document.picture!(number, damage.dpi));
      sheets.push(await damage.apply({ sheet, page, owner }, random));
    }
  } finally {
    await document.close();
  }
  return damage.gather ? damage.gather(sheets) : sheets;
}

/** The damaged report as a scanner would hand it in: pictures alone. */
export async function damagedPdf(original: Original, kind: string, seed: number): Promise<Uint8Array> {
  return picturePdf(await damagedSheets(original, kind, seed));
}
