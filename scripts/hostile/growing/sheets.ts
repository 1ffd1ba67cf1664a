/** Workbooks of merges, texts, looks and hidden lines by ten thousands. */
import { workbook } from '../build.js';
import { each, type Growing } from './words.js';

const lines = (count: number, cells: (row: number) => string, attributes = ''): string =>
  each(count, (i) => `<row r="${i + 1}"${attributes}>${cells(i + 1)}</row>`).join('');
const pair = (row: number): string => `<c r="A${row}"><v>${row}</v></c><c r="C${row}"><v>1</v></c>`;
const merges = (count: number, ref: (row: number) => string): string =>
  `<mergeCells>${each(count, (i) => `<mergeCell ref="${ref(i + 1)}"/>`).join('')}</mergeCells>`;

export const sheets: Record<string, Growing> = {
  'merges.xlsx': [5000, (n) => workbook(lines(n, pair), { after: merges(n, (row) => `A${row}:B${row}`) })],
  'merges-over-merges.xlsx': [5000, (n) => workbook(lines(n, pair), { after: merges(n, (row) => `A${row}:C${n}`) })],
  'texts.xlsx': [
    20_000,
    (n) =>
      workbook(
        lines(n, (row) => `<c r="A${row}" t="s"><v>${n - row}</v></c>`),
        { strings: each(n, (i) => `<si><r><t>支</t></r><r><t>出${i}</t></r></si>`).join('') },
      ),
  ],
  'one-long-text.xlsx': [
    100,
    (n) =>
      workbook(
        lines(n, (row) => `<c r="A${row}" t="s"><v>0</v></c>`),
        { strings: `<si><t>${'支'.repeat(50_000)}</t></si>` },
      ),
  ],
  'shared-formula.xlsx': [
    10_000,
    (n) =>
      workbook(lines(n, (row) => `<c r="A${row}"><f t="shared" si="0">${row > 1 ? '' : 'B1+C1'}</f><v>${row}</v></c>`)),
  ],
  'from-below.xlsx': [
    20_000,
    (n) =>
      workbook(
        each(n, (i) => `<row r="${n - i}"><c r="B${n - i}"><v>${i}</v></c><c r="A${n - i}"><v>1</v></c></row>`).join(
          '',
        ),
      ),
  ],
  'one-row-again.xlsx': [50_000, (n) => workbook('<row r="1"><c r="A1"><v>1</v></c></row>'.repeat(n))],
  'looks.xlsx': [
    10_000,
    (n) =>
      workbook(
        lines(n, (row) => `<c r="A${row}" s="${row - 1}"><v>${row}.5</v></c>`),
        {
          styles: `<numFmts>${each(n, (i) => `<numFmt numFmtId="${200 + i}" formatCode="#,##0.00_);[Red]&quot;${i}&quot;0.0"/>`).join('')}</numFmts><cellXfs>${each(n, (i) => `<xf numFmtId="${200 + i}"/>`).join('')}</cellXfs>`,
        },
      ),
  ],
  'columns-again.xlsx': [
    5000,
    (n) => workbook(lines(n, pair), { before: `<cols>${'<col min="1" max="16384" hidden="0"/>'.repeat(n)}</cols>` }),
  ],
};
