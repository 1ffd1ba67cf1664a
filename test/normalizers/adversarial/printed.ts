import type { Block } from '../../../fixtures/generate/blocks.js';
import type { GeneratedReport } from '../../../fixtures/generate/report.js';
import { writeDocx } from '../../../fixtures/generate/write-docx.js';
import { writeHtml } from '../../../fixtures/generate/write-html.js';
import { writeText } from '../../../fixtures/generate/write-txt.js';
import { rawArt } from '../../raw-art.js';

/** Text art as a Word document, a web page and the text that Word and a spreadsheet leave of it. */
export async function printed(art: string): Promise<[format: string, bytes: Uint8Array][]> {
  const blocks = rawArt(art).blocks.map((block): Block => {
    if (block.kind !== 'table') return { type: 'paragraph', parts: [block.text] };
    const cells = block.cells.map(({ row, column, rowSpan, colSpan, text }) => ({
      row,
      column,
      rowSpan,
      colSpan,
      parts: [text],
    }));
    const widths = Array.from({ length: block.columns }, () => 1);
    return { type: 'table', title: '', rows: block.rows, columns: block.columns, cells, widths, forms: [] };
  });
  const report = { seed: 1, family: 'national', identity: { department: '' }, blocks } as unknown as GeneratedReport;
  const text = { encoding: 'utf8', newline: '\n', wrap: 0 } as const;
  return [
    ['docx', await writeDocx(report)],
    ['html', new TextEncoder().encode(writeHtml(report))],
    ['cells', writeText(report, { ...text, layout: 'tabCell' })],
    ['tabs', writeText(report, { ...text, layout: 'tabs' })],
  ];
}
