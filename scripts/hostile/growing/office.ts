/** Word and rich text: spans, merges, styles, lists, fields, boxes and groups without end. */
import { wordFile } from '../build.js';
import { amount, each, type Growing } from './words.js';
import { cell, paragraph } from './report.js';

const rows = (count: number, cells: (row: number) => string): string =>
  `<w:tbl>${each(count, (row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;

export const office: Record<string, Growing> = {
  'odd-spans.docx': [
    1000,
    (n) =>
      wordFile(
        rows(n, (r) => each(20, (c) => cell(amount(r + c), `<w:gridSpan w:val="${1 + ((r * c) % 17)}"/>`)).join('')),
      ),
  ],
  'stairs-of-merges.docx': [
    1000,
    (n) =>
      wordFile(
        rows(n, (r) =>
          each(20, (c) => cell(amount(r + c), `<w:vMerge${(r + c) % 7 ? '' : ' w:val="restart"'}/>`)).join(''),
        ),
      ),
  ],
  'no-width-twice.docx': [
    1000,
    (n) =>
      wordFile(
        rows(n, (r) =>
          each(20, (c) => cell(amount(r + c), `<w:tcW w:w="${100 + ((r * 31 + c * 17) % 997)}" w:type="dxa"/>`)).join(
            '',
          ),
        ),
      ),
  ],
  'left-out.docx': [
    5000,
    (n) =>
      wordFile(
        rows(
          n,
          (r) => `<w:trPr><w:gridBefore w:val="${r % 999}"/><w:gridAfter w:val="${r % 777}"/></w:trPr>${cell('1')}`,
        ),
      ),
  ],
  'tables-in-a-cell.docx': [
    4000,
    (n) => wordFile(rows(1, () => `<w:tc>${`${rows(1, () => cell('收入'))}<w:p/>`.repeat(n)}</w:tc>`)),
  ],
  'based-on.docx': [
    5000,
    (n) =>
      wordFile(
        each(n, (i) => `<w:p><w:pPr><w:pStyle w:val="s${i}"/></w:pPr><w:r><w:t>支出</w:t></w:r></w:p>`).join(''),
        {
          beside: {
            styles: each(
              n,
              (i) => `<w:style w:type="paragraph" w:styleId="s${i}"><w:basedOn w:val="s${i + 1}"/></w:style>`,
            ).join(''),
          },
        },
      ),
  ],
  'lists.docx': [
    5000,
    (n) =>
      wordFile(
        each(
          n,
          (i) =>
            `<w:p><w:pPr><w:numPr><w:ilvl w:val="${i % 9}"/><w:numId w:val="${i}"/></w:numPr></w:pPr><w:r><w:t>支出</w:t></w:r></w:p>`,
        ).join(''),
        {
          beside: {
            numbering: `<w:abstractNum w:abstractNumId="0">${each(
              9,
              (level) =>
                `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1.%2"/></w:lvl>`,
            ).join(
              '',
            )}</w:abstractNum>${each(n, (i) => `<w:num w:numId="${i}"><w:abstractNumId w:val="0"/></w:num>`).join('')}`,
          },
        },
      ),
  ],
  'footnotes.docx': [
    10_000,
    (n) =>
      wordFile(each(n, (i) => `<w:p><w:r><w:t>支出</w:t><w:footnoteReference w:id="${i}"/></w:r></w:p>`).join(''), {
        beside: {
          footnotes: each(n, (i) => `<w:footnote w:id="${i}">${paragraph('注：1.00万元')}</w:footnote>`).join(''),
        },
      }),
  ],
  'open-fields.docx': [
    20_000,
    (n) =>
      wordFile(
        `<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =1 </w:instrText></w:r>'.repeat(n)}</w:p>`,
      ),
  ],
  'text-boxes.docx': [
    5000,
    (n) =>
      wordFile(
        `<w:p>${`<w:r><w:pict><w:txbxContent>${paragraph('支出1.00万元')}</w:txbxContent></w:pict></w:r>`.repeat(n)}</w:p>`,
      ),
  ],
  'controls.docx': [
    5000,
    (n) =>
      wordFile(
        `<w:tbl>${`<w:sdt><w:sdtContent><w:tr>${cell('收入')}<w:sdt><w:sdtContent>${cell('1.0')}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>`.repeat(n)}</w:tbl>`,
      ),
  ],
  'references.docx': [100_000, (n) => wordFile(paragraph('&lt;&#x4e00;<![CDATA[1]]><!-- --><?a b?>'.repeat(n / 2)))],
  'rows.rtf': [
    4000,
    (n) =>
      `{\\rtf1 ${each(n, (r) => `\\trowd${each(10, (c) => `\\cellx${(c + 1) * 900 + ((r * 7) % 899)}`).join('')}${'1\\cell'.repeat(10)}\\row`).join('')}}`,
  ],
  'merged-rows.rtf': [
    5000,
    (n) =>
      `{\\rtf1 ${each(n, (r) => `\\trowd\\clvm${r % 5 ? 'rg' : 'gf'}\\cellx900\\cellx1800 a\\cell b\\cell\\row`).join('')}}`,
  ],
  'nested-cells.rtf': [
    1000,
    (n) => `{\\rtf1 ${each(n, (i) => `\\itap${i + 1}\\intbl a\\nestcell`).join('')}\\cell\\row}`,
  ],
  'groups.rtf': [200_000, (n) => `{\\rtf1 ${'{a}'.repeat(n)}}`],
};
