/** What is printed in other looks: the shared reports with their truth, or generated ones, whose truth is how they were made. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { textOf, type TableBlock } from '../../fixtures/generate/blocks.js';
import { makeReport } from '../../fixtures/generate/make-report.js';
import type { GeneratedReport } from '../../fixtures/generate/report.js';
import { FAMILIES } from '../../fixtures/generate/report.js';
import { writeDocx } from '../../fixtures/generate/write-docx.js';
import { writeHtml } from '../../fixtures/generate/write-html.js';
import { pdfOptions, writePdf, type PdfOptions } from '../../fixtures/generate/write-pdf.js';
import { writeText } from '../../fixtures/generate/write-txt.js';
import type { Truth as Forms } from '../../test/from-truth.js';
import type { Truth } from '../score-tables.js';

export type Rules = NonNullable<PdfOptions['rules']>;

export interface Source {
  id: string;
  title: string;
  /** How many rows of each table are its header. */
  headers: number[];
  docx: Buffer;
  html: string;
  txt: string;
  truth: Truth & Pick<Forms, 'logical_tables'>;
  /** Prints with the press of the fixtures; shared reports have none. */
  press?: (rules: Rules) => Promise<Uint8Array>;
}

/** The reports whose truth was checked by hand. */
export function sharedSources(reports: string, truths: string): Source[] {
  return readdirSync(truths)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const id = basename(name, '.json');
      const truth = JSON.parse(readFileSync(join(truths, name), 'utf8')) as Truth & Forms;
      const html = readFileSync(join(reports, `${id}.html`), 'utf8');
      return {
        id,
        title: /<title>(.*?)<\/title>/i.exec(html)?.[1] ?? id,
        headers: headersOf(truth),
        docx: readFileSync(join(reports, `${id}.docx`)),
        html,
        txt: readFileSync(join(reports, `${id}.txt`), 'utf8'),
        truth,
      };
    });
}

/** So many generated reports, the families by turns. */
export async function generatedSources(count: number): Promise<Source[]> {
  const sources: Source[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const report = makeReport(7_000_000 + seed, { family: FAMILIES[seed % FAMILIES.length]! });
    const truth = truthOf(report);
    sources.push({
      id: report.name,
      title: report.identity.department,
      headers: headersOf(truth),
      docx: Buffer.from(await writeDocx(report)),
      html: writeHtml(report),
      txt: Buffer.from(writeText(report, { encoding: 'utf8' })).toString('utf8'),
      truth,
      press: (rules) => writePdf(report, { ...pdfOptions(report), rules }),
    });
  }
  return sources;
}

function headersOf({ tables, logical_tables: forms }: Pick<Forms, 'logical_tables'> & Truth): number[] {
  return tables.map((_, i) => forms.find(({ table, first_row }) => table === i && first_row === 0)?.header_rows ?? 1);
}

function truthOf({ blocks }: GeneratedReport): Source['truth'] {
  const tables = blocks.filter((block) => block.type === 'table');
  return {
    tables: tables.map(({ rows, columns, cells }) => ({ nrows: rows, ncols: columns, cells: cells.map(truthCell) })),
    logical_tables: tables.flatMap((block, table) => block.forms.map((form) => formOf(block, table, form))),
  };
}

function truthCell({
  row,
  column,
  rowSpan,
  colSpan,
  parts,
}: TableBlock['cells'][number]): Truth['tables'][number]['cells'][number] {
  return { r: row, c: column, rowspan: rowSpan, colspan: colSpan, text: textOf(parts) };
}

/** A form's rows, on the columns that it uses. */
function formOf(
  { title, cells }: TableBlock,
  table: number,
  { firstRow, lastRow, headerRows }: TableBlock['forms'][number],
): Forms['logical_tables'][number] {
  const own = cells.filter(({ row }) => row >= firstRow && row <= lastRow);
  const edges = [...new Set(own.flatMap(({ column, colSpan }) => [column, column + colSpan]))].sort((a, b) => a - b);
  return {
    title,
    table,
    first_row: firstRow,
    last_row: lastRow,
    header_rows: headerRows,
    nrows: lastRow - firstRow + 1,
    ncols: edges.length - 1,
    cells: own.map((cell) => {
      const { r, c, rowspan, colspan, text } = truthCell(cell);
      const at = edges.indexOf(c);
      return { r: r - firstRow, c: at, rowspan, colspan: edges.indexOf(c + colspan) - at, text };
    }),
  };
}
